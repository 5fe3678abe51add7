"""Collects the candidates for entities in marked articles, with their evidence and what the marks say of them."""

from __future__ import annotations

import pickle
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "marks"))

from marked import Marked, find_texts, read_marked, read_parts

from reader.annotate.dates.pattern_annotator import Patterns
from reader.annotate.entities.label_chances import spread_chances
from reader.annotate.entities.span_candidates import SpanCandidate, gather_candidates
from reader.annotate.entities.span_evidence import weigh_evidence
from reader.annotate.entities.span_judge import SpanJudge
from reader.annotate.names.labelled_names import cut_sentences, spell
from reader.annotate.names.name_annotator import Names
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.recogniser.article_pass import ArticlePass
from reader.annotate.recogniser.network import NETWORK, Recogniser
from reader.annotate.tokens import Tokens, read_tokens
from reader.model import Annotation, Article

MODEL = Path(__file__).resolve().parents[2] / "reader/annotate/recogniser/model"
FOLDS = 10
PENALTY = 1.0
"""How much large weights cost."""
KINDS = ("person", "place", "organization", "group", "date", "quantity", "misc")

Marks = set[tuple[int, int, str]]
"""Starts, ends and labels."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """A marked article as the network read it, with what the rules propose."""

    text: str
    tokens: Tokens
    marks: Marks
    read: ArticlePass
    so_far: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """The candidates of one article, with the evidence for each and whether it is marked."""

    tokens: Tokens
    marks: Marks
    names: tuple[NameCandidate, ...]
    evidence: tuple[dict[str, float], ...]
    right: tuple[bool, ...]


def read_articles(sources: Iterable[Path], parts: Sequence[str], model: Path, cache: Path | None) -> list[ReadArticle]:
    """The articles of some parts whose entities are marked; `cache` keeps what the network says for the next time."""
    texts, part_of = find_texts(sources), read_parts()
    marked = [each for each in read_marked() if part_of[each.sha256] in parts and each.entities is not None]
    network = Recogniser(model)
    key = sha256((model / NETWORK).read_bytes()).hexdigest()[:12]
    return [_read(each, texts[each.sha256], network, cache / key if cache else None) for each in marked]


def _read(article: Marked, text: str, network: Recogniser, cache: Path | None) -> ReadArticle:
    tokens = read_tokens(text)
    marks = {(each["start"], each["end"], each["label"]) for each in article.entities or ()}
    so_far: list[Annotation] = []
    for annotator in (Patterns(), Names()):
        so_far += annotator.annotate(Article(text), so_far)
    return ReadArticle(text, tokens, marks, pass_text(text, network, cache), tuple(so_far))


def pass_text(text: str, network: Recogniser, cache: Path | None) -> ArticlePass:
    """What the network says of the entities of a text."""
    kept = cache / sha256(text.encode()).hexdigest() if cache else None
    if kept and kept.exists():
        read: ArticlePass = pickle.loads(kept.read_bytes())
        return read
    tokens = read_tokens(text)
    runs = cut_sentences(tokens)
    chances = [np.zeros((len(run), len(network.labels)), np.float32) for run in runs]
    for output in network.run([spell(tokens, run) for run in runs]):
        for (sentence, word, _), row in zip(output.words, output.entities, strict=True):
            chances[sentence][word] = row
    read = ArticlePass(runs, network.labels, chances, ())
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(read))
    return read


def collect(article: ReadArticle, leave_out: Callable[[SpanCandidate], SpanCandidate | None] | None = None) -> Cases:
    """The candidates of an article; `leave_out` gives a candidate as it is without a step, or None."""
    chances = spread_chances(article.read, len(article.tokens))
    found: list[SpanCandidate] = gather_candidates(article.tokens, article.read, article.so_far)
    kept = [each for each in (map(leave_out, found) if leave_out else found) if each is not None]
    evidence = tuple(weigh_evidence(article.tokens, chances, kept))
    names = tuple(each.name for each in kept)
    right = tuple(span_of(article.tokens, name) in article.marks for name in names)
    return Cases(article.tokens, article.marks, names, evidence, right)


def span_of(tokens: Tokens, name: NameCandidate) -> tuple[int, int, str]:
    """The start, end and label of a candidate."""
    span = tokens.span(name.first, name.last, name.skipped)
    return span.start, span.end, name.label


def fit(cases: Iterable[Cases], threshold: float) -> SpanJudge:
    """The judge that these cases teach."""
    rows = [(evidence, right) for each in cases for evidence, right in zip(each.evidence, each.right, strict=True)]
    names = sorted({name for evidence, _ in rows for name in evidence})
    table = np.array([[*(evidence.get(name, 0.0) for name in names), 1.0] for evidence, _ in rows])
    penalty = np.diag([PENALTY] * len(names) + [1e-6])
    right = np.array([right for _, right in rows], np.float64)
    weights = np.zeros(len(names) + 1)
    # Newton's method for logistic regression converges in a few steps.
    for _ in range(12):
        chances = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chances - right) + penalty @ weights
        curve = (table * (chances * (1 - chances))[:, None]).T @ table + penalty
        weights -= np.linalg.solve(curve, slope)
    *rounded, bias = (round(float(weight), 4) for weight in weights)
    return SpanJudge(bias, dict(zip(names, rounded, strict=True)), threshold)


def judge_by_others(cases: Sequence[Cases]) -> list[list[tuple[NameCandidate, float]]]:
    """Each article's candidates with their chances, by a judge that learnt from the other articles (ten folds)."""
    judges = [fit([each for at, each in enumerate(cases) if at % FOLDS != fold], 0.0) for fold in range(FOLDS)]
    return [
        [(name, judges[at % FOLDS].judge(evidence)) for name, evidence in zip(each.names, each.evidence, strict=True)]
        for at, each in enumerate(cases)
    ]


def choose_all(judged: Iterable[Sequence[tuple[NameCandidate, float]]], threshold: float) -> list[list[NameCandidate]]:
    """The chosen candidates of each article."""
    judge = SpanJudge(0.0, {}, threshold)
    return [judge.choose(each) for each in judged]


def count(cases: Iterable[tuple[Tokens, Marks]], found: Iterable[Sequence[NameCandidate]]) -> Counter[tuple[str, str]]:
    """How many are marked, found, right and overlapping one marked with the same label, by label and for "all"."""
    counts: Counter[tuple[str, str]] = Counter()
    for (tokens, marks), names in zip(cases, found, strict=True):
        spans = {span_of(tokens, name) for name in names}
        for what, counted in (("marked", marks), ("found", spans), ("right", marks & spans)):
            for *_, label in counted:
                counts[label, what] += 1
        left = set(marks)
        for start, end, label in sorted(spans):
            match = next((m for m in left if m[2] == label and m[0] < end and start < m[1]), None)
            if match:
                left.remove(match)
                counts[label, "overlapping"] += 1
    for (_, what), number in list(counts.items()):
        counts["all", what] += number
    return counts


def f1(counts: Counter[tuple[str, str]], label: str, what: str = "right") -> float:
    """The harmonic mean of precision and recall."""
    return 2 * counts[label, what] / max(1, counts[label, "marked"] + counts[label, "found"])


def measure_calibration(cases: Iterable[Cases], chosen: Iterable[Sequence[NameCandidate]]) -> float:
    """The expected calibration error of the chosen candidates' chances, in ten equal bins."""
    pairs = [
        (name.score, span_of(each.tokens, name) in each.marks)
        for each, names in zip(cases, chosen, strict=True)
        for name in names
    ]
    bins: dict[int, list[tuple[float, bool]]] = {}
    for score, right in pairs:
        bins.setdefault(min(int(score * 10), 9), []).append((score, right))
    gaps = (abs(sum(score - right for score, right in each)) for each in bins.values())
    return sum(gaps) / max(1, len(pairs))


def without(origin: str) -> Callable[[SpanCandidate], SpanCandidate | None]:
    """Leaves out the candidates that only this origin gives, and this origin of the others."""

    def leave_out(each: SpanCandidate) -> SpanCandidate | None:
        origins = each.origins - {origin}
        return replace(each, origins=origins) if origins else None

    return leave_out


def iterate_pairs(articles: Iterable[ReadArticle]) -> Iterator[tuple[Tokens, Marks]]:
    """The tokens and marks of articles."""
    for each in articles:
        yield each.tokens, each.marks
