"""Entry into force: an agreement that takes effect is applied that day (COOPERATE), and was signed on another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diurna.claims.lexicon import folded, has, pattern
from diurna.claims.scene import overlap
from diurna.edtf import days
from diurna.record import Frame, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diurna.claims.scene import Scene
    from diurna.record import Modality, Time

_TOUCHING = 1  # characters between the words and the rest of their verb: "in Kraft| getreten"
_BESIDE = 30  # characters between "signed" and "and entered into force"
_SURENESS = 0.5  # of an act that its words alone tell
_PAIR = 2
_UNSPACED = 0x2E80  # from here on scripts have no spaces
_REST = re.compile(r"\w*")


def applied(scene: Scene, frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Return frames with entries into force as acts of applying, one a sentence; one that is dated and was not found is added."""
    found = {k: words for k in range(len(scene.sentences)) if (words := in_force(scene, scene.sentence(k))) and _of_pact(scene, k)}
    out: list[Frame] = []
    done: set[int] = set()
    for frame in frames:
        words = found.get(frame.sentence)
        if words is None or not _is_entry(scene, frame, words):
            out.append(frame)
        elif frame.sentence not in done:
            done.add(frame.sentence)
            out.append(_entry(scene, frame, words))
    told = {f.sentence for f in frames if f.type in ("AGREE", "COOPERATE")} | done
    out += (made for k, words in found.items() if k not in told for made in _made(scene, k, words))
    return tuple(sorted(out, key=lambda f: (f.trigger.start, f.trigger.end)))


def _of_pact(scene: Scene, sentence: int) -> bool:
    """Tell whether a sentence, or the one before, names an agreement: laws take effect too."""
    return any(has(scene.sentence(k).text, scene.words.agreement) for k in range(max(0, sentence - 1), sentence + 1))


def in_force(scene: Scene, sentence: Quote) -> Quote | None:
    """Return the words of a sentence that tell that something takes effect, with the rest of their last word, or None."""
    said, at = folded(sentence.text)
    words = pattern(scene.words.in_force).search(said)
    if words is None:
        return None
    start, end = sentence.start + at[words.start()], sentence.start + at[words.end()]
    rest = _REST.match(scene.text, end, sentence.end) if ord(scene.text[start]) < _UNSPACED else None
    end = rest.end() if rest is not None else end
    return Quote(start, end, scene.text[start:end])


def _day(scene: Scene, sentence: int, words: Quote) -> Time | None:
    """Return the date that stands with the words for taking effect: the last one after them, else the last one before."""
    dates = [t for t in scene.times_in(sentence) if t.timex_type != "DURATION"]
    after = [t for t in dates if t.quote.start >= words.end]
    near = after or dates
    return near[-1] if near else None


def _is_entry(scene: Scene, frame: Frame, words: Quote) -> bool:
    """Tell whether a frame is the entry into force itself: by its words, or by the agreement as one agreed there and then."""
    near = Quote(words.start - _TOUCHING, words.end + _TOUCHING + 1, "")
    if overlap(frame.trigger, near):
        return True
    struck = has(frame.trigger.text, scene.words.signing) or not has(frame.trigger.text, scene.words.agreement)
    return frame.type == "AGREE" and not struck and _day(scene, frame.sentence, words) is not None


def _entry(scene: Scene, frame: Frame, words: Quote) -> Frame:
    time = _day(scene, frame.sentence, words)
    ahead = _ahead(scene, time) and frame.modality == "asserted"
    return replace(
        frame,
        trigger=words,
        type="COOPERATE",
        modality="planned" if ahead else frame.modality,
        when=(time.quote,) if time is not None else frame.when,
        object=None if frame.object is None or overlap(frame.object, words) else frame.object,
    )


def _ahead(scene: Scene, time: Time | None) -> bool:
    first, published = days(time.edtf if time is not None else None)[0], scene.reading.document.published
    return first is not None and published is not None and first > published


def of_entry(scene: Scene, frame: Frame) -> bool:
    """Tell whether the only day told with a signing is that of an entry into force, unless both happened on it ("signed and in force")."""
    words = in_force(scene, scene.sentence(frame.sentence)) if frame.type == "AGREE" and frame.modality == "asserted" else None
    if words is None or not has(frame.trigger.text, scene.words.signing):
        return False
    sentence = scene.sentences[frame.sentence]
    if len([t for t in scene.times if sentence.start <= t.quote.start < sentence.end]) != 1:
        return False
    between = scene.text[frame.trigger.end : words.start] if frame.trigger.end <= words.start else ""
    return len(between) > _BESIDE or not any(join.strip() in between.split() for join in scene.words.joins)


def _made(scene: Scene, sentence: int, words: Quote) -> Iterator[Frame]:
    whole = scene.sentence(sentence)
    time = _day(scene, sentence, words)
    if time is None or not has(whole.text, scene.words.agreement):
        return
    states = [q for q, _ in scene.named_inside(whole) if any(p.actor.startswith("state:") for p in scene.named(q))]
    actors = tuple(states) if len({p.actor for p in scene.parties(states)}) >= _PAIR else ()
    modality: Modality = "planned" if _ahead(scene, time) else "asserted"
    yield Frame(words, "COOPERATE", modality, sentence, _SURENESS, actors=actors, when=(time.quote,))
