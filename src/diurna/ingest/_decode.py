"""Bytes → characters: byte order mark, UTF-8, the declared charset, else a guess that is said."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from diurna.errors import InputError
from diurna.record import Issue

# The longer mark first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of what people hand in by mistake, and its name.
_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP, DOCX or XLSX"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF (save it as DOCX)"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG", "a PNG image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS or MSG; save it as DOCX, XLSX or EML)"),
)
_SEVEN_BITS = ("iso2022", "hz", "utf-7")  # written in ASCII alone, so that they pass for UTF-8
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_LEGACY = ["cp1252", "cp1250", "cp1251", "cp1254", "cp1256", "koi8_r", "gb18030"]


def decode(raw: bytes, name: str, *, declared: str = "") -> tuple[str, tuple[Issue, ...]]:
    """Decode a document's bytes; the byte order mark is not part of the text, newlines stay as they are.

    Args:
        raw: the bytes as received.
        name: what they were handed in under, for messages.
        declared: the charset that the document declares, if any.

    Returns:
        The text, and an issue when the charset had to be guessed.

    Raises:
        InputError: the bytes are not text.
    """
    for magic, kind in _BINARY:
        if raw.startswith(magic):
            raise InputError(f"{name}: {kind}, not text; hand in a text or HTML document")
    text, issues = _decoded(raw, name, declared)
    if "\x00" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        raise InputError(f"{name}: binary data, not text; hand in a text or HTML document")
    return text, issues


def charset_of(sample: bytes) -> tuple[str, bool]:
    """Return the charset of a long text by its beginning, a codec that drops the byte order mark, and whether it was guessed."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding[:6], False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return _likeliest(sample), True
    return "utf-8", False


def _decoded(raw: bytes, name: str, declared: str) -> tuple[str, tuple[Issue, ...]]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _replaced(raw.removeprefix(mark), name, encoding)
    if _is_charset(declared) and codecs.lookup(declared).name.startswith(_SEVEN_BITS):
        return _replaced(raw, name, declared)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if _is_charset(declared):
        return _replaced(raw, name, declared)
    encoding = _likeliest(raw)
    text, issues = _replaced(raw, name, encoding)
    why = f"not UTF-8 and no charset declared; read as {encoding}, the likeliest: letters may be wrong"
    return text, (Issue(what="charset guessed", where=name, why=why), *issues)


def _likeliest(raw: bytes) -> str:
    """Name the likeliest charset; the commonest, cp1252, wins a tie (French is as likely in cp1250 by letter counts)."""
    matches = from_bytes(raw, cp_isolation=_LEGACY)
    best = matches.best()
    if best is None:
        return "cp1252"
    tied = {
        name for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence) for name in (m.encoding, *m.could_be_from_charset)
    }
    return "cp1252" if "cp1252" in tied else str(best.encoding)


def _replaced(raw: bytes, name: str, encoding: str) -> tuple[str, tuple[Issue, ...]]:
    text = raw.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if not lost or lost == raw.decode(encoding, "ignore").count("\ufffd"):
        return text, ()
    return text, (Issue(what="letters lost", where=name, why=f"bytes that are no {encoding} were replaced by \N{REPLACEMENT CHARACTER}"),)


def _is_charset(name: str) -> bool:
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return codec._is_text_encoding  # noqa: SLF001 - the only way to tell rot13 and base64 from charsets
