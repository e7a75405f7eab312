from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna import ingest
from diurna.errors import InputError

PAGE = """<!doctype html><html lang="fr"><head><meta charset="{charset}"><title>Accord signé</title>
<meta property="og:site_name" content="Le Courrier">{head}</head>
<body><nav><a href="/">Accueil</a></nav><article><h1>Accord signé</h1>{body}
<p>Le ministre a signé l’accord jeudi 5 mars 2020 à la préfecture, a indiqué son cabinet.</p>
<p>Les deux parties ont convenu de se revoir avant l’été, selon la même source, pour en examiner les effets.</p></article></body></html>"""


def page(head: str = "", body: str = "", charset: str = "utf-8") -> bytes:
    return PAGE.format(head=head, body=body, charset=charset).encode(charset)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_plain_text_is_kept_whole(text):
    if not text.startswith("\ufeff"):
        assert ingest.load(text.encode(), name="a.txt")[0].text == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay_as_they_are(newline):
    text = f"One{newline}{newline}two{newline}"
    assert ingest.load(text.encode(), name="a.txt")[0].text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_charset_and_is_no_text(encoding):
    document, issues = ingest.load("Žilina – déjà".encode(encoding), name="a.txt")
    assert (document.text, issues) == ("Žilina – déjà", ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le président a ordonné à l’armée de céder.", "cp1252"),
        ("Der Präsident überquerte die Straße nach Köln.", "cp1252"),
        ("Prezydent powiedział, że żołnierze wrócą do Łodzi w środę.", "cp1250"),
        ("Президент подписал соглашение в Минске.", "cp1251"),
    ],
)
def test_a_guessed_charset_is_said(text, encoding):
    document, issues = ingest.load(text.encode(encoding), name="a.txt")
    assert document.text == text
    assert [issue.what for issue in issues] == ["charset guessed"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7 blah", "a PDF that is damaged"),
        (b"PK\x03\x04abc", "zip, which may hold several documents"),
        (b"\xd0\xcf\x11\xe0 old", "save it as DOCX"),
        (bytes(range(256)) * 4, "binary"),
        (b"text with a NUL\x00 in it", "binary"),
        (b"a" * 2_000_001, "2,000,001 characters"),
    ],
)
def test_bad_input_says_what_and_where(raw, says):
    with pytest.raises(InputError, match=says) as error:
        ingest.load(raw, name="bad.txt")
    assert str(error.value).startswith("bad.txt: ")


def test_a_page_without_an_article_is_refused():
    with pytest.raises(InputError, match="no article text"):
        ingest.load(b"<html><body><script>1</script></body></html>", name="a.html")


def test_a_stream_is_not_read_without_end():
    with pytest.raises(InputError, match="20,000,000 bytes"):
        ingest.raw_of_stream(io.BytesIO(b"a" * 20_000_001), "-")


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(InputError, match="folder"):
        ingest.bytes_of(tmp_path)
    with pytest.raises(InputError, match="No such file"):
        ingest.bytes_of(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta property="article:published_time" content="2020-03-06T23:30:00-05:00">', "", "2020-03-06"),
        ('<meta name="DC.date.issued" content="20200306">', "", "2020-03-06"),
        ('<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2020-03-06"}]}</script>', "", "2020-03-06"),
        ('<script type="application/ld+json">{broken</script>', "", None),
        ('<script type="application/ld+json">{"mentions":[{"datePublished":"2001-01-01"}]}</script>', "", None),
        ("", '<time itemprop="datePublished" datetime="2020-03-06">6 mars</time>', "2020-03-06"),
        ("", '<time datetime="2019-01-01">1er janvier 2019</time><p>Publié le 2 février 2019</p>', None),
        ('<meta property="article:modified_time" content="2020-03-07">', "", None),
        ('<meta property="article:published_time" content="2020-13-45">', "", None),
        ('<link rel="canonical" href="https://example.org/2020/03/06/accord.html">', "", None),
        ("", "", None),
    ],
)
def test_the_day_of_publication_comes_from_metadata_alone(head, body, published):
    document, _ = ingest.load(page(head, body), name="a.html")
    assert document.published == published
    assert document.published_by == ("metadata" if published else "")


def test_a_page_gives_title_source_and_text_and_what_is_given_wins():
    raw = page('<meta property="article:published_time" content="2020-03-06">', charset="cp1252")
    document, issues = ingest.load(raw, name="-", published="2020-03-07", source="Gazette")
    assert (document.title, document.source, document.published, document.published_by) == (
        "Accord signé",
        "Gazette",
        "2020-03-07",
        "given",
    )
    assert "Le ministre a signé" in document.text
    assert "<" not in document.text
    assert not issues


@pytest.mark.parametrize("published", ["2020-02-30", "20200301", "2020-03", "tomorrow", ""])
def test_a_published_that_is_no_day_is_refused(published):
    with pytest.raises(InputError, match="is no day"):
        ingest.load(b"Text.", name="a.txt", published=published)


@pytest.mark.parametrize(("text", "title"), [("Head\n\nBody text.", "Head"), ("A sentence.\nAnother one.", ""), ("Only a line", "")])
def test_a_first_line_without_a_stop_is_the_title(text, title):
    assert ingest.load(text.encode(), name="a.txt")[0].title == title
