"""The reading screen by its keys: what the analyst presses and what then stands where."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest
from notation import marked
from on_screen import QUIET, cell_of, line_of_text, listed, pieces, press, row_of_line, screen, start, status, toasts
from rich.color import Color
from rich.style import Style
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from reader.errors import LoadError
from reader.load import Loaded
from reader.model import Annotation, Article
from reader.settings.colours import ANSI, Colour, measure_contrast
from reader.settings.definitions import Annotate, Config
from reader.settings.themes import load_themes

TEXT, SPANS = marked(
    "⟦موسكو⟧ ⟦تتعهد⟧ ⟦بوقف القصف⟧\n\nقال ⟦سيرغي لافروف⟧ في ⟦موسكو⟧ إن الأمر تم. ووصل ⟦لافروف⟧ إلى Geneva أمس.\nنهاية الخبر."
)
MOSCOW, CUE, ACTION, LAVROV, MOSCOW_AGAIN, LAVROV_AGAIN = SPANS


def annotations() -> tuple[Annotation, ...]:
    def entity(span, label: str, name: str) -> Annotation:
        return Annotation(span, label, attributes=(("entity", name), ("gloss", "a gloss")))

    return (
        entity(MOSCOW, "place", "موسكو"),
        entity(MOSCOW_AGAIN, "place", "موسكو"),
        entity(LAVROV, "person", "سيرغي لافروف"),
        entity(LAVROV_AGAIN, "person", "سيرغي لافروف"),
        Annotation(CUE, "pledge", roles=(("committer", MOSCOW), ("action", ACTION)), note="من العنوان"),
    )


def start_on(*loaded: Loaded | LoadError, **options: Any) -> AbstractAsyncContextManager[Pilot[None]]:
    """Start the reader on the article above, or on others."""
    return start(*(loaded or (Loaded(Article(TEXT, title=TEXT.split("\n")[0]), annotations()),)), **options)


def words_under_caret(pilot: Pilot[None]) -> str:
    session = screen(pilot).session
    return session.text[session.caret :].split()[0] if session.caret < len(session.text) else ""


async def after(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await pilot.pause()
    return words_under_caret(pilot)


async def test_words_and_sentences_by_neighbouring_keys() -> None:
    async with start_on() as pilot:
        assert await after(pilot, "w") == "تتعهد"
        assert await after(pilot, "w", "w") == "القصف"
        assert await after(pilot, "e") == "بوقف"
        assert await after(pilot, "s") == "قال"
        assert await after(pilot, "s") == "ووصل"
        assert await after(pilot, "d") == "قال"


@pytest.mark.parametrize(("latin", "arabic"), [("w", "ص"), ("s", "س"), ("n", "ى"), ("n", "ر"), ("f", "ب")])
async def test_the_same_keys_with_an_arabic_layout(latin: str, arabic: str) -> None:
    async with start_on() as pilot:
        landed = await after(pilot, "w", latin)
        await pilot.press("ctrl+home")
        assert await after(pilot, "w", arabic) == landed


async def test_next_annotation_selects_its_item_in_the_tab_that_is_open() -> None:
    async with start_on() as pilot:
        panel = screen(pilot).panel
        for key, tab in (("W", "here"), ("f5", "entities")):
            await press(pilot, key, "tab", "ctrl+home", "n", "n")
            assert screen(pilot).session.current.span == LAVROV
            assert panel.tab == tab
            assert "ﻑﻭﺮﻓﻻ" in listed(pilot, tab)[panel.listed.at]


async def test_entities_are_grouped_by_label_and_counted() -> None:
    async with start_on() as pilot:
        rows = listed(pilot, "entities")
        assert rows[0].startswith("2")
        assert "Person" in rows[0]
        assert rows[1].split()[:4] == ["○", "2×", "a", "gloss"]
        assert rows[1].endswith("ﻑﻭﺮﻓﻻ ﻲﻏﺮﻴﺳ")
        assert "Place" in rows[2]


async def test_a_commitment_is_a_card_with_its_roles() -> None:
    async with start_on() as pilot:
        (card,) = listed(pilot, "commitments")
        lines = [line.strip() for line in card.split("\n")]
        assert lines[0].endswith("ﺪﻬّﻌﺗ · ﻮﻜﺳﻮﻣ")
        assert lines[1] == "ﻒﺼﻘﻟﺍ ﻒﻗﻮﺑ ﺪﻬﻌﺘﺗ"


async def test_choosing_an_item_goes_to_its_span_and_again_to_the_next_mention() -> None:
    async with start_on() as pilot:
        await pilot.press("f5", "home", "enter")
        await pilot.pause()
        starts = [screen(pilot).session.caret]
        await pilot.press("enter")
        await pilot.pause()
        starts.append(screen(pilot).session.caret)
        assert sorted(starts) == [LAVROV.start, LAVROV_AGAIN.start]


async def test_mentions_of_one_entity_by_key() -> None:
    async with start_on() as pilot:
        await pilot.press("i")
        assert screen(pilot).session.caret == MOSCOW_AGAIN.start
        await pilot.press("o")
        assert screen(pilot).session.caret == MOSCOW.start


async def test_arrows_move_as_the_eye_does() -> None:
    async with start_on() as pilot:
        await pilot.press("left", "left")
        assert screen(pilot).session.caret == 2
        await pilot.press("right")
        assert screen(pilot).session.caret == 1
        screen(pilot).session.move_to(TEXT.index("Geneva"))
        await pilot.press("right")
        # The first letter of a Latin word stands at its left; to its right is the second.
        assert screen(pilot).session.caret == TEXT.index("Geneva") + 1


async def test_selection_with_shift_and_copying_logical_text() -> None:
    async with start_on() as pilot:
        await pilot.press(*["shift+left"] * 5, "y")
        assert pilot.app.clipboard == "موسكو"
        await pilot.press("ctrl+home", "x", "x", "y")
        assert pilot.app.clipboard == "موسكو تتعهد بوقف القصف"


async def test_search_folds_spelling_and_keeps_or_gives_back_the_place() -> None:
    async with start_on() as pilot:
        await pilot.press("/", *"الامر")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        session = screen(pilot).session
        assert [hit.of(TEXT) for hit in session.hits] == ["الأمر"]
        await pilot.press("enter")
        await pilot.pause()
        assert session.caret == TEXT.index("الأمر")
        await pilot.press("/", "x", "escape")
        await pilot.pause()
        assert session.hits == ()
        assert session.caret == TEXT.index("الأمر")


async def test_click_drag_and_double_click() -> None:
    async with start_on() as pilot:
        view = screen(pilot).view
        right, title = cell_of(pilot, 0)
        await pilot.click(view, offset=(right - 2, title))
        assert screen(pilot).session.caret == 2
        await pilot.mouse_down(view, offset=(right, title))
        await pilot.hover(view, offset=(right - 4, title))
        await pilot.mouse_up(view, offset=(right - 4, title))
        assert screen(pilot).session.selection.span.of(TEXT) == "موسك"
        await pilot.click(view, offset=(right - 7, title), times=2)
        assert screen(pilot).session.selection.span.of(TEXT) == "تتعهد"


async def test_tashkeel_is_hidden_and_shown_by_a_key() -> None:
    vowelled = Article("قَالَ مُحَمَّدٌ")
    async with start_on(Loaded(vowelled), size=(80, 10)) as pilot:
        view = screen(pilot).view
        with_marks = view.render_line(0).text
        await pilot.press("h")
        without = view.render_line(0).text
        assert "\u064e" in with_marks
        assert "\u064e" not in without
        assert screen(pilot).session.text == vowelled.text


async def test_the_panel_hides_moves_and_gives_way_in_a_narrow_window() -> None:
    async with start_on() as pilot:
        panel, view = screen(pilot).panel, screen(pilot).view
        assert panel.region.x == 0
        assert view.region.x == panel.size.width + 1
        await pilot.press("|")
        await pilot.pause()
        assert panel.region.x > view.region.x
        await pilot.press("l")
        await pilot.pause()
        assert not panel.display
        await pilot.press("l")
        await pilot.resize_terminal(60, 30)
        await pilot.pause()
        assert not panel.display
        await pilot.press("tab")
        await pilot.pause()
        assert panel.display
        assert panel.listed.has_focus


async def test_longer_and_shorter_lines_keep_the_top_in_place() -> None:
    text = "\n".join(f"فقرة رقم {number} " + "كلمة " * 30 for number in range(60))
    async with start_on(Loaded(Article(text)), size=(120, 20)) as pilot:
        await pilot.press("pagedown", "pagedown", "pagedown")
        view = screen(pilot).view
        top = view.top_offset
        await pilot.press("-", "-", "-")
        assert view.session.view.width < 80
        line = view.session.layout.line(view.top)
        assert line.span.start <= top
        assert view.window.rows[0].place is not None


async def test_paging_down_and_up_comes_back_to_the_same_line() -> None:
    text = "\n".join(f"سطر {number}" for number in range(200))
    async with start_on(Loaded(Article(text)), size=(100, 20)) as pilot:
        await pilot.press("pagedown", "pagedown", "pageup", "pageup")
        assert screen(pilot).session.caret == 0
        await pilot.press("ctrl+end")
        assert len(set(screen(pilot).view.place)) == 1


async def test_the_wheel_scrolls_and_the_status_line_follows() -> None:
    text = "\n".join(f"سطر {number}" for number in range(200))
    async with start_on(Loaded(Article(text)), size=(100, 20)) as pilot:
        view = screen(pilot).view
        before = status(pilot)
        for _ in range(30):
            view.post_message(MouseScrollDown(view, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert view.top.paragraph == 90
        page, pages = view.place
        assert 1 < page < pages
        assert f"page {page}/{pages}" in status(pilot)
        assert status(pilot) != before
        assert screen(pilot).session.caret == 0


async def test_paging_comes_back_where_lines_are_spaced_unevenly() -> None:
    text = "عنوان طويل " * 80 + "\n\n" + "\n".join(f"سطر {number}" for number in range(200))
    async with start_on(Loaded(Article(text)), size=(100, 20)) as pilot:
        await pilot.press("down")
        view, session = screen(pilot).view, screen(pilot).session
        stands = [(session.caret, view.top)]
        for _ in range(4):
            await pilot.press("pagedown")
            stands.append((session.caret, view.top))
        for stand in reversed(stands[:-1]):
            await pilot.press("pageup")
            assert (session.caret, view.top) == stand
        await pilot.press("ctrl+end", "pagedown", "up")
        stand = session.caret, view.top
        await pilot.press("pageup", "pagedown")
        assert (session.caret, view.top) == stand


async def test_keys_of_ones_own_replace_the_usual_ones() -> None:
    config = replace(QUIET, keys=(("move.word_forward", ("z",)),))
    async with start_on(config=config) as pilot:
        assert await after(pilot, "z") == "تتعهد"
        assert await after(pilot, "w") == "تتعهد"


async def test_themes_change_live() -> None:
    async with start_on() as pilot:
        view = screen(pilot).view
        title = row_of_line(pilot)
        before = view.render_line(title)
        await pilot.press("t")
        await pilot.pause()
        assert view.render_line(title) != before
        assert view.render_line(title).text == before.text


async def test_hostile_text_is_shown_as_text() -> None:
    hostile = Article("[/x] [PER] \x1b[31mأحمر\x07 [bold]\nسطر", title="[/x] [PER]")
    annotation = Annotation(
        marked("⟦[/x]⟧")[1][0], "misc", attributes=(("entity", "[/x]"), ("gloss", "[red]")), note="[/y]"
    )
    async with start_on(Loaded(hostile, (annotation,), warnings=("[/z] left out",)), notifications=True) as pilot:
        await pilot.press("n", "y")
        await pilot.pause()
        row = line_of_text(pilot)
        assert "[PER]" in row
        assert "\x1b" not in row
        assert "\x07" not in row


async def test_several_articles_by_key_and_from_the_list() -> None:
    articles = [Loaded(Article(f"عنوان {name}\n\nنص", title=f"عنوان {name}")) for name in ("أول", "ثان", "ثالث")]
    async with start_on(*articles) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.press("]")
        assert screen(pilot).session.article.title == "عنوان ثان"
        await pilot.press("[")
        assert screen(pilot).session.article.title == "عنوان أول"
        await pilot.press("k")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert screen(pilot).session.article.title == "عنوان ثالث"


async def test_many_articles_that_cannot_be_opened_are_summed_up() -> None:
    errors = [LoadError(f"corpus.jsonl, line {number}: the row has no text; fix it.") for number in range(50)]
    async with start_on(Loaded(Article(TEXT)), *errors, notifications=True) as pilot:
        await pilot.app.workers.wait_for_complete()
        assert toasts(pilot) == ["50 of 51 articles could not be opened; ! lists them."]


async def test_the_engine_fills_the_panel_while_the_article_can_be_read() -> None:
    article = Article("قال الرئيس السوري بشار الأسد في موسكو إن الأمر تم.")
    config = Config(annotate=Annotate(on_open=True))
    async with start_on(Loaded(article), config=config) as pilot:
        await pilot.press("w")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        labels = {annotation.label for annotation in screen(pilot).session.overlay}
        assert labels == {"place", "person"}


@pytest.mark.parametrize("keys", ["", "?", "ctrl+p", "/", "l", "+"])
async def test_in_sixteen_colours_no_letter_and_no_ground_is_left_to_the_terminal(keys: str) -> None:
    # White letters made for a black ground cannot be read where the terminal's own ground is white.
    async with start_on(theme="ansi16", size=(100, 30), notifications=True) as pilot:
        pilot.app.notify("تم الحفظ")
        await pilot.press(*keys.split())
        await pilot.pause(0.3)
        assert not {text for text, style in pieces(pilot) if text.strip() and _leaves_a_colour(style)}


def _leaves_a_colour(style: Style) -> bool:
    return any(colour is None or colour.is_default for colour in (style.color, style.bgcolor))


@pytest.mark.parametrize(
    ("keys", "reversed_text"),
    [
        ("n", "ﻮﻜﺳﻮﻣ"),
        ("k", "ﻮﻜﺳﻮﻣ"),
        ("ctrl+p", "Next word"),
        ("/ m home", "m"),
    ],
)
async def test_without_colours_what_is_chosen_is_reversed_on_the_terminals_own_ground(
    keys: str, reversed_text: str
) -> None:
    async with start_on(theme="mono", size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*keys.split())
        await pilot.pause(0.3)
        drawn = pieces(pilot)
        assert not [text for text, style in drawn if text.strip().isalnum() and _has_a_colour(style)]
        assert reversed_text in "".join(text for text, style in drawn if style.reverse)


@pytest.mark.parametrize(("key", "bar"), [("c", "RoleBar"), ("/", "SearchBar")])
async def test_a_toast_covers_no_line_in_which_one_works(key: str, bar: str) -> None:
    async with start_on(size=(40, 20), notifications=True) as pilot:
        pilot.app.notify("تم الحفظ")
        await pilot.press(key)
        await pilot.pause(0.3)
        (toast,) = screen(pilot).query("Toast")
        assert toast.region.bottom <= screen(pilot).query_one(bar).region.y


async def test_in_a_narrow_window_the_list_of_articles_still_says_how_it_is_left() -> None:
    async with start_on(size=(40, 20)) as pilot:
        await pilot.press("k")
        await pilot.pause(0.3)
        assert "esc" in "".join(text for text, _ in pieces(pilot))


@pytest.mark.parametrize("theme", ["dark", "light", "sepia", "high-contrast", "colour-blind"])
async def test_every_ink_of_the_chosen_card_can_be_read_on_it(theme: str) -> None:
    async with start_on(theme=theme, size=(100, 30)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        chosen = load_themes().themes[theme].palette.selection
        inks = {
            _shade(style.color) for text, style in pieces(pilot) if text.strip() and _shade(style.bgcolor) == chosen
        }
        assert len(inks) == 4
        assert all(measure_contrast(ink, chosen) >= 4.5 for ink in inks)


@pytest.mark.parametrize("theme", ["dark", "light", "sepia", "high-contrast", "colour-blind", "ansi16"])
async def test_the_chosen_command_stands_out_in_the_palette(theme: str) -> None:
    async with start_on(theme=theme, size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", "down")
        await pilot.pause(0.3)
        grounds = {text.split("  ")[0].strip(): _shade(style.bgcolor) for text, style in pieces(pilot)}
        assert grounds["Previous word"] == load_themes().themes[theme].palette.selection
        assert grounds["Next word"] != grounds["Previous word"]


def _shade(colour: Color | None) -> Colour:
    assert colour is not None
    if colour.number is not None:
        return list(ANSI.values())[colour.number]
    return Colour(*colour.get_truecolor())


def _has_a_colour(style: Style) -> bool:
    return any(colour is not None and not colour.is_default for colour in (style.color, style.bgcolor))


async def test_a_key_turns_the_direction_of_this_article_only() -> None:
    articles = [Loaded(Article("CNN نقلت عن مصدر\nEnglish words", title=name)) for name in ("أ", "ب")]
    async with start_on(*articles) as pilot:

        async def bases(*keys: str) -> list[str]:
            await pilot.press(*keys)
            await pilot.pause()
            return [line.base for line in screen(pilot).session.layout.lines]

        assert await bases() == ["rtl", "ltr"]
        assert await bases("H") == ["ltr", "ltr"]
        assert await bases("]") == ["rtl", "ltr"]
        assert await bases("[") == ["ltr", "ltr"]
        assert await bases("H") == ["rtl", "rtl"]
        assert await bases("أ") == ["rtl", "ltr"]


async def test_lists_follow_the_direction_of_the_article_they_quote() -> None:
    text, (name,) = marked("قالت ⟦CNN العربية⟧ إن الوفد وصل إلى القاهرة.")
    article = Article(text, title="CNN: وصل الوفد")
    async with start_on(Loaded(article, (Annotation(name, "organization"),))) as pilot:
        await pilot.pause()
        assert any(row.endswith("ﺔﻴﺑﺮﻌﻟﺍ CNN") for row in listed(pilot, "entities"))
        assert status(pilot).endswith("ﺪﻓﻮﻟﺍ ﻞﺻﻭ :CNN ")


async def test_spellings_of_one_name_are_one_row_of_the_panel() -> None:
    text, spans = marked("⟦حداد⟧ ⟦حدّاد⟧ ⟦حـــداد⟧ ⟦ﺣﺪﺍﺩ⟧ ⟦رؤوف⟧ ⟦رءوف⟧")
    named = tuple(Annotation(span, "person") for span in spans)
    async with start_on(Loaded(Article(text), named)) as pilot:
        await pilot.pause()
        rows = [row.split() for row in listed(pilot, "entities")[1:]]
        assert [(row[1], row[-1]) for row in rows] == [("4×", "ﺩﺍﺪﺣ"), ("2×", "ﻑﻭﺅﺭ")]
