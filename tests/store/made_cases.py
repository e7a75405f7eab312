"""Documents and readings made for the tests of the store."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from diurna import store
from diurna.case import Piece, Taken
from diurna.record import Agreement, Claim, Commitment, Document, Party, Place, Quote, Reading, Step, Time, digest

if TYPE_CHECKING:
    from pathlib import Path

WHEN = "2026-11-25T02:00:00Z"


def quote(text: str, words: str, start: int = 0) -> Quote:
    at = text.index(words, start)
    return Quote(at, at + len(words), words)


def sentence(actor: str, act: str, recipient: str, place: str, day: str) -> str:
    return f"{actor} {act} {recipient} in {place} on {day}."


def claim(document: str, text: str, told: str, facts: dict[str, Any]) -> Claim:
    whole = quote(text, told)
    words = {name: quote(text, facts[name], whole.start) for name in ("actor", "act", "recipient", "place", "day")}
    where = Place(f"town:{facts['place']}", facts["place"], "town", "AUT", 1.5, 2.5, "town", (words["place"],), "named", 0.9)
    when = Time(words["day"], facts.get("edtf", facts["day"]), "DATE", facts["day"], "day", "stated", False, "stated", 0.9)
    return Claim(
        id="c-" + digest(document, words["act"].start, words["act"].end),
        document=document,
        type=facts.get("type", "ASSAULT"),
        mode="",
        trigger=words["act"],
        actors=(Party(f"actor:{facts['actor']}", facts["actor"], words["actor"]),),
        recipients=(Party(f"actor:{facts['recipient']}", facts["recipient"], words["recipient"]),),
        when=when if facts.get("edtf", "") is not None else None,
        where=where,
        where_quote=words["place"],
        according_to=(),
        modality=facts.get("modality", "asserted"),
        condition=None,
        object=None,
        sentence=whole,
        repaired=False,
        confidence=0.5,
    )


FACTS = {"actor": "Velden", "act": "struck", "recipient": "Morava", "place": "Orlen", "day": "2021-03-04"}


def taken(*facts: dict[str, Any], model: str = "m1", raw: bytes | None = None, lead: str = "", name: str = "", **told: Any) -> Taken:
    """Return a document that tells these facts, a sentence each, and its reading."""
    every = [{**FACTS, **fact} for fact in facts]
    sentences = [
        fact["sentence"] if "sentence" in fact else sentence(fact["actor"], fact["act"], fact["recipient"], fact["place"], fact["day"])
        for fact in every
    ]
    text = lead + " ".join(sentences)
    raw = text.encode() if raw is None else raw
    identity = store.document_id(raw)
    claims = []
    for fact, words in zip(every, sentences, strict=True):
        found = claim(identity, text, words, fact)
        if found.id not in {one.id for one in claims}:
            claims.append(found)
    said = {"title": "A title", "source": "The Gazette", "published": "2021-03-05", "published_by": "given", **told}
    document = Document(identity, text, hashlib.sha256(raw).hexdigest(), pages=(0,), **said)
    first = claims[:1]
    reading = Reading(
        document=document,
        text=text,
        language=told.get("language") or "en",
        paragraphs=((0, len(text)),),
        times=tuple(one.when for one in claims if one.when),
        claims=tuple(claims),
        agreements=tuple(Agreement("a1", ("x",), "2021", None, None, None, (one.sentence,), (one.id,)) for one in first),
        commitments=tuple(Commitment("k1", ("x",), (), "act", None, None, (Step(None, "made", (one.id,)),)) for one in first),
    )
    piece = Piece(name or f"{identity}.txt", raw, "txt", headers=(("From", "me"),))
    return Taken(piece, reading, WHEN, "txt 1", model, "k1", "c1")


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every plain table of a case but the seal."""
    with store.open(path, write=False) as case:
        _, tables = case.sql("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name <> 'seal'")
        return {name: sorted(case.sql(f'SELECT * FROM "{name}"')[1], key=repr) for (name,) in tables}  # noqa: S608 - names of ours
