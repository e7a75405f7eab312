"""XML from strangers: nothing that declares a document type or entities is parsed."""

from __future__ import annotations

import re

from diurna.errors import InputError

HEAD = 1 << 16  # bytes before the root element: a declaration and perhaps a comment
_BEFORE = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<[A-Za-z_]")


def check(head: bytes, name: str) -> None:
    """Raise `InputError` unless the first element of an XML file comes before any declaration of entities.

    Entities are the only way by which XML grows when it is read, or reaches for other files; articles need none. The check
    looks at the bytes that stand for ASCII, so that a foreign charset hides nothing: what is no plain beginning is refused.
    """
    head = head[:HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    at = 0
    while found := _BEFORE.match(head, at):
        at = found.end()
    if not _ROOT.match(head, at):
        if head[at : at + 9].upper() == b"<!DOCTYPE":
            raise InputError(f"{name}: XML with a document type (DOCTYPE), which may hold entities that never end; remove that line")
        raise InputError(f"{name}: XML without an element at its beginning")
