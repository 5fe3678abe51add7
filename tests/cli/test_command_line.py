"""`reader` as it is typed: in a terminal of its own, and in pipes."""

from __future__ import annotations

import base64
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from pty_session import PtySession

from reader.layout import lay_out
from reader.paths import bundled

READER = (sys.executable, "-m", "reader")
SEED = next(bundled("seeds").glob("*.txt"))
BLANK = " ▕"
"""The margin, and the bar that shows the position."""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Nobody's settings but the defaults."""
    folders = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    for name, folder in folders.items():
        monkeypatch.setenv(name, folder)
    return folders


def run(*arguments: str, text: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*READER, *arguments], input=text, capture_output=True, text=True, cwd=cwd, check=False, encoding="utf-8"
    )


def test_the_seed_article_stands_on_the_screen_cell_by_cell(own_folders: dict[str, str]) -> None:
    """Every visible row of the article is, cell for cell, the layout's: right to left, shaped, marks on their letters."""
    text = SEED.read_text(encoding="utf-8")
    with PtySession([*READER, str(SEED.parent)], columns=140, rows=45, environment=own_folders) as session:
        session.wait_for(lambda session: session.shows("%") and session.shows("quit"))
        expected = ["".join(cell.glyph for cell in line.cells) for line in lay_out(text, 70).lines]
        rows = [session.row(y) for y in range(45)]
        shown = [line for line in expected if line.strip() and any(row.rstrip(BLANK).endswith(line) for row in rows)]
        assert len(shown) == 32  # what has room in 45 rows, blank lines aside
        # The first line, by hand: the title, below a blank row, its letters in their forms, read from right to left.
        assert rows[1].rstrip(BLANK).endswith("ﺐﻠﺣ ﻦﻣ ﻦﻴﻴﻧﺪﻤﻟﺍ ﺝﻭﺮﺧ ﻖﻴﻌﺗ ﺔﻬﺟ ﻱﺃ ﻒﺼﻘﺑ ﺪﻬﻌﺘﺗ ﻮﻜﺳﻮﻣ")
        session.wait_for(lambda session: session.shows("Moscow"))
        session.press("q")
        assert session.wait_for_exit() == 0


def test_highlights_end_with_their_cluster(own_folders: dict[str, str]) -> None:
    with PtySession([*READER, str(SEED)], columns=140, rows=45, environment=own_folders) as session:
        session.wait_for(lambda session: session.shows("Moscow"))
        row = session.screen.buffer[1]
        end = len(session.row(1).rstrip(BLANK))
        # موسكو is a place: its letters share an ink that the space beside it does not have. The caret is on its م.
        inks = [row[end - 1 - at].fg for at in range(6)]
        assert len(set(inks[1:5])) == 1
        assert inks[5] != inks[4]


def test_keys_work_with_the_arabic_layout(own_folders: dict[str, str]) -> None:
    """ى is the key n: next annotation; ض is q: quit."""
    with PtySession([*READER, str(SEED)], columns=140, rows=45, environment=own_folders) as session:
        session.wait_for(lambda session: session.shows("Moscow"))
        session.press("ض")
        assert session.wait_for_exit() == 0


def test_enter_ends_a_search_as_a_terminal_sends_it(own_folders: dict[str, str]) -> None:
    with PtySession([*READER, str(SEED)], columns=140, rows=45, environment=own_folders) as session:
        session.wait_for(lambda session: session.shows("quit"))
        session.press("/")
        session.wait_for(lambda session: not session.shows("quit"))
        session.press("حلب")
        session.wait_for(lambda session: session.shows("1/"))
        session.press("\r")
        session.wait_for(lambda session: session.shows("matches") and session.shows("quit"))
        assert session.shows(f"{SEED.read_text(encoding='utf-8').count('حلب')} matches")


def test_what_is_typed_right_after_a_slash_is_searched_and_no_command(own_folders: dict[str, str]) -> None:
    with PtySession([*READER, str(SEED)], columns=140, rows=45, environment=own_folders) as session:
        session.wait_for(lambda session: session.shows("quit"))
        session.press("/حلب")
        session.wait_for(lambda session: session.shows("1/"))
        session.press("\r")
        session.wait_for(lambda session: session.shows("matches") and session.shows("quit"))
        assert session.shows(f"{SEED.read_text(encoding='utf-8').count('حلب')} matches")


def test_copying_sends_the_logical_text_by_osc_52(own_folders: dict[str, str]) -> None:
    with PtySession([*READER, str(SEED)], columns=140, rows=45, environment=own_folders) as session:
        session.wait_for(lambda session: session.shows("Moscow"))
        session.press("y")
        encoded = base64.b64encode("موسكو".encode())
        session.wait_for(lambda session: b"\x1b]52;c;" + encoded in session.sent)
        assert session.sent.count(b"\x1b]52;c;") == 1


def test_render_prints_the_article_for_pipes() -> None:
    done = run("render", str(SEED), "--width", "60", "--color", "never")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 60 + 5  # marks take no cell
    assert lines[0].endswith("ﻮﻜﺳﻮﻣ") or lines[0].endswith("ﻮﻜﺳﻮﻣ]")
    assert "\x1b" not in done.stdout


def test_broken_settings_themes_and_labels_are_named_and_passed_over(own_folders: dict[str, str]) -> None:
    folder = Path(own_folders["XDG_CONFIG_HOME"]) / "arabic-reader"
    (folder / "themes").mkdir(parents=True)
    for name in ("config.toml", "labels.toml", "themes/mine.toml"):
        (folder / name).write_text("[[broken", encoding="utf-8")
    rendered, told = run("render", str(SEED), "--plain"), run("doctor")
    assert rendered.returncode == told.returncode == 0
    for name in ("config.toml", "labels.toml", "mine.toml"):
        assert rendered.stderr.count(name) == 1
        assert name in told.stdout.partition("Problems")[2]


def test_render_turns_every_paragraph_when_asked() -> None:
    text = "CNN نقلت\nEnglish\n"
    shown = [run("render", "-", "--plain", "--width", "20", *more, text=text).stdout.split("\n") for more in (
        (), ("--direction", "ltr"), ("--direction", "rtl"),
    )]  # fmt: skip
    assert [[row for row in rows if row] for rows in shown] == [
        ["            ﺖﻠﻘﻧ CNN", "English"], ["CNN ﺖﻠﻘﻧ", "English"], ["            ﺖﻠﻘﻧ CNN", "             English"],
    ]  # fmt: skip


def test_render_colours_when_asked() -> None:
    done = run("render", str(SEED), "--color", "always")
    assert "\x1b[" in done.stdout


def test_standard_input_is_an_article() -> None:
    done = run("render", "-", "--plain", text="خبر عاجل\n\nوصل الوفد إلى القاهرة.\n")
    assert done.returncode == 0
    assert "ﺓﺮﻫﺎﻘﻟﺍ" in done.stdout


def test_a_bad_file_is_one_sentence_and_the_others_are_still_printed(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("عنوان\n\nنص قصير", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    done = run("render", "--plain", str(tmp_path / "bad.txt"), str(tmp_path / "good.txt"))
    assert done.returncode == 2
    assert "ﺮﻴﺼﻗ" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "bad.txt" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("no-such-file.txt",), "no-such-file.txt"),
        (("render", "no-such-file.txt"), "no-such-file.txt"),
        (("render", "ftp://example.org/x"), "ftp"),
        (("render", str(SEED), "--width", "1"), "width"),
        (("--encoding", "klingon", "render"), ""),
        (("render", str(SEED), "--theme", "sepai"), "--theme: there is no theme sepai; did you mean sepia?"),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_2(arguments: tuple[str, ...], named: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert named in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("typed", "suggested"), [("--theme", ""), ("--zzz", ""), ("--helq", "'--help'"), ("--encodin", "'--encoding'")]
)
def test_an_option_is_suggested_only_for_one_like_it(typed: str, suggested: str) -> None:
    done = run("read", typed)
    assert done.returncode == 2
    assert f"No such option '{typed}'." in done.stderr
    assert ("Did you mean" in done.stderr) is bool(suggested)
    assert suggested in done.stderr


def test_a_text_that_is_not_arabic_is_reported(tmp_path: Path) -> None:
    text = "The minister said that the government has agreed to the terms of the deal in Damascus on 2024-05-12."
    (tmp_path / "en.txt").write_text(text, encoding="utf-8")
    for command in ("annotate", "render"):
        done = run(command, str(tmp_path / "en.txt"))
        assert done.returncode == 0
        (sentence,) = done.stderr.splitlines()
        assert "en.txt: the text seems to be English; the engine reads Arabic only" in sentence
    (row,) = map(json.loads, run("annotate", str(tmp_path / "en.txt")).stdout.splitlines())
    assert [entity["text"] for entity in row["entities"]] == ["2024-05-12"]


def test_without_a_terminal_the_reader_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("عنوان\n\nنص", encoding="utf-8")
    done = run(str(tmp_path))
    assert done.returncode == 2
    assert "reader render" in done.stderr


def test_config_prints_every_setting_and_its_origin() -> None:
    done = run("config")
    assert done.returncode == 0
    assert "display.measure" in done.stdout
    assert "default" in done.stdout


def test_a_lone_reader_where_nothing_is_to_be_read_shows_the_sample(
    tmp_path: Path, own_folders: dict[str, str]
) -> None:
    empty, data = tmp_path / "empty", Path(own_folders["XDG_DATA_HOME"]) / "arabic-reader"
    empty.mkdir()
    data.mkdir(parents=True)
    # Not a first start, which shows the tour before this.
    (data / "tour-shown").touch()
    command = ["sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", str(empty), *READER]
    with PtySession(command, columns=140, rows=45, environment=own_folders) as session:
        session.wait_for(lambda session: session.shows("Welcome"))
        assert session.shows("ﺪﻬﻌﺘﺗ")
        session.press("q")
        assert session.wait_for_exit() == 0


@pytest.mark.parametrize("arguments", ["config", "where", "doctor", "--help", "--version", "render --plain seeds"])
@pytest.mark.parametrize("where", ["/dev/full", "&-"])
def test_output_that_cannot_be_written_is_one_sentence(arguments: str, where: str) -> None:
    done = _in_shell(f"{arguments.replace('seeds', shlex.quote(str(SEED)))} >{where}")
    assert done.returncode == 2
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("reader: The output cannot be written (")


@pytest.mark.parametrize("arguments", ["config", "doctor", "--help"])
def test_who_has_read_enough_ends_a_command_quietly(arguments: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*READER, arguments], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_with_input_closed_nothing_is_read() -> None:
    done = _in_shell("annotate - <&-")
    assert done.returncode == 2
    (sentence,) = done.stderr.splitlines()
    assert "empty" in sentence


@pytest.mark.parametrize("where", ["/dev/full", "&-"])
def test_where_even_the_sentence_cannot_be_written_the_exit_code_tells(where: str) -> None:
    done = _in_shell(f"annotate no-such-file.txt 2>{where}")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


def _in_shell(command: str) -> subprocess.CompletedProcess[str]:
    whole = f"{shlex.join(READER)} {command}"
    return subprocess.run(["bash", "-c", whole], capture_output=True, text=True, check=False, encoding="utf-8")
