"""Decides which terminal this is, and how to keep it from reordering lines that are already in visual order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from reader.ui.terminal.browser import NAME as BROWSER
from reader.ui.terminal.browser import is_in_browser
from reader.ui.terminal.replies import Replies
from reader.ui.terminal.terminal_colours import TerminalColours, decide_colours
from reader.wording import say, sayable

Mode = Literal["plain", "bdsm", "konsole", "mlterm", "lro", "kitty"]
Tashkeel = Literal["keep", "strip"]
Multiplexer = Literal["", "tmux", "screen"]

_MODES: tuple[Mode, ...] = get_args(Mode)
_TASHKEEL: tuple[Tashkeel, ...] = get_args(Tashkeel)

_KITTY_WITH_TEXT_SIZES = (0, 40)
_VTE_WITH_BIDI = 5800

_MARKS_GO_ASTRAY = re.compile(r"(alacritty|foot|st|linux)(-|\(|$)", re.IGNORECASE)
"""TERMs and names of terminals that put vowel marks on the wrong letter, lose the letters under them, or show none."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal's name, and the decisions that follow from its answers and the environment."""

    name: str
    mode: Mode
    tashkeel: Tashkeel
    reasons: tuple[str, ...]
    """A sentence on the reason for the mode, and one on the reason for the handling of tashkeel."""
    multiplexer: Multiplexer = ""
    hint: str = ""
    """A sentence on what the user can do if the reader cannot; otherwise empty."""
    colours: TerminalColours = field(default_factory=TerminalColours)
    is_recognised: bool = True
    """Whether it is known which terminal this is, so that nothing needs to be said of others."""

    @property
    def in_multiplexer(self) -> bool:
        """Whether tmux or screen stands between the reader and the terminal."""
        return bool(self.multiplexer)


@dataclass(frozen=True, slots=True)
class _Choice:
    name: str
    mode: Mode
    reason: str
    hint: str = ""
    is_recognised: bool = True


FORCE_LTR = sayable('In kitty.conf, set "force_ltr yes".')
PASSTHROUGH = sayable('In tmux, run "tmux set-option -p allow-passthrough on" before the reader.')
PUTTY = sayable('In PuTTY\'s settings, tick Terminal > Features > "Disable bidirectional text display".')
QTERMINAL = sayable('If this is QTerminal, clear "Bidirectional text" in its preferences; it cannot be recognised.')
APPLE = sayable("If words stand in the wrong order in Terminal.app, try READER_BIDI=plain, or another terminal.")
ITERM = sayable(
    "If words stand in the wrong order in iTerm2, switch off right-to-left support in its settings, "
    "or set its advanced setting alternateScreenBidi to No."
)
CONSOLE = sayable("The Linux console has no Arabic letters; use a terminal window.")


def decide(environment: Mapping[str, str], replies: Replies, *, bidi: str = "auto", tashkeel: str = "auto") -> Terminal:
    """The terminal that the environment and the replies indicate; `bidi` and `tashkeel` override the decisions."""
    in_browser = is_in_browser(environment)
    # What the environment and the settings say of a terminal is said of the one in which the server was started.
    multiplexer = "" if in_browser else _multiplexer(environment, replies)
    if in_browser:
        choice = _Choice(
            BROWSER, "plain", say("The page draws every cell by itself, in the order in which cells are sent.")
        )
    elif multiplexer == "tmux":
        choice = _inside_tmux(replies)
    elif multiplexer == "screen":
        choice = _Choice("screen", "bdsm", say("GNU screen passes the switch CSI 8 l on to the terminal around it."))
    else:
        choice = _by_bidi(environment, replies) or _by_name(replies) or _by_environment(environment, replies)
    reasons = [choice.reason]
    mode = next((mode for mode in _MODES if mode == bidi and not in_browser), choice.mode)
    if mode != choice.mode:
        reasons.append(say("The settings ask for {mode} instead of {other}.", mode=mode, other=choice.mode))
    marks, why = _tashkeel(environment, replies, choice.name, tashkeel)
    colours = decide_colours(environment, replies, multiplexer=multiplexer)
    return Terminal(choice.name, mode, marks, (*reasons, why), multiplexer, choice.hint, colours, choice.is_recognised)


def _multiplexer(environment: Mapping[str, str], replies: Replies) -> Multiplexer:
    # The variables of the terminal around a multiplexer come from the process that started its server: they are not
    # used.
    if environment.get("TMUX") or replies.name.startswith("tmux"):
        return "tmux"
    if environment.get("STY") or (environment.get("TERM", "").startswith("screen") and not replies.name):
        return "screen"
    return ""


def _inside_tmux(replies: Replies) -> _Choice:
    outer = replies.outer.split()[0] if replies.outer.strip() else say("an unknown terminal")
    name = say("tmux in {terminal}", terminal=outer)
    if "mlterm" in replies.outer:
        if replies.passthrough:
            return _Choice(name, "mlterm", say("mlterm's own bidi is switched off through tmux's passthrough."))
        return _Choice(
            name, "plain", say("mlterm gives direction marks a cell, and tmux blocks the switch."), PASSTHROUGH
        )
    if "Konsole" in replies.outer:
        if replies.passthrough:
            return _Choice(name, "konsole", say("Konsole's own bidi is switched off through tmux's passthrough."))
        return _Choice(
            name, "lro", say("tmux blocks Konsole's switch, so direction marks keep the order."), PASSTHROUGH
        )
    if "kitty" in replies.outer:
        return _Choice(
            name, "plain", say("kitty reverses words, and tmux blocks the sequences that prevent it."), FORCE_LTR
        )
    if replies.outer.startswith("XTerm"):
        return _Choice(name, "plain", say("xterm shows cells in the order in which they are sent."))
    why = say("tmux blocks switches, so direction marks keep the order; they do no harm elsewhere.")
    return _Choice(name, "lro", why, is_recognised=bool(replies.outer.strip()))


def _by_bidi(environment: Mapping[str, str], replies: Replies) -> _Choice | None:
    name = replies.name or ("VTE" if environment.get("VTE_VERSION") else say("a terminal with bidi"))
    match replies.bdsm:
        case 1:
            return _Choice(name, "bdsm", say("It says that its bidi is on and can be switched."))
        case 3:
            return _Choice(name, "lro", say("It says that its bidi is on and cannot be switched."))
        case 2 | 4:
            return _Choice(name, "plain", say("It says that its bidi is off already."))
    return None


def _by_name(replies: Replies) -> _Choice | None:
    """Decide by the terminal's own answers; they take precedence, since the environment may be another terminal's."""
    name = replies.name
    if name.startswith("Konsole"):
        return _Choice(name, "konsole", say("It names itself Konsole, which has a switch of its own."))
    if name.startswith("mlterm"):
        return _Choice(name, "mlterm", say("It names itself mlterm, which has a switch of its own."))
    if name.startswith("kitty"):
        return _kitty(name)
    if name.startswith("iTerm2"):
        return _Choice(name, "lro", say("iTerm2 may reorder, and has no switch."), ITERM)
    if name.startswith("xterm.js"):
        return _Choice(name, "lro", say("xterm.js reorders in one of its two ways of drawing."))
    if "PuTTY" in replies.answerback:
        return _Choice("PuTTY", "plain", say("PuTTY reorders and cannot be switched from here."), PUTTY)
    if name:
        return _Choice(name, "plain", say("It names itself, and is not known to reorder."))
    return None


def _kitty(name: str) -> _Choice:
    version = tuple(int(part) for part in re.findall(r"\d+", name)[:2])
    if version >= _KITTY_WITH_TEXT_SIZES:
        return _Choice(name, "kitty", say("kitty reverses every word unless each letter is sent by itself."))
    return _Choice(name, "plain", say("kitty before 0.40 reverses every word and cannot be kept from it."), FORCE_LTR)


def _by_environment(environment: Mapping[str, str], replies: Replies) -> _Choice:
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if environment.get("KONSOLE_VERSION"):
        return _Choice("Konsole", "konsole", say("KONSOLE_VERSION is set, and Konsole has a switch of its own."))
    if environment.get("MLTERM"):
        return _Choice("mlterm", "mlterm", say("MLTERM is set, and mlterm has a switch of its own."))
    if environment.get("KITTY_WINDOW_ID") or term == "xterm-kitty":
        return _Choice("kitty", "plain", say("It seems to be kitty, in a version that it did not report."), FORCE_LTR)
    if program == "Apple_Terminal":
        return _Choice("Terminal.app", "lro", say("TERM_PROGRAM says so; it reorders and has no switch."), APPLE)
    if program == "iTerm.app" or environment.get("LC_TERMINAL") == "iTerm2":
        return _Choice("iTerm2", "lro", say("The environment says iTerm2, which may reorder and has no switch."), ITERM)
    if program == "vscode":
        return _Choice(
            "VS Code", "lro", say("TERM_PROGRAM says VS Code, which reorders in one of its two ways of drawing.")
        )
    if environment.get("ALACRITTY_WINDOW_ID") or term == "alacritty":
        return _Choice("Alacritty", "plain", say("Alacritty shows cells in the order in which they are sent."))
    if environment.get("WT_SESSION"):
        return _Choice("Windows Terminal", "plain", say("WT_SESSION is set; Windows Terminal shows cells in order."))
    if term == "linux":
        return _Choice(say("Linux console"), "plain", say("TERM is linux."), CONSOLE)
    name = term or "unknown"
    vte = environment.get("VTE_VERSION", "")
    if vte.isdecimal() and int(vte) >= _VTE_WITH_BIDI and not replies.answered:
        return _Choice("VTE", "bdsm", say("VTE_VERSION is set, and VTE's bidi can be switched."))
    if replies.asked and not replies.answered:
        why = say("It did not answer in time; CSI 8 l is harmless where it means nothing.")
        return _Choice(name, "bdsm", why, is_recognised=False)
    if replies.asked:
        why = say("It says nothing of bidi, and is not known to reorder.")
    else:
        why = say("It could not be asked, and is not known to reorder.")
    hint = QTERMINAL if term.startswith("xterm") and replies.asked else ""
    return _Choice(name, "plain", why, hint, is_recognised=False)


def _tashkeel(environment: Mapping[str, str], replies: Replies, name: str, wish: str) -> tuple[Tashkeel, str]:
    for value in _TASHKEEL:
        if value == wish:
            return value, say("The settings say {value} for tashkeel.", value=value)
    names = (environment.get("TERM", ""), name, *replies.outer.split())
    if any(_MARKS_GO_ASTRAY.match(word) for word in names):
        return "strip", say("Tashkeel is left out, since this terminal is known to misplace it.")
    return "keep", say("Tashkeel is shown.")
