"""The desk: what each command does to the claim in hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TextIO

from wcwidth import wrap

from diurna.case import EDITABLE
from diurna.edtf import span
from diurna.errors import DiurnaError
from diurna.review.card import brief, card
from diurna.review.decisions import Draft
from diurna.review.plain import MODALITIES, PARTIES, TYPES, names, values
from diurna.review.prompt import ENTER, QUIT
from diurna.review.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diurna.case import Action, Decision
    from diurna.review.card import Look
    from diurna.review.order import Suggestion
    from diurna.review.prompt import Prompt
    from diurna.review.state import State

HELP: Final = (
    ("a  y  Enter", "accept"),
    ("x  n", "reject"),
    ("h", "unsure"),
    ("space", "skip"),
    ("e", "edit a part: its name or number, then its value"),
    ("m", "merge with other claims of the list, by their numbers"),
    ("s", "split: take the claim out of its event"),
    ("u", "undo your last decision"),
    ("U  Ctrl-R", "redo it"),
    ("j  k", "next, previous (or the arrow keys)"),
    ("/", "find in names, sentences, titles; nothing typed: the next one"),
    ("?", "this help"),
    ("q", "quit; every decision is kept already"),
)
BY_LINE: Final = "By lines: a command or its word, its answer behind it: “e when=2024-05”, “reject not in the text”, “m 4 7”."
_BAR = "a accept  x reject  h unsure  space skip  e edit  m merge  s split  u undo  j/k move  / find  ? help  q quit"
_JUDGED: dict[str, Action] = {"a": "accept", "y": "accept", "x": "reject", "n": "reject", "h": "unsure"}
_NEAR = 8  # claims offered for a merge


@dataclass(slots=True)
class Desk:
    """One sitting: the queue, the claim in hand, and the state as it grows. `said` is shown once, below the claim."""

    queue: Sequence[Suggestion]
    state: State
    who: str
    commit: Callable[[Draft], State]
    prompt: Prompt
    out: TextIO
    look: Look
    said: str = ""
    refused: Callable[[str], None] | None = None
    event_of: Callable[[str], tuple[str, frozenset[str]]] | None = None
    at: int = 0
    sought: str = ""
    made: list[Draft] = field(default_factory=list)
    triggers: dict[str, str] = field(init=False)
    _do: dict[str, Callable[[], None]] = field(init=False)

    def __post_init__(self) -> None:
        self.triggers = {suggestion.claim.id: suggestion.claim.trigger.text for suggestion in self.queue}
        self._do = dict.fromkeys((" ", "j", "\x1b[B"), self._next) | dict.fromkeys(("k", "\x1b[A"), self._previous)
        self._do |= {"e": self._edit, "m": self._merge, "s": self._split, "/": self._find, "?": self._help}
        self._do |= {"u": self._undo, "U": self._redo, "\x12": self._redo}

    def step(self) -> bool:
        """Show the claim in hand and obey one command; False when that was to quit."""
        self._draw()
        key = self.prompt.command()
        if key == QUIT:
            return False
        if key in _JUDGED or (key in ENTER and not self.prompt.by_line):
            if self._decided(Draft(_JUDGED.get(key, "accept"), self._in_hand.claim.id, why=self.prompt.behind())):
                self._next()
        elif key in self._do:
            self._do[key]()
        elif key:
            self._refuse(f"{safe(key)!r} is no command; ? shows them.")
        return True

    def _refuse(self, why: str) -> None:
        self.said = why
        if self.refused is not None:
            self.refused(why)

    @property
    def _in_hand(self) -> Suggestion:
        return self.queue[self.at]

    def _values(self, suggestion: Suggestion) -> dict[str, str]:
        return {**values(suggestion.claim), **self.state.of(suggestion.claim.id).edits}

    def _draw(self) -> None:
        place = f"{self.at + 1} of {len(self.queue)}"
        event = self._event()
        lines = [*card(self._in_hand, self.state, self.look, place=place, triggers=self.triggers, event=event), ""]
        lines += self.said.split("\n") if self.said else []
        lines += [] if self.prompt.by_line else wrap(_BAR, self.look.width)
        self.said = ""
        self.out.write(("\x1b[H\x1b[2J" if self.look.clear else "") + "\n".join(lines) + "\n")
        self.out.flush()

    def _decided(self, draft: Draft) -> bool:
        document = self._in_hand.claim.document
        if draft.action in ("accept", "reject", "unsure", "edit") and self.state.of(document).status == "rejected":
            self._refuse(f"Not done. The whole document is rejected; `diurna review CASE --restore-document {document}` takes that back.")
            return False
        try:
            self.state = self.commit(draft)
        except DiurnaError as error:
            self._refuse(f"Not done. {safe(str(error))}")
            return False
        self.made.append(draft)
        return True

    def _next(self) -> None:
        if self.at + 1 < len(self.queue):
            self.at += 1
        else:
            pending = sum(self.state.of(suggestion.claim.id).status == "pending" for suggestion in self.queue)
            self.said = f"That was the last one; {pending} of {len(self.queue)} still pending. q quits."

    def _previous(self) -> None:
        if self.at:
            self.at -= 1
        else:
            self.said = "This is the first one."

    def _edit(self) -> None:
        stands = self._values(self._in_hand)
        listed = "  ".join(f"{number} {part}" for number, part in enumerate(EDITABLE, 1))
        if not self.prompt.answered:
            self.out.write(f"{listed}\n")
        asked = self.prompt.answer(f"edit which part (1-{len(EDITABLE)} or name)? ")
        if asked is None:
            return
        named, given, value = asked.partition("=")
        part = _part(named.strip())
        if part is None:
            self.said = f"{safe(named)!r} is no part; these are: {listed}"
            return
        if not given:
            self._choices(part)
            answer = self.prompt.answer(f"{part} = ", stands[part])
            if answer is None:
                return
            value = answer
        self._decided(Draft("edit", self._in_hand.claim.id, {part: value}))

    def _choices(self, part: str) -> None:
        told = {
            "type": ", ".join(TYPES),
            "modality": ", ".join(MODALITIES),
            "when": "EDTF: 2024-05-02, 2024-05, 2024-05-02/2024-05-04, 2024~",
        }
        hint = told.get(part, "several joined by ;" if part in PARTIES else "")
        if hint:
            self.out.write(f"{hint}\n")

    def _merge(self) -> None:
        if not self.prompt.answered:
            near = sorted((n for n in range(len(self.queue)) if n != self.at), key=self._far)[:_NEAR]
            self.out.write("".join(f"{brief(n + 1, self.queue[n], self._values(self.queue[n]))}\n" for n in near))
        answer = self.prompt.answer("merge with which numbers? ")
        if not answer:
            return
        numbers = answer.replace(",", " ").split()
        wrong = [number for number in numbers if not (number.isdecimal() and 1 <= int(number[:9]) <= len(self.queue))]
        if wrong:
            self.said = f"{safe(' '.join(wrong))!r} is no number of the list, which has 1 to {len(self.queue)}."
            return
        ids = [self._in_hand.claim.id, *(self.queue[int(number) - 1].claim.id for number in numbers)]
        self._decided(Draft("merge", " ".join(ids)))

    def _far(self, number: int) -> tuple[int, int]:
        """Return how unlike another claim is to the one in hand: nothing shared of type, names and days is 3."""
        mine, other = self._values(self._in_hand), self._values(self.queue[number])
        shared = {name for part in PARTIES[:2] for name in names(mine[part])} & {
            name for part in PARTIES[:2] for name in names(other[part])
        }
        one, two = span(mine["when"]), span(other["when"])
        same_days = bool(one and two and one[0] <= two[1] and two[0] <= one[1])
        return 3 - (mine["type"] == other["type"]) - bool(shared) - same_days, abs(number - self.at)

    def _split(self) -> None:
        if not self._event()[1] - {self._in_hand.claim.id}:
            self._refuse("This claim is in no event with others; there is nothing to split.")
        elif self._decided(Draft("split", self._in_hand.claim.id, why=self.prompt.behind())):
            self.said = "Taken out of its event; linking leaves it alone until you merge it, or undo this."

    def _event(self) -> tuple[str, frozenset[str]]:
        """Return the event that the claim in hand is in by now, "" for none, and its claims."""
        claim = self._in_hand.claim.id
        if self.event_of is not None:
            return self.event_of(claim)
        event = self.state.of(claim).event
        return event, self.state.events.get(event, frozenset())

    def _undo(self) -> None:
        self._turn("undo", self.state.to_undo(self.who))

    def _redo(self) -> None:
        self._turn("redo", self.state.to_redo(self.who))

    def _turn(self, action: Action, decision: Decision | None) -> None:
        if decision is None:
            self.said = f"There is nothing of yours to {action}."
        elif self._decided(Draft(action, decision.id, why=self.prompt.behind())):
            about = decision.target.split()
            self.at = next((n for n, suggestion in enumerate(self.queue) if suggestion.claim.id in about), self.at)
            self.said = f"{'Undone' if action == 'undo' else 'Done again'}: {decision.action}."

    def _find(self) -> None:
        answer = self.prompt.answer("find: ")
        if answer is None and not self.prompt.by_line:  # left with Escape
            return
        self.sought = answer or self.sought
        if not self.sought:
            return
        wanted = self.sought.casefold()
        around = [*range(self.at + 1, len(self.queue)), *range(self.at + 1)]
        found = next((n for n in around if wanted in self._searched(self.queue[n])), None)
        if found is None:
            self.said = f"{safe(self.sought)!r} is nowhere in the {len(self.queue)} claims."
        else:
            self.at = found

    def _searched(self, suggestion: Suggestion) -> str:
        claim = suggestion.claim
        told = (*self._values(suggestion).values(), claim.sentence.text, claim.id, suggestion.title, suggestion.source)
        return " ".join("\n".join(told).casefold().split())

    def _help(self) -> None:
        self.said = "\n".join([*(f"  {keys:<13}{told}" for keys, told in HELP), *([BY_LINE] if self.prompt.by_line else [])])


def _part(named: str) -> str | None:
    """Return the part that a number, a name or the beginning of one name means."""
    if named.isdecimal():
        return EDITABLE[int(named) - 1] if named.isascii() and 1 <= int(named[:9]) <= len(EDITABLE) else None
    if named in EDITABLE:
        return named
    begun = [part for part in EDITABLE if named and part.startswith(named)]
    return begun[0] if len(begun) == 1 else None
