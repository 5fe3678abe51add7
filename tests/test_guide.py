"""The guide is short, complete, and names the keys as the registry of actions has them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide_keys import HEADERS, Language, keys_of_actions, rows_by_name

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"
CONTENTS = GUIDE / "README.md"
PAGES = sorted(set(GUIDE.glob("*.md")) - {CONTENTS})
MOST_LINES = 55


def language_of(page: Path) -> Language:
    return "arabic" if page.name.endswith(".ar.md") else "english"


def rows_of_keys(page: Path) -> list[str]:
    """The rows of the tables of keys on a page."""
    tables = re.findall(re.escape(HEADERS[language_of(page)]) + r"\n((?:\|.*\n)+)", page.read_text(encoding="utf-8"))
    return [row for table in tables for row in table.splitlines()]


def keys_in_sentences(page: Path) -> set[str]:
    """What stands between single backticks outside tables and blocks, and is a key, or a key after `c` or `r`."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"^(\||    ).*$", "", text, flags=re.MULTILINE)
    named = set(re.findall(r"`([^`\n]+)`", text))
    return {each for each in named if each in keys_of_actions() or re.fullmatch(r"[cr] \S", each)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_key_does_what_the_page_says(page: Path) -> None:
    known = set(rows_by_name(language_of(page)).values())
    rows = rows_of_keys(page)
    assert rows
    assert [row for row in rows if row not in known] == [], "not what reader/ui/actions says"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_key_in_a_sentence_stands_in_a_table_of_the_page(page: Path) -> None:
    explained = {key for row in rows_of_keys(page) for key in re.findall(r"`([^`]+)`", row)}
    assert sorted(keys_in_sentences(page) - explained) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_short_and_has_a_picture(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    assert 1 <= text.count("![") <= 2


def test_the_contents_name_every_page_and_the_readme_names_the_contents() -> None:
    contents = CONTENTS.read_text(encoding="utf-8")
    assert [page.name for page in PAGES if f"]({page.name})" not in contents] == []
    assert "](docs/guide/README.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
