"""Collects what speaks for and against a candidate's being an entity of its label, as numbers by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reader.annotate.entities.label_chances import LabelChances, log_odds
from reader.annotate.entities.span_candidates import SpanCandidate
from reader.annotate.names.short_names import letters_of
from reader.annotate.tokens import Tokens


def weigh_evidence(
    tokens: Tokens, chances: LabelChances, candidates: Sequence[SpanCandidate]
) -> Iterator[dict[str, float]]:
    """The evidence for each candidate, by name; the judge has a weight for each name."""
    spellings = [letters_of(tokens, each.name) for each in candidates]
    kinds = [chances.of_kind(each.name.first, each.name.last, each.name.label) for each in candidates]
    likeliest: dict[tuple[tuple[str, ...], str], float] = defaultdict(float)
    for each, words, chance in zip(candidates, spellings, kinds, strict=True):
        likeliest[words, each.name.label] = max(likeliest[words, each.name.label], chance)
    for each, words, chance in zip(candidates, spellings, kinds, strict=True):
        name = each.name
        yield {
            "kind": log_odds(chance),
            "begins here": log_odds(chances.of_beginning(name.first, name.label)),
            "ends here": log_odds(chances.of_ending(name.last, name.label)),
            "same name, where it is likeliest": log_odds(likeliest[words, name.label]),
            "one word": float(name.first == name.last),
            f"label {name.label}": 1.0,
            **dict.fromkeys(each.origins, 1.0),
        }
