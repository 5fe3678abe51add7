"""Writes the words of a query as an expression of FTS5, which finds the articles that have them, or may have them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import prod
from typing import NamedTuple

from reader.library.index.index_words import stem
from reader.library.index.word_patterns import WordPattern
from reader.library.queries.query_terms import AllOf, AnyOf, NearTerm, Node, Phrase, PhraseTerm

_MOST_SPELLINGS = 1_000
"""The most phrases that are written for one with words of several forms; two words with any proclitics are 576."""
_SHORTEST_STEM = 3
"""The letters that a word keeps, whatever `stem` takes off: the stems of longer words are those of all their forms."""


class FullText(NamedTuple):
    """An expression of FTS5."""

    expression: str
    is_exact: bool
    """Whether all articles that it finds are meant; if not, no other articles are."""


def write_full_text(node: Node) -> FullText | None:
    """The expression for words and what joins them; None if there are other terms."""
    match node:
        case PhraseTerm(phrase, column):
            return _in_column(_write_phrase(phrase, column), column)
        case NearTerm(phrases, distance, column):
            return _in_column(_write_near(phrases, distance), column)
        case AllOf(parts) | AnyOf(parts):
            written = [write_full_text(part) for part in parts]
            found = [each for each in written if each is not None]
            return _join(found, "AND" if isinstance(node, AllOf) else "OR") if len(found) == len(written) else None
    return None


def may_contain(phrase: Phrase) -> str:
    """An expression that finds all articles with a phrase, also where proclitics stand before its first word."""
    first, *rest = (_one_of(pattern.with_proclitics() if not at else pattern) for at, pattern in enumerate(phrase))
    return f"{{title body}} : ({' AND '.join((first, *rest))})"


def _in_column(written: FullText, column: str) -> FullText:
    if written.expression.startswith("{"):
        return written
    return FullText(f"{{{column or 'title body'}}} : ({written.expression})", written.is_exact)


def _write_phrase(phrase: Phrase, column: str) -> FullText:
    if len(phrase) == 1:
        return FullText(_one_of(phrase[0]), True)
    if spellings := _spell(phrase):
        return FullText(" OR ".join(spellings), True)
    if all(each.stem and not each.is_prefix and len(each.shortest) >= _SHORTEST_STEM for each in phrase):
        stems = _quote(stem(each.stem) for each in phrase)
        columns = f"{column}_stems" if column else "title_stems body_stems"
        return FullText(f"{{{columns}}} : {stems}", False)
    return FullText(" AND ".join(map(_one_of, phrase)), False)


def _write_near(phrases: tuple[Phrase, ...], distance: int) -> FullText:
    spellings = [_spell(phrase) for phrase in phrases]
    if 0 < prod(map(len, spellings)) <= _MOST_SPELLINGS:
        return FullText(" OR ".join(f"NEAR({' '.join(each)}, {distance})" for each in product(*spellings)), True)
    return FullText(" AND ".join(_one_of(word) for each in phrases for word in each), False)


def _spell(phrase: Phrase) -> list[str]:
    """The phrases of FTS5 that are meant; none if it knows no such phrases, or if they are too many."""
    if any(each.is_prefix for each in phrase[:-1]) or prod(len(each.forms) for each in phrase) > _MOST_SPELLINGS:
        return []
    return [_quote(each, is_prefix=phrase[-1].is_prefix) for each in product(*(each.forms for each in phrase))]


def _one_of(pattern: WordPattern) -> str:
    return f"({' OR '.join(_quote((form,), is_prefix=pattern.is_prefix) for form in pattern.forms)})"


def _quote(words: Iterable[str], *, is_prefix: bool = False) -> str:
    # Folded words are letters and digits alone.
    return f'"{" ".join(words)}"' + " *" * is_prefix


def _join(parts: Iterable[FullText], operator: str) -> FullText:
    parts = tuple(parts)
    return FullText(
        f" {operator} ".join(f"({each.expression})" for each in parts), all(each.is_exact for each in parts)
    )
