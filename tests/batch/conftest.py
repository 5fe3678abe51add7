"""Annotators that misbehave, installed for the processes of a run as a package of somebody else's would be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_ANNOTATORS = '''
import os, signal
from pathlib import Path

from reader.annotate import Annotator
from reader.model import Annotation, Span

HERE = Path(__file__).parent


class Words:
    """Calls the first word a person."""

    name = "words"

    def annotate(self, article, so_far):
        return [Annotation(Span(0, len(article.text.split()[0])), "person", source=self.name, score=0.5)]


class Deadly(Words):
    """Kills its process on an article that says قاتل, and the first time on one that says عابر."""

    name = "deadly"

    def annotate(self, article, so_far):
        once = HERE / "died"
        if "قاتل" in article.text or ("عابر" in article.text and not once.exists()):
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().annotate(article, so_far)


class Broken:
    name = "broken"

    def annotate(self, article, so_far):
        raise ValueError("حلب")


class Noisy(Words):
    """Prints to standard output, as Python does it and as a library in C would."""

    name = "noisy"

    def annotate(self, article, so_far):
        print("ضجيج", flush=True)
        os.write(1, b"raw\\n")
        return super().annotate(article, so_far)


class Stopping(Words):
    """Says through a pipe that it has come to an article that says قف, and stays there."""

    name = "stopping"

    def annotate(self, article, so_far):
        if "قف" in article.text and (HERE / "pipe").exists():
            (HERE / "pipe").write_text("x")
            signal.pause()
        return super().annotate(article, so_far)
'''


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with five annotators that every new process finds: words, deadly, broken, noisy, stopping."""
    folder = tmp_path / "plugins"
    (folder / "misbehaving-1.dist-info").mkdir(parents=True)
    (folder / "misbehaving.py").write_text(_ANNOTATORS, encoding="utf-8")
    (folder / "misbehaving-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: misbehaving\nVersion: 1\n"
    )
    names = ("Words", "Deadly", "Broken", "Noisy", "Stopping")
    entries = "".join(f"{name.lower()} = misbehaving:{name}\n" for name in names)
    (folder / "misbehaving-1.dist-info" / "entry_points.txt").write_text(f"[reader.annotators]\n{entries}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(folder), os.getenv("PYTHONPATH")))))
    return folder


@pytest.fixture
def authorship(tmp_path: Path) -> Path:
    """A folder to work in, with twelve short articles in news/."""
    authorship = tmp_path / "authorship"
    (authorship / "news").mkdir(parents=True)
    for number in range(12):
        (authorship / "news" / f"{number:02}.txt").write_text(
            f"خبر {number}\n\nتعهدت روسيا بحماية المدنيين.", encoding="utf-8"
        )
    return authorship


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def reader(authorship: Path) -> Run:
    """Runs `reader` at the authorship."""

    def run(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "reader", *arguments]
        return subprocess.run(
            command,
            cwd=authorship,
            input=text,
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
            timeout=300,
        )

    return run
