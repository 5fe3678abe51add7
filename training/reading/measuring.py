"""Measures the network alone, in whole words: entities, cues, types and roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import torch
from joint import find_roles, label_words
from lessons import CUE_LABELS, ENTITY_LABELS, ROLES, TYPES, Lesson, make_lessons
from marked import Marked
from network import encode
from torch import Tensor

from reader.annotate.recogniser.network import choose_labels
from reader.annotate.recogniser.subwords import Vocabulary

Spanned = tuple[str, tuple[int, ...]]


def measure(
    weights: Mapping[str, Tensor], articles: Iterable[tuple[Marked, str]], vocabulary: Vocabulary
) -> dict[str, float]:
    """F1 of each task, rounded to three places; a cue or role counts by the words that it shares."""
    counts: Counter[tuple[str, str]] = Counter()
    for article, text in articles:
        for lesson in make_lessons(article, text, vocabulary, is_shuffled=False):
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                state = encode(weights, torch.tensor([lesson.subwords]), 12, 1e-12)
                entities, cues = label_words(weights, state)
                _count_entities(counts, lesson, entities[0].float())
                _count_cues(counts, lesson, cues[0].float(), weights, state[0])
    return {
        task: round(2 * counts[task, "right"] / max(1, counts[task, "gold"] + counts[task, "found"]), 3)
        for task in dict.fromkeys(task for task, _ in sorted(counts))
    }


def _count_entities(counts: Counter[tuple[str, str]], lesson: Lesson, logits: Tensor) -> None:
    if lesson.entities is None:
        return
    gold = read_spans([ENTITY_LABELS[lesson.entities[at]] for at in lesson.firsts], lesson.firsts)
    rows = logits[lesson.firsts].softmax(-1).numpy()
    found = read_spans([label for label, _ in choose_labels(rows, ENTITY_LABELS)], lesson.firsts)
    for name, spans in (("gold", gold), ("found", found), ("right", set(gold) & set(found))):
        for kind, _ in spans:
            counts["entities", name] += 1
            counts[f"entities {kind}", name] += 1


def _count_cues(
    counts: Counter[tuple[str, str]], lesson: Lesson, logits: Tensor, weights: Mapping[str, Tensor], state: Tensor
) -> None:
    logits = logits[lesson.firsts].clone()
    logits[:, 0] -= 0.7
    found = read_spans([label for label, _ in choose_labels(logits.softmax(-1).numpy(), CUE_LABELS)], lesson.firsts)
    counts["cue", "gold"] += len(lesson.cues)
    counts["typed", "gold"] += len(lesson.cues)
    counts["cue", "found"] += len(found)
    counts["typed", "found"] += len(found)
    for cue in lesson.cues:
        for role, positions in zip(ROLES, cue.roles, strict=True):
            counts["roles", "gold"] += bool(positions)
            counts[f"role {role}", "gold"] += bool(positions)
    left = list(lesson.cues)
    places = torch.tensor(lesson.firsts)
    for kind, positions in found:
        match = next((cue for cue in left if set(cue.positions) & set(positions)), None)
        roles = find_roles(weights, state[places], places, torch.tensor(positions), torch.tensor(TYPES.index(kind)))
        spans = [_fill(roles[:, number].float(), lesson.firsts) for number in range(len(ROLES))]
        for role, span in zip(ROLES, spans, strict=True):
            counts["roles", "found"] += bool(span)
            counts[f"role {role}", "found"] += bool(span)
        if match is None:
            continue
        left.remove(match)
        counts["cue", "right"] += 1
        counts["typed", "right"] += TYPES[match.kind] == kind
        for role, span, goal in zip(ROLES, spans, match.roles, strict=True):
            right = bool(goal) and 2 * len(set(span) & set(goal)) >= len(set(span) | set(goal))
            counts["roles", "right"] += right
            counts[f"role {role}", "right"] += right


def _fill(logits: Tensor, firsts: Sequence[int]) -> tuple[int, ...]:
    """The likeliest single stretch: its score is the sum of what it gains over leaving its words outside."""
    gain = logits - logits[:, :1]
    best, span = 0.0, (0, 0)
    for start in range(len(gain)):
        total = float(gain[start, 1])
        if total > best:
            best, span = total, (start, start + 1)
        for end in range(start + 1, len(gain)):
            total += float(gain[end, 2])
            if total > best:
                best, span = total, (start, end + 1)
    return tuple(firsts[span[0] : span[1]])


def read_spans(labels: Sequence[str], positions: Sequence[int]) -> list[Spanned]:
    """The spans that BIO labels mark."""
    spans: list[tuple[str, list[int]]] = []
    for label, position, before in zip(labels, positions, ["O", *labels], strict=False):
        mark, _, kind = label.partition("-")
        if mark == "I" and before[2:] == kind and spans:
            spans[-1][1].append(position)
        elif kind:
            spans.append((kind, [position]))
    return [(kind, tuple(places)) for kind, places in spans]
