"""What a format module hands back, and what it must hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diurna.case import Piece, Refusal
    from diurna.ingest._budget import Budget
    from diurna.record import Issue

# What `sniff` returns. A magic number beats the suffix, and so does one with the right things inside (a DOCX is a ZIP); what is
# less sure chooses only where no suffix tells.
NO, PERHAPS, LIKELY, MAGIC, INSIDE = range(5)


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of one document and what its own markup says about it; `published` is a day (YYYY-MM-DD) or None.

    `language` is what the markup states, any BCP 47 tag: a hint, no more. `pages` are the offsets in `text` at which pages begin.
    """

    text: str
    title: str = ""
    source: str = ""
    published: str | None = None
    language: str = ""
    author: str = ""
    url: str = ""
    pages: tuple[int, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a container that is still to be opened: its name inside, its bytes to come, what the container says of it.

    `kind` names its module where the container knows, "" to find out.
    """

    name: str
    stream: BinaryIO
    kind: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()


class Format(Protocol):
    """A format of documents is a module of this folder with these names."""

    SUFFIXES: tuple[str, ...]
    LIBRARY: str  # the distribution that takes the text out, "diurna" for our own code

    def sniff(self, sample: bytes) -> int:
        """Return how surely the bytes are of this format: NO, PERHAPS, LIKELY, MAGIC or INSIDE.

        `sample` is the document whole, or its first and last `_open.SAMPLE` bytes.
        """

    def extract(self, raw: bytes, name: str) -> Extract:
        """Take the text out; raise `InputError` when that cannot be done."""

    # A module may also have `headers(raw) -> tuple[tuple[str, str], ...]`, those that the document itself carries, and
    # `extract_as(raw, name, *, charset) -> Extract`, which is called when what it came in tells its charset.


class Container(Protocol):
    """A format that holds documents is a module of this folder with these names."""

    SUFFIXES: tuple[str, ...]

    def sniff(self, sample: bytes) -> int:
        """Return how surely the bytes are of this format, as for documents."""

    def pieces(self, stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Piece | Refusal]:
        """Yield what is in it, one at a time; raise `InputError` when it cannot be opened.

        A piece is a document; a member is opened further, and must be read before the next one is asked for. Names are those
        inside the container. What comes out of compression is read through `budget`.
        """
