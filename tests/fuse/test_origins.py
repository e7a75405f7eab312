"""Origins: copies, credits and translations, on made documents."""

import dataclasses
import hashlib
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diurna import knowledge
from diurna.fuse import minhash, translations
from diurna.fuse.credits import credited, name
from diurna.fuse.origins import Tie, compared, grouped, meeting, needs, origins, ties
from diurna.fuse.sketch import sketch
from diurna.record import Document, Mention, Quote, Reading, Sentence

WORDS = [
    f"{a}{b}" for a in ("mor", "tal", "ven", "kis", "rud", "pol", "gan", "lef") for b in ("ar", "est", "in", "ot", "ul", "ame", "irk", "o")
]


def reading(document, text, *, language="en", names=(), **told):
    mentions = tuple(Mention(Quote(text.index(words), text.index(words) + len(words), words), "person", 0, 1.0) for words in names)
    whole = Document(document, text, hashlib.sha256(text.encode()).hexdigest(), **told)
    sentences = tuple(Sentence(found.start(), found.end(), 0) for found in re.finditer(r"[^.。]+[.。]?", text))
    return Reading(whole, text, language, mentions=mentions, sentences=sentences)


def article(seed, length=300):
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [chance.choice(WORDS) for _ in range(length)]


def edited(words, share, seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [chance.choice(WORDS) if chance.random() < share else word for word in words]


def groups(readings):
    return {origin.documents for origin in origins(sketch(told) for told in readings)}


@pytest.mark.parametrize(
    ("change", "least"),
    [
        (lambda words, seed: edited(words, 0.1, seed), 0.95),
        (lambda words, seed: ["Archive", f"copy {seed}", *words[: len(words) * 6 // 10]], 0.95),
    ],
    ids=["a tenth of the words changed", "cut to six tenths under a new head"],
)
def test_copies_are_found_and_nothing_else(change, least):
    texts = {f"{at:02}": article(at) for at in range(40)}
    originals = [reading(f"{at}-a", " ".join(words)) for at, words in texts.items()]
    copies = [reading(f"{at}-b", " ".join(change(words, int(at) + 1000))) for at, words in texts.items()]
    found = groups([*originals, *copies])
    assert sum((f"{at}-a", f"{at}-b") in found for at in texts) >= least * len(texts)
    assert all(len({document[:2] for document in group}) == 1 for group in found)


def test_a_copy_names_the_first_published_and_says_why():
    words = " ".join(article(1))
    first = reading("z", words, published="2021-03-01")
    later = [reading("a", words, published="2021-03-02"), reading("b", words + " end", published="2021-03-03")]
    (origin,) = origins(sketch(told) for told in (*later, first))
    assert {kin.document: kin.kinship for kin in origin.kin} == {"a": "copy", "b": "copy"}
    assert next(kin for kin in origin.kin if kin.document == "a").of == "z"
    assert origin.kin[0].why == ("runs in the other", "1.00")


def test_chinese_copies_are_found_by_signs():
    chance = random.Random(3)  # noqa: S311 - no secret
    signs = [chr(0x4E00 + chance.randrange(3000)) for _ in range(300)]
    other = [chr(0x4E00 + chance.randrange(3000)) for _ in range(300)]
    texts = {"a": "".join(signs), "b": "".join(signs[:280]), "c": "".join(other)}
    assert groups(reading(at, text, language="zh") for at, text in texts.items()) == {("a", "b"), ("c",)}


@pytest.mark.parametrize("text", ["", "—", "Yes"])
def test_empty_and_short_texts_are_origins_alone_or_copies(text):
    found = groups([reading("a", text), reading("b", text), reading("c", "Other words stand here")])
    assert sorted(document for group in found for document in group) == ["a", "b", "c"]
    assert ("a", "b") in found or not minhash.shingles(text)


def test_containment_of_long_texts_is_sampled_fairly():
    words = article(5, 6000)
    whole, half = (minhash.kept(minhash.shingles(" ".join(part))) for part in (words, words[:3000]))
    assert len(whole) == len(half) == 4096
    assert minhash.containment(whole, half) == pytest.approx(1.0)
    mixed = minhash.kept(minhash.shingles(" ".join([*words[:1500], *article(6, 1500)])))
    assert minhash.containment(whole, mixed) == pytest.approx(0.5, abs=0.08)


PEOPLE = ["Chaplin", "Borodin", "Kastrov", "Milner", "Gordan", "Taldek", "Sorken", "Pelgrim"]
STORY = "Chaplin met Borodin over 480 houses. Kastrov paid 1,250 and 73 came. Milner told Gordan that Taldek left 3600. Sorken saw Pelgrim."
ABROAD = "Чаплин сел к Бородин ради 480 домов. Кастров дал 1250 и 73 гостя. Милнер и Гордан ждали: Талдек увёз 3600. Соркен и Пелгрим."
PEOPLE_ABROAD = ["Чаплин", "Бородин", "Кастров", "Милнер", "Гордан", "Талдек", "Соркен", "Пелгрим"]
REWRITTEN = (
    "Pelgrim and Sorken lost 3600. Taldek is gone, Gordan says. 73 of Milner's men had 1,250 of Kastrov. 480 for Borodin. So Chaplin."
)


def test_a_translation_into_another_alphabet_is_one_origin():
    found = origins(
        [sketch(reading("a", STORY, names=PEOPLE)), sketch(reading("b", ABROAD, language="ru", names=PEOPLE_ABROAD))]
    )  # fmt: skip
    assert [origin.documents for origin in found] == [("a", "b")]
    assert [(kin.document, kin.of, kin.kinship) for kin in found[0].kin] == [("b", "a", "translation")]


def test_the_same_names_in_another_order_are_another_article():
    one, other = (translations.marks(reading("a", text, names=PEOPLE)) for text in (STORY, REWRITTEN))
    assert set(one.marks) == set(other.marks)
    assert translations.likeness(one, one).odds > 5
    assert translations.likeness(one, other).odds < 0


def test_likeness_goes_both_ways():
    one, other = translations.marks(reading("a", STORY, names=PEOPLE)), translations.marks(reading("b", REWRITTEN, names=PEOPLE[:4]))
    assert translations.likeness(one, other).odds == pytest.approx(translations.likeness(other, one).odds)


@pytest.mark.parametrize(
    ("text", "language", "told", "ids"),
    [
        ("MINSK (Reuters) - The mill burned.", "en", {}, ("agency:reuters",)),
        ("Завод сгорел, сообщает Интерфакс-Украина.", "ru", {}, ("agency:interfax-ukraine",)),
        ("Об этом пишет ТАСС со ссылкой на Интерфакса.", "ru", {}, ("agency:interfax", "agency:tass")),
        ("据新华社报道,工厂烧毁。", "zh", {}, ("agency:xinhua",)),
        ("Reutersville has a mill.", "en", {}, ()),
        ("The mill burned.", "en", {"author": "Ada Lund, AFP"}, ("agency:afp",)),
        ("He told the New York Times so.", "en", {}, ()),
        ("First published in the New York Times.", "en", {}, ("paper:nyt",)),
        ("The mill burned.", "en", {"source": "New York Times"}, ("paper:nyt",)),
    ],
)  # fmt: skip
def test_credits(text, language, told, ids):
    assert credited(reading("a", text, language=language, **told)) == ids


def test_every_language_has_words_for_first_published():
    for code in knowledge.languages():
        words = knowledge.words(code, "origins", "first_published")
        assert words, code
        text = f"{words[0]} Reuters, New York Times"
        assert "paper:nyt" in credited(reading("a", text, language=code)), code


def test_a_credit_alone_joins_nothing_and_lowers_what_must_be_shared():
    words = article(7)
    close = [*words[:105], *article(8, 195)]  # a third of it is the agency's
    texts = [" ".join(words), " ".join(close), " ".join(article(9))]
    plain = [reading(at, text) for at, text in zip("abc", texts, strict=True)]
    credit = [reading(at, f"{text} On 480, 7300 and 51 (Interfax)") for at, text in zip("abc", texts, strict=True)]
    assert groups(plain) == {("a",), ("b",), ("c",)}
    assert groups(credit) == {("a", "b"), ("c",)}
    kin = next(origin for origin in origins(map(sketch, credit)) if origin.kin).kin[0]
    assert kin.kinship == "credit"
    assert name("agency:interfax") in kin.why


def test_ties_of_a_pair_and_its_meeting_need_no_other_document():
    one, other = sketch(reading("a", STORY, names=PEOPLE)), sketch(reading("b", ABROAD, language="ru", names=PEOPLE_ABROAD))
    (tie,) = ties(one, other)
    assert ties(other, one) == (tie,)
    assert (tie.a, tie.b, tie.kinship) == ("a", "b", "translation")
    marks = sum(key >= 0 for key in meeting(one) & meeting(other))
    assert marks >= needs(one) == needs(other)
    assert compared(one, other, 0, marks)
    assert not compared(one, other, 0, needs(one) - 1)
    assert compared(one, other, 1, 0)
    assert compared(dataclasses.replace(one, script="arab"), other, 0, 2)
    twin = dataclasses.replace(other, language=one.language)
    assert not compared(one, twin, 0, marks)
    assert compared(dataclasses.replace(one, credits=("a",)), dataclasses.replace(twin, credits=("b",)), 0, 2)


@given(st.permutations(range(4)))
def test_a_translation_loses_to_a_rival_and_falls_back_on_its_credit(order):
    documents = [dataclasses.replace(sketch(reading(at, at)), language="ru" if at in "cd" else "en") for at in "abcd"]
    tied = [
        Tie("a", "c", "translation", 0.9, (), 12.0),
        Tie("b", "c", "translation", 0.9, (), 5.0),
        Tie("b", "d", "translation", 0.9, (), 5.0),
        Tie("x", "d", "translation", 0.9, (), 20.0),
    ]
    assert {origin.documents for origin in grouped(documents, [tied[at] for at in order])} == {("a", "c"), ("b", "d")}
    tied.append(Tie("b", "c", "credit", 0.5, ()))
    (origin,) = grouped(documents, tied)
    joined = {(*sorted((kin.document, kin.of)), kin.kinship) for kin in origin.kin}
    assert joined == {("a", "c", "translation"), ("b", "c", "credit"), ("b", "d", "translation")}


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(9)), st.integers(0, 3))
def test_order_does_not_matter(order, seed):
    base = article(seed)
    texts = [edited(base, at / 20, at) if at < 6 else article(100 + at) for at in range(9)]
    told = [sketch(reading(f"d{at}", " ".join(words))) for at, words in enumerate(texts)]
    assert origins(told[at] for at in order) == origins(told)
    found = origins(told)
    assert sorted(document for origin in found for document in origin.documents) == [f"d{at}" for at in range(9)]
    assert all(len(origin.kin) == len(origin.documents) - 1 for origin in found)


def test_a_sketch_is_small():
    told = sketch(reading("a", " ".join(article(1, 9000))))
    assert sum(len(value) for value in (told.signature, told.hashes)) <= 5000
    assert dataclasses.replace(told) == told
