"""Defines the interfaces through which the parts of the reading screen use their surroundings."""

from __future__ import annotations

from collections.abc import Collection, Coroutine, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

from reader.labels import LabelSet
from reader.layout import Base, LinePlace
from reader.load import Loaded
from reader.model import Article, Span
from reader.reading.explanation_rows import Row
from reader.reading.session import Session
from reader.ui.reading.page_columns import Side

if TYPE_CHECKING:
    from reader.annotate.camel.camel_annotator import Morphology
    from reader.annotate.commitments.explaining import Explanation
    from reader.errors import StoreError
    from reader.reading.work import Work
    from reader.settings.definitions import Config
    from reader.ui.actions.action import Action

Severity = Literal["information", "warning", "error"]


class Say(Protocol):
    """Shows the analyst a sentence."""

    def __call__(self, message: str, *, severity: Severity = "information", timeout: float | None = None) -> None: ...


class Begin(Protocol):
    """Starts work that waits for the analyst's answer; until then, keys belong to the answer."""

    def __call__(self, work: Coroutine[Any, Any, None]) -> object: ...


class Pane(Protocol):
    """The pane in which the text is drawn."""

    top: LinePlace
    spacing: int
    measure: int
    margin: int
    bar: Side

    @property
    def top_offset(self) -> int:
        """The offset at the top of the pane."""
        ...

    @property
    def has_focus(self) -> bool:
        """Whether the pane has the keyboard."""
        ...

    def focus(self) -> object:
        """Give the keyboard to the pane."""
        ...

    def page(self) -> int:
        """The number of lines that a move by one screen covers."""
        ...

    def reveal(self) -> bool:
        """Scroll just far enough to show the caret; return whether that was necessary."""
        ...

    def lay_out(self, *, anchor: int | None = None) -> None:
        """Lay the article out for the pane's width."""
        ...

    def repaint_all(self) -> None:
        """Draw everything again."""
        ...


class Boxes(Protocol):
    """The boxes over the article; those that ask something return the answer, or None if the box was left."""

    async def ask_text(self, title: str, value: str = "", *, several_lines: bool = False) -> str | None:
        """Ask the analyst for a text."""
        ...

    async def ask_event(self, work: Work, keys: Collection[str]) -> int | None:
        """Ask the analyst to choose an event from the history, and return its offset.

        With the keys of annotations, only what was done to these is listed.
        """
        ...

    async def ask_occurrences(
        self, article: Article, span: Span, label: str, work: Work
    ) -> Sequence[tuple[str, Span]] | None:
        """Ask the analyst which occurrences to tag, and return their article ids and spans."""
        ...

    def show_word(self, word: str) -> None:
        """Show the card of a word."""
        ...

    def show_reasons(self, title: str, further: Coroutine[Any, Any, Sequence[Row]], *, base: Base) -> None:
        """Show the reasons for a proposal, or for there being none, once they are found."""
        ...

    def show_problems(self, problems: Sequence[str]) -> None:
        """List the problems."""
        ...


class Writes(Protocol):
    """Brings the analyst's work to disk."""

    def remember(self, articles: Iterable[Article]) -> None:
        """Store articles before any action from now on."""
        ...

    def report_unwritten(self, error: StoreError) -> None:
        """Report why something could not be written."""
        ...


class Files(Protocol):
    """The files of the articles that are open."""

    @property
    def has_changed(self) -> bool:
        """Whether the file of the article in hand has changed since it was read."""
        ...

    @property
    def problems(self) -> tuple[str, ...]:
        """The problems that came up when files were read again."""
        ...

    def reload(self) -> None:
        """Read the file of the article in hand again."""
        ...


class KeepsIndex(Protocol):
    """Keeps the index of the library up to date."""

    def toggle(self) -> None:
        """Pause the building of the index, or go on with it."""
        ...


class SearchesLibrary(Protocol):
    """Searches all articles of the library."""

    def open(self) -> None:
        """Show the search, as it was left."""
        ...

    def open_next(self) -> None:
        """Open the next article among the results."""
        ...


class KeptAppearance(Protocol):
    """Keeps how the analyst looks at the articles."""

    @property
    def tab(self) -> str:
        """The tab of the panel to begin with."""
        ...

    def turn_highlight(self) -> None:
        """Draw entities in ink, or fill them."""
        ...

    def reset(self) -> None:
        """Show everything as the settings want it."""
        ...


class AllArticles(Protocol):
    """All articles, whether or not they are loaded."""

    def articles_with(self, words: str) -> Iterable[Article]:
        """The articles that may contain all of some words."""
        ...

    def read(self, ids: Collection[str]) -> Iterable[Loaded]:
        """The articles with these ids."""
        ...


class OpensLedger(Protocol):
    """The ledger, as far as the reading screen opens it."""

    def open_here(self) -> object:
        """Show the ledger at the entry of the commitment under the caret, if there is one."""
        ...


class EntitiesHere(Protocol):
    """The entities of all articles."""

    def open_here(self) -> object:
        """Show the page of the entity under the caret, or the list of entities where there is none."""
        ...


class Surroundings(Protocol):
    """The application, as far as the reading screen needs it."""

    config: Config
    labels: LabelSet
    actions: tuple[Action, ...]
    articles: list[Loaded]
    at: int
    load_errors: list[str]
    problems: tuple[str, ...]

    @property
    def progress(self) -> str:
        """The progress of the engine, in words; empty when it is idle."""
        ...

    @property
    def index_keeping(self) -> KeepsIndex:
        """Keeps the index of the library up to date."""
        ...

    @property
    def search_keeping(self) -> SearchesLibrary:
        """Searches all articles of the library."""
        ...

    @property
    def writing(self) -> Writes:
        """Brings the analyst's work to disk."""
        ...

    @property
    def library(self) -> AllArticles:
        """All articles of the library."""
        ...

    @property
    def ledger(self) -> OpensLedger:
        """The ledger of the library."""
        ...

    @property
    def entities(self) -> EntitiesHere:
        """The entities of all articles."""
        ...

    @property
    def view_keeping(self) -> KeptAppearance:
        """Keeps how the analyst looks at the articles."""
        ...

    @property
    def files(self) -> Files:
        """The files of the articles that are open."""
        ...

    @property
    def morphology(self) -> Morphology | None:
        """The morphological analyser, if it is installed."""
        ...

    def copy_aloud(self, text: str) -> None:
        """Copy a text, and show the analyst where it went."""
        ...

    def annotate(self, session: Session) -> None:
        """Let the engine propose annotations for a session."""
        ...

    async def explain(self, session: Session, offset: int) -> Explanation | None:
        """Ask the engine why the candidate at an offset is proposed or not; None where no candidate stands.

        AnnotateError where the engine cannot answer.
        """
        ...

    def next_theme(self) -> None:
        """Switch to the next theme."""
        ...

    def open_unfinished(self) -> None:
        """Open the next article that is not done."""
        ...

    def show_library(self) -> object:
        """Let the analyst choose an article from the list."""
        ...

    def step_article(self, count: int) -> None:
        """Open the next article (1) or the previous one (-1)."""
        ...

    def open_text(self, article: Article, remark: str) -> None:
        """Open an article that was not among the paths, with a remark about it."""
        ...

    def start_work_again(self) -> None:
        """Try again to open the workspace, or the article in it."""
        ...
