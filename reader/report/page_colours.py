"""Makes the colours of a page from the themes for a light and a dark background, each checked to be readable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.labels import LabelSet
from reader.settings.colours import Colour, measure_contrast, mix, pick_readable
from reader.settings.themes import DEFAULT, ON_LIGHT, Ink, Theme, load_themes

LEAST = 4.5
"""The contrast that text needs with what is behind it (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour of the page by its name in the style sheet, on a light and on a dark page."""

    name: str
    light: Colour
    dark: Colour


@dataclass(frozen=True, slots=True)
class PageColours:
    """The two themes whose colours a page has."""

    light: Theme
    dark: Theme

    def shades(self, labels: Sequence[str], roles: Sequence[str]) -> Iterator[Shade]:
        """The colours of the page, of labels given by the names of their colours, and of roles."""
        light, dark = _shade_page(self.light), _shade_page(self.dark)
        yield from (Shade(name, light[name], dark[name]) for name in light)
        series = [name for name, _ in self.light.labels]
        for letter, inks in (
            ("l", [(self.light.label(each), self.dark.label(each)) for each in labels]),
            ("r", [(self.light.role(each), self.dark.role(each)) for each in roles]),
            ("s", [(self.light.label(each), self.dark.label(each)) for each in series]),
        ):
            for number, (on_light, on_dark) in enumerate(inks):
                pair = _shade_ink(on_light, self.light), _shade_ink(on_dark, self.dark)
                yield from (Shade(f"{letter}{number}{part}", pair[0][part], pair[1][part]) for part in pair[0])


def page_colours() -> PageColours:
    """The themes `light` and `dark`, as they come with the reader or as the user has changed them."""
    themes: Mapping[str, Theme] = load_themes().themes
    return PageColours(themes[ON_LIGHT], themes[DEFAULT])


def role_colour(labels: LabelSet, name: str, theme: Theme) -> str:
    """The name of the theme's colour for a role: its own, or the one that labels.toml gives it."""
    if name in dict(theme.roles):
        return name
    return next((role.colour for role in labels.roles if role.name == name and role.colour), name)


def _shade_page(theme: Theme) -> dict[str, Colour]:
    palette = theme.palette
    page, text = palette.background, palette.foreground
    surface = palette.surface
    text = _readable(text, (page, surface), text)
    shades = {"page": page, "surface": surface, "text": text, "border": palette.border}
    for name in ("muted", "accent", "error", "warning", "success"):
        shades[name] = _readable(getattr(palette, name), (page, surface), text)
    return shades


def _shade_ink(ink: Ink, theme: Theme) -> dict[str, Colour]:
    """The colour on the page, the background of marked text, and the colour of the text on that."""
    page, surface, text = theme.palette.background, theme.palette.surface, theme.palette.foreground
    return {
        "c": _readable(ink.colour, (page, surface), text),
        "b": ink.background,
        "t": pick_readable(ink.background, (ink.foreground, text, page), LEAST),
    }


def _readable(colour: Colour, grounds: Sequence[Colour], text: Colour) -> Colour:
    """The colour with as much of the text's as it needs to be read on all grounds, or black or white."""
    for share in range(11):
        shade = mix(colour, text, share / 10)
        if all(measure_contrast(shade, ground) >= LEAST for ground in grounds):
            return shade
    return pick_readable(grounds[0], (), LEAST)
