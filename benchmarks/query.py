"""How fast a case answers: keeps made-up articles, then asks by words and filters, and checks the case.

    python benchmarks/query.py [--claims 20000] [--per 4]

Prints one line a question: median and slowest of `RUNS`, the median time that the processor was ours, and rows found.
The peak of memory is that of the process.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import statistics
import tempfile
import time
from pathlib import Path

from diurna import store
from diurna.case import Filters, Piece, Taken
from diurna.record import Claim, Document, Party, Place, Quote, Reading, Time, digest

RUNS = 15
PAGE = 50
TYPES = ("AGREE", "CONSULT", "ASSAULT", "PROTEST", "ACCUSE", "AID", "SANCTION", "MOBILIZE")
PLAIN = (
    "the council of the northern harbour said late that talks about grain and fuel had been put off until the ministers of both sides "
    "would meet again near the border where crowds had gathered to demand more bread and fewer troops"
)
CITIES, NAMES = 400, 3000


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--claims", type=int, default=20_000)
    asked.add_argument("--per", type=int, default=4, help="claims an article")
    options = asked.parse_args()
    chance = random.Random(7)  # noqa: S311 - the same articles in each run
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.diurna"
        store.create(path, name="made up")
        documents = options.claims // options.per
        begun = time.perf_counter()
        with store.open(path, write=True, verb="benchmark") as case:
            run = case.begin_run("benchmark", [])
            for number in range(documents):
                case.keep(article(chance, number, options.per), run=run)
            case.end_run(run)
        spent = time.perf_counter() - begun
        size = path.stat().st_size
        print(f"kept {documents} articles, {options.claims} claims in {spent:.1f} s ({documents / spent:.0f}/s), {size / 1e6:.0f} MB")
        with store.open(path, write=False) as case:
            ask(case)
            begun = time.perf_counter()
            faults = list(case.verify())
            print(f"verify {time.perf_counter() - begun:.1f} s, {len(faults)} faults")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def ask(case: store.Store) -> None:
    half = case.query(Filters(), limit=PAGE).next_cursor
    for name, filters in {
        "everything": Filters(),
        "a rare word": Filters(text="name1234"),
        "a common word": Filters(text="harbour"),
        "two common words": Filters(text="harbour grain"),
        "two signs of a script without spaces": Filters(text="港口"),
        "a part of a name": Filters(actor="name77"),
        "an actor id": Filters(actor="person:name77"),
        "a place": Filters(place="city12"),
        "a month": Filters(start="2021-03-01", end="2021-03-31"),
        "a type": Filters(types=("ASSAULT",)),
        "word, type, month, status": Filters(text="harbour", types=("ASSAULT", "AID"), start="2021-03", end="2021-06", status="pending"),
        "word, actor, place": Filters(text="council", actor="name1", place="city1"),
    }.items():
        spent, worked = [], []
        for _ in range(RUNS):
            begun, busy = time.perf_counter(), time.process_time()
            found = case.query(filters, limit=PAGE, cursor=half if filters == Filters() else "")
            spent.append((time.perf_counter() - begun) * 1000)
            worked.append((time.process_time() - busy) * 1000)
        times = f"{statistics.median(spent):7.1f} ms, slowest {max(spent):7.1f} ms, {statistics.median(worked):6.1f} ms of the processor"
        print(f"{name:40} {times}, {found.total} rows")


def article(chance: random.Random, number: int, claims: int) -> Taken:
    told, sentences, at = [], [], 0
    for _ in range(claims):
        actor, other, city = (f"Name{chance.randrange(NAMES)}", f"Name{chance.randrange(NAMES)}", f"City{chance.randrange(CITIES)}")
        more = "\uff0c港口协议" if chance.random() < 0.1 else ""
        filler = " ".join(chance.choices(PLAIN.split(), k=18))
        sentence = f"{actor} struck {other} in {city}, {filler}{more}."
        sentences.append(sentence)
        told.append((at, sentence, actor, other, city))
        at += len(sentence) + 1
    text = " ".join(sentences)
    raw = f"{number}\n{text}".encode()
    identity = store.document_id(raw)
    document = Document(identity, text, hashlib.sha256(raw).hexdigest(), f"Title {number}", f"Paper {number % 40}", "2021-06-01", "given")
    reading = Reading(document, text, "en", claims=tuple(claim(chance, identity, *one) for one in told))
    return Taken(Piece(f"{number}.txt", raw, "txt"), reading, "2026-11-25T00:00:00Z", "txt 1", "m", "k", "c")


def claim(chance: random.Random, document: str, at: int, sentence: str, actor: str, other: str, city: str) -> Claim:
    def words(part: str) -> Quote:
        start = at + sentence.index(part)
        return Quote(start, start + len(part), part)

    day = f"{chance.randrange(2018, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    edtf = chance.choice((day, day, day, day[:7], f"{day}/..", None))
    where = Place(f"geonames:{city[4:]}", city, "town", "AUT", 1.0, 2.0, "town", (words(city),), "", 0.9)
    parties = [(Party(f"person:{name.lower()}", name, words(name)),) for name in (actor, other)]
    return Claim(
        id="c-" + digest(document, at),
        document=document,
        type=chance.choice(TYPES),
        mode="",
        trigger=words("struck"),
        actors=parties[0],
        recipients=parties[1],
        when=Time(words("struck"), edtf, "DATE", "", "day", "stated", False, "", 0.9) if edtf else None,
        where=where,
        where_quote=words(city),
        according_to=(),
        modality="asserted",
        condition=None,
        object=None,
        sentence=words(sentence),
        repaired=False,
        confidence=0.7,
    )


if __name__ == "__main__":
    main()
