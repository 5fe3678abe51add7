"""Writes the report of `reader doctor` on this terminal and this installation, with sample lines to judge by eye."""

from __future__ import annotations

import os
import platform
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TextIO

from reader.annotate.llm.readiness import describe_readiness
from reader.gate import write_out
from reader.layout.one_line import lay_out_line
from reader.layout.text_table import write_table
from reader.paths import bundled, config_folder, data_folder
from reader.settings.config import ConfigResult, load_config
from reader.settings.themes import AUTO, ThemesResult, load_themes
from reader.ui.fitting_labels import fit_labels
from reader.ui.mirroring import choose_base
from reader.ui.terminal.clipboard import find_clipboard
from reader.ui.terminal.clipboard_trial import try_clipboard
from reader.ui.terminal.detecting import APPLE, FORCE_LTR, ITERM, PUTTY, QTERMINAL, Mode, Terminal
from reader.ui.terminal.terminal_colours import Depth, TerminalColours
from reader.wording import either, say, sayable

_PACKAGES = ("arabic-reader", "textual", "rich", "python-bidi", "arabic-reshaper", "camel-tools")
_INDENT = "    "
# VTE loses direction marks in its first column, so samples do not begin there.
_MEASURE = 60
_COLUMNS = 80

_MODES: Mapping[Mode, str] = {
    "plain": sayable("nothing is switched: cells are shown in the order in which they are sent"),
    "bdsm": sayable("its own reordering is switched off by CSI 8 l"),
    "konsole": sayable("its own reordering is switched off by OSC 50"),
    "mlterm": sayable("its own reordering is switched off by OSC 5379"),
    "lro": sayable("direction marks (LRO) keep the order of each line"),
    "kitty": sayable("each letter is sent as a text of its own (OSC 66)"),
}

_DEPTHS: Mapping[Depth, str] = {
    "truecolor": sayable("colours of 24 bits"),
    "256": sayable("256 colours"),
    "standard": sayable("sixteen colours"),
    "windows": sayable("sixteen colours"),
    "none": sayable("no colours"),
}

SAMPLES = (
    (
        "واحد 1 اثنان 2 ثلاثة 3",
        sayable("Read from the right: a word then 1, a word then 2, a word then 3. The 3 is at the left end."),
    ),
    (
        "أعلن الوزير توقيع الاتفاق.",
        sayable(
            "Four joined words: a'lana at the right end, al-wazir, tawqi', al-ittifaq; the full stop at the left end."
        ),
    ),
    (
        "وَقَّعَ الوَزِيرُ",
        sayable(
            "Two words, every letter with its vowel mark right above or below it; a small w above the second letter."
        ),
    ),
    (
        "لا إلا الآن لأن",
        sayable("Four words (la, illa, al-an, li'anna), in each of which lam and alif are one sign, with no gap."),
    ),
    (
        "زار وفد NATO المدينة (أيار) 12 مرة، ثم ٣٤.",
        sayable(
            "NATO and 12 read from the left; brackets embrace the fifth word; the last number, 34, has its 3 at the "
            "left."
        ),
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
        write("\n".join(map(_put_in_order, text.split("\n"))))
        if terminal.mode in ("konsole", "mlterm") and sys.stdin.isatty():
            # As soon as their own bidi is switched back on, these terminals reorder the text already on the screen.
            write(say("Press Enter when you have looked at the lines."))
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
        (say("Terminal"), _report_terminal(terminal)),
        (say("Samples"), _report_samples(terminal)),
        (say("If they look wrong"), _report_remedies(terminal)),
        (say("Colours"), _report_colours(terminal.colours, result, themes, environment)),
        (say("Clipboard"), iter(clipboard)),
        (say("Large model"), describe_readiness(result.config.llm)),
        (say("Places"), _report_places(result)),
        (say("Versions"), _report_versions()),
        (say("Problems"), iter(problems or (say("None."),))),
    ]
    return "\n".join(
        f"{title}\n" + "".join(f"{_INDENT}{row}\n" for line in lines for row in _fold(line)) for title, lines in parts
    )


def _fold(line: str) -> list[str]:
    """A line wrapped into rows of 80 cells including the indent; a path or a sample stays whole."""
    indent = " " * (len(line) - len(line.lstrip()))
    folded = textwrap.wrap(
        line, _COLUMNS - len(_INDENT), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return folded or [line]


def _put_in_order(row: str) -> str:
    """A row as a terminal shows it: Arabic shaped and at the right; the samples are in order already."""
    if choose_base(row) != "rtl" or re.match(r" *\d\. ", row):
        return row
    line = lay_out_line(row.strip(), base="rtl")
    return " " * max(_COLUMNS - line.width, 0) + "".join(cell.glyph for cell in line.cells)


def _report_terminal(terminal: Terminal) -> Iterator[str]:
    if terminal.in_multiplexer:
        yield say("{terminal} (inside {multiplexer})", terminal=terminal.name, multiplexer=terminal.multiplexer)
    else:
        yield terminal.name
    yield say("mode {mode}: {effect}", mode=terminal.mode, effect=say(_MODES[terminal.mode]))
    yield from terminal.reasons
    if terminal.hint:
        yield say(terminal.hint)


def _report_samples(terminal: Terminal) -> Iterator[str]:
    from reader.layout import lay_out

    yield say("Does each line look as the words below it say?")
    for number, (text, words) in enumerate(SAMPLES, 1):
        (line,) = lay_out(text, _MEASURE, base="rtl", tashkeel=terminal.tashkeel).lines
        yield ""
        yield f"{number}. " + "".join(cell.glyph for cell in line.cells)
        yield f"   {say(words)}"


def _report_remedies(terminal: Terminal) -> Iterator[str]:
    other = "plain" if terminal.mode == "lro" else "lro"
    yield say(
        "Words in the wrong order, or letters reversed: try another mode than this one, of {modes}:",
        modes=say(", ").join(_MODES),
    )
    yield f"  READER_BIDI={other} reader doctor"
    settings = config_folder() / "config.toml"
    yield say("then keep the one that reads right, under [display] in {file}:", file=settings)
    yield f'  bidi = "{other}"'
    yield say('Vowel marks on the wrong letter: tashkeel = "strip" under [display], or READER_TASHKEEL=strip.')
    yield say("Letters that do not touch, or boxes: choose DejaVu Sans Mono as the terminal's font, or as a fallback.")
    if not terminal.is_recognised:
        yield say("It is not known which terminal this is. Some can only be corrected in their own settings:")
        yield from (
            f"  {said}" for said in map(say, filter(terminal.hint.__ne__, (PUTTY, QTERMINAL, APPLE, ITERM, FORCE_LTR)))
        )


def _report_colours(
    colours: TerminalColours, result: ConfigResult, themes: ThemesResult, environment: Mapping[str, str]
) -> Iterator[str]:
    from reader.ui.theming import choose_theme

    yield ": ".join(filter(None, (say(_DEPTHS[colours.depth]), colours.depth_reason)))
    background = say("light background") if colours.is_light else say("dark background")
    yield ": ".join(filter(None, (background, colours.background_reason)))
    wish = result.config.display.theme
    theme, problem = choose_theme(themes.themes, wish, environment, depth=colours.depth, is_light=colours.is_light)
    is_few = theme.ansi or theme.colourless
    named = {"theme": theme.name, "name": either(theme.english, theme.arabic)}
    if theme.name == wish:
        yield say("theme {theme}: {name}", **named)
    elif wish != AUTO:
        yield say("theme {theme}: {name} (the settings say {wish})", wish=wish, **named)
    elif is_few:
        yield say("theme {theme}: {name} (it suits so few colours)", **named)
    else:
        yield say("theme {theme}: {name} (it suits the background)", **named)
    if environment.get("NO_COLOR"):
        yield say("NO_COLOR is set, so no colours are used.")
    if problem:
        yield problem
    yield say("You can choose from {themes}.", themes=say(", ").join(sorted(themes.themes)))


def _report_places(result: ConfigResult) -> Iterator[str]:
    places = (
        (say("settings"), result.path),
        (say("labels"), config_folder() / "labels.toml"),
        (say("your cue words"), config_folder() / "cues.toml"),
        (say("your themes"), config_folder() / "themes"),
        (say("themes"), bundled("themes")),
        (say("data"), data_folder()),
    )
    rows = [
        (name, str(path) if path.exists() else say("{path} (not there)", path=path))
        for name, path in places
        if path is not None
    ]
    yield from write_table(rows).splitlines()


def _report_versions() -> Iterator[str]:
    here = say("{version} on {system}", version=platform.python_version(), system=platform.platform())
    rows = [("Python", here)]
    rows += [(package, _find_version(package)) for package in _PACKAGES]
    yield from write_table(rows).splitlines()


def _find_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return say("not installed")
