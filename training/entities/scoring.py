"""Scores labels: counts the names with exactly the right words and kind, as CoNLL does."""

from collections import Counter
from collections.abc import Iterable, Sequence


def find_spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """The names in a sentence's BIO labels as (first word, end, kind); an I- that continues no name begins one."""
    spans = set()
    start = 0
    kind = ""
    for index, label in enumerate((*labels, "O")):
        mark, _, named = label.partition("-")
        if kind and (mark != "I" or named != kind):
            spans.add((start, index, kind))
            kind = ""
        if named and not kind:
            start, kind = index, named
    return spans


def score_labels(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 for each kind and for "all", from pairs of true and proposed labels."""
    true: Counter[str] = Counter()
    proposed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for truth, guess in pairs:
        wanted, found = find_spans(truth), find_spans(guess)
        for counter, spans in ((true, wanted), (proposed, found), (right, wanted & found)):
            for *_, kind in spans:
                counter[kind] += 1
                counter["all"] += 1
    return {
        kind: (
            right[kind] / max(proposed[kind], 1),
            right[kind] / true[kind],
            2 * right[kind] / (true[kind] + proposed[kind]),
        )
        for kind in sorted(true)
    }
