"""Prints laid-out, highlighted articles to standard output, for pipes and `less -R`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from rich.color import ColorSystem

from reader.annotate.pipeline import annotate
from reader.errors import LoadError
from reader.gate import drop_held
from reader.labels import find_labels
from reader.layout import Base, Layout, Line, Tashkeel, lay_out
from reader.load import Loaded, Reach, find_sources, load_each
from reader.load.repeating import Repeating
from reader.outlets import raw
from reader.paths import config_folder
from reader.reading.overlay import Overlay
from reader.settings.config import load_config
from reader.settings.themes import check_named, find_theme, load_themes
from reader.ui.reading.page_rows import is_set_apart
from reader.ui.reading.painting import Marks, PageStyles, paint
from reader.ui.terminal.sequences import detect_terminal, explicit_order
from reader.ui.theming import COLOURLESS, to_painting

Write = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Look:
    """The options for printing articles."""

    width: int
    """The measure, in cells."""
    tashkeel: Tashkeel
    palette: PageStyles
    colours: ColorSystem | None
    """The colours of the output; None if only text may be printed."""
    annotated: bool
    base: Base | None
    """The direction of every paragraph; None if each has its own, which may follow the article's."""


def render_articles(
    paths: Sequence[str],
    *,
    width: int,
    color: str,
    theme: str | None,
    tashkeel: Tashkeel,
    plain: bool,
    direction: str,
    encoding: str | None,
    follow_paths: bool = False,
) -> int:
    """Print the articles, and return the exit code: 2 if one could not be read, which standard error then names."""
    settings, themes = load_config(), load_themes()
    labels, label_problem = find_labels(config_folder())
    check_named(themes.themes, option=theme, variable=None if theme else os.environ.get("READER_THEME"))
    colours = _colours(os.environ, color)
    found, problem = find_theme(themes.themes, (theme or settings.config.display.theme) if colours else COLOURLESS)
    for complaint in (*settings.problems, *themes.problems, label_problem, problem):
        _complain(complaint)
    palette = to_painting(found, labels, highlight=settings.config.display.highlight)
    base: Base | None = "rtl" if direction == "rtl" else "ltr" if direction == "ltr" else None
    look = Look(width, tashkeel, palette, colours, annotated=not plain, base=base)
    code = 0
    with _standard_output() as write:
        number = 0
        for source in find_sources(paths, reach=Reach.ANYWHERE if follow_paths else Reach.BESIDE):
            remarks = Repeating(source.name)
            for outcome in load_each(source, encoding=encoding):
                if isinstance(outcome, LoadError):
                    _complain(str(outcome))
                    code = 2
                    continue
                for warning in remarks.sieve(outcome.warnings):
                    _complain(warning)
                write("\n" if number else "")
                number += 1
                for line in render(outcome, look):
                    write(line + "\n")
            for warning in remarks.sum_up():
                _complain(warning)
    return code


def render(loaded: Loaded, look: Look) -> Iterator[str]:
    """The lines of an article as they are printed."""
    article = loaded.article
    annotations = loaded.annotations or (annotate(article).annotations if look.annotated else ())
    overlay = Overlay(annotations if look.annotated else ())
    layout = lay_out(article.text, look.width, base=look.base, tashkeel=look.tashkeel)
    for paragraph in range(len(layout.paragraphs)):
        for line in layout.lines_of(paragraph):
            line_marks = Marks(tuple(overlay.over(line.span)), title=article.title_span, shows_open=False)
            yield _draw(line, line_marks, layout, look)
        if is_set_apart(layout, paragraph):
            yield ""


def _draw(line: Line, marks: Marks, layout: Layout, look: Look) -> str:
    margin = " " * layout.margin(line)
    segments = paint(line, marks, look.palette)
    if look.colours is None:
        return (margin + "".join(drop_held(text) for text, _, _ in segments)).rstrip()
    # Here text and the terminal's commands are still separate.
    return margin + "".join(
        style.render(drop_held(text), color_system=look.colours) if style else drop_held(text)
        for text, style, _ in segments
    )


def _colours(environment: Mapping[str, str], wanted: str) -> ColorSystem | None:
    if wanted == "never" or (wanted == "auto" and ("NO_COLOR" in environment or not sys.stdout.isatty())):
        return None
    if environment.get("COLORTERM") in ("truecolor", "24bit") or not sys.stdout.isatty():
        return ColorSystem.TRUECOLOR
    return ColorSystem.EIGHT_BIT if "256" in environment.get("TERM", "") else ColorSystem.STANDARD


def _standard_output() -> AbstractContextManager[Write]:
    """A writer to standard output; if that is a terminal, it keeps the order of the text that it is sent."""
    if not sys.stdout.isatty():
        return nullcontext(raw(sys.stdout).write)
    return explicit_order(detect_terminal(), sys.stdout)


def _complain(problem: str) -> None:
    if problem:
        print(f"reader: {problem}", file=sys.stderr)
