"""The reading screen while the interface speaks Arabic: everything is said in Arabic, and the screen is mirrored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from on_screen import QUIET, SIZE, press, role_bar, rows, screen, shown, start, status, toasts
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.settings.definitions import Config, Display
from reader.ui.actions import ACTIONS
from reader.ui.actions.footer_words import FOOTER_WORDS
from reader.ui.help_screen import HelpScreen
from reader.ui.key_reference import keys_page
from reader.ui.palette import ReaderPalette
from reader.ui.problems import ProblemsScreen
from reader.ui.reading.history_screen import HistoryScreen
from reader.ui.reading.occurrences_screen import OccurrencesScreen
from reader.ui.widgets.arabic_text import line_of, shaped_str
from reader.ui.widgets.asking import AskScreen
from reader.wording import use_language

TEXT = "موسكو تتعهد بوقف القصف"
ANNOTATIONS = (Annotation(Span(0, 5), "place", source="names"), Annotation(Span(6, 11), "pledge", source="names"))
LOADED = Loaded(Article(TEXT, title=TEXT), ANNOTATIONS)
KEYS = frozenset(
    [
        "esc",
        "enter",
        "space",
        "tab",
        "home",
        "end",
        "page",
        "up",
        "down",
        "ctrl",
        "shift",
        "alt",
        "backspace",
        "delete",
        "insert",
        "reader",
        "seeds",
        "FILE",
    ]
)
"""Words on the keys of a keyboard, which Arabic keyboards have too."""


@pytest.fixture(autouse=True)
def arabic() -> Iterator[None]:
    use_language("ar")
    yield
    use_language("en")


def latin(text: str) -> list[str]:
    """The words in Latin letters that are not the names of keys."""
    return [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in KEYS]


def begins_at_right(pilot: Pilot[None], said: str) -> bool:
    """Whether these words begin at the right edge of a box, the scroll bar aside."""
    box = pilot.app.screen.children[0].region
    found = [row.index(shaped_str(said)) + len(shaped_str(said)) for row in rows(pilot) if shaped_str(said) in row]
    return any(box.right - 8 <= end <= box.right for end in found)


async def test_the_key_line_begins_at_the_right_with_each_key_before_its_word() -> None:
    async with start(LOADED, size=SIZE) as pilot:
        line = rows(pilot)[-1]
        assert line.endswith(f" {shaped_str('التالي')} n ")
        assert f"{shaped_str('خروج')} q" in line
        assert latin(shown(pilot)) == []


async def test_the_status_line_counts_in_arabic_from_the_right(tmp_path: Path) -> None:
    async with start(LOADED, LOADED, size=SIZE, database=tmp_path / "reader.db") as pilot:
        line = status(pilot)
        assert line.endswith(shaped_str(TEXT) + " ")
        assert line.index(shaped_str("مفتوحان")) > line.index(shaped_str("صفحة ١/١"))
        assert latin(line) == []


async def test_the_panel_stands_left_of_the_text_with_its_first_tab_at_the_right() -> None:
    async with start(LOADED, size=SIZE) as pilot:
        panel = screen(pilot).panel
        assert panel.side == "left"
        assert panel.region.right <= screen(pilot).view.region.x + 1
        tabs = rows(pilot)[0][: panel.region.right]
        assert tabs.index(shaped_str("هنا")) > tabs.index(shaped_str("كيانات"))


@pytest.mark.parametrize("width", [80, 120, 200])
async def test_help_is_arabic_alone_and_begins_at_the_right(width: int) -> None:
    async with start(LOADED, size=(width, 40)) as pilot:
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert begins_at_right(pilot, "مساعدة")
        assert begins_at_right(pilot, "كل يوم")
        assert latin(shown(pilot)) == []
        foot = next(row for row in rows(pilot) if shaped_str("يغلق") in row)
        assert foot.index(shaped_str("يغلق")) < foot.index(shaped_str("تمرير"))


async def test_the_palette_names_commands_in_arabic_and_finds_them_by_either_name() -> None:
    async with start(LOADED, size=SIZE) as pilot:
        await press(pilot, "colon")
        assert isinstance(pilot.app.screen, ReaderPalette)
        await pilot.pause(0.3)
        assert shaped_str("الكلمة التالية") in shown(pilot)
        assert latin(shown(pilot)) == []
        await press(pilot, *"next word")
        await pilot.pause(0.3)
        assert shaped_str("الكلمة التالية") in shown(pilot)


async def test_a_toast_is_arabic_and_ends_at_its_right_border() -> None:
    async with start(LOADED, size=SIZE, notifications=True) as pilot:
        await press(pilot, "h")
        assert toasts(pilot) == [shaped_str("التشكيل مخفي.")]
        await pilot.pause()
        toast = pilot.app.screen.query_one(Toast)
        assert toast.styles.border_right[0] == "outer"
        row = rows(pilot)[toast.region.y][: toast.region.right]
        assert row.rstrip("▌▐█ ").endswith(shaped_str("التشكيل مخفي."))
        assert len(row) - len(row.rstrip("▌▐█ ")) <= 3


async def test_a_count_comes_in_the_form_that_arabic_has_for_it(tmp_path: Path) -> None:
    async with start(LOADED, LOADED, size=SIZE, database=tmp_path / "reader.db", notifications=True) as pilot:
        await press(pilot, "f2", "f2")
        said = shaped_str("انتهت المراجعة في المقال ١ من ٢، وبقي فيه اقتراحان مفتوحان.")
        # Its lines are in visual order.
        assert sorted(toasts(pilot)[-1].split()) == sorted(said.split())


OPENED = {
    "ctrl+n": AskScreen,
    "ctrl+e": AskScreen,
    "ctrl+g": AskScreen,
    "f3": HistoryScreen,
    "exclamation_mark": ProblemsScreen,
    "semicolon": OccurrencesScreen,
    "question_mark": HelpScreen,
}


@pytest.mark.parametrize("key", OPENED)
@pytest.mark.parametrize("width", [80, 200])
async def test_every_dialog_says_everything_in_arabic_from_the_right(key: str, width: int, tmp_path: Path) -> None:
    async with start(LOADED, size=(width, 30), database=tmp_path / "reader.db", who="سارة") as pilot:
        await press(pilot, "1", "n")
        screen(pilot).session.move_to(0)
        await press(pilot, key)
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, OPENED[key])
        assert latin(shown(pilot)) == []
        box = pilot.app.screen.children[0]
        assert box.styles.border_title_align == "right"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("c",), "النوع"),
        (("n", "n", "r"), "تعهّد"),
        (("n", "n", "r", "d"), "املأ"),
    ],
)
async def test_the_line_of_the_next_key_offers_its_choices_from_the_right(
    keys: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    async with start(LOADED, size=SIZE, database=tmp_path / "reader.db") as pilot:
        await press(pilot, *keys)
        first = role_bar(pilot).split("\n")[0].rstrip()
        assert len(first) - first.rindex(shaped_str(said)) < 30
        assert latin(role_bar(pilot)) == []


async def test_labels_have_both_names_where_that_was_chosen(tmp_path: Path) -> None:
    config = Config(display=Display(label_language="both"), annotate=QUIET.annotate)
    async with start(LOADED, size=SIZE, database=tmp_path / "reader.db", config=config) as pilot:
        await press(pilot, "f5")
        assert f"Place · {shaped_str('مكان')}" in shown(pilot)


def test_a_line_of_parts_begins_at_the_right_and_keeps_keys_whole() -> None:
    drawn = line_of("\u2066a/ش\u2069 قبول", "\u2066esc\u2069 يغلق")._draw(30).plain
    assert drawn == f"{shaped_str('يغلق')} esc · {shaped_str('قبول')} a/{shaped_str('ش')}".rjust(30)


def test_the_page_of_keys_has_an_arabic_twin() -> None:
    page = Path(__file__).parents[2] / "docs" / "keys.ar.md"
    assert page.read_text(encoding="utf-8") == keys_page("ar")
    assert "Action" not in keys_page("ar")


def test_every_word_of_the_key_line_has_an_arabic_one() -> None:
    assert {action.footer for action in ACTIONS if action.footer} == set(FOOTER_WORDS)
