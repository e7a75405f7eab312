"""Pairs: "the two presidents", "both sides", "his counterpart", resolved to actors told in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.actors import words
from diurna.actors.anaphora import unresolved
from diurna.actors.describe import bears
from diurna.actors.identity import Sense, held, plural

if TYPE_CHECKING:
    from diurna.actors.phrase import Phrase
    from diurna.actors.scene import Draft, Scene, Told
    from diurna.record import Frame

_REACH = 10_000  # sentences: "the two countries" may be told anywhere
_NEARBY = 6  # sentences back in which a counterpart is told
_PAIR = 2
_AGREEMENTS = frozenset({"AGREE", "COOPERATE"})
_TELLERS = frozenset({"agency", "outlet"})  # they tell of agreements, they are no party to them
_OF_AGREEMENT = frozenset({"side", "office"})  # what is meant by "the parties", "both agencies"


def both(phrase: Phrase, scene: Scene, frames: tuple[Frame, ...]) -> Sense | None:
    """Return the two actors that "the presidents", "both sides", "les deux pays" stand for.

    "The parties" and "both agencies" are those of the agreement told last, if one is told; else the nearest two that fit, and never
    who is only a source of what the document tells.
    """
    meant = phrase.one("plurals")
    if not meant or phrase.name or (meant in _OF_AGREEMENT and (phrase.rest or phrase.all("offices", "groups"))):  # "opposition parties"
        return None
    found = _of_agreement(meant, phrase, scene, frames) if meant in _OF_AGREEMENT else {}
    if not found:
        sources = _sources(scene, frames)
        after = [t for t in scene.tellings if t.start >= phrase.quote.end]
        for telling in [*scene.before(phrase.quote.start, phrase.sentence, _REACH), *after]:
            sense = None if meant in _OF_AGREEMENT and telling.id in sources else _meant(meant, telling.id, scene)
            if sense and len(found) < _PAIR:
                found.setdefault(sense.id, sense)
    made = plural(tuple(found.values()), f"'{phrase.quote.text}': {' and '.join(s.name for s in found.values())}, told in the document")
    return made or unresolved(phrase, scene, "two that it could name are not told")


def _of_agreement(meant: str, phrase: Phrase, scene: Scene, frames: tuple[Frame, ...]) -> dict[str, Sense]:
    """Return the two parties of the last agreement before the phrase that fit what is meant, or nothing."""
    earlier = [f for f in frames if f.type in _AGREEMENTS and f.trigger.start < phrase.quote.start]
    for frame in sorted(earlier, key=lambda f: -f.trigger.start):
        told = [scene.drafts[scene.done[q]].sense for q in (*frame.actors, *frame.recipients) if q in scene.done and q != phrase.quote]
        parties = [part.id for sense in told for part in (sense.parts or (sense,)) if part.id in scene.drafts]
        senses = [s for s in (_meant(meant, i, scene) for i in parties) if s]
        found = {s.id: s for s in senses}
        if len(found) == _PAIR:
            return found
    return {}


def _sources(scene: Scene, frames: tuple[Frame, ...]) -> set[str]:
    """Return the ids of who tells and takes no part: agencies, outlets, and speakers who act and are acted on nowhere."""
    speaks = {scene.done.get(q, "") for f in frames for q in f.according_to}
    takes_part = {scene.done.get(q, "") for f in frames for q in (*f.actors, *f.recipients)}
    return (speaks - takes_part) | {i for i, d in scene.drafts.items() if d.sense.kind in _TELLERS}


def _meant(meant: str, identity: str, scene: Scene) -> Sense | None:
    """Return what a telling adds to "the two …": itself, or the state that it belongs to where states are meant."""
    draft = scene.drafts[identity]
    speaks_for = draft.sense.kind == "office" or (draft.sense.kind == "person" and bool(draft.titles))
    if meant == "state" and draft.country and speaks_for:
        shown = words.states()[draft.country].name
        return Sense(f"state:{draft.country}", "state", draft.country, shown, f"the state of {draft.sense.name}")
    return scene.again(identity, "") if _is_meant(meant, draft) else None


def _is_meant(meant: str, draft: Draft) -> bool:
    kind = draft.sense.kind
    if meant == "state":
        return kind == "state"
    if meant == "office":
        return kind == "office" and not draft.titles
    if meant == "side":
        return kind in ("state", "office", "armed group", "party", "organisation") and not draft.titles
    return bears(draft.titles, meant)


def is_counterpart(phrase: Phrase) -> bool:
    """Return whether the phrase is "his counterpart", by no name of its own."""
    return bool(phrase.all("counterparts")) and not phrase.name and not phrase.all("person")


def counterpart(phrase: Phrase, scene: Scene) -> Sense | None:
    """Return the holder of the same office of the other state ("son homologue"): of the state named, else one told nearby."""
    if not is_counterpart(phrase):
        return None
    near = [t for t in scene.before(phrase.quote.start, phrase.sentence, _NEARBY) if _holds(scene.drafts[t.id])]
    abroad = [t for t in near if scene.drafts[t.id].country not in phrase.states]
    if not abroad:
        return unresolved(phrase, scene, "whose counterpart is not told")
    whose = scene.drafts[_whose(abroad, phrase).id]
    why = f"'{phrase.quote.text}': the counterpart of {whose.sense.name}"
    for telling in near:
        other = scene.drafts[telling.id]
        apart = other.country in phrase.states if phrase.states else other.country != whose.country
        if apart and other.country and set(other.titles) & set(whose.titles):
            return scene.again(telling.id, why)
    if len(phrase.states) == 1:
        return held(phrase.title or whose.titles[0], phrase.states[0], phrase, scene.view)
    return unresolved(phrase, scene, f"the counterpart of {whose.sense.name} is not told")


def _holds(draft: Draft) -> bool:
    return draft.sense.kind in ("person", "office") and bool(draft.titles)


def _whose(near: list[Told], phrase: Phrase) -> Told:
    """Return whose counterpart is meant: who acts or speaks in the sentence, else whoever is told last."""
    beside = [t for t in near if t.sentence == phrase.sentence]
    return next((t for t in beside if t.subject), (beside or near)[0])
