"""Requests and protests: who is asked, whom a protest is against, and whose it is, from the same sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.claims.lexicon import has
from diurna.claims.speakers import doers
from diurna.record import Quote

if TYPE_CHECKING:
    from diurna.claims.scene import Scene
    from diurna.record import Frame

_AROUND = 16  # characters: "at the urgent request of" around its noun
_NAME = 80  # characters that a name with its titles takes
_POSSESSIVE = re.compile(r"(?:['\u2019]\w{0,3})?\s?(?:\w+\s)?")  # "'s ", "\u2019in ", "'s urgent "
_HOLDERS = frozenset({"person", "office"})


def asked(scene: Scene, frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Return frames whose requests have the recipient, and whose protests have the people, that their sentence tells."""
    told = [_ordered(scene, _requested(scene, f, frames)) for f in frames]
    return tuple(_crowded(scene, f, told) for f in told)


def _requested(scene: Scene, frame: Frame, frames: tuple[Frame, ...]) -> Frame:
    """Return a request without recipient with the one who acted at it, or the one whose resignation it demands."""
    if frame.type != "REQUEST":
        return frame
    if at_request(scene, frame.trigger):
        return _at_request(scene, frame, frames)
    if any(q not in frame.actors for q in frame.recipients):
        return frame
    if frame.object is not None and has(frame.object.text, scene.words.resignation):
        holders = [q for q, kind in scene.named_inside(frame.object) if kind in _HOLDERS and q not in frame.actors]
        return replace(frame, recipients=tuple(holders[:1]))
    return frame


def _at_request(scene: Scene, frame: Frame, frames: tuple[Frame, ...]) -> Frame:
    """Return "at the request of X" with X as who asks, and who does the nearest act of the sentence as who was asked."""
    asking = _asking(scene, frame) or frame.actors
    here = [f for f in frames if f.sentence == frame.sentence and f.type != "REQUEST" and f.actors]
    acting = min(here, key=lambda f: abs(f.trigger.start - frame.trigger.start), default=None)
    names = {p.actor for p in scene.parties(asking)}
    done_by = doers(scene, acting) if acting is not None else []
    recipients = tuple(q for q in done_by if not names & {p.actor for p in scene.named(q)})
    return replace(frame, actors=asking, recipients=recipients or tuple(q for q in frame.recipients if q not in asking))


def _asking(scene: Scene, frame: Frame) -> tuple[Quote, ...]:
    """Return the name that the noun of a request belongs to: right before it ("Zaev's request"), else the next one after it."""
    trigger, sentence = frame.trigger, scene.sentences[frame.sentence]
    before = scene.named_inside(Quote(max(sentence.start, trigger.start - _NAME), trigger.start, ""))
    if before and _POSSESSIVE.fullmatch(scene.text, before[-1][0].end, trigger.start):
        return (before[-1][0],)
    after = scene.named_inside(Quote(trigger.end, min(sentence.end, trigger.end + _NAME), ""))
    return (after[0][0],) if after and after[0][0].start - trigger.end <= _AROUND else ()


def _ordered(scene: Scene, frame: Frame) -> Frame:
    """Return an order of talks to bodies of one's own state as the talks, planned: whoever can order an act is not asking for it."""
    if frame.type != "REQUEST" or frame.object is None or not has(frame.trigger.text, scene.words.ordering):
        return frame
    talks = has(frame.object.text, scene.words.modes.get("REQUEST", {}).get("meet", ()))
    own = scene.countries(frame.actors) & scene.countries(frame.recipients)
    return replace(frame, type="CONSULT", modality="planned") if talks and own else frame


def at_request(scene: Scene, trigger: Quote) -> bool:
    """Tell whether a trigger is the noun of "at the request of"."""
    return has(scene.text[max(0, trigger.start - _AROUND) : trigger.end + _AROUND], scene.words.at_request)


def _crowded(scene: Scene, frame: Frame, frames: list[Frame]) -> Frame:
    """Return a protest without the states among its actors: people protest, a state is where they do.

    A protest whose people are not told is that of the one group that demands something in its sentence; a protest is
    against whom its people demand something of there.
    """
    if frame.type != "PROTEST":
        return frame
    states = [q for q in frame.actors if any(p.actor.startswith("state:") for p in scene.named(q))]
    people = tuple(q for q in frame.actors if q not in states)
    demands = [f for f in frames if f.type == "REQUEST" and f.sentence == frame.sentence]
    groups = [q for f in demands for q in f.actors if any(p.actor.startswith("group:") for p in scene.named(q))]
    if not people and len(groups) == 1:
        people = tuple(groups)
    against = frame.recipients or next((f.recipients for f in demands if f.recipients and set(f.actors) & set(people)), ())
    return replace(frame, actors=people, recipients=against, where=frame.where or tuple(states[:1]))
