"""Uses CAMeL Tools' recogniser of names as an annotator, and its readings of a word; only this module imports it."""

from __future__ import annotations

import threading
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from reader.annotate import describe
from reader.annotate.camel.installation import MORPHOLOGY, RECOGNISER, Piece, find_camel
from reader.annotate.names.labelled_names import cut_sentences, find_labelled, spell, to_annotation
from reader.annotate.names.name_starts import divide_at_and, leave_out_proclitics
from reader.annotate.tokens import read_tokens
from reader.annotate.word_card import Analysis, make_reading
from reader.errors import AnnotateError, shown
from reader.model import Annotation, Article
from reader.wording import say

_SCORE = 0.83
"""The score of every name, its published F1 on ANERcorp's test part, since the recogniser gives no chances."""

_LONGEST_WORD = 64
"""The most code points of a word that are sent, since a word of more than 254 subwords makes the recogniser fail."""

_MOST = 20
"""The most readings of a word that are asked for; those that differ only in case or mood become one."""

_REMEMBERED = 10_000
"""The most words whose readings are kept; when there are more, all of them are dropped."""

_LOADING = threading.Lock()


class Camel:
    """The annotator that uses CAMeL Tools' recogniser of names; it needs the extra "neural" and the model (541 MB)."""

    name = "camel"

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose people, places, organizations and other names; AnnotateError names the pieces that are missing."""
        tokens = read_tokens(article.text)
        runs = cut_sentences(tokens)
        if not runs:
            return []
        labels = predict_labels(self._recogniser, [spell(tokens, run) for run in runs])
        labelled = [[(label, _SCORE) for label in sentence] for sentence in labels]
        named = find_labelled(tokens, runs, labelled, "CAMeL Tools")
        found = leave_out_proclitics(tokens, list(divide_at_and(tokens, named)))
        return [to_annotation(tokens, candidate, self.name) for candidate in found]

    @cached_property
    def _recogniser(self) -> Any:
        with _camel_tools("recogniser", RECOGNISER):
            from camel_tools.ner import NERecognizer

            return NERecognizer.pretrained()


class Morphology:
    """CAMeL Tools' readings of words, the likeliest first; the database is read with the first word.

    That takes seconds, so call it in a thread of its own; any number of threads may call it.
    """

    def __init__(self) -> None:
        # CAMeL Tools' own cache never stores anything, so the readings are kept here.
        self._readings: dict[str, tuple[Analysis, ...]] = {}
        self._lock = threading.Lock()

    def __call__(self, word: str) -> tuple[Analysis, ...]:
        """The readings of a word as it stands in a text; an empty tuple where the database has none.

        AnnotateError where the database cannot be read.
        """
        with self._lock:
            found = self._readings.get(word)
            if found is None:
                if len(self._readings) >= _REMEMBERED:
                    self._readings.clear()
                found = self._readings[word] = self._read(word)
            return found

    def _read(self, word: str) -> tuple[Analysis, ...]:
        disambiguator = self._disambiguator
        try:
            analyses = [each.analysis for each in disambiguator.disambiguate([word])[0].analyses]
        except Exception as error:
            # Anybody may have made the database, and whatever it lacks may fail in any way when a word needs it.
            raise AnnotateError(
                say(
                    "CAMeL Tools cannot analyse the word {word} ({describe}).",
                    word=shown(word),
                    describe=describe(error),
                )
            ) from error
        return tuple(dict.fromkeys(filter(None, map(make_reading, analyses))))

    @cached_property
    def _disambiguator(self) -> Any:
        state = find_camel()
        with _camel_tools("morphology", MORPHOLOGY):
            from camel_tools.disambig.mle import MLEDisambiguator
            from camel_tools.morphology.analyzer import Analyzer
            from camel_tools.morphology.database import MorphologyDB

            if state.has(frozenset({"disambiguation"})):
                return MLEDisambiguator.pretrained(top=_MOST, cache_size=0)
            analyzer = Analyzer(MorphologyDB.builtin_db(), "NOAN_PROP")
            return MLEDisambiguator(analyzer, top=_MOST, cache_size=0)


def find_morphology() -> Morphology | None:
    """CAMeL Tools' morphology, or None where its database is not installed; nothing is loaded before the first word."""
    return Morphology() if find_camel().has(MORPHOLOGY) else None


def predict_labels(recogniser: Any, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """A BIO label for every word of every sentence, from a recogniser that may return fewer labels than words.

    The recogniser drops words in which its tokenizer finds nothing to read. Words that are known to be such are not
    sent; a sentence that still has too few labels is halved until the word without one is found, which gets "O".
    """
    cleaned = [[_clean(word) for word in sentence] for sentence in sentences]
    sent = [[word for word in sentence if word] for sentence in cleaned]
    answers = iter(_predict(recogniser, [sentence for sentence in sent if sentence]))
    labelled: list[list[str]] = []
    for sentence, words in zip(cleaned, sent, strict=True):
        labels = iter(next(answers) if words else ())
        labelled.append([next(labels) if word else "O" for word in sentence])
    return labelled


def _predict(recogniser: Any, sentences: list[list[str]]) -> list[list[str]]:
    if not sentences:
        return []
    labelled = [list(labels) for labels in recogniser.predict(sentences)]
    short = [
        number
        for number, (sentence, labels) in enumerate(zip(sentences, labelled, strict=True))
        if len(labels) != len(sentence)
    ]
    halves: list[list[str]] = []
    for number in short:
        middle = len(sentences[number]) // 2
        halves += [half for half in (sentences[number][:middle], sentences[number][middle:]) if middle]
    answers = iter(_predict(recogniser, halves))
    for number in short:
        labelled[number] = ["O"] if len(sentences[number]) == 1 else [*next(answers), *next(answers)]
    return labelled


def _clean(word: str) -> str:
    """A word without the characters that the recogniser's tokenizer drops: control, format, private and broken ones."""
    return "".join(c for c in word if unicodedata.category(c)[0] not in "CZ" and c != "\ufffd")[:_LONGEST_WORD]


@contextmanager
def _camel_tools(tool: str, needed: frozenset[Piece]) -> Iterator[None]:
    """A context in which to import CAMeL Tools and load its data; AnnotateError where a piece is missing or broken.

    All pieces must be installed: without its catalogue, CAMeL Tools uses the network as soon as it is imported.
    """
    missing = find_camel().lacks(needed)
    if missing:
        pieces = "; ".join(map(str, missing))
        raise AnnotateError(say("CAMeL Tools' {tool} cannot run without {pieces}.", tool=tool, pieces=pieces))
    # CAMeL Tools imports docopt, whose source causes warnings from Python 3.12 on; they would be drawn over the screen.
    with _LOADING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Exception as error:
            # Large files and other projects' packages may fail in any way; the user needs to know that it was theirs.
            raise AnnotateError(
                say(
                    "CAMeL Tools' {tool} cannot be loaded ({describe}); fetch its data again with camel_data -f -i.",
                    tool=tool,
                    describe=describe(error),
                )
            ) from error
