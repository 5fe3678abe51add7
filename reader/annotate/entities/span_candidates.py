"""Gathers the stretches of an article that may be entities: what the network reads, what the rules found before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.annotate.names.glossing import find_entry
from reader.annotate.names.labelled_names import find_labelled
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.name_starts import divide_at_and, leave_out_proclitics
from reader.annotate.names.same_names import find_again
from reader.annotate.recogniser.article_pass import ArticlePass
from reader.annotate.recogniser.network import choose_labels
from reader.annotate.tokens import Tokens, without_proclitics
from reader.arabic.words import fold
from reader.model import Annotation

NETWORK, AGAIN = "network", "named elsewhere"
NAMES, PATTERNS = "names", "patterns"
RULES = (NAMES, PATTERNS)
"""The annotators whose proposals are candidates here, and stay only if they are chosen."""


@dataclass(frozen=True, slots=True)
class SpanCandidate:
    """A stretch of tokens that may be an entity, and where it comes from."""

    name: NameCandidate
    origins: frozenset[str]


def gather_candidates(tokens: Tokens, read: ArticlePass, so_far: Iterable[Annotation]) -> list[SpanCandidate]:
    """The candidates of an article, each stretch once for each label; a rule's words and attributes come with it."""
    network = _read_names(tokens, read)
    by_rules = [(each.source, to_candidate(tokens, each)) for each in so_far if each.source in RULES]
    found = [
        *((NETWORK, each) for each in network),
        *by_rules,
        *((AGAIN, each) for each in find_again(tokens, network)),
    ]
    merged: dict[tuple[int, int, int, str], SpanCandidate] = {}
    for origin, name in found:
        key = (name.first, name.last, name.skipped, name.label)
        known = merged.get(key)
        merged[key] = SpanCandidate(name, frozenset({origin})) if known is None else _join(known, origin, name)
    return list(merged.values())


def to_candidate(tokens: Tokens, annotation: Annotation) -> NameCandidate:
    """The candidate for an annotation, with the tokens that it covers."""
    first = bisect_right(tokens.starts, annotation.span.start) - 1
    last = bisect_left(tokens.ends, annotation.span.end)
    before = len(fold(tokens.text[tokens.starts[first] : annotation.span.start]))
    skips = [skipped for skipped, _ in without_proclitics(tokens.folded[first])]
    return NameCandidate(
        first,
        max(first, last),
        before if before in skips else 0,
        annotation.label,
        1.0 if annotation.score is None else annotation.score,
        annotation.rule,
        annotation.attributes,
    )


def _read_names(tokens: Tokens, read: ArticlePass) -> list[NameCandidate]:
    """The names that the network's labels mark, without proclitics."""
    labelled = [choose_labels(rows, read.labels) for rows in read.entities]
    named = find_labelled(tokens, read.runs, labelled, "recogniser")
    known = (each for each in named if not _is_unknown_tag(tokens, each))
    return leave_out_proclitics(tokens, list(divide_at_and(tokens, known)))


def _is_unknown_tag(tokens: Tokens, candidate: NameCandidate) -> bool:
    """Whether a name is only a hashtag that no list knows: #عاجل."""
    first = candidate.first
    if first != candidate.last or not tokens.is_adjacent(first) or tokens.folded[first - 1] not in "#＃":
        return False
    return find_entry(tokens.folded[first], candidate.label) is None


def _join(known: SpanCandidate, origin: str, name: NameCandidate) -> SpanCandidate:
    is_new = origin in RULES and name.rule not in known.name.rule
    rule = f"{known.name.rule}; {name.rule}" if is_new else known.name.rule
    joined = replace(known.name, rule=rule, attributes=known.name.attributes or name.attributes)
    return SpanCandidate(joined, known.origins | {origin})


def lend_values(
    tokens: Tokens, chosen: Sequence[NameCandidate], so_far: Iterable[Annotation]
) -> Iterator[NameCandidate]:
    """The chosen, where a date or quantity without a value gets that of the only rule's proposal that it overlaps."""
    valued = [each for each in so_far if each.source == PATTERNS]
    starts = [each.span.start for each in valued]
    for each in chosen:
        if each.label in ("date", "quantity") and not each.attributes:
            span = tokens.span(each.first, each.last, each.skipped)
            at = bisect_left(starts, span.end)
            inside = [other for other in valued[max(at - 3, 0) : at] if other.span.overlaps(span)]
            if len(inside) == 1:
                each = replace(each, attributes=inside[0].attributes)
        yield each
