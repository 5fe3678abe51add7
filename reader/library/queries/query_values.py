"""Reads what stands after the name of a field in a query, and makes a term of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.errors import QueryError
from reader.library.index.word_patterns import fold_name, make_patterns
from reader.library.queries.query_days import read_days
from reader.library.queries.query_names import ROLE, QueryNames
from reader.library.queries.query_terms import (
    AnalystTerm,
    DayTerm,
    DeadlineTerm,
    EntityTerm,
    HasTerm,
    LabelTerm,
    MarkTerm,
    Node,
    OutcomeTerm,
    Phrase,
    PhraseTerm,
    RoleTerm,
    SourceTerm,
    TypeTerm,
)
from reader.library.queries.query_tokens import QueryToken
from reader.wording import say, sayable

MOST_WORDS = 64
"""The most words of one phrase."""
_SHORTEST_PREFIX = 2
"""The fewest letters before a *: fewer begin a large part of all words."""
_DAYS = sayable(
    "write a day as 2016, 2016-12 or 2016-12-31, two of them as 2016-12..2017-01, or one after <, <=, > or >=."
)


def read_phrase(token: QueryToken, *, stems: bool) -> Phrase:
    """The words of a token; QueryError if there are none, or too few letters before a *."""
    phrase = make_patterns(token.text, stems=stems)
    if not phrase:
        raise _refuse(token, say("there is no word in it to look for."))
    if len(phrase) > MOST_WORDS:
        raise _refuse(token, say("a phrase may have {most_words} words at most.", most_words=MOST_WORDS))
    if any(each.is_prefix and len(each.forms[0]) < _SHORTEST_PREFIX for each in phrase):
        raise _refuse(
            token, say("write at least {shortest_prefix} letters before *.", shortest_prefix=_SHORTEST_PREFIX)
        )
    return phrase


def read_term(field: str, token: QueryToken, *, names: QueryNames, stems: bool) -> Node:
    """The term that a field and its value make; QueryError if the value is none of that field's."""
    if field in ("", "title", "body"):
        return PhraseTerm(read_phrase(token, stems=stems), field)
    if field.startswith(ROLE):
        return RoleTerm(field.removeprefix(ROLE), read_phrase(token, stems=stems))
    match field:
        case "source":
            return SourceTerm(read_phrase(token, stems=stems))
        case "entity":
            return EntityTerm(read_phrase(token, stems=stems))
        case "deadline":
            return _read_deadline(token, stems=stems)
        case _:
            return _READERS[field](token, names)


def _read_deadline(token: QueryToken, *, stems: bool) -> Node:
    days = read_days(token.text)
    if days is None:
        return RoleTerm("deadline", read_phrase(token, stems=stems))
    return DeadlineTerm(days.first, days.last, overlaps=not days.comparison)


def _read_date(token: QueryToken, names: QueryNames) -> Node:
    days = read_days(token.text)
    if days is None:
        raise _refuse(token, say("this is no day; {how}", how=say(_DAYS)))
    return DayTerm(days.first, days.last)


def _read_tag(token: QueryToken, names: QueryNames) -> Node:
    return MarkTerm("tag", _read_name(token))


def _read_state(token: QueryToken, names: QueryNames) -> Node:
    return MarkTerm("flag", _choose(token, "states", names, sayable("there is no such state; choose from {names}.")))


def _read_has(token: QueryToken, names: QueryNames) -> Node:
    refused = sayable("there is no such thing that an article can have; choose from {names}.")
    return HasTerm(_choose(token, "has", names, refused))


def _read_analyst(token: QueryToken, names: QueryNames) -> Node:
    return AnalystTerm(names.find_value("analysts", token.text) or f"={_read_name(token)}")


def _read_label(token: QueryToken, names: QueryNames) -> Node:
    if (label := names.find_label(token.text)) is None:
        raise _refuse(
            token, say("there is no such label; the labels are {list_names}.", list_names=names.list_names("label"))
        )
    return LabelTerm(label)


def _read_type(token: QueryToken, names: QueryNames) -> Node:
    if (label := names.find_label(token.text, is_type=True)) is None:
        raise _refuse(
            token, say("there is no such type; the types are {list_names}.", list_names=names.list_names("type"))
        )
    return TypeTerm(label)


def _read_outcome(token: QueryToken, names: QueryNames) -> Node:
    return OutcomeTerm(_choose(token, "outcomes", names, sayable("there is no such outcome; choose from {names}.")))


_READERS: Mapping[str, Callable[[QueryToken, QueryNames], Node]] = {
    "date": _read_date,
    "tag": _read_tag,
    "state": _read_state,
    "has": _read_has,
    "by": _read_analyst,
    "label": _read_label,
    "type": _read_type,
    "outcome": _read_outcome,
}


def _read_name(token: QueryToken) -> str:
    if not (name := fold_name(token.text.lstrip("#"))):
        raise _refuse(token, say("there is no name in it to look for."))
    return name


def _choose(token: QueryToken, kind: str, names: QueryNames, refused: str) -> str:
    if (value := names.find_value(kind, token.text)) is None:
        raise _refuse(token, say(refused, names=names.list_names(kind)))
    return value


def _refuse(token: QueryToken, why: str) -> QueryError:
    return QueryError(why, words=token.text, offset=token.offset)
