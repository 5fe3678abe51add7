"""Decides where a person's name ends if a recogniser broke it off after بن or the like: a word later, or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.annotate.lists.gazetteer import load_name_units
from reader.annotate.lists.triggers import words_that
from reader.annotate.names.labelled_names import is_word
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.tokens import Tokens

_LINKS = frozenset({"بن", "ابن", "بنت", "ابو", "ابي", "ابا", "عبد", "ال"})
"""Folded words with which no name ends; ال is the folded آل."""


def end_after_links(tokens: Tokens, candidates: Sequence[NameCandidate]) -> Iterator[NameCandidate]:
    """The candidates, where no person's name ends with a link: it takes in the name or word that follows, or loses it.

    The link is lost where the next token is a mark, a closed-class word or a name of another kind.
    """
    waiting = list(reversed(candidates))
    while waiting:
        each = waiting.pop()
        while each.label == "person" and each.last > each.first and tokens.folded[each.last] in _LINKS:
            after = each.last + 1
            follower = waiting[-1] if waiting and waiting[-1].first == after else None
            if follower is not None and follower.label == "person":
                waiting.pop()
                each = replace(each, last=follower.last)
            elif follower is None and _may_follow(tokens, after):
                each = replace(each, last=after)
                break
            else:
                each = replace(each, last=each.last - 1)
        yield each


def _may_follow(tokens: Tokens, index: int) -> bool:
    if index >= len(tokens) or not is_word(tokens, index):
        return False
    word = tokens.folded[index]
    return word not in words_that("closed") or word in load_name_units()
