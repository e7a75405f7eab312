"""Agreements: what named parties agreed, gathered from the claims of one document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from diurna.claims.lexicon import folded, has, pattern
from diurna.claims.lists import listed
from diurna.record import Agreement, Party, digest

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Claim, Quote

_OPEN = frozenset({"asserted", "planned", "conditional"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LENGTH = re.compile(r"P(\d{1,4})([DW])")
_NEAR = 2  # paragraphs: "the accord" is the one told no further back


@dataclass(slots=True)
class Draft:
    """An agreement as it grows: its parties and the claims that tell it."""

    parties: dict[str, Party]
    claims: list[Claim] = field(default_factory=list)


def agreements(scene: Scene, claims: tuple[Claim, ...]) -> tuple[tuple[Agreement, ...], tuple[Claim, ...]]:
    """Return the agreements of a document, and its claims with the parties of told agreements filled in.

    A claim that says "the accord was signed" names no party; where the document tells of one agreement between named
    parties, or the parties met in the same sentence, it is about that one.
    """
    told = [Draft(parties, [c]) for c in claims if len(parties := _parties(scene, c)) > 1]
    drafts = _joined(told)
    filled = []
    for claim in claims:
        whole = claim
        if _unnamed(scene, claim):
            whole = _filled(scene, claim, claims, drafts)
        filled.append(whole)
    for draft in drafts:
        draft.claims += [c for c in filled if _prepares(scene, c, draft)]
    order = sorted(_joined(drafts), key=lambda d: min(c.trigger.start for c in d.claims))
    struck = [d for d in order if any(c.type == "AGREE" or _takes_effect(scene, c) for c in d.claims)]
    return tuple(_agreement(scene, d) for d in struck), tuple(filled)


def _takes_effect(scene: Scene, claim: Claim) -> bool:
    """Tell whether a claim is of an agreement's entry into force."""
    return claim.type == "COOPERATE" and has(claim.trigger.text, scene.words.in_force) and has(claim.sentence.text, scene.words.agreement)


def _unnamed(scene: Scene, claim: Claim) -> bool:
    """Tell whether a claim is of an agreement whose parties it does not name: that it was struck, or that it takes effect."""
    told = _takes_effect(scene, claim) or (claim.type == "AGREE" and has(claim.sentence.text, scene.words.agreement))
    return told and not claim.actors and claim.modality in _OPEN


def _parties(scene: Scene, claim: Claim) -> dict[str, Party]:
    """Return the parties that a claim shows to agree or to act as agreed; none when it shows no such thing."""
    if claim.modality not in _OPEN or claim.type not in ("AGREE", "COOPERATE"):
        return {}
    both = claim.actors
    if claim.type == "AGREE" and has(claim.sentence.text, scene.words.agreement):
        both = (*claim.actors, *claim.recipients)
    return {p.actor: p for p in both if p.actor}


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Join drafts of one agreement: the parties of one are among those of the other, and no two days of signing differ.

    The parties that most claims name stay.
    """
    out: list[Draft] = []
    for draft in drafts:
        same = next((d for d in out if _one(d, draft)), None)
        if same is None:
            out.append(Draft(dict(draft.parties), list(draft.claims)))
            continue
        if (len(draft.claims), -len(draft.parties)) > (len(same.claims), -len(same.parties)):
            same.parties = dict(draft.parties)
        same.claims += [c for c in draft.claims if c.id not in {s.id for s in same.claims}]
    return out


def _one(a: Draft, b: Draft) -> bool:
    small, large = sorted((set(a.parties), set(b.parties)), key=len)
    days = {c.when.edtf for d in (a, b) for c in d.claims if c.type == "AGREE" and c.modality == "asserted" and c.when is not None}
    return small <= large and (small == large or len(days) <= 1)


def _filled(scene: Scene, claim: Claim, claims: tuple[Claim, ...], drafts: list[Draft]) -> Claim:
    met = [c for c in claims if c.type == "CONSULT" and c.sentence == claim.sentence and len({p.actor for p in c.actors}) > 1]
    if met:
        parties = {p.actor: p for p in met[0].actors}
    elif (draft := _told(scene, claim, drafts)) is not None:
        parties = draft.parties
    else:
        return claim
    whole = replace(claim, actors=tuple(parties.values()))
    drafts.append(Draft(dict(parties), [whole]))
    return whole


def _prepares(scene: Scene, claim: Claim, draft: Draft) -> bool:
    """Tell whether a claim orders or tells the talks that led to an agreement: it names all its parties and an agreement."""
    named = {p.actor for p in (*claim.actors, *claim.recipients)}
    return claim.type in ("REQUEST", "CONSULT") and set(draft.parties) <= named and has(claim.sentence.text, scene.words.agreement)


def _told(scene: Scene, claim: Claim, drafts: list[Draft]) -> Draft | None:
    """Return the agreement that the paragraphs before a claim tell most about."""
    here = _paragraph(scene, claim.sentence)
    near: Counter[int] = Counter()
    for k, draft in enumerate(drafts):
        near[k] = sum(c.trigger.start <= claim.trigger.start and here - _paragraph(scene, c.sentence) <= _NEAR for c in draft.claims)
    best = max(near, key=lambda k: (near[k], k), default=None)
    return drafts[best] if best is not None and near[best] else None


def _paragraph(scene: Scene, sentence: Quote) -> int:
    return scene.sentences[scene.index(sentence)].paragraph


def _agreement(scene: Scene, draft: Draft) -> Agreement:
    claims = sorted(draft.claims, key=lambda c: c.trigger.start)
    struck = [c for c in claims if c.type == "AGREE" and c.modality == "asserted"]
    dated = [c for c in struck if c.when is not None]
    signed = next((c for c in dated if has(c.trigger.text, scene.words.signing)), dated[0] if dated else None)
    return Agreement(
        id="a-" + digest(scene.reading.document.sha256, sorted(draft.parties), claims[0].id),
        parties=tuple(draft.parties),
        signed=signed.when.edtf if signed is not None and signed.when is not None else None,
        in_force=_in_force(scene, claims),
        where=next((c.where.id for c in struck if c.where is not None), None),
        published_on=_published_on(scene, claims),
        terms=listed(scene, claims),
        claims=tuple(c.id for c in claims),
    )


def _in_force(scene: Scene, claims: list[Claim]) -> str | None:
    """Return the day from which an agreement is in force: what is told after the words for it counts, dated or not."""
    told = {c.sentence.start for c in claims}
    starts = [s.start for s in scene.sentences]
    near = told | {after for before, after in pairwise(starts) if before in told}  # "It comes into force on ..."
    for s in scene.sentences:
        said, at = folded(scene.text[s.start : s.end])
        words = pattern(scene.words.in_force).search(said) if s.start in near else None
        if words is None:
            continue
        times = [t for t in scene.times if s.start <= t.quote.start < s.end]
        dates = [t for t in times if t.timex_type != "DURATION"]
        after = [t for t in dates if t.quote.start >= s.start + at[words.start()]]
        if not dates:
            return None
        date = after[-1] if after else dates[-1]
        waits = [t for t in times if t.quote.start < date.quote.start and t.timex_type == "DURATION"]
        return later(date.edtf or "", waits[-1].timex_value) if waits else date.edtf
    return None


def later(edtf: str, length: str) -> str | None:
    """Return the day that lies a TIMEX3 length of days or weeks ("P30D") after an EDTF day; None for anything else."""
    found = _LENGTH.fullmatch(length)
    if found is None or not _DAY.fullmatch(edtf):
        return None
    days = int(found[1]) * (7 if found[2] == "W" else 1)
    return (date.fromisoformat(edtf) + timedelta(days)).isoformat()


def _published_on(scene: Scene, claims: list[Claim]) -> str | None:
    said = [p for c in claims for p in c.according_to]
    return next((p.name for p in said if has(p.quote.text, scene.words.published_on)), None)
