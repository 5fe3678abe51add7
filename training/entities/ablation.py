"""Measures what each step after the recogniser adds: all steps one by one on ANERcorp, and clitics on WikiFANE.

uv run training/entities/ablation.py --news anercorp_train.txt [--part 0.9 1.0] [--clitics wikifane_gold.txt]
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from corpora import Sentence, join_clitics, read_sentences
from scoring import find_spans

from reader.annotate.dates.pattern_annotator import Patterns
from reader.annotate.merging.overlaps import settle_overlaps
from reader.annotate.merging.weighing import LISTS, RECOGNISER, weigh
from reader.annotate.merging.whole_names import follow_whole_names
from reader.annotate.names.bodies import find_bodies
from reader.annotate.names.labelled_names import cut_sentences, find_labelled, spell, to_annotation
from reader.annotate.names.listed_names import find_listed
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.name_ends import end_after_links
from reader.annotate.names.name_starts import divide_at_and, leave_out_proclitics
from reader.annotate.names.persons import find_people
from reader.annotate.names.same_names import agree_on_labels, find_again
from reader.annotate.names.short_names import find_short_names
from reader.annotate.recogniser.entity_annotator import Labeller
from reader.annotate.recogniser.network import Recogniser
from reader.annotate.recogniser.unsure_names import leave_out_unsure
from reader.annotate.tokens import Tokens, read_tokens
from reader.evaluate.comparing import compare
from reader.evaluate.marked import Marked, read_marked
from reader.labels import default_labels
from reader.model import Annotation, Article

ARTICLE = 10
"""The number of WikiFANE's sentences that are read as one article."""

Step = Callable[[Article], Sequence[Annotation]]


class Steps:
    """The steps of the engine, each of which includes those before it."""

    def __init__(self, labeller: Labeller) -> None:
        """Take the labeller of words; an article's labels are kept for the following steps."""
        self._labeller = labeller
        self._labels: dict[str, list[list[tuple[str, float]]]] = {}

    def all(self) -> dict[str, Step]:
        """The steps by name, in order."""
        return {
            "recogniser alone": lambda article: self._settle(article, self._read(article)),
            "+ clitics, و and بن": lambda article: self._settle(article, self._part(article)),
            "+ one label for one name": lambda article: self._settle(article, self._agree(article)),
            "+ unsure names left out": lambda article: self._settle(article, self._leave_out(article)),
            "+ names found again": lambda article: self._settle(article, self._find_again(article)),
            "+ lists": lambda article: self._weigh(article, list(find_listed(read_tokens(article.text)))),
            "+ triggers and parts": lambda article: self._weigh(article, _find_all(read_tokens(article.text))),
            "+ dates and amounts": self._settle_with_patterns,
        }

    def _read(self, article: Article) -> list[NameCandidate]:
        tokens = read_tokens(article.text)
        runs = cut_sentences(tokens)
        if article.text not in self._labels:
            self._labels[article.text] = self._labeller.tag([spell(tokens, run) for run in runs])
        return list(find_labelled(tokens, runs, self._labels[article.text], "recogniser"))

    def _part(self, article: Article) -> list[NameCandidate]:
        tokens = read_tokens(article.text)
        ended = end_after_links(tokens, self._read(article))
        return leave_out_proclitics(tokens, list(divide_at_and(tokens, ended)))

    def _agree(self, article: Article) -> list[NameCandidate]:
        return agree_on_labels(read_tokens(article.text), self._part(article))

    def _leave_out(self, article: Article) -> list[NameCandidate]:
        return leave_out_unsure(read_tokens(article.text), self._agree(article))

    def _find_again(self, article: Article) -> list[NameCandidate]:
        sure = self._leave_out(article)
        return [*sure, *find_again(read_tokens(article.text), sure)]

    def _weigh(self, article: Article, listed: Iterable[NameCandidate]) -> Sequence[Annotation]:
        tokens = read_tokens(article.text)
        recognised = [to_annotation(tokens, each, RECOGNISER) for each in self._find_again(article)]
        settled = settle_overlaps([to_annotation(tokens, each, LISTS) for each in listed], default_labels())
        return settle_overlaps(follow_whole_names(article.text, weigh(settled, recognised)), default_labels())

    def _settle(self, article: Article, found: Iterable[NameCandidate]) -> Sequence[Annotation]:
        tokens = read_tokens(article.text)
        return settle_overlaps([to_annotation(tokens, each, RECOGNISER) for each in found], default_labels())

    def _settle_with_patterns(self, article: Article) -> Sequence[Annotation]:
        named = self._weigh(article, _find_all(read_tokens(article.text)))
        return settle_overlaps([*Patterns().annotate(article, ()), *named], default_labels())


def _find_all(tokens: Tokens) -> list[NameCandidate]:
    found = [*find_listed(tokens), *find_bodies(tokens, frozenset()), *find_people(tokens)]
    return [*found, *find_short_names(tokens, found)]


def print_steps(gold: Sequence[Marked], steps: dict[str, Step]) -> None:
    """Print F1 of all names and of each label after each step, as a table."""
    rows = {}
    for name, step in steps.items():
        found = [replace(each, entities=tuple(step(each.article))) for each in gold if each.article]
        rows[name] = compare(gold, found, gold_name="").entities
    labels = list(next(iter(rows.values())))
    print("| |", " | ".join((*labels, "precision", "recall")), "|\n|---|" + "---:|" * (len(labels) + 2))
    for name, scores in rows.items():
        total = scores["all"][0]
        figures = [scores[label][0].f1 for label in labels] + [total.precision, total.recall]
        print(f"| {name} |", " | ".join(f"{figure:.3f}".lstrip("0") for figure in figures), "|")


def count_clitics(sentences: Sequence[Sentence]) -> Counter[tuple[bool, bool]]:
    """The number of names by whether they begin with clitics, and whether exactly these are left out."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for start in range(0, len(sentences), ARTICLE):
        words = [word for sentence in sentences[start : start + ARTICLE] for word in _join(sentence)]
        tokens = read_tokens(" ".join(word for word, *_ in words))
        at = {offset: index for index, offset in enumerate(tokens.starts)}
        offsets = [0, *accumulate(len(word) + 1 for word, *_ in words)]
        names, clitics = [], []
        for first, end, kind in find_spans([label for _, label, _ in words]):
            if offsets[first] in at and words[first][2] is not None:
                last = at[offsets[first]] + end - first - 1
                names.append(NameCandidate(at[offsets[first]], min(last, len(tokens) - 1), 0, kind, 1.0, ""))
                clitics.append(words[first][2])
        order = sorted(range(len(names)), key=lambda index: names[index].first)
        for index, found in zip(order, leave_out_proclitics(tokens, [names[index] for index in order]), strict=True):
            counts[clitics[index] > 0, clitics[index] == found.skipped] += 1
    return counts


def _join(sentence: Sentence) -> Iterator[tuple[str, str, int | None]]:
    """The words of a sentence with their clitics, their labels, and the number of letters that are clitics.

    The number is None where a suffix changed the word too.
    """
    for word, both in join_clitics([(word, f"{label}|{word}") for word, label in sentence]):
        label, _, stem = both.partition("|")
        if word.startswith("لل") and stem.startswith("ال") and word[2:] == stem[2:]:
            yield word, label, 1
        else:
            yield word, label, len(word) - len(stem) if word.endswith(stem) else None


def print_clitics(counts: Counter[tuple[bool, bool]]) -> None:
    """Print how often clitics are distinguished from a name's own letters."""
    for has, result in ((True, "with clitics lose only these"), (False, "without clitics lose no letter")):
        right, wrong = counts[has, True], counts[has, False]
        print(f"{right} of {right + wrong} names {result}: {right / max(1, right + wrong):.3f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--news", required=True, help="ANERcorp's training part, as a CoNLL file")
    parser.add_argument("--part", type=float, nargs=2, default=(0.9, 1.0), metavar="SHARE")
    parser.add_argument("--model", type=Path, help="the folder of a model to use instead of the shipped one")
    parser.add_argument("--clitics", type=Path, help="WikiFANE_Gold, whose clitics are separate, as a CoNLL file")
    options = parser.parse_args()
    gold = read_marked(options.news, complain=print, part=tuple(options.part))
    print_steps(gold, Steps(Recogniser(options.model)).all())
    if options.clitics:
        print_clitics(count_clitics(read_sentences(options.clitics)))


if __name__ == "__main__":
    main()
