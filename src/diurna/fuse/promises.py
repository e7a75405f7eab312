"""Commitments over documents: what several tell of one, joined, with its status over time and what is overdue."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from diurna.edtf import days
from diurna.event import Promise, Stage
from diurna.fuse.conditions import Offers
from diurna.fuse.follow import Heard, Sheaf, components, day, gather, stages, told_of, width
from diurna.fuse.words import stems
from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diurna.record import Commitment, Reading, Step

_RANKS = ("open", "conditional", "done", "broken", "withdrawn", "contested")
_STANDING = ("open", "conditional")  # nothing has come of it yet
_ALIKE = 0.5  # of the words of the shorter of two


@dataclass(frozen=True, slots=True)
class Word:
    """One document's commitment, as it is compared; with a private person it stays alone, as without a lasting promiser."""

    commitment: Commitment
    reading: Reading
    who: frozenset[str]
    to_whom: frozenset[str]
    claims: tuple[str, ...]
    deadline: str | None


def promises(readings: Iterable[Reading], event_of: Mapping[str, str], *, today: str) -> tuple[Promise, ...]:
    """Return the commitments that documents tell of, those of one commitment joined, in order of their ids.

    Documents' commitments are one where the same ones make them, to some of the same where both tell to whom, and claims of theirs
    lie in one event, or their deadlines are the same and their words alike. One of or to a private person stays alone.

    Args:
        readings: of each document, one; in any order.
        event_of: the id of its event by that of a claim; a claim without one may be left out.
        today: the day (YYYY-MM-DD) before which a deadline has passed.
    """
    sheaf = gather(readings, event_of)
    told = sorted((word(sheaf, k, r) for r in sheaf.readings.values() for k in r.commitments or ()), key=lambda w: w.commitment.id)
    offers = Offers(sheaf)
    groups = [[told[at] for at in part] for part in components(len(told), _pairs(sheaf, told))]
    return tuple(sorted((_promise(sheaf, offers, group, today) for group in groups), key=lambda p: p.id))


def overdue(promise: Promise, today: str) -> bool:
    """Tell whether the last day of a commitment's deadline lies before `today`, and nothing told since it stood has settled it."""
    last = days(promise.deadline)[1]
    told = [stage for stage in promise.stages if stage.status != "due"]
    return last is not None and last < today and bool(told) and told[-1].status in _STANDING


def word(sheaf: Sheaf, commitment: Commitment, reading: Reading) -> Word:
    """Return a commitment of a document as it is compared with those of others."""
    key, hidden = reading.document.id, sheaf.hidden[reading.document.id]
    parties = (*commitment.who, *commitment.to_whom)
    whole = all(sheaf.lasting(key, a) for a in commitment.who) and not hidden & set(parties)
    return Word(
        commitment,
        reading,
        frozenset(commitment.who) if whole else frozenset(),
        frozenset(a for a in commitment.to_whom if sheaf.lasting(key, a)),
        tuple(dict.fromkeys(c for step in commitment.status for c in step.claims)),
        commitment.deadline or next((s.edtf for s in commitment.status if _until(s)), None),
    )


def _until(step: Step) -> bool:
    """Tell whether a step of a commitment not yet settled has the time until which the act is promised: "pledged to open by June"."""
    return step.status in _STANDING and step.edtf is not None and step.edtf.startswith("../")


def _pairs(sheaf: Sheaf, told: list[Word]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that are one commitment; only what the same ones promise, of one event or to one day, is compared.

    One that was taken back is compared with all that the same ones promised the same.
    """
    blocks: dict[tuple[frozenset[str], str, str], set[int]] = {}
    for at, given in enumerate(told):
        keys = [("event", event) for c in given.claims if (event := sheaf.event(c))]
        keys += [("to", party) for party in sorted(given.to_whom)]
        last = days(given.deadline)[1]
        for kind, key in [*keys, *([("day", last)] if last is not None else [])] if given.who else []:
            blocks.setdefault((given.who, kind, key), set()).add(at)
    for (_, kind, _), block in blocks.items():
        for a, b in combinations(sorted(block), 2):
            one, other = told[a], told[b]
            if kind == "to" and _taken_back(one) == _taken_back(other):
                continue
            if (one.to_whom & other.to_whom or not one.to_whom or not other.to_whom) and (kind == "event" or _alike(one, other)):
                yield a, b


def _taken_back(given: Word) -> bool:
    return bool(given.commitment.status) and given.commitment.status[-1].status == "withdrawn"


def _alike(one: Word, other: Word) -> bool:
    a, b = stems(one.commitment.what), stems(other.commitment.what)
    return bool(a) and bool(b) and len(a & b) >= _ALIKE * min(len(a), len(b))


def _promise(sheaf: Sheaf, offers: Offers, group: list[Word], today: str) -> Promise:
    group.sort(key=lambda w: (w.reading.document.published or "9999", w.commitment.id))
    told = [w.commitment for w in group]
    deadline = _deadline(group)
    conditions = [k.condition for k in told if k.condition is not None]
    found = _stages(sheaf, group)
    last = days(deadline)[1]
    if last is not None and last < today and found and found[-1].status in _STANDING:
        found = (*found, Stage(last, "due", found[-1].claims))
    return Promise(
        id="pr-" + digest(min(k.id for k in told)),
        who=tuple(sorted({a for k in told for a in k.who})),
        to_whom=tuple(sorted({a for k in told for a in k.to_whom})),
        what=told[0].what,
        condition="; ".join(dict.fromkeys(conditions)) or None,
        deadline=deadline,
        stages=found,
        meets=offers.of(sorted({c for w in group for c in w.claims})) if conditions else (),
        documents=tuple(sorted({w.reading.document.id for w in group})),
    )


def _deadline(group: list[Word]) -> str | None:
    """Return the deadline that most documents give; of as many, the one that ends last, so that nothing is due too early."""
    given = Counter(w.deadline for w in group if w.deadline is not None)
    return max(given, key=lambda value: (given[value], days(value)[1] or "9999", value), default=None)


def _stages(sheaf: Sheaf, group: list[Word]) -> tuple[Stage, ...]:
    heard = []
    for told in group:
        latest = "9999"
        for step in reversed(told.commitment.status):
            early = "0000" if step.status in _STANDING else "9999"
            edtf = told_of(step.edtf, told.reading.document.published) if step.status in _STANDING else step.edtf
            order = day(edtf, told.reading.document.published, early)
            # What a document tells of after a promise came after it, though the promise has no date and was published later.
            latest = min(order, latest)
            order = latest if step.status in _STANDING else order
            heard += [Heard(step.status, edtf, c, sheaf.event(c), order) for c in step.claims]
    return _contested(sheaf, stages(heard, _RANKS))


def _contested(sheaf: Sheaf, told: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """Return the stages, after done and broken of one day, by different sources, a contested one that rests on both."""
    out = list(told)
    for done in (s for s in told if s.status == "done"):
        for broken in (s for s in told if s.status == "broken"):
            when = _day(sheaf, done)
            sources = [{_source(sheaf, c) for c in stage.claims} for stage in (done, broken)]
            if when is None or when != _day(sheaf, broken) or len(sources[0] | sources[1]) == 1:
                continue
            both = Stage(min((done.edtf, broken.edtf), key=width), "contested", tuple(sorted({*done.claims, *broken.claims})))
            out.insert(max(out.index(done), out.index(broken)) + 1, both)
    return tuple(out)


def _day(sheaf: Sheaf, stage: Stage) -> str | None:
    """Return the one day of a stage: its own, or that on which it was first published; None where it has none."""
    first, last = days(stage.edtf)
    if stage.edtf is not None:
        return first if first == last else None
    return min((p for c in stage.claims if (p := sheaf.claims[c][1].document.published)), default=None)


def _source(sheaf: Sheaf, claim: str) -> str:
    document = sheaf.claims[claim][1].document
    return document.source or document.id
