"""Damage by damage: the working text, the words quoted from the document, and the map between them."""

from __future__ import annotations

import pytest

from diurna.record import Document
from diurna.segment import prepare

CASES = {
    "windows newline": (
        "fr",
        "Un titre court\r\nLe port est fermé.\r\n",
        "Un titre court\nLe port est fermé.\n",
        "newline of another system",
    ),
    "soft hyphen": ("fr", "Le gouver\xadnement cède.", "Le gouvernement cède.", "invisible character"),
    "soft hyphen at a line end": ("fr", "Le gouver\xad\nnement cède.", "Le gouvernement cède.", "invisible character"),
    "byte order mark": ("en", "\ufeffThe port is shut.", "The port is shut.", "invisible character"),
    "zero width": ("en", "The po\u200brt is shut.", "The port is shut.", "invisible character"),
    "direction marks": ("ar", "\u200fالمرفأ\u200e مغلق.", "المرفأ مغلق.", "invisible character"),
    "no-break space": ("fr", "Le prix\xa0: 3\u202f000 francs.", "Le prix : 3 000 francs.", "special space"),
    "ideographic space": ("zh", "\u3000桥通车了。", " 桥通车了。", "special space"),
    "hyphen at a line end": ("fr", "Le gouverne-\nment cède.", "Le gouvernement cède.", "hyphen at a line end"),
    "hyphen of a clitic": ("fr", "Où va-\nt-il ce soir ?", "Où va-t-il ce soir ?", "hyphen at a line end"),
    "hyphen of a name": ("fr", "Le maire de Saint-\nMalo cède.", "Le maire de Saint-Malo cède.", "hyphen at a line end"),
    "hyphen known from the text": (
        "en",
        "A well-known port. The well-\nknown port.",
        "A well-known port. The well-known port.",
        "hyphen at a line end",
    ),
    "hyphen between numbers": ("en", "In 2019-\n2020 it rained.", "In 2019-2020 it rained.", "hyphen at a line end"),
    "hyphen in capitals": ("fr", "LE GOUVERNE-\nMENT CÈDE.", "LE GOUVERNEMENT CÈDE.", "hyphen at a line end"),
    "line end inside a sentence": ("en", "The port,\nthey say, is shut.", "The port, they say, is shut.", "line break inside a paragraph"),
    "line end inside Chinese": ("zh", "工人们，\n回家了。", "工人们，回家了。", "line break inside a paragraph"),
    "space missing": ("fr", "Il quitte la ville.Le port ferme.", "Il quitte la ville. Le port ferme.", "space missing after a stop"),
    "space missing before an elision": ("fr", "Il part.L’armée reste.", "Il part. L’armée reste.", "space missing after a stop"),
    "space missing after a bracket": (
        "en",
        "He left (early).The rest stayed.",
        "He left (early). The rest stayed.",
        "space missing after a stop",
    ),
    "space missing before a quotation": (
        "fr",
        "Il part.« Je reste », dit-elle.",
        "Il part. « Je reste », dit-elle.",
        "space missing after a stop",
    ),
    "space missing in a question": ("en", "Is it shut?nobody knows.", "Is it shut? nobody knows.", "space missing after a stop"),
    "space missing before a day": (
        "fr",
        "Depuis le mois d’août.9 élections.",
        "Depuis le mois d’août. 9 élections.",
        "space missing after a stop",
    ),
    "space missing in Arabic": ("ar", "المرفأ مغلقاً.هذا كثير.", "المرفأ مغلقاً. هذا كثير.", "space missing after a stop"),
    "space missing after German quotes": (
        "de",
        "„Er geht.“Dann schwieg sie.",
        "„Er geht.“ Dann schwieg sie.",
        "space missing after a stop",
    ),
    "space missing in small letters": (
        "ru",
        "завод закрыли весной.потом его снесли рабочие.",
        "завод закрыли весной. потом его снесли рабочие.",
        "space missing after a stop",
    ),
}


@pytest.mark.parametrize(("language", "damaged", "repaired", "reason"), CASES.values(), ids=CASES)
def test_damage_is_repaired_and_told(language, damaged, repaired, reason):
    reading = prepare(Document("d", damaged, ""), language=language)
    assert reading.text == repaired
    assert reason in {repair.reason for repair in reading.repairs}
    assert all(damaged[r.quote.start : r.quote.end] == r.quote.text for r in reading.repairs)
    assert len(reading.origin) == len(repaired) + 1


SOUND = {
    "quotes of all kinds": ("fr", 'L\'un dit « non », l’autre “oui”, le dernier "peut-être".'),
    "lost accents": ("fr", "Le gouvernement a cede apres l'ete."),
    "lost case": ("fr", "le port est ferme depuis le mois d’aout. les pecheurs attendent."),
    "letter noise": ("en", "The prot is shtu sinc August."),
    "web address": ("en", "See www.port.example.Com/New.Page or mail j.Doe@port.Example for help."),
    "file name": ("en", "The file report.pdf, v2.Final/old, is 3.5 MB."),
    "abbreviations without a space": ("de", "Der Sportclub Adler e.V. zahlt z.B. die Halle."),
    "initials": ("en", "The U.S.A. and the U.K. agreed."),
    "decimal": ("es", "El 3.5 por ciento."),
    "hanging hyphen": ("de", "Die Innen- und Außenminister kommen."),
    "capital accents before marks": ("it", "«CAFFÈ» e «PERCHÉ» sono scritte."),
    "list": ("fr", "Il faut :\n- du pain ;\n- du sel."),
    "headline": ("en", "Port shut after storm\nThe port was shut on Monday."),
    "ellipsis inside a sentence": ("en", "It was late...and dark."),
}


@pytest.mark.parametrize(("language", "text"), SOUND.values(), ids=SOUND)
def test_sound_or_bearable_text_stays(language, text):
    reading = prepare(Document("d", text, ""), language=language)
    assert reading.text == text
    assert reading.repairs == ()
    assert reading.origin is None


def test_hanging_hyphen_at_a_line_end_keeps_its_hyphen():
    reading = prepare(Document("d", "Die Innen-\nund Außenminister kommen.", ""), language="de")
    assert reading.text == "Die Innen- und Außenminister kommen."


def test_origin_of_an_inserted_space_is_where_the_next_word_begins():
    text = "Il part.Elle reste."
    reading = prepare(Document("d", text, ""), language="fr")
    space = reading.text.index(" Elle")
    assert (reading.origin[space], reading.origin[space + 1]) == (text.index("Elle"), text.index("Elle"))


def test_all_repairs_of_one_word_map_back_together():
    text = "Le caf\u00c3\u00a9 du gou\u00advernement\u00a0ferme. Il rouvrira l\u2019\u00e9t\u00e9 prochain."
    reading = prepare(Document("d", text, ""), language="fr")
    assert reading.text == "Le café du gouvernement ferme. Il rouvrira l’été prochain."
    start = reading.text.index("gouvernement")
    assert text[reading.origin[start] : reading.origin[start + len("gouvernement")]] == "gou\u00advernement"
