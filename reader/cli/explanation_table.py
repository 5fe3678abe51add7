"""Makes the tables of `reader explain`: one of all candidates of an article, and one of the reasons at a place."""

from __future__ import annotations

from reader.annotate.article_reasons import ArticleReasons
from reader.annotate.commitments.explaining import Explanation, find_at
from reader.annotate.commitments.wording import Wording, sign
from reader.labels import LabelSet
from reader.layout.medium import draw_lines
from reader.layout.text_table import write_table
from reader.model import Article
from reader.reading.explanation_rows import deny_candidate, explain_candidate, explain_entity
from reader.ui.terminal.printing import find_medium
from reader.wording import number, say, sayable

Row = tuple[str, ...]
_HEADING = (
    sayable("at"),
    sayable("word"),
    sayable("type"),
    sayable("sure"),
    sayable("proposed"),
    sayable("most for it"),
    sayable("most against it"),
)


def list_candidates(reasons: ArticleReasons, labels: LabelSet) -> str:
    """The table of every candidate of an article, with what weighed most for and against it."""
    wording = Wording(labels)
    if not reasons.candidates:
        return draw_lines(say("No word of this text might be the cue of a commitment."), find_medium()) + "\n"
    rows: list[Row] = [tuple(map(say, _HEADING))]
    for each in reasons.candidates:
        best, worst = (_name_weightiest(each, wording, sense) for sense in (1, -1))
        proposed = say("yes") if reasons.proposed(each) else say("no")
        word = " ".join(each.quote.split())
        kind = wording.name_type(each.label)
        rows.append((str(each.span.start), word, kind, number(each.chance, ".0%"), proposed, best, worst))
    return write_table(rows, right=(0, 3), medium=find_medium())


def tabulate_place(article: Article, reasons: ArticleReasons, offset: int, labels: LabelSet) -> str:
    """The table of everything that is known of the word at an offset."""
    wording = Wording(labels)
    candidate = find_at(reasons.candidates, offset)
    if candidate is not None:
        rows = [*explain_candidate(candidate, article.text, wording, standing=reasons.proposed(candidate))]
    elif reasons.language:
        rows = [(say("commitment"), "", say("nothing is proposed in a text that is not Arabic"))]
    else:
        rows = [deny_candidate(article.text, offset, wording)]
    for each in reasons.over(offset):
        if not labels.kind_of(each):
            rows += explain_entity(each, article.text, wording)
    for role, commitment in reasons.roles_over(offset):
        cue = " ".join(commitment.span.of(article.text).split())
        filled = say(
            "{role} of the {type} at {offset}: {cue}",
            role=wording.name_role(role),
            type=wording.name_type(commitment.label),
            offset=number(commitment.span.start, "d"),
            cue=cue,
        )
        rows.append((say("role"), "", filled))
    return write_table(rows, right=(1,), medium=find_medium())


def _name_weightiest(candidate: Explanation, wording: Wording, sense: int) -> str:
    found = next(((name, weight) for name, weight in candidate.reasons if weight * sense > 0), None)
    return f"{sign(found[1])} {wording.describe_reason(found[0], candidate)}" if found else ""
