"""A worker: a process of its own that opens inputs and reads their documents, one at a time, and may be killed at any moment.

It is told what to do over its standard input and answers over its standard output (`_channel`). It names each document and
waits for "go" or "skip" before it reads it, so that the supervisor knows what it holds when it dies.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diurna import ingest
from diurna.case import Piece, Refusal
from diurna.errors import DiurnaError, InputError
from diurna.run import _limits
from diurna.run._channel import Line
from diurna.store.codec import encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from diurna.record import Reading
    from diurna.run._channel import Message


def main() -> None:
    """Serve one supervisor until it hangs up."""
    line = Line(os.dup(0), os.dup(1))
    # A library that prints must not garble the channel, and none is to read from it.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    try:
        _limits.die_with(int(sys.argv[1]))
        _Worker(line).serve()
    except (EOFError, BrokenPipeError):
        pass
    os._exit(0)  # nothing is left to be flushed, and the model's threads need not be waited for


class _Worker:
    """What a worker keeps: how to read, and the container that the supervisor has had already."""

    def __init__(self, line: Line) -> None:
        self.line = line
        told = line.receive()
        # Behind what is there: nothing that the caller's path holds may take the place of a module of ours.
        sys.path += [folder for folder in told["path"] if folder not in sys.path]
        module = importlib.import_module(told["module"])
        self.read: Callable[..., Reading] = getattr(module, told["name"])
        self.warm: Callable[[], None] | None = getattr(module, "warm", None)
        self.more = told["memory"]
        self.container: bytes | None = None
        self.number = 0
        _limits.memory(self.more)
        line.send({"is": "ready"})

    def serve(self) -> None:
        """Open what the supervisor names, one input after the other."""
        while True:
            told = self.line.receive()
            self.container, self.number = None, 0
            stamp = _stamp(told["path"])
            # Pieces are counted from where an earlier worker stopped, unless the file is another one now.
            start = told["start"] if told["stamp"] in ("", stamp) else 0
            self.line.send({"is": "opened", "stamp": stamp, "start": start})
            try:
                self._open(told, start)
            except (EOFError, BrokenPipeError):
                raise
            except Exception as error:  # noqa: BLE001 - what is wrong with one input must not stop the rest
                if _limits.out_of_memory(error):
                    self.line.send({"is": "memory"})
                    continue
                why = f"a fault of diurna while it was being opened, {type(error).__name__}: {error}; what follows in it was not read"
                self.line.send({"is": "refused", "number": self.number + 1, "name": told["name"], "why": why, "kind": "refused"})
            self.line.send({"is": "end"})

    def _open(self, told: Message, start: int) -> None:
        for number, piece in enumerate(ingest.pieces(_source(told), told["name"])):
            self.number = number
            if number < start:
                continue
            if isinstance(piece, Refusal):
                self.line.send({"is": "refused", "number": number, "name": piece.name, "why": piece.why, "kind": piece.kind})
                continue
            identity = "d-" + hashlib.sha256(piece.raw).hexdigest()[:16]
            self.line.send({"is": "piece", "number": number, "id": identity, "name": piece.name})
            answer = self.line.receive()["do"]
            if answer == "stop":
                break
            if answer == "go":
                self._warm()
                self._piece(identity, piece, told)

    def _piece(self, identity: str, piece: Piece, told: Message) -> None:
        try:
            reading = self._reading(identity, piece, told["given"])
            told_of = {"kind": piece.kind, "told": dict(piece.told), "headers": piece.headers, "extractor": ingest.extractor(piece.kind)}
            answer = json.dumps({**told_of, "reading": encode(reading)}, ensure_ascii=False, separators=(",", ":")).encode()
        except InputError as error:
            self.line.send({"is": "failed", "why": str(error).removeprefix(f"{piece.name}: ").removeprefix(f"{identity}: ")})
        except Exception as error:  # noqa: BLE001 - one document must not stop the rest; it is listed with what went wrong
            if _limits.out_of_memory(error):
                self.line.send({"is": "memory"})
            else:
                self.line.send({"is": "failed", "why": f"a fault of diurna, {type(error).__name__}: {error}"})
        else:
            self._send(piece, answer)

    def _warm(self) -> None:
        """Load the model before the first document is read; a run in which all is known never waits for it.

        The limit counts what a document takes, not what the model does, so it is set anew.
        """
        if self.warm is not None:
            warm, self.warm = self.warm, None
            self.line.send({"is": "warming"})
            _limits.no_memory_limit()
            try:
                warm()
            except DiurnaError as error:
                self.line.send({"is": "unfit", "why": str(error)})
                raise EOFError from error
            _limits.memory(self.more)
            self.line.send({"is": "warm"})

    def _reading(self, identity: str, piece: Piece, given: dict[str, Any]) -> Reading:
        document, issues = ingest.load(
            piece.raw, name=piece.name, kind=piece.kind, told=piece.told, published=given["published"], source=given["source"]
        )
        self.line.send({"is": "text", "characters": len(document.text)})
        row = {"entry": ingest.entry(document)} if piece.kind == "chronology" else {}
        return self.read(replace(document, id=identity), language=given["language"], issues=issues, **row)

    def _send(self, piece: Piece, answer: bytes) -> None:
        """Send what was read; the container it came out of goes along once."""
        if not piece.keep_container or not piece.container:
            self.line.send({"is": "read", "container": "none"}, piece.raw, answer)
        elif piece.container is self.container:
            self.line.send({"is": "read", "container": "same"}, piece.raw, answer)
        else:
            self.container = piece.container
            self.line.send({"is": "read", "container": "new"}, piece.raw, answer, piece.container)


def _source(told: Message) -> Path | Piece:
    """Return what is to be opened: a file, or a page with what the server told of it."""
    path, fetched = Path(told["path"]), told["fetched"]
    if fetched is None:
        return path
    return Piece(
        told["name"], path.read_bytes(), fetched["kind"], fetched["told"], tuple((name, text) for name, text in fetched["headers"])
    )


def _stamp(path: str) -> str:
    """Return what tells that a file is still the one it was: size, time of its last change, inode; "" when it cannot be told."""
    try:
        found = Path(path).stat()
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ino}"


if __name__ == "__main__":
    main()
