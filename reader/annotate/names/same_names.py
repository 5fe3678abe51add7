"""What an article's other mentions of a name say about one: its label, and places where a recogniser overlooked it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.annotate.lists.triggers import is_common
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.short_names import find_parts, letters_of
from reader.annotate.tokens import Tokens, without_proclitics

MAJORITY = 2 / 3
"""The share of a name's scores from which a label holds for all its mentions: الرياض may be a city and a club."""

SURE = 0.7
"""The mean score from which a name is looked for elsewhere in the article."""

_FOUND_AGAIN = 0.6
"""The score of a mention that only the others vouch for."""


def agree_on_labels(tokens: Tokens, candidates: Sequence[NameCandidate]) -> list[NameCandidate]:
    """The candidates, those of one folded spelling with one label where most of them have it."""
    votes: dict[tuple[str, ...], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for each in candidates:
        votes[letters_of(tokens, each)][each.label] += each.score
    agreed: list[NameCandidate] = []
    for each in candidates:
        tally = votes[letters_of(tokens, each)]
        label = max(tally, key=lambda label: tally[label])
        if label != each.label and tally[label] >= MAJORITY * sum(tally.values()):
            # The chance it had as something else says nothing about this label; the others' share of the vote does.
            share = tally[label] / sum(tally.values())
            rule = f"{each.rule}, here {label} as in most of the article"
            each = replace(each, label=label, score=min(each.score, share), rule=rule)
        agreed.append(each)
    return agreed


def find_again(tokens: Tokens, candidates: Sequence[NameCandidate]) -> Iterator[NameCandidate]:
    """Mentions the recogniser overlooked: of names it is sure of, whole or by their parts; none touches a candidate."""
    taken = {index for each in candidates for index in range(each.first, each.last + 1)}
    for found in (*_find_whole(tokens, candidates), *find_parts(tokens, candidates)):
        covered = range(found.first, found.last + 1)
        if taken.isdisjoint(covered):
            taken.update(covered)
            yield found


def _find_whole(tokens: Tokens, candidates: Sequence[NameCandidate]) -> Iterator[NameCandidate]:
    names = _sure_names(tokens, candidates)
    longest: dict[str, int] = {}
    for words in names:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    if not longest:
        return
    for index, word in enumerate(tokens.folded):
        for skipped, stem in without_proclitics(word):
            rest = tokens.folded[index + 1 : index + longest.get(stem, 0)]
            for length in range(min(longest.get(stem, 0), len(rest) + 1), 0, -1):
                label = names.get((stem, *rest[: length - 1]))
                if label is not None:
                    rule = f"named elsewhere in the article as {label}"
                    yield NameCandidate(index, index + length - 1, skipped, label, _FOUND_AGAIN, rule)
                    break


def _sure_names(tokens: Tokens, candidates: Sequence[NameCandidate]) -> dict[tuple[str, ...], str]:
    """Names to look for, with their labels: words the news uses are names only where they were read as such."""
    seen: dict[tuple[str, ...], list[NameCandidate]] = defaultdict(list)
    for each in candidates:
        seen[letters_of(tokens, each)].append(each)
    names: dict[tuple[str, ...], str] = {}
    for words, mentions in seen.items():
        is_sure = sum(each.score for each in mentions) >= SURE * len(mentions)
        is_name = len(words) > 1 or (len(words[0]) > 3 and not is_common(words[0]))
        if is_sure and is_name and len({each.label for each in mentions}) == 1:
            names[words] = mentions[0].label
    return names
