"""The overlay: people's corrections laid over the claims of a reading, which stays as it was read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from diurna.case import Standing
from diurna.edtf import precision
from diurna.record import Claim, Party, Place, Quote, Reading, Time, digest
from diurna.review.added import PARTS, found, identity
from diurna.review.plain import PARTIES, named, names, spaced, values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from diurna.record import EventType
    from diurna.review.state import Judgement, State

_REASON = "a person's correction"


def laid_over(reading: Reading, state: State, *, link: Callable[[Claim], str] | None = None) -> tuple[Reading, dict[str, Standing]]:
    """Return a reading with its claims as people left them, and how each of them stands.

    Args:
        reading: as read; it is not changed. A quote without words of the text behind it has no length.
        state: of the whole log; decisions on claims of other readings do not matter here.
        link: gives the lasting address of a claim's passage; without it, links are left "".

    Returns:
        The copy, and a standing for each claim id, rejected ones included; `claims` None gives no standings. A claim that a person
        added and that was taken back has none, and is not in the copy.
    """
    laid = left(reading, state)
    before = {claim.id: claim for claim in reading.claims or ()}
    standings = {}
    for claim in laid.claims or ():
        read = before[claim.id]
        standings[claim.id] = standing(read, claim, state.of(claim.id, claim.document), link(read) if link is not None else "")
    return laid, standings


def left(reading: Reading, state: State) -> Reading:
    """Return a reading with its claims as people left them, as `laid_over` does."""
    if reading.claims is None or not (state.claims or state.absent):
        return reading
    known = _Known(reading)
    claims = []
    for claim in reading.claims:
        if claim.id not in state.absent:
            judged = state.of(claim.id, claim.document)
            claims.append(corrected(claim, judged.edits, known) if judged.edits else claim)
    return replace(reading, claims=tuple(claims))


def standing(claim: Claim, left: Claim, judged: Judgement, link: str) -> Standing:
    """Return how a claim stands: `claim` as read, `left` as corrected; all that a person's own claim tells was put in by hand."""
    before, after = values(claim), values(left)
    if judged.added:
        before = dict.fromkeys(before, "")
    return Standing(
        status=judged.status,
        edited=tuple(part for part in after if after[part] != before[part]),
        version=version(after, judged.status),
        link=link,
        event=judged.event,
        who=judged.who,
        at=judged.at,
    )


def version(plain: Mapping[str, str], status: str) -> str:
    """Return the hash of a claim's values and status: what an edited spreadsheet was made from."""
    return "v-" + digest(dict(plain), status)  # digits alone, or "12e45", a spreadsheet would take for a number


def corrected(claim: Claim, edits: Mapping[str, str], known: _Known) -> Claim:
    """Return a claim with the parts that were edited; a part whose value is the one that was read stays as read."""
    before = values(claim)
    changes: dict[str, Any] = {}
    for part, value in edits.items():
        if spaced(value) == before.get(part):
            continue
        if part in PARTIES:
            changes[part] = known.parties(getattr(claim, part), value, claim.sentence)
        elif part == "when":
            changes[part] = _time(claim, value)
        elif part == "where":
            changes |= known.place(claim, value)
        elif part in ("condition", "object"):
            changes[part] = _quote(claim, getattr(claim, part), value)
        elif part in before:
            changes[part] = value
    return replace(claim, **changes)


def added(reading: Reading, told: Mapping[str, str]) -> Claim | None:
    """Return the claim that a person made of a reading's words; None when they are no longer there.

    Args:
        reading: as read.
        told: as a decision to add holds it: `start`, `end` and `words`, and the parts as text.
    """
    trigger = found(reading.document.text, told)
    if trigger is None:
        return None
    text = reading.document.text
    around = [one for one in reading.sentences or () if one.start < trigger.end and one.end > trigger.start]
    first, last = min([trigger.start, *(one.start for one in around)]), max([trigger.end, *(one.end for one in around)])
    nothing: dict[str, Any] = dict.fromkeys(("when", "where", "where_quote", "condition", "object"))
    bare = Claim(
        id=identity(told),
        document=reading.document.id,
        type=cast("EventType", told["type"]),
        mode="",
        trigger=trigger,
        actors=(),
        recipients=(),
        according_to=(),
        modality="asserted",
        sentence=Quote(first, last, text[first:last]),
        repaired=False,
        confidence=1.0,
        **nothing,
    )
    made = corrected(bare, {part: value for part, value in told.items() if part in PARTS}, _Known(reading))
    worded: dict[str, Any] = {part: tuple(_worded(made, party) for party in getattr(made, part)) for part in PARTIES}
    return replace(made, **worded)


def _worded(claim: Claim, party: Party) -> Party:
    """Return a party with the words of the sentence that name it, where it has them."""
    quote = _quote(claim, None, party.name)
    return replace(party, quote=quote) if quote and quote.end > quote.start else party


def _time(claim: Claim, value: str) -> Time | None:
    if not value:
        return None
    quote = claim.when.quote if claim.when else claim.sentence
    fine = precision(value)
    kind = "TIME" if fine == "time" else "DATE"
    return Time(quote, value, kind, value.partition("/")[0], fine, "edited", repaired=False, reason=_REASON, confidence=1.0)


def _quote(claim: Claim, old: Quote | None, value: str) -> Quote | None:
    """Return a value as words of the claim's sentence where it has them, else as a quote of no length."""
    if not value:
        return None
    words = r"\s+".join(map(re.escape, value.split()))
    # A script without capitals may also do without blanks between words.
    whole = rf"(?<!\w){words}(?!\w)" if value.lower() != value.upper() else words
    found = re.search(whole, claim.sentence.text)
    if found is not None:
        start = claim.sentence.start + found.start()
        return Quote(start, start + len(found[0]), found[0])
    start = (old or claim.sentence).start
    return Quote(start, start, value)


class _Known:
    """The names that a reading knows: who or what each of them means, where it means one thing."""

    def __init__(self, reading: Reading) -> None:
        actors = [(actor.id, actor.name, actor.mentions) for actor in reading.actors or ()]
        places = [(place.id, place.name, place.mentions) for place in reading.places or ()]
        self._ids = _meanings([*actors, *places])
        self._places = {place.id: place for place in reading.places or ()}
        self._place_ids = _meanings(places)

    def parties(self, old: Iterable[Party], value: str, sentence: Quote) -> tuple[Party, ...]:
        """Return the parties that a value names; a name that stood there before keeps its party whole."""
        before: list[Party | None] = list(old)
        wanted = names(value)
        kept: dict[int, Party] = {}
        for index, name in enumerate(wanted):
            at = next((at for at, party in enumerate(before) if party is not None and spaced(named(party)) == name), None)
            if at is not None:
                kept[index], before[at] = cast("Party", before[at]), None
        out = []
        for index, name in enumerate(wanted):
            replaced = before[index] if index < len(before) else None
            out.append(kept.get(index) or Party(self._ids.get(name, ""), name, replaced.quote if replaced else sentence))
        return tuple(out)

    def place(self, claim: Claim, value: str) -> dict[str, Any]:
        """Return the changes to a claim whose place was edited."""
        if not value:
            return {"where": None, "where_quote": None}
        quote = claim.where_quote or (claim.where.mentions[0] if claim.where and claim.where.mentions else claim.sentence)
        found = self._places.get(self._place_ids.get(value, ""))
        if found is None:
            found = Place("", value, "", "", None, None, "unknown", (quote,), _REASON, 1.0)
        elif spaced(found.name) != value:
            found = replace(found, name=value)
        return {"where": found, "where_quote": quote}


def _meanings(things: Iterable[tuple[str, str, tuple[Quote, ...]]]) -> dict[str, str]:
    """Return the id that each name has; a name of several has none, and a thing's own name goes before its mentions."""
    own: dict[str, set[str]] = {}
    said: dict[str, set[str]] = {}
    for key, name, mentions in things:
        own.setdefault(spaced(name), set()).add(key)
        for mention in mentions:
            said.setdefault(spaced(mention.text), set()).add(key)
    found = {name: keys for name, keys in {**said, **own}.items() if len(keys) == 1}
    return {name: next(iter(keys)) for name, keys in found.items()}
