"""Run: the order of the rooms, one document through them, and what goes from one room of a case to another.

Adds every layer of a reading; needs a text, a path or bytes, or an open case.
Never prints, exits, or keeps anything from one document for the next.
Example: `read("Talks opened in Minsk on Monday.", published="2024-05-02").claims`
"""

from __future__ import annotations

from pathlib import Path

from diurna import ingest
from diurna.record import digest
from diurna.run.desk import decide
from diurna.run.record import Record
from diurna.run.views import edition

__all__ = ["Record", "decide", "edition", "read", "read_bytes"]


def read(text_or_path: str | Path, *, published: str | None = None, source: str = "", lang: str = "") -> Record:
    """Read one article.

    Args:
        text_or_path: a `Path` is always a file. A `str` is a file when one exists under that path, else the text itself.
        published: day of publication, YYYY-MM-DD; dates such as "on Monday" are counted from it. Without it, the
            page's own metadata, else none: it is never guessed.
        source: the outlet that published it.
        lang: ISO 639-1 code; without it, the language is identified.

    Returns:
        The frozen record, with `to_dict()` and `to_frame()`; offsets are half-open code points of its `document.text`.

    Raises:
        InputError: it cannot be read; the message says what, where and what to do.
    """
    path = _path(text_or_path)
    if path is not None:
        return read_bytes(ingest.bytes_of(path), name=str(path), published=published, source=source, lang=lang)
    raw = str(text_or_path).encode("utf-8", "replace")
    return read_bytes(raw, name=f"text:{digest(str(text_or_path))}", published=published, source=source, lang=lang)


def read_bytes(raw: bytes, *, name: str, published: str | None = None, source: str = "", lang: str = "") -> Record:
    """Read the bytes of one document that came under a name; arguments and errors as for `read`."""
    from diurna.run import pipeline  # noqa: PLC0415 - the model's runtime takes 0.3 s to load, and most verbs do without

    document, issues = ingest.load(raw, name=name, published=published, source=source)
    return Record.of(pipeline.read(document, language=lang, issues=issues))


def _path(text_or_path: str | Path) -> Path | None:
    if isinstance(text_or_path, Path):
        return text_or_path
    try:
        return path if (path := Path(text_or_path)).is_file() else None
    except (OSError, ValueError):  # too long for a path, or holds a NUL: a text
        return None
