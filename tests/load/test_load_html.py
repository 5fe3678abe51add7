import pytest
from loading import load

from reader.errors import LoadError
from reader.load import Source
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
    article = read_html(PAGE.encode(encoding), "a.html").article
    assert article.text == TEXT
    assert (article.title, article.date) == ("موسكو تتعهد بقصف أي جهة", "2016-12-18")
    assert article.fields == (("publisher", "الموقع"),)


@pytest.mark.parametrize("claim", ["utf-8", "iso-8859-1", "windows-1256"])
def test_what_a_page_says_of_its_charset_need_not_be_true(claim):
    page = PAGE.replace("<head>", f'<head><meta charset="{claim}">')
    for encoding in ("utf-8", "cp1256"):
        assert read_html(page.encode(encoding), "a.html").article.text == TEXT


def test_an_xml_declaration_does_no_harm():
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE
    assert read_html(page.encode(), "a.xhtml").article.text == TEXT


def test_a_fragment_is_a_page_too():
    article = read_html(f"<p>{PARAGRAPHS[0]}</p>".encode(), "a.html").article
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
        LoadError, match=r"^a\.html: no article was found in the page; save its text to a file and open that file\.$"
    ):
        read_html(page.encode(), "a.html")


KEPT = {
    "a joiner of Persian": ("می\u200cگوید", "می&zwnj;گوید"),
    "a mark after Latin": ("C++\u200f،", "C++&rlm;،"),
    "another": ("x\u200ey\u061cz", "x&#8206;y&#x61C;z"),
    "an emoji family": ("👨\u200d👩\u200d👧", "👨&zwj;👩&#8205;👧"),
    "a flag of tags": ("🏴\U000e0067\U000e0062\U000e007f", "🏴&#xE0067;&#xE0062;&#xE007F;"),
    "an end of verse": ("\u06dd١", "&#x6dd;١"),
    "a soft hyphen": ("كل\u00adمة", "كل&shy;مة"),
    "isolates": ("\u2067ب\u2069", "&#8295;ب&#8297;"),
    "of private use": ("\ue000", "&#xE000;"),
    "unassigned yet": ("\U0001fbff\U0001cfff", "&#x1FBFF;&#x1CFFF;"),
}


@pytest.mark.parametrize("written", [0, 1])
@pytest.mark.parametrize("kind", KEPT)
def test_characters_that_are_not_seen_stay(kind, written):
    word = KEPT[kind][0]
    page = PAGE.replace("مصادر", f"مصادر {KEPT[kind][written]} أخرى").replace("بقصف", KEPT[kind][written])
    article = read_html(page.encode(), "a.html").article
    assert article.text == TEXT.replace("مصادر", f"مصادر {word} أخرى").replace("بقصف", word)
    assert article.title == f"موسكو تتعهد {word} أي جهة"


def test_a_paragraph_of_nothing_seen_is_none():
    page = PAGE.replace("</p><p>", "</p><p>&#8203;</p><p>\u200f</p><p>")
    assert read_html(page.encode(), "a.html").article.text == TEXT


@pytest.mark.parametrize("control", ["&#27;", "&#7;", "&#x8;", "&#0;", "&#11", "\x1b", "\x07"])
def test_control_characters_are_left_out_and_counted(control):
    page = PAGE.replace("مصادر", f"{control}مصا{control}در")
    loaded = read_html(page.encode(), "a.html")
    assert loaded.article.text in (TEXT, TEXT.replace("مصادر", "\ufffdمصا\ufffdدر"))
    assert loaded.warnings == (
        () if control == "&#0;" else ("a.html: 2 control characters in the page were left out; no text needs them.",)
    )


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "section", "b"])
@pytest.mark.parametrize("closed", [True, False])
def test_a_page_nested_deeply_keeps_its_text(tag, closed):
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    opened, ended = f'<{tag} class="x>y">' * 50_000, f"</{tag}>" * 50_000 * closed
    page = f"<html><body>{opened}{inner}{ended}</body></html>"
    assert read_html(page.encode(), "a.html").article.text.split() == " ".join(PARAGRAPHS).split()


@pytest.mark.parametrize("depth", [45, 100, 3_000])
@pytest.mark.parametrize("nest", ["ul li", "ol li", "dl dd", "table tr td", "table tbody tr td", "li div", "ul li div"])
def test_lists_and_tables_nested_deeply_keep_their_text(nest, depth):
    tags = nest.split()
    opened = "".join(f"<{tag}>" for tag in tags) * depth
    ended = "".join(f"</{tag}>" for tag in reversed(tags)) * depth
    page = f"<html><body><p>{PARAGRAPHS[0]}</p>{opened}<p>{PARAGRAPHS[1]}</p>{ended}</body></html>"
    text = read_html(page.encode(), "a.html").article.text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_entities_of_xml_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><html><body><p>{PARAGRAPHS[0]} &x;</p></body></html>'
    assert "secret" not in read_html(page.encode(), "a.html").article.text
