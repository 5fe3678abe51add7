"""Reads JSON and JSON Lines as articles, with the annotations in their rows.

A .json file is one object, a list of objects, or an object with a list of them ("articles", "items" …). The stored text
is the row's text where that begins with its title, and otherwise the title, a blank line and the text. A row without
text names the article's file in "doc", or in "path" where "doc" is only its name.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any, BinaryIO

from reader.errors import LoadError, line_of, shown
from reader.exchange.jsonl import ANNOTATED_FIELDS, has_entities, read_annotations
from reader.exchange.native import FIELDS, FORMAT
from reader.load.bounds import MOST_BYTES, MOST_VALUES
from reader.load.bytes_read import decoded_lines
from reader.load.encoding import Decoded, decode
from reader.load.fields import article_of, sort_fields, undated
from reader.load.loaded import Loaded, warn_once
from reader.load.referred import Reach, read_referred
from reader.wording import say, written_digits

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[,\[{]', re.DOTALL)
_MOST_ERRORS = 100
"""The most broken rows of one file that are reported one by one."""


def read_json(
    data: bytes, name: str, *, encoding: str | None = None, reach: Reach = Reach.BESIDE
) -> Iterator[Loaded | LoadError]:
    """The articles in a JSON document, or in JSON Lines if the file turns out to be that.

    LoadError where it is not valid JSON or has no articles.
    """
    decoded = decode(data, name, encoding=encoding)
    text = decoded.text
    try:
        document = _parse(text, shown(name))
    except ValueError as error:
        if not _is_object(text.lstrip().partition("\n")[0]):
            raise LoadError(
                say(
                    "{where}: this is not valid JSON ({reason}); correct it.",
                    where=_place(name, error),
                    reason=_reason(error),
                )
            ) from error
        yield from read_json_lines(io.BytesIO(data), name, encoding=encoding, reach=reach)
        return
    yield from warn_once(_outcomes(document, name, reach), decoded.warnings)


def _outcomes(document: Any, name: str, reach: Reach) -> Iterator[Loaded | LoadError]:
    rows = _rows_in(document)
    for number, row in enumerate(rows, 1):
        where = _row_of(shown(name), number) if len(rows) > 1 else shown(name)
        yield _outcome(row, name, where, f"{name}:{number}", reach)
    if not rows:
        raise LoadError(
            say("{name}: the JSON has no articles; give a list of objects, each with a text.", name=shown(name))
        )


def read_json_lines(
    stream: BinaryIO, name: str, *, encoding: str | None = None, reach: Reach = Reach.BESIDE
) -> Iterator[Loaded | LoadError]:
    """The articles in JSON Lines, read one line at a time; a broken line gives an error and does not stop the others.

    A file that turns out to be one JSON document over many lines is read as such. LoadError where there are no rows.
    """
    lines: Iterator[tuple[int, Decoded]] = (
        pair for pair in decoded_lines(stream, name, encoding) if pair[1].text.strip()
    )
    first = next(lines, None)
    if first is None:
        raise LoadError(say("{name}: the file has no rows; there is nothing to read.", name=shown(name)))
    lines = chain([first], lines)
    if first[1].text.strip() in ("[", "{"):
        kept = _keep_all(lines, name)
        document = _document_in(kept, name)
        if document is not None:
            warnings = tuple(warning for _, line in kept for warning in line.warnings)
            yield from warn_once(_outcomes(document, name, reach), warnings)
            return
        lines = iter(kept)
    broken = 0
    for number, line in lines:
        for outcome in warn_once(_in_line(line.text, name, number, reach), line.warnings):
            broken += isinstance(outcome, LoadError)
            if isinstance(outcome, Loaded) or broken <= _MOST_ERRORS:
                yield outcome
    if broken > _MOST_ERRORS:
        yield LoadError(
            say(
                "{name}: {number} more rows cannot be read; check how the file was made.",
                name=shown(name),
                number=broken - _MOST_ERRORS,
            )
        )


def _keep_all(lines: Iterator[tuple[int, Decoded]], name: str) -> list[tuple[int, Decoded]]:
    kept, size = [], 0
    for number, line in lines:
        kept.append((number, line))
        size += len(line.text)
        if size > MOST_BYTES or len(kept) > MOST_VALUES:
            raise LoadError(
                say(
                    "{name}: this is one JSON document of over {size} MB or {most} lines; split it, or give "
                    "each article a line.",
                    name=shown(name),
                    size=MOST_BYTES >> 20,
                    most=MOST_VALUES,
                )
            )
    return kept


def _document_in(lines: Sequence[tuple[int, Decoded]], name: str) -> Any:
    try:
        return _parse("".join(line.text for _, line in lines), shown(name))
    except ValueError:
        return None


def _in_line(line: str, name: str, number: int, reach: Reach) -> Iterator[Loaded | LoadError]:
    where = line_of(name, number)
    try:
        document = _parse(line.rstrip("\r\n"), where)
    except LoadError as error:
        yield error
        return
    except ValueError as error:
        yield LoadError(
            say(
                "{where}: this is not valid JSON ({reason}); correct or remove the line.",
                where=where,
                reason=_reason(error),
            )
        )
        return
    rows = _rows_in(document)
    if not rows:
        yield LoadError(say("{where}: the line has no article; give an object with a text.", where=where))
    errors = []
    for at, row in enumerate(rows, 1):
        outcome = _outcome(row, name, _row_of(where, at) if len(rows) > 1 else where, f"{name}:{number}", reach)
        if isinstance(outcome, Loaded):
            yield outcome
        else:
            errors.append(outcome)
    if len(errors) > 1:
        yield LoadError(
            say(
                "{where}: {number} of its {rows} rows cannot be read; the first: {first}",
                where=where,
                number=len(errors),
                rows=len(rows),
                first=errors[0],
            )
        )
    else:
        yield from errors


def _parse(text: str, where: str) -> Any:
    if text.count(",") + text.count("[") + text.count("{") > MOST_VALUES and _has_too_many_values(text):
        raise LoadError(
            say(
                "{where}: the JSON has over {most} values; split it, or give each article a line.",
                where=where,
                most=MOST_VALUES,
            )
        )
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _has_too_many_values(text: str) -> bool:
    # Such characters do not count between quotation marks, where they are text.
    found = (token for token in _TOKEN.finditer(text) if token[0][0] != '"')
    return next(islice(found, MOST_VALUES, None), None) is not None


def _is_object(line: str) -> bool:
    try:
        return isinstance(_parse(line, ""), dict)
    except ValueError:
        return False


def _row_of(where: str, row: int) -> str:
    return say("{where}, row {row}", where=where, row=written_digits(str(row)))


def _place(name: str, error: ValueError) -> str:
    return line_of(name, error.lineno) if isinstance(error, json.JSONDecodeError) else shown(name)


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return say("{msg} at column {colno}", msg=error.msg, colno=written_digits(str(error.colno)))
    return str(error)


def _rows_in(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return [document]
    if sort_fields(document).text or "doc" in document:
        return [document]
    for field, value in document.items():
        # A list of tags or authors is not a list of articles.
        if field not in ANNOTATED_FIELDS and isinstance(value, list) and any(map(_is_row, value)):
            return value
    return [document]


def _is_row(value: Any) -> bool:
    return isinstance(value, dict) and bool(sort_fields(value).text or "doc" in value)


def _outcome(row: Any, name: str, where: str, place: str, reach: Reach) -> Loaded | LoadError:
    try:
        if not isinstance(row, dict):
            raise LoadError(
                say("{where}: the row is not an object; give each article as an object with a text.", where=where)
            )
        return replace(load_row(row, name, where, reach=reach), name=_name_of(row) or place)
    except LoadError as error:
        return error


def _name_of(row: dict[str, Any]) -> str:
    names = (row.get(field) for field in ("doc", "id"))
    return next((str(name) for name in names if name and isinstance(name, str | int)), "")


def load_row(row: dict[str, Any], name: str, where: str, *, reach: Reach = Reach.BESIDE) -> Loaded:
    """The article and annotations in one row of the file `name`; `where` names the row in errors and warnings.

    LoadError where the row has no text.
    """
    is_native = row.get("format") == FORMAT
    fields = sort_fields(row, without=ANNOTATED_FIELDS | (FIELDS if is_native else frozenset()))
    warnings = undated(fields, where)
    if fields.text.strip():
        article = article_of(fields, name, where)
        if row.get("whole") is True or is_native:
            article = replace(article, text=fields.text)
        bodies = [fields.text, article.text, f"{fields.title}\n\n{fields.text}"]
    elif isinstance(row.get("doc"), str):
        referred = read_referred(row["doc"], name, where, path=row.get("path"), reach=reach)
        article, warnings = referred.article, (*warnings, *referred.warnings)
        bodies = [article.text]
    else:
        raise LoadError(
            say("{where}: the row has no text; put it in a field named text, body or content.", where=where)
        )
    body = next((body for body in bodies if _is_described(row, body)), None)
    if body is None:
        if has_entities(row) or row.get("commitments"):
            warnings += (
                say(
                    "{where}: the annotations were left out, since they were made on another text (sha256 or length).",
                    where=where,
                ),
            )
        return Loaded(article, warnings=warnings)
    annotations, unfit = read_annotations(row, article.text, where, shift=len(article.text) - len(body))
    return Loaded(article, annotations, warnings + unfit)


def _is_described(row: dict[str, Any], body: str) -> bool:
    digest, length = row.get("sha256"), row.get("length")
    if isinstance(length, int) and length != len(body):
        return False
    if not isinstance(digest, str) or not digest:
        return True
    return digest.lower() == hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
