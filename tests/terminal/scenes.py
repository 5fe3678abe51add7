"""Says what each picture in docs/ shows: which articles, in a window of what size, after which keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Articles = Literal["sample", "library", "team", "feed"]
"""The sample article; several articles of our own in an index with the engine's proposals; two of them, on which two
analysts have worked; what was pulled from a feed."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What one window shows."""

    columns: int
    rows: int
    keys: Sequence[str] = ()
    """What is pressed, by xdotool's names, each once the screen stands still; keys in one piece are typed ahead."""
    theme: str = ""
    """The name of a theme; empty for the one that the reader chooses."""
    language: str = "en"
    articles: Articles = "sample"
    command: str = ""
    """The command of the reader, with `news` for the folder of the articles; empty to open the folder."""
    script: str = ""
    """Shell commands that are shown with what they print, instead of the reader."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture of one or more windows."""

    name: str
    """Its path in docs/, without the suffix."""
    scenes: Sequence[Scene]
    across: int = 1
    percent: int = 100
    """The size of a window in the picture, in percent of its size on the screen."""
    has_text: bool = False
    """Whether the text of the screen is kept beside the picture, to notice when the screen has changed."""


_NAMES = {":": "colon", "|": "bar", " ": "space"}


def _spell(text: str) -> str:
    """The keys that type a text. A field is left in the same piece, since its cursor blinks."""
    return " ".join(_NAMES.get(character, character) for character in text)


PROMISES = "type:pledge | type:demand | type:refusal"
WITHOUT_MESSAGES = ""
"""In the place of a key: waits until no message is shown any more."""

IN_THE_LIST = ("Down", "space", "space", "d", "d", "asterisk", "asterisk", "Down", "d", "p", "n")
"""Two articles are done, one is in progress, and the current one is unread."""
IN_THE_FACETS = (*IN_THE_LIST, "f", *["Down"] * 6, "space")
IN_THE_LEDGER = ("dollar", "End", "Up", "a", "Down", "n", "n", "n")
IN_THE_EVIDENCE = (*IN_THE_LEDGER, "e", "3")
IN_THE_ENTITIES = ("at", "Down")
IN_AN_ENTITY = (*IN_THE_ENTITIES, "Home", "Return", "n")
IN_THE_SEARCH = (f"ampersand {_spell(PROMISES)} Return", "Down", "Down")
IN_THE_TEXT = ("F6", "Down", "Down", "Return")
"""To a commitment in the body, with its card beside it."""
WITH_A_ROLE_OPEN = (*IN_THE_TEXT, "r")
OUT_AND_BACK = """\
reader export news/ --layer huda --format native -o out.jsonl
reader import out.jsonl news/ --as copy
reader import --undo copy news/"""
AT_ALL_MENTIONS = ("n", "n", "semicolon")


def list_sheets(themes: Sequence[str]) -> Iterator[Sheet]:
    """All the pictures."""
    yield Sheet("screenshot", [Scene(120, 36, IN_THE_TEXT)])
    for theme in themes:
        yield Sheet(f"pictures/80x24-{theme}", [Scene(80, 24, IN_THE_TEXT, theme)])
    yield Sheet("pictures/arabic", [Scene(120, 30, IN_THE_TEXT, language="ar")])
    yield Sheet("pictures/arabic-help", [Scene(120, 30, (*IN_THE_TEXT, "F1"), "light", language="ar")])
    yield _of_the_library("list", 24, (*IN_THE_LIST, WITHOUT_MESSAGES))
    yield _of_the_library("facets", 24, IN_THE_FACETS)
    yield _of_the_library("ledger", 30, IN_THE_LEDGER)
    yield _of_the_library("evidence", 30, IN_THE_EVIDENCE)
    yield _of_the_library("entities", 24, IN_THE_ENTITIES)
    yield _of_the_library("entity", 30, IN_AN_ENTITY)
    yield _of_the_library("timeline", 24, ("P",))
    yield _of_the_library("search", 24, IN_THE_SEARCH)
    yield Sheet("pictures/120x40", [Scene(120, 40, IN_THE_TEXT, theme) for theme in themes], across=2, percent=40)
    yield Sheet("pictures/200x50", [Scene(200, 50, IN_THE_TEXT, theme) for theme in themes], across=2, percent=28)
    for name, scene in GUIDE.items():
        yield Sheet(f"guide/pictures/{name}", [scene], has_text=True)


def _of_the_library(name: str, rows: int, keys: Sequence[str]) -> Sheet:
    return Sheet(f"pictures/{name}", [Scene(120, rows, keys, articles="library")])


GUIDE = {
    "first-article": Scene(100, 28, ("n",), "light"),
    "help": Scene(100, 28, ("question",), "light"),
    "review": Scene(100, 28, ("F2", "a", "a", "BackSpace"), "light"),
    "commitment": Scene(100, 28, ("w", "c"), "light"),
    "roles": Scene(100, 28, WITH_A_ROLE_OPEN, "light"),
    "mentions": Scene(100, 28, AT_ALL_MENTIONS, "light"),
    "adjudicate": Scene(100, 22, ("n",), "light", articles="team", command="adjudicate news"),
    "agree": Scene(100, 19, (), "light", articles="team", script="reader agree news/"),
    "search": Scene(100, 24, IN_THE_SEARCH, "light", articles="library"),
    "saved": Scene(100, 24, (*IN_THE_SEARCH, "l"), "light", articles="library"),
    "ledger": Scene(120, 24, (*IN_THE_LEDGER, "1", WITHOUT_MESSAGES), "light", articles="library"),
    "evidence": Scene(120, 24, IN_THE_EVIDENCE, "light", articles="library"),
    "entity": Scene(100, 28, IN_AN_ENTITY, "light", articles="library"),
    "timeline": Scene(100, 22, ("P",), "light", articles="library"),
    "arabic": Scene(100, 28, ("n",), "light", language="ar"),
    "arabic-ledger": Scene(120, 22, ("dollar", "Down"), "light", language="ar", articles="library"),
    "export": Scene(100, 10, (), "light", articles="team", script=OUT_AND_BACK),
    "feed": Scene(100, 14, (), "light", articles="feed"),
    "why": Scene(100, 28, (*IN_THE_TEXT, "numbersign"), "light"),
}
"""The pictures of docs/guide/, by name."""
