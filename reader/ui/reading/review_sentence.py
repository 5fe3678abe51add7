"""Words a review's filter with the number of proposals that are open in it: "reviewing places only (71)"."""

from __future__ import annotations

from collections.abc import Iterable

from reader.labels import Label, LabelSet
from reader.model import Annotation
from reader.reading.review import Review
from reader.ui.reading.reason import word_rule


def describe_filter(review: Review, annotations: Iterable[Annotation], labels: LabelSet) -> str:
    """A phrase for a sentence or the status line; all proposals have one without "only"."""
    queue = review.queue(annotations)
    if review.rule:
        source = queue[0].source if queue else ""
        return f"reviewing “{word_rule(review.rule, source)}” only ({len(queue):,})"
    if review.label:
        return f"reviewing {_plural(labels.named(review.label))} only ({len(queue):,})"
    return f"reviewing all proposals ({len(queue):,})"


def _plural(label: Label) -> str:
    name = label.english.lower() if label.english.istitle() else label.english
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(("s", "x", "ch", "sh")) else f"{name}s"
