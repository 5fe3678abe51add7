"""The list of articles, filtered by what is typed, from which one is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import ClassVar

from rich.segment import Segment
from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Label, Static

from reader.arabic.words import fold
from reader.errors import StoreError
from reader.load import Loaded
from reader.ui.bindings import bindings_of, hint
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_input import ArabicInput
from reader.ui.widgets.arabic_text import Flowing, paragraph, shaped

_LINES = 2
"""Lines of an entry: the title, and what is known of the article."""
_PROBLEM_LINES = 5
_LOOK_AGAIN = 0.5
"""Seconds between two looks at a list that may still be loading."""


class ArticleList(ScrollView, can_focus=False):
    """Entries drawn when they come into sight, so that ten thousand cost no more than ten."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--title",
        "article-list--details",
        "article-list--current",
    }
    DEFAULT_CSS = """
    ArticleList { height: 1fr; overflow-x: hidden; }
    ArticleList > .article-list--title { color: $foreground; }
    ArticleList > .article-list--details { color: $text-muted; }
    ArticleList > .article-list--current { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    class Chosen(Message):
        """An entry was clicked; index counts all articles."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, articles: Sequence[Loaded]) -> None:
        super().__init__()
        self._articles = articles
        self.said: Mapping[str, str] = {}
        """What the analyst has said of an article, by its id: flag, tags, how much is tagged."""
        self.shown: Sequence[int] = range(len(articles))
        """Indices of the articles that the filter lets through."""
        self.at = 0
        """The entry that enter opens, counted among those shown."""

    def show(self, indices: Sequence[int], *, at: int = 0) -> None:
        """List these articles."""
        self.shown = indices
        self.virtual_size = Size(self.scrollable_content_region.width, len(indices) * _LINES)
        self.move_to(at)
        self.refresh()

    def move_to(self, at: int) -> None:
        """Make an entry the current one and bring it into sight."""
        self.at = max(0, min(at, len(self.shown) - 1))
        self.scroll_to_region(Region(0, self.at * _LINES, 1, _LINES), animate=False, force=True)
        self.refresh()

    def page(self) -> int:
        """Entries that are in sight together."""
        return max(self.scrollable_content_region.height // _LINES, 1)

    def on_resize(self) -> None:
        self.show(self.shown, at=self.at)

    def render_line(self, y: int) -> Strip:
        """One line of an entry."""
        width = self.scrollable_content_region.width
        at, line = divmod(self.scroll_offset.y + y, _LINES)
        if at >= len(self.shown) or width < 4:
            return Strip.blank(width, self.rich_style)
        loaded = self._articles[self.shown[at]]
        look = "title" if line == 0 else "details"
        style = self.get_component_rich_style("article-list--current" if at == self.at else f"article-list--{look}")
        text = (
            shaped(title_of(loaded), base="rtl", width=width - 2, fill=True)
            if line == 0
            else self._details(loaded, width)
        )
        # A segment for each piece of Content keeps marks with their letters when something covers the line.
        pieces = [Segment(piece, style) for piece, _ in text.render(end="")]
        return Strip([Segment(" ", style), *pieces, Segment(" ", style)]).adjust_cell_length(width, style)

    def _details(self, loaded: Loaded, width: int) -> Content:
        article = loaded.article
        said = self.said.get(article.id, "") if self.said else ""
        size = "1 character" if len(article.text) == 1 else f"{len(article.text):,} characters"
        told = [said, _folder(article.source), article.date, size]
        if loaded.annotations:
            plural = "s" if len(loaded.annotations) > 1 else ""
            told.append(f"{len(loaded.annotations):,} annotation{plural}")
        if loaded.warnings:
            told.append("read with remarks")
        line = shaped(" · ".join(filter(None, told)), base="ltr", width=width - 2)
        return line.pad_left(max(width - 2 - line.cell_length, 0))

    def on_click(self, event: events.Click) -> None:
        """Open the entry that was clicked."""
        at = (self.scroll_offset.y + event.y) // _LINES
        if at < len(self.shown):
            self.post_message(self.Chosen(self.shown[at]))


def title_of(loaded: Loaded) -> str:
    """What an article is listed as: its title, else the beginning of its text, else its source."""
    article = loaded.article
    return article.title or article.text[:200].strip() or article.source


def _folder(source: str) -> str:
    """The part of a source that tells it from others: a file with its folder, or the page's address."""
    if "://" in source:
        return source
    path = PurePath(source)
    return str(PurePath(path.parent.name, path.name)) if source else ""


class LibraryScreen(ModalScreen[int | None]):
    """All articles; dismissed with the index of the one to open, or None."""

    DEFAULT_CSS = """
    LibraryScreen { align: center middle; }
    LibraryScreen > Vertical {
        width: 90%; max-width: 120; height: 90%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    LibraryScreen ArabicInput { margin-bottom: 1; background: $boost; }
    LibraryScreen #library-problems { height: auto; color: $text-warning; }
    LibraryScreen #library-foot { width: 100%; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("library")

    articles = getters.query_one(ArticleList)
    field = getters.query_one(ArabicInput)
    foot = getters.query_one("#library-foot", Label)

    def __init__(
        self,
        articles: Sequence[Loaded],
        *,
        problems: Iterable[str] = (),
        find_said: Callable[[], Mapping[str, str]] | None = None,
    ) -> None:
        super().__init__()
        self._articles = articles
        self._find_said = find_said
        self._problems = tuple(problems)
        self._folded: list[str] = []
        """What each article is found by, folded; as many as have been asked for."""
        self._counted = len(articles)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = shaped("Articles · المقالات")
            yield ArabicInput(placeholder="العنوان أو المصدر · title or source", submits=False)
            yield ArticleList(self._articles)
            if self._problems:
                yield Static(Flowing(self._list_problems), id="library-problems")
            yield Label(id="library-foot")

    def on_mount(self) -> None:
        self.field.focus()
        self._filter()
        self.set_interval(_LOOK_AGAIN, self._look_again)
        if self._find_said is not None:
            self._report_said(self._find_said)

    @work(thread=True, exit_on_error=False)
    def _report_said(self, find_said: Callable[[], Mapping[str, str]]) -> None:
        with suppress(StoreError):
            said = find_said()
            self.app.call_from_thread(self._show_said, said)

    def _show_said(self, said: Mapping[str, str]) -> None:
        if is_standing(self):
            self.articles.said = said
            self.articles.refresh()

    def _look_again(self) -> None:
        if len(self._articles) != self._counted:
            self._counted = len(self._articles)
            self._filter(at=self.articles.at)

    def _filter(self, *, at: int = 0) -> None:
        wanted = fold(self.field.value).split()
        count = len(self._articles)
        shown: Sequence[int] = range(count)
        if wanted:
            texts = self._find_texts()
            shown = [index for index in range(count) if all(word in texts[index] for word in wanted)]
        self.articles.show(shown, at=at)
        among = f"{len(shown):,} of {count:,}" if wanted else f"{count:,}"
        plural = "" if count == 1 else "s"
        keys = (
            hint(self, "choose", "library.up", "library.down"),
            hint(self, "opens", "library.open"),
            hint(self, "goes back", "field.cancel"),
        )
        self.foot.update(" · ".join((f"{among} article{plural}", *keys)))

    def _find_texts(self) -> list[str]:
        for loaded in self._articles[len(self._folded) :]:
            self._folded.append(fold(f"{title_of(loaded)}\n{loaded.article.source}\n{loaded.article.date}"))
        return self._folded

    def _list_problems(self, width: int) -> Content:
        lines = [line for problem in self._problems for line in paragraph(problem, width, base="ltr").split("\n")]
        kept = lines[:_PROBLEM_LINES]
        if len(lines) > len(kept):
            kept[-1] = Content(f"… and more: {len(self._problems)} problems in all.")
        return Content("\n").join(kept)

    @on(ArabicInput.Changed)
    def _on_typed(self, message: ArabicInput.Changed) -> None:
        message.stop()
        self._filter()

    @on(ArabicInput.Cancelled)
    def _on_cancelled(self, message: ArabicInput.Cancelled) -> None:
        message.stop()
        if self.field.value:
            self.field.value = ""
        else:
            self.dismiss(None)

    @on(ArticleList.Chosen)
    def _on_chosen(self, message: ArticleList.Chosen) -> None:
        self.dismiss(message.index)

    def action_move(self, count: int) -> None:
        """Go to the next entry (1) or the one before (-1)."""
        self.articles.move_to(self.articles.at + count)

    def action_page(self, count: int) -> None:
        """Go on by as many entries as are in sight, or back."""
        self.articles.move_to(self.articles.at + count * self.articles.page())

    def action_edge(self, side: int) -> None:
        """Go to the last entry (1) or the first (-1)."""
        self.articles.move_to(len(self.articles.shown) if side > 0 else 0)

    def action_open(self) -> None:
        """Open the current entry."""
        if self.articles.shown:
            self.dismiss(self.articles.shown[self.articles.at])

    def action_leave(self) -> None:
        """Go back without opening any."""
        self.dismiss(None)
