"""One edition of a case, made by hand, that holds what formats find hard; every golden file is written from it.

Two documents, French and Arabic, each with a private person; claims accepted, edited, rejected, unsure and pending; an open
interval, a closed one, a month, an approximate year, and no date; a point, a country, a place that nobody knows; a condition, an
agreement, a commitment with two steps, two claims merged, an input that was not read.
"""

from __future__ import annotations

from diurna.case import Standing
from diurna.export import Edition
from diurna.record import (
    Actor,
    Agreement,
    Claim,
    Commitment,
    Document,
    Issue,
    Party,
    Place,
    Quote,
    Reading,
    Sentence,
    Step,
    Time,
    digest,
)  # fmt: skip

# Whoever reads an export must not find these, in any spelling of the texts.
PRIVATE = ("Kerdrin", "kerdrin", "Maël", "سلمى", "الحداد")

FRENCH = (
    "Valmer : le quai nord rouvrira\n\n"
    "Le 12 mars 2024, l’Office du port et le Syndicat des pêcheurs ont signé un accord à Valmer, a annoncé l’agence Estuaire. "
    "L’accord prévoit « l’ouverture du quai nord avant juin ».\n\n"
    "Depuis le 4 février 2024, des manifestants bloquaient le quai nord, a raconté Maël Kerdrin, mareyeur. "
    "Le Syndicat lèvera le blocus si l’Office paie les primes avant le 30 avril. "
    "=1+1 était écrit sur une banderole que Kerdrin portait à la Pointe-Grise."
)
ARABIC = (
    "الوفد في مدينة النهر\n\n"
    "قالت وزارة الموارد إن الوفد زار مدينة النهر في مارس 2024. "
    "وتظاهر العمال في البلاد بين 10 و12 فبراير 2024. "
    "ورفضت سلمى الحداد، وهي معلمة، العرض. "
    "وبدأ الحصار نحو عام 2020."
)
FR, AR = "d-3f1e8a0c5b7d9e24", "d-77a2c4e60b91d358"


class _Article:
    """Finds words in a text, so that the edition names words, not offsets."""

    def __init__(self, document: str, text: str) -> None:
        self.document, self.text = document, text

    def quote(self, words: str, within: str = "") -> Quote:
        start = self.text.index(words, self.text.index(within) if within else 0)
        return Quote(start, start + len(words), words)

    def time(self, words: str, edtf: str, precision: str = "day", basis: str = "stated") -> Time:
        return Time(
            self.quote(words), edtf, "DATE", edtf.partition("/")[0], precision, basis, repaired=False, reason="in full", confidence=0.9
        )

    def actor(self, key: str, name: str, kind: str, *mentions: str, country: str = "", private: bool = False) -> Actor:
        return Actor(key, name, kind, country, tuple(sorted(self.quote(words) for words in mentions)), "same words", private)

    def party(self, actor: Actor, words: str, within: str = "") -> Party:
        return Party(actor.id, actor.name, self.quote(words, within))

    def claim(self, key: str, kind: str, trigger: str, sentence: str, **changes: object) -> Claim:
        end = self.text.index(".", self.text.index(sentence)) + 1
        start = self.text.index(sentence)
        nothing = dict.fromkeys(("when", "where", "where_quote", "condition", "object"))
        plain = {"mode": "", "modality": "asserted", "repaired": False, "confidence": 0.81249}
        value = nothing | plain | dict.fromkeys(("actors", "recipients", "according_to"), ())
        whole = Quote(start, end, self.text[start:end])
        return Claim(
            id=key, document=self.document, type=kind, trigger=self.quote(trigger, sentence), sentence=whole, **{**value, **changes}
        )


def _french() -> Reading:
    a = _Article(FR, FRENCH)
    port = a.actor("org:port", "Office du port", "organisation", "Office du port", country="FRA")
    union = a.actor("org:union", "Syndicat des pêcheurs", "organisation", "Syndicat des pêcheurs", country="FRA")
    crowd = a.actor("group:crowd", "manifestants", "group", "manifestants")
    agency = a.actor("agency:estuaire", "Estuaire", "agency", "Estuaire")
    mael = Actor(
        "person:1a2b3c4d", "Maël Kerdrin", "person", "",
        (a.quote("Maël Kerdrin"), a.quote("Kerdrin", "banderole que")), "same name", private=True,
    )  # fmt: skip
    valmer = Place("geonames:900001", "Valmer", "town", "FRA", 47.85, -3.55, "town", (a.quote("Valmer"),), "only one of that name", 0.9)
    point = Place("unresolved:Pointe-Grise", "Pointe-Grise", "", "", None, None, "unknown", (a.quote("Pointe-Grise"),), "not found", 0.0)
    signed, since = a.time("12 mars 2024", "2024-03-12"), a.time("Depuis le 4 février 2024", "2024-02-04/..", "interval")
    deadline = a.time("avant le 30 avril", "../2024-04-30", "interval", "carried")
    claims = (
        a.claim(
            "c-fr-signed", "AGREE", "ont signé", "Le 12 mars", when=signed, where=valmer, where_quote=a.quote("Valmer", "à Valmer"),
            actors=(a.party(port, "Office du port"), a.party(union, "Syndicat des pêcheurs")),
            according_to=(a.party(agency, "Estuaire"),), object=a.quote("un accord"),
        ),
        a.claim(
            "c-fr-blocked", "PROTEST", "bloquaient", "Depuis le 4", mode="obstruct", when=since,
            actors=(a.party(crowd, "manifestants"),), recipients=(a.party(port, "Office du port"),),
            according_to=(a.party(mael, "Maël Kerdrin"),), object=a.quote("le quai nord", "bloquaient"),
        ),
        a.claim(
            "c-fr-lift", "CONCEDE", "lèvera", "Le Syndicat lèvera", when=deadline,
            actors=(Party(union.id, union.name, a.quote("Syndicat", "Le Syndicat lèvera")),),
            recipients=(a.party(port, "Office", "si l’Office"),), modality="conditional",
            condition=a.quote("si l’Office paie les primes avant le 30 avril"), object=a.quote("le blocus"),
        ),
        a.claim(
            "c-fr-banner", "REQUEST", "écrit", "=1+1", actors=(Party(mael.id, mael.name, a.quote("Kerdrin", "banderole que")),),
            where=point, where_quote=a.quote("Pointe-Grise"), object=a.quote("=1+1"), repaired=True,
        ),
    )  # fmt: skip
    terms = (a.quote("l’ouverture du quai nord avant juin"),)
    steps = (Step("2024-03-12", "conditional", ("c-fr-lift",)), Step(None, "pending", ("c-fr-signed", "c-fr-lift")))
    return Reading(
        document=Document(
            FR, FRENCH, "3f1e8a0c5b7d9e24" + "0" * 48, "Quai nord : Maël Kerdrin raconte", "Le Phare de Valmer", "2024-03-13", "given",
            url="https://phare.example/2024/03/13/quai-nord-mael-kerdrin-raconte",
        ),
        text=FRENCH, language="fr", times=(signed, since, deadline), actors=(port, union, crowd, agency, mael), places=(valmer, point),
        sentences=tuple(Sentence(c.sentence.start, c.sentence.end, 1) for c in claims), claims=claims,
        agreements=(Agreement("a-fr", (port.id, union.id), "2024-03-12", None, valmer.id, None, terms, ("c-fr-signed",)),),
        commitments=(
            Commitment(
                "k-fr", (union.id,), (port.id,), "lever le blocus", "si l’Office paie les primes avant le 30 avril", "2024-04-30", steps
            ),
        ),
        issues=(Issue("time without a date", "avant juin", "the year is not told"),),
    )  # fmt: skip


def _arabic() -> Reading:
    a = _Article(AR, ARABIC)
    team = a.actor("group:team", "الوفد", "group", "الوفد")
    ministry = a.actor("office:resources", "وزارة الموارد", "office", "وزارة الموارد")
    workers = a.actor("group:workers", "العمال", "group", "العمال")
    teacher = a.actor("person:5e6f7a8b", "سلمى الحداد", "person", "سلمى الحداد", private=True)
    river = Place("geonames:900002", "مدينة النهر", "town", "EGY", 30.5, 31.25, "town", (a.quote("مدينة النهر"),), "named once", 0.8)
    land = Place("iso:EGY", "مصر", "country", "EGY", None, None, "country", (a.quote("البلاد"),), "the paper's own country", 0.7)
    visit = a.time("في مارس 2024", "2024-03", "month")
    march = a.time("بين 10 و12 فبراير 2024", "2024-02-10/2024-02-12", "interval")
    about = a.time("نحو عام 2020", "2020~", "year")
    claims = (
        a.claim(
            "c-ar-visit", "CONSULT", "زار", "قالت وزارة", mode="visit", when=visit, where=river, where_quote=a.quote("مدينة النهر", "زار"),
            actors=(a.party(team, "الوفد", "إن الوفد"),), according_to=(a.party(ministry, "وزارة الموارد"),),
        ),
        a.claim(
            "c-ar-march", "PROTEST", "وتظاهر", "وتظاهر", when=march, where=land, where_quote=a.quote("البلاد"),
            actors=(a.party(workers, "العمال"),),
        ),
        a.claim("c-ar-refuse", "REJECT", "ورفضت", "ورفضت", actors=(a.party(teacher, "سلمى الحداد"),), object=a.quote("العرض")),
        a.claim("c-ar-siege", "COERCE", "وبدأ", "وبدأ", when=about, object=a.quote("الحصار")),
    )  # fmt: skip
    return Reading(
        document=Document(AR, ARABIC, "77a2c4e60b91d358" + "0" * 48, "الوفد في مدينة النهر", "صحيفة النهر", "2024-04-02", "metadata"),
        text=ARABIC, language="ar", times=(visit, march, about), actors=(team, ministry, workers, teacher), places=(river, land),
        sentences=tuple(Sentence(c.sentence.start, c.sentence.end, 1) for c in claims), claims=claims,
        agreements=(), commitments=(),
    )  # fmt: skip


def _standing() -> dict[str, Standing]:
    people = {
        "c-fr-signed": ("accepted", (), "", "ada", "2026-11-20T09:00:00Z"),
        "c-fr-blocked": ("edited", ("mode", "recipients"), "e-block", "ada", "2026-11-20T09:05:00Z"),
        "c-fr-lift": ("pending", (), "", "", ""),
        "c-fr-banner": ("rejected", (), "", "bo", "2026-11-21T10:00:00Z"),
        "c-ar-visit": ("pending", (), "", "", ""),
        "c-ar-march": ("accepted", (), "e-block", "bo", "2026-11-21T10:02:00Z"),
        "c-ar-refuse": ("unsure", (), "", "bo", "2026-11-21T10:03:00Z"),
        "c-ar-siege": ("pending", (), "", "", ""),
    }
    return {
        key: Standing(status, edited, digest(key, status), f"/d/{FR if '-fr-' in key else AR}#{digest(key)[:12]}", event, who, at)
        for key, (status, edited, event, who, at) in people.items()
    }


def edition(**changes: object) -> Edition:
    """Return the edition; `changes` are fields of it."""
    told = {
        "failed": (Issue("not read", "saved.zip/empty.html", "it holds no text"),),
        "several": True,
        "standing": _standing(),
        "case": "valmer",
        "filters": "between 1 Jan 2020 and 31 Dec 2024",
        "as_of": "2026-11-24T10:00:00Z",
        "base": "http://127.0.0.1:8021",
    }
    return Edition((_french(), _arabic()), **{**told, **changes})
