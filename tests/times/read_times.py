from diurna import times
from diurna.record import Document, Reading


def read(text, language="fr", published="2020-11-20", paragraphs=None):
    document = Document("sample", text, "0" * 64, published=published)
    return times.find(Reading(document, text, language, paragraphs=paragraphs)).times


def dates(text, language="fr", published="2020-11-20"):
    return {t.quote.text: t.edtf for t in read(text, language, published)}
