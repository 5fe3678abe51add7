import pytest
from on_screen import rows, shown
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList, Static

from reader.layout import Base
from reader.model import Span
from reader.ui.widgets.arabic_text import Flowing, notify, paragraph, shaped, shaped_str


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
