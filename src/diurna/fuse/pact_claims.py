"""What a claim says of an agreement, and of which one: the steps that documents tell without telling of the agreement itself."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from diurna.edtf import span
from diurna.fuse.follow import Sheaf, day, has
from diurna.fuse.words import stems

if TYPE_CHECKING:
    from diurna.record import Agreement, Claim, Reading

_PAIR = 2  # parties: fewer make no agreement
_STEM = 4  # letters; shorter words of a phrase are mostly grammar


@dataclass(slots=True)
class Draft:
    """An agreement over documents as it grows: what documents tell of it, and claims of others that belong to it."""

    told: list[tuple[Agreement, Reading]]
    key: str
    parties: frozenset[str]
    signed: str | None
    place: str | None
    matter: frozenset[str]
    added: list[str]


def status(claim: Claim, language: str) -> str | None:
    """Return the status that a claim gives an agreement it is about; None for none."""
    if claim.type == "AGREE" and claim.modality == "planned":
        return "announced"
    if claim.modality != "asserted":
        return None
    if claim.type == "SANCTION" and claim.mode in ("discontinue", "withdraw"):
        return "suspended" if claim.mode == "discontinue" else "ended"
    if claim.type in ("SANCTION", "REJECT"):
        return "ended" if has(claim.trigger.text, language, "withdrawal") else None
    return {"AGREE": "signed", "CONSULT": "negotiated", "COOPERATE": "applied"}.get(claim.type)


def matter(claim: Claim) -> frozenset[str]:
    """Return the stems of what a claim is about."""
    return frozenset(s for s in stems(claim.object.text) if len(s) >= _STEM or not s.isascii()) if claim.object is not None else frozenset()


def in_time(claim: Claim, reading: Reading, what: str, signed: str | None) -> bool:
    """Tell whether a claim comes when its status can: talks no later than the signing, what follows it no earlier."""
    bounds = span(signed)
    if bounds is None or what in ("announced", "signed"):
        return True
    when = day(claim.when.edtf if claim.when is not None else None, reading.document.published)
    return when <= bounds[1] if what == "negotiated" else when >= bounds[0]


def attach(sheaf: Sheaf, drafts: list[Draft]) -> None:
    """Give the agreements the claims that are in none of a document's own: of an event of theirs, else by parties and words.

    Where several fit, the one that shares most words, then the last one signed, takes the claim.
    """
    own = {c for d in drafts for a, _ in d.told for c in a.claims}
    by_event: dict[str, Draft] = {}
    by_pair: dict[tuple[str, ...], list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: d.key, reverse=True):  # the smallest id is written last, and stays
        by_event |= {sheaf.event(c): draft for a, _ in draft.told for c in a.claims if sheaf.claims[c][0].type in ("AGREE", "CONSULT")}
        for pair in combinations(sorted(draft.parties), _PAIR):
            by_pair.setdefault(pair, []).append(draft)
    by_event.pop("", None)
    for key, (claim, reading) in sorted(sheaf.claims.items()):
        what = status(claim, reading.language)
        if what is None or key in own or sheaf.private(claim, reading):
            continue
        found = by_event.get(sheaf.event(key))
        if found is None or not in_time(claim, reading, what, found.signed):
            found = _by_parties(sheaf, claim, reading, what, by_pair)
        if found is not None:
            found.added.append(key)


def _by_parties(sheaf: Sheaf, claim: Claim, reading: Reading, what: str, by_pair: dict[tuple[str, ...], list[Draft]]) -> Draft | None:
    if what in ("announced", "signed"):
        return None  # it would be an agreement of its own document
    named = sheaf.named(claim, reading)
    near = {d.key: d for pair in combinations(sorted(named), _PAIR) for d in by_pair.get(pair, ())}
    fitting = [d for d in near.values() if _between(named, d, what) and _names(claim, reading, what, d)]
    fitting = [d for d in fitting if in_time(claim, reading, what, d.signed)]
    return max(fitting, key=lambda d: (len(matter(claim) & d.matter), (span(d.signed) or ("",))[0], d.key), default=None)


def _between(named: frozenset[str], draft: Draft, what: str) -> bool:
    shared = draft.parties & named
    return shared == draft.parties if what == "negotiated" else len(shared) >= _PAIR


def _names(claim: Claim, reading: Reading, what: str, draft: Draft) -> bool:
    """Tell whether a claim names an agreement, or what this one is about; of an act that applies it, its object must."""
    said = claim.sentence.text if what != "applied" else claim.object.text if claim.object is not None else ""
    return has(said, reading.language, "agreement") or bool(matter(claim) & draft.matter)
