"""Themes as Textual takes them, and those that terminals of few colours get."""

import pytest
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.widgets import Static

from reader.settings.definitions import Config
from reader.settings.themes import load_themes
from reader.ui.theming import choose_theme, list_variables, to_textual

BUNDLED = load_themes().themes


class Page(App):
    CSS = """
    Static { background: $label-person; color: $label-person-text; text-style: $label-person-style; }
    #cue { background: $label-binds; color: $label-binds-text; text-style: $label-binds-style; }
    #role { color: $role-action-colour; background: $surface; border: solid $border; }
    """

    def __init__(self, name: str) -> None:
        # Without this NO_COLOR leaves shades of grey.
        super().__init__(ansi_color=BUNDLED[name].ansi or None)
        for theme in BUNDLED.values():
            self.register_theme(to_textual(theme))
        self.theme = name

    def get_theme_variable_defaults(self):
        return list_variables(BUNDLED["dark"])

    def compose(self):
        yield Static("شخص")
        yield Static("تعهّد", id="cue")
        yield Static("الفعل", id="role")


@pytest.mark.parametrize("name", BUNDLED)
async def test_a_theme_colours_the_page_as_it_says(name):
    theme = BUNDLED[name]
    app = Page(name)
    async with app.run_test():
        cue = app.query_one("#cue").styles
        ink = theme.label("binds")
        assert cue.background == Color.parse(str(ink.background))
        assert cue.color == Color.parse(str(ink.foreground))
        assert cue.text_style == Style.parse(ink.style)
        assert app.query_one("#role").styles.color == Color.parse(str(theme.role("action").colour))
        assert app.current_theme.dark is theme.dark


async def test_the_page_can_be_shown_in_textuals_own_themes_too():
    app = Page("dark")
    async with app.run_test():
        app.theme = "nord"
        ink = BUNDLED["dark"].label("binds")
        assert app.query_one("#cue").styles.background == Color.parse(str(ink.background))


@pytest.mark.parametrize(
    ("depth", "name"),
    [("truecolor", "sepia"), ("256", "sepia"), ("standard", "ansi16"), ("windows", "ansi16"), ("none", "mono")],
)
def test_terminals_of_few_colours_get_a_theme_made_for_them(depth, name):
    theme, problem = choose_theme(BUNDLED, "sepia", {}, depth=depth, is_light=False)
    assert (theme.name, problem) == (name, "")


def test_no_color_chooses_the_theme_without_colours_if_it_says_anything():
    for value, name in (("1", "mono"), ("", "sepia")):
        theme, _ = choose_theme(BUNDLED, "sepia", {"NO_COLOR": value}, depth="truecolor", is_light=False)
        assert theme.name == name


@pytest.mark.parametrize("depth", ["truecolor", "standard"])
def test_a_theme_that_does_not_exist_is_named_whatever_the_terminal(depth):
    assert "'sepai'" in choose_theme(BUNDLED, "sepai", {}, depth=depth, is_light=False)[1]


@pytest.mark.parametrize(
    ("wish", "is_light", "name"),
    [("auto", True, "light"), ("auto", False, "dark"), ("dark", True, "dark"), ("sepia", True, "sepia")],
)
def test_the_background_decides_where_nobody_has_chosen_a_theme(wish, is_light, name):
    assert choose_theme(BUNDLED, wish, {}, depth="truecolor", is_light=is_light) == (BUNDLED[name], "")


def test_nobody_has_chosen_a_theme_unless_the_settings_name_one():
    assert Config().display.theme == "auto"


async def test_with_no_color_only_styles_are_sent(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = Page("mono")
    async with app.run_test(size=(20, 6)):
        strips = app.screen._compositor.render_strips()
        styles = [
            segment.style
            for strip in strips
            for segment in strip.apply_filter(app._filters[-1], Color(0, 0, 0))
            if segment.style
        ]
        assert {style.bgcolor.name for style in styles if style.bgcolor} == {"default"}
        assert any(style.bold and not style.reverse for style in styles)
        assert any(style.bold and style.reverse for style in styles)
