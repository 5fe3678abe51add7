"""Lists the articles, filtered by what the analyst types, so that one of them can be opened."""

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
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Label, Static

from reader.arabic.words import fold
from reader.errors import StoreError, counted
from reader.load import Loaded
from reader.ui.bindings import bindings_of, hint
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_input import ArabicInput
from reader.ui.widgets.arabic_text import Flowing, paragraph, shaped
from reader.ui.widgets.grey_page import Dialog

_LINES = 2
"""The lines of an entry: the title, and details of the article."""
_PROBLEM_LINES = 5
_LOOK_AGAIN = 0.5
"""Seconds between two checks of a list that may still be loading."""


class ArticleList(ScrollView, can_focus=False):
    """A list that draws entries only when they are visible, so that ten thousand cost no more than ten."""

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
        """An entry was clicked; the index counts all articles."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, articles: Sequence[Loaded], *, describe_progress: Callable[[int], str]) -> None:
        super().__init__()
        self._articles = articles
        self._describe_progress = describe_progress
        self.summaries: Mapping[str, str] = {}
        """A summary of the analyst's work in an article, by its id: flag, tags, number of annotations."""
        self.shown: Sequence[int] = range(len(articles))
        """The indices of the articles that match the filter."""
        self.at = 0
        """The current entry, by its index among those shown."""

    def show(self, indices: Sequence[int], *, at: int = 0) -> None:
        """List these articles."""
        self.shown = indices
        self.virtual_size = Size(self.scrollable_content_region.width, len(indices) * _LINES)
        self.move_to(at)
        self.refresh()

    def move_to(self, at: int) -> None:
        """Make an entry the current one and scroll to it."""
        self.at = max(0, min(at, len(self.shown) - 1))
        self.scroll_to_region(Region(0, self.at * _LINES, 1, _LINES), animate=False, force=True)
        self.refresh()

    def page(self) -> int:
        """The number of entries that are visible together."""
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
            else self._details(self.shown[at], width)
        )
        # With a segment for each piece of Content, marks stay with their letters when something covers the line.
        pieces = [Segment(piece, style) for piece, _ in text.render(end="")]
        return Strip([Segment(" ", style), *pieces, Segment(" ", style)]).adjust_cell_length(width, style)

    def _details(self, at: int, width: int) -> Content:
        loaded = self._articles[at]
        article = loaded.article
        summary = self.summaries.get(article.id, "") if self.summaries else ""
        progress = self._describe_progress(at)
        size = counted(len(article.text), "character")
        details = [summary, progress, _folder(article.source), article.date, size]
        if loaded.unfetched is not None:
            # The size of the text in the feed says nothing of the article's.
            details = ["not fetched yet", *details[:-1]]
        if loaded.annotations:
            details.append(counted(len(loaded.annotations), "annotation"))
        if loaded.warnings:
            details.append("read with warnings")
        line = shaped(" · ".join(filter(None, details)), base="ltr", width=width - 2)
        return line.pad_left(max(width - 2 - line.cell_length, 0))

    def on_click(self, event: events.Click) -> None:
        """Open the entry that was clicked."""
        at = (self.scroll_offset.y + event.y) // _LINES
        if at < len(self.shown):
            self.post_message(self.Chosen(self.shown[at]))


def title_of(loaded: Loaded) -> str:
    """The title of an article in the list: its own, or else the beginning of its text, or else its source."""
    article = loaded.article
    return article.title or article.text[:200].strip() or article.source


def _folder(source: str) -> str:
    """The part of a source that distinguishes it: a file with its folder, or the page's address."""
    if "://" in source:
        return source
    path = PurePath(source)
    return str(PurePath(path.parent.name, path.name)) if source else ""


class LibraryScreen(Dialog[int | None]):
    """The list of all articles, which is dismissed with the index of the one to open, or None."""

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
        find_summaries: Callable[[], Mapping[str, str]] | None = None,
        describe_progress: Callable[[int], str] = lambda _: "",
    ) -> None:
        super().__init__()
        self._describe_progress = describe_progress
        self._articles = articles
        self._find_summaries = find_summaries
        self._problems = tuple(problems)
        self._folded: list[str] = []
        """The folded text by which each article is found, for as many articles as have been needed."""
        self._counted = len(articles)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = shaped("Articles · المقالات")
            yield ArabicInput(placeholder="العنوان أو المصدر · title or source", submits=False)
            yield ArticleList(self._articles, describe_progress=self._describe_progress)
            if self._problems:
                yield Static(Flowing(self._list_problems), id="library-problems")
            yield Label(id="library-foot")

    def on_mount(self) -> None:
        self.field.focus()
        self._filter()
        self.set_interval(_LOOK_AGAIN, self._look_again)
        if self._find_summaries is not None:
            self._look_up_summaries(self._find_summaries)

    @work(thread=True, exit_on_error=False)
    def _look_up_summaries(self, find_summaries: Callable[[], Mapping[str, str]]) -> None:
        with suppress(StoreError):
            summaries = find_summaries()
            self.app.call_from_thread(self._show_summaries, summaries)

    def _show_summaries(self, summaries: Mapping[str, str]) -> None:
        if is_standing(self):
            self.articles.summaries = summaries
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
        listed = f"{len(shown):,} of {counted(count, 'article')}" if wanted else counted(count, "article")
        keys = (
            hint(self, "choose", "library.up", "library.down"),
            hint(self, "opens", "library.open"),
            hint(self, "goes back", "field.cancel"),
        )
        self.foot.update(" · ".join((listed, *keys)))

    def _find_texts(self) -> list[str]:
        for loaded in self._articles[len(self._folded) :]:
            self._folded.append(fold(f"{title_of(loaded)}\n{loaded.article.source}\n{loaded.article.date}"))
        return self._folded

    def _list_problems(self, width: int) -> Content:
        lines = [line for problem in self._problems for line in paragraph(problem, width, base="ltr").split("\n")]
        kept = lines[:_PROBLEM_LINES]
        if len(lines) > len(kept):
            kept[-1] = Content(f"… and more: {counted(len(self._problems), 'problem')} in all.")
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
        """Go to the next entry (1) or the previous one (-1)."""
        self.articles.move_to(self.articles.at + count)

    def action_page(self, count: int) -> None:
        """Go on or back by a page."""
        self.articles.move_to(self.articles.at + count * self.articles.page())

    def action_edge(self, side: int) -> None:
        """Go to the last entry (1) or the first (-1)."""
        self.articles.move_to(len(self.articles.shown) if side > 0 else 0)

    def action_open(self) -> None:
        """Open the current entry."""
        if self.articles.shown:
            self.dismiss(self.articles.shown[self.articles.at])

    def action_leave(self) -> None:
        """Go back without opening an article."""
        self.dismiss(None)
