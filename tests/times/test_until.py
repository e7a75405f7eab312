import pytest
from read_times import dates, read

# Published on Friday, 20 September 2024.
LAST = [
    ("fr", "La Norvège s'est engagée à rouvrir le port d'ici le 30 septembre.", "../2024-09-30"),
    ("fr", "Le Kenya a promis de payer d'ici au 5 octobre.", "../2024-10-05"),
    ("fr", "Les mineurs seront payés d'ici la fin du mois.", "../2024-09"),
    ("fr", "Ils ont au plus tard le 4 octobre 2024 pour répondre.", "../2024-10-04"),
    ("fr", "Les ouvriers ont jusqu'à lundi pour répondre.", "../2024-09-23"),
    ("es", "El puente estará cerrado hasta el 4 de octubre de 2024.", "../2024-10-04"),
    ("es", "Tienen de plazo hasta el lunes.", "../2024-09-23"),
    ("es", "Deberán pagar a más tardar el 4 de octubre de 2024.", "../2024-10-04"),
    ("de", "Norwegen will den Hafen bis zum 30. September öffnen.", "../2024-09-30"),
    ("de", "Sie müssen spätestens am 4. Oktober 2024 zahlen.", "../2024-10-04"),
    ("de", "Die Frist läuft bis einschließlich 4. Oktober 2024.", "../2024-10-04"),
    ("ru", "Им надо заплатить до конца октября.", "../2024-10"),
    ("ru", "Ответ нужен не позднее 4 октября 2024 года.", "../2024-10-04"),
    ("uk", "Вони мають сплатити до кінця жовтня.", "../2024-10"),
    ("uk", "Міст закрито до 4 жовтня 2024 року.", "../2024-10-04"),
    ("be", "Адказ патрэбны не пазней за 4 кастрычніка 2024 года.", "../2024-10-04"),
    ("it", "Dovranno rispondere entro e non oltre il 4 ottobre 2024.", "../2024-10-04"),
    ("it", "Risponderanno entro lunedì.", "../2024-09-23"),
    ("pl", "Muszą zapłacić najpóźniej 4 października 2024 roku.", "../2024-10-04"),
    ("pt", "Devem pagar o mais tardar em 4 de outubro de 2024.", "../2024-10-04"),
    ("tr", "Köprü 4 Ekim 2024'e kadar kapalı.", "../2024-10-04"),
    ("tr", "Liman 30 Eylül tarihine kadar açılacak.", "../2024-09-30"),
    ("tr", "Anlaşma 5 Ekim 2024'ten önce imzalanacak.", "../2024-10-05"),
    ("tr", "En geç 4 Ekim 2024'te ödeyecekler.", "../2024-10-04"),
    ("ar", "عليهم الدفع في موعد أقصاه 4 أكتوبر 2024.", "../2024-10-04"),
    ("ar", "وعدت النرويج بفتح الميناء بحلول 30 سبتمبر.", "../2024-09-30"),
    ("zh", "大桥将关闭至2024年10月4日。", "../2024-10-04"),
    ("zh", "挪威承诺在9月30日前开放港口。", "../2024-09-30"),
    ("zh", "谈判将在2024年年底之前结束。", "../2024"),
    ("en", "They must pay no later than 4 October 2024.", "../2024-10-04"),
    ("en", "They have until Monday to reply.", "../2024-09-23"),
]
PLAIN = [
    ("zh", "部长于9月30日前往北京。", "2024-09-30"),
    ("tr", "3 Mart 2024 sabahı polis on iki kişiyi gözaltına aldı.", "2024-03-03"),
    ("fr", "Le traité est entré en vigueur mardi.", "2024-09-17"),
    ("en", "The strike lasted until Monday.", "../2024-09-16"),
    ("fr", "La grève a duré jusqu'à lundi.", "../2024-09-16"),
]


@pytest.mark.parametrize(("language", "text", "edtf"), LAST + PLAIN)
def test_a_deadline_has_an_upper_bound(language, text, edtf):
    (time,) = read(text, language, published="2024-09-20")
    assert time.edtf == edtf


def test_days_of_two_sentences_are_no_interval():
    found = dates("Мост закрыт до понедельника. Не позднее пятницы его откроют.", "ru", "2024-09-20")
    assert found == {"понедельника": "../2024-09-23", "пятницы": "../2024-09-20"}


def test_an_interval_never_ends_before_it_begins():
    found = dates("Fights went on from winter to the spring of 1920.", "en", "2024-09-20")
    assert "/" not in (found["winter"] or "")
