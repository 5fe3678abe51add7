"""What every foreign format gives and takes: articles with the annotations of a layer, written as files and read again.

Each format is a module of this package with `write` and `read`, and a line in FORMATS.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from reader.errors import ReaderError
from reader.labels import LabelSet
from reader.model import Annotation, Article
from reader.wording import say, sayable


@dataclass(frozen=True, slots=True)
class ArticleMarks:
    """What an analyst said of an article as a whole."""

    state: str = ""
    """How far the reading has come: "read", "in progress" or "done"; empty where it has not begun."""
    tags: tuple[str, ...] = ()
    note: str = ""
    bookmarks: tuple[tuple[int, str], ...] = ()
    """Offsets in code points, each with a name that may be empty."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An article with the annotations of one layer; rows of one article follow one another."""

    article: Article
    annotations: tuple[Annotation, ...]
    """The accepted ones; for a format that `holds_decisions`, all of them."""
    layer: str = ""
    """The analyst whose annotations they are."""
    name: str = ""
    """A name for the article's own file, without an ending: unique in one export, and safe as a file name."""
    marks: ArticleMarks = field(default_factory=ArticleMarks)
    with_text: bool = True
    """Whether the article's text is to be written; false only for a format whose text `is_text_optional`."""


@dataclass(frozen=True, slots=True)
class WrittenPiece:
    """A stretch of a file that is written; pieces of one file follow one another."""

    content: str | bytes
    name: str = ""
    """The file's path below the folder that is written; empty where the format is a single file."""


@dataclass(slots=True)
class Losses:
    """Counts what a format cannot hold."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, count: int = 1) -> None:
        """Count what is left out or changed; `what` is a `sayable` plural such as "overlapping annotations"."""
        self.counts[what] += count

    def describe(self, form: str) -> str:
        """A sentence for the user; empty where nothing was lost."""
        if not (lost := +self.counts):
            return ""
        parts = say(", ").join(say("{number} {what}", number=count, what=say(what)) for what, count in lost.items())
        return say("{format} cannot hold everything; left out or changed: {parts}.", format=form, parts=parts)


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that a span covers, with what stands around them (W3C's TextQuoteSelector)."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """Annotations that a file brings, and what tells to which article they belong."""

    annotations: tuple[Annotation, ...]
    """Their spans count code points in `text`, or where that is empty in the text that the other program had."""
    text: str = ""
    """The text that the file holds; empty where it holds none."""
    id: str = ""
    """The SHA-256 of the text, where the file names it."""
    title: str = ""
    source: str = ""
    """A path, an address or a name of a file."""
    quotes: tuple[tuple[Quote, tuple[tuple[str, Quote], ...]], ...] = ()
    """For each annotation the quote of its span, and those of its roles by name; needed where there is no text."""
    warnings: tuple[str, ...] = ()
    """A sentence on everything that was left out or changed."""
    layer: str = ""
    """The layer that the file names; empty where it names none."""
    marks: ArticleMarks = field(default_factory=ArticleMarks)


class ForeignModule(Protocol):
    """What a module of a format has."""

    def write(self, rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
        """The files of a format."""
        ...

    def read(self, path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
        """What a file or folder of the format holds; raises LoadError where it is of another format."""
        ...


@dataclass(frozen=True, slots=True)
class ForeignFormat:
    """A format by its name on the command line."""

    name: str
    description: str
    """A `sayable` line for `--help`."""
    module: str
    """The module below `reader.exchange`."""
    is_folder: bool = False
    """Whether an export is a folder of files."""
    is_binary: bool = False
    holds_layers: bool = False
    """Whether it holds several layers, and marks on articles."""
    holds_decisions: bool = False
    """Whether it keeps rejected and open annotations apart from the accepted ones."""
    is_text_optional: bool = False
    """Whether the text of articles can be left out, since quotes or sums tell where annotations belong."""
    extra: str = ""
    """The extra that has to be installed for it, which has the name of the package that it brings."""

    def load(self) -> ForeignModule:
        """The module, imported when it is needed; ReaderError where what it needs is not installed."""
        if self.extra and find_spec(self.extra) is None:
            raise ReaderError(
                say(
                    "The format {format} needs {extra}, which is not installed: pip install 'arabic-reader[{extra}]'",
                    format=self.name,
                    extra=self.extra,
                )
            )
        return cast(ForeignModule, import_module(f"reader.exchange.{self.module}"))


_ALL = (
    ForeignFormat(
        "native",
        sayable("everything, as JSON Lines with a published schema"),
        "native",
        holds_layers=True,
        holds_decisions=True,
        is_text_optional=True,
    ),
    ForeignFormat(
        "jsonl", sayable("JSON Lines, as `reader annotate` writes them"), "jsonl_rows", is_text_optional=True
    ),
    ForeignFormat("brat", sayable("brat's stand-off files"), "brat", is_folder=True),
    ForeignFormat("conll", sayable("CoNLL's columns of words and IOB2 tags"), "conll"),
    ForeignFormat("doccano", sayable("doccano's JSON Lines"), "doccano"),
    ForeignFormat("label-studio", sayable("Label Studio's JSON"), "label_studio", is_folder=True, holds_decisions=True),
    ForeignFormat("prodigy", sayable("Prodigy's JSON Lines"), "prodigy", holds_decisions=True),
    ForeignFormat("w3c", sayable("W3C Web Annotations, as JSON-LD"), "web_annotations"),
    ForeignFormat("cas-xmi", sayable("UIMA CAS as XMI, with its type system (INCEpTION)"), "cas_xmi", is_folder=True),
    ForeignFormat("cas-json", sayable("UIMA CAS as JSON (INCEpTION)"), "cas_json", is_folder=True),
    ForeignFormat("spacy", sayable("spaCy's DocBin"), "spacy_docs", is_binary=True, extra="spacy"),
    ForeignFormat("tei", sayable("TEI with stand-off annotations"), "tei", is_folder=True),
    ForeignFormat("csv", sayable("a table of all annotations"), "csv_rows", holds_layers=True, holds_decisions=True),
    ForeignFormat(
        "xlsx",
        sayable("a workbook of all annotations"),
        "xlsx_rows",
        is_binary=True,
        holds_layers=True,
        holds_decisions=True,
    ),
)
FORMATS: Mapping[str, ForeignFormat] = {each.name: each for each in _ALL}
"""Every format by its name."""
