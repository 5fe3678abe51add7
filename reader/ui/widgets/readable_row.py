"""Changes the colours of the current row, so that they can be read on its background."""

from __future__ import annotations

from functools import cache

from rich.color import Color, ColorType
from rich.style import Style

from reader.settings.colours import ANSI, Colour, measure_contrast, mix

_NUMBERED: dict[int | None, Colour] = dict(enumerate(list(ANSI.values())[:16]))
_LEAST = 4.5
"""The least contrast of readable text (WCAG 2.2)."""


@cache
def make_readable(style: Style, text: Style) -> Style:
    """The style, its colour mixed with as much of the text's colour as it needs to be readable on the text's
    background.
    """
    own, other, ground = (_to_colour(colour) for colour in (style.color, text.color, text.bgcolor))
    if own is None or other is None or ground is None:
        return style
    # A terminal's own colour cannot be mixed.
    shares = (0, 10) if own.ansi else range(11)
    shades = (mix(own, other, share / 10) for share in shares)
    shade = next((shade for shade in shades if measure_contrast(shade, ground) >= _LEAST), other)
    if shade == own:
        return style
    return style + Style(color=text.color if shade == other else Color.from_rgb(*shade[:3]))


def _to_colour(colour: Color | None) -> Colour | None:
    if colour is None or colour.is_default:
        return None
    if colour.type is ColorType.TRUECOLOR:
        return Colour(*colour.get_truecolor())
    return _NUMBERED.get(colour.number)
