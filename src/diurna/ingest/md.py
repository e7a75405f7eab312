"""Markdown: the text is kept as it is, markup included; the title without its markup."""

from __future__ import annotations

import re

from diurna.ingest._decode import decode
from diurna.ingest._extract import NO, Extract

SUFFIXES = (".md", ".markdown")
LIBRARY = "diurna"

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$|^(?!\s)(.+)\r?\n(?:=+|-+)[ \t]*\r?$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"[*_`~]+(?=\w)|(?<=[\w.!?])[*_`~]+")
_HEAD = 4_000  # characters in which the title stands
_LONGEST = 300  # characters of a title; what is longer is a paragraph


def sniff(sample: bytes) -> int:  # noqa: ARG001 - every format is asked
    """Only its suffix tells it from plain text."""
    return NO


def extract(raw: bytes, name: str) -> Extract:
    """Decode the bytes; the first heading is the title."""
    text, issues = decode(raw, name)
    found = _HEADING.search(text[:_HEAD])
    heading = (found[1] or found[2]) if found else ""
    title = _MARKS.sub("", _LINK.sub(r"\1", heading)).strip() if len(heading) <= _LONGEST else ""
    return Extract(text=text, title=title, issues=issues)
