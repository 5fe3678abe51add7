import pytest

from reader.errors import LoadError
from reader.load import Source, load
from reader.load.html import read_html

PARAGRAPHS = (
    "تعهدت روسيا، الأحد، بعدم التعرض لقوافل المدنيين الخارجة من حلب وقصف أي جهة تعيق خروجهم ضمن اتفاق جديد.",
    "وقالت مصادر إن الاتفاق يقضي بدخول قافلة إجلاء للمدنيين خلال ساعات للفوعة وكفريا.",
)
PAGE = f"""<!doctype html>
<html lang="ar"><head><title>موسكو تتعهد | الموقع</title>
<meta property="og:title" content="موسكو تتعهد بقصف أي جهة"><meta property="og:site_name" content="الموقع">
<meta property="article:published_time" content="2016-12-18T10:00:00Z"></head>
<body><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav>
<article><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article>
<script>alert("لا تقرأ")</script><footer>جميع الحقوق محفوظة</footer></body></html>"""
TEXT = "موسكو تتعهد بقصف أي جهة\n\n" + "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso-8859-6"])
def test_a_page_becomes_its_title_and_main_text(encoding):
    article = read_html(PAGE.encode(encoding), "a.html")
    assert article.text == TEXT
    assert (article.title, article.date) == ("موسكو تتعهد بقصف أي جهة", "2016-12-18")
    assert article.fields == (("publisher", "الموقع"),)


@pytest.mark.parametrize("claim", ["utf-8", "iso-8859-1", "windows-1256"])
def test_what_a_page_says_of_its_charset_need_not_be_true(claim):
    page = PAGE.replace("<head>", f'<head><meta charset="{claim}">')
    for encoding in ("utf-8", "cp1256"):
        assert read_html(page.encode(encoding), "a.html").text == TEXT


def test_an_xml_declaration_does_no_harm():
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE
    assert read_html(page.encode(), "a.xhtml").text == TEXT


def test_a_fragment_is_a_page_too():
    article = read_html(f"<p>{PARAGRAPHS[0]}</p>".encode(), "a.html")
    assert (article.text, article.title) == (PARAGRAPHS[0], PARAGRAPHS[0])


def test_a_file_by_its_ending(tmp_path):
    (tmp_path / "a.htm").write_text(PAGE, encoding="utf-8")
    (loaded,) = load(Source(str(tmp_path / "a.htm")))
    assert loaded.article.text == TEXT


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><script>x()</script></body></html>",
        "<<<>>>",
        " ",
        "<div>" * 50_000,
        "<!DOCTYPE html [<!ENTITY a 'b'>]>",
    ],
)
def test_pages_without_an_article(page):
    with pytest.raises(
        LoadError, match=r"^a\.html: no article was found in the page; save its text to a file and open that\.$"
    ):
        read_html(page.encode(), "a.html")


def test_entities_of_xml_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><html><body><p>{PARAGRAPHS[0]} &x;</p></body></html>'
    assert "secret" not in read_html(page.encode(), "a.html").text
