"""Keeps the list of entities and their pages while the reader runs, and shows them and the pictures."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from reader.arabic.words import fold
from reader.labels import LabelSet
from reader.library.entity_pages.entity_finding import find_entity, is_name
from reader.library.entity_pages.entity_listing import EntityOrder, EntityRow, read_entities
from reader.library.entity_pages.entity_page import EntityPage
from reader.library.entity_pages.mention_context import PlaceContext, cut_context
from reader.library.entity_pages.name_merging import merge_names, part_name, part_names
from reader.library.entity_pages.seen_mentions import EntityMention
from reader.library.index.annotation_putting import name_of
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.pictures.picture import PictureKind
from reader.model import Decision, Span
from reader.ui.entities.entity_list_screen import EntityListScreen
from reader.ui.entities.entity_page_screen import EntityPageScreen
from reader.ui.entities.entity_parts import span_of
from reader.ui.library_lookups import HasIndex, LibraryLookups, Looked
from reader.ui.pictures.picture_screen import PictureScreen
from reader.ui.widgets.arabic_text import notify
from reader.ui.widgets.asking import AskScreen
from reader.ui.widgets.choice_menu import Choice, ChoiceMenu
from reader.wording import counted, number, say

if TYPE_CHECKING:
    from reader.journal.operations import Operation
    from reader.library.index.library_index import LibraryIndex
    from reader.store.workspace import Workspace
    from reader.ui.reading.reading_screen import ReadingScreen


class HasEntities(HasIndex, Protocol):
    """The application, as far as the screens of entities are concerned."""

    @property
    def reading(self) -> ReadingScreen:
        """The screen on which the article is read."""
        ...

    def open_place(self, article: str, offset: int) -> None:
        """Open an article, by its id, at an offset."""
        ...


class EntityKeeping:
    """The list of entities, the pages of entities, and the pictures, each on a screen of its own while that is open."""

    def __init__(self, app: App[None], reader: HasEntities) -> None:
        self._app = app
        self._reader = reader
        self.lookups = LibraryLookups(app, reader)
        self.labels: LabelSet = reader.labels
        self.rows: Sequence[EntityRow] = ()
        self.words = ""
        self.order = EntityOrder.MENTIONS
        self.marked: set[str] = set()
        self.current = ""
        self.remark = ""
        self._left: tuple[str, int, str, int] | None = None
        """The article and the offset to which a page was left, with the page's group and row."""
        self._find_context = lru_cache(maxsize=512)(self._cut_context)

    # Opening

    def open_list(self) -> None:
        """Show the list of entities."""
        if self.lookups.has_index:
            self._app.push_screen(EntityListScreen(self))

    def open_page(self, group: str, *, at: int = 0) -> None:
        """Show the page of the entity to whose group a folded name belongs."""
        if self.lookups.has_index:
            self._app.push_screen(EntityPageScreen(self, group, at=at))

    def open_here(self) -> None:
        """Show the page that was left for the place of the caret, or that of the entity there, or else the list."""
        session = self._reader.reading.session
        if self._left is not None and self._left[:2] == (session.article.id, session.caret):
            self.open_page(self._left[2], at=self._left[3])
            return
        here = [*filter(None, [session.current]), *session.overlay.at(session.caret)]
        names = (name_of(each, session.text) for each in here if each.decision is not Decision.REJECTED)
        if name := next(filter(None, names), ""):
            self.open_page(name)
        else:
            self.open_list()

    def open_pictures(self) -> None:
        """Show the pictures, beginning with the commitments over time."""
        self._show_picture(PictureKind.TIMELINE)

    def open_mentions(self, groups: Sequence[str]) -> None:
        """Show how often entities are mentioned over time."""
        self._show_picture(PictureKind.MENTIONS, groups)

    def go_to(self, article: str, offset: int, *, group: str, row: int) -> None:
        """Leave the screens for a place in an article, from which the page can be opened again."""
        while self._app.screen is not self._reader.reading:
            self._app.screen.dismiss(None)
        self._left = article, offset, group, row
        self._reader.open_place(article, offset)

    def _show_picture(self, kind: PictureKind, names: Sequence[str] = ()) -> None:
        if self.lookups.has_index:
            self._app.push_screen(PictureScreen(self.lookups, kind, labels=self.labels, names=names))

    # Finding

    def read_list(self) -> None:
        """Read the entities again, and show them."""
        self.remark = "" if self.rows else say("reading…")
        self.lookups.find("entities", _read_list, self._take_list)

    def read_page(self, group: str, then: Callable[[EntityPage | None], None]) -> None:
        """Read a page, and call `then` with it."""
        self.lookups.find("entity", partial(_read_page, group=group), then)

    def _take_list(self, found: tuple[Sequence[EntityRow], str]) -> None:
        self.rows, self.remark = found
        self.marked &= {row.group for row in self.rows}
        for screen in self._app.screen_stack:
            if isinstance(screen, EntityListScreen):
                screen.show_again()

    def find_context(self, row: LedgerRow | EntityMention, before: int) -> PlaceContext | None:
        """The words around a place; None if the article is no longer in the index."""
        return self._find_context(row.article, span_of(row), before)

    def _cut_context(self, article: str, span: Span, before: int) -> PlaceContext | None:
        index = self._reader.library.index
        if index is None:
            return None
        try:
            found = index.connection.execute("SELECT number FROM articles WHERE id = ?", (article,)).fetchone()
            return None if found is None else cut_context(index, found[0], span, before=before)
        except (KeyError, sqlite3.Error):
            # The index has been written meanwhile.
            return None

    # Acting

    async def merge(self, rows: Sequence[EntityRow]) -> None:
        """Ask for the name that stays, and merge the entities."""
        most = max(rows, key=lambda row: row.mentions)
        ordered = [most, *(row for row in rows if row is not most)]
        title = counted(len(rows), "Merge {number} entity under the name", "Merge {number} entities under the name")
        choices = [Choice(f"{row.name} ({number(row.mentions)})") for row in ordered]
        chosen = await self._app.push_screen_wait(ChoiceMenu(title, choices))
        if chosen is not None:
            self.marked = set()
            self.current = ordered[chosen].group
            self._merge([row.group for row in ordered], ordered[chosen].group)

    async def merge_page(self, page: EntityPage, other: str) -> None:
        """Ask for the other entity, unless it is given, and for the name that stays, and merge the two."""
        if not other:
            written = await self._app.push_screen_wait(
                AskScreen(say("Merge with the entity named"), does=say("merges"))
            )
            other = " ".join(fold(written or "").split())
            index = self._reader.library.index
            if not other or index is None:
                return
            if not is_name(index, other):
                said = say(
                    "No entity of the library is named “{name}”; write the name as the list of entities does.",
                    name=written,
                )
                notify(self._app, said, severity="warning")
                return
        groups = [page.group, other]
        chosen = await self._app.push_screen_wait(ChoiceMenu(say("Under the name"), [Choice(page.name), Choice(other)]))
        if chosen is not None:
            self._merge(groups, groups[chosen])

    def part(self, name: str) -> None:
        """Part a name from its group."""

        def make(workspace: Workspace, index: LibraryIndex) -> Sequence[Operation]:
            return part_name(workspace, index, name)

        self.lookups.say(make, self._show_changed)

    def part_all(self, row: EntityRow) -> None:
        """Part an entity into its names."""
        if len(row.names) < 2:
            notify(self._app, say("This entity has one name only."), severity="warning")
            return

        def make(workspace: Workspace, index: LibraryIndex) -> Sequence[Operation]:
            return part_names(workspace, index, row.names[1:])

        self.lookups.say(make, self._show_changed)

    def take_back(self, *, again: bool) -> None:
        """Undo the analyst's last action in whatever articles, or redo it."""
        self.lookups.take_back(again=again, done=self._show_changed)

    def _merge(self, groups: Sequence[str], into: str) -> None:
        def make(workspace: Workspace, index: LibraryIndex) -> Sequence[Operation]:
            return merge_names(workspace, index, groups, into)

        self.lookups.say(make, self._show_changed)

    def _show_changed(self) -> None:
        self.read_list()
        screen = self._app.screen
        if isinstance(screen, EntityPageScreen):
            screen.show_again()


def _read_list(looked: Looked) -> tuple[Sequence[EntityRow], str]:
    rows = read_entities(looked.index, who=looked.who)
    articles, read = looked.index.connection.execute(
        "SELECT count(*), count(engine) FROM articles WHERE is_present"
    ).fetchone()
    remarks = [looked.index.trouble]
    if read < articles:
        remarks.append(say("the engine has read {read} of {articles} articles", read=read, articles=articles))
    return rows, " · ".join(filter(None, remarks))


def _read_page(looked: Looked, *, group: str) -> EntityPage | None:
    rows = [row for entry in looked.ledger.entries(order="newest") for row in entry.rows]
    return find_entity(looked.index, group, who=looked.who, rows=rows)
