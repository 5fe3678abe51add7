"""Reads and mixes colours, and measures how well one can be read on another."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cache
from typing import NamedTuple

_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255, and the name of a colour of the terminal's own, if it is one."""

    red: int
    green: int
    blue: int
    ansi: str = ""
    """One of the names in ANSI if the terminal, and not the theme, decides the shade; otherwise empty."""

    @property
    def hex(self) -> str:
        """The colour as #rrggbb."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    def __str__(self) -> str:
        return self.ansi or self.hex


ANSI = {
    name: Colour(*rgb, name)
    for name, rgb in {
        # The shades of xterm; other terminals differ a little.
        "ansi_black": (0, 0, 0),
        "ansi_red": (205, 0, 0),
        "ansi_green": (0, 205, 0),
        "ansi_yellow": (205, 205, 0),
        "ansi_blue": (0, 0, 238),
        "ansi_magenta": (205, 0, 205),
        "ansi_cyan": (0, 205, 205),
        "ansi_white": (229, 229, 229),
        "ansi_bright_black": (127, 127, 127),
        "ansi_bright_red": (255, 0, 0),
        "ansi_bright_green": (0, 255, 0),
        "ansi_bright_yellow": (255, 255, 0),
        "ansi_bright_blue": (92, 92, 255),
        "ansi_bright_magenta": (255, 0, 255),
        "ansi_bright_cyan": (0, 255, 255),
        "ansi_bright_white": (255, 255, 255),
        # The shades of the terminal's own text and background are not known.
        "ansi_default": (0, 0, 0),
    }.items()
}

BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)


def read_colour(text: str) -> Colour:
    """The colour written as #rrggbb or by one of the names in ANSI; ValueError says what was expected."""
    if text in ANSI:
        return ANSI[text]
    match = _HEX.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a colour; write one as #rrggbb or ansi_blue")
    red, green, blue = (int(part, 16) for part in match.groups())
    return Colour(red, green, blue)


def mix(under: Colour, over: Colour, share: float) -> Colour:
    """The colour that results when `share` (0 to 1) of a colour covers another."""
    if share in (0, 1):
        return over if share else under
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(under[:3], over[:3], strict=True))
    return Colour(red, green, blue)


def measure_luminance(colour: Colour) -> float:
    """The relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (to_linear(part) for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def to_linear(part: int) -> float:
    """The linear share of light, 0 to 1, of one component of an sRGB colour (0 to 255)."""
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def measure_contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2); text needs 4.5, or 7 for readers with weak eyes."""
    light, dark = sorted((measure_luminance(one), measure_luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pick_readable(background: Colour, wanted: tuple[Colour, ...], least: float) -> Colour:
    """The first wanted colour with at least this contrast to a background, or else black or white."""
    for colour in wanted:
        if measure_contrast(colour, background) >= least:
            return colour
    return max((BLACK, WHITE), key=lambda colour: measure_contrast(colour, background))


def claim_colours(environment: MutableMapping[str, str]) -> None:
    """Change TERM to say that an xterm has 256 colours: it has had them since 1999, but its TERM is still `xterm`."""
    if environment.get("TERM") == "xterm" and environment.get("XTERM_VERSION"):
        environment["TERM"] = "xterm-256color"
