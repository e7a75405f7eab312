import pytest
from read_times import dates, read

# The agreement was signed on 19 September 2024.
COUNTED = [
    ("en", "The accord was signed on 19 September 2024. It enters into force ten days after its signature.", "2024-09-29"),
    ("en", "The accord was signed on 19 September 2024. It takes effect two weeks from the date of its signature.", "2024-10-03"),
    ("fr", "L'accord a été signé le 19 septembre 2024. Il entre en vigueur dix jours après sa signature.", "2024-09-29"),
    ("fr", "L'accord a été signé le 19 septembre 2024. Il fut publié le lendemain de la signature.", "2024-09-20"),
    ("de", "Das Abkommen wurde am 19. September 2024 unterzeichnet. Es tritt zehn Tage nach seiner Unterzeichnung in Kraft.", "2024-09-29"),
    ("es", "El acuerdo se firmó el 19 de septiembre de 2024. Entra en vigor diez días después de su firma.", "2024-09-29"),
    ("it", "L'accordo è stato firmato il 19 settembre 2024. Entra in vigore dieci giorni dopo la firma.", "2024-09-29"),
    ("pt", "O acordo foi assinado em 19 de setembro de 2024. Entra em vigor dez dias após a sua assinatura.", "2024-09-29"),
    ("ru", "Соглашение было подписано 19 сентября 2024 года. Оно вступает в силу через десять дней после подписания.", "2024-09-29"),
    ("uk", "Угоду підписано 19 вересня 2024 року. Вона набуває чинності через десять днів після підписання.", "2024-09-29"),
    ("be", "Пагадненне было падпісана 19 верасня 2024 года. Яно набывае моц праз дзесяць дзён пасля падпісання.", "2024-09-29"),
    ("pl", "Umowę podpisano 19 września 2024 roku. Wchodzi w życie dziesięć dni po podpisaniu.", "2024-09-29"),
    ("tr", "Anlaşma 19 Eylül 2024'te imzalandı. İmzadan on gün sonra yürürlüğe giriyor.", "2024-09-29"),
    ("ar", "تم توقيع الاتفاق في 19 سبتمبر 2024. ويدخل حيز التنفيذ بعد عشرة أيام من توقيعه.", "2024-09-29"),
    ("zh", "协议于2024年9月19日签署。协议在签署十天后生效。", "2024-09-29"),
]
# 3 March 2024 was a Sunday.
LINED = [
    ("en", "LISBON, 3 March 2024 (Meridian) - Police arrested twelve drivers on Saturday.", "2024-03-02"),
    ("en", "OSLO, March 3, 2024 - They will be tried on Friday.", "2024-03-08"),
    ("fr", "OSLO, 3 mars 2024 (Nordwire) - La police a arrêté douze chauffeurs samedi.", "2024-03-02"),
    ("de", "OSLO, 3. März 2024 (Nordwire) - Die Polizei nahm am Samstag zwölf Fahrer fest.", "2024-03-02"),
    ("es", "OSLO, 3 de marzo de 2024 (Nordwire) - La policía detuvo el sábado a doce conductores.", "2024-03-02"),
    ("it", "OSLO, 3 marzo 2024 (Nordwire) - Ieri il porto era chiuso.", "2024-03-02"),
    ("pl", "OSLO, 3 marca 2024 (Nordwire) - Policja zatrzymała w sobotę dwunastu kierowców.", "2024-03-02"),
    ("ru", "ОСЛО, 3 марта 2024 года (Нордвайр) - Полиция задержала в субботу двенадцать водителей.", "2024-03-02"),
    ("uk", "ОСЛО, 3 березня 2024 року (Нордвайр) - Поліція затримала в суботу дванадцять водіїв.", "2024-03-02"),
    ("ar", "أوسلو، 3 مارس 2024 (نوردواير) - اعتقلت الشرطة 12 سائقا يوم السبت.", "2024-03-02"),
]
NOT_LINED = [
    "The town was founded on 3 March 2024. On Saturday nothing happened.",
    "On 3 March 2024 - it was cold - police came. On Saturday nothing happened.",
    "OSLO, 3 March (Nordwire) - Police arrested twelve drivers on Saturday.",
]


@pytest.mark.parametrize(("language", "text", "edtf"), COUNTED)
def test_a_wait_after_an_event_is_one_day(language, text, edtf):
    signed, waited = read(text, language, published="2024-09-20")
    assert (signed.edtf, waited.edtf, waited.basis) == ("2024-09-19", edtf, "event")


def test_a_wait_after_what_has_no_day_stays_a_length_of_time():
    found = dates("The accord was signed on 19 September 2024. It takes effect ten days after its publication.", "en")
    assert found["ten days"] is None
    assert len(found) == 2


def test_a_date_inside_the_words_of_the_event_stays():
    assert dates("It takes effect ten days after the 2019 election.", "en") == {"ten days": None, "2019": "2019/.."}


@pytest.mark.parametrize(("language", "text", "edtf"), LINED)
def test_weekdays_count_from_the_dateline(language, text, edtf):
    line, counted = read(text, language, published=None)
    assert (line.edtf, counted.edtf, counted.basis) == ("2024-03-03", edtf, "event")
    assert "dateline" in counted.reason


@pytest.mark.parametrize("text", NOT_LINED)
def test_without_a_whole_dateline_they_stay_open(text):
    assert dates(text, "en", None)["Saturday"] is None


def test_publication_goes_before_the_dateline():
    assert dates("OSLO, 3 March 2024 (Nordwire) - It rained on Monday.", "en", "2024-03-05")["Monday"] == "2024-03-04"
