"""Decides what the engine proposes in text that is not Arabic: only what holds in any language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from reader.annotate import IN_ORDER
from reader.arabic.languages import OTHER, Foreign
from reader.model import Annotation
from reader.wording import say

ARABIC_ONLY = frozenset({*IN_ORDER, "camel", "llm"})
"""The annotators whose rules and lists are Arabic; plug-ins may know any language."""
_ANYWHERE = frozenset({"patterns"})
"""Those of them that also find what holds in any language."""
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_idle(annotator: str, foreign: Foreign) -> bool:
    """Whether an annotator has nothing to find in a text, since no part of it is Arabic."""
    return foreign.is_whole and annotator in ARABIC_ONLY - _ANYWHERE


def keep_valid(annotator: str, proposed: Iterable[Annotation], foreign: Foreign, text: str) -> tuple[Annotation, ...]:
    """The proposals of an annotator without those that Arabic rules made of another language."""
    if annotator not in ARABIC_ONLY or not foreign.parts:
        return tuple(proposed)
    starts = [part.start for part in foreign.parts]

    def is_valid(each: Annotation) -> bool:
        part = bisect_right(starts, each.span.start) - 1
        return part < 0 or each.span.start >= foreign.parts[part].end or _holds_anywhere(each, text)

    return tuple(each for each in proposed if is_valid(each))


def explain_language(language: str) -> str:
    """A sentence for the user about an article in a language; "" for an Arabic one."""
    if not language:
        return ""
    if language == OTHER:
        return say(
            "The text seems not to be Arabic; the engine reads Arabic only, and proposes nothing but numbers and ISO "
            "dates."
        )
    return say(
        "The text seems to be {language}; the engine reads Arabic only, and proposes nothing but numbers and ISO "
        "dates.",
        language=say(language),
    )


def _holds_anywhere(each: Annotation, text: str) -> bool:
    """Whether a proposal is a number, with a sign at most, or a date that means the same everywhere."""
    quote = each.span.of(text)
    if each.label == "date":
        return _ISO_DATE.fullmatch(quote) is not None
    return each.label == "quantity" and not any(map(str.isalpha, quote))
