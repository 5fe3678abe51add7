"""Tables (CSV, TSV) become articles, one a row: the first row names the columns, one of which holds the text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from reader.errors import LoadError, shown
from reader.load.bounds import MOST_BYTES
from reader.load.double_encoding import undo
from reader.load.encoding import decode
from reader.load.fields import SYNONYMS, article_of, is_text_field, sort_fields
from reader.load.loaded import Loaded, warn_once
from reader.model import Article

_DELIMITERS = ",;\t|"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


def read_table(data: bytes, name: str, *, encoding: str | None = None) -> Iterator[Loaded | LoadError]:
    """The articles in a table; LoadError where no delimiter gives a column with the text."""
    decoded = decode(data, name, encoding=encoding)
    if not decoded.text.strip():
        raise LoadError(f"{shown(name)}: the table holds nothing but white space; there is nothing to read.")
    yield from warn_once(_articles(decoded.text, name), decoded.warnings)


def _articles(text: str, name: str) -> Iterator[Loaded | LoadError]:
    delimiter = _find_delimiter(text, name)
    rows = _records(text, name, delimiter)
    _, header = next(rows)
    columns = [undo(column).strip() for column in header]
    count = 0
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        where = f"{shown(name)}, line {line}"
        try:
            article = article_of(sort_fields(dict(zip(columns, cells, strict=False))), name, where)
        except LoadError as error:
            yield error
        else:
            yield Loaded(article, warnings=_leftover(columns, cells, where), name=_name_of(article) or f"{name}:{line}")
    if not count:
        raise LoadError(f"{shown(name)}: the table has a header and no rows; there is nothing to read.")


def _name_of(article: Article) -> str:
    fields = dict(article.fields)
    return fields.get("doc") or fields.get("id") or ""


def _leftover(columns: list[str], cells: list[str], where: str) -> tuple[str, ...]:
    more = len(cells) - len(columns)
    if more <= 0:
        return ()
    return (f"{where}: {more} cells beyond the header were left out; quote cells that hold the delimiter.",)


def _find_delimiter(text: str, name: str) -> str:
    fitting = []
    for delimiter in _DELIMITERS:
        _, header = next(_records(text, name, delimiter))
        if any(is_text_field(undo(column)) for column in header):
            fitting.append((len(header), delimiter))
    if not fitting:
        names = ", ".join(SYNONYMS["text"][:4])
        raise LoadError(
            f"{shown(name)}, line 1: no column holds the text; name it in the first row ({names} …), "
            "with commas, semicolons, tabs or bars between the columns."
        )
    return max(fitting, key=lambda fit: fit[0])[1]


def _records(text: str, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    # Not through StringIO, which holds four bytes for each character of the table.
    reader = csv.reader((line[0] for line in _LINE.finditer(text)), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        # The limit belongs to the whole process, so it is raised only while one record is read.
        before = csv.field_size_limit(MOST_BYTES)
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise LoadError(f"{shown(name)}, line {line}: the table is broken here ({error}); mend it.") from error
        finally:
            csv.field_size_limit(before)
        if record is None:
            return
        if record:
            yield line, record
