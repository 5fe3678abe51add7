"""Writes the style sheet of a page: the fixed part, the colours, and the names that labels and columns show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reader.report.chart_shapes import SERIES
from reader.report.page_colours import PageColours, Shade
from reader.report.page_policy import quote_css


@dataclass(frozen=True, slots=True)
class PageNames:
    """The names on a page, in the order of the numbers of their classes."""

    labels: Sequence[str]
    label_colours: Sequence[str]
    """The name of the theme's colour of each label."""
    role_colours: Sequence[str]
    columns: Sequence[str]
    """The columns of the ledger."""
    running_head: str
    """What stands at the top of each printed page."""


def write_style(names: PageNames, colours: PageColours) -> str:
    """The style sheet of a page; nothing in it comes from elsewhere, and names cannot end it."""
    shades = list(colours.shades(names.label_colours, names.role_colours))
    return "".join((_write_colours(shades), read_part("report.css"), *_write_classes(names), _write_paper(names)))


@cache
def read_part(name: str) -> str:
    """A file of the page as it comes with the reader."""
    return (files("reader.report") / "page" / name).read_text(encoding="utf-8")


def _write_colours(shades: Sequence[Shade]) -> str:
    """The colours as properties; a browser that does not know light-dark() gets the light ones."""
    light = "".join(f"--{each.name}:{each.light.hex};" for each in shades)
    both = "".join(f"--{each.name}:light-dark({each.light.hex},{each.dark.hex});" for each in shades)
    return f":root{{color-scheme:light dark;{light}}}\n@supports (color:light-dark(red,red)){{:root{{{both}}}}}\n"


def _write_classes(names: PageNames) -> Iterator[str]:
    for number, label in enumerate(names.labels):
        yield f".e.l{number}{{color:var(--l{number}c)}}"
        yield f"mark.l{number},.g.l{number}{{background:var(--l{number}b);color:var(--l{number}t)}}"
        yield f".e.l{number}:hover::after,.e.l{number}:focus::after{{content:{quote_css(label)}}}"
        yield f".f-{number}{{fill:var(--l{number}c)}}\n"
    for number in range(len(names.role_colours)):
        yield f".r{number}{{border-color:var(--r{number}c)}}"
        yield f".r{number}.on{{background:var(--r{number}b);color:var(--r{number}t)}}\n"
    for number in range(SERIES):
        yield f".s-{number}{{fill:var(--s{number}c)}}"
    columns = "".join(
        f".ledger td:nth-child({number})::before{{content:{quote_css(name)}}}"
        for number, name in enumerate(names.columns, start=1)
    )
    yield f"@media screen and (max-width:48rem){{{columns}}}\n"


def _write_paper(names: PageNames) -> str:
    head = quote_css(names.running_head)
    return (
        "@page{size:A4;margin:18mm 15mm;"
        f"@top-center{{content:{head};font-size:9pt}}"
        '@bottom-center{content:counter(page) " / " counter(pages);font-size:9pt}}\n'
    )
