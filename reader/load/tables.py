"""Reads a table (CSV, TSV) as articles, one from each row; the first row names the columns, with one for the text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from reader.errors import LoadError, line_of, shown
from reader.load.bounds import MOST_BYTES, MOST_CELLS_OF_ROW, MOST_LINES_OF_TABLE, MOST_ROWS
from reader.load.bytes_read import decoded_lines
from reader.load.double_encoding import undo
from reader.load.fields import SYNONYMS, article_of, is_text_field, sort_fields, undated
from reader.load.loaded import Loaded
from reader.model import Article
from reader.wording import say

_DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?[ ,;\t|]*[\r\n]*$', re.IGNORECASE)
"""A first line with which Excel names the delimiter."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


class _TableLines:
    """The lines of a table, decoded one by one, so that its whole text is never in memory."""

    def __init__(self, data: bytes, name: str, encoding: str | None) -> None:
        self._data, self._name, self._encoding = data, name, encoding
        self._warnings: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        for _, decoded in decoded_lines(io.BytesIO(self._data), self._name, self._encoding):
            self._warnings += decoded.warnings
            yield from (line[0] for line in _LINE.finditer(decoded.text))

    def find_separator(self) -> str:
        """The delimiter that a first line such as sep=; names; "" where there is none."""
        found = _SEPARATOR_LINE.match(next(iter(self), ""))
        return found[1] if found else ""

    def take_warnings(self) -> tuple[str, ...]:
        """The warnings about what had to be replaced in the lines since the last call."""
        taken, self._warnings = self._warnings, ()
        return taken


def read_table(data: bytes, name: str, *, encoding: str | None = None) -> Iterator[Loaded | LoadError]:
    """The articles in a table; LoadError where no delimiter gives a column with the text, or the table is too big."""
    if data.count(b"\n") > MOST_LINES_OF_TABLE or data.count(b"\r") > MOST_LINES_OF_TABLE:
        raise LoadError(
            say(
                "{name}: the table has over {most} lines; split it.",
                name=shown(name),
                most=MOST_LINES_OF_TABLE,
            )
        )
    lines = _TableLines(data, name, encoding)
    if not any(line.strip() for line in lines):
        raise LoadError(say("{name}: the table has only white space; there is nothing to read.", name=shown(name)))
    separator = lines.find_separator()
    delimiter = separator or _find_delimiter(lines, name)
    lines.take_warnings()  # The lines looked at so far are read again, so their warnings would be repeated.
    rows = _records(lines, name, delimiter)
    if separator:
        next(rows)
    _, header = next(rows, (0, ()))
    if len(header) > MOST_CELLS_OF_ROW:
        raise LoadError(
            say(
                "{name}: the table has {number} columns, and may have at most {most}; leave out "
                "those that are not needed.",
                name=shown(name),
                number=len(header),
                most=MOST_CELLS_OF_ROW,
            )
        )
    columns = [undo(column).strip() for column in header]
    count = 0
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise LoadError(
                say(
                    "{name}: the table has over {most} rows; the rest was left out. Split it.",
                    name=shown(name),
                    most=MOST_ROWS,
                )
            )
        where = line_of(name, line)
        try:
            row = sort_fields(dict(zip(columns, cells, strict=False)))
            article = article_of(row, name, where)
        except LoadError as error:
            yield error
        else:
            warnings = (*lines.take_warnings(), *undated(row, where), *_leftover(columns, cells, where))
            yield Loaded(article, warnings=warnings, name=_name_of(article) or f"{name}:{line}")
    if not count:
        raise LoadError(say("{name}: the table has a header but no rows; there is nothing to read.", name=shown(name)))


def _name_of(article: Article) -> str:
    fields = dict(article.fields)
    return fields.get("doc") or fields.get("id") or ""


def _leftover(columns: list[str], cells: list[str], where: str) -> tuple[str, ...]:
    more = len(cells) - len(columns)
    if more <= 0:
        return ()
    return (
        say(
            "{where}: {more} cells beyond the header were left out; quote cells that contain the delimiter.",
            where=where,
            more=more,
        ),
    )


def _find_delimiter(lines: _TableLines, name: str) -> str:
    fitting = []
    for delimiter in _DELIMITERS:
        _, header = next(_records(lines, name, delimiter))
        if any(is_text_field(undo(column)) for column in header):
            fitting.append((len(header), delimiter))
    if not fitting:
        names = say(", ").join(SYNONYMS["text"][:4])
        raise LoadError(
            say(
                "{name}, line 1: no column has the name of a text; name it in the first row ({names} …), with "
                "commas, semicolons, tabs or bars between the columns.",
                name=shown(name),
                names=names,
            )
        )
    return max(fitting, key=lambda fit: fit[0])[1]


def _records(lines: _TableLines, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        # The limit belongs to the whole process, so it is raised only while one record is read.
        before = csv.field_size_limit(MOST_BYTES)
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise LoadError(
                say(
                    "{place}: the table is broken here ({error}); correct it.",
                    place=line_of(name, line),
                    error=error,
                )
            ) from error
        finally:
            csv.field_size_limit(before)
        if record is None:
            return
        if record:
            yield line, record
