"""Quotations in the styles of the launch languages; each case marks them with ⟦ and ⟧."""

from __future__ import annotations

import pytest

from diurna.record import Document
from diurna.segment import prepare

CASES = {
    "guillemets": ("fr", "Il dit : ⟦« Je pars. Vous restez. »⟧ Puis il part."),
    "two": ("fr", "⟦« Oui »⟧, dit-elle, ⟦« mais demain »⟧."),
    "nested": ("fr", "Elle dit : ⟦« On m’a crié “dehors” deux fois. »⟧"),
    "open at the end of the paragraph": ("fr", "Il dit : ⟦« Je pars.⟧\nLe port ferme."),
    "taken up by the next paragraph": ("fr", "Il dit : ⟦« Je pars.\n« Vous restez. »⟧ Puis il part."),
    "closed in the next paragraph": ("fr", "Il dit : ⟦« Je pars.\nVous restez. »⟧ Puis il part."),
    "apostrophes": ("fr", "L'un d'eux n’a pas l'air d’accord."),
    "curly": ("en", "⟦“It isn’t shut,”⟧ he said. ⟦“It’s open.”⟧"),
    "straight": ("en", '⟦"It isn\'t shut,"⟧ he said. ⟦"It\'s open."⟧'),
    "single": ("en", "⟦‘It isn’t shut,’⟧ the dogs’ owner said."),
    "inches": ("en", 'A 5" pipe and a 6" one.'),
    "continued with an opening mark": ("en", "⟦“We left.\n“We came back.”⟧ That was all."),
    "German": ("de", "⟦„Wer zahlt?“⟧, fragte er. ⟦»Ich nicht«⟧, sagte sie."),
    "Polish": ("pl", "⟦„Kto płaci?”⟧ – spytał."),
    "Russian": ("ru", "⟦«Газета „Труд“ закрыта»⟧, — сказал он."),
    "Chinese": ("zh", "他说：⟦“我走了。”⟧她读《红楼梦》。"),
    "corner brackets": ("zh", "他說：⟦「我走了。」⟧"),
    "Arabic": ("ar", "قال: ⟦«أنا ذاهب»⟧ ثم سكت."),
}


@pytest.mark.parametrize(("language", "marked"), CASES.values(), ids=CASES)
def test_quotations(language, marked):
    text = marked.replace("⟦", "").replace("⟧", "")
    reading = prepare(Document("d", text, ""), language=language)
    assert reading.text == text
    expected = [part.split("⟧")[0] for part in marked.split("⟦")[1:]]
    assert [text[start:end] for start, end in reading.quotations] == expected
