"""Uses an article's other mentions of a name to find those that a recogniser overlooked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reader.annotate.lists.triggers import is_common
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.short_names import find_short_names, letters_of
from reader.annotate.tokens import Tokens, without_proclitics

SURE = 0.7
"""The least mean score with which a name is looked for elsewhere in the article."""

_FOUND_AGAIN = 0.6
"""The score of a mention for which the name's other mentions are the only evidence."""


def find_again(tokens: Tokens, candidates: Sequence[NameCandidate]) -> Iterator[NameCandidate]:
    """Mentions that the recogniser overlooked of the names it is sure of, whole or short; none overlaps a candidate."""
    taken = {index for each in candidates for index in range(each.first, each.last + 1)}
    for found in (*_find_whole_names(tokens, candidates), *find_short_names(tokens, candidates)):
        covered = range(found.first, found.last + 1)
        if taken.isdisjoint(covered):
            taken.update(covered)
            yield found


def _find_whole_names(tokens: Tokens, candidates: Sequence[NameCandidate]) -> Iterator[NameCandidate]:
    names = _sure_names(tokens, candidates)
    longest: dict[str, int] = {}
    for words in names:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    if not longest:
        return
    for index, word in enumerate(tokens.folded):
        for skipped, stem in without_proclitics(word):
            if stem not in longest:
                continue
            rest = tokens.folded[index + 1 : index + longest[stem]]
            for length in range(min(longest[stem], len(rest) + 1), 0, -1):
                label = names.get((stem, *rest[: length - 1]))
                if label is not None:
                    rule = f"named elsewhere in the article as {label}"
                    yield NameCandidate(index, index + length - 1, skipped, label, _FOUND_AGAIN, rule)
                    break


def _sure_names(tokens: Tokens, candidates: Sequence[NameCandidate]) -> dict[tuple[str, ...], str]:
    """The names to look for, with their labels; a single word that is common in the news is not one of them."""
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
