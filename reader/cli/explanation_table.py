"""Makes the tables of `reader explain`: one of all candidates of an article, and one of the reasons at a place."""

from __future__ import annotations

from collections.abc import Iterator

from reader.annotate.article_reasons import ArticleReasons
from reader.annotate.commitments.explaining import Explanation, find_at
from reader.annotate.commitments.wording import Wording, sign
from reader.arabic.words import words
from reader.labels import LabelSet
from reader.layout.text_table import write_table
from reader.model import Annotation, Article, Span
from reader.ui.terminal.printing import find_medium

Row = tuple[str, ...]


def list_candidates(reasons: ArticleReasons, labels: LabelSet) -> str:
    """The table of every candidate of an article, with what weighed most for and against it."""
    wording = Wording(labels)
    if not reasons.candidates:
        return "No word of this text might be the cue of a commitment.\n"
    rows: list[Row] = [("at", "word", "type", "sure", "proposed", "most for it", "most against it")]
    for each in reasons.candidates:
        best, worst = (_name_weightiest(each, wording, sense) for sense in (1, -1))
        proposed = "yes" if reasons.proposed(each) else "no"
        word = " ".join(each.quote.split())
        kind = wording.name_type(each.label)
        rows.append((str(each.span.start), word, kind, f"{each.chance:.0%}", proposed, best, worst))
    return write_table(rows, right=(0, 3), medium=find_medium())


def tabulate_place(article: Article, reasons: ArticleReasons, offset: int, labels: LabelSet) -> str:
    """The table of everything that is known of the word at an offset."""
    wording = Wording(labels)
    candidate = find_at(reasons.candidates, offset)
    rows = [] if candidate is None else [*_explain(article, reasons, candidate, wording)]
    if candidate is None:
        rows.append(("commitment", "", _deny(article, reasons, offset)))
    for each in reasons.over(offset):
        if not each.roles and each.label != getattr(candidate, "label", None):
            rows += _explain_entity(article, each, wording)
    for role, commitment in reasons.roles_over(offset):
        cue = " ".join(commitment.span.of(article.text).split())
        kind = f"{wording.name_type(commitment.label)} at {commitment.span.start}"
        rows.append(("role", "", f"{wording.name_role(role)} of the {kind}: {cue}"))
    return write_table(rows, right=(1,), medium=find_medium())


def _explain(article: Article, reasons: ArticleReasons, candidate: Explanation, wording: Wording) -> Iterator[Row]:
    yield "word", "", f"at {_place(candidate.span)}: {' '.join(candidate.quote.split())}"
    yield "verdict", "", wording.judge(candidate)
    if candidate.is_proposed and not reasons.proposed(candidate):
        yield "", "", "but it is left out: another proposal stands in its place, or its paragraph is not Arabic"
    yield "lexicon", "", wording.describe_word(candidate.word)
    if candidate.word is not None and candidate.word.example:
        yield "example", "", candidate.word.example
    yield "network", "", wording.describe_network(candidate)
    yield "to begin", sign(candidate.bias), "every candidate, before anything is known of it"
    for heading, sense in (("for", 1), ("against", -1)):
        for name, weight in candidate.reasons:
            if weight * sense > 0:
                text = f"{wording.name_strength(weight)}: {wording.describe_reason(name, candidate)}"
                yield heading, sign(weight), text
                heading = ""
    heading = "roles"
    for each in candidate.roles:
        quote = " ".join(each.span.of(article.text).split())
        instead = "" if each.is_filled else " (not taken: its words belong to another role)"
        yield heading, sign(each.gain), f"{wording.name_role(each.role)} at {_place(each.span)}{instead}: {quote}"
        heading = ""
    if not candidate.roles:
        yield "roles", "", "the network finds words for none"


def _explain_entity(article: Article, each: Annotation, wording: Wording) -> Iterator[Row]:
    quote = " ".join(each.span.of(article.text).split())
    sure = "" if each.score is None else f", {each.score:.0%} sure"
    yield "entity", "", f"{wording.name_type(each.label)} at {_place(each.span)}{sure}: {quote}"
    yield "", "", f"by the annotator {each.source}" + (f", rule {each.rule}" if each.rule else "")


def _deny(article: Article, reasons: ArticleReasons, offset: int) -> str:
    if reasons.language:
        return "nothing is proposed in a text that is not Arabic"
    word = next((each for each in words(article.text) if offset in each.span), None)
    if word is None:
        return f"no word stands at {offset}, so nothing can be proposed there"
    return (
        f"none might stand at {_place(word.span)}: neither does the network take the word for a cue, "
        f"nor does the lexicon list it: {word.span.of(article.text)}"
    )


def _name_weightiest(candidate: Explanation, wording: Wording, sense: int) -> str:
    found = next(((name, weight) for name, weight in candidate.reasons if weight * sense > 0), None)
    return f"{sign(found[1])} {wording.describe_reason(found[0], candidate)}" if found else ""


def _place(span: Span) -> str:
    return f"{span.start}–{span.end}"
