"""Prints laid-out, highlighted articles to standard output, for pipes and `less -R`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from rich.color import ColorSystem

from reader.annotate.foreign_text import explain_language
from reader.annotate.learnt import NOTHING, Learnt, read_learnt
from reader.annotate.pipeline import annotate
from reader.errors import AnnotateError, LoadError, shown
from reader.gate import drop_held
from reader.labels import FILE, LabelSet, find_labels, is_left_out
from reader.layout import Base, Layout, Line, Tashkeel, lay_out
from reader.load import Loaded, Reach, find_sources, load_each
from reader.load.repeating import Repeating
from reader.outlets import raw
from reader.paths import config_folder
from reader.reading.overlay import Overlay
from reader.settings.config import load_config
from reader.settings.label_colours import find_colour_problems
from reader.settings.themes import check_named, find_theme, load_themes
from reader.store.learnt_at_hand import find_learnt
from reader.store.location import place_of
from reader.ui.bracketing import Bracketed
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
    labels: LabelSet
    colours: ColorSystem | None
    """The colours of the output; None if only text may be printed."""
    annotated: bool
    base: Base | None
    """The direction of every paragraph; None if each has its own, which may follow the article's."""
    learnt: Learnt = NOTHING
    """What was learnt from the decisions in the workspace of the articles."""


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
    mine = find_labels(config_folder())
    colours_lacking = find_colour_problems(mine.labels, themes.themes.values(), shown(config_folder() / FILE))
    check_named(themes.themes, option=theme, variable=None if theme else os.environ.get("READER_THEME"))
    colours = _colours(os.environ, color)
    found, problem = find_theme(themes.themes, (theme or settings.config.display.theme) if colours else COLOURLESS)
    for complaint in (*settings.problems, *themes.problems, *mine.problems, *colours_lacking, problem):
        _complain(complaint)
    palette = to_painting(found, mine.labels, highlight=settings.config.display.highlight)
    palette = replace(palette, brackets=found.colourless)
    base: Base | None = "rtl" if direction == "rtl" else "ltr" if direction == "ltr" else None
    place = place_of(paths)
    try:
        learnt = read_learnt(find_learnt(place), shown(place))
    except AnnotateError as error:
        _complain(str(error))
        learnt = NOTHING
    look = Look(width, tashkeel, palette, mine.labels, colours, annotated=not plain, base=base, learnt=learnt)
    code = 0
    with _standard_output(settings.config.display.bidi) as write:
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
    annotations = loaded.annotations if look.annotated else ()
    if look.annotated and not annotations:
        outcome = annotate(article, learnt=look.learnt)
        annotations = tuple(each for each in outcome.annotations if not is_left_out(each.label, look.labels))
        if language := explain_language(outcome.language):
            _complain(f"{shown(loaded.place)}: {language[0].lower()}{language[1:]}" if loaded.place else language)
    spans = (each.span for each in annotations) if look.palette.brackets else ()
    bracketed = Bracketed(article.text, spans)
    overlay = Overlay([replace(each, span=bracketed.move(each.span), roles=()) for each in annotations])
    title = article.title_span and bracketed.move(article.title_span)
    layout = lay_out(bracketed.text, look.width, base=look.base, tashkeel=look.tashkeel)
    for paragraph in range(len(layout.paragraphs)):
        for line in layout.lines_of(paragraph):
            line_marks = Marks(tuple(overlay.over(line.span)), title=title, shows_open=False)
            yield _draw(line, line_marks, layout, look)
        if is_set_apart(layout, paragraph):
            yield _paint_blank(look.width, look)


def _draw(line: Line, marks: Marks, layout: Layout, look: Look) -> str:
    segments = paint(line, marks, replace(look.palette, brackets=False))
    margin = layout.margin(line)
    if look.colours is None:
        return (" " * margin + "".join(drop_held(text) for text, _, _ in segments)).rstrip()
    # Here text and the terminal's commands are still separate.
    drawn = "".join(
        style.render(drop_held(text), color_system=look.colours) if style else drop_held(text)
        for text, style, _ in segments
    )
    rest = layout.width - margin - line.width
    return _paint_blank(margin, look) + drawn + _paint_blank(rest, look)


def _paint_blank(cells: int, look: Look) -> str:
    """Blank cells of the page: a theme's letters can be read on its own ground only, which must not look torn."""
    if look.colours is None or not look.palette.base.bgcolor:
        return " " * cells if look.colours else ""
    return look.palette.base.render(" " * cells, color_system=look.colours) if cells > 0 else ""


def _colours(environment: Mapping[str, str], wanted: str) -> ColorSystem | None:
    if wanted == "never" or (wanted == "auto" and ("NO_COLOR" in environment or not sys.stdout.isatty())):
        return None
    if environment.get("COLORTERM") in ("truecolor", "24bit") or not sys.stdout.isatty():
        return ColorSystem.TRUECOLOR
    return ColorSystem.EIGHT_BIT if "256" in environment.get("TERM", "") else ColorSystem.STANDARD


def _standard_output(bidi: str) -> AbstractContextManager[Write]:
    """A writer to standard output; if that is a terminal, it keeps the order of the text that it is sent."""
    if not sys.stdout.isatty():
        return nullcontext(raw(sys.stdout).write)
    return explicit_order(detect_terminal(bidi=bidi), sys.stdout)


def _complain(problem: str) -> None:
    if problem:
        print(f"reader: {problem}", file=sys.stderr)
