"""OPML: a list of feeds; they are named, not fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from diurna.case import Refusal
from diurna.errors import InputError
from diurna.ingest import _markup
from diurna.ingest._extract import LIKELY, NO
from diurna.ingest._names import printable
from diurna.ingest._source import raw_of_stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.ingest._budget import Budget

SUFFIXES = (".opml",)

_HEAD = 4_096  # bytes before which a list begins


def sniff(sample: bytes) -> int:
    """Likely when its first element is that of a list."""
    return LIKELY if b"<opml" in sample[:_HEAD].replace(b"\x00", b"") else NO


def pieces(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Refusal]:  # noqa: ARG001 - nothing is packed in it
    """Yield a note for each feed: no command that is given a file reaches for the network."""
    raw = raw_of_stream(stream, name)
    _markup.check(raw, name)
    try:
        tree = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except etree.XMLSyntaxError as error:
        raise InputError(f"{name}: no OPML in it ({error})") from error
    outlines = [
        (value, outline)
        for outline in ([] if tree is None else tree.iter("outline"))
        for key, value in outline.items()
        if key.lower() == "xmlurl" and value.strip()
    ]
    for value, outline in outlines:
        address = printable(value.strip())
        title = printable(outline.get("title") or outline.get("text") or address)
        yield Refusal(f"{name}#{title}", f"a feed, not fetched: diurna add CASE {address}", "note")
    if not outlines:
        yield Refusal(name, "a list without feeds")
