"""The index follows the files of a library: new, changed, moved, gone, broken and hostile ones."""

from __future__ import annotations

import gc
import gzip
import os
from pathlib import Path

import pytest
from library.indexes import CITIES, make_folder, refresh, titles, write_news, write_rows

from reader.library.index import file_reading
from reader.library.index.index_progress import IndexProgress
from reader.library.index.library_index import LibraryIndex, index_place
from reader.library.index.refreshing import refreshed_index
from reader.load import Loaded


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def all_present(cities: tuple[str, ...]) -> list[tuple[str, int]]:
    return sorted((f"خبر من {city}", 1) for city in cities)


def test_a_folder_is_put_in_once_and_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = make_folder(tmp_path / "news")
    assert refresh(news) == (all_present(CITIES), [])
    monkeypatch.setattr(file_reading, "load_each", lambda source: pytest.fail(f"{source.name} is read again"))
    assert refresh(news) == (all_present(CITIES), [])


def test_new_changed_and_gone_files_are_noticed(tmp_path: Path) -> None:
    news = make_folder(tmp_path / "news", CITIES[:3])
    refresh(news)
    (news / "0.txt").write_text(write_news("الرقة"), encoding="utf-8")
    (news / "1.txt").unlink()
    (news / "9.txt").write_text(write_news("الباب"), encoding="utf-8")
    found, said = refresh(news)
    assert said == []
    assert dict(found) == {"خبر من حلب": 0, "خبر من حمص": 0, "خبر من درعا": 1, "خبر من الرقة": 1, "خبر من الباب": 1}


def test_a_file_that_comes_back_or_moves_is_there_again_under_its_new_name(tmp_path: Path) -> None:
    news = make_folder(tmp_path / "news", CITIES[:1])
    refresh(news)
    (news / "0.txt").rename(news / "moved.txt")
    with refreshed_index([str(news)], who="هدى", complain=pytest.fail) as index:
        rows = index.connection.execute("SELECT source, place, is_present FROM articles").fetchall()
    assert rows == [(str(news / "moved.txt"), str(news / "moved.txt"), 1)]
    (news / "moved.txt").rename(tmp_path / "away.txt")
    (news / "other.txt").write_text(write_news("حمص"), encoding="utf-8")
    assert dict(refresh(news)[0])["خبر من حلب"] == 0
    (tmp_path / "away.txt").rename(news / "again.txt")
    assert dict(refresh(news)[0])["خبر من حلب"] == 1


def test_the_same_article_in_two_places_is_one_until_both_are_gone(tmp_path: Path) -> None:
    news = make_folder(tmp_path / "news", ("حلب", "حلب", "حمص"))
    assert refresh(news)[0] == all_present(("حلب", "حمص"))
    (news / "0.txt").unlink()
    assert refresh(news)[0] == all_present(("حلب", "حمص"))
    (news / "1.txt").unlink()
    assert dict(refresh(news)[0]) == {"خبر من حلب": 0, "خبر من حمص": 1}


def test_a_row_that_is_changed_or_removed_is_noticed(tmp_path: Path) -> None:
    rows = [{"id": city, "title": city, "text": write_news(city)} for city in CITIES[:3]]
    path = write_rows(tmp_path / "news.jsonl", rows)
    assert [title for title, _ in refresh(path)[0]] == sorted(CITIES[:3])
    write_rows(path, [rows[0], {"id": "حمص", "title": "الباب", "text": write_news("الباب")}])
    assert dict(refresh(path)[0]) == {"حلب": 1, "حمص": 0, "درعا": 0, "الباب": 1}


def test_two_rows_of_one_id_are_two_articles(tmp_path: Path) -> None:
    path = write_rows(
        tmp_path / "news.jsonl", [{"id": "7", "title": city, "text": write_news(city)} for city in CITIES[:2]]
    )
    assert refresh(path) == (sorted((city, 1) for city in CITIES[:2]), [])


def test_broken_rows_are_told_with_their_line_and_the_rest_is_there(tmp_path: Path) -> None:
    good = {"title": "حلب", "text": write_news("حلب")}
    path = write_rows(tmp_path / "news.jsonl", [good, '{"text": "cut', "[1, 2", {"title": "no text"}, good])
    found, said = refresh(path)
    assert found == [("حلب", 1)]
    assert [sentence.split(":")[0] for sentence in said if "line 2" in sentence or "line 3" in sentence] == [
        f"{path}, line 2",
        f"{path}, line 3",
    ]
    assert any("line 4: the row has no text" in sentence for sentence in said)
    assert refresh(path) == ([("حلب", 1)], [])


@pytest.mark.parametrize(
    "name", ["a\x1b[31m\x07.txt", "a\u202etxt.\u2066.txt", "a\nb.txt", "'; DROP TABLE articles; --.txt"]
)
def test_a_name_with_controls_or_overrides_is_a_name(tmp_path: Path, name: str) -> None:
    news = make_folder(tmp_path / "news", ())
    (news / name).write_text(write_news("حلب"), encoding="utf-8")
    assert refresh(news) == ([("خبر من حلب", 1)], [])
    assert refresh(news) == ([("خبر من حلب", 1)], [])


def test_a_name_that_is_not_utf_8_is_known_again(tmp_path: Path) -> None:
    news = make_folder(tmp_path / "news", ())
    with open(os.path.join(os.fsencode(news), b"a\xff.txt"), "wb") as file:
        file.write(write_news("حلب").encode())
    assert refresh(news) == ([("خبر من حلب", 1)], [])
    with LibraryIndex(index_place([str(news)])) as index:
        assert index.connection.execute("SELECT count(*) FROM files").fetchone() == (1,)


def test_links_that_lead_back_end(tmp_path: Path) -> None:
    news = make_folder(tmp_path / "news", CITIES[:1])
    (news / "loop").symlink_to(news)
    (news / "itself.txt").symlink_to(news / "itself.txt")
    found, said = refresh(news)
    assert found == [("خبر من حلب", 1)]
    assert len(said) <= 1


def test_many_tiny_files_are_quick(tmp_path: Path) -> None:
    news = make_folder(tmp_path / "news", ())
    for number in range(1000):
        (news / f"{number}.txt").write_text(f"خبر رقم {number}", encoding="utf-8")
    found, said = refresh(news)
    assert (len(found), said) == (1000, [])


def test_only_a_few_rows_are_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as stream:
        stream.writelines(f'{{"text": "خبر {number}"}}\n' for number in range(3000))
    held: list[int] = []

    def count(progress: IndexProgress) -> None:
        held.append(sum(isinstance(each, Loaded) for each in gc.get_objects()))

    with refreshed_index([str(path)], who="هدى", complain=pytest.fail, report=count) as index:
        assert len(titles(index)) == 3000
    assert held
    assert max(held) < 600


def test_a_folder_that_cannot_be_listed_just_now_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = make_folder(tmp_path / "news", CITIES[:2])
    inner = make_folder(news / "inner", CITIES[2:3])
    refresh(news)
    listdir = os.listdir

    def refuse(folder: str) -> list[str]:
        if os.path.samefile(folder, inner):
            raise PermissionError(13, "Permission denied")
        return listdir(folder)

    monkeypatch.setattr(os, "listdir", refuse)
    found, said = refresh(news)
    assert found == all_present(CITIES[:3])
    assert len(said) == 1
    assert "the folder cannot be listed" in said[0]


def test_the_articles_of_a_folder_that_has_become_empty_are_gone(tmp_path: Path) -> None:
    news = make_folder(tmp_path / "news", CITIES[:1])
    assert [is_present for _, is_present in refresh(news)[0]] == [1]
    (news / "0.txt").unlink()
    found, said = refresh(news)
    assert [is_present for _, is_present in found] == [0]
    assert "the folder has no file with a known ending" in said[0]
