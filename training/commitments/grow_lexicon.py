"""Grows the lexicon of cues from the marked articles of the train part: cue_words.tsv, and cue_forms.tsv beside it.

    python training/commitments/grow_lexicon.py --texts SOURCE…

Only a word with a lemma can be an entry. The lemmas are set by hand, in lemmas.tsv. The commonest marked words that
have none are printed, for somebody to decide on. A word with a lemma is an entry where it was a cue often enough beside
the times that it was none.

Words that only help another one to bind (من in من المقرر, تم in تم التوصل) count where no other word of their cue has
a lemma. So لن stays, which binds with any verb after it, and من goes.

cue_forms.tsv has the further forms of verbs that bind often (تناشد, where only ناشدت was seen): those that no article
of train has at all, since a form that was seen and never marked does not bind.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "marks"))

from marked import find_texts, read_marked, read_parts

from reader.annotate.commitments.cue_lexicon import FILE, FORMS, NONE
from reader.annotate.names.labelled_names import is_word
from reader.annotate.tokens import Tokens, read_tokens, without_proclitics
from reader.arabic.words import fold
from reader.labels import default_labels

HERE = Path(__file__).parent
LEXICON = HERE.parents[1] / "reader/annotate/lexicon"
RARE, USUAL = 0.3, 0.06
"""The least share of a word's occurrences that bind: where it was a cue once, and where it was one more often."""
OFTEN, SHORT = 0.25, 4
"""The least share of a verb's occurrences that bind for its unseen forms to be listed, and their fewest letters."""
CLEAR = 0.4
"""The least share of a lemma's cues that one word follows, for it to be named where lemmas.tsv names none."""
HELPERS = frozenset(fold("لا لم لن ما من على إلى في عن تم تمت يتم سوف كان قد أن غير ليس عدم").split())
"""Words that only help another one to bind, as far as one stands beside them."""
ALONE = {"علي": "على", "الي": "إلى", "عن": "عن", "من": "من", "في": "في", "مع": "مع", "بين": "بين", "ضد": "ضد"}
THAT = {"ان": "أن", "بان": "بأن", "انه": "أن", "الا": "ألا", "انها": "أن"}
NOTHING = "-"
HEAD = "# word\tlemma\ttypes, with the number of marked cues\tseen in the marked articles\tfollowed by\texample\n"
HEAD_OF_FORMS = "# lemma of cue_words.tsv\tforms that the marked articles do not have\n"


@dataclass(frozen=True, slots=True)
class Lemmas:
    """The lemma of every known word, and what follows it."""

    of_word: Mapping[str, str]
    follows: Mapping[str, str]
    """Only where it was set by hand."""

    def find_word(self, folded: str) -> str:
        """The word of the lexicon that a folded word has, without the proclitics before it; empty where none is."""
        return next((stem for _, stem in without_proclitics(folded) if stem in self.of_word), "")


@dataclass(slots=True)
class Counts:
    """What the marked articles show of the words."""

    seen: Counter[str] = field(default_factory=Counter)
    stems: Counter[str] = field(default_factory=Counter)
    """Every way to read a word as proclitics and a stem."""
    bound: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """The types of the cues by word."""
    follows: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """What came after the cues by lemma."""
    unknown: Counter[str] = field(default_factory=Counter)
    """The words of cues that have no word with a lemma."""


def read_lemmas() -> Lemmas:
    """The lemmas that were set by hand."""
    words: dict[str, str] = {}
    follows: dict[str, str] = {}
    for line in (HERE / "lemmas.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        lemma, marker, listed = line.split("\t")
        words |= dict.fromkeys(listed.split(), lemma)
        if marker:
            follows[lemma] = marker.removeprefix(NOTHING)
    return Lemmas(words, follows)


def name_following(tokens: Tokens, after: int) -> str:
    """What introduces the word after a cue: a preposition, أن, or nothing."""
    if after >= len(tokens) or not is_word(tokens, after):
        return ""
    word = tokens.folded[after]
    if word in ALONE or word in THAT:
        return ALONE.get(word) or THAT[word]
    if word[0] in "بل" and len(word) > 4:
        return word[0] + "ـ"
    return ""


def walk(texts: Mapping[str, str]) -> Iterator[tuple[Tokens, list[tuple[str, int, int]]]]:
    """The tokens of each article of train, and its cues: type, first token, last token."""
    parts = read_parts()
    for each in read_marked():
        if parts[each.sha256] != "train":
            continue
        tokens = read_tokens(texts[each.sha256])
        cues = []
        for mark in each.commitments:
            start, end = mark["cue"]
            inside = [at for at in range(len(tokens)) if tokens.starts[at] < end and tokens.ends[at] > start]
            if inside:
                cues.append((mark["type"], inside[0], inside[-1]))
        yield tokens, cues


def binding_words(folded: Sequence[str], lemmas: Lemmas) -> set[str]:
    """The words of a cue that have a lemma; those that only help another one where there is no other."""
    known = {word for each in folded if (word := lemmas.find_word(each)) and lemmas.of_word[word] != NONE}
    return known - HELPERS or known


def count(texts: Mapping[str, str], lemmas: Lemmas) -> Counts:
    """What the articles of train show."""
    counts = Counts()
    for tokens, cues in walk(texts):
        counts.seen.update(word for each in tokens.folded if (word := lemmas.find_word(each)))
        counts.stems.update(stem for each in tokens.folded for _, stem in without_proclitics(each))
        for label, first, last in cues:
            words = binding_words(tokens.folded[first : last + 1], lemmas)
            for word in words:
                counts.bound[word][label] += 1
                counts.follows[lemmas.of_word[word]][name_following(tokens, last + 1)] += 1
            if not words:
                counts.unknown[" ".join(tokens.folded[first : last + 1])] += 1
    return counts


def choose_following(lemma: str, counts: Counts, lemmas: Lemmas) -> str:
    """What follows a lemma: as set by hand, else what clearly does so in the marked articles."""
    if lemma in lemmas.follows:
        return lemmas.follows[lemma]
    marker, times = counts.follows[lemma].most_common(1)[0]
    return marker if times >= CLEAR * counts.follows[lemma].total() else ""


def find_words(counts: Counts) -> list[str]:
    """The words that were a cue often enough, in order."""
    return sorted(
        word
        for word, bound in counts.bound.items()
        if bound.total() >= (USUAL if bound.total() > 1 else RARE) * counts.seen[word]
    )


def find_further_forms(words: Sequence[str], counts: Counts, lemmas: Lemmas) -> dict[str, list[str]]:
    """The unseen forms of the verbs that bind often, by lemma; a future that binds says nothing of a verb's past."""
    times: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for word in words:
        if not (word[0] == "س" and word[1] in "اينت"):
            times[lemmas.of_word[word]] += counts.bound[word].total()
            seen[lemmas.of_word[word]] += counts.seen[word]
    taken, found = set(words), dict[str, list[str]]()
    for line in (LEXICON / "commitment_forms.txt").read_text(encoding="utf-8").splitlines():
        lemma, _, pairs = line.partition("\t")
        if times[lemma] < 2 or times[lemma] < OFTEN * seen[lemma]:
            continue
        for form in sorted({pair.partition(":")[2] for pair in pairs.split()}):
            if form not in taken and not counts.stems[form] and len(form) >= SHORT:
                found.setdefault(lemma, []).append(form)
                taken.add(form)
    return found


def main() -> None:
    """Write the lexicon."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    lemmas = read_lemmas()
    counts = count(find_texts(parser.parse_args().texts), lemmas)
    examples = dict(line.split("\t") for line in (HERE / "examples.tsv").read_text(encoding="utf-8").splitlines())
    types = [label.name for label in default_labels().commitments]
    without = Counter[str]()
    rows = [f"{word}\t{NONE}\t\t{counts.seen[word]}\t\t" for word, lemma in lemmas.of_word.items() if lemma == NONE]
    words = find_words(counts)
    for word in words:
        lemma, bound = lemmas.of_word[word], counts.bound[word]
        if lemma not in examples:
            without[lemma] += bound.total()
        listed = " ".join(f"{label}:{bound[label]}" for label in types if bound[label])
        follows = choose_following(lemma, counts, lemmas)
        rows.append("\t".join((word, lemma, listed, str(counts.seen[word]), follows, examples.get(lemma, ""))))
    further = find_further_forms(words, counts, lemmas)
    lines = [f"{lemma}\t{' '.join(forms)}" for lemma, forms in sorted(further.items())]
    (LEXICON / FORMS).write_text(HEAD_OF_FORMS + "\n".join(lines) + "\n", encoding="utf-8")
    (LEXICON / FILE).write_text(HEAD + "\n".join(sorted(rows)) + "\n", encoding="utf-8")
    print(f"{len(words)} words of {len({lemmas.of_word[word] for word in words})} lemmas")
    print(f"{sum(map(len, further.values()))} further forms of {len(further)} of them")
    print(f"{len(without)} lemmas have no example; the commonest: {_list(without)}")
    print(f"{counts.unknown.total()} marked cues have no lemma; the commonest: {_list(counts.unknown)}")


def _list(counted: Counter[str]) -> str:
    return ", ".join(f"{word} {times}" for word, times in counted.most_common(30))


if __name__ == "__main__":
    main()
