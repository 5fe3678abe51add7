"""The folders and files of a library are watched, and nothing else beside them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.library.index.library_watch import LibraryWatch

_LONGEST = 20.0


@contextmanager
def watching(path: Path) -> Iterator[threading.Event]:
    changed = threading.Event()
    watch = LibraryWatch([str(path)], changed.set)
    # The system needs a moment before it reports anything.
    time.sleep(0.5)
    try:
        yield changed
    finally:
        watch.close()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    # Hidden is only what is hidden inside it.
    folder = tmp_path / ".kept" / "news"
    (folder / "inner").mkdir(parents=True)
    (folder / "old.txt").write_text("خبر", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "change",
    [
        lambda news: (news / "new.txt").write_text("خبر", encoding="utf-8"),
        lambda news: (news / "inner" / "new.jsonl").write_text("{}", encoding="utf-8"),
        lambda news: (news / "old.txt").write_text("خبر آخر", encoding="utf-8"),
        lambda news: (news / "old.txt").unlink(),
        lambda news: (news / "inner").rename(news / "other"),
    ],
    ids=["new", "new inside", "changed", "removed", "renamed folder"],
)
def test_a_change_in_a_folder_is_noticed(news: Path, change: Callable[[Path], object]) -> None:
    with watching(news) as changed:
        change(news)
        assert changed.wait(_LONGEST)


def test_what_the_reader_itself_writes_is_not(news: Path) -> None:
    (news / ".reader").mkdir()
    with watching(news) as changed:
        for _ in range(3):
            (news / ".reader" / "index.db").write_bytes(b"1")
            (news / ".reader" / "index.db-wal").write_bytes(b"1")
            (news / ".reader" / "index.db-wal").unlink()
        assert not changed.wait(3)


def test_of_a_named_file_only_that_is_watched(news: Path) -> None:
    with watching(news / "old.txt") as changed:
        (news / "new.txt").write_text("خبر", encoding="utf-8")
        assert not changed.wait(2)
        # Many programs write a copy, and put it in the place of the file.
        (news / "copy").write_text("خبر آخر", encoding="utf-8")
        (news / "copy").rename(news / "old.txt")
        assert changed.wait(_LONGEST)
