"""Exchange: decisions as lines of JSON, to another copy of a case and back."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from diurna import review
from diurna.case import Decision
from diurna.errors import InputError
from diurna.review import Draft
from diurna.run.desk import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from diurna.run.desk import Desk
    from diurna.store import Store

_LARGEST = 256 * 2**20  # bytes of a file, about half a million decisions
_FIELDS = {field.name for field in fields(Decision)}
# How a decision that came from elsewhere says so in its reason; one that came a long way says it several times.
_CAME = re.compile(r"\[(r-[0-9a-f]{16}) by ")
_REASON = 1500  # code points of a reason that are taken over; with what is said behind it, it must be at most 2,000


@dataclass(frozen=True, slots=True)
class Left:
    """A decision that is not taken over, and why."""

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file of decisions holds for a case: `new` ones that can be taken over, in order, and those `left` out.

    `known` gives for the id of each decision that the case has already the id it has there.
    """

    new: tuple[Decision, ...]
    left: tuple[Left, ...]
    known: Mapping[str, str]


def lines(log: Iterable[Decision]) -> Iterator[str]:
    """Yield each decision as a line of JSON."""
    for decision in log:
        yield json.dumps({**asdict(decision), "values": dict(decision.values)}, ensure_ascii=False) + "\n"


def read(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file that `lines` gave.

    Raises:
        InputError: it cannot be read, holds something else, or its chain is broken: it was changed after the export.
    """
    try:
        if (size := path.stat().st_size) > _LARGEST:
            raise InputError(f"{path}: {size:,} bytes, at most {_LARGEST:,} expected")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    except UnicodeError as error:
        raise InputError(f"{path}: not UTF-8 ({error}); expected a file of `diurna export CASE decisions`") from error
    log = tuple(_decision(line, f"{path}, line {number}") for number, line in enumerate(text.split("\n"), 1) if line.strip())
    if (fault := review.broken(log)) is not None:
        told = f"{fault.where}: {fault.found[:80]!r} found, {fault.expected[:80]!r} expected"
        raise InputError(f"{path}: {told}; the file was changed or cut after the export; export the decisions again")
    return log


def compare(store: Store, log: Iterable[Decision]) -> Foreign:
    """Return which decisions of another copy of a case can be taken over.

    One that this case has, or has taken over before, is known. A machine's is left out, as is one on a claim that somebody decided
    on here without the other copy knowing, one on a claim that the case does not hold, and an undo of something left out.
    """
    theirs = tuple(log)
    with store.snapshot():
        state = review.replay(store.decisions())
        named = targets(theirs)
        held = {*store.documents_of(named), *filter(store.known, named)}
        held |= {made.target for made in theirs if made.action == "add" and store.known(made.values.get("document", ""))}
    ours = {name: decision.id for decision in state.decisions for name in _names(decision)}
    known = {decision.id: ours[name] for decision in theirs for name in _names(decision) if name in ours}
    seen = {name for decision in theirs for name in _names(decision)}
    own = [decision for decision in state.decisions if decision.id not in state.undone and seen.isdisjoint(_names(decision))]
    unseen = {claim: decision for decision in own for claim in targets((decision,))}
    new: list[Decision] = []
    left: list[Left] = []
    taken = set(known)
    for decision in theirs:
        if decision.id in known:
            continue
        why = _why_not(decision, unseen, held, taken)
        if why:
            left.append(Left(decision, why))
        else:
            new.append(decision)
            taken.add(decision.id)
    return Foreign(tuple(new), tuple(left), known)


def apply(desk: Desk, found: Foreign) -> tuple[Decision, ...]:
    """Take over what is new, in order, as decisions of this log; the reason says who decided, and when.

    Raises:
        ReviewError: one makes no sense here; nothing is taken over then.
    """
    names = dict(found.known)

    def drafts() -> Iterator[Draft]:
        for decision in found.new:
            target = decision.target if targets((decision,)) else names[decision.target]
            yield Draft(decision.action, target, dict(decision.values), _reason(decision))
            names[decision.id] = desk.last

    return desk.commit_all(drafts())


def _why_not(decision: Decision, unseen: Mapping[str, Decision], held: set[str], taken: set[str]) -> str:
    """Say why a decision is not taken over, "" when it is; `unseen` are decisions of this case on claims that the file does not know."""
    if decision.origin == "machine":
        return "a machine's decision; it is made anew here"
    claims = targets((decision,))
    if not claims and decision.target not in taken:
        return f"what it takes back, {decision.target}, is not taken over"
    for claim in claims:
        if claim not in held:
            document = claim.startswith("d-")
            return (
                f"the case holds no document {claim!r}; add it first"
                if document
                else f"the case holds no claim {claim!r}; add its document first"
            )
        if claim in unseen:
            mine = unseen[claim]
            return f"CONFLICT: {mine.who} decided {mine.action} on {claim} here at {mine.at}, unknown to the file; decide it in the review"
    return ""


def _reason(decision: Decision) -> str:
    why = decision.why if len(decision.why) <= _REASON else f"{decision.why[: _REASON - 1]}…"
    return f"{why} [{decision.id} by {decision.who} at {decision.at}]".strip()


def _names(decision: Decision) -> list[str]:
    """Return the ids that a decision has had: its own, and those of where it came from."""
    return [decision.id, *_CAME.findall(decision.why)]


def _decision(line: str, where: str) -> Decision:
    try:
        told: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: no JSON ({error}); expected a decision, as `diurna export CASE decisions` writes it") from error
    if not isinstance(told, dict) or set(told) != _FIELDS or not _fits(told):
        raise InputError(f"{where}: no decision; expected an object with {', '.join(sorted(_FIELDS))}; for articles, use `diurna add`")
    return Decision(**told)


def _fits(told: Mapping[str, Any]) -> bool:
    values = told["values"]
    texts = all(isinstance(told[name], str) for name in _FIELDS - {"seq", "values"})
    return texts and isinstance(told["seq"], int) and isinstance(values, dict) and all(isinstance(value, str) for value in values.values())
