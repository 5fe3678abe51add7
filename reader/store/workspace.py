"""The workspace: the one place to read and record an analyst's work; an action is on disk when its call returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import ColumnElement, Connection, select

from reader.errors import RefusedError, StoreError, shown
from reader.journal.article_marks import ReadingState, gather, play_marks
from reader.journal.operations import Authorship, KeptAnnotation, Operation, OperationKind, Proposed, new_id
from reader.journal.replay import play
from reader.model import Annotation, Article
from reader.paths import narrow_own_folder
from reader.store import journal_reading, known_articles, rescue
from reader.store.carrying import Carried, carry, unanchored
from reader.store.database import Database
from reader.store.location import rescue_folders
from reader.store.making import check_holds_workspace, make_if_missing
from reader.store.migrations import VERSION, bring_up
from reader.store.recording import check_keys, read_own, record, take_back
from reader.store.rows import Rows
from reader.store.schema import ANNOTATIONS, MARKS
from reader.store.texts_at_hand import TextsAtHand
from reader.store.unsaved import Unsaved
from reader.wording import say

Result = TypeVar("Result")


class Workspace:
    """A store of articles, annotations, and marks on articles, open for one analyst.

    Its methods may be called from any thread. All raise StoreError if the database cannot be used.
    """

    def __init__(self, database: Database, *, who: str) -> None:
        self.database = database
        self.who = who
        """The analyst's name, which is also the name of the analyst's own layer."""
        self.rescued: tuple[Operation, ...] = ()
        """The operations from rescue files that were recorded when the workspace was opened."""
        self._unsaved = Unsaved(rescue_folders(database.place))
        self.under_way: Callable[[], Sequence[Operation]] = tuple
        """Returns the operations that a writer is about to write, in the order of its queue."""
        self.rebuilt: tuple[str, ...] = ()
        """The names of the tables that were lost and have been rebuilt from the journal."""
        self._rows = Rows()
        self._texts = TextsAtHand(database, self._rows)
        database.on_lost_log = self._keep_lost
        self._writer = new_id()
        self._lock = RLock()
        self._is_log_kept = False

    @classmethod
    def open(cls, place: str | Path, *, who: str, patience: float = 10.0) -> Self:
        """Open the workspace at a path or URL, make or migrate it if need be, and record the work in rescue files.

        `patience` says how long to wait for the locks of other programs, in seconds.
        """
        from reader.store.backups import keep_before_migration
        from reader.store.rebuilding import rebuild

        name = who.encode("utf-8", "replace").decode("utf-8").strip()
        if not name or not name.isprintable():
            raise StoreError(
                say("{who}: this cannot be an analyst's name; give one with --as NAME.", who=repr(shown(who)))
            )
        narrow_own_folder()
        database = Database(place, patience=patience)
        try:
            make_if_missing(database)
            check_holds_workspace(database)
            database.use_wal()
            bring_up(database, lambda version: keep_before_migration(place, version))
            rebuilt = rebuild(database, lambda: keep_before_migration(place, VERSION))
            opened = cls(database, who=name)
            opened.rebuilt = rebuilt
            opened._take_in_rescued()
        except StoreError:
            database.close()
            raise
        return opened

    def close(self) -> None:
        """Close the database, after one more attempt to write the unsaved operations."""
        try:
            with self._lock:
                if self.unsaved:
                    self.apply(())
        finally:
            self.database.close()

    @property
    def unsaved(self) -> tuple[Operation, ...]:
        """The operations that could not be written yet; they are written with the next operation that can be."""
        return self._unsaved.operations

    @property
    def unkept(self) -> tuple[Operation, ...]:
        """The unsaved operations that are in no file either, and would be lost with the program."""
        return self._unsaved.unkept

    @property
    def waiting(self) -> tuple[Operation, ...]:
        """The operations that are not in the database yet, because writing failed or a writer has yet to write them."""
        return tuple({each.id: each for each in (*self.unsaved, *self.under_way())}.values())

    def keep_waiting(self) -> None:
        """Put the operations in a writer's queue into a rescue file, if possible; the database is not needed."""
        self._unsaved.add(self.under_way())
        self._unsaved.keep(self._texts.every)

    def unkept_lines(self) -> str:
        """The operations in `unkept` as lines of a rescue file, with articles that the database lacks; "" if none."""
        unkept = self.unkept
        return rescue.to_lines(self._texts.unremembered.values(), unkept) if unkept else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # The first error is the one to report.
        with suppress(StoreError) if error is not None else nullcontext():
            self.close()

    @property
    def left_out(self) -> int:
        """The number of rows that could not be read so far and were left out; `reader check` lists them."""
        return len(self._rows.left_out)

    def authorship(self, article: str, layer: str | None = None) -> Authorship:
        """The authorship of the analyst in a layer of an article, the analyst's own layer unless another is named."""
        return Authorship(article, layer or self.who, self.who)

    def remember(self, article: Article) -> str | None:
        """Store an article and where it came from; return the id of an earlier text of the same file, or None."""
        with self._lock:
            self._texts.await_writing([article])
            if self._texts.is_remembered(article):
                return self.database.read(lambda connection: known_articles.earlier_at(connection, article))
            return self._write(lambda connection: known_articles.remember(connection, article))

    def remember_all(self, articles: Iterable[Article]) -> None:
        """Store many articles in one transaction."""
        with self._lock:
            self._texts.await_writing(articles)
            self._write(lambda connection: None)

    def article(self, article: str) -> Article:
        """An article as it was stored; StoreError if it never was."""
        at_hand = self._texts.every.get(article)
        if at_hand is not None:
            return at_hand
        with self._lock:
            return self._texts.get(article)

    def find_article(self, article: str) -> Article | None:
        """An article by its id, as it was stored; None if it is not known or its text is damaged."""
        with self._lock:
            return self._texts.find(article)

    def articles(self) -> tuple[known_articles.ArticleRecord, ...]:
        """The records of all articles, in the order in which they were added."""
        return self.database.read(lambda connection: known_articles.list_articles(connection, self._rows))

    def search(self, words: str) -> tuple[str, ...]:
        """The ids of the articles whose text contains every word, in whatever spelling."""
        return self.database.read(lambda connection: known_articles.find_articles(connection, words))

    # Annotations

    def annotations(self, article: str, layer: str | None = None) -> tuple[Annotation, ...]:
        """The annotations of a layer, the analyst's own unless another is named, in the order of their keys."""
        layer = layer or self.who
        waiting = self._waiting_in(article, layer)
        return play((kept.at(key) for key, kept in self._kept(article, layer).items()), waiting)

    def proposed(self, article: str, layer: str | None = None) -> dict[str, Proposed]:
        """The original proposals of those annotations that are decisions on proposals, by key."""
        waiting = self._waiting_in(article, layer or self.who)
        decisions = self._kept(article, layer or self.who, ANNOTATIONS.c.proposed.is_not(None))
        found = {key: kept.proposed for key, kept in decisions.items()}
        for each in waiting:
            if not each.is_mark:
                found[each.key] = each.after.proposed if isinstance(each.after, KeptAnnotation) else None
        return {key: proposed for key, proposed in found.items() if proposed is not None}

    def layers(self, article: str) -> tuple[str, ...]:
        """The layers that have or had annotations in an article, in alphabetical order."""
        return self.database.read(lambda connection: known_articles.list_layers(connection, article))

    def readers(self, article: str) -> tuple[str, ...]:
        """The layers of the analysts who have read an article: see `known_articles.list_readers`."""
        return self.database.read(lambda connection: known_articles.list_readers(connection, article))

    def _kept(
        self, article: str, layer: str, condition: ColumnElement[bool] | None = None
    ) -> dict[str, KeptAnnotation]:
        place = (ANNOTATIONS.c.article == article) & (ANNOTATIONS.c.layer == layer)
        if condition is not None:
            place &= condition
        query = select(ANNOTATIONS).where(place).order_by(ANNOTATIONS.c.key)
        return self.database.read(lambda connection: self._rows.annotations(connection.execute(query)))

    # Actions

    def apply(self, operations: Iterable[Operation]) -> tuple[Operation, ...]:
        """Record operations, all of them or none, and return them as they took effect.

        If that fails, StoreError says why and where they are kept meanwhile. They are then in `unsaved`, and are
        written with the next operations or when the workspace is next opened.
        """
        with self._lock:
            given = tuple(operations)
            self._check(given)
            waiting = tuple({each.id: each for each in (*self.unsaved, *given)}.values())
            try:
                try:
                    recorded = self._record(waiting)
                except RefusedError:
                    # A backup may have been restored meanwhile that knows nothing of what is being read.
                    if not self._texts.await_lost(each.article for each in waiting):
                        raise
                    recorded = self._record(waiting)
            except RefusedError:
                # Waiting would not help these operations, and would hold up everything after them.
                raise
            except StoreError as error:
                raise StoreError(f"{error} {self._rescue(given)}".rstrip()) from error
            self._unsaved.clear()
            ids = {each.id for each in given}
            return tuple(each for each in recorded if each.id in ids)

    def _record(self, operations: Sequence[Operation]) -> tuple[Operation, ...]:
        return self._write(
            lambda connection: record(
                connection, operations, writer=self._writer, texts=self._texts.through(connection), rows=self._rows
            )
        )

    def undo(
        self, article: str, layer: str | None = None, *, expected: Sequence[Operation] = ()
    ) -> tuple[Operation, ...]:
        """Undo the analyst's last action in an article; return nothing if there is none.

        Later changes by other analysts stay: the operations concerned have no effect, and the same `before` and
        `after`. If the store cannot be written, the `expected` operations are kept as those of any action are.
        """
        return self._take_back((article, layer or self.who), again=False, expected=expected)

    def redo(
        self, article: str, layer: str | None = None, *, expected: Sequence[Operation] = ()
    ) -> tuple[Operation, ...]:
        """Redo the action that was undone last; return nothing if another action has been done since."""
        return self._take_back((article, layer or self.who), again=True, expected=expected)

    def undo_anywhere(self) -> tuple[Operation, ...]:
        """Undo the analyst's last action, in whatever articles and layer; return nothing if there is none."""
        return self._take_back(None, again=False)

    def redo_anywhere(self) -> tuple[Operation, ...]:
        """Redo the action that was undone last anywhere; return nothing if another action has been done since."""
        return self._take_back(None, again=True)

    def _take_back(
        self, place: tuple[str, str] | None, *, again: bool, expected: Sequence[Operation] = ()
    ) -> tuple[Operation, ...]:
        with self._lock:
            if self.unsaved and expected:
                return self.apply(expected)
            if self.unsaved:
                self.apply(())
            try:
                return self._write(
                    lambda connection: take_back(
                        connection,
                        place,
                        self.who,
                        again=again,
                        batch=expected[0].batch if expected else "",
                        writer=self._writer,
                        texts=self._texts.through(connection),
                        rows=self._rows,
                    )
                )
            except StoreError as error:
                if isinstance(error, RefusedError) or not expected:
                    raise
                raise StoreError(f"{error} {self._rescue(expected)}".rstrip()) from error

    def carry_over(self, earlier: str, article: str) -> Carried:
        """Re-anchor the analyst's annotations and marks from an earlier text of an article in the present one."""
        with self._lock:
            old, new = self._texts.get(earlier), self._texts.get(article)
            authorship = self.authorship(article)
            return self._write(
                lambda connection: carry(connection, old, new, authorship, writer=self._writer, rows=self._rows)
            )

    def unanchored(self, article: str, layer: str | None = None) -> tuple[tuple[str, Annotation], ...]:
        """The annotations of earlier texts that have no place in this one, each with the earlier article's id."""
        return self.database.read(lambda connection: unanchored(connection, article, layer or self.who, self._rows))

    # The journal

    def history(self, article: str, layer: str | None = None) -> tuple[Operation, ...]:
        """All operations on an article, in all layers or in one, in order."""
        waiting = self.waiting
        return self.database.read(lambda c: journal_reading.read_history(c, article, layer, waiting, self._rows))

    def latest(self) -> int:
        """The number of the last operation in the journal."""
        return self.database.read(journal_reading.read_latest)

    def changes_since(self, sequence: int) -> tuple[Operation, ...]:
        """The operations that other processes, even the same analyst's, recorded after the operation of that number."""
        return self.database.read(lambda c: journal_reading.read_others(c, sequence, self._writer, self._rows))

    def journal_since(self, sequence: int) -> tuple[Operation, ...]:
        """The next operations of everybody after that number, a bounded piece of them; empty at the journal's end."""
        return self.database.read(lambda connection: journal_reading.read_piece(connection, sequence, self._rows))

    def marks(self, kinds: Iterable[OperationKind]) -> tuple[journal_reading.KeptMark, ...]:
        """The marks of these kinds in every article and layer, as they stand; the one set last comes last."""
        waiting = self.waiting
        return self.database.read(lambda c: journal_reading.read_marks(c, kinds, waiting, self._rows))

    def reading_state(self, article: str) -> ReadingState:
        """The analyst's marks on an article, and the last place of the caret; `article_marks` changes them."""
        waiting = self._waiting_in(article, self.who)
        place = (MARKS.c.article == article) & (MARKS.c.layer == self.who)
        marks = self.database.read(lambda connection: self._rows.marks(connection.execute(select(MARKS).where(place))))
        return play_marks(gather((row.kind, row.key, value) for row, value in marks), waiting)

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        """Write something, and before it the articles that are yet to be written."""

        def write_with_articles(connection: Connection) -> Result:
            self._texts.write(connection)
            return work(connection)

        result = self.database.write(write_with_articles)
        self._texts.note_written()
        return result

    def _check(self, operations: Iterable[Operation]) -> None:
        # Before anything is waiting to be written: an operation on an unknown article never could be.
        for article in {each.article for each in operations}:
            self._texts.get(article)
        check_keys(operations)

    def _rescue(self, operations: Iterable[Operation]) -> str:
        """Keep operations that could not be written, and others that are in no file; return where, as a sentence."""
        self._unsaved.add(operations)
        return self._unsaved.keep(self._texts.every)

    def _waiting_in(self, article: str, layer: str) -> tuple[Operation, ...]:
        return tuple(each for each in self.waiting if (each.article, each.layer) == (article, layer))

    def _keep_lost(self, connection: sqlite3.Connection) -> None:
        """Put the operations recorded since the workspace was opened into a rescue file, once."""
        if self._is_log_kept:
            return
        operations = read_own(connection, self._writer)
        about = {each.article for each in operations}
        articles = [article for article in self._texts.every.values() if article.id in about]
        folders = rescue_folders(self.database.place)
        self._is_log_kept = not operations or rescue.keep(folders, articles, operations) is not None

    def _take_in_rescued(self) -> None:
        for found in rescue.find(rescue_folders(self.database.place)):
            self._texts.await_writing(found.articles)
            if not (found.operations or found.damaged):
                # An earlier version of the reader left files without any work in them.
                rescue.forget([found.path])
                continue
            try:
                self._check(found.operations)
            except StoreError:
                # `reader check` reports the file; it may belong to a workspace that was here before.
                continue
            # A file with damaged lines must not be removed once its other lines are written.
            self._unsaved.add(found.operations, file=None if found.damaged else found.path)
            try:
                self.rescued += self.apply(found.operations)
            except RefusedError:
                # They stay in their file, so that they do not hold up others.
                self._unsaved.drop(found.operations, file=found.path)
            except StoreError:
                # They wait, and are still in their file.
                continue
