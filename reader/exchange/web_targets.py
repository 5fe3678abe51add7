"""Decides which stretch of which resource a W3C Web Annotation is about, and what its bodies say of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reader.exchange.foreign_format import Incoming, Quote
from reader.exchange.incoming_annotations import IncomingAnnotations
from reader.exchange.values import word_of
from reader.wording import say

_CHARACTERS = re.compile(r"char=(\d{1,15}),(\d{1,15})")
"""A fragment of a plain text (RFC 5147)."""
_TAGS = frozenset(("tagging", "classifying", "identifying"))
_GAP = 1000
"""How far apart quotes are placed that have no position."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a target lies."""

    start: int
    end: int
    quote: Quote | None


@dataclass(slots=True)
class WebTargets:
    """The annotations of one resource."""

    where: str
    source: str
    text: str = ""
    title: str = ""
    origin: str = ""
    nodes: list[dict[str, Any]] = field(default_factory=list)
    _reached: int = 0
    """Where the next quote without a position is placed."""

    @staticmethod
    def name_of(node: dict[str, Any]) -> str:
        """The address of the resource that an annotation is about, without a fragment; empty where it has none."""
        for target in _listed(node.get("target")):
            source = target.get("source") or target.get("id") if isinstance(target, dict) else target
            source = source.get("id") if isinstance(source, dict) else source
            if isinstance(source, str):
                return source.partition("#")[0]
        return ""

    def describe(self, article: dict[str, Any]) -> None:
        """Take over what a page of ours tells about the article."""
        self.text, self.title, self.origin = (word_of(article.get(name)) for name in ("value", "title", "origin"))

    def add(self, node: dict[str, Any]) -> None:
        """Add an annotation of this resource."""
        self.nodes.append(node)

    def incoming(self, *, sum_: str, source: str) -> Incoming:
        """The annotations that fit, with quotes where the text is not known; `sum_` is its SHA-256 if that is known."""
        length = len(self.text) if self.text else sys.maxsize
        annotations = IncomingAnnotations(length, self.where, self.source)
        quotes: list[tuple[Quote, tuple[tuple[str, Quote], ...]]] = []
        for node in self.nodes:
            self._take(node, annotations, quotes)
        return Incoming(
            tuple(annotations.kept),
            self.text,
            sum_,
            self.title,
            self.origin or source,
            quotes=() if self.text else tuple(quotes),
            warnings=tuple(annotations.warnings),
        )

    def _take(self, node: dict[str, Any], annotations: IncomingAnnotations, quotes: list[Any]) -> None:
        place = self._join([self._locate(target) for target in _listed(node.get("target"))], annotations)
        if place is None:
            annotations.warnings.append(
                say(
                    "{where}: an annotation was left out, since it says neither in words nor offsets what it is about.",
                    where=self.where,
                )
            )
            return
        label, details, linked = _read_bodies(node)
        roles: list[tuple[str, _Place]] = []
        for name, body in linked:
            if (place_of_role := self._locate(body)) is not None:
                roles.append((name, place_of_role))
            else:
                annotations.lose_role(name)
        offsets = [(name, each.start, each.end) for name, each in roles]
        if annotations.add(place.start, place.end, label, offsets, details):
            known = {name: each.quote for name, each in reversed(roles) if each.quote is not None}
            kept = tuple((name, known[name]) for name, _ in annotations.kept[-1].roles if name in known)
            quotes.append((place.quote or Quote(""), kept))

    def _locate(self, target: Any) -> _Place | None:
        """Where a target lies; None where it has neither a usable position nor a quote that can be found."""
        quote: Quote | None = None
        span: tuple[int, int] | None = None
        selectors = _listed(target.get("selector")) if isinstance(target, dict) else [{"value": str(target)}]
        for selector in selectors:
            if not isinstance(selector, dict):
                continue
            start, end, exact = selector.get("start"), selector.get("end"), selector.get("exact")
            if type(start) is int and type(end) is int:
                span = start, end
            elif isinstance(exact, str) and exact:
                quote = Quote(exact, word_of(selector.get("prefix")), word_of(selector.get("suffix")))
            elif fragment := _CHARACTERS.search(word_of(selector.get("value"))):
                span = int(fragment[1]), int(fragment[2])
        if self.text:
            found = _find(quote, span, self.text) if quote else span
            return _Place(*found, quote) if found else None
        if quote is None:
            return None
        if span is None:
            start = self._reached + _GAP
            span = start, start + len(quote.exact)
        self._reached = max(self._reached, span[1])
        return _Place(*span, quote)

    def _join(self, places: list[_Place | None], annotations: IncomingAnnotations) -> _Place | None:
        """The whole stretch of a target in several parts, and the one place of any other."""
        known = [place for place in places if place is not None]
        if len(known) < 2:
            return known[0] if known else None
        if not self.text:
            annotations.warnings.append(
                say("{where}: of an annotation in several places, the first was taken.", where=self.where)
            )
            return known[0]
        annotations.warnings.append(say("{where}: an annotation in several parts was joined.", where=self.where))
        return _Place(min(each.start for each in known), max(each.end for each in known), None)


def _find(quote: Quote, span: tuple[int, int] | None, text: str) -> tuple[int, int] | None:
    """The offsets of a quote: where the position says so, else the nearest place with the same words around it."""
    if span and text[span[0] : span[1]] == quote.exact:
        return span
    around = quote.prefix + quote.exact + quote.suffix
    for words, before in ((around, len(quote.prefix)), (quote.exact, 0)):
        starts = [match.start() + before for match in re.finditer(f"(?={re.escape(words)})", text)]
        if starts:
            start = min(starts, key=lambda each: abs(each - span[0])) if span else starts[0]
            return start, start + len(quote.exact)
    return None


def _read_bodies(node: dict[str, Any]) -> tuple[str, dict[str, Any], list[tuple[str, Any]]]:
    """The label, the details, and the bodies that fill roles."""
    details = {name: node.get(name) for name in ("decision", "score", "rule")}
    details["source"] = node.get("annotator") or next(_names(node.get("creator")), "")
    motivation = _first_word(node.get("motivation"))
    label, notes, linked = "", [word_of(node.get("bodyValue"))], []
    attributes: dict[str, str] = {}
    for body in _listed(node.get("body")):
        body = {"value": body} if isinstance(body, str) else body
        if not isinstance(body, dict):
            continue
        purpose = _first_word(body.get("purpose")) or motivation
        value = body.get("value", body.get("id", body.get("source")))
        if isinstance(role := body.get("role"), str) and role:
            linked.append((role, body))
        elif not isinstance(value, str):
            continue
        elif isinstance(attribute := body.get("attribute"), str) and attribute:
            attributes[attribute] = value
        elif purpose in _TAGS and not label:
            label = value
        elif purpose not in ("linking", "bookmarking"):
            notes.append(value)
    details |= {"attributes": attributes, "note": "\n".join(note for note in notes if note)}
    return label, details, linked


def _names(creator: Any) -> Iterator[str]:
    for each in _listed(creator):
        name = each.get("name") or each.get("id") if isinstance(each, dict) else each
        if isinstance(name, str) and name:
            yield name


def _first_word(value: Any) -> str:
    return next((each for each in _listed(value) if isinstance(each, str)), "")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
