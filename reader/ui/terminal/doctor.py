"""Writes the report of `reader doctor` on this terminal and this installation, with sample lines to judge by eye."""

from __future__ import annotations

import os
import platform
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TextIO

from reader.annotate.llm.readiness import describe_readiness
from reader.gate import write_out
from reader.layout.text_table import write_table
from reader.paths import bundled, config_folder, data_folder
from reader.settings.config import ConfigResult, load_config
from reader.settings.themes import AUTO, ThemesResult, load_themes
from reader.ui.fitting_labels import fit_labels
from reader.ui.terminal.clipboard import find_clipboard
from reader.ui.terminal.clipboard_trial import try_clipboard
from reader.ui.terminal.detecting import APPLE, FORCE_LTR, ITERM, PUTTY, QTERMINAL, Mode, Terminal
from reader.ui.terminal.terminal_colours import Depth, TerminalColours

_PACKAGES = ("arabic-reader", "textual", "rich", "python-bidi", "arabic-reshaper", "camel-tools")
_INDENT = "    "
# VTE loses direction marks in its first column, so samples do not begin there.
_MEASURE = 60

_MODES: Mapping[Mode, str] = {
    "plain": "nothing is switched: cells are shown in the order in which they are sent",
    "bdsm": "its own reordering is switched off by CSI 8 l",
    "konsole": "its own reordering is switched off by OSC 50",
    "mlterm": "its own reordering is switched off by OSC 5379",
    "lro": "direction marks (LRO) keep the order of each line",
    "kitty": "each letter is sent as a text of its own (OSC 66)",
}

_DEPTHS: Mapping[Depth, str] = {
    "truecolor": "colours of 24 bits",
    "256": "256 colours",
    "standard": "sixteen colours",
    "windows": "sixteen colours",
    "none": "no colours",
}

SAMPLES = (
    (
        "واحد 1 اثنان 2 ثلاثة 3",
        "Read from the right: a word then 1, a word then 2, a word then 3. The 3 is at the left end.",
    ),
    (
        "أعلن الوزير توقيع الاتفاق.",
        "Four joined words: a'lana at the right end, al-wazir, tawqi', al-ittifaq; the full stop at the left end.",
    ),
    (
        "وَقَّعَ الوَزِيرُ",
        "Two words, every letter with its vowel mark right above or below it; a small w above the second letter.",
    ),
    (
        "لا إلا الآن لأن",
        "Four words (la, illa, al-an, li'anna), in each of which lam and alif are one sign, with no gap.",
    ),
    (
        "زار وفد NATO المدينة (أيار) 12 مرة، ثم ٣٤.",
        "NATO and 12 read from the left; brackets embrace the fifth word; the last number, 34, has its 3 at the left.",
    ),
)
"""Sample texts, each with a description that needs no knowledge of Arabic of what must be seen."""


def examine(stream: TextIO | None = None) -> None:
    """Detect the terminal and print the report, to standard output or a stream, through its output layer."""
    from reader.ui.terminal.sequences import detect_terminal, explicit_order

    stream = stream or sys.stdout
    result, themes = load_config(), load_themes()
    display = result.config.display
    terminal = detect_terminal(bidi=display.bidi, tashkeel=display.tashkeel)
    ways = tuple(try_clipboard(find_clipboard(os.environ)))
    text = write_out(report(terminal, result, themes, environment=os.environ, clipboard=ways), keep="\n")
    if not stream.isatty():
        stream.write(text)
        return
    with explicit_order(terminal, stream) as write:
        write(text)
        if terminal.mode in ("konsole", "mlterm") and sys.stdin.isatty():
            # As soon as their own bidi is switched back on, these terminals reorder the text already on the screen.
            write("Press Enter when you have looked at the lines.")
            stream.flush()
            sys.stdin.readline()


def report(
    terminal: Terminal,
    result: ConfigResult,
    themes: ThemesResult,
    *,
    environment: Mapping[str, str],
    clipboard: Sequence[str] = (),
) -> str:
    """The whole report, in lines for the user; the samples are in visual order.

    `clipboard` are the sentences on the ways to the clipboard.
    """
    mine = fit_labels(result.config, themes.themes)
    problems = (*result.problems, *themes.problems, *mine.problems)
    parts = [
        ("Terminal", _report_terminal(terminal)),
        ("Samples", _report_samples(terminal)),
        ("If they look wrong", _report_remedies(terminal)),
        ("Colours", _report_colours(terminal.colours, result, themes, environment)),
        ("Clipboard", iter(clipboard)),
        ("Large model", describe_readiness(result.config.llm)),
        ("Places", _report_places(result)),
        ("Versions", _report_versions()),
        ("Problems", iter(problems or ("None.",))),
    ]
    return "\n".join(
        f"{title}\n" + "".join(f"{_INDENT}{row}\n" for line in lines for row in _fold(line)) for title, lines in parts
    )


def _fold(line: str) -> list[str]:
    """A line wrapped into rows of 80 cells including the indent; a path or a sample stays whole."""
    indent = " " * (len(line) - len(line.lstrip()))
    folded = textwrap.wrap(
        line, 80 - len(_INDENT), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return folded or [line]


def _report_terminal(terminal: Terminal) -> Iterator[str]:
    yield f"{terminal.name}{f' (inside {terminal.multiplexer})' if terminal.in_multiplexer else ''}"
    yield f"mode {terminal.mode}: {_MODES[terminal.mode]}"
    yield from terminal.reasons
    if terminal.hint:
        yield terminal.hint


def _report_samples(terminal: Terminal) -> Iterator[str]:
    from reader.layout import lay_out

    yield "Does each line look as the words below it say?"
    for number, (text, words) in enumerate(SAMPLES, 1):
        (line,) = lay_out(text, _MEASURE, base="rtl", tashkeel=terminal.tashkeel).lines
        yield ""
        yield f"{number}. " + "".join(cell.glyph for cell in line.cells)
        yield f"   {words}"


def _report_remedies(terminal: Terminal) -> Iterator[str]:
    other = "plain" if terminal.mode == "lro" else "lro"
    yield "Words in the wrong order, or letters reversed: try another mode than this one, of " + ", ".join(_MODES) + ":"
    yield f"  READER_BIDI={other} reader doctor"
    yield f"then keep the one that reads right, under [display] in {config_folder() / 'config.toml'}:"
    yield f'  bidi = "{other}"'
    yield 'Vowel marks on the wrong letter: tashkeel = "strip" under [display], or READER_TASHKEEL=strip.'
    yield "Letters that do not touch, or boxes: choose DejaVu Sans Mono as the terminal's font, or as a fallback."
    if not terminal.is_recognised:
        yield "It is not known which terminal this is. Some can only be corrected in their own settings:"
        yield from (f"  {hint}" for hint in (PUTTY, QTERMINAL, APPLE, ITERM, FORCE_LTR) if hint != terminal.hint)


def _report_colours(
    colours: TerminalColours, result: ConfigResult, themes: ThemesResult, environment: Mapping[str, str]
) -> Iterator[str]:
    from reader.ui.theming import choose_theme

    yield _DEPTHS[colours.depth] + (f": {colours.depth_reason}" if colours.depth_reason else "")
    yield f"{'light' if colours.is_light else 'dark'} background" + (
        f": {colours.background_reason}" if colours.background_reason else ""
    )
    wish = result.config.display.theme
    theme, problem = choose_theme(themes.themes, wish, environment, depth=colours.depth, is_light=colours.is_light)
    is_few = theme.ansi or theme.colourless
    suits = "it suits so few colours" if is_few else "it suits the background"
    asked = suits if wish == AUTO else f"the settings say {wish}"
    yield f"theme {theme.name}: {theme.english}" + ("" if theme.name == wish else f" ({asked})")
    if environment.get("NO_COLOR"):
        yield "NO_COLOR is set, so no colours are used."
    if problem:
        yield problem
    yield "You can choose from " + ", ".join(sorted(themes.themes)) + "."


def _report_places(result: ConfigResult) -> Iterator[str]:
    places = (
        ("settings", result.path),
        ("labels", config_folder() / "labels.toml"),
        ("your cue words", config_folder() / "cues.toml"),
        ("your themes", config_folder() / "themes"),
        ("themes", bundled("themes")),
        ("data", data_folder()),
    )
    rows = [(name, f"{path}{'' if path.exists() else ' (not there)'}") for name, path in places if path is not None]
    yield from write_table(rows).splitlines()


def _report_versions() -> Iterator[str]:
    rows = [("Python", f"{platform.python_version()} on {platform.platform()}")]
    rows += [(package, _find_version(package)) for package in _PACKAGES]
    yield from write_table(rows).splitlines()


def _find_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
