"""Carries a layer's annotations and marks over to the changed text of an article, and lists those without a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from reader.journal.operations import (
    COMMITMENT_KINDS,
    LEDGER_KINDS,
    MARK_KINDS,
    Authorship,
    KeptAnnotation,
    Operation,
    OperationKind,
    Proposed,
    Value,
    join,
    operation,
)
from reader.journal.replay import is_taking_back
from reader.model import Annotation, Article, Decision
from reader.store.anchoring import Anchors, Moved, reanchor
from reader.store.known_articles import get_article
from reader.store.recording import record
from reader.store.rows import Rows, is_text
from reader.store.schema import ANNOTATIONS, JOURNAL, MARKS, VERSIONS


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a layer when its article's text changed."""

    moved: tuple[Moved, ...] = ()
    """The annotations that were found in the new text, and how; some of their roles may not have been."""
    lost: tuple[Annotation, ...] = ()
    """The annotations that were not, with their spans in the earlier text; `Workspace.unanchored` lists them too."""
    operations: tuple[Operation, ...] = ()


def carry(
    connection: Connection, old: Article, new: Article, authorship: Authorship, *, writer: str, rows: Rows
) -> Carried:
    """Carry over everything that was done in the old text since the last time; doing it again does nothing.

    Annotations that the old text has only because they were carried into it do not overwrite what was done since.
    """
    link = (VERSIONS.c.article == new.id) & (VERSIONS.c.earlier == old.id) & (VERSIONS.c.layer == authorship.layer)
    upto = connection.execute(select(VERSIONS.c.upto).where(link)).scalar_one_or_none() or 0
    if not isinstance(upto, int):
        # The number is damaged. To carry over what was carried before changes nothing.
        upto = 0
    in_old = (JOURNAL.c.article == old.id) & (JOURNAL.c.layer == authorship.layer)
    last = connection.execute(select(func.max(JOURNAL.c.sequence)).where(in_old)).scalar_one() or 0
    if last <= upto or old.id == new.id:
        return Carried()
    done = connection.execute(
        select(JOURNAL.c.key, JOURNAL.c.kind).where(in_old, JOURNAL.c.sequence > upto).distinct()
    ).all()
    on_annotations = [row for row in done if row.kind not in MARK_KINDS and is_text(row.key)]
    worked_on = {row.key for row in on_annotations if row.kind != OperationKind.CARRY}
    touched = {row.key for row in on_annotations} - (_ever(connection, new.id, authorship) - worked_on)
    before, now_there = (_kept(connection, article, authorship, rows) for article in (old.id, new.id))
    result = reanchor(old.text, new.text, (before[key].at(key) for key in sorted(touched & before.keys())))
    anchors = Anchors(old.text, new.text)
    wanted = {each.after.key: _keep(each, before[each.after.key], anchors) for each in result.moved}
    steps = [
        operation(authorship, OperationKind.CARRY, key, now_there.get(key), value, undoes=old.id)
        for key, value in wanted.items()
        if now_there.get(key) != value
    ]
    gone = sorted((worked_on - before.keys()) & now_there.keys())
    steps += [operation(authorship, OperationKind.CARRY, key, now_there[key], None, undoes=old.id) for key in gone]
    steps += _marks(connection, old.id, new.id, authorship, anchors, rows)
    steps += _ledger_marks(connection, old.id, new.id, authorship, upto, rows)
    texts = {old.id: old.text, new.id: new.text}.__getitem__
    recorded = record(connection, join(steps), writer=writer, texts=texts, rows=rows)
    connection.execute(delete(VERSIONS).where(link))
    connection.execute(insert(VERSIONS).values(article=new.id, earlier=old.id, layer=authorship.layer, upto=last))
    return Carried(result.moved, result.lost, recorded)


def unanchored(connection: Connection, article: str, layer: str, rows: Rows) -> tuple[tuple[str, Annotation], ...]:
    """The annotations of earlier texts that never came into this one, except rejected ones, with their article's id.

    An annotation that was put over a span or dismissed is listed again once that is undone.
    """
    authorship = Authorship(article, layer, "")
    seen = _settled(connection, article, authorship)
    found: list[tuple[str, Annotation]] = []
    visited, waiting = {article}, [article]
    while waiting:
        query = select(VERSIONS.c.earlier).where(VERSIONS.c.article == waiting.pop(), VERSIONS.c.layer == layer)
        for earlier in connection.execute(query).scalars().all():
            if earlier in visited:
                continue
            visited.add(earlier)
            waiting.append(earlier)
            if get_article(connection, earlier, rows) is None:
                continue
            for key, kept in _kept(connection, earlier, authorship, rows).items():
                annotation = kept.at(key)
                if key not in seen and annotation.decision is not Decision.REJECTED:
                    seen.add(key)
                    found.append((earlier, annotation))
    return tuple(found)


def _keep(moved: Moved, before: KeptAnnotation, anchors: Anchors) -> KeptAnnotation:
    if before.proposed is None:
        return KeptAnnotation(moved.after)
    place = anchors.find(before.proposed.span)
    return KeptAnnotation(moved.after, Proposed(place.span if place else moved.after.span, before.proposed.label))


def _kept(connection: Connection, article: str, authorship: Authorship, rows: Rows) -> dict[str, KeptAnnotation]:
    query = select(ANNOTATIONS).where(ANNOTATIONS.c.article == article, ANNOTATIONS.c.layer == authorship.layer)
    return rows.annotations(connection.execute(query))


def _ever(connection: Connection, article: str, authorship: Authorship) -> set[str]:
    query = select(JOURNAL.c.key).where(
        JOURNAL.c.article == article,
        JOURNAL.c.layer == authorship.layer,
        JOURNAL.c.kind.not_in([kind.value for kind in MARK_KINDS]),
    )
    return set(filter(is_text, connection.execute(query.distinct()).scalars()))


def _settled(connection: Connection, article: str, authorship: Authorship) -> set[str]:
    """The keys of the annotations that were changed here by actions that have not been undone."""
    here = (JOURNAL.c.article == article) & (JOURNAL.c.layer == authorship.layer)
    on_annotations = JOURNAL.c.kind.not_in([kind.value for kind in MARK_KINDS])
    query = select(JOURNAL.c.key, JOURNAL.c.batch, JOURNAL.c.undoes).where(here, on_annotations)
    settled: set[str] = set()
    taken_back: set[str] = set()
    for row in connection.execute(query.order_by(JOURNAL.c.sequence.desc())):
        if row.batch in taken_back or not (is_text(row.key) and is_text(row.batch)):
            continue
        if is_taking_back(row.batch):
            taken_back.add(row.undoes)
        else:
            settled.add(row.key)
    return settled


def _marks(
    connection: Connection, old: str, new: str, authorship: Authorship, anchors: Anchors, rows: Rows
) -> Iterable[Operation]:
    """The marks of the old text that the new one does not have, with their offsets moved; see `_ledger_marks` too."""
    of_reading = MARKS.c.kind.not_in([kind.value for kind in LEDGER_KINDS])
    query = select(MARKS).where(MARKS.c.layer == authorship.layer, MARKS.c.article.in_([old, new]), of_reading)
    found = rows.marks(connection.execute(query.order_by(MARKS.c.kind, MARKS.c.key)))
    there = {(row.kind, row.key) for row, _ in found if row.article == new}
    for row, said in found:
        kind, key = OperationKind(row.kind), row.key
        value: Value = said
        if kind is OperationKind.BOOKMARK:
            key = str(anchors.expect(int(key)))
        elif kind is OperationKind.POSITION and isinstance(said, int):
            value = anchors.expect(said)
        if row.article == old and (row.kind, key) not in there:
            there.add((row.kind, key))
            yield operation(authorship, kind, key, None, value, undoes=old)


def _ledger_marks(
    connection: Connection, old: str, new: str, authorship: Authorship, upto: int, rows: Rows
) -> Iterable[Operation]:
    """What was said of the old text's commitments since the last time, as it stands there now.

    As with annotations, work done in the old text goes before what the new one has, and what is there only because it
    was carried into the old text does not. It is carried even if the commitment itself has no place in the new text,
    since an analyst may still put it over a span. Aliases stay where they are: they count in whatever article they are,
    and a carried one would be the latest.
    """
    names = [kind.value for kind in COMMITMENT_KINDS]
    in_layer = (JOURNAL.c.layer == authorship.layer) & JOURNAL.c.kind.in_(names)
    of_old, of_new = (in_layer & (JOURNAL.c.article == each) for each in (old, new))
    parts = (JOURNAL.c.kind, JOURNAL.c.key, JOURNAL.c.batch, JOURNAL.c.undoes)
    query = select(*parts).where(of_old, JOURNAL.c.sequence > upto)
    done = [row for row in connection.execute(query) if is_text(row.key) and is_text(row.batch)]
    worked_on = {(row.kind, row.key) for row in done if not row.undoes or is_taking_back(row.batch)}
    ever = {tuple(row) for row in connection.execute(select(JOURNAL.c.kind, JOURNAL.c.key).where(of_new).distinct())}
    place = (MARKS.c.layer == authorship.layer) & MARKS.c.kind.in_(names) & MARKS.c.article.in_([old, new])
    found = {
        (row.article, row.kind, row.key): value
        for row, value in rows.marks(connection.execute(select(MARKS).where(place)))
    }
    for kind, key in sorted({(row.kind, row.key) for row in done} - (ever - worked_on)):
        value, there = found.get((old, kind, key)), found.get((new, kind, key))
        if value != there:
            yield operation(authorship, OperationKind(kind), key, there, value, undoes=old)
