"""Words the reason for a proposal: the rule that made it, and for a date or quantity that it is a pattern.

Annotators write their rules in English, with the words of the text that they depend on, and the rule of a proposal is
kept so. It is translated where it is shown, piece by piece.
"""

from __future__ import annotations

from reader.labels import default_labels
from reader.model import Annotation
from reader.wording import either, language_in_force, say, sayable

_PATTERNS = "patterns"
"""The annotator whose rules are named by the thing that they find: a weekday, a number with a unit."""
_PREFIXES = {
    "recogniser: ": sayable("recogniser: {words}"),
    "pattern: ": sayable("pattern: {words}"),
    "named elsewhere in the article as ": sayable("named elsewhere in the article as {words}"),
    "short for ": sayable("short for {words}"),
    "another spelling of ": sayable("another spelling of {words}"),
    "cue: ": sayable("cue: {words}"),
    "your own cue: ": sayable("your own cue: {words}"),
}
"""How a rule begins that goes on with a label or with words of the text."""
RULES = (
    *(sayable("place list"), sayable("place list (GeoNames)"), sayable("organization list")),
    *(sayable("list of peoples"), sayable("list of newsmakers"), sayable("newspaper, in quotation marks")),
    sayable("network: a word that the lexicon of cues does not have"),
    *(sayable("full date"), sayable("dated act"), sayable("time"), sayable("month"), sayable("weekday")),
    *(sayable("stretch like another"), sayable("year"), sayable("century or part of one"), sayable("decade")),
    *(sayable("season"), sayable("stretch of time"), sayable("part of a day"), sayable("number like a year")),
    *(sayable("hours of a day"), sayable("today"), sayable("number with what it counts"), sayable("number")),
    *(sayable("number with a unit of time"), sayable("number with a percent sign")),
    *(sayable("number with a currency"), sayable("number with a unit"), sayable("tens, hundreds or thousands")),
    *(sayable("entities"), sayable("names"), sayable("patterns"), sayable("commitments")),
)
"""The rules of the engine's own annotators, without an article before them, and these annotators themselves."""


def describe_reason(annotation: Annotation) -> str:
    """The rule of a proposal as it is shown: "pattern: weekday", "place list"; empty for what has no rule."""
    return word_rule(annotation.rule, annotation.source)


def word_rule(rule: str, source: str) -> str:
    """A rule of an annotator as it is shown."""
    shown = f"pattern: {rule.removeprefix('a ')}" if rule and source == _PATTERNS else rule
    return "؛ ".join(map(_translate, shown.split("; "))) if language_in_force() == "ar" else shown


def name_origin(annotation: Annotation) -> str:
    """The source of an annotation, if the reason does not say it anyway."""
    return "" if annotation.source == _PATTERNS else say(annotation.source)


def _translate(rule: str) -> str:
    """A piece of a rule in the language of the interface, as far as it is known."""
    for prefix, sentence in _PREFIXES.items():
        if rule.startswith(prefix):
            return say(sentence, words=_translate(rule.removeprefix(prefix)))
    labels = default_labels()
    return either(rule, labels[rule].arabic) if rule in labels else say(rule.removeprefix("a "))
