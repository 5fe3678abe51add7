"""Reads the query language: words, phrases, fields, and what joins them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from reader.errors import QueryError
from reader.labels import LabelSet, default_labels
from reader.library.queries.query_names import QueryNames
from reader.library.queries.query_terms import AllOf, AnyOf, NearTerm, Node, Phrase, Query, SideBySide, Without
from reader.library.queries.query_tokens import QueryToken, TokenKind, cut_query
from reader.library.queries.query_values import read_phrase, read_term
from reader.library.queries.side_by_side import settle
from reader.wording import say

__all__ = ["Query", "QueryError", "parse_query"]

_LONGEST = 10_000
"""The most code points of a query."""
_MOST_TERMS = 128
_DEEPEST = 32
"""The most parentheses and signs inside one another."""
_FARTHEST = 1_000
"""The most words between two that are near each other."""
_NEAR = 10
"""The words between two that are near each other, if the query does not say how many."""
_VALUES = frozenset({TokenKind.WORD, TokenKind.QUOTED})
_BEGINNINGS = _VALUES | {TokenKind.FIELD, TokenKind.NEAR, TokenKind.OPEN, TokenKind.NOT, TokenKind.STEMS}


def parse_query(written: str, *, stems: bool = False, labels: LabelSet | None = None) -> Query:
    """The query that is written; QueryError says where it cannot be read, and why.

    With `stems`, proclitics and ال before words do not matter, as after ~. The names of labels and roles are those of
    `labels`.
    """
    if len(written) > _LONGEST:
        raise QueryError(say("it is longer than {longest} characters.", longest=_LONGEST), offset=_LONGEST)
    names = _default_names() if labels is None else QueryNames(labels)
    return Query(written, settle(_Parser(written, names, stems=stems).parse()))


@lru_cache(maxsize=1)
def _default_names() -> QueryNames:
    return QueryNames(default_labels())


class _Parser:
    """Reads tokens from left to right; `stems` and `field` are those that hold for the term at hand."""

    def __init__(self, written: str, names: QueryNames, *, stems: bool) -> None:
        self._tokens = list(cut_query(written))
        self._names = names
        self._stems = stems
        self._field = ""
        self._at = 0
        self._depth = 0
        self._terms = 0

    def parse(self) -> Node:
        self._skip_commas()
        if self._is_at(TokenKind.END):
            raise QueryError(say("there is nothing to look for; write a word."), offset=self._token.offset)
        node = self._read_any()
        if self._is_at(TokenKind.END):
            return node
        is_closing = self._is_at(TokenKind.CLOSE)
        raise self._refuse(
            say("this parenthesis was never opened.") if is_closing else say("a word is missing before it.")
        )

    @property
    def _token(self) -> QueryToken:
        return self._tokens[self._at]

    def _is_at(self, kind: TokenKind) -> bool:
        return self._token.kind is kind

    def _next(self) -> QueryToken:
        token = self._token
        self._at += 1
        return token

    def _skip_commas(self) -> None:
        while self._is_at(TokenKind.COMMA):
            self._at += 1

    def _read_any(self) -> Node:
        parts = [self._read_all()]
        while self._is_at(TokenKind.OR):
            self._at += 1
            parts.append(self._read_all())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _read_all(self) -> Node:
        parts = [self._read_beside()]
        while self._is_at(TokenKind.AND):
            self._at += 1
            parts.append(self._read_beside())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _read_beside(self) -> Node:
        parts = [self._read_one()]
        self._skip_commas()
        while self._token.kind in _BEGINNINGS:
            parts.append(self._read_one())
            self._skip_commas()
        return parts[0] if len(parts) == 1 else SideBySide(tuple(parts))

    def _read_one(self) -> Node:
        self._skip_commas()
        token = self._token
        match token.kind:
            case TokenKind.NOT:
                self._at += 1
                return Without(self._deeper(token, self._read_one))
            case TokenKind.STEMS:
                self._at += 1
                return self._with(token, self._read_one, stems=True)
            case TokenKind.OPEN:
                self._at += 1
                node = self._deeper(token, self._read_any)
                self._close(token)
                return node
            case TokenKind.FIELD:
                self._at += 1
                field = self._names.find_field(token.text)
                if field is None:
                    raise QueryError(
                        say(
                            "there is no field of this name; the fields are {list_names}. Put words with a colon "
                            "between quotation marks.",
                            list_names=self._names.list_names("fields"),
                        ),
                        words=token.text,
                        offset=token.offset,
                    )
                if self._token.kind not in _VALUES | {TokenKind.OPEN, TokenKind.STEMS, TokenKind.NEAR, TokenKind.NOT}:
                    raise QueryError(say("nothing stands after the colon."), words=token.text, offset=token.offset)
                return self._with(token, self._read_one, field=field)
            case TokenKind.NEAR:
                return self._count(self._read_near(), token)
            case _ if token.kind in _VALUES:
                self._at += 1
                return self._count(read_term(self._field, token, names=self._names, stems=self._stems), token)
        raise self._refuse(say("a word is missing here."))

    def _with(
        self, token: QueryToken, read: Callable[[], Node], *, field: str | None = None, stems: bool | None = None
    ) -> Node:
        """What is read while another field or other stems hold."""
        before = self._field, self._stems
        self._field = self._field if field is None else field
        self._stems = self._stems if stems is None else stems
        node = self._deeper(token, read)
        self._field, self._stems = before
        return node

    def _read_near(self) -> Node:
        opening = self._next()
        if self._field not in ("", "title", "body"):
            raise QueryError(
                say("only words of the text can be near one another."), words="NEAR", offset=opening.offset
            )
        phrases: list[Phrase] = []
        distance = _NEAR
        while self._token.kind in _VALUES | {TokenKind.STEMS}:
            stems = self._is_at(TokenKind.STEMS) or self._stems
            if self._is_at(TokenKind.STEMS):
                self._at += 1
                if self._token.kind not in _VALUES:
                    raise self._refuse(say("a word is missing here."))
            phrases.append(read_phrase(self._next(), stems=stems))
        if self._is_at(TokenKind.COMMA):
            self._at += 1
            distance = self._read_distance()
        self._close(opening)
        if len(phrases) < 2:
            raise QueryError(
                say("write two words or phrases at least: NEAR(a b, 5)."), words="NEAR", offset=opening.offset
            )
        return NearTerm(tuple(phrases), distance, self._field)

    def _read_distance(self) -> int:
        token = self._token
        if token.kind is not TokenKind.WORD or not token.text.isdecimal() or len(token.text) > 9:
            raise self._refuse(say("after the comma stands the number of words that may lie between: NEAR(a b, 5)."))
        self._at += 1
        return min(int(token.text), _FARTHEST)

    def _close(self, opening: QueryToken) -> None:
        if self._is_at(TokenKind.CLOSE):
            self._at += 1
        elif self._is_at(TokenKind.END):
            raise QueryError(say("this parenthesis is never closed."), words=opening.text, offset=opening.offset)
        else:
            raise self._refuse(say("a parenthesis should close here."))

    def _deeper(self, token: QueryToken, read: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QueryError(say("too much stands inside one another here."), words=token.text, offset=token.offset)
        node = read()
        self._depth -= 1
        return node

    def _count(self, node: Node, token: QueryToken) -> Node:
        self._terms += len(node.phrases) if isinstance(node, NearTerm) else 1
        if self._terms > _MOST_TERMS:
            raise QueryError(
                say("a query may have {most_terms} terms at most.", most_terms=_MOST_TERMS),
                words=token.text,
                offset=token.offset,
            )
        return node

    def _refuse(self, why: str) -> QueryError:
        return QueryError(why, words=self._token.text, offset=self._token.offset)
