"""Measures how far analysts who read the same articles agree: kappa, alpha and F1."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from reader.arabic.words import words
from reader.comparing.pairing import is_same_role, pair
from reader.labels import COMMITMENT, LabelSet, default_labels
from reader.model import Annotation, Article, Decision
from reader.wording import number, say

EVERY = ""
"""The label that stands for all labels together."""


@dataclass(frozen=True, slots=True)
class LayeredArticle:
    """One article with the layers of its analysts."""

    article: Article
    layers: Mapping[str, Sequence[Annotation]]
    """The layers by analyst: empty if the analyst tagged nothing, missing if the analyst did not read the article."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many annotations two analysts have in common."""

    both: int = 0
    first: int = 0
    second: int = 0

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two shares that are in common, 0 to 1; None where neither analyst has any."""
        return 2 * self.both / (self.first + self.second) if self.first + self.second else None

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.both + other.both, self.first + other.first, self.second + other.second)


@dataclass(frozen=True, slots=True)
class Pairwise:
    """How far two analysts agree on one label, or on all of them."""

    first: str
    second: str
    label: str
    """A label's name, or EVERY for all labels together."""
    kappa: float | None
    """Cohen's kappa over words, -1 to 1; None where both gave every word one and the same label."""
    exact: Counts
    """The annotations with the same label and the same span."""
    partial: Counts
    """The annotations with the same label that overlap, one to one."""


@dataclass(frozen=True, slots=True)
class RoleAgreement:
    """How far two analysts agree on the filler of a role, where their cues overlap."""

    first: str
    second: str
    role: str
    """A role's name; "cue" for the cues of commitments themselves, "cue and type" for those of the same type.

    The cues of another frame have its name before these words.
    """
    counts: Counts


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of all analysts on a set of articles."""

    articles: int
    """The number of articles that at least two analysts have read."""
    tokens: int
    pairs: tuple[Pairwise, ...]
    roles: tuple[RoleAgreement, ...]
    alpha: tuple[tuple[str, float | None], ...]
    """Krippendorff's alpha over words, for each label, EVERY first; None where nothing varies."""


def agree(readings: Iterable[LayeredArticle], *, labels: LabelSet | None = None) -> Agreement:
    """Compare the analysts of every article that at least two have read; only accepted annotations count.

    The units of kappa and alpha are words: for one label, whether a word has it; for all labels, which ones it has.
    Cues and roles are matched as in the scores of commitments: cues overlap, and role fillers share half.
    """
    labels = labels or default_labels()
    kept = [each for each in map(_accepted, readings) if len(each.layers) > 1]
    named = {each.label for reading in kept for layer in reading.layers.values() for each in layer}
    # The labels in the order of labels.toml, then those that are no longer in it.
    order = [EVERY, *(name for name in labels if name in named), *sorted(named - set(labels))]
    labelled = [_label_words(reading) for reading in kept]
    analysts = sorted({name for reading in kept for name in reading.layers})
    pairs: list[Pairwise] = []
    roles: list[RoleAgreement] = []
    for first, second in combinations(analysts, 2):
        both = [at for at, by_analyst in enumerate(labelled) if first in by_analyst and second in by_analyst]
        if both:
            units = [unit for at in both for unit in zip(labelled[at][first], labelled[at][second], strict=True)]
            layers = [(kept[at].layers[first], kept[at].layers[second]) for at in both]
            pairs += [_compare(first, second, label, units, layers) for label in order]
            roles += _compare_roles(first, second, layers, labels)
    tokens = sum(len(next(iter(by_analyst.values()))) for by_analyst in labelled)
    alpha = tuple((label, _alpha(labelled, label)) for label in order)
    return Agreement(len(kept), tokens, tuple(pairs), tuple(roles), alpha)


_Labels = frozenset[str]
_LabelledWords = dict[str, list[_Labels]]


def _accepted(reading: LayeredArticle) -> LayeredArticle:
    layers = {
        name: [each for each in layer if each.decision is Decision.ACCEPTED] for name, layer in reading.layers.items()
    }
    return LayeredArticle(reading.article, layers)


def _label_words(reading: LayeredArticle) -> _LabelledWords:
    """The labels of every word, by analyst."""
    spans = [word.span for word in words(reading.article.text)]
    ends = [span.end for span in spans]
    by_analyst: _LabelledWords = {}
    for name, layer in reading.layers.items():
        found: list[set[str]] = [set() for _ in spans]
        for annotation in layer:
            at = bisect_left(ends, annotation.span.start + 1)
            while at < len(spans) and spans[at].start < annotation.span.end:
                found[at].add(annotation.label)
                at += 1
        by_analyst[name] = [frozenset(each) for each in found]
    return by_analyst


def _value(labels: _Labels, label: str) -> str:
    return "+".join(sorted(labels)) if label == EVERY else label if label in labels else ""


def _compare(
    first: str,
    second: str,
    label: str,
    units: Sequence[tuple[_Labels, _Labels]],
    layers: Sequence[tuple[Sequence[Annotation], Sequence[Annotation]]],
) -> Pairwise:
    kappa = cohens_kappa([(_value(one, label), _value(other, label)) for one, other in units])
    exact = partial = Counts()
    for one, other in layers:
        if label != EVERY:
            one, other = ([each for each in layer if each.label == label] for layer in (one, other))
        spans = [Counter((each.span, each.label) for each in layer) for layer in (one, other)]
        exact += Counts((spans[0] & spans[1]).total(), len(one), len(other))
        overlapping = sum(one[i].label == other[j].label for i, j in pair(one, other))
        partial += Counts(overlapping, len(one), len(other))
    return Pairwise(first, second, label, kappa, exact, partial)


def cohens_kappa(units: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960) of the values that two people gave each unit, -1 to 1; None where neither varied."""
    if not units:
        return None
    observed = sum(one == other for one, other in units) / len(units)
    first, second = Counter(one for one, _ in units), Counter(other for _, other in units)
    by_chance = sum(many * second[value] for value, many in first.items()) / len(units) ** 2
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def _alpha(labelled: Sequence[_LabelledWords], label: str) -> float | None:
    from nltk.metrics.agreement import AnnotationTask

    rows = [
        (analyst, (article, unit), _value(labels, label))
        for article, by_analyst in enumerate(labelled)
        for analyst, units in by_analyst.items()
        for unit, labels in enumerate(units)
    ]
    if len({value for _, _, value in rows}) < 2:
        return None
    return float(AnnotationTask(rows).alpha())


def _compare_roles(
    first: str,
    second: str,
    layers: Sequence[tuple[Sequence[Annotation], Sequence[Annotation]]],
    labels: LabelSet,
) -> list[RoleAgreement]:
    names = list(dict.fromkeys(role.name for label in labels.commitments for role in label.roles))
    kinds = [COMMITMENT, *(frame.name for frame in labels.frames if frame.name != COMMITMENT)]
    cues = {kind: say("cue") if kind == COMMITMENT else say("{kind} cue", kind=kind) for kind in kinds}
    typed_cues = {
        kind: say("cue and type") if kind == COMMITMENT else say("{kind} cue and type", kind=kind) for kind in kinds
    }
    counts = dict.fromkeys((*(each[kind] for kind in kinds for each in (cues, typed_cues)), *names), Counts())
    for kind, (one, other) in product(kinds, layers):
        one, other = ([each for each in layer if labels.kind_of(each) == kind] for layer in (one, other))
        matched = pair(one, other)
        counts[cues[kind]] += Counts(len(matched), len(one), len(other))
        typed = sum(one[i].label == other[j].label for i, j in matched)
        counts[typed_cues[kind]] += Counts(typed, len(one), len(other))
        for name in dict.fromkeys([*names, *(role for each in (*one, *other) for role, _ in each.roles)]):
            fillers = [(one[i].role(name), other[j].role(name)) for i, j in matched]
            same = sum(a is not None and b is not None and is_same_role(a, b) for a, b in fillers)
            filled = [sum(each.role(name) is not None for each in layer) for layer in (one, other)]
            counts[name] = counts.get(name, Counts()) + Counts(same, *filled)
    return [RoleAgreement(first, second, name, each) for name, each in counts.items() if each.first or each.second]


def tabulate(agreement: Agreement) -> tuple[tuple[str, ...], ...]:
    """The figures as rows of a table, the headings first; "–" where a figure is not defined."""
    rows: list[tuple[str, ...]] = [
        (
            say("analysts"),
            say("label or role"),
            say("kappa"),
            say("F1 exact"),
            say("F1 partial"),
            say("first"),
            say("second"),
        )
    ]
    for each in agreement.pairs:
        numbers = (_figure(each.kappa), _figure(each.exact.f1), _figure(each.partial.f1))
        many = (number(each.exact.first, "d"), number(each.exact.second, "d"))
        rows.append((f"{each.first} / {each.second}", each.label or say("all labels"), *numbers, *many))
    for role in agreement.roles:
        many = (number(role.counts.first, "d"), number(role.counts.second, "d"))
        rows.append((f"{role.first} / {role.second}", role.role, "–", "–", _figure(role.counts.f1), *many))
    rows += [
        (say("alpha"), label or say("all labels"), _figure(value), "–", "–", "", "") for label, value in agreement.alpha
    ]
    return tuple(rows)


def _figure(value: float | None) -> str:
    return "–" if value is None else number(value, ".3f")
