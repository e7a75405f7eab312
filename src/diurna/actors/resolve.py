"""Resolve: every mention and every role of a reading becomes a telling of exactly one actor."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.actors import anaphora, describe, lexicon, pairs, people
from diurna.actors.identity import Sense, View, identify
from diurna.actors.phrase import Phrase, Spot, take_apart
from diurna.actors.scene import Scene
from diurna.actors.spelling import fold, is_cased, tokens

if TYPE_CHECKING:
    from diurna.actors.lexicon import Lexicon
    from diurna.record import Quote, Reading

_GAP = 12  # characters between a title and the name beside it: a comma, an article
_LINKS = " ,\u060c\uff0c\u3001'\u2019\u00a0"
_APOSTROPHES = "'\u2019"
_TAIL = re.compile(r"['\u2019](\w+)|[-\u2011](\w+)(?:[-\u2011]\w+)*")
_AGAINST = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "MOBILIZE", "ASSAULT", "SUPPORT"})
_PARTICLE = 2  # letters of "o", "al", "ud" between the hyphens of a name
_MONTH = len("2000-01")


def resolve(reading: Reading) -> Reading:
    """Return the reading with its `actors`.

    Every mention and every actor, recipient and speaker of a frame is a mention of exactly one actor, found by its exact quote.
    A mention of a place that names no state and stands in no role is left to the places.
    Two actors named at once ("les présidents", "Kenya and Somalia") are one actor of kind "plural" whose id is "plural:" and the
    parts' ids, sorted and joined by "+"; each part is an actor of the reading too. What cannot be resolved has an actor of kind
    "unresolved" with the reason. A label put in a mouth ("extremists") is of kind "alleged".
    """
    words = lexicon.of(reading.language)
    view = View(words, day_of(reading), is_cased(reading.text), reading.document.sha256)
    phrases = gathered(reading, words, cased=view.cased)
    subjects = frozenset(q for f in reading.frames or () for q in f.actors)
    scene = Scene(view, subjects, words.state_names, _opposed(reading))
    beside = titles_beside(phrases, reading.text, words)
    _settle_by_words(phrases, scene, beside)
    _settle_by_document(phrases, scene, reading, beside)
    return replace(reading, actors=scene.actors())


def _opposed(reading: Reading) -> dict[Quote, set[Quote]]:
    """Return, by the words of whoever acts in conflict or asks, those of whom it is done to, and the other way round."""
    out: dict[Quote, set[Quote]] = {}
    for frame in reading.frames or ():
        for actor, recipient in itertools.product(frame.actors, frame.recipients) if frame.type in _AGAINST else ():
            out.setdefault(actor, set()).add(recipient)
            out.setdefault(recipient, set()).add(actor)
    return out


def day_of(reading: Reading) -> str:
    """Return the day on which the document speaks: its publication, else the latest whole date it tells, else ""."""
    if reading.document.published:
        return reading.document.published
    told = [t.edtf for t in reading.times or () if t.edtf and t.edtf[:4].isdigit() and t.edtf[4:5] == "-" and "/" not in t.edtf]
    return max((e for e in told if len(e) >= _MONTH), default="")


def gathered(reading: Reading, words: Lexicon, *, cased: bool) -> list[Phrase]:
    """Return the phrases of all mentions and roles in text order, each quote once."""
    kinds = {m.quote: m.kind for m in reading.mentions or ()}
    sentences = {m.quote: m.sentence for m in reading.mentions or ()}
    roles: set[Quote] = set()
    for frame in reading.frames or ():
        for quote in (*frame.actors, *frame.recipients, *frame.according_to):
            roles.add(quote)
            sentences.setdefault(quote, frame.sentence)
    quotes = sorted({*kinds, *roles}, key=lambda q: (q.start, -q.end))
    nowhere = {m for place in reading.places or () if place.id.startswith("unresolved:") for m in place.mentions}
    spots = [Spot(q, kinds.get(q, ""), q in roles, sentences[q], tail(reading.text, q, words)) for q in quotes]
    phrases = [take_apart(spot, words, cased=cased) for spot in spots]
    return [_no_place(p, words, cased=cased) if p.kind == "place" and p.quote in nowhere else p for p in phrases]


def tail(text: str, quote: Quote, words: Lexicon) -> str:
    """Return what of a name stands after a quote cut at a hyphen or an apostrophe: "-o-cha" of "Chan-o-cha", "'i" of "Matiang'i"."""
    found = _TAIL.match(text, quote.end)
    if found is None or not quote.text[-1:].isalpha():
        return ""
    first = found[1] or found[2]
    if found[0][0] in _APOSTROPHES:
        return "" if words.words.tail_after_apostrophe or fold(first) in words.words.clitics else found[0]
    return found[0] if first[0].isupper() or (len(first) <= _PARTICLE and "-" in found[0][1:]) else ""  # not "Paris-based"


def _no_place(phrase: Phrase, words: Lexicon, *, cased: bool) -> Phrase:
    """Return what was taken for a place as a person where no such place is known and a known person has that surname."""
    person = take_apart(Spot(phrase.quote, "person", phrase.role, phrase.sentence), words, cased=cased)
    return person if len(person.name) == 1 and people.by_surname(person.name[0], words) else phrase


def titles_beside(phrases: list[Phrase], text: str, words: Lexicon) -> dict[Quote, Phrase]:
    """Return, by the quote of a bare name, the title that stands right beside it ("Päivi Hakala, la ministre finlandaise")."""
    beside: dict[Quote, Phrase] = {}
    taken: set[Quote] = set()
    for first, second in itertools.pairwise(phrases):
        for name, title in ((second, first), (first, second)):
            if name.kind != "person" or not name.name or name.title or not _is_title(title):
                continue
            if title.quote not in taken and name.quote not in beside and _touch(text[first.quote.end : second.quote.start], words):
                beside[name.quote] = title
                taken.add(title.quote)
    return beside


def _is_title(phrase: Phrase) -> bool:
    return bool(phrase.title or phrase.all("counterparts")) and not phrase.name and not phrase.all("deputy")


def _touch(gap: str, words: Lexicon) -> bool:
    if len(gap) > _GAP or any(not (c.isalpha() or c in _LINKS) for c in gap):
        return False
    return all("articles" in {s for hit in words.find((t,), cased=False) for s in hit.sorts()} for t in tokens(gap))


def _settle_by_words(phrases: list[Phrase], scene: Scene, beside: dict[Quote, Phrase]) -> None:
    waiting = {title.quote for title in beside.values()}
    for phrase in phrases:
        sense = None if phrase.quote in waiting else identify(phrase, scene.view)
        if sense is None or (phrase.kind == "place" and not phrase.role and sense.kind != "state"):
            continue
        scene.tell(phrase, sense)
        if sense.kind == "person" and phrase.quote in beside:
            _tell_title(beside[phrase.quote], sense, scene)


def _tell_title(title: Phrase, sense: Sense, scene: Scene) -> None:
    foreign = bool(title.states and sense.country and sense.country not in title.states)
    if not foreign:
        again = scene.again(sense.id, f"'{title.quote.text}' stands beside the name")
        scene.tell(title, replace(again, title="" if title.all("former") else title.title))


def _settle_by_document(phrases: list[Phrase], scene: Scene, reading: Reading, beside: dict[Quote, Phrase]) -> None:
    for phrase in _open(phrases, scene):
        if sense := describe.person(phrase, scene, beside.get(phrase.quote)):
            scene.tell(phrase, sense)
            if phrase.quote in beside:
                _tell_title(beside[phrase.quote], sense, scene)
    speech = anaphora.Speech(reading)
    for phrase in _open(phrases, scene):
        if not phrase.pronoun and (sense := _described(phrase, scene)):
            scene.tell(phrase, sense)
    frames = reading.frames or ()
    for phrase in _open(phrases, scene):
        sense = (
            anaphora.first_person(phrase, scene, speech)
            or anaphora.pronoun(phrase, scene, frames, speech)
            or pairs.both(phrase, scene, frames)
            or pairs.counterpart(phrase, scene)
            or describe.remaining(phrase, scene)
        )
        scene.tell(phrase, sense)
    _name_speakers(phrases, scene, speech)


def _open(phrases: list[Phrase], scene: Scene) -> list[Phrase]:
    return [p for p in phrases if p.quote not in scene.done and (p.role or p.kind != "place")]


def _described(phrase: Phrase, scene: Scene) -> Sense | None:
    if phrase.all("labels"):
        return describe.label(phrase, scene)
    if (phrase.all("plurals") and not phrase.name and not phrase.states) or pairs.is_counterpart(phrase):
        return None
    again = identify(phrase, scene.view)  # a title beside a name that proved to be another state's
    return again or describe.title(phrase, scene) or describe.bare_office(phrase, scene) or describe.remaining(phrase, scene)


def _name_speakers(phrases: list[Phrase], scene: Scene, speech: anaphora.Speech) -> None:
    """Tell whose label each alleged group is; last, for the speaker may be a pronoun."""
    for phrase in phrases:
        if scene.done.get(phrase.quote, "").startswith("alleged:"):
            speaker = speech.speaker(phrase.quote, scene, phrase.sentence)
            voice = (
                f"as named by {scene.drafts[speaker].sense.name}"
                if speaker
                else "a label that the document uses; the record does not adopt it"
            )
            scene.explain(phrase.quote, voice)
