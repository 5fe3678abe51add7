"""Decides where a name begins: which first letters are proclitics (وكفريا, بمجلس الأمن) and which its own (واشنطن)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.annotate.lists.gazetteer import load_gazetteer, load_name_units
from reader.annotate.lists.triggers import common_words, words_that
from reader.annotate.names.first_words import first_words
from reader.annotate.names.labelled_names import has_swallowed_article
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.tokens import Tokens, without_proclitics

_GLIDES = frozenset("ياولر")
"""The letters that follow a و which begins a foreign name (ويليام, والتر, ولسون, وودز, وردزورث).

Before any other letter, the و is "and".
"""


def divide_at_and(tokens: Tokens, candidates: Iterable[NameCandidate]) -> Iterator[NameCandidate]:
    """The candidates, with people and places that و joins made separate: كفريا والفوعة are two, البوسنة والهرسك is one.

    A name of another kind may contain an "and" of its own.
    """
    for each in candidates:
        first = each.first
        words = tokens.folded[first : each.last + 1]
        if each.label in ("person", "place") and load_gazetteer().find(" ".join(words)) is None:
            for index in range(first + 1, each.last + 1):
                word, rest = tokens.folded[index], tokens.folded[index + 1 : each.last + 1]
                if (
                    word[0] == "و"
                    and len(word) > 3
                    and not _is_listed(word, rest, each.label, may_be_word=True)
                    and any(_is_listed(word[1:], rest[:count], each.label) for count in range(len(rest) + 1))
                ):
                    yield replace(each, first=first, last=index - 1)
                    first = index
        yield replace(each, first=first)


def leave_out_proclitics(tokens: Tokens, candidates: Sequence[NameCandidate]) -> list[NameCandidate]:
    """The candidates, which cover whole words so far, without the proclitics of their first words; ال stays.

    Letters are left out in five cases: names of other kinds than people often begin with the word without them; a list
    knows the name without them but not with them; elsewhere in the article
    a name of the same kind begins, or a person's name ends, with the word without them; a و directly follows a name of
    the same kind or cannot belong to the word; or they come before ال in a name that no list knows.
    """
    begun = Counter((each.label, tokens.folded[each.first]) for each in candidates)
    surnames = {tokens.folded[each.last] for each in candidates if each.label == "person" and each.last > each.first}
    done: list[NameCandidate] = []
    for each in candidates:
        follows = bool(done) and done[-1].last + 1 == each.first and done[-1].label == each.label
        done.append(replace(each, skipped=_count_letters(tokens, each, begun, surnames, follows)))
    return done


def _count_letters(
    tokens: Tokens, name: NameCandidate, begun: Mapping[tuple[str, str], int], surnames: Container[str], follows: bool
) -> int:
    word = tokens.folded[name.first]
    rest = tokens.folded[name.first + 1 : name.last + 1]
    as_written, *shorter = without_proclitics(word)
    if not word[0].isalpha():
        return 0
    if name.label != "person":
        for skipped, stem in (as_written, *shorter):
            if stem in first_words():
                return skipped
    if _is_listed(as_written[1], rest, name.label, may_be_word=True):
        return 0
    if name.label == "person":
        # Nobody is compared with a person by كـ: كلارنس is likelier a name as it stands.
        shorter = [each for each in shorter if word[each[0] - 1] != "ك"]
    # Where ل has swallowed an alef (لل), the stem has one letter more than the word shows.
    long_enough = [each for each in shorter if len(each[1]) > 2]
    for skipped, stem in long_enough:
        if begun.get((name.label, stem)) or (name.label == "person" and stem in surnames):
            return skipped
    if name.label == "person" and begun[name.label, word] > 1:
        # The article repeats فرويد and never has رويد.
        return 0
    for skipped, stem in long_enough:
        if _is_listed(stem, rest, name.label):
            return skipped
    for skipped, stem in long_enough:
        if _is_common(word, stem, name.label):
            return skipped
    for skipped, stem in shorter:
        if len(stem) > 3 and (has_swallowed_article(word, skipped) or (word[:skipped] == "و" and follows)):
            return skipped
        if word[:skipped] == "و" and len(stem) > 3 and word not in common_words():
            return 0 if stem[0] in _GLIDES and not stem.startswith("ال") else skipped
    return 0


def _is_listed(stem: str, rest: Sequence[str], label: str, *, may_be_word: bool = False) -> bool:
    """Whether a list knows a name, or its first word, in this spelling.

    `may_be_word` also allows a unit of a person's name that is an ordinary word as well.
    """
    gazetteer = load_gazetteer()
    if gazetteer.find(" ".join([stem, *rest])) is not None:
        return True
    use = load_name_units().get(stem, "")
    is_unit = use != "" and (may_be_word or use[-1] != "w")
    if label == "person" and (is_unit or (rest and stem in words_that("particle"))):
        return True
    entry = gazetteer.find(stem)
    return entry is not None and not entry.is_weak


def _is_common(word: str, stem: str, label: str) -> bool:
    """Whether a name that is made of ordinary words begins with a common word: البرلمان in بالبرلمان.

    A person's name may look like two common words by chance. So may وزارة (زاره), which is why the stem must have ال or
    the word must not be common itself.
    """
    common = common_words()
    return label != "person" and stem in common and (stem.startswith("ال") or word not in common)
