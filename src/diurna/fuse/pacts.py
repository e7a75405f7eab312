"""Agreements over documents: what several tell of one, joined, with its stages from announcement to end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diurna.edtf import span
from diurna.event import Accord
from diurna.fuse.follow import Heard, Sheaf, components, day, gather, has, overlap, stages, told_of, width
from diurna.fuse.pact_claims import Draft, attach, in_time, matter, status
from diurna.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diurna.event import Stage
    from diurna.record import Agreement, Reading

_RANKS = ("announced", "negotiated", "signed", "in force", "applied", "suspended", "ended")


@dataclass(frozen=True, slots=True)
class Deed:
    """One document's agreement, as it is compared; without lasting parties `parties` is empty, with a private one `alone` holds."""

    agreement: Agreement
    reading: Reading
    parties: frozenset[str]
    alone: bool
    dates: str | None
    country: str


def accords(readings: Iterable[Reading], event_of: Mapping[str, str]) -> tuple[Accord, ...]:
    """Return the agreements that documents tell of, those of one agreement joined, in order of their ids.

    Documents' agreements are one where claims of theirs lie in one event, or where they have the same resolved parties and their
    days and places of signing can be the same; one that fits several is joined with none. One with a private person stays alone.

    Args:
        readings: of each document, one; in any order.
        event_of: the id of its event by that of a claim; a claim without one may be left out.
    """
    sheaf = gather(readings, event_of)
    drafts = [_draft(sheaf, group) for group in _groups(sheaf)]
    attach(sheaf, drafts)
    return tuple(sorted((_accord(sheaf, d) for d in drafts), key=lambda a: a.id))


def deed(sheaf: Sheaf, agreement: Agreement, reading: Reading) -> Deed:
    """Return an agreement of a document as it is compared with those of others."""
    document, parties = reading.document, agreement.parties
    lasting = all(sheaf.lasting(document.id, p) for p in parties)
    struck = any(status(sheaf.claims[c][0], reading.language) == "signed" for c in agreement.claims)
    # What was told to be signed was signed by the day it was told.
    dates = agreement.signed or (f"../{document.published}" if struck and document.published else None)
    place = next((p.country for p in reading.places or () if p.id == agreement.where), "")
    alone = any(p in sheaf.hidden[document.id] for p in parties)
    return Deed(agreement, reading, frozenset(parties) if lasting else frozenset(), alone, dates, place)


def _groups(sheaf: Sheaf) -> list[list[Deed]]:
    deeds = [deed(sheaf, a, r) for r in sheaf.readings.values() for a in r.agreements or ()]
    deeds.sort(key=lambda d: d.agreement.id)
    by_event: dict[str, int] = {}
    pairs = []
    for at, one in enumerate(deeds):
        struck = [] if one.alone else [c for c in one.agreement.claims if sheaf.claims[c][0].type == "AGREE"]
        pairs += [(by_event.setdefault(event, at), at) for c in struck if (event := sheaf.event(c))]
    parts = [[deeds[at] for at in part] for part in components(len(deeds), pairs)]
    out: list[list[Deed]] = []
    by_parties: dict[frozenset[str], list[list[Deed]]] = {}
    # The finest dates come first, so that a coarse one meets all it could mean.
    for part in sorted(parts, key=lambda p: (min(width(d.dates) for d in p), p[0].agreement.id)):
        keys = sorted({d.parties for d in part if d.parties and not d.alone}, key=sorted)
        fitting = {id(g): g for key in keys for g in by_parties.get(key, ()) if _fit(part, g)}
        exact = {key: g for key, g in fitting.items() if _signed(g) == _signed(part)}
        found = next(iter((exact if len(fitting) > 1 else fitting).values())) if 1 in (len(fitting), len(exact)) else []
        if not found:
            out.append(found)
        found += part
        for key in keys:
            if not any(g is found for g in by_parties.setdefault(key, [])):
                by_parties[key].append(found)
    return out


def _fit(part: list[Deed], group: list[Deed]) -> bool:
    """Tell whether the days and places that two groups of one agreement's documents give can be the same."""
    days = any(overlap(a.dates, b.dates) for a in part for b in group)
    return days and any(_same_place(a, b) for a in part for b in group)


def _same_place(a: Deed, b: Deed) -> bool:
    one, other = a.agreement.where, b.agreement.where
    if one is None or other is None or one == other or any(p.startswith("unresolved:") for p in (one, other)):
        return True
    return one == f"iso:{b.country}" or other == f"iso:{a.country}"


def _signed(group: list[Deed]) -> str | None:
    """Return the day of signing that most documents give, then the finest, then the first."""
    told = Counter(d.agreement.signed for d in group if d.agreement.signed is not None)
    return min(told, key=lambda value: (-told[value], width(value), value), default=None)


def _place(group: list[Deed]) -> str | None:
    told = Counter(d.agreement.where for d in group if d.agreement.where is not None)
    return min(told, key=lambda value: (-told[value], value.startswith(("unresolved:", "iso:")), value), default=None)


def _draft(sheaf: Sheaf, group: list[Deed]) -> Draft:
    group.sort(key=lambda d: d.agreement.id)
    claims = [sheaf.claims[c][0] for d in group for c in d.agreement.claims]
    return Draft(
        told=[(d.agreement, d.reading) for d in group],
        key=group[0].agreement.id,
        parties=frozenset().union(*(d.parties for d in group if not d.alone)),
        signed=_signed(group),
        place=_place(group),
        matter=frozenset().union(*(matter(c) for c in claims if c.type == "AGREE")),
        added=[],
    )


def _accord(sheaf: Sheaf, draft: Draft) -> Accord:
    found = _stages(sheaf, draft)
    told = sorted(draft.told, key=lambda pair: (pair[1].document.id, pair[0].id))
    resting = {sheaf.claims[c][1].document.id for stage in found for c in stage.claims}
    terms = [(r.document.id, q.text) for a, r in told for q in sorted(a.terms)]
    return Accord(
        id="ac-" + digest(draft.key),
        parties=tuple(sorted({p for a, _ in told for p in a.parties})),
        signed=draft.signed,
        place=draft.place,
        terms=tuple(dict.fromkeys(terms)),
        stages=found,
        documents=tuple(sorted(resting | {r.document.id for _, r in told})),
    )


def _stages(sheaf: Sheaf, draft: Draft) -> tuple[Stage, ...]:
    heard = []
    for key in (*draft.added, *(c for a, _ in draft.told for c in a.claims)):
        claim, reading = sheaf.claims[key]
        what = status(claim, reading.language)
        if what is not None and in_time(claim, reading, what, draft.signed):
            edtf = claim.when.edtf if claim.when is not None else None
            edtf = told_of(edtf, reading.document.published) if what == "announced" else edtf
            early = "0000" if _RANKS.index(what) < _RANKS.index("signed") else "9999"
            order = day(edtf, reading.document.published, early)
            # What leads to a signing and has no date came before it, whenever it was published.
            order = min(order, (span(draft.signed) or (order,))[0]) if edtf is None and early == "0000" else order
            heard.append(Heard(what, edtf, key, sheaf.event(key), order))
    for agreement, reading in draft.told:
        if agreement.in_force is not None:
            first = (span(agreement.in_force) or ("9999", ""))[0]
            heard += [Heard("in force", agreement.in_force, c, sheaf.event(c), first) for c in _in_force(sheaf, agreement, reading)]
    return stages(heard, _RANKS)


def _in_force(sheaf: Sheaf, agreement: Agreement, reading: Reading) -> list[str]:
    """Return the claims that tell from when an agreement is in force: those with words for it, else those that it was agreed."""
    told = [c for c in agreement.claims if has(sheaf.claims[c][0].sentence.text, reading.language, "in_force")]
    return told or [c for c in agreement.claims if sheaf.claims[c][0].type == "AGREE"] or list(agreement.claims)
