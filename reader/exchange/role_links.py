"""Decides how roles become links from one span to another, for formats that have links instead, and how they come back.

A role is filled by the first entity with its span. Where there is none, a span is added, which is labelled with the
role's name; such a span is no annotation of its own when the links are read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.errors import shown
from reader.exchange.label_names import is_commitment, own_role_names
from reader.model import Annotation, Span
from reader.wording import say


@dataclass(frozen=True, slots=True)
class LinkedSpan:
    """A span that is written; several links may begin and end there."""

    span: Span
    label: str
    annotation: Annotation | None = None
    """Nothing where the span only fills a role."""


@dataclass(frozen=True, slots=True)
class Link:
    """A role: the numbers of the span that has it and of the span that fills it."""

    head: int
    filler: int
    role: str


def link_roles(annotations: Sequence[Annotation]) -> tuple[list[LinkedSpan], list[Link]]:
    """The spans of the annotations, in their order and before those that only fill roles, and a link for each role."""
    spans = [LinkedSpan(each.span, each.label, each) for each in annotations]
    entities: dict[Span, int] = {}
    for at, each in enumerate(annotations):
        if not each.roles and not is_commitment(each.label):
            entities.setdefault(each.span, at)
    added: dict[tuple[Span, str], int] = {}
    links = []
    for head, each in enumerate(annotations):
        for role, span in each.roles:
            filler = entities.get(span)
            if filler is None or spans[filler].label.casefold() == role.casefold():
                filler = added.setdefault((span, role), len(spans))
                if filler == len(spans):
                    spans.append(LinkedSpan(span, role))
            links.append(Link(head, filler, role))
    return spans, links


def roles_from_links(
    annotations: Sequence[Annotation], links: Iterable[Link], where: str
) -> tuple[tuple[Annotation, ...], tuple[str, ...]]:
    """The annotations with the roles that the links are, without those that only fill one, and warnings.

    `where` names the article in warnings.
    """
    roles: list[dict[str, Span]] = [{} for _ in annotations]
    only_filling: set[int] = set()
    warnings = []
    for link in links:
        filler, label = annotations[link.filler], annotations[link.head].label
        role = role_named(link.role, label)
        if role in roles[link.head]:
            warnings.append(
                say(
                    "{where}: {label} lost a second {role}, since a role has one span here.",
                    where=where,
                    label=shown(label),
                    role=shown(role),
                )
            )
            continue
        roles[link.head][role] = filler.span
        if filler.label.casefold() == role.casefold():
            only_filling.add(link.filler)
    found = (
        replace(each, roles=in_order_of(each.label, roles[at]))
        for at, each in enumerate(annotations)
        if at not in only_filling
    )
    return tuple(found), tuple(warnings)


def role_named(written: str, label: str) -> str:
    """The role of the label that a name stands for, whatever its case and its number: Theme2 is a theme."""
    known = own_role_names(label)
    for name in (written, re.sub(r"\d+$", "", written)):
        if name in known:
            return name
        if name.casefold() in known:
            return name.casefold()
    return written


def in_order_of(label: str, roles: dict[str, Span]) -> tuple[tuple[str, Span], ...]:
    """Roles in the order in which the label has them; those that it does not have come last."""
    known = own_role_names(label)
    order = sorted(roles, key=lambda role: known.index(role) if role in known else len(known))
    return tuple((role, roles[role]) for role in order)
