"""The prompt: commands and answers out of keys or of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from wcwidth import iter_graphemes, width

from diurna.review.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTER = ("\r", "\n")
QUIT = "q"
_ESCAPE, _END = "\x1b", "\x04"
_BACK = ("\x7f", "\b")
_CLEAR, _WORD = "\x15", "\x17"  # Ctrl-U, Ctrl-W
# The commands in words, for those who write lines.
WORDS = {
    "accept": "a", "reject": "x", "unsure": "h", "skip": " ", "edit": "e", "merge": "m", "split": "s", "undo": "u", "redo": "U",
    "next": "j", "previous": "k", "find": "/", "help": "?", "quit": QUIT,
}  # fmt: skip


class Prompt:
    """Asks for a command, or for a line of text.

    By keys, each item of the iterator is a key and an answer is typed on the last line. By lines, an item is a command with
    its answer behind it ("e when=2024-05", "reject not in the text"), or an answer.
    """

    def __init__(self, keys: Iterator[str], out: TextIO, *, by_line: bool, columns: int) -> None:
        self._keys, self._out, self._columns = keys, out, columns
        self.by_line = by_line
        self._behind = ""

    def command(self) -> str:
        """Return the next command as its key; "q" at the end of the input, "" for an empty line."""
        typed = next(self._keys, QUIT)
        if not self.by_line:
            return QUIT if typed == _END else typed
        word, _, self._behind = typed.strip().partition(" ")
        return WORDS.get(word.casefold(), word)

    @property
    def answered(self) -> bool:
        """Whether an answer stands behind the command."""
        return bool(self._behind.strip())

    def behind(self) -> str:
        """Return what stood behind the command on its line, once; "" by keys."""
        answer, self._behind = self._behind.strip(), ""
        return answer

    def answer(self, question: str, start: str = "") -> str | None:
        """Return a line of text, or None where it was left with Escape, or by an empty line when lines are read.

        Args:
            question: shown before it.
            start: what stands there to be changed; when lines are read, an empty one leaves it.
        """
        if self.by_line:
            if answer := self.behind():
                return answer
            self._out.write(f"{question}{f'[{safe(start)}] ' if start else ''}")
            self._out.flush()
            return next(self._keys, "").strip() or None
        typed = start
        while True:
            self._show(question, typed)
            key = next(self._keys, _ESCAPE)
            if key in (*ENTER, _ESCAPE, _END):
                self._out.write("\n")
                return typed.strip() if key in ENTER else None
            typed = _after(typed, key)

    def _show(self, question: str, typed: str) -> None:
        """Write the line anew, the end of what is typed in sight."""
        room = max(self._columns - width(question) - 1, 1)
        shown: list[str] = []
        for letter in reversed(list(iter_graphemes(safe(typed)))):
            room -= max(width(letter), 0)
            if room < 0:
                break
            shown.insert(0, letter)
        self._out.write(f"\r\x1b[K{question}{''.join(shown)}")
        self._out.flush()


def _after(typed: str, key: str) -> str:
    if key in _BACK:
        return "".join(list(iter_graphemes(typed))[:-1])
    if key == _CLEAR:
        return ""
    if key == _WORD:
        return typed.rstrip().rpartition(" ")[0]
    if key.startswith(_ESCAPE) or (len(key) == 1 and not key.isprintable()):
        return typed
    return typed + safe(key)
