"""Writes the words of a query as an expression of FTS5, which finds the articles that have them, or may have them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import prod
from typing import NamedTuple

from reader.library.index.index_words import stem
from reader.library.index.word_patterns import WordPattern
from reader.library.queries.query_terms import AllOf, AnyOf, NearTerm, Node, Phrase, PhraseTerm

_MOST_SPELLINGS = 32
"""The most phrases that are written for one with words of several spellings."""
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
    if _is_plain(phrase) and prod(len(each.forms) for each in phrase) <= _MOST_SPELLINGS:
        spellings = product(*(each.forms for each in phrase))
        return FullText(" OR ".join(_quote(each, is_prefix=phrase[-1].is_prefix) for each in spellings), True)
    if all(each.stem and not each.is_prefix and len(each.shortest) >= _SHORTEST_STEM for each in phrase):
        stems = _quote(stem(each.stem) for each in phrase)
        columns = f"{column}_stems" if column else "title_stems body_stems"
        return FullText(f"{{{columns}}} : {stems}", False)
    return FullText(" AND ".join(map(_one_of, phrase)), False)


def _write_near(phrases: tuple[Phrase, ...], distance: int) -> FullText:
    if all(_is_plain(each) and all(len(word.forms) == 1 for word in each) for each in phrases):
        inside = (_quote((word.forms[0] for word in each), is_prefix=each[-1].is_prefix) for each in phrases)
        return FullText(f"NEAR({' '.join(inside)}, {distance})", True)
    return FullText(" AND ".join(f"({_one_of(word)})" for each in phrases for word in each), False)


def _is_plain(phrase: Phrase) -> bool:
    """Whether FTS5 knows such phrases: only the last word is the beginning of one."""
    return not any(each.is_prefix for each in phrase[:-1])


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
