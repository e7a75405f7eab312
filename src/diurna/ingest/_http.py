"""HTTP messages, as web archives hold them and servers send them."""

from __future__ import annotations

import re
import zlib

from diurna import zstd
from diurna.errors import InputError
from diurna.ingest._kinds import needed
from diurna.ingest._names import printable

Headers = tuple[tuple[str, str], ...]

# Media types that hold an article, and the format that reads them.
KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_LONGEST = 4_000  # characters kept of one value: cookies and policies reach 2,000
_MANY = 200  # headers kept of one message
_WINDOW = zlib.MAX_WBITS
_WINDOWS = {"gzip": _WINDOW | 16, "x-gzip": _WINDOW | 16, "deflate": _WINDOW}
_CHUNK_LINE = 64  # bytes of the line that tells a chunk's size


def headers(head: bytes) -> Headers:
    """Return the headers of a block of lines in their order, without the first line; a folded line goes on the one before."""
    found: list[tuple[str, str]] = []
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        if line[:1] in (" ", "\t") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {printable(line.strip())}"[:_LONGEST])
        elif ":" in line and len(found) < _MANY:
            name, _, value = line.partition(":")
            found.append((printable(name.strip()), "".join(map(printable, _cut(value.strip())))))
    return tuple(found)


def value(found: Headers, name: str) -> str:
    """Return the first value of a header, "" without one."""
    return next((text for key, text in found if key.lower() == name), "")


def media_type(found: Headers) -> str:
    """Return the media type without its parameters, in small letters."""
    return value(found, "content-type").partition(";")[0].strip().lower()


def charset(found: Headers) -> str:
    """Return the charset that the media type tells, "" when it is silent."""
    stated = _CHARSET.search(value(found, "content-type"))
    return stated[1] if stated else ""


def body(payload: bytes, found: Headers, *, most: int) -> bytes:
    """Return the content of a message: chunks joined, unpacked.

    Archives often hold the content unpacked already under headers that say otherwise; then it is returned as it is.

    Raises:
        InputError: it is packed in an unknown way, damaged, or has more than `most` bytes.
    """
    if "chunked" in value(found, "transfer-encoding").lower():
        payload = _dechunked(payload)
    for encoding in reversed([part.strip().lower() for part in value(found, "content-encoding").split(",")]):
        payload = _unpacked(payload, encoding, most)
    if len(payload) > most:
        raise InputError(f"more than {most:,} bytes, too large for one document")
    return payload


def _cut(text: str) -> list[str]:
    return [text[i : i + 1_000] for i in range(0, min(len(text), _LONGEST), 1_000)]


def _dechunked(payload: bytes) -> bytes:
    at = 0
    parts: list[bytes] = []
    while True:
        end = payload.find(b"\n", at, at + _CHUNK_LINE)
        try:
            size = int(payload[at : end if end >= 0 else at].partition(b";")[0].strip(), 16)
        except ValueError:
            if not parts:
                return payload
            raise InputError("damaged: its chunks cannot be told apart") from None
        if size <= 0:
            return b"".join(parts)
        chunk = payload[end + 1 : end + 1 + size]
        if len(chunk) < size:
            raise InputError(f"cut short: a chunk of {size:,} bytes has {len(chunk):,}")
        parts.append(chunk)
        at = end + 1 + size + (2 if payload[end + 1 + size :][:2] == b"\r\n" else 1)


def _unpacked(payload: bytes, encoding: str, most: int) -> bytes:
    if encoding in ("", "identity") or not payload:
        return payload
    try:
        if encoding in _WINDOWS:
            return _inflated(payload, encoding, most)
        if encoding == "zstd":
            return zstd.decompress(payload, most=most)
    except (zlib.error, zstd.ZstdError) as error:
        raise InputError(f"damaged: it cannot be unpacked ({error})") from error
    if encoding == "br":
        brotli = needed("brotli", "a page packed with br")
        try:
            return bytes(brotli.Decompressor().process(payload, output_buffer_limit=most + 1))
        except brotli.error as error:
            raise InputError(f"damaged: it cannot be unpacked ({error})") from error
    raise InputError(f"packed as {printable(encoding)}, which is not unpacked")


def _inflated(payload: bytes, encoding: str, most: int) -> bytes:
    if encoding != "deflate" and not payload.startswith(b"\x1f\x8b"):
        return payload
    window = _WINDOWS[encoding]
    if encoding == "deflate" and (payload[0] & 0x0F != 8 or int.from_bytes(payload[:2]) % 31):  # noqa: PLR2004 - RFC 1950: no zlib header
        window = -_WINDOW
    unpacker = zlib.decompressobj(window)
    out = unpacker.decompress(payload, most + 1)
    if len(out) <= most and not unpacker.eof:
        raise InputError("cut short: its packed content does not end")
    return out
