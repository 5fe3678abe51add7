"""Decides how many colours the terminal has, and whether its background is light."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from reader.settings.colours import BLACK, WHITE, Colour, measure_contrast
from reader.ui.terminal.replies import Replies
from reader.wording import say

Depth = Literal["truecolor", "256", "standard", "windows", "none"]
"""How many colours: 24 bits, 256, sixteen, the sixteen of an old Windows console, or none; named as Rich names them."""

_FULL_COLOUR = ("Konsole", "VTE", "kitty", "foot", "WezTerm", "iTerm2", "mintty", "ghostty", "contour", "xterm.js")
"""Terminals that show 24 bits and may not say so, by the beginning of their names for themselves."""
_VTE_WITH_FULL_COLOUR = 3600
_SAYS_RGB = (3, 2)
"""The version from which tmux says whether the terminal around it shows 24 bits."""
_LIGHT_NUMBERS = ("7", "9", "10", "11", "12", "13", "14", "15")
"""The backgrounds in COLORFGBG that are light, by their numbers among the sixteen colours."""


@dataclass(frozen=True, slots=True)
class TerminalColours:
    """How many colours a terminal has and what its background is, each with a sentence that gives the reason."""

    depth: Depth = "truecolor"
    depth_reason: str = ""
    is_light: bool = False
    background_reason: str = ""


def decide_colours(environment: Mapping[str, str], replies: Replies, *, multiplexer: str = "") -> TerminalColours:
    """The colours that the replies indicate; the environment counts where the terminal does not say."""
    depth, depth_reason = _depth(environment, replies, multiplexer)
    is_light, background_reason = _background(environment, replies)
    return TerminalColours(depth, depth_reason, is_light, background_reason)


def _depth(environment: Mapping[str, str], replies: Replies, multiplexer: str) -> tuple[Depth, str]:
    wish = environment.get("TEXTUAL_COLOR_SYSTEM", "auto")
    for depth in get_args(Depth):
        if depth == wish:
            return depth, say("TEXTUAL_COLOR_SYSTEM says so.")
    # COLORTERM belongs to the terminal in which the multiplexer was started, and not to the multiplexer.
    own = {name: value for name, value in environment.items() if name != "COLORTERM"}
    if multiplexer == "screen":
        return _by_term(own, say("GNU screen shows as many as TERM says."))
    if multiplexer == "tmux" and _version_of_tmux(replies.name) >= _SAYS_RGB and replies.features:
        if "RGB" in replies.features:
            return "truecolor", say("tmux says that the terminal around it shows 24 bits.")
        return _by_term(own, say("tmux says nothing of 24 bits in the terminal around it, and TERM gives the number."))
    if found := _by_drawing(replies.drawing):
        return found
    if replies.name.startswith(_FULL_COLOUR):
        return "truecolor", say("Terminals of that name show 24 bits.")
    vte = environment.get("VTE_VERSION", "")
    if not replies.name and vte.isdecimal() and int(vte) >= _VTE_WITH_FULL_COLOUR:
        return "truecolor", say("VTE_VERSION is set, and VTE shows 24 bits.")
    if replies.name.startswith("mlterm") or environment.get("MLTERM"):
        return "256", say("mlterm shows 256, whatever COLORTERM says.")
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor", say("It does not say, and COLORTERM promises 24 bits.")
    return _by_term(environment, say("It does not say, and TERM gives the number."))


def _by_drawing(drawing: str) -> tuple[Depth, str] | None:
    """What follows from the colours in which the terminal says that it draws; None if it names no background."""
    if re.search(r"48[:;]2[:;][\d:;]*1[:;]2[:;]3(\D|$)", drawing):
        return "truecolor", say("Asked for a colour of 24 bits, it draws in that colour.")
    if re.search(r"48[:;]5[:;]\d", drawing):
        return "256", say("Asked for a colour of 24 bits, it draws in one of its 256.")
    if re.search(r"(^|;)(4[0-7]|10[0-7])(;|$)", drawing):
        return "standard", say("Asked for a colour of 24 bits, it draws in one of its sixteen.")
    return None


def _by_term(environment: Mapping[str, str], reason: str) -> tuple[Depth, str]:
    from rich.console import Console

    system = Console(force_terminal=True, _environ=environment).color_system or "none"
    return next(depth for depth in get_args(Depth) if depth == system), reason


def _version_of_tmux(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", name)[:2]) if name.startswith("tmux") else ()


def _background(environment: Mapping[str, str], replies: Replies) -> tuple[bool, str]:
    if colour := _read_background(replies.background):
        is_light = measure_contrast(colour, BLACK) > measure_contrast(colour, WHITE)
        return is_light, say("It says that its background is {colour}.", colour=colour.hex)
    *_, number = environment.get("COLORFGBG", "").split(";")
    if number.isdecimal():
        return number in _LIGHT_NUMBERS, say(
            "It does not say; COLORFGBG gives its background the number {number}.", number=number
        )
    return False, say("It does not say, so its background is taken to be dark.")


def _read_background(reply: str) -> Colour | None:
    match = re.fullmatch(r"rgba?:([\da-fA-F]{1,4})/([\da-fA-F]{1,4})/([\da-fA-F]{1,4})(/[\da-fA-F]*)?", reply)
    if not match:
        return None
    return Colour(*(round(int(part, 16) * 255 / (16 ** len(part) - 1)) for part in match.groups()[:3]))
