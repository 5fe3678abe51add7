"""Cuts the text of an article into pieces that nest, whatever marks overlap or cross in it.

A page can only hold elements inside one another. Roles are outermost, the longer around the shorter; cues are inside
them, and entities inside cues. What crosses the end of an element that is around it is cut there, and goes on after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.model import Span
from reader.report.cluster_edges import whole_clusters
from reader.report.report_contents import ReportedArticle, ReportedCommitment, ReportedMention


class MarkKind(StrEnum):
    """What a mark in the text shows."""

    ROLE = "role"
    CUE = "cue"
    ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class TextMark:
    """A stretch of the text that is marked."""

    span: Span
    kind: MarkKind
    name: str
    """The label, or the name of the role."""
    mention: ReportedMention | None = None
    commitment: ReportedCommitment | None = None
    """The commitment of a cue."""
    serves: tuple[int, ...] = ()
    """The numbers of the commitments whose role it fills."""
    begins: bool = True
    """Whether this piece has the beginning of the mark, and not only what follows a cut."""
    ends: bool = True


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of text: plain, or an element with what it holds."""

    text: str = ""
    """The text of a plain piece."""
    mark: TextMark | None = None
    inside: tuple[TextPiece, ...] = ()


def list_marks(reported: ReportedArticle) -> list[TextMark]:
    """The marks of an article, each of which divides no cluster."""
    text = reported.article.text
    roles: dict[tuple[str, Span], list[int]] = {}
    marks: list[TextMark] = []
    for commitment in reported.commitments:
        row = commitment.row
        cue = whole_clusters(text, row.cue)
        marks.append(TextMark(cue, MarkKind.CUE, row.type, commitment=commitment))
        for role, filler in row.roles.items():
            roles.setdefault((role, whole_clusters(text, filler.span)), []).append(commitment.number)
    marks += (TextMark(span, MarkKind.ROLE, role, serves=tuple(numbers)) for (role, span), numbers in roles.items())
    marks += (
        TextMark(whole_clusters(text, each.span), MarkKind.ENTITY, each.label, mention=each)
        for each in reported.mentions
    )
    return [mark for mark in marks if len(mark.span)]


def cut(text: str, span: Span, marks: Iterable[TextMark]) -> tuple[TextPiece, ...]:
    """The pieces of a stretch of the text; marks that reach out of it are cut at its ends."""
    inside = [cut_mark for mark in marks if (cut_mark := _cut(mark, span)) is not None]
    inside.sort(key=lambda mark: (_DEPTH[mark.kind], mark.span.start, -mark.span.end))
    return tuple(_nest(text, span, inside, room=_DEEPEST))


_DEEPEST = 40
"""The most elements inside one another; browsers stop at 512."""
_DEPTH = {kind: depth for depth, kind in enumerate((MarkKind.ROLE, MarkKind.CUE, MarkKind.ENTITY))}


def _nest(text: str, span: Span, marks: Sequence[TextMark], *, room: int) -> Iterator[TextPiece]:
    """The pieces of a span: `marks` lie in it, and those that come first are to be around the others."""
    at = span.start
    rest = list(marks)
    while rest:
        # The outermost of the marks decide where the others are cut.
        level = _DEPTH[rest[0].kind]
        outer = min((mark for mark in rest if _DEPTH[mark.kind] == level), key=_place)
        before = [piece for mark in rest if (piece := _cut(mark, Span(at, outer.span.start))) is not None]
        yield from _fill(text, Span(at, outer.span.start), before, room=room)
        others = [mark for mark in rest if mark is not outer]
        inner = [piece for mark in others if (piece := _cut(mark, outer.span)) is not None]
        yield TextPiece(mark=outer, inside=tuple(_fill(text, outer.span, inner, room=room - 1)))
        at = outer.span.end
        after = Span(at, max(at, span.end))
        rest = [piece for mark in others if (piece := _cut(mark, after)) is not None]
    yield from _plain(text, Span(at, max(at, span.end)))


def _fill(text: str, span: Span, marks: Sequence[TextMark], *, room: int) -> Iterator[TextPiece]:
    return _nest(text, span, marks, room=room) if marks and room else _plain(text, span)


def _plain(text: str, span: Span) -> Iterator[TextPiece]:
    if len(span):
        yield TextPiece(span.of(text))


def _place(mark: TextMark) -> tuple[int, int]:
    return mark.span.start, -mark.span.end


def _cut(mark: TextMark, span: Span) -> TextMark | None:
    """What of a mark lies in a span."""
    start, end = max(mark.span.start, span.start), min(mark.span.end, span.end)
    if start >= end:
        return None
    if Span(start, end) == mark.span:
        return mark
    return replace(
        mark,
        span=Span(start, end),
        begins=mark.begins and start == mark.span.start,
        ends=mark.ends and end == mark.span.end,
    )
