"""Words the reason for a proposal: the rule that made it, and for a date or quantity that it is a pattern."""

from __future__ import annotations

from reader.annotate.rule_words import say_annotator, say_rule
from reader.model import Annotation
from reader.wording import say

_PATTERNS = "patterns"
"""The annotator whose rules are named by the thing that they find: a weekday, a number with a unit."""


def describe_reason(annotation: Annotation) -> str:
    """The rule of a proposal as it is shown: "pattern: weekday", "place list"; empty for what has no rule."""
    return word_rule(annotation.rule, annotation.source)


def word_rule(rule: str, source: str) -> str:
    """A rule of an annotator as it is shown."""
    if rule and source == _PATTERNS:
        return say("pattern: {words}", words=say_rule(rule).removeprefix("a "))
    return say_rule(rule)


def name_origin(annotation: Annotation) -> str:
    """The source of an annotation, if the reason does not say it anyway."""
    return "" if annotation.source == _PATTERNS else say_annotator(annotation.source)
