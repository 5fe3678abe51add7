"""A monkey at the keyboard: strokes drawn from a seed, on every screen, until something breaks.

PYTHONPATH=tests python -m ui.monkey 10000 [SEED]   plays so many strokes, says how it goes, and prints what to replay
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from on_screen import build_adjudication, build_reader
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key

from reader.annotate.pipeline import EngineOutcome
from reader.annotate.process import background
from reader.comparing.settlement import Settlement
from reader.journal import tagging
from reader.labels import default_labels
from reader.load import load_all
from reader.model import Annotation, Span
from reader.settings.definitions import Annotate, Config
from reader.store.workspace import Workspace
from reader.ui.actions import actions_with
from reader.ui.adjudicating.adjudicating_app import AdjudicatingApp
from reader.ui.app import ReaderApp
from reader.ui.keys import key_names
from reader.ui.keys_in_order import KeysInOrder

LIFE = 400
"""Strokes until the reader is closed and opened again, with other articles."""
_REMEMBERED = 60
"""Strokes that are printed when something breaks."""
_LONGEST = 60.0
"""Seconds after which an answer has not come."""

SHORT = "موسكو تتعهد بوقف القصف\n\nقال سيرغي لافروف في موسكو إن الأمر تم. ووصل إلى Geneva أمس.\n"
TEXTS = {
    "short.txt": SHORT,
    "letter.txt": "م",
    "signs.txt": "«—»",
    "long.txt": "\n\n".join(f"{at}. {SHORT.strip()} (المادة {at})" for at in range(120)),
    "marks.txt": "قَالَ الرَّئِيسُ: «لَنْ نَقْبَلَ» — \u200fC++\u200f 👨‍👩‍👧 ﷺ\t\x07 e\u0301",
}

_NAVIGATION = (
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "escape", "tab", "shift+tab",
    "backspace", "delete", "insert", "ctrl+home", "ctrl+end", "ctrl+up", "ctrl+down", "ctrl+left", "ctrl+right",
    "shift+left", "shift+right", "shift+up", "shift+down", "ctrl+shift+left", "ctrl+shift+right", "shift+f3",
    "ctrl+s", "ctrl+j", "ctrl+u", "ctrl+k", "ctrl+w", "ctrl+a", "ctrl+v", "alt+left", "alt+shift+right", "f11",
)  # fmt: skip
_LETTERS = "abcdefghijklmnoprstuvwxyz0123456789 .,;:!?/\\|%+-_=[](){}<>#@'\"ABCUR ابتثجحخدذرزسشصطظعغفقكلمنهويءآأؤإئةىـًٌٍَُِّْ٠١٢٣٤٥٦٧٨٩؟؛،"
_PASTES = ("", "لافروف", "a\nb\r\nc", "\x1b[31m\x07[b]", "‮x‬", "ق" * 3_000, "2024 [/x] {0} %s")
_QUIT = frozenset(key_names("q")) | frozenset(key_names("ctrl+q"))


@dataclass(frozen=True, slots=True)
class Stroke:
    """Something the monkey does: a key, keys at once, a click, a drag, a turn of the wheel, a paste, a new size."""

    kind: str
    value: Any


def _commands() -> tuple[str, ...]:
    """Every key that means something on some screen, in every layout."""
    keys = {name for action in actions_with(default_labels()) for key in action.keys for name in key_names(key)}
    return tuple(sorted(keys - _QUIT))


def strokes(seed: int) -> Iterator[Stroke]:
    """What the monkey does, without end; the same for the same seed."""
    chance = random.Random(seed)
    commands = _commands()

    def key() -> str:
        kind = chance.random()
        if kind < 0.003:
            return chance.choice(sorted(_QUIT))
        return chance.choice(commands if kind < 0.5 else _NAVIGATION if kind < 0.8 else _LETTERS)

    def place() -> tuple[int, int]:
        return chance.randrange(0, 170), chance.randrange(0, 50)

    while True:
        kind = chance.random()
        if kind < 0.80:
            yield Stroke("key", key())
        elif kind < 0.87:
            yield Stroke("keys", tuple(key() for _ in range(chance.randint(2, 8))))
        elif kind < 0.92:
            yield Stroke("click", (*place(), chance.choice((1, 1, 1, 2, 3)), chance.choice((1, 1, 2, 3))))
        elif kind < 0.94:
            yield Stroke("drag", (*place(), *place()))
        elif kind < 0.96:
            yield Stroke("wheel", (*place(), chance.choice((-1, 1))))
        elif kind < 0.98:
            yield Stroke("paste", chance.choice(_PASTES))
        else:
            yield Stroke("size", (chance.choice((1, 20, 60, 76, 80, 120, 140, 200)), chance.choice((1, 4, 10, 24, 50))))


class QuickEngine:
    """Proposes something at once, in the place of a process that takes seconds to come up."""

    def __init__(self, **_: object) -> None: ...

    async def annotate(
        self, article: Any, *, names: Sequence[str] | None = None, learnt: object = None
    ) -> AsyncGenerator[EngineOutcome, None]:
        yield EngineOutcome((), done=0.5, finished=False)
        words = min(5, len(article.text))
        yield EngineOutcome(
            (Annotation(Span(0, words), "place", source="names", score=0.5, rule="list"),) if words else ()
        )

    async def explain(self, article: Any, offset: int, **_: object) -> None:
        return None

    async def close(self) -> None: ...


def _reading(folder: Path, names: Sequence[str], *, on_open: bool = False, keeps: bool = True) -> ReaderApp:
    outcomes = []
    for name in names:
        path = folder / name
        path.write_text(TEXTS[name], encoding="utf-8")
        outcomes += load_all([str(path)])[0]
    return build_reader(
        *outcomes, config=Config(annotate=Annotate(on_open=on_open)), database=folder / "reader.db" if keeps else None
    )


def _adjudicating(folder: Path, *, differing: bool) -> AdjudicatingApp:
    (folder / "short.txt").write_text(SHORT, encoding="utf-8")
    article = load_all([str(folder / "short.txt")])[0][0].article
    workspace = Workspace.open(folder / "adjudicated.db", who="ليلى")
    workspace.remember(article)
    for layer, label in (("هدى", "place"), ("خالد", "org" if differing else "place")):
        authorship = workspace.authorship(article.id, layer)
        for span in (Span(0, 5), Span(6, 11), Span(24, 27)):
            workspace.apply(tagging.add(authorship, Annotation(span, label)))

    def settle() -> Settlement:
        return Settlement(workspace, article, ["هدى", "خالد"], result="adjudicated", labels=default_labels())

    return build_adjudication([settle] * 2, ["هدى", "خالد"])


LIVES: tuple[Callable[[Path], KeysInOrder], ...] = (
    partial(_reading, names=("short.txt", "signs.txt", "long.txt"), on_open=True),
    partial(_reading, names=("letter.txt",)),
    partial(_reading, names=("long.txt", "marks.txt")),
    partial(_adjudicating, differing=True),
    partial(_reading, names=("signs.txt",)),
    partial(_reading, names=("short.txt",), keeps=False),
    partial(_reading, names=("marks.txt", "short.txt"), on_open=True),
    partial(_adjudicating, differing=False),
)
"""What is open, from one life to the next; some have one row in a list, some none."""


async def play(many: int, seed: int, folder: Path, *, tell: Callable[[str], None] = lambda _: None) -> int:
    """Make so many strokes, and say how many were answered; AssertionError says what broke, and after which of them."""
    coming = strokes(seed)
    latest: deque[Stroke] = deque(maxlen=_REMEMBERED)
    made, life = 0, 0
    background.BackgroundEngine, engine = QuickEngine, background.BackgroundEngine
    try:
        while made < many:
            place = folder / str(life % len(LIVES))
            place.mkdir(exist_ok=True)
            app = LIVES[life % len(LIVES)](place)
            latest.clear()
            life += 1
            async with app.run_test(size=(120, 30), notifications=True, tooltips=True):
                for _ in range(min(LIFE, many - made)):
                    stroke = next(coming)
                    latest.append(stroke)
                    made += 1
                    await make(app, stroke)
                    if app._exit or app._exception is not None:
                        break
            tell(f"{made:,} strokes, {life} lives")
    except Exception as error:
        told = "\n".join(f"    {stroke!r}," for stroke in latest)
        raise AssertionError(
            f"Broke at stroke {made} of seed {seed}, in life {life - 1}: {error!r}\nReplay the last ones:\n[\n{told}\n]"
        ) from error
    finally:
        background.BackgroundEngine = engine
    return made


async def make(app: KeysInOrder, stroke: Stroke) -> None:
    """Make a stroke and let everything it begins come to its end."""
    for event in _events(app, stroke):
        app.post_message(event)
    end = monotonic() + _LONGEST
    while not app._exit and app._exception is None:
        await asyncio.sleep(0)
        if app.has_handed_on_everything():
            return
        if monotonic() > end:
            raise TimeoutError(f"{stroke} is not answered.")


def _events(app: KeysInOrder, stroke: Stroke) -> Iterator[events.Event]:
    match stroke.kind, stroke.value:
        case "key", key:
            yield _key(key)
        case "keys", keys:
            yield from map(_key, keys)
        case "click", (x, y, button, times):
            for _ in range(times):
                yield _mouse(events.MouseDown, x, y, button)
                yield _mouse(events.MouseUp, x, y, button)
        case "drag", (x, y, to_x, to_y):
            yield _mouse(events.MouseDown, x, y, 1)
            yield _mouse(events.MouseMove, to_x, to_y, 1)
            yield _mouse(events.MouseUp, to_x, to_y, 1)
        case "wheel", (x, y, direction):
            yield _mouse(events.MouseScrollDown if direction > 0 else events.MouseScrollUp, x, y, 0)
        case "paste", text:
            yield events.Paste(text)
        case "size", (columns, rows):
            size = Size(columns, rows)
            if isinstance(app._driver, HeadlessDriver):
                app._driver._size = (columns, rows)
            yield events.Resize(size, size)


def _key(key: str) -> events.Key:
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    return events.Key(key, {"enter": "\r", "tab": "\t", "space": " "}.get(key))


def _mouse(kind: type[events.MouseEvent], x: int, y: int, button: int) -> events.MouseEvent:
    return kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chosen = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 32)
    print(f"seed {chosen}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        asyncio.run(play(count, chosen, Path(scratch), tell=partial(print, flush=True)))
