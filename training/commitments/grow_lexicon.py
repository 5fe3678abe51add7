"""Grows the lexicon of cues from the marked articles of the train part, and writes cue_words.tsv.

    python training/commitments/grow_lexicon.py --texts SOURCE…

A word is an entry where it was a cue often enough beside the times that it was none. Lemmas come from the verb forms
and nouns of the older lexicon, example sentences, which are our own, from examples.tsv.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import tomli

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "marks"))

from marked import find_texts, read_marked, read_parts

from reader.annotate.commitments.cue_lexicon import FILE
from reader.annotate.names.labelled_names import is_word
from reader.annotate.tokens import Tokens, read_tokens
from reader.arabic.words import fold

LEXICON = Path(__file__).resolve().parents[2] / "reader/annotate/lexicon"
EXAMPLES = Path(__file__).parent / "examples.tsv"
RARE, USUAL = 0.3, 0.06
"""The least share of a word's occurrences that bind: where it was a cue once, and where it was one more often."""
TYPES = ("pledge", "intent", "agreement", "acceptance", "refusal", "condition", "demand", "threat")
ALONE = {"علي": "على", "الي": "إلى", "عن": "عن", "من": "من", "في": "في", "مع": "مع", "بين": "بين", "ضد": "ضد"}
THAT = {"ان": "أن", "بان": "بأن", "انه": "أن", "الا": "ألا", "انها": "أن"}
HEAD = "# word\tlemma\ttypes, with the number of marked cues\tseen in the marked articles\tfollowed by\texample\n"


def without_and(word: str, seen: Mapping[str, int]) -> str:
    """The word without a conjunction و or ف, where what is left is the commoner word."""
    if len(word) > 3 and word[0] in "وف" and seen.get(word[1:], 0) >= seen.get(word, 0):
        return word[1:]
    return word


def read_lemmas() -> dict[str, str]:
    """The lemma of every form of the older lexicon, folded."""
    lemmas: dict[str, str] = {}
    for line in (LEXICON / "commitment_forms.txt").read_text(encoding="utf-8").splitlines():
        lemma, _, forms = line.partition("\t")
        for pair in forms.split():
            lemmas.setdefault(pair.partition(":")[2], lemma)
    nouns = tomli.loads((LEXICON / "commitments.toml").read_text(encoding="utf-8"))["noun"]
    for entry in nouns:
        for form in map(fold, entry["forms"]):
            lemmas.setdefault(form, entry["forms"][0])
            lemmas.setdefault("ال" + form, entry["forms"][0])
    return lemmas


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


def main() -> None:
    """Write the lexicon."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    texts = find_texts(parser.parse_args().texts)
    whole: Counter[str] = Counter()
    for tokens, _ in walk(texts):
        whole.update(tokens.folded)
    seen: Counter[str] = Counter()
    bound: dict[str, Counter[str]] = defaultdict(Counter)
    follows: dict[str, Counter[str]] = defaultdict(Counter)
    for tokens, cues in walk(texts):
        seen.update(without_and(word, whole) for word in tokens.folded)
        for label, first, last in cues:
            for at in range(first, last + 1):
                word = without_and(tokens.folded[at], whole)
                bound[word][label] += 1
                follows[word][name_following(tokens, last + 1)] += 1
    lemmas = read_lemmas()
    examples = dict(line.split("\t") for line in EXAMPLES.read_text(encoding="utf-8").splitlines())
    rows = []
    for word, types in sorted(bound.items()):
        count = types.total()
        if not word[0].isalpha() or len(word) < 2 or count < (USUAL if count > 1 else RARE) * seen[word]:
            continue
        listed = " ".join(f"{label}:{types[label]}" for label in TYPES if types[label])
        lemma = lemmas.get(word, word)
        marker = follows[word].most_common(1)[0][0]
        rows.append("\t".join((word, lemma, listed, str(seen[word]), marker, examples.get(lemma, ""))))
    (LEXICON / FILE).write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} words of {len({row.split(chr(9))[1] for row in rows})} lemmas")


if __name__ == "__main__":
    main()
