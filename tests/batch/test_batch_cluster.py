"""A Dask cluster of processes on this machine: what comes back, and what a worker's death costs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed")

ARTICLES = 400


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[str]]:
    """A process that is ended afterwards, whatever became of it."""
    with subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def heard(process: subprocess.Popen[str], words: str) -> str:
    """The first line of what a process says that holds the words."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if words in line:
            return line
    raise AssertionError(f"it ended without saying {words!r}: {''.join(said)}")


@pytest.fixture
def cluster(tmp_path: Path, plugins: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """The address of a scheduler with two workers, and the workers."""
    with ExitStack() as stack:
        own = ("--host", "127.0.0.1", "--no-dashboard")
        scheduler = stack.enter_context(running("distributed.cli.dask_scheduler", *own, "--port", "0"))
        address = heard(scheduler, "Scheduler at:").split()[-1]
        worker = ("distributed.cli.dask_worker", address, *own, "--no-nanny", "--nthreads", "1")
        folder = ("--local-directory", str(tmp_path / "dask"))
        workers = [stack.enter_context(running(*worker, *folder)) for _ in range(2)]
        for process in workers:
            heard(process, "Starting established connection")
        yield address.replace("tcp://", "dask://"), workers


@pytest.fixture
def corpus(authorship: Path) -> Path:
    """Enough rows that the pipe they come through is full long before the end."""
    path = authorship / "corpus.jsonl"
    rows = [{"id": f"n{n}", "title": "عنوان", "text": f"زار الوفد رقم {n} موسكو."} for n in range(ARTICLES)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def docs(lines: list[str]) -> list[str]:
    return [json.loads(line)["doc"] for line in lines]


def test_a_worker_that_is_killed_in_the_middle_loses_and_repeats_nothing(
    cluster: tuple[str, list[subprocess.Popen[str]]], corpus: Path, reader: Any
) -> None:
    address, workers = cluster
    arguments = ("annotate", str(corpus), "--with-text", "--annotators", "names")
    command = [sys.executable, "-m", "reader", *arguments, "--on", address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        # What is not read cannot be written: most shards are still to be done.
        os.kill(workers[0].pid, signal.SIGKILL)
        rest = process.stdout.readlines()
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 0, said
    assert docs([first, *rest]) == [f"n{n}" for n in range(ARTICLES)]
    assert "".join([first, *rest]) == reader(*arguments).stdout


def test_an_article_that_kills_every_worker_is_named_and_the_others_are_done(
    cluster: tuple[str, list[subprocess.Popen[str]]], authorship: Path, reader: Any, tmp_path: Path
) -> None:
    address, _ = cluster
    (authorship / "news" / "07.txt").write_text("خبر قاتل", encoding="utf-8")
    # Each death takes a worker; a nanny starts another in its place.
    tcp = address.replace("dask://", "tcp://")
    nannied = ("distributed.cli.dask_worker", tcp, "--host", "127.0.0.1", "--no-dashboard", "--nthreads", "1")
    with running(*nannied, "--local-directory", str(tmp_path / "nanny")) as nanny:
        heard(nanny, "Starting established connection")
        done = reader("annotate", "news", "--annotators", "deadly", "--on", address, "-o", "out.jsonl")
    assert done.returncode == 2
    assert "07.txt" in done.stderr
    lines = (authorship / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert docs(lines) == [f"{n:02}.txt" for n in range(12) if n != 7]


def test_parquet_comes_from_a_cluster_too(
    cluster: tuple[str, list[subprocess.Popen[str]]], authorship: Path, reader: Any
) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    done = reader("annotate", "news", "--annotators", "names", "--on", cluster[0], "-o", "out.parquet")
    assert done.returncode == 0, done.stderr
    assert pq.read_table(authorship / "out.parquet")["doc"].to_pylist() == [f"{n:02}.txt" for n in range(12)]


def test_where_no_scheduler_answers_a_sentence_says_so(reader: Any) -> None:
    done = reader("annotate", "news", "--on", "dask://127.0.0.1:9")
    assert done.returncode == 2
    assert "dask scheduler" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
