"""Attacks by what a notebook shows: live scripts, terminal codes, floods."""

from attack import Attack

SCRIPTS = """
from IPython.display import HTML, IFrame, Javascript, Latex, Markdown, SVG, Image, display
payload = "<script>alert('w2v-attack')</script>"
for kind in (HTML, Markdown, Latex):
    display(kind(payload))
    display(kind("<img src=x onerror=alert(1)><svg onload=alert(1)><a href='javascript:alert(1)'>"))
display(Javascript("alert('w2v-attack')"))
display(IFrame("https://example.com/w2v-attack", 10, 10))
display(SVG(f"<svg xmlns='http://www.w3.org/2000/svg'>{payload}</svg>"))
for kind in ("text/html", "text/vnd.mermaid", "application/javascript", "image/svg+xml",
             "application/pdf", "text/latex", "text/markdown", "application/x-unknown",
             "application/vnd.jupyter.widget-view+json", "application/geo+json"):
    display({kind: payload}, raw=True)
print(payload)
raise ValueError(payload)
"""
MARKDOWN_OUTPUT = r"""
from IPython.display import Markdown, display
display(Markdown('''[click](javascript:alert(1)) ![x](https://example.com/w2v-attack.png)
<https://example.com/w2v-attack> [data](data:text/html;base64,PHNjcmlwdD4=)

[ref]: javascript:alert(1)
[ref] $\\href{javascript:alert(1)}{x}$

# heading" onmouseover="alert(1)

```mermaid
click A javascript:alert(1)
```
'''))
"""
IMAGES = """
from IPython.display import display
quote = '"><script>alert(1)</script><img src="'
for kind in ("image/png", "image/jpeg", "image/gif", "image/svg+xml"):
    display({kind: "AAAA" + quote}, raw=True)
    for key in ("width", "height", "alt", "unconfined", "isolated"):
        display({kind: "AAAA"}, raw=True, metadata={kind: {key: "1 onerror=alert(1) " + quote}})
    display({kind: "AAAA"}, raw=True, metadata={"filenames": {kind: "https://example.com/x.png"}})
    display({kind: "AAAA"}, raw=True, metadata={"filenames": {kind: "/etc/passwd"}})
display({"text/html": "<b>x</b>"}, raw=True, metadata={"text/html": {"isolated": True}})
"""
MARKDOWN_CELL = r"""
<script>alert('w2v-attack')</script>
[click](javascript:alert(1)) [click](&#106;avascript:alert(1)) [click](JaVaScRiPt:alert(1))
![track](https://example.com/w2v-attack.png) <https://example.com> https://example.com/w2v-attack
[x]: javascript:alert(1) "title' onmouseover='alert(1)"
[x] [data](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
<details ontoggle=alert(1) open><summary>x</summary></details>
<style>@import url(https://example.com/w2v-attack.css); body{display:none}</style>
<form action=https://example.com><input name=x></form><base href=https://example.com>
<meta http-equiv=refresh content="0;url=https://example.com"><object data=x></object>
$$</script><script>alert(1)</script>$$ $\href{javascript:alert(1)}{x}$ \begin{a}<img onerror=x>
# head" onmouseover="alert(1)
`<script>alert(1)</script>`
![a](attachment:a.png) ![b](attachment:b.svg)
"""


def _live_markdown(notebook) -> None:
    from nbformat.v4 import new_markdown_cell, new_raw_cell

    cell = new_markdown_cell(MARKDOWN_CELL.strip())
    cell["attachments"] = {
        "a.png": {'image/x" onerror="alert(1)': "AAAA"},
        "b.svg": {"image/svg+xml": "PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+"},
    }
    raw = new_raw_cell("<script>alert('w2v-attack')</script>")
    raw.metadata["raw_mimetype"] = "text/html"
    notebook.cells += [cell, raw]
    quote = '"><script>alert(1)</script>'
    for each in notebook.cells:
        each.metadata["tags"] = [quote]
        each.metadata["magics_language"] = quote
        each.metadata["alt"] = quote
    notebook.metadata["title"] = f"</title>{quote}"
    notebook.metadata["language_info"] = {"name": quote, "pygments_lexer": quote}
    notebook.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {}, "version_major": 2, "x": quote}
    }


def _deep_markdown(notebook) -> None:
    from nbformat.v4 import new_markdown_cell

    for source in ("<div>" * 3000, "> " * 1000 + "x", "* " * 1000 + "x", "[" * 5000, "$" * 5000):
        notebook.cells.append(new_markdown_cell(source))


TERMINAL = r"""
import sys
codes = "\x1b[2J\x1b]0;w2v-attack\x07\x1b]8;;https://example.com\x07x\x1b]52;c;cm0gLXJm\x07"
codes += "\x9b31m \x90 \x1bP$q\x1b\\ \x08\x08\x7f \u202e reversed \x00 \x0c \ufeff"
print(codes)
print(codes, file=sys.stderr)
print("\x1b[38;5;1" + ";1" * 5000 + "m" + "\x1b[31m\x1b[1m<b>bold</b>")
def nce_loss(*_):
    raise ValueError(codes)
def negative_sampling_loss(*_):
    raise type(codes.replace("\x00", ""), (Exception,), {})("=cmd|' /C calc'!A0")
full_sigmoid_loss = lambda *_: {codes: codes}
"""

LINES = "for i in range(300_000):\n    print(i)"
LONG_LINE = "import sys\nsys.stdout.write('x' * 50_000_000)\nsys.stdout.flush()"
DISPLAYS = """
from IPython.display import display
for i in range(30_000):
    display({"text/plain": "x"}, raw=True)
"""
PICTURES = """
import base64, os
from IPython.display import display
picture = base64.b64encode(os.urandom(6_000_000)).decode()
for i in range(5):
    display({"image/png": picture}, raw=True)
"""
TRACEBACKS = """
def down(n):
    raise ValueError("x" * 1_000_000) if n == 0 else RuntimeError(down(n - 1))
try:
    down(0)
except ValueError as error:
    raise ExceptionGroup("y" * 1_000_000, [error] * 20)
"""
SOURCE = "text = '" + "x" * 3_000_000 + "'"
COLOURS = "print('\\x1b[31mx' * 100_000)"
UPDATES = """
from IPython.display import display, clear_output
handle = display({"text/plain": "a"}, raw=True, display_id=True)
for i in range(3000):
    handle.update({"text/plain": "x" * 10_000}, raw=True)
for i in range(3000):
    clear_output()
    print("y" * 1000)
"""

ATTACKS = [
    Attack(
        "script-outputs",
        "scripts in every kind of output",
        before=SCRIPTS,
        after=MARKDOWN_OUTPUT,
        honest=("negative_sampling_loss",),
    ),
    Attack(
        "script-images",
        "scripts in the data and the sizes of images",
        before=IMAGES,
        honest=("negative_sampling_loss",),
    ),
    Attack(
        "script-markdown",
        "scripts in text, attachments and metadata",
        change=_live_markdown,
        honest=("negative_sampling_loss",),
    ),
    Attack(
        "deep-markdown",
        "text that is slow or deep to read",
        change=_deep_markdown,
        honest=("negative_sampling_loss",),
        loses_own=True,
    ),
    Attack(
        "terminal-codes",
        "codes that a terminal would obey",
        {"nce_loss": TERMINAL, "negative_sampling_loss": "", "full_sigmoid_loss": ""},
    ),
    Attack("flood-lines", "300,000 lines", before=LINES, honest=("full_sigmoid_loss",)),
    Attack("flood-line", "one line of 50 MB", before=LONG_LINE, honest=("full_sigmoid_loss",)),
    Attack(
        "flood-displays",
        "30,000 displays",
        before=DISPLAYS,
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "flood-pictures", "pictures of 8 MB each", before=PICTURES, honest=("full_sigmoid_loss",)
    ),
    Attack(
        "flood-errors", "tracebacks of megabytes", before=TRACEBACKS, honest=("full_sigmoid_loss",)
    ),
    Attack("flood-source", "a cell of 3 MB", before=SOURCE, honest=("full_sigmoid_loss",)),
    Attack(
        "flood-colours",
        "100,000 changes of colour in a line",
        before=COLOURS,
        honest=("full_sigmoid_loss",),
    ),
    Attack(
        "flood-updates",
        "displays that change thousands of times",
        before=UPDATES,
        honest=("full_sigmoid_loss",),
    ),
]
