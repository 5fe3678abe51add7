from hypothesis import given
from hypothesis import strategies as st
from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding

from reader.layout import lay_out
from reader.model import Selection, Span
from reader.ui.widgets.arabic_input import ArabicInput
from reader.ui.widgets.draft import Draft, clean_typed
from reader.ui.widgets.field_caret import FieldLine
from reader.ui.widgets.notes_input import NotesInput


class Form(App[None]):
    CSS = "ArabicInput, NotesInput { width: 20; }"
    BINDINGS = [Binding("w", "shortcut", "a shortcut"), Binding("left", "shortcut", "another")]

    def __init__(self, field: ArabicInput) -> None:
        super().__init__()
        self.field = field
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.field

    def on_mount(self) -> None:
        self.field.focus()

    @on(ArabicInput.Changed)
    @on(ArabicInput.Submitted)
    @on(ArabicInput.Cancelled)
    def note(self, message: ArabicInput.Changed | ArabicInput.Submitted | ArabicInput.Cancelled) -> None:
        self.said.append(f"{type(message).__name__} {message.value}")

    def action_shortcut(self) -> None:
        self.said.append("shortcut")

    def row(self, y: int = 0) -> str:
        return self.field.render_line(y).text

    def caret(self, y: int = 0) -> int | None:
        look = self.field.get_component_rich_style("arabic-input--caret")
        column = 0
        for segment in self.field.render_line(y):
            if segment.style == look:
                return column
            column += segment.cell_length
        return None


async def test_arabic_is_shown_joined_and_from_the_right_while_it_is_typed() -> None:
    app = Form(ArabicInput())
    async with app.run_test() as pilot:
        await pilot.press(*"سلام")
        assert app.row() == " " * 17 + "ﻡﻼﺳ"
        assert app.caret() == 16
        await pilot.press("space", *"عليكم", "space", *"Gaza", "space", *"2016")
        assert app.field.value == "سلام عليكم Gaza 2016"
        assert app.row().strip() == "Gaza 2016 ﻢﻜﻴﻠﻋ ﻡﻼﺳ"
        assert app.field.cursor == 20
        assert app.caret() == 0


async def test_latin_stands_at_the_left() -> None:
    app = Form(ArabicInput())
    async with app.run_test() as pilot:
        await pilot.press(*"Gaza")
        assert app.row() == "Gaza".ljust(20)
        assert app.caret() == 4


async def test_a_space_at_the_end_is_seen() -> None:
    app = Form(ArabicInput("سلام "))
    async with app.run_test():
        assert app.row() == " " * 17 + "ﻡﻼﺳ"
        assert app.caret() == 15


async def test_letters_are_typed_and_are_no_shortcuts() -> None:
    app = Form(ArabicInput())
    async with app.run_test() as pilot:
        await pilot.press("w", "left")
        assert app.field.value == "w"
        assert app.said == ["Changed w"]


async def test_a_mark_goes_before_its_letter() -> None:
    app = Form(ArabicInput())
    async with app.run_test() as pilot:
        await pilot.press("م")
        app.field.post_message(events.Key("arabic_damma", "\u064f"))
        await pilot.press("ح")
        assert app.field.value == "مُح"
        assert app.row().strip() == "ﺢﻣ\u064f"
        await pilot.press("backspace", "backspace")
        assert app.field.value == "م"
        await pilot.press("backspace")
        assert app.field.value == ""


async def test_delete_takes_the_letter_with_its_marks() -> None:
    app = Form(ArabicInput("مُحَمَّد"))
    async with app.run_test() as pilot:
        await pilot.press("home", "delete")
        assert app.field.value == "حَمَّد"


async def test_arrows_go_where_they_point() -> None:
    app = Form(ArabicInput("سلام Gaza"))
    async with app.run_test() as pilot:
        offsets = [app.field.cursor]
        for _ in range(9):
            await pilot.press("right")
            offsets.append(app.field.cursor)
        assert offsets == [9, 5, 6, 7, 8, 4, 3, 1, 0, 0]
        await pilot.press("left")
        assert app.field.cursor == 1


async def test_arrows_in_latin_text() -> None:
    app = Form(ArabicInput("Gaza غزة"))
    async with app.run_test() as pilot:
        await pilot.press("left")
        assert app.field.cursor == 5
        assert app.caret() == 7
        await pilot.press("home")
        assert app.field.cursor == 0
        await pilot.press("end")
        assert app.field.cursor == 8
        assert app.caret() == 8


async def test_words() -> None:
    app = Form(ArabicInput("قال رئيس الوزراء"))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+right")
        assert app.field.cursor == 9
        await pilot.press("ctrl+w")
        assert app.field.value == "قال الوزراء"
        await pilot.press("home", "ctrl+left")
        assert app.field.cursor == 3
        await pilot.press("ctrl+k")
        assert app.field.value == "قال"
        await pilot.press("ctrl+u")
        assert app.field.value == ""


async def test_selecting_and_typing_over() -> None:
    app = Form(ArabicInput("سلام"))
    async with app.run_test() as pilot:
        await pilot.press("shift+right", "shift+right")
        assert app.field.selection == Selection(4, 1)
        look = app.field.get_component_rich_style("arabic-input--selection")
        assert [segment.text for segment in app.field.render_line(0) if segment.style == look] == ["ﻡ"]
        await pilot.press("ب")
        assert app.field.value == "سب"
        await pilot.press("ctrl+a", "ctrl+c", "backspace")
        assert app.field.value == ""
        assert app.clipboard == "سب"
        await pilot.press("ctrl+v", "ctrl+v")
        assert app.field.value == "سبسب"


async def test_ctrl_keys_answer_with_the_arabic_layout_too() -> None:
    app = Form(ArabicInput("سلام"))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+ش", "delete")
        assert app.field.value == ""


async def test_arrows_leave_a_selection_at_the_side_they_point_to() -> None:
    app = Form(ArabicInput("سلم"))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+a", "right")
        assert app.field.selection == Selection(0, 0)
        await pilot.press("ctrl+a", "left")
        assert app.field.selection == Selection(3, 3)


async def test_pasting_makes_one_clean_line() -> None:
    app = Form(ArabicInput())
    async with app.run_test() as pilot:
        app.field.post_message(events.Paste("قال\r\nرئيس\x1b[31m\tالوزراء\u202e"))
        await pilot.pause()
        assert app.field.value == "قال رئيس[31m الوزراء"


async def test_no_more_than_there_is_room_for() -> None:
    app = Form(ArabicInput(max_length=6))
    async with app.run_test() as pilot:
        app.field.post_message(events.Paste("سلام عليكم"))
        await pilot.press("ء")
        assert app.field.value == "سلام ع"


async def test_a_long_value_scrolls_with_the_caret() -> None:
    app = Form(ArabicInput("قال رئيس الوزراء إن المعبر سيفتح غدا"))
    async with app.run_test() as pilot:
        assert app.caret() == 0
        assert app.row().lstrip().startswith("ﺍﺪﻏ")
        await pilot.press("home")
        assert app.row().endswith("ﻝﺎﻗ")
        assert app.caret() == 19
        await pilot.press(*["left"] * 22)
        assert app.caret() == 0
        await pilot.press("right")
        assert app.caret() == 1


async def test_a_click_places_the_caret() -> None:
    app = Form(ArabicInput("سلام Gaza"))
    async with app.run_test() as pilot:
        await pilot.click(app.field, offset=(19, 0))
        assert app.field.cursor == 0
        await pilot.click(app.field, offset=(18, 0))
        assert app.field.cursor == 1
        await pilot.click(app.field, offset=(1, 0))
        assert app.field.cursor == 9


async def test_the_placeholder_stands_on_the_side_of_its_language() -> None:
    app = Form(ArabicInput(placeholder="ابحث"))
    async with app.run_test() as pilot:
        assert app.row() == " " * 15 + "ﺚﺤﺑﺍ "
        assert app.caret() == 19
        await pilot.press("x")
        assert app.row() == "x".ljust(20)


async def test_what_it_says() -> None:
    app = Form(ArabicInput())
    async with app.run_test() as pilot:
        await pilot.press("ب", "enter", "escape")
        assert app.said == ["Changed ب", "Submitted ب", "Cancelled ب"]


async def test_enter_is_no_letter_though_terminals_send_a_character_with_it() -> None:
    app = Form(ArabicInput("ب"))
    async with app.run_test() as pilot:
        app.post_message(events.Key("enter", "\r"))
        app.post_message(events.Key("ctrl+j", "\n"))
        await pilot.pause()
        assert app.said == ["Submitted ب"]
    app = Form(NotesInput("ب"))
    async with app.run_test() as pilot:
        app.post_message(events.Key("enter", "\r"))
        app.post_message(events.Key("ctrl+j", "\n"))
        await pilot.pause()
        assert app.said == ["Changed ب\n", "Submitted ب\n"]


async def test_notes_wrap_and_keep_their_lines() -> None:
    app = Form(NotesInput("قال رئيس الوزراء إن المعبر مغلق"))
    async with app.run_test() as pilot:
        assert [app.row(y).strip() for y in range(3)] == ["ﻥﺇ ﺀﺍﺭﺯﻮﻟﺍ ﺲﻴﺋﺭ ﻝﺎﻗ", "ﻖﻠﻐﻣ ﺮﺒﻌﻤﻟﺍ", ""]
        assert app.row(0).endswith("ﻝﺎﻗ")
        assert app.caret(1) == 8
        await pilot.press("enter", *"ok")
        assert app.field.value.endswith("مغلق\nok")
        assert app.row(2) == "ok".ljust(20)
        assert app.caret(2) == 2
        await pilot.press("ctrl+s")
        assert app.said[-1] == "Submitted " + app.field.value


async def test_up_and_down_keep_their_column() -> None:
    app = Form(NotesInput("aaaaaaaa\nbb\ncccccccc"))
    async with app.run_test() as pilot:
        await pilot.press("left", "up")
        assert app.field.cursor == 11
        await pilot.press("up")
        assert app.field.cursor == 7
        await pilot.press("shift+down")
        assert app.field.selection == Selection(7, 11)


async def test_arrows_go_on_to_the_next_line() -> None:
    app = Form(NotesInput("سلم\nab"))
    async with app.run_test() as pilot:
        await pilot.press("home", "left")
        assert app.field.cursor == 3
        await pilot.press("left")
        assert app.field.cursor == 4
        await pilot.press("left")
        assert app.field.cursor == 3
        await pilot.press("delete")
        assert app.field.value == "سلمab"


async def test_an_end_of_the_text_with_a_line_end_has_a_line() -> None:
    app = Form(NotesInput("ab\n"))
    async with app.run_test():
        assert app.caret(1) == 0


async def test_notes_scroll_to_the_caret() -> None:
    app = Form(NotesInput("\n".join("abcdefgh")))
    async with app.run_test() as pilot:
        assert [app.row(y).strip() for y in range(5)] == list("defgh")
        await pilot.press(*["up"] * 5)
        assert [app.row(y).strip() for y in range(5)] == list("cdefg")
        await pilot.click(app.field, offset=(0, 4))
        assert app.field.cursor == 12


def test_joiners_may_be_typed_and_direction_marks_may_not() -> None:
    assert clean_typed("می\u200cخواهم\u200f") == "می\u200cخواهم"


@given(st.text("سلاىمab1 \u064f\u0651()ﻻ\ufdfa\n", max_size=30))
def test_every_place_is_reached_from_every_other(text: str) -> None:
    text = text.replace("\n", " ")
    row = FieldLine(lay_out(text, 1_000_000, base="rtl", paragraphs=[Span(0, len(text))]).lines[0])
    offset: int | None = row.cells[0].span.start
    visited = []
    while offset is not None:
        visited.append(offset)
        assert row.offset_at(row.column_of(offset)) == offset
        right = row.step(offset, 1)
        assert right is None or row.step(right, -1) == offset
        offset = right
    assert sorted(visited) == sorted({cell.span.start for cell in row.cells})
    assert len(text) in visited


@given(st.text("سلا \u064f", max_size=10), st.integers(0, 10), st.text("بa", max_size=3))
def test_typing_and_erasing_leaves_the_text_as_it_was(text: str, offset: int, typed: str) -> None:
    draft = Draft(text).move(offset)
    after = draft.insert(typed)
    for _ in typed:
        after = after.erase_back()
    assert after == draft


async def test_the_columns_of_a_stretch_of_the_value() -> None:
    for value, span, expected in (
        ("Gaza 2016", Span(5, 9), [5, 6, 7, 8]),
        ("سلام عليكم", Span(0, 4), [17, 18, 19]),
        ("سلام", Span(4, 4), [16]),
        ("Gaza", Span(4, 4), [4]),
        ("x" * 40, Span(0, 22), [0]),
    ):
        form = Form(ArabicInput(value))
        async with form.run_test() as pilot:
            await pilot.pause()
            assert form.field.columns_of(span) == expected, value
