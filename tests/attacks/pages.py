"""What may stand in a page that is opened: nothing that runs, loads or leads elsewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path

FORBIDDEN = {"script", "iframe", "frame", "object", "embed", "applet", "base", "form", "input"}
FORBIDDEN |= {"button", "textarea", "video", "audio", "source", "track", "portal", "link"}
ADDRESSES = {"src", "href", "action", "formaction", "data", "poster", "background", "srcset"}
ADDRESSES |= {"xlink:href", "ping", "cite", "longdesc", "manifest"}
HARMLESS = re.compile(r"#|data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]*$|$")
LOADING_STYLE = re.compile(r"url\(\s*['\"]?(?!data:|#)|@import|expression\(|-moz-binding", re.I)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.in_style = False

    def handle_starttag(self, tag, attributes):
        self.in_style = tag == "style"
        values = {name: value or "" for name, value in attributes}
        if tag in FORBIDDEN:
            self.found.append(f"<{tag}>")
        if tag == "meta" and "http-equiv" in values:
            equivalent = values["http-equiv"].lower()
            self.found += [f"<meta {equivalent}>"] * (equivalent != "content-security-policy")
        for name, value in values.items():
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"<{tag} {name}>")
            if name in ADDRESSES and not HARMLESS.match(value.strip()):
                self.found.append(f"<{tag} {name}={value[:60]!r}>")
            if name == "style" and LOADING_STYLE.search(value):
                self.found.append(f"<{tag} style={value[:60]!r}>")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if self.in_style and LOADING_STYLE.search(data):
            self.found.append(f"style that loads: {LOADING_STYLE.search(data)[0]}")


def live(page: str) -> list[str]:
    """Everything in a page that runs, loads or leads elsewhere, and control characters."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    codes = sorted({f"character {ord(code):#x}" for code in CONTROL.findall(page)})
    return list(dict.fromkeys(reader.found)) + codes


def read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
