"""Breaking, filling, places and directions, where an example says more than a property."""

import pytest

from reader.layout import Layout, LinePlace, lay_out
from reader.model import Span


def rows(text: str, width: int, **options: object) -> list[str]:
    """The logical text of each line, without the white space that hangs."""
    layout = lay_out(text, width, **options)  # type: ignore[arg-type]
    return [text[line.span.start : line.end] for line in layout.lines]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param("من دار", 4, ["من", "دار"], id="at a space"),
        pytest.param("من   دار", 3, ["من", "دار"], id="several spaces hang"),
        pytest.param("  من دار", 4, ["  من", "دار"], id="an indent is shown, and kept with its word"),
        pytest.param("من\u00a0دار", 5, ["من\u00a0دا", "ر"], id="a no-break space holds, until the line is too narrow"),
        pytest.param("في 2016/12/18 ثم", 12, ["في", "2016/12/18", "ثم"], id="a date stays whole"),
        pytest.param("دار/دار", 5, ["دار/", "دار"], id="after a slash between letters"),
        pytest.param("دار-دار", 5, ["دار-", "دار"], id="after a hyphen"),
        pytest.param("ثم -5 أو 3-4", 6, ["ثم -5", "أو 3-4"], id="never after a minus"),
        pytest.param("دار من ،ثم", 7, ["دار", "من ،ثم"], id="not before an Arabic comma, even after a space"),
        pytest.param("دار هل ؟", 7, ["دار", "هل ؟"], id="nor before a question mark"),
        pytest.param("دار « نص", 6, ["دار", "« نص"], id="not after an opening quotation mark"),
        pytest.param("نص »", 3, ["نص", "»"], id="a piece too wide is cut as it must be"),
        pytest.param("مستشفيات", 3, ["مست", "شفي", "ات"], id="a long word is cut"),
        pytest.param("من مستشفيات", 5, ["من", "مستشف", "يات"], id="a long word begins a line of its own"),
        pytest.param("ab\u200bcd", 3, ["ab\u200b", "cd"], id="at a zero-width space"),
        pytest.param("中文。中", 4, ["中", "文。", "中"], id="ideographs, but not before their full stop"),
    ],
)
def test_where_lines_end(text: str, width: int, expected: list[str]) -> None:
    assert rows(text, width) == expected


FIRST = LinePlace(0, 0)


def test_a_line_too_narrow_for_words_written_out_shows_their_beginning() -> None:
    line = lay_out("\ufdfb", 3).lines[0]
    assert [cell.glyph for cell in line.cells] == [" ", "\ufede", "\ufe9f"]


def test_white_space_that_hangs_lies_just_beyond_the_line() -> None:
    layout = lay_out("من  دار", 4)
    assert [layout.locate(offset) for offset in range(4)] == [(FIRST, column) for column in (3, 2, 1, 1)]
    assert layout.offset_in(FIRST, 1) == 2
    full = lay_out("دار من", 3)
    assert full.locate(3) == (FIRST, -1)
    assert full.offset_in(FIRST, -1) == 3
    forward = lay_out("abc de", 3)
    assert forward.locate(3) == (FIRST, 3)


def test_a_click_beside_a_line_finds_its_beginning_or_its_end() -> None:
    layout = lay_out("دار\nabc", 10)
    assert [layout.offset_in(LinePlace(0, 0), column) for column in (50, 0)] == [0, 3]
    assert [layout.offset_in(LinePlace(1, 0), column) for column in (-1, 9)] == [4, 7]


@pytest.mark.parametrize(
    ("text", "base", "bases"),
    [
        ("سلام\nhello", None, ["rtl", "ltr"]),
        ("سلام\nhello", "rtl", ["rtl", "rtl"]),
        ("hello\n123", None, ["ltr", "ltr"]),
        ("سلام\n\n123", None, ["rtl", "rtl", "rtl"]),
        ("123", None, ["rtl"]),
        ("", None, ["rtl"]),
    ],
)
def test_each_paragraph_has_its_direction(text: str, base: str | None, bases: list[str]) -> None:
    assert [line.base for line in lay_out(text, 10, base=base).lines] == bases  # type: ignore[arg-type]


def test_right_to_left_lines_stand_at_the_right() -> None:
    layout = lay_out("دار\nabc", 10)
    assert [layout.margin(line) for line in layout.lines] == [7, 0]


def layout_of_three_paragraphs() -> Layout:
    return lay_out("من دار\n\nمن دار من", 3)


def test_places_go_down_and_up_and_stop_at_the_ends() -> None:
    layout = layout_of_three_paragraphs()
    places = [LinePlace(0, 0), LinePlace(0, 1), LinePlace(1, 0), LinePlace(2, 0), LinePlace(2, 1), LinePlace(2, 2)]
    assert (layout.first, layout.last) == (places[0], places[-1])
    assert [layout.step(places[0], count) for count in range(-1, 8)] == [places[0], *places, places[-1], places[-1]]
    assert [layout.step(places[-1], -count) for count in range(6)] == places[::-1]
    assert [layout.line(place).ends_paragraph for place in places] == [False, True, True, False, False, True]


def test_an_offset_has_a_place() -> None:
    layout = layout_of_three_paragraphs()
    assert [layout.place_of(offset) for offset in (0, 2, 3, 6, 7, 8, 99)] == [
        LinePlace(0, 0),
        LinePlace(0, 0),
        LinePlace(0, 1),
        LinePlace(0, 1),
        LinePlace(1, 0),
        LinePlace(2, 0),
        LinePlace(2, 2),
    ]


def test_filled_lines_show_empty_cells_that_lead_to_the_next_letter() -> None:
    layout = lay_out("سار معه كبر مستشفى", 16, justify="tatweel")
    line = layout.lines[0]
    added = [cell for cell in line.cells if not len(cell.span)]
    assert {cell.glyph for cell in added} == {"ـ"}
    assert line.width == 16
    assert all(layout.text[cell.span.start] in "اهر" for cell in added)
    assert [cell.span for cell in layout.lines[1].cells] == [Span(offset, offset + 1) for offset in range(17, 11, -1)]


def test_words_are_drawn_out_only_so_far_and_spaces_take_the_rest() -> None:
    line = lay_out("من بر " + "م" * 24, 24, justify="tatweel").lines[0]
    assert line.width == 24
    glyphs = "".join(cell.glyph for cell in line.cells)
    assert glyphs.count("ـ") == 8


def test_lines_without_joints_or_spaces_stay_as_they_are() -> None:
    assert lay_out("دار" * 4, 5, justify="tatweel").lines[0].width == 5
    assert lay_out("دار مممممم", 6, justify="tatweel").lines[0].width == 3


def test_a_paragraph_longer_than_all_that_is_kept_is_kept_while_it_is_read() -> None:
    text = "كلمة " * 24_000
    layout = lay_out(text, 40, paragraphs=[Span(0, 110_000), Span(110_000, len(text))])
    lines = layout.lines_of(0)
    assert layout.lines_of(0) is lines
    layout.lines_of(1)
    assert layout.lines_of(0) is not lines


def test_the_paragraphs_used_last_are_kept() -> None:
    layout = lay_out(("كلمة " * 4_000 + "\n") * 8, 40)
    first = layout.lines_of(0)
    for paragraph in range(1, 5):
        layout.lines_of(paragraph)
        assert layout.lines_of(0) is first
    second = layout.lines_of(1)
    layout.lines_of(5)
    layout.lines_of(6)
    assert layout.lines_of(1) is second


def test_a_long_text_keeps_a_bounded_part_of_itself() -> None:
    layout = lay_out("كلمات كثيرة في سطر واحد " * 20 + "\n", 40)
    long = lay_out(layout.text * 250, 40)
    assert len(long.lines) == 250 * len(layout.lines)
    assert long.kept_code_points <= 200_000


def test_only_what_is_asked_for_is_laid_out() -> None:
    long = lay_out("سطر طويل من الكلام " * 10 + "\n", 40)
    text = long.text * 500
    layout = lay_out(text, 40)
    layout.line(layout.last)
    layout.line(layout.step(layout.first, 30))
    assert layout.kept_code_points < len(text) // 10
