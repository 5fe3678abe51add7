r"""Rules of layout by example: golden/*.txt, one file a rule.

A file gives the reasons in comments, the options, the text (with \n, \t, \uXXXX escapes) and the rows: each row its
cells from left to right, a cell as the character itself where it is ASCII (_ for a blank), else as its code points.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.layout import Line, lay_out

FILES = sorted((Path(__file__).parent / "golden").glob("*.txt"))
ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-f]{4})|(?P<letter>[nrt]))")
LETTERS = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True)
class Golden:
    options: dict[str, str]
    text: str
    rows: list[list[str]]


def read_golden(path: Path) -> Golden:
    head, body = path.read_text(encoding="utf-8").split("== text\n")
    text, rows = body.split("\n== rows\n")
    options = dict(line.split() for line in head.splitlines() if not line.startswith("#"))
    return Golden(
        options=options,
        text=ESCAPE.sub(
            lambda match: LETTERS[match["letter"]] if match["letter"] else chr(int(match["code"], 16)), text
        ),
        rows=[[read_cell(cell) for cell in row.split()] for row in rows.removesuffix("\n").split("\n")],
    )


def read_cell(written: str) -> str:
    if len(written) == 1:
        return " " if written == "_" else written
    return "".join(chr(int(code, 16)) for code in written.split("+"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_rows_are_as_written(path: Path) -> None:
    golden = read_golden(path)
    options = {name: int(value) if value.isdecimal() else value for name, value in golden.options.items()}
    layout = lay_out(golden.text, **options)  # type: ignore[arg-type]
    assert [draw_row(line) for line in layout.lines] == golden.rows


def draw_row(line: Line) -> list[str]:
    """The cells of a line with the blanks of its indent, which are at the right of right-to-left text."""
    cells, indent = [cell.glyph for cell in line.cells], [" "] * line.indent
    return [*cells, *indent] if line.base == "rtl" else [*indent, *cells]


def test_every_rule_has_a_file() -> None:
    assert [path.stem for path in FILES] == [
        "blank_lines",
        "brackets",
        "carriers",
        "closing_punctuation",
        "controls",
        "digits",
        "emoji",
        "european_numbers",
        "honorifics",
        "hyphens",
        "indents",
        "indents_left_to_right",
        "lam_alef",
        "latin_phrase",
        "latin_words",
        "left_to_right",
        "long_word",
        "other_languages",
        "scraped",
        "spaces",
        "tashkeel",
        "tashkeel_stripped",
        "tatweel",
    ]
