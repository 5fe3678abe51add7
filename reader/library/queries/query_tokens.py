"""Cuts a query into its tokens: words, quoted words, names of fields, and what joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reader.errors import QueryError
from reader.wording import say


class TokenKind(Enum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    FIELD = "field"
    NEAR = "near"
    OPEN = "("
    CLOSE = ")"
    AND = "and"
    OR = "or"
    NOT = "not"
    STEMS = "~"
    COMMA = ","
    END = "end"


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A token with its place."""

    kind: TokenKind
    text: str
    """What it says: the words between the quotation marks, the name of the field."""
    offset: int
    """Where the text begins in the query."""
    end: int
    """Where the next token may begin."""


_QUOTES = '"“”„«»'
_CLOSING = {"«": "»", "»": "«»"}
_SIGNS = {"(": TokenKind.OPEN, ")": TokenKind.CLOSE, "&": TokenKind.AND, "|": TokenKind.OR}
_OPERATORS = {"AND": TokenKind.AND, "OR": TokenKind.OR, "NOT": TokenKind.NOT}
_SPACE = re.compile(r"\s*")
_NEAR = re.compile(r"NEAR\s*\(")
_FIELD = re.compile(r"([^\W\d_](?:[\w-]*\w)?[:：])\s*")
_AFTER_QUOTE = re.compile(r"[:：]\s*")
_WORD = re.compile(rf"(?:[^\s()&|,،{_QUOTES}]|(?<=\d)[,،](?=\d))+")


def cut_query(written: str) -> Iterator[QueryToken]:
    """The tokens of a query in order, the last of which is its end; QueryError for a quotation that is not closed."""
    at = 0
    while (at := _skip_space(written, at)) < len(written):
        token = _read_token(written, at)
        yield token
        at = token.end
    yield QueryToken(TokenKind.END, "", len(written), len(written))


def _skip_space(written: str, at: int) -> int:
    match = _SPACE.match(written, at)
    return match.end() if match else at


def _read_token(written: str, at: int) -> QueryToken:
    sign = written[at]
    if sign in _SIGNS:
        end = at + 2 if sign in "&|" and written[at + 1 : at + 2] == sign else at + 1
        return QueryToken(_SIGNS[sign], sign, at, end)
    if sign in ",،":
        return QueryToken(TokenKind.COMMA, sign, at, at + 1)
    if sign in "-−" and written[at + 1 : at + 2].strip():
        return QueryToken(TokenKind.NOT, sign, at, at + 1)
    if sign == "~":
        return QueryToken(TokenKind.STEMS, sign, at, at + 1)
    if sign in _QUOTES:
        return _read_quoted(written, at)
    if match := _NEAR.match(written, at):
        return QueryToken(TokenKind.NEAR, match[0], at, match.end())
    if match := _FIELD.match(written, at):
        return QueryToken(TokenKind.FIELD, match[1][:-1], at, match.end())
    match = _WORD.match(written, at)
    end = match.end() if match else at + 1
    text = written[at:end]
    return QueryToken(_OPERATORS.get(text, TokenKind.WORD), text, at, end)


def _read_quoted(written: str, at: int) -> QueryToken:
    closing = _CLOSING.get(written[at], '"“”')
    end = next((place for place in range(at + 1, len(written)) if written[place] in closing), None)
    if end is None:
        raise QueryError(say("this quotation mark is never closed."), words=written[at : at + 20], offset=at)
    text = written[at + 1 : end]
    if match := _AFTER_QUOTE.match(written, end + 1):
        return QueryToken(TokenKind.FIELD, text, at + 1, match.end())
    return QueryToken(TokenKind.QUOTED, text, at + 1, end + 1)
