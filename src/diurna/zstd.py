"""Zstandard frames: Python's own module from 3.14 on, its backport before.

A frame of ours holds its length and a check sum. The package zstandard does the same and takes 24 MB, the backport 1.
"""

from __future__ import annotations

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ZstdError = zstd.ZstdError

__all__ = ["ZstdError", "compress", "decompress"]


def compress(raw: bytes, level: int) -> bytes:
    """Return bytes as one frame; `level` is 1 (fast) to 19 (small)."""
    options = {int(zstd.CompressionParameter.compression_level): level, int(zstd.CompressionParameter.checksum_flag): 1}
    return bytes(zstd.compress(raw, options=options))


def decompress(frame: bytes, *, most: int) -> bytes:
    """Return the bytes of one whole frame.

    Args:
        frame: the frame, nothing before or behind it.
        most: bytes that it may unfold to.

    Raises:
        ZstdError: it is no whole frame, or unfolds to more.
    """
    unfolding = zstd.ZstdDecompressor()
    raw = bytes(unfolding.decompress(frame, max_length=most + 1))
    if len(raw) > most:
        raise ZstdError(f"unfolds to more than {most} bytes")
    if not unfolding.eof or unfolding.unused_data:
        raise ZstdError("no whole frame" if not unfolding.eof else "more stands behind the frame")
    return raw
