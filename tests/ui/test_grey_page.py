"""What stands behind a dialog, by the number of colours that the terminal has."""

import pytest
from on_screen import start

from reader.load import Loaded
from reader.model import Article
from reader.ui.terminal.detecting import Terminal
from reader.ui.terminal.terminal_colours import TerminalColours

TEXT = "موسكو تتعهد بوقف القصف\n\nوقالت روسيا إنها تتعهد بوقف القصف غدا."


def terminal(depth):
    return Terminal("test", "plain", "keep", (), colours=TerminalColours(depth))


async def styles_behind(depth, theme, *keys):
    """The styles in the first row, above a dialog that keys open."""
    async with start(Loaded(Article(TEXT)), terminal=terminal(depth), theme=theme) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        first = pilot.app.screen._compositor.render_strips()[0]
        return {segment.style for segment in first if segment.text.strip()}


@pytest.mark.parametrize("theme", ["dark", "light", "sepia"])
@pytest.mark.parametrize("key", ["question_mark", "ctrl+p"])
async def test_of_256_colours_the_page_behind_a_dialog_has_one_grey(theme, key):
    (style,) = await styles_behind("256", theme, key)
    red, green, blue = style.color.triplet
    assert red == green == blue


async def test_of_sixteen_colours_it_has_the_grey_one():
    (style,) = await styles_behind("standard", "ansi16", "question_mark")
    assert style.color.number == 8


async def test_without_colours_it_is_faint():
    (style,) = await styles_behind("none", "mono", "question_mark")
    assert style.dim


async def test_of_24_bits_every_colour_is_dimmed_by_itself():
    assert len(await styles_behind("truecolor", "dark", "question_mark")) > 1


@pytest.mark.parametrize(("depth", "system"), [("truecolor", "truecolor"), ("256", "256"), ("none", None)])
async def test_the_terminal_is_sent_as_many_colours_as_it_has(depth, system, monkeypatch):
    monkeypatch.setenv("COLORTERM", "truecolor")
    async with start(Loaded(Article(TEXT)), terminal=terminal(depth)) as pilot:
        assert pilot.app.console.color_system == system
