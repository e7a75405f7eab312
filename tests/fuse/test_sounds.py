"""Names by their sound, across scripts."""

import pytest

from diurna.fuse.sounds import hidden, loose, script, spelt


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [
        ("Clinton", "希拉里·克林顿", "han"),
        ("Trump", "特朗普总统", "han"),
        ("Merkel", "默克尔", "han"),
        ("Лондон", "伦敦", "han"),
        ("London", "لندن", "arab"),
        ("Birmingham", "إلى برمنغهام", "arab"),
        ("Gordon", "جوردون", "arab"),
        ("Putin", "وبوتين", "arab"),
        ("Пакистан", "الباكستان", "arab"),
    ],
)
def test_a_name_is_heard_in_the_script_that_hides_it(name, text, written):
    heard = {sound for _, sound in hidden(text, written)}
    assert any(loose(spelt(name), written) in sound if written == "han" else loose(spelt(name), written) == sound for sound in heard), heard


@pytest.mark.parametrize(
    ("name", "text", "written"), [("Clinton", "特朗普", "han"), ("London", "باريس", "arab"), ("Birmingham", "伦敦", "han")]
)
def test_other_names_are_not_heard(name, text, written):
    assert loose(spelt(name), written) not in {sound for _, sound in hidden(text, written)}


@pytest.mark.parametrize(
    ("text", "written"),
    [("The mill burned.", ""), ("Завод 工", ""), ("工厂 Reuters 烧毁了很多东西", "han"), ("احترق المصنع", "arab"), ("", ""), ("12", "")],
)
def test_the_script_of_a_text(text, written):
    assert script(text) == written
