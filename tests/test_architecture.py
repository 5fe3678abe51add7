"""The house rules that a program can check: names stand once, and docs/architecture.md names what there is."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
import tomli

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "reader").rglob("*.py"))
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def repeated(names):
    return [name for name, times in Counter(names).items() if times > 1]


def test_a_file_name_stands_once_in_the_tree():
    assert repeated(path.name for path in MODULES if path.name != "__init__.py") == []


def test_a_class_name_stands_once_in_the_package():
    parsed = (ast.parse(path.read_text(encoding="utf-8")) for path in MODULES)
    assert repeated(node.name for tree in parsed for node in tree.body if isinstance(node, ast.ClassDef)) == []


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`((?:\w+/)*\w+\.(?:py|toml))`", PAGE))))
def test_a_file_that_the_page_names_exists(named):
    assert any((folder / named).is_file() for folder in (ROOT, ROOT / "reader", ROOT / "reader" / "annotate"))


def test_the_page_lists_the_layers_that_are_checked():
    contracts = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    checked = [re.split(r" [|:] ", layer) for layer in contracts[0]["layers"]]
    listed = [re.findall(r"`(\w+)`", row) for row in re.findall(r"^\| \d+ \| (.*?) \|", PAGE, re.MULTILINE)]
    assert [sorted(layer) for layer in listed] == [sorted(layer) for layer in checked]
