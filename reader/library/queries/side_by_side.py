"""Decides which terms of a query are about one and the same annotation: those that stand side by side."""

from __future__ import annotations

from collections.abc import Iterable

from reader.library.queries.query_terms import (
    AllOf,
    AnalystTerm,
    AnnotationTerm,
    AnyOf,
    DeadlineTerm,
    EntityTerm,
    LabelTerm,
    Node,
    OutcomeTerm,
    RoleTerm,
    SideBySide,
    TypeTerm,
    Without,
)

_OF_COMMITMENTS = (TypeTerm, RoleTerm, DeadlineTerm, OutcomeTerm)
_OF_MENTIONS = (LabelTerm, EntityTerm)


def settle(node: Node) -> Node:
    """The query with its terms of annotations gathered.

    `type:pledge committer:روسيا` is one commitment, and so are these with `-action:انسحاب` or a choice in parentheses
    beside them; a second type begins another commitment. A label with an entity is one mention. `by:` beside them says
    whose they are. Joined with AND, each is an annotation of its own.
    """
    match node:
        case SideBySide(parts):
            return _gather(parts)
        case AllOf(parts):
            return AllOf(tuple(map(settle, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(settle, parts)))
        case Without(part):
            return Without(settle(part))
        case _ if isinstance(node, (*_OF_COMMITMENTS, *_OF_MENTIONS, AnalystTerm)):
            return AnnotationTerm(node, isinstance(node, _OF_COMMITMENTS))
    return node


def _gather(parts: Iterable[Node]) -> Node:
    rest: list[Node] = []
    whose: list[Node] = []
    commitments: list[list[Node]] = []
    mentions: list[list[Node]] = []
    for part in parts:
        if _is_made_of(part, (AnalystTerm,)):
            whose.append(part)
        elif _is_made_of(part, (*_OF_COMMITMENTS, AnalystTerm)):
            _add_to_commitments(part, commitments)
        elif isinstance(part, _OF_MENTIONS):
            _add_to_mentions(part, mentions)
        else:
            rest.append(settle(part))
    for each in (*commitments, *mentions):
        if all(isinstance(one, Without) for one in each):
            # Nothing says which commitment it is that should not be so.
            rest += map(settle, each)
        else:
            condition = _all_of(map(_plain, (*each, *whose)))
            rest.append(AnnotationTerm(condition, is_commitment=each in commitments))
    if whose and not any(isinstance(each, AnnotationTerm) for each in rest):
        rest += map(settle, whose)
    return _all_of(rest)


def _add_to_commitments(part: Node, commitments: list[list[Node]]) -> None:
    has_type = bool(commitments) and any(isinstance(each, TypeTerm) for each in commitments[-1])
    if not commitments or (isinstance(part, TypeTerm) and has_type):
        commitments.append([])
    commitments[-1].append(part)


def _add_to_mentions(part: Node, mentions: list[list[Node]]) -> None:
    if not mentions or any(type(each) is type(part) for each in mentions[-1]):
        mentions.append([])
    mentions[-1].append(part)


def _is_made_of(node: Node, kinds: tuple[type, ...]) -> bool:
    match node:
        case AnyOf(parts) | SideBySide(parts):
            return all(_is_made_of(part, kinds) for part in parts)
        case Without(part):
            return _is_made_of(part, kinds)
    return isinstance(node, kinds)


def _plain(node: Node) -> Node:
    """A condition on one annotation."""
    match node:
        case SideBySide(parts):
            return _all_of(map(_plain, parts))
        case AnyOf(parts):
            return AnyOf(tuple(map(_plain, parts)))
        case Without(part):
            return Without(_plain(part))
    return node


def _all_of(parts: Iterable[Node]) -> Node:
    parts = tuple(parts)
    return parts[0] if len(parts) == 1 else AllOf(parts)
