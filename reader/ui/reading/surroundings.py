"""What the parts of the reading screen need of what surrounds them, and no more of it than that."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

from reader.labels import LabelSet
from reader.layout import LinePlace
from reader.load import Loaded
from reader.model import Article, Span
from reader.reading.session import Session

if TYPE_CHECKING:
    from reader.annotate.camel.camel_annotator import Morphology
    from reader.errors import StoreError
    from reader.reading.work import Work
    from reader.settings.definitions import Config
    from reader.ui.actions.action import Action

Severity = Literal["information", "warning", "error"]


class Say(Protocol):
    """Says something to the analyst."""

    def __call__(self, message: str, *, severity: Severity = "information", timeout: float | None = None) -> None: ...


class Begin(Protocol):
    """Begins something that waits for the analyst's answer; keys are the answer's until then."""

    def __call__(self, work: Coroutine[Any, Any, None]) -> object: ...


class Pane(Protocol):
    """Where the text is drawn."""

    top: LinePlace
    spacing: int
    measure: int

    @property
    def top_offset(self) -> int:
        """The offset at the top of the pane."""
        ...

    @property
    def has_focus(self) -> bool:
        """Whether the text has the keyboard."""
        ...

    def focus(self) -> object:
        """Give the keyboard to the text."""
        ...

    def page(self) -> int:
        """How many lines one screen down or up moves."""
        ...

    def reveal(self) -> bool:
        """Scroll as little as will show the caret; whether anything had to be scrolled."""
        ...

    def lay_out(self, *, anchor: int | None = None) -> None:
        """Lay the article out for the pane's width."""
        ...

    def repaint_all(self) -> None:
        """Draw everything anew."""
        ...


class Boxes(Protocol):
    """The boxes that ask something, each awaited until it is answered; None where it was left."""

    async def ask_text(self, title: str, value: str = "", *, several_lines: bool = False) -> str | None:
        """A text that the analyst writes."""
        ...

    async def ask_event(self, work: Work) -> int | None:
        """The offset of an event that is picked from the history."""
        ...

    async def ask_occurrences(
        self, article: Article, span: Span, label: str, work: Work
    ) -> Sequence[tuple[str, Span]] | None:
        """Article ids and spans that are to be tagged."""
        ...

    def show_word(self, word: str) -> None:
        """Show what is known of a word."""
        ...

    def show_problems(self, problems: Sequence[str]) -> None:
        """List what went wrong."""
        ...


class Writes(Protocol):
    """What brings to the disk what is done."""

    def remember(self, articles: Iterable[Article]) -> None:
        """Have articles kept before anything that is done from now on."""
        ...

    def describe_unwritten(self, error: StoreError) -> None:
        """Say why something could not be written."""
        ...


class Files(Protocol):
    """The files of the articles that are open."""

    @property
    def has_changed(self) -> bool:
        """Whether the file of the article in hand is another than when it was read."""
        ...

    @property
    def problems(self) -> tuple[str, ...]:
        """What went wrong when a file was read anew."""
        ...

    def read_anew(self) -> None:
        """Read the file of the article in hand once more."""
        ...


class Surroundings(Protocol):
    """What the reading screen needs of the application it belongs to."""

    config: Config
    labels: LabelSet
    actions: tuple[Action, ...]
    articles: list[Loaded]
    at: int
    load_errors: list[str]
    problems: tuple[str, ...]

    @property
    def progress(self) -> str:
        """What the engine is doing; empty when it rests."""
        ...

    @property
    def writing(self) -> Writes:
        """What brings to the disk what is done."""
        ...

    @property
    def files(self) -> Files:
        """The files of the articles that are open."""
        ...

    @property
    def morphology(self) -> Morphology | None:
        """What reads words by their form, where it is installed."""
        ...

    def annotate(self, session: Session) -> None:
        """Let the engine propose annotations for a session."""
        ...

    def next_theme(self) -> None:
        """Turn to the next theme."""
        ...

    def show_library(self) -> object:
        """Let the analyst choose an article from the list."""
        ...

    def step_article(self, count: int) -> None:
        """Read the next article (1) or the one before (-1)."""
        ...

    def open_text(self, article: Article, told: str) -> None:
        """Read an article that no path led to, with a word about what it is."""
        ...

    def start_work_again(self) -> None:
        """Try once more to open the workspace, or the article in it."""
        ...
