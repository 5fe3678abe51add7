"""A small library with commitments, a workspace and a ledger, for the tests of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from library.small_library import commitment, make_index, mention, propose

from reader.journal import tagging
from reader.journal.operations import Operation
from reader.library.index.following import follow_journal
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger import Ledger
from reader.model import Annotation, Article
from reader.store.workspace import Workspace

HUDA, SARA = "هدى", "سارة"
PLEDGED = Article("تعهدت روسيا بسحب قواتها من حلب قبل نهاية العام.", "روسيا تتعهد", "a.txt", "2017-01-10")
REPEATED = Article("جددت روسيا تعهدها بسحب قواتها من حلب قبل نهاية العام.", "روسيا تجدد", "b.txt", "2017-02-03")
HOSPITAL = Article("وعد وزير الصحة ببناء مستشفى في درعا خلال شهرين.", "مستشفى درعا", "c.txt", "2017-03-01")
FULFILLED = Article("سحبت روسيا قواتها من حلب أمس، وانتهى الأمر.", "روسيا تنسحب", "d.txt", "2017-12-20")
ARTICLES = (PLEDGED, REPEATED, HOSPITAL, FULFILLED)

ACT = {"action": "بسحب قواتها من حلب", "deadline": "قبل نهاية العام"}
PROPOSALS: dict[Article, list[Annotation]] = {
    PLEDGED: [
        mention(PLEDGED.text, "روسيا", "place"),
        commitment(PLEDGED.text, "تعهدت", "pledge", committer="روسيا", **ACT),
    ],
    REPEATED: [
        mention(REPEATED.text, "روسيا", "place"),
        commitment(REPEATED.text, "تعهدها", "pledge", committer="روسيا", **ACT),
    ],
    HOSPITAL: [
        commitment(
            HOSPITAL.text,
            "وعد",
            "pledge",
            committer="وزير الصحة",
            action="ببناء مستشفى في درعا",
            deadline="خلال شهرين",
        )
    ],
    FULFILLED: [mention(FULFILLED.text, "روسيا", "place")],
}


class SmallLedger:
    """The ledger of a library of four articles, as هدى sees it; its workspace is in the same folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / ".reader"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.index: LibraryIndex = make_index(self.folder, ARTICLES)
        with self.index.writing() as connection:
            places = [(each.source, "", number, 1) for number, each in enumerate(ARTICLES, 1)]
            connection.executemany("INSERT INTO places VALUES (?, ?, ?, ?)", places)
        for number, article in enumerate(ARTICLES, 1):
            propose(self.index, number, article.text, PROPOSALS[article])
        self.workspace = Workspace.open(self.folder / "reader.db", who=HUDA)
        self.ledger = Ledger(self.index, who=HUDA)
        self.ledger.group_all()

    def close(self) -> None:
        self.workspace.close()
        self.index.close()

    def do(self, operations: Iterable[Operation]) -> None:
        """Record operations, and let the index follow."""
        self.workspace.apply(operations)
        follow_journal(self.index, self.workspace)

    def undo(self) -> None:
        self.workspace.undo_anywhere()
        follow_journal(self.index, self.workspace)

    def redo(self) -> None:
        self.workspace.redo_anywhere()
        follow_journal(self.index, self.workspace)

    def tag(self, article: Article, *annotations: Annotation, who: str = SARA) -> None:
        """Let somebody tag an article."""
        with Workspace.open(self.folder / "reader.db", who=who) as workspace:
            workspace.remember(article)
            for each in annotations:
                workspace.apply(tagging.accept(workspace.authorship(article.id), each))
        follow_journal(self.index, self.workspace)

    @property
    def entries(self) -> Sequence[Entry]:
        return self.ledger.entries(order="oldest")

    def entry(self, article: Article) -> Entry:
        """The entry with a row of an article."""
        return next(entry for entry in self.entries if any(row.article == article.id for row in entry.rows))

    def told(self) -> list[list[str]]:
        """The titles in each entry."""
        return [[row.title for row in entry.rows] for entry in self.entries]

    def snapshot(self) -> list[object]:
        """All that is said in the ledger, without the numbers that the index gives."""
        return [replace(entry, rows=tuple(replace(row, number=0) for row in entry.rows)) for entry in self.entries]
