"""Counts the keys for each finished annotation on the sample article: python -m benchmarks.keystrokes

The task is to annotate the entities that the engine proposes there, which count as right, from top to bottom. Three
ways are counted. In two, keys are really pressed in the reader: deciding on its proposals, and, without proposals,
tagging all occurrences of a name at once. The third is SLATE in token mode, by its documented keys: arrows from token
to token, with a count before them where that is shorter, one key for each further token, then space and a letter.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from textual.pilot import Pilot

from reader.annotate.pipeline import annotate
from reader.arabic.words import words
from reader.labels import default_labels
from reader.load import Loaded, find_sources, load_each
from reader.model import Annotation
from reader.paths import bundled
from reader.settings.definitions import Annotate, Config
from reader.settings.themes import load_themes
from reader.store.workspace import Workspace
from reader.ui.app import ReaderApp
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.terminal.detecting import Terminal


def main() -> None:
    """Print the table."""
    loaded = next(
        found for found in load_each(next(find_sources([str(bundled("seeds"))]))) if isinstance(found, Loaded)
    )
    entities = [each for each in annotate(loaded.article).annotations if not each.roles and each.label != "quantity"]
    entities = [each for each in entities if not default_labels().named(each.label).is_commitment]
    print(f"{len(entities)} entities in {sum(1 for _ in words(loaded.article.text))} words\n")
    decided = asyncio.run(press_for_real(loaded, entities, proposals=entities))
    alone = asyncio.run(press_for_real(loaded, entities, proposals=()))
    slate = count_slate(loaded.article.text, entities)
    for name, keys in (
        ("reader, deciding on its proposals", decided),
        ("reader, without proposals", alone),
        ("SLATE, by its documented keys", slate),
    ):
        print(f"{name:36}{keys:6} keys{keys / len(entities):8.2f} per annotation")


async def press_for_real(loaded: Loaded, entities: Sequence[Annotation], *, proposals: Sequence[Annotation]) -> int:
    """Do the task in the application; returns the number of keys it took."""
    labels, themes = default_labels(), load_themes().themes
    with tempfile.TemporaryDirectory() as folder:
        app = ReaderApp(
            [Loaded(loaded.article, tuple(proposals))],
            config=Config(annotate=Annotate(on_open=False)),
            themes=themes,
            labels=labels,
            terminal=Terminal("benchmark", "plain", "keep", ()),
            theme=themes["dark"],
            workspace=lambda: Workspace.open(Path(folder) / "reader.db", who="benchmark"),
        )
        async with app.run_test(size=(140, 45)) as pilot:
            while _screen(pilot).work is None:
                await pilot.pause(0.01)
            keys: list[str] = []
            for entity in entities:
                if not proposals and _is_tagged(pilot, entity):
                    continue
                wanted = _keys_for(pilot, entity, with_proposals=bool(proposals))
                if not proposals and _recurs(loaded.article.text, entity, entities):
                    wanted += [";", "enter"]
                for key in wanted:
                    await pilot.press(key)
                    await pilot.pause(0.15 if key in (";", "enter") else None)
                keys += wanted
            work = _screen(pilot).work
            done = {(each.span, each.label) for each in (work.decided if work else ())}
            missing = [each for each in entities if (each.span, each.label) not in done]
            if missing:
                print(f"  ({len(missing)} of them became another annotation)")
            return len(keys)


def _screen(pilot: Pilot[None]) -> ReadingScreen:
    screen = pilot.app.screen
    if not isinstance(screen, ReadingScreen):
        raise TypeError("the reading screen is not on top")
    return screen


def _is_tagged(pilot: Pilot[None], entity: Annotation) -> bool:
    return any(each.span == entity.span and each.label == entity.label for each in _screen(pilot).session.overlay)


def _recurs(text: str, entity: Annotation, entities: Sequence[Annotation]) -> bool:
    return sum(each.span.of(text) == entity.span.of(text) for each in entities) > 1


def _keys_for(pilot: Pilot[None], entity: Annotation, *, with_proposals: bool) -> list[str]:
    """The keys that make one annotation, from where the caret is."""
    session = _screen(pilot).session
    if with_proposals:
        # At the beginning, the caret may not be on a proposal yet.
        return ["a"] if session.current is not None else ["n", "a"]
    text = session.text
    steps = sum(
        1
        for word in words(text, session.caret, entity.span.end)
        if session.caret < word.span.start <= entity.span.start
    )
    first = next((word for word in words(text) if word.span.start <= entity.span.start < word.span.end), None)
    moves = _counted("w", steps)
    further = sum(1 for _ in words(text, entity.span.start, entity.span.end)) - 1
    label = default_labels().named(entity.label).key
    tagged = [*_counted("", further + 1), label] if further else [label]
    begins_inside = first is not None and first.span.start < entity.span.start
    return [*moves, *tagged, *(["\\"] if begins_inside else [])]


def _counted(key: str, times: int) -> list[str]:
    """The keys that press a key `times` times, with a count where that is shorter."""
    if not key:
        return ["0", str(min(times, 9))]
    keys: list[str] = []
    while times > 3:
        step = min(times, 9)
        keys += ["0", str(step), key]
        times -= step
    return [*keys, *([key] * times)]


def count_slate(text: str, entities: Sequence[Annotation]) -> int:
    """The number of keys in SLATE; its tokens are separated by white space, so proclitics cannot be left out there."""
    starts = [len(text[:at].split()) for at in (entity.span.start for entity in entities)]
    keys, here = 0, 0
    for entity, token in zip(entities, starts, strict=True):
        distance = abs(token - here)
        keys += min(distance, len(str(distance)) + 1)
        keys += len(entity.span.of(text).split()) - 1 + 2
        here = token
    return keys


if __name__ == "__main__":
    main()
