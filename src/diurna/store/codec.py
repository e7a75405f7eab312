"""Records as plain data and back, read off the dataclasses themselves, and bytes as zstd frames."""

from __future__ import annotations

import dataclasses
import json
import typing
from functools import cache, reduce
from typing import Any, TypeVar

import msgspec

from diurna import zstd
from diurna.errors import DamagedError

T = TypeVar("T")
_DEPTH = 6  # to which a wording holds others, one more for a list of them
_WORDINGS: Any = reduce(lambda inner, _: tuple[str | inner, ...], range(_DEPTH), tuple[str, ...])  # type: ignore[valid-type]
_LEVEL = 9  # 1.9 times smaller than level 3 is slow; 9 takes 4 ms for a saved page
MOST = 2**31  # bytes that a frame of a case may unfold to: a damaged header must not ask for all memory


def encode(value: Any) -> Any:
    """Return a record as dicts, lists, strings, numbers, booleans and None."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    return value


def decode(kind: type[T], written: str | bytes) -> T:
    """Return JSON as the record `kind`; a field that is absent takes its default, one that is unknown is left out.

    Raises:
        ValueError: it is no JSON of such a record.
    """
    try:
        return typing.cast("T", _decoder(typing.cast("Any", kind)).decode(written))
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error


def compact(value: Any) -> str:
    """Return a record of strings and numbers as JSON, a named tuple as an array; faster than `canonical`, and the same on every run."""
    return msgspec.json.encode(value).decode()


def wordings(written: str) -> Any:
    """Return the wording, or the tuple of them, that `compact` wrote.

    Raises:
        ValueError: it is none.
    """
    return decode(_WORDINGS, written)


def binary(value: Any) -> bytes:
    """Return a record, bytes in it too, as MessagePack."""
    return msgspec.msgpack.encode(value)


def from_binary(kind: type[T], written: bytes) -> T:
    """Return what `binary` wrote.

    Raises:
        DamagedError: it is no such record.
    """
    try:
        return msgspec.msgpack.decode(written, type=kind)
    except msgspec.DecodeError as error:
        raise DamagedError(f"a {kind.__name__} that cannot be read ({error}); run `diurna verify`, then `diurna link`") from error


def canonical(value: Any) -> str:
    """Return plain data as JSON, keys sorted, no blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


def pack(raw: bytes) -> bytes:
    """Return bytes as a zstd frame that holds their length and a check sum."""
    return zstd.compress(raw, _LEVEL)


def unpack(frame: bytes, where: str) -> bytes:
    """Return the bytes of a frame.

    Raises:
        DamagedError: it is no whole frame, or would unfold to more than `MOST`.
    """
    try:
        return zstd.decompress(frame, most=MOST)
    except (zstd.ZstdError, MemoryError) as error:
        raise DamagedError(f"{where}: cannot be unzipped ({error}); run `diurna verify` and go back to a copy") from error


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
