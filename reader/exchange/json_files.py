"""Writes JSON that every program reads alike, and reads what other programs wrote, with or without a mark before it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reader.errors import LoadError, shown
from reader.wording import say

# Lone surrogates cannot be encoded in UTF-8, and some programs treat the others as line ends.
_ESCAPED = re.compile("[\ud800-\udfff\x7f-\x9f\u2028\u2029]")


def as_line(value: Any) -> str:
    """The value as JSON on one line, without a line end; the letters are not escaped."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def read_rows(path: Path, *, complain: Callable[[str], None]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON Lines with the numbers of their lines; complains of lines that are no object.

    Raises LoadError where the file cannot be read, or where its first line is no object.
    """
    is_first = True
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                row = _object_in(line)
                if row is not None:
                    yield number, row
                elif is_first:
                    raise LoadError(
                        say("{path}: the file is not JSON Lines, with an object on each line.", path=shown(path))
                    )
                else:
                    complain(
                        say(
                            "{path}, line {number}: the line was left out, since it is not a JSON object.",
                            path=shown(path),
                            number=number,
                        )
                    )
                is_first = False
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from error


def read_json(path: Path) -> Any:
    """The value in a JSON file; raises LoadError where there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise LoadError(say("{path}: the file is not JSON.", path=shown(path))) from error


def unreadable(path: Path, error: OSError | UnicodeDecodeError) -> LoadError:
    """What to say of a file that cannot be read."""
    if isinstance(error, UnicodeDecodeError):
        return LoadError(say("{path}: the file is not UTF-8; convert it.", path=shown(path)))
    return LoadError(say("{path}: {reason}; check the name.", path=shown(path), reason=error.strerror or error))


def object_of(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def objects_in(value: Any) -> list[dict[str, Any]]:
    """The objects in a list, without anything else in it; none where the value is no list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _object_in(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None
