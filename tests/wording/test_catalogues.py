"""The Arabic catalogues are whole: every sentence of the code is in them, and nothing in them is out of date."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from reader.wording.catalogues import KEYWORDS, collect, compile_into, merge, missing, read_translations
from reader.wording.sentences import FOLDER

PACKAGE = FOLDER.parent
NOT_SAID = Path(__file__).parent / "data" / "not_said.txt"
"""Texts of two words and more that nobody reads: one a line, as it stands in the code."""
AREAS = sorted(
    {*(path.parent.name for path in PACKAGE.glob("*/__init__.py")), "reader"}.difference({"wording"})
    | {f"ui.{path.parent.name}" for path in PACKAGE.glob("ui/*/__init__.py")}
)
"""The packages of the program; those of the interface have an area each."""


@pytest.fixture(scope="module")
def catalogues() -> dict[str, Catalog]:
    return dict(read_translations())


def test_every_sentence_is_translated(catalogues: dict[str, Catalog]) -> None:
    assert missing(merge(collect(), catalogues)) == []


def test_what_the_program_reads_is_what_stands_in_the_catalogues(
    catalogues: dict[str, Catalog], tmp_path: Path
) -> None:
    compile_into(tmp_path / "messages.mo", merge(collect(), catalogues))
    compiled = FOLDER / "ar" / "LC_MESSAGES" / "messages.mo"
    assert compiled.read_bytes() == (tmp_path / "messages.mo").read_bytes(), "run python -m reader.wording.catalogues"


def test_translations_fill_in_the_same_values(catalogues: dict[str, Catalog]) -> None:
    wrong = []
    for catalogue in catalogues.values():
        for message in catalogue:
            if message.id and isinstance(message.id, str) and _named(message.id) != _named(str(message.string)):
                wrong.append(message.id)
            elif message.id and not isinstance(message.id, str):
                # One and two may say the number by a word.
                wrong += [message.id[1] for form in message.string if not _named(form) <= _named(message.id[1])]
                wrong += [message.id[1] for form in message.string[3:] if _named(form) != _named(message.id[1])]
    assert wrong == []


def _named(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("area", AREAS)
def test_no_sentence_is_said_past_the_catalogues(area: str) -> None:
    known = set(NOT_SAID.read_text(encoding="utf-8").splitlines()) if NOT_SAID.exists() else set()
    assert [text for text in _unsaid(area) if text not in known] == []


def _unsaid(area: str) -> Iterator[str]:
    """What looks like words for people, two or more side by side, outside of `say` and its like."""
    folder = PACKAGE.joinpath(*area.split(".")) if area != "reader" else PACKAGE
    for path in sorted(folder.glob("*.py") if area in ("reader", "ui") else folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        passed = {id(each) for node in ast.walk(tree) for each in _not_for_people(node)}
        for node in ast.walk(tree):
            if id(node) in passed:
                continue
            if isinstance(node, ast.JoinedStr):
                text = "".join(each.value if isinstance(each, ast.Constant) else "{}" for each in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
            else:
                continue
            if re.search(r"[A-Za-z]{2,}[,;:.]? [a-z]{2,}", text) and not _is_code(text):
                yield " ".join(text.split())


def _not_for_people(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        # Docstrings; of commands and settings they are said through their own tables.
        yield from (each.value for each in node.body if isinstance(each, ast.Expr))
    elif isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in (*KEYWORDS, "Example"):
        yield from node.args
    elif isinstance(node, ast.Call | ast.Tuple | ast.Dict) and any(map(_is_arabic, ast.iter_child_nodes(node))):
        # What stands beside its own Arabic: the names of actions, the pages of keys.
        yield from ast.iter_child_nodes(node)
        yield from (each.value for each in getattr(node, "keywords", ()))
    elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        name = getattr(node.exc.func, "id", "")
        if name in ("ValueError", "TypeError", "KeyError", "AssertionError", "RuntimeError", "NotImplementedError"):
            yield from ast.walk(node)
    elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
        yield from ast.walk(node.annotation)


def _is_arabic(node: ast.AST) -> bool:
    pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
    return any(isinstance(each, ast.Constant) and bool(re.search("[ء-ي]", str(each.value))) for each in pieces)


def _is_code(text: str) -> bool:
    return bool(
        re.search(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|WHERE|PRAGMA|FROM|JOIN|ORDER BY)\b|[{;]\s*\w[\w-]*:", text)
    )
