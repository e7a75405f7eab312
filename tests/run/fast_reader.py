"""A reader for tests: one claim a document, without the model; it breaks its process where a document says so."""

from __future__ import annotations

import os
import signal
import time

from diurna.errors import InputError
from diurna.record import Actor, Claim, Issue, Party, Quote, Reading, digest


def read(document, *, language="", issues=()):
    text = document.text
    if "CRASH" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "HANG" in text:
        time.sleep(600)
    if "EAT" in text:
        held = [bytearray(16 << 20) for _ in range(1 << 16)]
        raise AssertionError(len(held))
    if "FAULT" in text:
        raise RuntimeError("no such thing")
    if "REFUSE" in text:
        raise InputError(f"{document.id}: no words in it")
    return read_calmly(document, language=language, issues=issues)


def read_calmly(document, *, language="", issues=()):
    """Read, whatever the document says, as a later version might."""
    text = document.text
    sentence = Quote(0, len(text), text)
    word = text.split()[0]
    trigger = Quote(text.index(word), text.index(word) + len(word), word)
    actor = Actor(f"name:{word.lower()}", word, "organisation", "", (trigger,), "its own words")
    claim = Claim(
        id="c-" + digest(document.id, text),
        document=document.id,
        type="AGREE",
        mode="",
        trigger=trigger,
        actors=(Party(actor.id, word, trigger),),
        recipients=(),
        when=None,
        where=None,
        where_quote=None,
        according_to=(),
        modality="asserted",
        condition=None,
        object=None,
        sentence=sentence,
        repaired=False,
        confidence=0.5,
    )
    return Reading(document, text, language or "en", times=(), actors=(actor,), claims=(claim,), issues=issues)


def read_and_say_who(document, *, language="", issues=()):
    """Read, and leave the number of the process in the reading."""
    return read(document, language=language, issues=(*issues, Issue("process", str(os.getpid()), "told by the test")))
