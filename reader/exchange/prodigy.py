"""Reads and writes Prodigy's JSON Lines: a line for each task, with its tokens, spans, relations and answer.

{"text": …, "tokens": [{"text", "start", "end", "id", "ws"}], "spans": [{"start", "end", "token_start", "token_end",
 "label"}], "relations": [{"head", "child", "label", "head_span", "child_span"}], "answer": "accept"}

Offsets count code points, and "token_end" is the span's last token. An answer is about a whole task, so an article
becomes a task with what is accepted, one to "ignore" with what is only proposed, and a task to "reject" for each
annotation that is rejected. Roles are relations from the cue. Prodigy keeps further fields of a span: those have the
other values of an annotation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from reader.arabic.words import word_bounds
from reader.errors import LoadError, shown
from reader.exchange.annotation_details import details_of, with_details
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.json_files import as_line, object_of, objects_in, read_rows
from reader.exchange.label_names import label_named
from reader.exchange.offset_maps import OffsetMap
from reader.exchange.role_links import Link, LinkedSpan, link_roles, roles_from_links
from reader.exchange.values import word_of
from reader.labels import LabelSet
from reader.model import Annotation, Decision, Span
from reader.wording import say, sayable

SOURCE = "prodigy"
"""The source of annotations that name none."""
_ANSWERS = {"accept": Decision.ACCEPTED, "reject": Decision.REJECTED, "ignore": Decision.PROPOSED}
_THEIRS = ("spans", "tokens", "relations", "answer", "_input_hash")


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """One file with the tasks of all articles."""
    for row in rows:
        if empty := sum(not len(each.span) for each in row.annotations):
            losses.add(sayable("annotations without words"), empty)
        for answer, about in _tasks([each for each in row.annotations if len(each.span)]):
            yield WrittenPiece(as_line(_write_task(row, answer, about)) + "\n")


def _tasks(annotations: list[Annotation]) -> Iterator[tuple[str, list[Annotation]]]:
    accepted, proposed, rejected = (
        [each for each in annotations if each.decision is decision]
        for decision in (Decision.ACCEPTED, Decision.PROPOSED, Decision.REJECTED)
    )
    if accepted:
        yield "accept", accepted
    if proposed or not annotations:
        yield "ignore", proposed
    yield from (("reject", [each]) for each in rejected)


def _write_task(row: Outgoing, answer: str, annotations: list[Annotation]) -> dict[str, Any]:
    article = row.article
    spans, links = link_roles(annotations)
    tokens = list(_tokens(article.text, [each.span for each in spans]))
    starts, ends = ([getattr(token, edge) for token in tokens] for edge in ("start", "end"))

    def place(each: LinkedSpan) -> dict[str, Any]:
        first, last = bisect_left(starts, each.span.start), bisect_left(ends, each.span.end)
        edges = {"start": each.span.start, "end": each.span.end, "token_start": first, "token_end": last}
        return edges | {"label": each.label}

    placed = [place(each) for each in spans]
    return {
        "text": article.text,
        "tokens": [
            {
                "text": token.of(article.text),
                "start": token.start,
                "end": token.end,
                "id": number,
                # A blank that is no token of its own.
                "ws": token.end < (starts[number + 1] if number + 1 < len(starts) else len(article.text)),
            }
            for number, token in enumerate(tokens)
        ],
        "spans": [
            edges | (details_of(each.annotation, but=("decision",)) if each.annotation else {})
            for edges, each in zip(placed, spans, strict=True)
        ],
        "relations": [
            {
                "head": placed[link.head]["token_end"],
                "child": placed[link.filler]["token_end"],
                "label": link.role,
                "head_span": placed[link.head],
                "child_span": placed[link.filler],
                # Prodigy names the ends by their words, which two annotations may share.
                "reader": {"head": link.head, "child": link.filler},
            }
            for link in links
        ],
        "answer": answer,
        "meta": {"title": article.title, "date": article.date},
        "reader": {"doc": article.source, "sha256": article.id, "layer": row.layer},
    }


def _tokens(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The words, the marks between them and the blanks, cut where a span begins or ends.

    As in spaCy, one blank after a token belongs to it, and any other white space is a token.
    """
    first_of, last_of = {span.start for span in spans}, {span.end for span in spans}
    cuts = {0, len(text)} | first_of | last_of
    at = 0
    for start, end in (*word_bounds(text), (len(text), len(text))):
        for offset in range(at, start):
            is_within = offset > at and text[offset].isspace() and text[offset - 1].isspace()
            if not is_within or (offset == at + 1 and text[at] == " "):
                cuts.add(offset)
        cuts |= {start, end}
        at = end
    is_after_word = False
    for start, end in pairwise(sorted(cuts)):
        is_own = text[start:end] != " " or start in first_of or end in last_of
        if is_own or not is_after_word:
            yield Span(start, end)
        # A blank after a token is a part of it; one more is a token.
        is_after_word = is_own or not is_after_word


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The texts of a file; tasks about the same text that follow one another are one."""
    tasks = _read_tasks(path, complain)
    for text, group in groupby(tasks, key=lambda task: task[1]["text"]):
        annotations: list[Annotation] = []
        warnings: list[str] = []
        kept: dict[str, Any] = {}
        meta: dict[str, Any] = {}
        for number, row in group:
            _read_task(row, number, path, annotations, warnings)
            kept = kept or object_of(row.get("reader"))
            meta = meta or object_of(row.get("meta"))
        yield Incoming(
            tuple(annotations),
            text=text,
            id=word_of(kept.get("sha256")),
            title=word_of(meta.get("title")),
            source=word_of(kept.get("doc"), word_of(meta.get("source"))),
            warnings=tuple(warnings),
        )


def _read_tasks(path: Path, complain: Callable[[str], None]) -> Iterator[tuple[int, dict[str, Any]]]:
    is_first = True
    for number, row in read_rows(path, complain=complain):
        if word_of(row.get("text")) and any(name in row for name in _THEIRS):
            yield number, row
        elif is_first:
            raise LoadError(
                say(
                    '{path}: the file is not Prodigy\'s; a line of those has "text", and "spans" or an "answer".',
                    path=shown(path),
                )
            )
        else:
            complain(
                say(
                    "{path}, line {number}: the line was left out, since it is no task with a text.",
                    path=shown(path),
                    number=number,
                )
            )
        is_first = False


def _read_task(
    row: Mapping[str, Any], number: int, path: Path, annotations: list[Annotation], warnings: list[str]
) -> None:
    where = say("{path}, line {number}", path=shown(path), number=number)
    decision = _ANSWERS.get(word_of(row.get("answer")), Decision.PROPOSED)
    offsets = OffsetMap(row["text"], "code points")
    ends = _Ends(offsets, row.get("tokens"))
    for place, entry in enumerate(objects_in(row.get("spans"))):
        span, label = offsets.read(entry.get("start"), entry.get("end")), word_of(entry.get("label"))
        if span is None or not label:
            warnings.append(
                say("{where}: a span was left out, since it has no label or is not within the text.", where=where)
            )
            continue
        name = label if "source" in entry else label_named(label)
        made = with_details(Annotation(span, name, source=SOURCE, decision=decision), entry)
        ends.add(made, label, place)
    links = []
    for entry in objects_in(row.get("relations")):
        role = word_of(entry.get("label"))
        head, filler = ends.find(entry, "head", ""), ends.find(entry, "child", role)
        if head is None or filler is None or not role:
            warnings.append(
                say("{where}: a relation was left out, since it lacks its label or one of its ends.", where=where)
            )
        else:
            links.append(Link(head, filler, role))
    linked, further = roles_from_links(ends.found, links, where)
    annotations += linked
    warnings += further


class _Ends:
    """The annotations of a task, at which relations begin and end."""

    def __init__(self, offsets: OffsetMap, tokens: Any) -> None:
        self.found: list[Annotation] = []
        self._offsets = offsets
        self._tokens = {
            each.get("id"): offsets.read(each.get("start"), each.get("end"))
            for each in objects_in(tokens)
            if isinstance(each.get("id"), int)
        }
        self._numbers: dict[tuple[Span, str], int] = {}
        """The number of the first annotation with a span and a label, as the task has the label."""
        self._at_place: dict[int, tuple[tuple[Span, str], int]] = {}

    def add(self, annotation: Annotation, label: str, place: int) -> None:
        """Take in an annotation; `place` is that of its span in the task."""
        key = annotation.span, label
        self._numbers.setdefault(key, len(self.found))
        self._at_place[place] = key, len(self.found)
        self.found.append(annotation)

    def find(self, relation: Mapping[str, Any], end: str, role: str) -> int | None:
        """The number of the annotation at one end of a relation; a filler that has no label is called as the role."""
        written = relation.get(f"{end}_span")
        if isinstance(written, dict):
            span = self._offsets.read(written.get("start"), written.get("end"))
            label = word_of(written.get("label"))
        else:
            token = relation.get(end)
            span, label = self._tokens.get(token) if isinstance(token, int) else None, ""
        if span is None:
            return None
        place = object_of(relation.get("reader")).get(end)
        key, number = self._at_place.get(place, (None, 0)) if isinstance(place, int) else (None, 0)
        if key == (span, label):
            return number
        if (known := self._numbers.get((span, label))) is not None:
            return known
        over = (number for number, each in enumerate(self.found) if each.span.covers(span))
        if not label and (known := next(over, None)) is not None:
            return known
        if not role:
            return None
        self._numbers[span, role] = len(self.found)
        self.found.append(Annotation(span, role, source=SOURCE))
        return self._numbers[span, role]
