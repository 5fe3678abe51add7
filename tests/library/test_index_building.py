"""Building an index: stopped, killed, stale, failing, twice at once, from annotated rows, and where it cannot be used."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from library.indexes import build, dump, make_folder, refresh, write_news, write_rows

from reader.annotate.dates.pattern_annotator import Patterns
from reader.annotate.pipeline import annotate
from reader.batch.parquet import convert_rows
from reader.errors import StoreError
from reader.exchange.jsonl import write_row
from reader.library.index import annotated_taking, engine_running
from reader.library.index.builder_claim import claimed
from reader.library.index.engine_version import engine_version
from reader.library.index.index_schema import VERSION
from reader.library.index.library_index import LibraryIndex, index_place
from reader.load import load_all
from reader.model import Annotation, Article

TESTS = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "news")


@pytest.fixture
def index(news: Path) -> Iterator[LibraryIndex]:
    with LibraryIndex(index_place([str(news)])) as opened:
        yield opened


def proposed(index: LibraryIndex) -> int:
    return index.connection.execute("SELECT count(DISTINCT article) FROM annotations WHERE layer = ''").fetchone()[0]


def test_a_building_has_texts_and_proposals_and_nothing_to_do_the_second_time(
    news: Path, index: LibraryIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = build(index, news)
    assert (built.articles, built.added, built.lacking, built.stale, built.is_complete) == (6, 6, 0, 0, True)
    assert proposed(index) == 6
    monkeypatch.setattr(engine_running, "annotate_item", lambda item, work: pytest.fail("the engine runs again"))
    assert build(index, news).added == 0


def test_a_stopped_building_goes_on_where_it_was(
    news: Path, index: LibraryIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_running, "_AT_ONCE", 1)
    seen: list[str] = []
    monkeypatch.setattr(
        engine_running,
        "annotate_item",
        lambda item, work, run=engine_running.annotate_item: seen.append(item.doc) or run(item, work),
    )
    built = build(index, news, is_stopped=lambda: len(seen) >= 2)
    assert (built.is_complete, built.lacking, proposed(index)) == (False, 4, 2)
    assert build(index, news).lacking == 0
    assert len(seen) == len(set(seen)) == 6


def test_another_engine_makes_proposals_stale_and_they_stay_until_they_are_renewed(
    news: Path, index: LibraryIndex
) -> None:
    build(index, news)
    index.connection.execute("UPDATE articles SET engine = 'earlier'")
    built = build(index, news, with_engine=False)
    assert (built.lacking, built.stale, proposed(index)) == (0, 6, 6)
    assert build(index, news).stale == 0


def test_the_version_follows_the_engine_what_was_learnt_and_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = {engine_version(), engine_version("{}"), engine_version(names=["patterns"])}
    assert len(versions) == 3
    assert engine_version() in versions
    settings = tmp_path / "XDG_CONFIG_HOME" / "arabic-reader"
    settings.mkdir(parents=True)
    (settings / "labels.toml").write_text("", encoding="utf-8")
    assert engine_version() not in versions


def test_a_failing_annotator_costs_that_article_only_and_is_not_tried_again_in_passing(
    news: Path, index: LibraryIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = Patterns.annotate

    def fail(self: Patterns, article: Article, so_far: Sequence[Annotation] = ()) -> Sequence[Annotation]:
        if "حمص" in article.text:
            raise ZeroDivisionError("oh")
        return works(self, article, so_far)

    monkeypatch.setattr(Patterns, "annotate", fail)
    said: list[str] = []
    built = build(index, news, said=said)
    assert (built.lacking, built.stale, proposed(index), built.lost) == (0, 1, 5, 1)
    assert "'patterns' failed on 'خبر من حمص' (ZeroDivisionError: oh)" in said[0]
    assert build(index, news, tries_again=False, said=said).stale == 0
    assert len(said) == 1
    monkeypatch.setattr(Patterns, "annotate", works)
    assert build(index, news).stale == 0
    assert proposed(index) == 6


def test_two_builders_at_once_are_one_too_many_but_a_search_goes_on(news: Path, index: LibraryIndex) -> None:
    build(index, news, with_engine=False)
    with claimed(index.place) as is_ours:
        assert is_ours
        with pytest.raises(StoreError, match="another program is building this index; wait until it is done"):
            build(index, news)
        assert refresh(news)[1] == []
        (news / "new.txt").write_text(write_news("الرقة"), encoding="utf-8")
        found, said = refresh(news)
    assert len(found) == 6
    assert said == ["Another program is building the index just now; what it has put there so far is used."]


def test_killed_at_random_moments_it_comes_to_the_same_as_undisturbed(tmp_path: Path, news: Path) -> None:
    for number in range(60):
        (news / f"more{number}.txt").write_text(write_news(f"مدينة {number}"), encoding="utf-8")
    write_rows(
        news / "rows.jsonl", [{"id": str(n), "title": f"صف {n}", "text": write_news(f"قرية {n}")} for n in range(300)]
    )
    program = (
        "import sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path; from library.indexes import build\n"
        "from reader.library.index import engine_running, file_reading\n"
        "from reader.library.index.library_index import LibraryIndex, index_place\n"
        "engine_running._AT_ONCE = file_reading._MOST = 3\n"
        "with LibraryIndex(index_place([sys.argv[1]])) as index:\n"
        "    print('begun', flush=True); build(index, Path(sys.argv[1])); print('done', flush=True)\n"
    )
    moments = random.Random(13)
    kills = 0
    for _ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(news), str(TESTS)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(moments.uniform(0, 1.5))
        process.send_signal(signal.SIGKILL)
        kills += process.stdout.read() == ""
        process.wait()
        process.stdout.close()
    assert kills
    with LibraryIndex(index_place([str(news)])) as disturbed:
        assert build(disturbed, news).articles == 366
        found = dump(disturbed)
    disturbed.place.unlink()
    with LibraryIndex(index_place([str(news)])) as fresh:
        build(fresh, news)
        assert dump(fresh) == found


# What a run has written


def annotated_rows(news: Path, *, with_text: bool) -> list[str]:
    return [
        write_row(
            each.article, annotate(each.article, names=["patterns"]).annotations, doc=each.name, with_text=with_text
        )
        for each in load_all([str(news)])[0]
    ]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("with_text", [True, False])
def test_what_a_run_has_written_is_taken_without_the_engine(
    tmp_path: Path, news: Path, index: LibraryIndex, monkeypatch: pytest.MonkeyPatch, form: str, with_text: bool
) -> None:
    build(index, news)
    wanted = dump(index)["annotations"]
    path = write_rows(tmp_path / "annotated.jsonl", annotated_rows(news, with_text=with_text))
    if form == "parquet":
        convert_rows(path, path := tmp_path / "annotated.parquet")
    index.start_again()
    monkeypatch.setattr(engine_running, "annotate_item", lambda item, work: pytest.fail("the engine runs"))
    said: list[str] = []
    built = build(index, news, annotated=path, said=said)
    assert (built.articles, built.lacking, built.stale, said) == (6, 0, 0, [])
    assert dump(index)["annotations"] == wanted


def test_rows_with_their_text_are_articles_that_stay(tmp_path: Path, news: Path) -> None:
    path = write_rows(tmp_path / "annotated.jsonl", annotated_rows(news, with_text=True))
    other = make_folder(tmp_path / "other", ("الرقة",))
    with LibraryIndex(index_place([str(other)])) as index:
        assert build(index, other, annotated=path).articles == 7
    assert len(refresh(other)[0]) == 7


def test_taking_a_file_again_passes_over_what_was_taken(
    tmp_path: Path, news: Path, index: LibraryIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotated_taking, "_AT_ONCE", 2)
    path = write_rows(tmp_path / "annotated.jsonl", annotated_rows(news, with_text=False))
    taken: list[int] = []
    monkeypatch.setattr(
        annotated_taking,
        "put_proposals",
        lambda connection, number, *rest, put=annotated_taking.put_proposals, **options: (
            taken.append(number) or put(connection, number, *rest, **options)
        ),
    )
    assert not build(index, news, annotated=path, is_stopped=lambda: len(taken) >= 2).is_complete
    assert (len(taken), proposed(index)) == (2, 2)
    assert build(index, news, annotated=path).is_complete
    assert len(taken) == len(set(taken)) == 6


def test_rows_that_are_broken_or_about_other_texts_are_told(tmp_path: Path, news: Path, index: LibraryIndex) -> None:
    rows = annotated_rows(news, with_text=False)
    stranger = json.dumps({"doc": "x", "sha256": "0" * 64, "entities": [], "commitments": []})
    said: list[str] = []
    path = write_rows(tmp_path / "annotated.jsonl", [rows[0], '{"doc":', '{"text": "بلا اسم"}', stranger])
    assert build(index, news, annotated=path, said=said).lost == 3
    assert said == [
        f"{path}, line 2: this is not valid JSON; make the file again, or remove the line.",
        f"{path}, line 3: this is no row that `reader annotate` wrote; name the file that it made.",
        f"{path}: 1 row without a text is about no article here; name the articles' files too, or write the rows with "
        "--with-text.",
    ]


# An index that cannot be used


@pytest.mark.parametrize("damage", [b"", b"this is no database", b"SQLite format 3\0 but not really" * 100])
def test_a_damaged_index_is_built_again(news: Path, damage: bytes) -> None:
    place = index_place([str(news)])
    found, _ = refresh(news)
    place.write_bytes(damage)
    assert refresh(news) == (found, [])


def test_an_index_that_is_damaged_inside_is_built_again(news: Path, tmp_path: Path) -> None:
    place = index_place([str(news)])
    found, _ = refresh(news)
    with sqlite3.connect(place) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'articles'").fetchone()[0]
    connection.close()
    with open(place, "r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    (news / "new.txt").write_text(write_news("الرقة"), encoding="utf-8")
    found = [*found, ("خبر من الرقة", 1)]
    assert refresh(news) == (sorted(found), [])


def test_an_index_of_a_newer_version_is_left_alone(news: Path) -> None:
    place = index_place([str(news)])
    refresh(news)
    with sqlite3.connect(place) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    found, said = refresh(news)
    assert len(found) == 6
    assert said == [
        f"{place}: this index was made by a newer version of the reader; update the reader, or remove the file. A "
        "temporary index is used until then, and is built again each time."
    ]


def test_a_locked_index_is_told_and_a_temporary_one_is_used(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.index.library_index._PATIENCE", 0.1)
    place = index_place([str(news)])
    place.parent.mkdir()
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        found, said = refresh(news)
    finally:
        holder.close()
    assert len(found) == 6
    assert len(said) == 1
    assert said[0].startswith(f"{place}: another program holds the index; end that program.")


def test_a_full_disk_is_told_and_what_is_there_is_used(news: Path) -> None:
    """The limit of a file's size stands for the end of the disk."""
    refresh(news)
    write_rows(news / "many.jsonl", [{"text": write_news(f"قرية {os.urandom(300).hex()}")} for _ in range(3000)])
    program = (
        "import sys; sys.path.insert(0, sys.argv[2]); from library.indexes import refresh\n"
        "found, said = refresh(sys.argv[1]); print(len(found)); print(*said, sep='\\n')\n"
    )

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    output = subprocess.run(
        [sys.executable, "-c", program, str(news), str(TESTS)],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert 6 <= int(output[0]) < 3006
    assert len(output) == 2
    assert output[1].startswith(f"{index_place([str(news)])}: the index cannot be written (the disk is full or fails)")
    assert len(refresh(news)[0]) == 3006
