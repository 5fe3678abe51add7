import pytest
from on_screen import rows, shown
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList, Static

from reader.layout import Base
from reader.model import Span
from reader.ui.widgets.arabic_text import Flowing, aligned, notify, paragraph, shaped, shaped_str


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("سلام", "ﻡﻼﺳ"),
        ("قال بوتين", "ﻦﻴﺗﻮﺑ ﻝﺎﻗ"),
        ("Gaza 2016", "Gaza 2016"),
        ("3/17", "3/17"),
        ("No article named «غزة» here.", "No article named «ﺓﺰﻏ» here."),
        ("مقال Gaza في 2016", "2016 ﻲﻓ Gaza ﻝﺎﻘﻣ"),
        ("[PER] سلام", "[PER] ﻡﻼﺳ"),
        ("[/x]", "[/x]"),
        ("سطر\nآخر", "ﺮﺧﺁ ﺮﻄﺳ"),
        ("a\r\nb", "a b"),
        ("\x1b[31m red", "␛[31m red"),
        ("", ""),
    ],
)
def test_one_line(text: str, shown: str) -> None:
    assert shaped_str(text) == shown


@pytest.mark.parametrize(
    ("text", "base", "width", "fill", "shown"),
    [
        ("رئيس الوزراء", None, 8, False, "…ﻝﺍ ﺲﻴﺋﺭ"),
        ("رئيس الوزراء", None, 6, False, "…ﺲﻴﺋﺭ"),
        ("رئيس", None, 8, True, "    ﺲﻴﺋﺭ"),
        ("Gaza", None, 8, True, "Gaza    "),
        ("Gaza", "rtl", 8, True, "    Gaza"),
        ("Jerusalem", None, 5, True, "Jeru…"),
        ("Jerusalem", None, 9, True, "Jerusalem"),
        ("سلام", None, 1, False, "…"),
        ("سلام", None, 0, False, ""),
    ],
)
def test_widths(text: str, base: Base | None, width: int, fill: bool, shown: str) -> None:
    content = shaped(text, base=base, width=width, fill=fill)
    assert content.cell_length <= width
    assert content.plain == shown


def test_a_cut_word_ends_in_its_final_form() -> None:
    assert shaped_str("مستشفى", width=4) == "…ﺖﺴﻣ"


def test_a_very_long_text_is_cut_before_it_is_laid_out() -> None:
    assert shaped("سلام " * 2_000_000, width=20, fill=True).cell_length == 20


def styled(content: Content) -> list[tuple[str, str]]:
    return [
        (content.plain[span.start : span.end], str(span.style))
        for span in content.spans
        if span.style in ("bold", "red")
    ]


def test_styles_follow_their_letters() -> None:
    content = shaped("قال بوتين", styles=[(Span(4, 9), "bold")])
    assert styled(content) == [("ﻦﻴﺗﻮﺑ", "bold")]


def test_a_style_over_both_directions_falls_apart() -> None:
    content = shaped("قال Putin اليوم", styles=[(Span(2, 6), "bold")])
    assert sorted(styled(content)) == [(" ﻝ", "bold"), ("Pu", "bold")]


def test_a_ligature_is_styled_whole() -> None:
    assert styled(shaped("سلام", styles=[(Span(2, 3), "red")])) == [("ﻼ", "red")]


def test_a_paragraph_stands_at_the_right() -> None:
    text = paragraph("قال رئيس الوزراء", 12)
    rows = text.plain.split("\n")
    assert [len(row) for row in rows] == [12, 12]
    assert rows[0].rstrip() == rows[0]
    assert rows[1].startswith(" ")


def test_a_paragraph_of_limited_height_says_that_it_goes_on() -> None:
    text = paragraph("قال رئيس الوزراء إن غزة بخير", 12, height=2, styles=[(Span(9, 16), "bold")])
    rows = text.plain.split("\n")
    assert len(rows) == 2
    assert rows[1].lstrip().startswith("…")
    assert styled(text) == [("ﺀﺍﺭﺯﻮﻟﺍ", "bold")]


class Marked(App[None]):
    def compose(self) -> ComposeResult:
        yield Label(shaped("مُحَمَّد"))


async def test_marks_stay_with_their_letter_when_an_overlay_cuts_the_line() -> None:
    app = Marked()
    async with app.run_test():
        cells = app.query_one(Label).render_line(0).divide([1, 2, 3, 4])
        assert [cell.text for cell in cells] == ["ﺪ", "ﻤ\u064e\u0651", "ﺤ\u064e", "ﻣ\u064f"]


class Narrowing(App[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Flowing.of("قال رئيس الوزراء إن حكومته سوف تفتح المعبر غدا " * 4))


async def test_flowing_text_is_wrapped_for_the_width_it_has_in_the_end() -> None:
    app = Narrowing()
    async with app.run_test(size=(40, 4)) as pilot:
        for width in (40, 30, 70):
            await pilot.resize_terminal(width, 4)
            await pilot.pause()
            shown = app.query_one(Static)
            rows = [shown.render_line(y).text for y in range(shown.size.height)]
            assert {len(row) for row in rows} == {shown.size.width}
            assert rows[0].endswith(shaped_str("قال رئيس"))
            assert rows[-1].lstrip().startswith(shaped_str("غدا"))


HOSTILE = ["[PER] نص", "[/x]", "\x1b[31m نص", "[red]نص[/red]", "[@click=app.quit]نص[/]", "$primary [$primary]", "نص\\"]


class Hostile(App[None]):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield Label(shaped(self.text), id="label")
        yield OptionList(shaped(self.text))
        widget = Static(shaped(self.text))
        widget.styles.border = ("round", "white")
        widget.border_title = shaped(self.text)
        widget.tooltip = shaped(self.text)
        yield widget


@pytest.mark.parametrize("text", HOSTILE)
async def test_nothing_is_taken_for_markup(text: str) -> None:
    app = Hostile(text)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        notify(app, text, title=text)
        await pilot.pause()
        await pilot.pause()
        # A label, a list, a text and its frame's title, a toast and its title; the mouse alone brings up a tool tip.
        assert shown(pilot).count(shaped_str(text)) == 6
        assert "\x1b" not in shown(pilot)


async def test_a_long_toast_is_wrapped_in_reading_order() -> None:
    app = Hostile("")
    async with app.run_test(size=(60, 24), notifications=True) as pilot:
        notify(app.query_one("#label"), "قال رئيس الوزراء إن حكومته سوف تفتح المعبر غدا", severity="error")
        await pilot.pause()
        await pilot.pause()
        wrapped = [row for row in rows(pilot) if any("\ufe70" < c < "\ufeff" for c in row)]
        assert shaped_str("قال رئيس الوزراء") in wrapped[0]
        assert wrapped[0].rstrip().endswith(shaped_str("قال"))
        assert shaped_str("غدا") in wrapped[-1]


SENTENCE = "قال الأمين العام لحزب الله حسن نصر الله إن المقاومة سترد"


@pytest.mark.parametrize(("width", "edge"), [(10, 8), (24, 14), (40, 22), (60, 40), (120, 70)])
@pytest.mark.parametrize(
    ("text", "words", "base"), [(SENTENCE, "حسن", "rtl"), ("the road to Homs is open", "Homs", "ltr")]
)
def test_a_span_ends_in_the_column_where_it_is_wanted(text: str, words: str, base: Base, width: int, edge: int) -> None:
    hit = Span(text.index(words), text.index(words) + len(words))
    line = aligned(text, hit, base=base, width=width, edge=edge, styles=[(hit, "bold")])
    assert line.cell_length == width
    drawn = shaped_str(words)
    assert line.plain[edge - len(drawn) : edge] == drawn
    assert [(span.start, span.end) for span in line.spans if span.style == "bold"] == [(edge - len(drawn), edge)]
    # What is left of a line is whole words.
    kept = line.plain.replace("…", " ").split()
    assert set(kept) <= set(shaped_str(text, base=base).split())


def test_a_span_that_is_wider_than_its_place_is_cut() -> None:
    line = aligned("ا" * 40, Span(0, 40), base="rtl", width=12, edge=10)
    assert line.cell_length == 12
    assert line.plain.rstrip() == shaped_str("ا" * 40)[-10:]


@pytest.mark.parametrize("base", ["rtl", "ltr"])
def test_without_a_span_a_line_begins_where_it_is_read_from(base: Base) -> None:
    drawn = shaped_str("سلام")
    line = aligned("سلام", Span(0, 0), base=base, width=6, edge=3).plain
    assert line == (drawn.rjust(6) if base == "rtl" else drawn.ljust(6))
