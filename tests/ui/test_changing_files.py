"""A file that changes on disk while it is open is reported, and a key reads it again with its annotations."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from on_screen import start, status, toasts
from textual.pilot import Pilot
from waiting import until

from reader.load import load_all
from reader.ui.app import ReaderApp
from reader.ui.reloading import find_again, reload

TEXT = "موسكو تتعهد بوقف القصف.\n\nقال لافروف في حلب إن الأمر تم.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def has_reported(pilot: Pilot[None], words: str) -> bool:
    return words in " ".join(toasts(pilot))


def reader_on(file: Path) -> AbstractAsyncContextManager[Pilot[None]]:
    return start(*load_all([str(file)])[0], database=file.parent / "reader.db", notifications=True)


def running(pilot: Pilot[None]) -> ReaderApp:
    assert isinstance(pilot.app, ReaderApp)
    return pilot.app


async def look(pilot: Pilot[None]) -> None:
    """Look at once, not when the timer comes."""
    pilot.app.files.look()
    await until(pilot, lambda: not any(each.group == "files" for each in pilot.app.workers))
    await pilot.pause()


async def test_a_changed_file_is_reported_and_read_again_with_what_was_tagged(file: Path) -> None:
    async with reader_on(file) as pilot:
        app = running(pilot)
        app.reading.session.move_to(TEXT.index("لافروف"))
        await pilot.press("1")
        await look(pilot)
        assert not app.files.has_changed
        file.write_text(f"عاجل: خبر جديد من جنيف.\n\n{TEXT}", encoding="utf-8")
        await look(pilot)
        assert has_reported(pilot, "has changed on disk; R/◌ٌ reads it again.")
        await pilot.pause()
        assert "changed on disk" in status(pilot)
        await pilot.press("R")
        await until(pilot, lambda: has_reported(pilot, "has been read again"))
        assert not has_reported(pilot, "has changed on disk"), "a change that was read is no longer reported"
        session = app.reading.session
        assert session.text.startswith("عاجل")
        assert session.text[session.caret :].startswith("لافروف")
        assert [(a.span.of(session.text), a.label, a.decision.value) for a in session.overlay] == [
            ("لافروف", "person", "accepted")
        ]
        assert not app.files.has_changed
        await look(pilot)
        assert not app.files.has_changed


@pytest.mark.parametrize("how", ["written", "replaced"])
async def test_a_file_of_the_same_size_is_noticed_too(file: Path, how: str) -> None:
    async with reader_on(file) as pilot:
        app = running(pilot)
        changed = TEXT.replace("حلب", "حمص")
        if how == "written":
            file.write_text(changed, encoding="utf-8")
            os.utime(file, ns=(1, 1))
        else:
            beside = file.with_suffix(".new")
            beside.write_text(changed, encoding="utf-8")
            beside.replace(file)
        await look(pilot)
        assert app.files.has_changed


async def test_a_deleted_file_is_told_and_nothing_is_lost(file: Path) -> None:
    async with reader_on(file) as pilot:
        app = running(pilot)
        await pilot.press("2")
        file.unlink()
        await look(pilot)
        assert has_reported(pilot, "is gone from the disk; its text stays open.")
        await pilot.press("R")
        await until(pilot, lambda: has_reported(pilot, "a.txt: "))
        assert app.reading.session.text == TEXT
        assert len(app.reading.session.overlay) == 1
        file.write_text(TEXT, encoding="utf-8")
        await pilot.press("R")
        await until(pilot, lambda: has_reported(pilot, "has not changed in"))


async def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(file: Path) -> None:
    async with reader_on(file) as pilot:
        app = running(pilot)
        file.unlink()
        os.mkfifo(file)
        await pilot.press("R")
        await until(pilot, lambda: has_reported(pilot, "is not a file that can be read again"))
        await until(pilot, app.is_at_rest)
        assert app.reading.session.text == TEXT


async def test_a_file_that_could_not_be_read_again_counts_as_changed_until_it_is_put_back(file: Path) -> None:
    async with reader_on(file) as pilot:
        app = running(pilot)
        aside = file.with_suffix(".aside")
        file.rename(aside)
        await look(pilot)
        for _ in range(2):
            await pilot.press("R")
            await until(pilot, lambda: has_reported(pilot, "a.txt: "))
            await until(pilot, app.is_at_rest)
        assert app.files.has_changed
        assert len(app.files.problems) == 1
        assert app.load_errors == [], "what did not open is what the program ends with; the text is still open"
        aside.rename(file)
        await look(pilot)
        assert not app.files.has_changed
        file.write_text(TEXT + "زيادة", encoding="utf-8")
        await pilot.press("R")
        await until(pilot, lambda: has_reported(pilot, "has been read again"))
        assert app.files.problems == ()


async def test_a_change_is_told_once_until_there_is_another(file: Path) -> None:
    async with reader_on(file) as pilot:
        app = running(pilot)
        file.write_text(TEXT + "زيادة", encoding="utf-8")
        for _ in range(3):
            await look(pilot)
        assert sum("has changed on disk" in each for each in toasts(pilot)) == 1
        app.clear_notifications()
        file.write_text(TEXT + "زيادة أخرى", encoding="utf-8")
        await look(pilot)
        assert has_reported(pilot, "has changed on disk")


async def test_rows_of_a_file_keep_their_places_and_new_ones_join(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"

    def write(**rows: str) -> None:
        file.write_text("".join(json.dumps({"doc": doc, "text": text}) + "\n" for doc, text in rows.items()))

    write(a="موسكو اليوم.", b="قال لافروف.")
    async with reader_on(file) as pilot:
        app = running(pilot)
        await pilot.press("]")
        await until(pilot, lambda: app.reading.work is not None)
        write(c="خبر جديد.", b="ثم قال لافروف.", a="موسكو اليوم.")
        await pilot.press("R")
        await until(pilot, lambda: has_reported(pilot, "has been read again"))
        assert [each.article.text for each in app.articles] == ["موسكو اليوم.", "ثم قال لافروف.", "خبر جديد."]
        assert app.reading.session.text == "ثم قال لافروف."


@pytest.mark.timeout(20)
def test_rows_are_paired_by_text_and_then_by_place_however_many_there_are(tmp_path: Path) -> None:
    file, many = tmp_path / "news.jsonl", 5_000

    def write(texts: Iterable[tuple[int, str]]) -> None:
        file.write_text("".join(json.dumps({"doc": f"d{at}", "text": text}) + "\n" for at, text in texts))

    write((at, f"خبر {at}") for at in range(many))
    articles = load_all([str(file)])[0]
    write((at, f"خبر {at}" if at % 2 else f"خبر {at} جديد") for at in reversed(range(many)))
    found = reload(articles, 0)
    assert sorted((at, now.article.text) for at, now in found.replaced) == [
        (at, f"خبر {at} جديد") for at in range(0, many, 2)
    ]
    assert found.added == ()


def test_a_text_that_a_row_of_another_file_names_stays_that_row(tmp_path: Path) -> None:
    text, rows = tmp_path / "one.txt", tmp_path / "rows.jsonl"
    text.write_text(TEXT, encoding="utf-8")
    entity = {"start": 0, "end": 5, "label": "place"}
    rows.write_text(json.dumps({"doc": "one.txt", "entities": [entity]}) + "\n", encoding="utf-8")
    articles = load_all([str(rows)])[0]
    assert len(articles[0].annotations) == 1
    assert reload(articles, 0).replaced == ()
    text.write_text(f"{TEXT}زيادة.", encoding="utf-8")
    ((at, now),) = reload(articles, 0).replaced
    assert (at, now.place) == (0, articles[0].place)


def test_the_caret_stays_at_its_words() -> None:
    before = "واحد اثنان ثلاثة أربعة خمسة"
    after = "صفر واحد اثنان أربعة خمسة ستة"
    assert after[find_again(before, after, before.index("أربعة")) :].startswith("أربعة")
    assert find_again(before, "", 10) == 0
    assert find_again(before, before, 7) == 7
