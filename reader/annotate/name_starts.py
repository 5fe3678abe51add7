"""Which letters before a name are proclitics (وكفريا, بمجلس الأمن) and which begin it (واشنطن, بوتين)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from reader.annotate.candidates import Candidate
from reader.annotate.gazetteer import load_gazetteer, load_name_units
from reader.annotate.labelled_names import has_swallowed_article
from reader.annotate.tokens import Tokens, without_proclitics
from reader.annotate.triggers import common_words, words_that

_HEADS = ("organization-head", "group-head", "place-head", "place-name-head")


def leave_out_proclitics(tokens: Tokens, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, which no rule has looked at yet, without the proclitics of their first words; ال stays.

    Letters are left out where a list knows the name without them and not with them, where a name of the same kind
    begins without them elsewhere, where و follows right upon such a name, and before ال in names that no list knows.
    """
    begun = {(each.label, tokens.folded[each.first]) for each in candidates}
    done: list[Candidate] = []
    for each in candidates:
        follows = bool(done) and done[-1].last + 1 == each.first and done[-1].label == each.label
        done.append(replace(each, skipped=_count_letters(tokens, each, begun, follows)))
    return done


def _count_letters(tokens: Tokens, name: Candidate, begun: Container[tuple[str, str]], follows: bool) -> int:
    word = tokens.folded[name.first]
    rest = tokens.folded[name.first + 1 : name.last + 1]
    whole, *shorter = without_proclitics(word)
    if not word[0].isalpha() or _is_listed(whole[1], rest, name.label):
        return 0
    for skipped, stem in shorter:
        # لل leaves one letter of the stem in the word besides the alef it swallowed.
        if len(stem) > 2 and _is_listed(stem, rest, name.label):
            return skipped
    for skipped, stem in shorter:
        if len(stem) > 2 and ((name.label, stem) in begun or _is_common(word, stem, name.label)):
            return skipped
    for skipped, stem in shorter:
        if has_swallowed_article(word, skipped) or (word[:skipped] == "و" and (follows or stem.startswith("ال"))):
            return skipped if len(stem) > 3 else 0
    return 0


def _is_listed(stem: str, rest: Sequence[str], label: str) -> bool:
    """Whether lists know a name, or the word it begins with, by this spelling."""
    gazetteer = load_gazetteer()
    if gazetteer.find(" ".join([stem, *rest])) is not None:
        return True
    if rest and any(stem in words_that(kind) for kind in _HEADS):
        return True
    use = load_name_units().get(stem, "")
    if label == "person" and use and use[-1] != "w":
        return True
    entry = gazetteer.find(stem)
    return entry is not None and not entry.is_weak


def _is_common(word: str, stem: str, label: str) -> bool:
    """Whether a name that is made of words goes on from a word the news uses: البرلمان in بالبرلمان.

    A person's name may look like two common words by chance; so may وزارة (زاره), which is why ال must help.
    """
    common = common_words()
    return label != "person" and stem in common and (stem.startswith("ال") or word not in common)
