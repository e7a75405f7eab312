"""Keys: what a person types, one key at a time from a terminal, one line at a time from anything else."""

from __future__ import annotations

import codecs
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a terminal sends for one key, or for one paste: a paste is one item, so that its letters are no commands.
_PASTE_ON, _PASTE_OFF = "\x1b[200~", "\x1b[201~"
_ONE = re.compile(r"\x1b\[200~(?P<paste>.*?)(?:\x1b\[201~|\Z)|\x1b\[[0-9;?]*[ -/]*[@-~]|\x1bO.|\x1b[^\x1b]|.", re.DOTALL)
_AT_ONCE = 4096  # bytes of one read; a key comes whole, a longer paste in pieces


@contextmanager
def keyboard(stream: TextIO, out: TextIO) -> Iterator[tuple[Iterator[str], bool]]:
    """Read keys from a terminal without waiting for Enter; put it back as it was at the end, whatever happens.

    Args:
        stream: standard input.
        out: the terminal that shows what is typed.

    Yields:
        An iterator of keys and False; for a stream that is no terminal an iterator of lines and True.
    """
    if not stream.isatty():
        yield (line.rstrip("\r\n") for line in stream), True
    elif sys.platform == "win32":
        yield _windows_keys(), False
    else:
        import termios  # noqa: PLC0415 - not there on Windows
        import tty  # noqa: PLC0415 - the same

        before = termios.tcgetattr(stream)
        try:
            tty.setcbreak(stream, termios.TCSADRAIN)
            _send(out, "\x1b[?2004h")
            yield _keys(stream.fileno()), False
        finally:
            _send(out, "\x1b[?2004l")
            termios.tcsetattr(stream, termios.TCSADRAIN, before)


def split(typed: str) -> list[str]:
    r"""Return the keys in what a terminal sent; the text of a paste is one item of at least two characters.

    >>> split("ja\x1b[Bq"), split("\x1b[200~aaa\x1b[201~x")
    (['j', 'a', '\x1b[B', 'q'], ['aaa', 'x'])
    """
    # A paste of one letter gets a blank, or it would be a key.
    return [found[0] if found["paste"] is None else found["paste"].ljust(2) for found in _ONE.finditer(typed)]


def _keys(descriptor: int) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    held = ""
    while raw := os.read(descriptor, _AT_ONCE):
        held += decoder.decode(raw)
        if held.count(_PASTE_ON) > held.count(_PASTE_OFF) or (len(held) > 1 and re.search(r"\x1b\[[0-9;?]*\Z", held)):
            continue  # the rest of a paste, or of a key, is on its way
        yield from split(held)
        held = ""
    yield from split(held)


def _windows_keys() -> Iterator[str]:
    if sys.platform != "win32":
        return
    import msvcrt  # noqa: PLC0415 - only there on Windows

    arrows = {"H": "\x1b[A", "P": "\x1b[B"}
    while True:
        key = msvcrt.getwch()
        if key == "\x03":
            raise KeyboardInterrupt
        yield arrows.get(msvcrt.getwch(), "") if key in ("\x00", "\xe0") else key


def _send(out: TextIO, sequence: str) -> None:
    out.write(sequence)
    out.flush()
