"""Says the rules of proposals in the language of the interface; where they are kept, they stay English."""

from __future__ import annotations

import re
from functools import cache

from reader.wording import say, sayable

_BETWEEN = "; "
"""Stands between two rules that agree."""
_WITH_WORDS = (
    sayable("recogniser: {label}"),
    sayable("cue: {words}"),
    sayable("your own cue: {words}"),
    sayable("short for {name}"),
    sayable("another spelling of {name}"),
    sayable("named elsewhere in the article as {label}"),
    sayable("{model}: {label}, by words that are nearly these"),
)
"""The rules that quote a word, or name a label."""
_LABELS = (
    *(sayable("person"), sayable("place"), sayable("organization"), sayable("group"), sayable("date"), sayable("time")),
    *(sayable("quantity"), sayable("misc"), sayable("pledge"), sayable("intent"), sayable("agreement")),
    *(sayable("acceptance"), sayable("refusal"), sayable("condition"), sayable("demand"), sayable("threat")),
)
"""The labels that a rule may name."""

_ANNOTATORS = (sayable("entities"), sayable("commitments"), sayable("names"), sayable("patterns"))
"""The engine's own annotators."""


def say_annotator(name: str) -> str:
    """The name of an annotator; that of one from elsewhere stays as it is."""
    return say(name) if name in _ANNOTATORS else name


def say_rule(rule: str) -> str:
    """A rule, or several that agree, in words."""
    return say(_BETWEEN).join(map(_say_one, rule.split(_BETWEEN))) if rule else ""


def _say_one(rule: str) -> str:
    for sentence, pattern in _patterns():
        if found := pattern.fullmatch(rule):
            return say(sentence, **{name: _name(name, value) for name, value in found.groupdict().items()})
    return say(rule)


def _name(what: str, value: str) -> str:
    return say(value) if what == "label" and value in _LABELS else value


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (sentence, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(sentence)))) for sentence in _WITH_WORDS
    )
