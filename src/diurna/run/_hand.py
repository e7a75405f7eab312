"""A hand: a process beside another one that does parts of its work; see `_hands`.

A frame is eight bytes (big-endian length) and a pickle. First come the paths of modules, then work and part by turns.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from diurna.run import _limits

if TYPE_CHECKING:
    from collections.abc import Callable

_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], data: bytes) -> None:
    """Write a frame."""
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)


def receive(pipe: IO[bytes]) -> bytes:
    """Return what the next frame holds; raise `EOFError` when the other side has gone."""
    head = pipe.read(_LENGTH.size)
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
    data = pipe.read(length)
    if len(head) < _LENGTH.size or len(data) < length:
        raise EOFError
    return data


def main() -> None:
    """Do what the other end asks for, until it hangs up."""
    inward, outward = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not garble the channel
    gc.disable()  # parts of linking leave nothing that refers to itself
    with suppress(EOFError, BrokenPipeError):
        _limits.die_with(int(sys.argv[1]))
        paths = pickle.loads(receive(inward))  # noqa: S301 - from our parent
        sys.path += [folder for folder in paths if folder not in sys.path]
        known, work = b"", None
        while True:
            told, part = receive(inward), receive(inward)
            if told != known:
                known, work = told, None
            work, answer = _done(told, part, work)
            send(outward, answer)
            outward.flush()
    os._exit(0)


def _done(told: bytes, part: bytes, work: Callable[[Any], Any] | None) -> tuple[Callable[[Any], Any] | None, bytes]:
    """Return the work, unpickled the first time, and what it makes of a part: whether it was done, and the answer or the error."""
    try:
        work = work or pickle.loads(told)  # noqa: S301 - from our parent
        return work, pickle.dumps((True, work(pickle.loads(part))))  # noqa: S301 - likewise
    except Exception as error:  # noqa: BLE001 - raised where the work was asked for
        return work, pickle.dumps((False, error))
