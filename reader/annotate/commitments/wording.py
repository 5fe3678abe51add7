"""Words an explanation in English and in Arabic: what is known of a word, what spoke for and against it, how much."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reader.labels import LabelSet
from reader.wording import number

if TYPE_CHECKING:
    from reader.annotate.commitments.explaining import Explanation, KnownWord

_FILE = "reasons.toml"
_STRENGTHS = (
    (2.0, ("strongly", "بقوة")),
    (1.0, ("clearly", "بوضوح")),
    (0.3, ("somewhat", "إلى حد ما")),
    (0.0, ("hardly", "قليلا")),
)
"""How much a piece of evidence counts, in words, from a weight in log-odds on."""


class Wording:
    """Words the parts of explanations in one language."""

    def __init__(self, labels: LabelSet, *, arabic: bool = False) -> None:
        self._labels = labels
        self._arabic = arabic

    def choose(self, english: str, arabic: str) -> str:
        """The text of the language."""
        return arabic if self._arabic else english

    def name_type(self, label: str) -> str:
        """The name of a type."""
        named = self._labels.named(label)
        return named.arabic if self._arabic else named.english.lower()

    def name_role(self, name: str) -> str:
        """The name of a role."""
        role = next((each for each in self._labels.roles if each.name == name), None)
        if role is None:
            return name
        return role.arabic if self._arabic else role.english.lower()

    def judge(self, explanation: Explanation) -> str:
        """Whether a candidate is proposed, as which type, and how sure the judge is."""
        kind, chance = self.name_type(explanation.label), _percent(explanation.chance)
        least = _percent(explanation.threshold)
        if explanation.is_proposed:
            return self.choose(
                f"proposed as {kind}: {chance} sure, and {least} is enough",
                f"مقترح بنوع {kind}: بثقة {chance}، ويكفي {least}",
            )
        return self.choose(
            f"not proposed as {kind}: {chance} sure, and it would need {least}",
            f"غير مقترح بنوع {kind}: بثقة {chance}، واللازم {least}",
        )

    def describe_word(self, word: KnownWord | None) -> str:
        """What the lexicon knows of a word."""
        if word is None:
            return self.choose("the lexicon of cues does not have it", "ليست في معجم ألفاظ الالتزام")
        types = sorted(word.types.items(), key=lambda pair: -pair[1])
        counted = self.choose(", ", "، ").join(f"{self.name_type(label)} {count}" for label, count in types)
        lemma = f"{word.lemma} {word.follows}".rstrip()
        return self.choose(
            f"as {lemma}, a cue {word.bound} of the {word.seen} times it was seen ({counted})",
            f"{lemma}: كان التزاما في {word.bound} من {word.seen} ({counted})",
        )

    def describe_network(self, explanation: Explanation) -> str:
        """What the network says of a candidate."""
        if explanation.is_lexicon_only:
            return self.choose(
                "does not take it for a cue; only the lexicon names it", "لا تعدّه التزاما، والمعجم وحده يذكره"
            )
        ranked = [f"{self.name_type(label)} {_percent(share)}" for label, share in explanation.types[:3]]
        listed = self.choose(", ", "، ").join(ranked)
        chance = _percent(explanation.network)
        return self.choose(f"a cue with {chance}; if so, {listed}", f"التزام باحتمال {chance}، ونوعه {listed}")

    def describe_reason(self, name: str, explanation: Explanation) -> str:
        """What a piece of evidence means for a candidate; one that has no words of its own is called by its name."""
        beginning, _, rest = name.partition(" ")
        sentences = _read_reasons().get(name) or _read_reasons().get(f"{beginning} *")
        if sentences is None:
            return name
        word = explanation.word
        return sentences["arabic" if self._arabic else "english"].format(
            chance=_percent(explanation.network),
            share=_percent(dict(explanation.types).get(explanation.label, 0.0)),
            lemma=word.lemma if word else explanation.quote,
            bound=word.bound if word else 0,
            seen=word.seen if word else 0,
            type=self.name_type(explanation.label),
            role=self.name_role(rest),
        )

    def name_strength(self, weight: float) -> str:
        """How much a weight in log-odds counts, in a word."""
        return self.choose(*next(words for least, words in _STRENGTHS if abs(weight) >= least))


def sign(weight: float) -> str:
    """A weight with its sign: +2.07, −0.53."""
    return f"{weight:+.2f}".replace("-", "−")


def _percent(chance: float) -> str:
    return number(chance, ".0%")


@cache
def _read_reasons() -> Mapping[str, Mapping[str, str]]:
    import tomli

    read: Mapping[str, Mapping[str, str]] = tomli.loads(
        (files("reader.annotate") / "lexicon" / _FILE).read_text(encoding="utf-8")
    )
    return read
