"""Papers made by hand: short documents that tell of agreements and commitments, each claim a sentence of its own."""

from __future__ import annotations

from diurna.record import Actor, Agreement, Claim, Commitment, Document, Party, Place, Quote, Reading, Step, Time

WHERE = {"geonames:7": "AUT", "geonames:8": "FRA", "iso:AUT": "AUT"}


def place(key):
    country = WHERE[key]
    return Place(key, key, "town", country, 0.0, 0.0, "town", (), "", 0.9)


def time(edtf):
    return Time(Quote(0, 0, ""), edtf, "DATE", edtf, "day", "stated", repaired=False, reason="", confidence=0.9)


class Paper:
    """A document as it grows: `say` adds a sentence with its claim, `pact` and `vow` what the document makes of claims."""

    def __init__(self, key, published="2021-03-04", *, source="", private=(), language="en"):
        self.key, self.published, self.source, self.private, self.language = key, published, source, private, language
        self.text, self.claims, self.pacts, self.vows = "", [], [], []
        self.mentions = {actor: [] for actor in private}

    def _quote(self, words, start):
        at = self.text.index(words, start)
        return Quote(at, at + len(words), words)

    def say(self, key, kind, words, who, to=(), *, trigger="", when=None, condition="", about="", mode="", modality="asserted"):  # noqa: PLR0913 - a claim has many parts
        start = len(self.text)
        self.text += words + " "
        sentence = Quote(start, start + len(words), words)
        for actor in (*who, *to):
            self.mentions.setdefault(actor, [])
        for actor, found in self.mentions.items():
            name = actor.rpartition(":")[2]
            if name in words:
                found.append(self._quote(name, start))
        sides = [tuple(Party(a, a.rpartition(":")[2], sentence) for a in side) for side in (who, to)]
        nothing = dict.fromkeys(("where", "where_quote"))
        claim = Claim(
            id=f"{self.key}-{key}", document=self.key, type=kind, mode=mode, trigger=self._quote(trigger or words.split()[1], start),
            actors=sides[0], recipients=sides[1], when=time(when) if when else None, according_to=(), modality=modality,
            condition=self._quote(condition, start) if condition else None, object=self._quote(about, start) if about else None,
            sentence=sentence, repaired=False, confidence=0.9, **nothing,
        )  # fmt: skip
        self.claims.append(claim)
        return claim.id

    def pact(self, parties, claims, *, signed=None, where=None, in_force=None, terms=()):  # noqa: PLR0913 - so has an agreement
        quotes = tuple(self._quote(t, 0) for t in terms)
        self.pacts.append(
            Agreement(f"a-{self.key}-{len(self.pacts)}", tuple(parties), signed, in_force, where, None, quotes, tuple(claims))
        )

    def vow(self, who, to, what, *steps, condition=None, deadline=None):
        told = tuple(Step(edtf, status, tuple(claims)) for edtf, status, claims in steps)
        self.vows.append(Commitment(f"k-{self.key}-{len(self.vows)}", tuple(who), tuple(to), what, condition, deadline, told))

    def reading(self):
        document = Document(self.key, self.text, self.key, "", self.source, self.published, "given")
        actors = tuple(
            Actor(a, a.rpartition(":")[2], "state", "", tuple(found), "", a in self.private) for a, found in sorted(self.mentions.items())
        )
        return Reading(
            document, self.text, self.language, actors=actors, places=tuple(place(k) for k in sorted(WHERE)), claims=tuple(self.claims),
            agreements=tuple(self.pacts), commitments=tuple(self.vows),
        )  # fmt: skip
