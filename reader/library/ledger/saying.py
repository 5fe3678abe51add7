"""Turns what an analyst says of the entries of the ledger into operations, one action each over all articles concerned.

The operations are returned, and `Workspace.apply` records them. A mark belongs to an annotation of the analyst's own
layer: what is only proposed, or is another analyst's, is therefore accepted first, in the same action. With another
analyst's commitment comes what that analyst has said of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.journal import ledger_marks, tagging
from reader.journal.ledger_marks import Bearing, Evidence, LedgerMarks, Outcome
from reader.journal.operations import Authorship, Operation, join, new_id
from reader.library.index.annotation_putting import ENGINE
from reader.library.index.article_putting import get_article
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger_row import LedgerRow
from reader.model import Annotation, Decision, Span
from reader.reading.opened import as_kept
from reader.store.workspace import Workspace

Operations = tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A report as the analyst's own layer has it, or will have it after some operations."""

    desk: Authorship
    key: str
    marks: LedgerMarks
    operations: Operations = ()


_Mark = Callable[[OwnRow], Operations]


def say_outcome(workspace: Workspace, entry: Entry, outcome: Outcome, *, index: LibraryIndex) -> Operations:
    """Say what became of a commitment."""
    return _mark(
        workspace,
        entry,
        lambda row: ledger_marks.set_outcome(row.desk, row.key, row.marks, outcome),
        has_one=lambda marks: marks.outcome is not Outcome.OPEN,
        removes=outcome is Outcome.OPEN,
        index=index,
    )


def write_note(workspace: Workspace, entry: Entry, note: str, *, index: LibraryIndex) -> Operations:
    """Write the note on the outcome; an empty one removes it."""
    return _mark(
        workspace,
        entry,
        lambda row: ledger_marks.write_outcome_note(row.desk, row.key, row.marks, note),
        has_one=lambda marks: bool(marks.note),
        removes=not note,
        index=index,
    )


def take_evidence(
    workspace: Workspace, entry: Entry, passage_span: Span, article: str, bearing: Bearing, *, index: LibraryIndex
) -> Operations:
    """Take a place in an article, given by its id, as evidence, or change what the evidence there shows."""
    evidence = Evidence(article, passage_span, bearing)
    _remember(workspace, [article], index)
    return _mark(
        workspace,
        entry,
        lambda row: ledger_marks.add_evidence(row.desk, row.key, row.marks, evidence),
        has_one=lambda marks: _is_among(evidence, marks),
        removes=False,
        index=index,
    )


def drop_evidence(workspace: Workspace, entry: Entry, evidence: Evidence, *, index: LibraryIndex) -> Operations:
    """Take back that a place is evidence."""
    return _mark(
        workspace,
        entry,
        lambda row: ledger_marks.remove_evidence(row.desk, row.key, row.marks, evidence),
        has_one=lambda marks: _is_among(evidence, marks),
        removes=True,
        index=index,
    )


def merge_entries(workspace: Workspace, entries: Sequence[Entry], *, index: LibraryIndex) -> Operations:
    """Say that several entries are one commitment, or that one is which was only proposed so."""
    name = next((entry.name for entry in entries if entry.is_merged), new_id())
    rows = [each for entry in entries for each in zip(entry.rows, entry.marks, strict=True)]
    if len(rows) < 2:
        return ()
    own = _take_all(workspace, rows, index)
    return _join_with(own, lambda row: ledger_marks.set_entry(row.desk, row.key, row.marks, name))


def split_row(workspace: Workspace, entry: Entry, row: LedgerRow, *, index: LibraryIndex) -> Operations:
    """Say that a report is not about the commitment in whose entry it is; it becomes an entry of its own."""
    if len(entry.rows) < 2:
        return ()
    own = _take_all(workspace, [(row, _marks_of(entry, row))], index)
    return _join_with(own, lambda row: ledger_marks.set_entry(row.desk, row.key, row.marks, new_id()))


def accept_entry(workspace: Workspace, entry: Entry, *, index: LibraryIndex) -> Operations:
    """Accept all reports of an entry that the analyst has not accepted yet."""
    return accept_rows(workspace, entry, entry.rows, index=index)


def accept_rows(workspace: Workspace, entry: Entry, rows: Iterable[LedgerRow], *, index: LibraryIndex) -> Operations:
    """Accept some reports of an entry."""
    return _join_with(_take_all(workspace, [(row, _marks_of(entry, row)) for row in rows], index), lambda row: ())


def reject_entry(workspace: Workspace, entry: Entry, *, index: LibraryIndex) -> Operations:
    """Reject all reports of an entry."""
    return reject_rows(workspace, entry.rows, index=index)


def reject_rows(workspace: Workspace, rows: Iterable[LedgerRow], *, index: LibraryIndex) -> Operations:
    """Reject reports: they are no commitments. Another analyst's stays in that analyst's layer."""
    rows = tuple(rows)
    _remember(workspace, [row.article for row in rows], index)
    operations: list[Operation] = []
    for row in rows:
        desk = workspace.authorship(row.article)
        operations += tagging.reject(desk, _stored(workspace, row) or _annotation(row))
    return join(operations)


def _mark(
    workspace: Workspace,
    entry: Entry,
    mark: _Mark,
    *,
    has_one: Callable[[LedgerMarks], bool],
    removes: bool,
    index: LibraryIndex,
) -> Operations:
    """Mark the rows that have such a mark, so that all say the same, or else the row that speaks for the entry.

    The marks of other analysts' rows are left as they are unless they are to be removed.
    """
    rows = list(zip(entry.rows, entry.marks, strict=True))
    about = [(row, marks) for row, marks in rows if has_one(marks) and (removes or row.layer == workspace.who)]
    if not about and not removes:
        about = [min(rows, key=lambda each: (each[0].layer != workspace.who, not each[0].is_accepted))]
    return _join_with(_take_all(workspace, about, index), mark)


def _join_with(rows: Iterable[OwnRow], mark: _Mark) -> Operations:
    return join(each for row in rows for each in (*row.operations, *mark(row)))


def _take_all(workspace: Workspace, rows: Iterable[tuple[LedgerRow, LedgerMarks]], index: LibraryIndex) -> list[OwnRow]:
    rows = tuple(rows)
    _remember(workspace, [row.article for row, _ in rows], index)
    return [_take(workspace, row, marks) for row, marks in rows]


def _take(workspace: Workspace, row: LedgerRow, marks: LedgerMarks) -> OwnRow:
    """The row in the analyst's own layer; if it is not in it, with the operations that accept it."""
    desk = workspace.authorship(row.article)
    if row.layer == workspace.who:
        return OwnRow(desk, row.key, marks)
    stored = _stored(workspace, row)
    annotation = stored or _annotation(row)
    accepted = () if annotation.decision is Decision.ACCEPTED and stored else tagging.accept(desk, annotation)
    key = tagging.decision_key(desk, _annotation(row))
    return OwnRow(desk, key, marks, (*accepted, *(() if row.layer == ENGINE else _copy(desk, key, marks))))


def _copy(desk: Authorship, key: str, marks: LedgerMarks) -> Iterator[Operation]:
    """What another analyst has said of a commitment, said again."""
    nothing = LedgerMarks()
    yield from ledger_marks.set_outcome(desk, key, nothing, marks.outcome)
    yield from ledger_marks.write_outcome_note(desk, key, nothing, marks.note)
    yield from ledger_marks.set_entry(desk, key, nothing, marks.entry)
    for evidence in marks.evidence:
        yield from ledger_marks.add_evidence(desk, key, nothing, evidence)


def _stored(workspace: Workspace, row: LedgerRow) -> Annotation | None:
    """The row as the analyst's layer has it: the annotation itself, or what was decided or noted on the proposal."""
    own = row.layer == workspace.who
    key = row.key if own else tagging.decision_key(workspace.authorship(row.article), _annotation(row))
    return next((each for each in workspace.annotations(row.article) if each.key == key), None)


def _annotation(row: LedgerRow) -> Annotation:
    """The annotation behind a row, as one that is not in the analyst's layer yet."""
    return Annotation(
        row.cue,
        row.type,
        tuple((name, filler.span) for name, filler in row.roles.items()),
        tuple(row.attributes.items()),
        row.source,
        Decision.PROPOSED,
        row.score,
        row.rule,
        row.note,
    )


def _marks_of(entry: Entry, row: LedgerRow) -> LedgerMarks:
    return next(marks for one, marks in zip(entry.rows, entry.marks, strict=True) if one == row)


def _is_among(evidence: Evidence, marks: LedgerMarks) -> bool:
    return any((each.article, each.span) == (evidence.article, evidence.span) for each in marks.evidence)


def _remember(workspace: Workspace, articles: Iterable[str], index: LibraryIndex) -> None:
    """Let the workspace know the articles, which may have been in the index only."""
    for article in dict.fromkeys(articles):
        if workspace.find_article(article) is not None:
            # It may have become an earlier text of its file meanwhile.
            continue
        query = "SELECT number, place FROM articles WHERE id = ?"
        found = index.connection.execute(query, (article,)).fetchone()
        if found is not None:
            number, place = found
            workspace.remember(as_kept(get_article(index.connection, number), place, workspace))
