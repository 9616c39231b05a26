"""HTML of nbgrader's pages that may hold a student's text: only what is known to be harmless.

nbgrader's templates show a student's Markdown as it is, with ``HTMLExporter.sanitize_html`` too,
and what that setting does clean loses its paragraphs. These two take the place of nbconvert's
filters of the same names.
"""

import bleach
from bleach.css_sanitizer import CSSSanitizer
from nbconvert import filters

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt"),
    *("em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "small"),
    *("span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
STYLES = CSSSanitizer(allowed_css_properties={"border-left", "margin", "padding", "text-align"})
ADDRESSES = ("http://", "https://", "mailto:", "#")
PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,")


def clean_html(source: str | bytes) -> str:
    """``source`` with what is not allowed shown as text."""
    text = source.decode() if isinstance(source, bytes) else str(source)
    protocols = ["http", "https", "mailto", "data"]
    return bleach.clean(text, TAGS, _may_stay, protocols, css_sanitizer=STYLES)


def markdown2html(source: str) -> str:
    """nbconvert's HTML of a Markdown text, made harmless."""
    return clean_html(filters.markdown2html(source))


def _may_stay(tag: str, name: str, value: str) -> bool:
    if name == "class":  # of code that is shown in colours; others would dress up as the page's own
        return tag in ("span", "code") or value == "highlight"
    if tag == "a" and name == "href":
        return value.startswith(ADDRESSES)
    if tag == "img" and name == "src":  # one from elsewhere would tell who looks at it
        return value.startswith(PICTURES)
    return name in ("style", "title", "alt", "open")
