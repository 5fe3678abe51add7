"""Babel does not see a call inside the arguments of another one: what is said there has to be collected elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from test_catalogues import NOT_YET

from reader.wording.catalogues import KEYWORDS, collect
from reader.wording.sentences import FOLDER

PACKAGE = FOLDER.parent


def test_every_sentence_in_the_code_is_collected() -> None:
    collected = {
        message.id if isinstance(message.id, str) else message.id[0]
        for catalogue in collect().values()
        for message in catalogue
        if message.id
    }
    assert [said for said in _said() if said not in collected] == []


def _said() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts[:-1]
        if (".".join(parts[: 2 if parts[:1] == ("ui",) else 1]) or "reader") in NOT_YET:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                first = node.args[1 if node.func.id == "counted" else 0]
                if isinstance(first, ast.Constant):
                    yield first.value
