"""The main job without what POSIX alone has: on Windows these modules and functions do not exist."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ABSENT_MODULES = (
    *("_curses", "crypt", "curses", "fcntl", "grp", "nis", "ossaudiodev", "pty", "pwd", "readline", "resource", "spwd"),
    *("syslog", "termios", "tty"),
)
ABSENT_FUNCTIONS = (
    *("chown", "fchmod", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgroups", "getpgid", "getpgrp"),
    *("killpg", "lchown", "mkfifo", "openpty", "setsid", "tcgetpgrp", "tcsetpgrp", "wait4"),
)
HEADLESS = "textual.drivers.headless_driver:HeadlessDriver"
"""On Linux, Textual's own driver needs termios; on Windows it has another."""
# Every process of the reader's own begins with it, the annotation process and the index's too.
SITE = f"""
import os, sys
for name in {ABSENT_MODULES!r}:
    sys.modules[name] = None
for name in {ABSENT_FUNCTIONS!r}:
    if hasattr(os, name):
        delattr(os, name)
"""
SESSION = """
import asyncio, sys
from pathlib import Path
sys.path.insert(0, "tests")
from on_screen import build_reader, ready, rows, screen
from waiting import until
from reader.load import load_each, find_sources
from reader.settings.definitions import Annotate, Config

async def main():
    articles = [each for source in find_sources(["seeds"]) for each in load_each(source)]
    app = build_reader(*articles, database=Path(sys.argv[1]), config=Config(annotate=Annotate(on_open=True)))
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        await until(pilot, lambda: len(screen(pilot).session.overlay) > 5)
        await pilot.press("n", "a")
        await pilot.pause()
        print(sum(each.decision == "accepted" for each in screen(pilot).session.overlay))
        await pilot.press("q")

asyncio.run(main())
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """The environment of processes on a system without these modules."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    homes = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    return {**os.environ, **homes, "PYTHONPATH": str(tmp_path / "site"), "PYTHONUTF8": "1", "TEXTUAL_DRIVER": HEADLESS}


def run(*arguments: str, environ: dict[str, str]) -> str:
    """What Python prints."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_modules_are_really_absent(elsewhere: dict[str, str]) -> None:
    code = "import importlib.util, os, sys; print([sys.modules.get(n, 0) for n in ('fcntl', 'termios')], hasattr(os, 'fork'))"
    assert run("-c", code, environ=elsewhere).split("\n")[0] == "[None, None] False"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("--version",), "reader "),
        (("render", "seeds", "--width", "60"), "ﺔ"),
        (("annotate", "seeds", "--jobs", "1"), '"entities"'),
        (("search", "روسيا", "seeds"), "روسيا"),
        (("config",), "display.theme"),
        (("doctor",), "bidi"),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_the_commands_do_their_work(elsewhere: dict[str, str], command: tuple[str, ...], said: str) -> None:
    assert said in run("-m", "reader", *command, environ=elsewhere)


def test_the_application_proposes_tags_and_keeps(elsewhere: dict[str, str], tmp_path: Path) -> None:
    assert run("-c", SESSION, str(tmp_path / "reader.db"), environ=elsewhere).strip() == "1"
    assert "accepted" in run(
        "-m", "reader", "history", "--store", str(tmp_path / "reader.db"), "seeds", environ=elsewhere
    )
