"""The shipped model: what it must hold whatever its weights, and the plainest sentences in several languages."""

import dataclasses
import json

import pytest

from diurna import frames, knowledge
from diurna.frames.decode import ROLES
from diurna.record import Document, Reading, Sentence

PLAIN = [
    ("en", "Police arrested six protesters in Zagreb on Tuesday.", "COERCE", "arrested"),
    ("fr", "La police a arrêté six manifestants à Zagreb mardi.", "COERCE", "arrêté"),
    ("en", "The two foreign ministers met in Vienna to discuss the border.", "CONSULT", "met"),
    ("fr", "Le Tchad et le Niger ont signé un accord de défense.", "AGREE", "signé"),
    ("ru", "Полиция задержала шестерых участников протеста в Загребе.", "COERCE", "задержала"),
    ("de", "Die Polizei verhaftete in Zagreb sechs Demonstranten.", "COERCE", "verhaftete"),
    ("es", "Hombres armados mataron a tres soldados en el norte del país.", "ASSAULT", "mataron"),
]


def reading(*sentences, language="en"):
    text, spans = "", []
    for sentence in sentences:
        spans.append(Sentence(len(text), len(text) + len(sentence), 0))
        text += sentence + " "
    return Reading(Document("story.txt", text, "0" * 64), text, language, sentences=tuple(spans))


@pytest.mark.parametrize(("language", "sentence", "kind", "trigger"), PLAIN)
def test_a_plain_act_is_read(language, sentence, kind, trigger):
    found = frames.read(reading(sentence, language=language)).frames
    assert any(f.type == kind and trigger in f.trigger.text for f in found), found


def test_roles_of_a_plain_act():
    (frame,) = frames.read(reading("Police arrested six protesters in Zagreb on Tuesday.")).frames
    assert [q.text for q in frame.actors] == ["Police"]
    assert [q.text for q in frame.recipients] == ["six protesters"]
    assert [q.text for q in frame.where] == ["Zagreb"]
    assert frame.modality == "asserted"


@pytest.mark.parametrize("sentence", ["Rain fell all day in the hills.", "The bridge is 412 metres long.", "..."])
def test_no_act_is_read_where_there_is_none(sentence):
    assert frames.read(reading(sentence)).frames == ()


def test_a_sentence_is_read_alike_whatever_stands_beside_it():
    alone = frames.read(reading(PLAIN[0][1])).frames
    beside = frames.read(reading(PLAIN[0][1], "The council of the town sits on Mondays and has twenty members.", PLAIN[2][1])).frames
    assert alone == tuple(f for f in beside if f.sentence == 0)


def test_every_quote_is_its_slice():
    found = frames.read(reading(*(case[1] for case in PLAIN)))
    for frame in found.frames:
        for value in (getattr(frame, f.name) for f in dataclasses.fields(frame)):
            for quote in value if isinstance(value, tuple) else (value,):
                if hasattr(quote, "text"):
                    assert found.text[quote.start : quote.end] == quote.text


def test_what_is_past_the_models_length_is_named():
    found = frames.read(reading("Police arrested six protesters, " + "and seven more " * 300 + "."))
    assert [i.what for i in found.issues] == ["sentence cut"]


def test_no_sentences_is_no_frames():
    assert frames.read(reading()).frames == ()


def test_the_files_are_small_and_say_what_they_hold():
    folder = knowledge.data_file("model")
    sizes = {f.name: len(f.read_bytes()) for f in folder.iterdir()}
    assert {"look.onnx.zst", "second.onnx.zst", "vocabulary.tsv.gz", "labels.json", "card.md"} <= set(sizes)
    assert sum(sizes.values()) <= 60_000_000
    assert tuple(json.loads(folder.joinpath("labels.json").read_text(encoding="utf-8"))["roles"]) == ROLES
