"""What agreements and commitments have in common when they are followed through documents: their claims, their stages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from diurna import knowledge
from diurna.edtf import span
from diurna.event import Stage
from diurna.folding import folded
from diurna.fuse.account import lasting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diurna.record import Claim, Reading

_UNSPACED = 0x2E80  # from here on scripts have no spaces
_LAST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The readings by document in order of their ids, where each claim stands, and which event it is of ("" for none)."""

    readings: dict[str, Reading]
    claims: dict[str, tuple[Claim, Reading]]
    event_of: Mapping[str, str]
    hidden: dict[str, frozenset[str]]

    def event(self, claim: str) -> str:
        """Return the event of a claim, "" where it has none."""
        return self.event_of.get(claim, "")

    def lasting(self, document: str, actor: str) -> bool:
        """Tell whether an actor's id means the same in every document: it is resolved, and of no private person."""
        return lasting(actor) and actor not in self.hidden[document]

    def named(self, claim: Claim, reading: Reading) -> frozenset[str]:
        """Return the lasting ids of those that act in a claim, or to whom it is done."""
        both = {p.actor for p in (*claim.actors, *claim.recipients)}
        return frozenset(actor for actor in both if self.lasting(reading.document.id, actor))

    def private(self, claim: Claim, reading: Reading) -> bool:
        """Tell whether a private person has part in a claim."""
        return any(p.actor in self.hidden[reading.document.id] for p in (*claim.actors, *claim.recipients))


@dataclass(frozen=True, slots=True)
class Heard:
    """One status that one claim gives; `order` is the day it is put in order by."""

    status: str
    edtf: str | None
    claim: str
    event: str
    order: str


def gather(readings: Iterable[Reading], event_of: Mapping[str, str]) -> Sheaf:
    """Return readings as a sheaf, in an order that does not depend on theirs; what rests on claims that are gone goes with them."""
    ordered = dict(sorted({r.document.id: _whole(r) for r in readings}.items()))
    claims = {c.id: (c, r) for r in ordered.values() for c in r.claims or ()}
    hidden = {key: frozenset(a.id for a in r.actors or () if a.private) for key, r in ordered.items()}
    return Sheaf(ordered, claims, event_of, hidden)


def _whole(reading: Reading) -> Reading:
    """Return a reading without the agreements, commitments and steps that rest on none of its claims: a person may have rejected them."""
    known = {c.id for c in reading.claims or ()}
    pacts = [replace(a, claims=tuple(c for c in a.claims if c in known)) for a in reading.agreements or ()]
    promised = []
    for one in reading.commitments or ():
        steps = [replace(s, claims=tuple(c for c in s.claims if c in known)) for s in one.status]
        promised.append(replace(one, status=tuple(s for s in steps if s.claims)))
    return replace(reading, agreements=tuple(a for a in pacts if a.claims), commitments=tuple(k for k in promised if k.status))


def day(edtf: str | None, published: str | None, unknown: str = _LAST) -> str:
    """Return the day by which something told is put in order: its own, but no later than the day it was published."""
    told = span(edtf)
    own = None if told is None else told[0] if told[0] != "0000" else told[1]
    return min((d for d in (own, published) if d), default=unknown)


def told_of(edtf: str | None, published: str | None) -> str | None:
    """Return the date of what was announced or promised as that of the telling: one that goes on after it is the act's own, and none."""
    bounds = span(edtf)
    return None if bounds is not None and published is not None and bounds[1] > published else edtf


def stages(heard: Iterable[Heard], ranks: Sequence[str]) -> tuple[Stage, ...]:
    """Return the stages that statuses make, in order of their days, then of `ranks`.

    What gives one status at one time is one stage. A coarser date goes to the only finer one that it can mean, a status without
    a date to the stage of its event, else to the only one there is; two different days stay two stages.
    """
    by_status: dict[str, list[Heard]] = {}
    for one in sorted(set(heard), key=lambda h: (width(h.edtf), h.edtf or "", h.order, h.claim)):
        by_status.setdefault(one.status, []).append(one)
    found = [(status, spot) for status in by_status for spot in _spots(by_status[status])]
    found.sort(key=lambda pair: (min(h.order for h in pair[1]), ranks.index(pair[0]), pair[1][0].edtf or "", pair[1][0].claim))
    return tuple(Stage(spot[0].edtf, status, tuple(sorted({h.claim for h in spot}))) for status, spot in found)


def _spots(heard: list[Heard]) -> list[list[Heard]]:
    """Return what is heard of one status by the time it is of; it comes with the finest dates first, those without one last."""
    spots: list[list[Heard]] = []
    for one in heard:
        same = [s for s in spots if s[0].edtf == one.edtf]
        if not same and one.edtf is None:
            same = [s for s in spots if one.event and one.event in {h.event for h in s}]
        fitting = same or [s for s in spots if one.edtf is None or (width(one.edtf) > width(s[0].edtf) and overlap(one.edtf, s[0].edtf))]
        if len(fitting) == 1 or same:
            fitting[0].append(one)
        else:
            spots.append([one])
    return spots


def width(edtf: str | None) -> tuple[int, int, int]:
    """Return how wide a date is, in years, months and days, so that finer dates sort before coarser ones, no date last."""
    told = span(edtf)
    if told is None:
        return (10001 if edtf is None else 10000, 0, 0)
    first, last = ([int(part) for part in (end if "-" in end else f"{end}-01-01").split("-")] for end in told)
    return (last[0] - first[0], last[1] - first[1], last[2] - first[2])


def overlap(one: str | None, other: str | None) -> bool:
    """Tell whether two EDTF values can mean a day in common; what is not told can mean any."""
    a, b = span(one), span(other)
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers below `count` in groups: two that a pair joins, straight or through others, are in one."""
    root = list(range(count))

    def top(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for a, b in pairs:
        low, high = sorted((top(a), top(b)))
        root[high] = low
    groups: dict[int, list[int]] = {}
    for at in range(count):
        groups.setdefault(top(at), []).append(at)
    return list(groups.values())


def has(text: str, language: str, key: str) -> bool:
    """Tell whether a text holds any of the words that a language's file lists for claims under a key."""
    return _pattern(language, key).search(folded(text)) is not None


@cache
def _pattern(language: str, key: str) -> re.Pattern[str]:
    """Return a pattern for folded text: a word stands for all that begin with it, "$" ends it, "~" lets it stand inside one."""
    parts = []
    for word in sorted(knowledge.words(language, "claims", key)):
        body = folded(word.removeprefix("~").removesuffix("$"))
        inside = word.startswith("~") or ord(unicodedata.normalize("NFKC", word)[0]) > _UNSPACED
        parts.append(("" if inside else r"(?<!\w)") + re.escape(body) + (r"(?!\w)" if word.endswith("$") else ""))
    return re.compile("|".join(parts) or r"(?!)")
