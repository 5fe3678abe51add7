"""What a workspace can be asked and told; each action it was told is on disk when the call returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import ColumnElement, Connection, func, select

from reader.errors import StoreError, shown
from reader.journal import play
from reader.marks import Flag, ReadingState, gather
from reader.model import Annotation, Article
from reader.operations import MARK_KINDS, Desk, Kind, Operation, Proposed, decode, new_id, proposed_in, to_json
from reader.store import library, rescue
from reader.store.carrying import Carried, carry, unanchored
from reader.store.database import Database, RefusedError
from reader.store.making import check_holds_workspace, make_if_missing
from reader.store.migrations import VERSION, bring_up
from reader.store.places import rescue_folders
from reader.store.recording import read_own, record, take_back
from reader.store.rows import Rows, is_text
from reader.store.schema import ANNOTATIONS, JOURNAL, MARKS

Result = TypeVar("Result")

_LONGEST_KEY = 500
"""Characters in a tag; an index of PostgreSQL takes no more than some 2,700 bytes."""
_TEXTS = 256
"""Articles whose text is kept at hand."""


class Workspace:
    """A store of articles, annotations and everything said about them, open for one analyst.

    Its methods may be called from any thread. All raise StoreError where the database cannot be used.
    """

    def __init__(self, database: Database, *, who: str) -> None:
        self.database = database
        self.who = who
        """The analyst, whose own layer has the same name."""
        self.rescued: tuple[Operation, ...] = ()
        """What had not been written before, and came back when the workspace was opened."""
        self.unsaved: tuple[Operation, ...] = ()
        """What could not be written yet; it is written with the next operation that can be."""
        self.rebuilt: tuple[str, ...] = ()
        """The tables that were lost, and have been made anew from the journal."""
        self._unremembered: dict[str, Article] = {}
        self._rescue_files: list[Path] = []
        self._texts: dict[str, Article] = {}
        self._rows = Rows()
        database.on_lost_log = self._keep_lost
        self._writer = new_id()
        self._lock = RLock()
        self._is_log_kept = False

    @classmethod
    def open(cls, place: str | Path, *, who: str, patience: float = 10.0) -> Self:
        """Open the workspace at a path or URL, made or migrated if need be, and take in what was rescued.

        Locks of other programs are waited for as long as `patience` says, in seconds.
        """
        from reader.store.keeping import keep_before_migration
        from reader.store.rebuilding import rebuild

        name = who.encode("utf-8", "replace").decode("utf-8").strip()
        if not name or not name.isprintable():
            raise StoreError(f"{shown(who)!r}: no name for an analyst; give one with --as NAME.")
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
        """Let go of the database, after one more try to write what is unsaved."""
        try:
            with self._lock:
                if self.unsaved or self._unremembered:
                    self.apply(())
        finally:
            self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def left_out(self) -> int:
        """How many rows could not be read so far, and were left out of what was asked for; `check` lists them."""
        return len(self._rows.left_out)

    def desk(self, article: str, layer: str | None = None) -> Desk:
        """The analyst's place at a layer of an article, their own unless another is named."""
        return Desk(article, layer or self.who, self.who)

    # Articles

    def remember(self, article: Article) -> str | None:
        """Keep an article and where it came from; gives the id of an earlier text of the same file, if one is known."""
        with self._lock:
            self._unremembered[article.id] = article
            if self.database.read(lambda connection: library.is_remembered(connection, article)):
                del self._unremembered[article.id]
                self._hold(article)
                return self.database.read(lambda connection: library.earlier_at(connection, article))
            return self._write(lambda connection: library.remember(connection, article))

    def remember_all(self, many: Iterable[Article]) -> None:
        """Keep many articles at once."""
        with self._lock:
            self._unremembered.update((article.id, article) for article in many)
            self._write(lambda connection: None)

    def article(self, article: str) -> Article:
        """An article as it was remembered; StoreError where it never was."""
        with self._lock:
            return self._article(article)

    def find_article(self, article: str) -> Article | None:
        """An article as it was remembered; None where it never was, or its text is damaged."""
        with self._lock:
            return self._find_article(article)

    def articles(self) -> tuple[library.Entry, ...]:
        """Every article, in the order in which they came."""
        return self.database.read(lambda connection: library.list_articles(connection, self._rows))

    def said(self) -> dict[str, str]:
        """In a few words, what the analyst has said of each article, by its id: the flag, tags, how much is tagged."""
        told: dict[str, str] = {}
        for entry in self.articles():
            flag, many = dict(entry.flags).get(self.who, ""), dict(entry.layers).get(self.who, 0)
            told[entry.article] = " · ".join(
                filter(None, [flag, f"{many:,} tagged" if many else "", *(f"#{tag}" for tag in entry.tags)])
            )
        return told

    def search(self, words: str) -> tuple[str, ...]:
        """The ids of the articles in whose text every word stands, differences of spelling aside."""
        return self.database.read(lambda connection: library.find_articles(connection, words))

    # Annotations

    def annotations(self, article: str, layer: str | None = None) -> tuple[Annotation, ...]:
        """The annotations of a layer, the analyst's own unless another is named, in the order of their keys."""
        layer = layer or self.who
        stored = (decode(value, key) for key, value in self._values(article, layer).items())
        return play(stored, (each for each in self.unsaved if (each.article, each.layer) == (article, layer)))

    def proposed(self, article: str, layer: str | None = None) -> dict[str, Proposed]:
        """By key, what an annotator had proposed where the annotation is a decision on it."""
        decisions = self._values(article, layer or self.who, ANNOTATIONS.c.proposed.is_not(None))
        found = {key: proposed_in(value) for key, value in decisions.items()}
        return {key: proposed for key, proposed in found.items() if proposed is not None}

    def layers(self, article: str) -> tuple[str, ...]:
        """The layers that have or had annotations in an article, in the order of the alphabet."""
        on_annotations = JOURNAL.c.kind.not_in([kind.value for kind in MARK_KINDS])
        query = select(JOURNAL.c.layer).where(JOURNAL.c.article == article, on_annotations).distinct()
        query = query.order_by(JOURNAL.c.layer)
        return self.database.read(lambda connection: tuple(filter(is_text, connection.execute(query).scalars())))

    def readers(self, article: str) -> tuple[str, ...]:
        """The layers of those who have read an article: who tagged something in it, or flagged it as read or done."""
        place = (MARKS.c.article == article) & (MARKS.c.kind == Kind.FLAG.value)
        query = select(MARKS.c.layer).where(place, MARKS.c.value.in_([to_json(Flag.READ), to_json(Flag.DONE)]))
        flagged = self.database.read(lambda connection: tuple(filter(is_text, connection.execute(query).scalars())))
        return tuple(sorted({*self.layers(article), *flagged}))

    def decisions_by_rule(self) -> tuple[library.RuleRecord, ...]:
        """What was decided about each rule's proposals, by all analysts, the most often rejected rule first."""
        return self.database.read(library.count_decisions)

    def _values(self, article: str, layer: str, condition: ColumnElement[bool] | None = None) -> dict[str, str]:
        place = (ANNOTATIONS.c.article == article) & (ANNOTATIONS.c.layer == layer)
        if condition is not None:
            place &= condition
        query = select(ANNOTATIONS).where(place).order_by(ANNOTATIONS.c.key)
        return self.database.read(lambda connection: self._rows.values(connection.execute(query)))

    # Actions

    def apply(self, operations: Iterable[Operation]) -> tuple[Operation, ...]:
        """Record operations, all of them or none; gives them as they took effect.

        Where that fails, StoreError says why and where they were put meanwhile; they are still in `unsaved`, and are
        written with the next operations or when the workspace is next opened.
        """
        with self._lock:
            given = tuple(operations)
            self._check(given)
            waiting = (*self.unsaved, *given)
            try:
                try:
                    recorded = self._record(waiting)
                except RefusedError:
                    # A backup may have been restored meanwhile that knows nothing of what is being read.
                    if not self._remember_again(waiting):
                        raise
                    recorded = self._record(waiting)
            except RefusedError:
                # Waiting would not help it, and would hold up everything after it.
                raise
            except StoreError as error:
                raise StoreError(f"{error} {self._rescue(given)}") from error
            self.unsaved = ()
            rescue.forget(self._rescue_files)
            self._rescue_files.clear()
            ids = {each.id for each in given}
            return tuple(each for each in recorded if each.id in ids)

    def _record(self, operations: Sequence[Operation]) -> tuple[Operation, ...]:
        return self._write(
            lambda connection: record(
                connection, operations, writer=self._writer, texts=self._texts_through(connection), rows=self._rows
            )
        )

    def _remember_again(self, operations: Iterable[Operation]) -> bool:
        """Have articles that the database has lost written with what is said of them; whether there are any."""
        wanted = {each.article for each in operations} & self._texts.keys()
        there = self.database.read(lambda c: {each for each in wanted if library.has_article(c, each)})
        self._unremembered.update((article, self._texts[article]) for article in wanted - there)
        return bool(self._unremembered)

    def undo(self, article: str, layer: str | None = None) -> tuple[Operation, ...]:
        """Take back the analyst's last action in an article; nothing where none is left.

        What others did since stays: such operations change nothing, and have the same `before` and `after`.
        """
        return self._take_back(article, layer, again=False)

    def redo(self, article: str, layer: str | None = None) -> tuple[Operation, ...]:
        """Do again what was undone last; nothing where something else was done since."""
        return self._take_back(article, layer, again=True)

    def _take_back(self, article: str, layer: str | None, *, again: bool) -> tuple[Operation, ...]:
        with self._lock:
            if self.unsaved:
                self.apply(())
            return self._write(
                lambda connection: take_back(
                    connection,
                    article,
                    layer or self.who,
                    self.who,
                    again=again,
                    writer=self._writer,
                    texts=self._texts_through(connection),
                    rows=self._rows,
                )
            )

    def carry_over(self, earlier: str, article: str, layer: str | None = None) -> Carried:
        """Re-anchor a layer's annotations and marks from an earlier text of an article in the present one."""
        with self._lock:
            old, new = self._article(earlier), self._article(article)
            desk = self.desk(article, layer)
            return self._write(
                lambda connection: carry(connection, old, new, desk, writer=self._writer, rows=self._rows)
            )

    def unanchored(self, article: str, layer: str | None = None) -> tuple[tuple[str, Annotation], ...]:
        """The annotations of earlier texts that found no place in this one, each with the earlier article's id."""
        return self.database.read(lambda connection: unanchored(connection, article, layer or self.who, self._rows))

    # The journal

    def history(self, article: str, layer: str | None = None) -> tuple[Operation, ...]:
        """Everything that was done in an article, by all analysts or in one layer, in order."""
        query = select(JOURNAL).where(JOURNAL.c.article == article).order_by(JOURNAL.c.sequence)
        if layer is not None:
            query = query.where(JOURNAL.c.layer == layer)
        return self.database.read(lambda connection: self._rows.operations(connection.execute(query)))

    def latest(self) -> int:
        """The number of the last operation in the journal."""
        return self.database.read(lambda c: c.execute(select(func.max(JOURNAL.c.sequence))).scalar_one() or 0)

    def changes_since(self, sequence: int) -> tuple[Operation, ...]:
        """What other processes recorded after the operation of that number, the analyst's own others among them."""
        others = (JOURNAL.c.sequence > sequence) & (JOURNAL.c.writer != self._writer)
        query = select(JOURNAL).where(others).order_by(JOURNAL.c.sequence)
        return self.database.read(lambda connection: self._rows.operations(connection.execute(query)))

    def reading_state(self, article: str, layer: str | None = None) -> ReadingState:
        """What an analyst said of an article, and where the caret was; functions in `marks` change it."""
        place = (MARKS.c.article == article) & (MARKS.c.layer == (layer or self.who))
        marks = self.database.read(lambda connection: self._rows.marks(connection.execute(select(MARKS).where(place))))
        return gather((row.kind, row.key, row.value) for row in marks)

    # Inside

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        def work_with_articles(connection: Connection) -> Result:
            for article in self._unremembered.values():
                library.remember(connection, article)
            return work(connection)

        result = self.database.write(work_with_articles)
        for article in self._unremembered.values():
            self._hold(article)
        self._unremembered.clear()
        return result

    def _hold(self, article: Article) -> None:
        while len(self._texts) >= _TEXTS:
            del self._texts[next(iter(self._texts))]
        self._texts[article.id] = article

    def _article(self, article: str, connection: Connection | None = None) -> Article:
        found = self._find_article(article, connection)
        if found is None:
            raise StoreError(f"{self.database.name}: no article {shown(article)} is known; open its file first.")
        return found

    def _find_article(self, article: str, connection: Connection | None = None) -> Article | None:
        if article in self._unremembered:
            return self._unremembered[article]
        if article not in self._texts:
            if connection is not None:
                found = library.get_article(connection, article, self._rows)
            else:
                found = self.database.read(lambda c: library.get_article(c, article, self._rows))
            if found is not None:
                self._hold(found)
            return found
        return self._texts[article]

    def _texts_through(self, connection: Connection) -> Callable[[str], str]:
        return lambda article: self._article(article, connection).text

    def _check(self, operations: Iterable[Operation]) -> None:
        # Before anything is waiting to be written: an operation on an unknown article never could be.
        for article in {each.article for each in operations} - self._texts.keys() - self._unremembered.keys():
            self._article(article)
        for each in operations:
            if len(each.key) > _LONGEST_KEY:
                raise StoreError(f"{shown(each.key[:20])}…: longer than {_LONGEST_KEY} characters; shorten it.")

    def _rescue(self, operations: tuple[Operation, ...]) -> str:
        self.unsaved = (*self.unsaved, *operations)
        if not operations and self._rescue_files:
            return f"Your work is kept in {shown(self._rescue_files[-1].parent)} and goes in by itself."
        held = self._texts | self._unremembered
        about = {each.article: held[each.article] for each in operations if each.article in held} | self._unremembered
        path = rescue.keep(rescue_folders(self.database.place), about.values(), operations)
        if path is None:
            return "Nothing could be written anywhere: keep the reader open, and your work is written when it can be."
        self._rescue_files.append(path)
        return f"Your work is kept in {shown(path)} and goes in by itself."

    def _keep_lost(self, connection: sqlite3.Connection) -> None:
        """Put what was done since the workspace was opened into a rescue file, once."""
        if self._is_log_kept:
            return
        operations = read_own(connection, self._writer)
        about = {each.article for each in operations}
        articles = [article for article in self._texts.values() if article.id in about]
        folders = rescue_folders(self.database.place)
        self._is_log_kept = not operations or rescue.keep(folders, articles, operations) is not None

    def _take_in_rescued(self) -> None:
        for found in rescue.find(rescue_folders(self.database.place)):
            self._unremembered.update((article.id, article) for article in found.articles)
            try:
                self._check(found.operations)
            except StoreError:
                # `reader check` tells of the file; it may belong to a workspace that was here before.
                continue
            try:
                self.rescued += self.apply(found.operations)
            except StoreError:
                # The operations are in `unsaved` now, and in this file still.
                self._rescue_files.append(found.path)
                continue
            if not found.damaged:
                rescue.forget([found.path])
