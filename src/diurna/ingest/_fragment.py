"""A fragment of HTML, such as a feed or a table holds: all its words, without the markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html as lxml_html

from diurna.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 250  # elements in elements: libxml2 cuts off what is deeper without a word
_MARKUP = re.compile(r"<(?:p|br|div|span|a|ul|ol|li|h[1-6]|strong|em|b|i|img|table|article|section|blockquote)\b[^<>]*>", re.IGNORECASE)
_BLOCKS = re.compile(
    "p|div|br|li|[uo]l|h[1-6]|table|tr|blockquote|article|section|header|footer|pre|figure|figcaption|hr|d[dt]",
)
_UNREAD = frozenset(("script", "style", "template", "noscript", "head"))
_BLANKS = re.compile(r"[ \t\r\f\n]+")


def is_markup(text: str) -> bool:
    """Return whether a value is HTML rather than words."""
    return bool(_MARKUP.search(text))


def plain(markup: str, name: str) -> str:
    """Return the words of a fragment, each block on a line of its own; raise `InputError` when it is nested too deep."""
    try:
        tree = lxml_html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (ValueError, lxml_html.etree.LxmlError) as error:
        raise InputError(f"{name}: HTML that cannot be read: {error}") from error
    lines = "".join(_words(tree, name)).split("\v")
    return "\n".join(filter(None, (_BLANKS.sub(" ", line).strip() for line in lines)))


def check_depth(tree: lxml_html.HtmlElement, name: str) -> None:
    """Raise `InputError` when elements are nested as deep as the parser goes: the rest of the page is lost."""
    depth = 0
    for event, _ in lxml_html.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise InputError(f"{name}: HTML nested more than {MAX_DEPTH} elements deep; what is deeper is not read, so none of it is")


def _words(tree: lxml_html.HtmlElement, name: str) -> Iterator[str]:
    check_depth(tree, name)
    skipped: lxml_html.HtmlElement | None = None
    for event, element in lxml_html.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipped is None and tag in _UNREAD:
                skipped = element
            if skipped is None:
                yield "\v" if _BLOCKS.fullmatch(tag) else ""
                yield (element.text or "").replace("\v", " ")
            continue
        if skipped is None or skipped is element:
            skipped = None
            yield "\v" if _BLOCKS.fullmatch(tag) else ""
            yield (element.tail or "").replace("\v", " ")
