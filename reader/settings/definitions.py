"""Defines the settings: what each one decides, the values it may take, and its default."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from reader.wording import language_in_force, sayable

Keys = tuple[tuple[str, tuple[str, ...]], ...]
"""The names of actions with the keys that the user gave them."""

Feeds = tuple[tuple[str, str], ...]
"""The names of feeds with their addresses."""


@dataclass(frozen=True, slots=True)
class Range:
    """The whole numbers a setting may be, both ends included."""

    low: int
    high: int
    unit: str


@dataclass(frozen=True, slots=True)
class Variable:
    """The environment variable that overrides the file."""

    name: str


Highlight = Literal["ink", "fill"]


@dataclass(frozen=True, slots=True)
class Display:
    """How an article is drawn."""

    theme: Annotated[str, Variable("READER_THEME")] = "auto"
    """The name of a colour theme: one that comes with the reader, or a file in your own themes folder. `auto` asks the
    terminal for its background and takes `light`, the newspaper's page, on a light one and `dark` on any other.
    Terminals with 16 colours or none get a theme made for them, whatever you set here."""
    highlight: Highlight = "ink"
    """How entities stand out in the text: drawn in the colour of their label (`ink`), or standing on it (`fill`). The
    cues of commitments always stand on a colour. Open proposals are in regular weight, and what is decided is bold."""
    language: Annotated[Literal["auto", "ar", "en"], Variable("READER_LANG")] = "auto"
    """The language of the interface, Arabic or English. `auto` takes that of the locale (`LC_ALL`, `LC_MESSAGES`,
    `LANG`) if it is one of them, and English otherwise; `reader --lang ar` chooses for once. In Arabic, the screen is
    mirrored."""
    digits: Literal["auto", "western", "arabic"] = "auto"
    """The digits of numbers and dates in the interface: 123 or ١٢٣. `auto` follows the language. The text of an article
    keeps its own."""
    label_language: Literal["auto", "arabic", "english", "both"] = "auto"
    """The language of the names of labels, roles and attributes; `auto` is both, and Arabic alone where the interface
    speaks Arabic."""
    measure: Annotated[int, Range(20, 300, sayable("cells"))] = 70
    """The length of a full line, in cells; a narrower window has shorter lines, and a wider one wider margins."""
    margin: Annotated[int, Range(1, 40, sayable("cells"))] = 2
    """The blank cells left and right of the text: at least one, since VTE loses direction marks in its first column."""
    paragraphs: Literal["auto", "indent", "blank", "none"] = "auto"
    """How you see that a paragraph begins where the text itself leaves no empty line: its first line is indented, or
    there is a blank row above it, or neither. `auto` indents in a low window, and leaves blank rows where the text has
    30 rows or more. Lines that are shorter than the measure, as in a list, are never indented."""
    line_spacing: Annotated[int, Range(0, 1, sayable("lines"))] = 0
    """The blank lines between two lines of text."""
    justify: Literal["none", "tatweel", "spaces"] = "none"
    """How lines are stretched to the full measure: not at all, by lengthening letters (ـ), or by wider spaces."""
    tashkeel: Annotated[Literal["auto", "keep", "strip"], Variable("READER_TASHKEEL")] = "auto"
    """Whether vowel marks are shown. `auto` hides them only if the terminal is known to draw them wrongly."""
    bidi: Annotated[Literal["auto", "plain", "bdsm", "konsole", "mlterm", "lro", "kitty"], Variable("READER_BIDI")] = (
        "auto"
    )
    """How the reader keeps the terminal from reordering lines that are already in order. `auto` asks the terminal; each
    other value names a mode (docs/terminals.md). Set one if `reader doctor` shows words in the wrong order."""

    @property
    def label_names(self) -> Literal["arabic", "english", "both"]:
        """The language of the names of labels, roles and attributes, as it is now."""
        if self.label_language != "auto":
            return self.label_language
        return "arabic" if language_in_force() == "ar" else "both"


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel that lists an article's annotations."""

    side: Literal["left", "right"] = "left"
    """The side of the text on which the panel stands; at the left it is where a reader of Arabic expects a second
    column."""
    width: Annotated[int, Range(0, 120, sayable("cells"))] = 0
    """The width of the panel, in cells. At 0 it follows the window: 26 cells in one of 80 columns, up to 48 in a wide
    one. The panel always has 20 cells, and leaves the text 30 as long as there are as many."""
    visible: bool = True
    """Whether the panel is shown when an article opens."""


@dataclass(frozen=True, slots=True)
class Annotate:
    """Which annotators propose annotations, and when."""

    on_open: bool = True
    """Whether the reader annotates an article without annotations when you open it."""
    annotators: tuple[str, ...] = ()
    """The names of the annotators to run, in order. An empty list stands for all the default ones."""


@dataclass(frozen=True, slots=True)
class Llm:
    """The server with a large language model that the annotator `llm` asks (docs/llm.md)."""

    server: Annotated[str, Variable("READER_LLM_SERVER")] = ""
    """The address of a server that speaks OpenAI's chat interface, such as `http://localhost:11434/v1`. As long as it
    is empty, nothing is sent anywhere."""
    model: Annotated[str, Variable("READER_LLM_MODEL")] = ""
    """The name of the model, as the server knows it."""
    timeout: Annotated[int, Range(1, 3600, sayable("seconds"))] = 120
    """How long the reader waits for an answer before it asks again."""
    retries: Annotated[int, Range(0, 20, sayable("times"))] = 4
    """How often the reader asks again if the server is busy, fails or cannot be reached. It waits longer each time, or
    as long as the server says."""
    per_minute: Annotated[int, Range(0, 10_000, sayable("requests"))] = 0
    """The most requests in a minute, for servers that limit them; each process of `--jobs` counts its own. At 0 there
    is no limit."""
    piece: Annotated[int, Range(300, 100_000, sayable("characters"))] = 3000
    """The length of the pieces in which a long article is sent."""
    answer_tokens: Annotated[int, Range(0, 200_000, sayable("tokens"))] = 4096
    """The most tokens of an answer. If an answer is cut off, the piece is halved. At 0 the server decides."""


@dataclass(frozen=True, slots=True)
class Tagging:
    """What your decisions do."""

    roles_too: bool = False
    """Whether accepting a commitment also accepts the entities in its roles on which nobody has decided."""


@dataclass(frozen=True, slots=True)
class Analyst:
    """The analyst who is reading."""

    name: Annotated[str, Variable("READER_ANALYST")] = ""
    """The name that the annotations you make or correct carry as their source. If it is empty, your login is used."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How you move through an article."""

    resume: bool = True
    """Whether an article opens at the place where you left it."""
    context: Annotated[int, Range(0, 20, sayable("lines"))] = 2
    """The number of lines that stay visible above and below the caret."""
    others: bool = True
    """Whether the annotations of other analysts appear among the proposals, as they make them. Set this to false if
    you want to measure how far analysts agree."""


@dataclass(frozen=True, slots=True)
class Library:
    """The library: all articles of a folder or file together."""

    opens: Annotated[Literal["library", "article", "ledger"], Variable("READER_OPENS")] = "library"
    """What a folder or file with several articles opens with: the list of them (`library`), the article that was
    read last (`article`), or the ledger of their commitments (`ledger`)."""
    index: Annotated[Literal["off", "text", "engine"], Variable("READER_INDEX")] = "engine"
    """What the reader puts into the index of a library while you read: nothing (`off`), the texts and the work of
    analysts (`text`), or also what the engine proposes for every article (`engine`), which takes a while the first
    time. `reader index` does all of it."""


@dataclass(frozen=True, slots=True)
class Config:
    """All the settings that config.toml may contain."""

    display: Display = field(default_factory=Display)
    panel: Panel = field(default_factory=Panel)
    annotate: Annotate = field(default_factory=Annotate)
    llm: Llm = field(default_factory=Llm)
    tagging: Tagging = field(default_factory=Tagging)
    analyst: Analyst = field(default_factory=Analyst)
    reading: Reading = field(default_factory=Reading)
    library: Library = field(default_factory=Library)
    feeds: Feeds = ()
    """The feeds from which `reader pull` adds new articles: a name of your own, then the address of an RSS or Atom feed
    ([library.md](library.md)). The name may have letters, digits, `-` and `_` (in TOML, an Arabic one stands in
    quotation marks); the articles are kept in a file of that name. Nothing is fetched before you run that command."""
    keys: Keys = ()
    """Your own keys, on every screen: the name of an action, then a key or a list of keys. They replace the action's
    default keys. An empty list leaves the action without a key; it stays in the palette."""

    def keys_for(self, action: str) -> tuple[str, ...] | None:
        """The keys that the user gave an action, or None if the user gave it none."""
        return dict(self.keys).get(action)
