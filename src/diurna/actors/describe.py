"""Describe: surnames, titles, offices and labels that only the rest of the document settles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diurna.actors import people, words
from diurna.actors.identity import LOCAL, Sense, known, office
from diurna.actors.phrase import content
from diurna.actors.spelling import Token, fold
from diurna.record import digest

if TYPE_CHECKING:
    from diurna.actors.phrase import Phrase
    from diurna.actors.scene import Scene
    from diurna.actors.words import Leader

_REACH = 10_000  # sentences: a title or an office may be told again anywhere later
_TELLERS = frozenset({"agency", "outlet", "company"})  # these are told of in news of every country
_LEADERS = ("head-of-state", "head-of-government", "leader")
_FULL = 2  # words of a first name and a surname


def person(phrase: Phrase, scene: Scene, beside: Phrase | None) -> Sense | None:
    """Return the person whom a name means here: one told elsewhere in the document, a known one, else one of this document only.

    `beside` is the title that stands beside the name, where one does.
    """
    if not phrase.name or phrase.all("plurals") or not _is_person(phrase, scene):
        return None
    if told := _told_elsewhere(phrase, scene):
        return told
    if (len(phrase.name) == 1 or " " not in phrase.called) and (found := _by_surname(phrase, scene)):
        return found
    return _new_person(phrase, scene, beside or phrase)


def _is_person(phrase: Phrase, scene: Scene) -> bool:
    if phrase.kind == "person":
        return True
    if phrase.kind == "organisation":  # a surname that the model took for an organisation
        return len(phrase.words) == len(phrase.name) and _is_called(phrase, scene)
    if phrase.kind not in ("office", ""):
        return False
    if phrase.title or phrase.all("honorifics", "spokesperson", "counterparts"):
        return True
    if phrase.rest or phrase.all("offices", "groups", "labels", "state", "adjective", "named"):
        return False
    return _told_elsewhere(phrase, scene) is not None or (len(phrase.name) == 1 and _by_surname(phrase, scene) is not None)


def _is_called(phrase: Phrase, scene: Scene) -> bool:
    """Return whether a person of the document has this very word at either end of the full name."""
    word = tuple(t.fold for t in phrase.name)
    full = [tuple(t.fold for t in n) for d in scene.drafts.values() if d.sense.kind == "person" for n in d.names if len(n) > len(word)]
    return any(word in (n[: len(word)], n[-len(word) :]) for n in full)


def _told_elsewhere(phrase: Phrase, scene: Scene) -> Sense | None:
    lexicon = scene.view.lexicon
    fits = [
        (identity, names)
        for identity, draft in scene.drafts.items()
        if draft.sense.kind == "person"
        and (names := [n for n in draft.names if people.same_name(phrase.name, n, lexicon)])
        # "Samuel Okoro" is not "Daniel Okoro", though both are Okoro.
        and (len(phrase.name) < _FULL or all(people.same_name(phrase.name, n, lexicon) for n in draft.names if len(n) >= _FULL))
    ]
    if not fits:
        return None
    places = {identity: [t.start for t in scene.tellings if t.id == identity] for identity, _ in fits}

    def distance(identity: str) -> tuple[bool, int]:
        earlier = [p for p in places[identity] if p <= phrase.quote.start]
        return (not earlier, phrase.quote.start - max(earlier) if earlier else min(places[identity], default=0))

    identity, names = min(fits, key=lambda fit: distance(fit[0]))
    return scene.again(identity, f"the name of '{scene.drafts[identity].fullest(names)}' in this document")


def _by_surname(phrase: Phrase, scene: Scene) -> Sense | None:
    countries = {d.country for d in scene.drafts.values() if d.country} | set(phrase.states)
    found: list[Leader] = []
    first, last = phrase.name[0], phrase.name[-1]
    surname = first if first is last else Token(first.start, last.end, phrase.called, fold(phrase.called))
    for someone in people.by_surname(surname, scene.view.lexicon):
        places = {t.where for t in someone.terms}
        if people.active(someone, scene.view.day) and places & (countries | set(scene.drafts)):
            found.append(someone)
    in_office = [p for p in found if any(people.covers(t, scene.view.day) for t in p.terms)]
    found = in_office if len(in_office) == 1 else found
    if len(found) != 1:
        return None
    return known(found[0], phrase, "surname, and its country is told in the document")


def _new_person(phrase: Phrase, scene: Scene, holder: Phrase) -> Sense:
    name = phrase.called
    country = holder.states[0] if len(holder.states) == 1 else ""
    public = bool(holder.title or holder.all("spokesperson") or holder.office)
    about = holder.title or ("spokesperson" if holder.all("spokesperson") else "")
    local = f"person:{digest(scene.view.document, ' '.join(t.fold for t in phrase.name))[:LOCAL]}"
    if not public:
        return Sense(local, "person", country, name, "a private person, as far as the document tells", private=True)
    held = f"{about or holder.office}".replace("-", " ")
    reason = f"a person with the office told: {held}" + (f" ({words.states()[country].name})" if country else "")
    return Sense(local, "person", country, name, reason, title=about, gender="f" if holder.all("feminine") else "")


def title(phrase: Phrase, scene: Scene) -> Sense | None:
    """Return the holder told before of a title without name and country ("the minister", "le dirigeant de longue date")."""
    wanted = phrase.title or ("spokesperson" if phrase.all("spokesperson") else "")
    if not wanted or phrase.name:
        return None
    if len(phrase.states) <= 1 and not phrase.all("former", "deputy"):
        for telling in scene.before(phrase.quote.start, phrase.sentence, _REACH):
            draft = scene.drafts[telling.id]
            apart = phrase.states and draft.country != phrase.states[0]
            if draft.sense.kind in ("person", "office") and not apart and bears(draft.titles, wanted):
                return scene.again(telling.id, f"'{phrase.quote.text}': the holder told before, {draft.sense.name}")
    state = next(iter(phrase.states), "") or _main_state(scene, phrase)
    if state and wanted in _LEADERS and not phrase.all("former", "deputy", "offices"):
        holder = people.holder(state, wanted, scene.view.day)
        if holder:
            shown = words.states()[state].name
            return known(holder, phrase, f"{wanted.replace('-', ' ')} of {shown}, the only state of the document, in {scene.view.day[:7]}")
    rank = "-".join((*phrase.all("former", "deputy"), wanted))
    identity = f"office:{digest(scene.view.document, rank)[:LOCAL]}"
    return Sense(identity, "office", state, phrase.quote.text, f"{rank.replace('-', ' ')}: whose is not told", title=wanted)


def bears(titles: list[str], wanted: str) -> bool:
    """Return whether one of the titles is the wanted one or a kind of it: a president is a leader too."""
    if wanted == "leader":
        return any(t in _LEADERS for t in titles)
    return any(t == wanted or (wanted == "minister" and t.endswith("-minister")) for t in titles)


def _main_state(scene: Scene, phrase: Phrase) -> str:
    """Return the only state of the document, unless the phrase's own act is against it."""
    countries = {d.country for d in scene.drafts.values() if d.country and d.sense.kind not in _TELLERS}
    return countries.pop() if len(countries) == 1 and not countries & scene.against(phrase.quote) else ""


def bare_office(phrase: Phrase, scene: Scene) -> Sense | None:
    """Return the office told before of an office without country ("la Garde nationale"), or the only state's."""
    wanted = phrase.office
    if not wanted or phrase.name or (phrase.states and not is_short(phrase)):
        return None
    if phrase.states:
        ministries = {i for i in scene.drafts if i.startswith(f"office:{phrase.states[0]}:") and i.endswith("-ministry")}
        if len(ministries) != 1:
            return office(wanted, phrase.states[0], phrase)
        return scene.again(ministries.pop(), f"'{phrase.quote.text}': the only ministry of its state that is told")
    offices = {i: d for i, d in scene.drafts.items() if i.startswith("office:") and (i.endswith(f":{wanted}") or _is_short(wanted, i))}
    tellings = [t for t in scene.before(phrase.quote.start, phrase.sentence, _REACH) if t.id in offices]
    after = [t for t in scene.tellings if t.id in offices and t.start > phrase.quote.end]
    if not phrase.rest and (told := (tellings or after)[:1]):
        return scene.again(told[0].id, f"'{phrase.quote.text}': told with its country elsewhere in the document")
    state = _main_state(scene, phrase)
    if state and not phrase.rest and not phrase.all("groups", "capital"):
        sense = office(wanted, state, phrase)
        return Sense(sense.id, sense.kind, sense.country, sense.name, f"{sense.reason}, the only state of the document")
    kind = "group" if phrase.kind == "group" or phrase.all("groups") else "office"
    identity = f"{kind}:{digest(scene.view.document, content(phrase))[:LOCAL]}"
    return Sense(identity, kind, "", phrase.quote.text, f"{wanted.replace('-', ' ')}: of which state is not told")


def is_short(phrase: Phrase) -> bool:
    """Return whether the phrase names a ministry without saying which: "the Ugandan ministry"."""
    return phrase.all("offices") == ("ministry",) and phrase.office == "ministry" and len(phrase.states) == 1 and phrase.is_whole


def _is_short(wanted: str, identity: str) -> bool:
    return wanted == "ministry" and identity.endswith("-ministry")


def label(phrase: Phrase, scene: Scene) -> Sense:
    """Return the alleged group that a label stands for: never said in the record's own voice."""
    name = phrase.one("labels")
    country = next(iter(phrase.states), "")
    if not country:
        same = [i for i in scene.drafts if i.startswith(f"alleged:{name}:") and scene.drafts[i].country]
        country = scene.drafts[same[-1]].country if same else ""
    identity = f"alleged:{name}:{country or digest(scene.view.document)[:LOCAL]}"
    return Sense(identity, "alleged", country, phrase.quote.text, "")


def remaining(phrase: Phrase, scene: Scene) -> Sense:
    """Return the sense of words that nothing else settled: something known in this document only."""
    if phrase.kind == "place":
        return scene.local(phrase, "place", "a place that acts or is acted on", country=next(iter(phrase.all("capital")), ""))
    if phrase.kind == "person" or _named_in_apposition(phrase):
        identity = f"person:{digest(scene.view.document, content(phrase))[:LOCAL]}"
        return Sense(identity, "person", "", phrase.quote.text, "a person whom the document does not name here", private=True)
    kind = phrase.kind if phrase.kind in ("organisation", "group") else ("group" if phrase.all("groups") else "")
    kind = kind or ("organisation" if phrase.name else "group")
    country = phrase.states[0] if len(phrase.states) == 1 else ""
    identity = f"{kind}:{digest(scene.view.document, content(phrase))[:LOCAL]}"
    return Sense(identity, kind, country, phrase.quote.text, "known by these words in this document only")


def _named_in_apposition(phrase: Phrase) -> bool:
    """Tell whether words like "wife, Nadeesha Perera" name a person: what somebody is, a comma, then a name alone."""
    what, comma, name = phrase.quote.text.partition(",")
    parts = name.split()
    return bool(comma) and what[:1].islower() and len(parts) >= _FULL and all(p[0].isupper() for p in parts) and not phrase.all("offices")
