"""Every test asserts something: itself, by `pytest.raises`, or through a `check…` or `expect…` of its own file that does."""

from __future__ import annotations

import ast
from collections.abc import Collection
from pathlib import Path

import pytest

FILES = sorted(Path(__file__).parent.rglob("test_*.py"))


def asserts(function: ast.AST, checks: Collection[str] = ()) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) if name in checks:
                    return True
                case ast.Attribute(value=ast.Name(id="pytest"), attr="raises" | "warns"):
                    return True
    return False


def find_idle_tests(source: str) -> list[str]:
    functions = [
        each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    checks = {each.name for each in functions if each.name.startswith(("check", "expect")) and asserts(each)}
    return [each.name for each in functions if each.name.startswith("test_") and not asserts(each, checks)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_test_asserts_something(file: Path) -> None:
    assert find_idle_tests(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def test_a():\n    assert run()", []),
        ("async def test_a():\n    with pytest.raises(OSError):\n        run()", []),
        ("def check_it():\n    assert run()\n\ndef test_a():\n    check_it()", []),
        ("def test_a():\n    run()", ["test_a"]),
        ("def check_it():\n    run()\n\ndef test_a():\n    check_it()", ["test_a"]),
        # One that looks for the right screen before it goes on asserts nothing of what the test is about.
        ("def screen():\n    assert is_open()\n\ndef test_a():\n    screen()", ["test_a"]),
    ],
)
def test_what_counts_as_an_assertion(source: str, found: list[str]) -> None:
    assert find_idle_tests(source) == found
