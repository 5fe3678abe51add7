"""The annotation process: partial results, cancelling, crashes, and one article after another."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from reader.annotate.pipeline import EngineOutcome, Failure
from reader.annotate.process.background import BackgroundEngine
from reader.annotate.process.frames import HEADER, frame, pack_outcome, unpack_outcome
from reader.model import Annotation, Article, Span

ALEPPO = Article("أعلنت روسيا السبت خروج 29 حافلة من مدينة حلب", title="حلب")
BAGHDAD = Article("زار وزير الخارجية العراق الأحد")

PLUGIN = """
import os, time
from reader.model import Annotation, Span

class Slow:
    name = "slow"
    def annotate(self, article, so_far):
        print("a stray line, which must not break the protocol")
        if "wait" in article.text:
            time.sleep(60)
        return []

class Deadly:
    name = "deadly"
    def annotate(self, article, so_far):
        os.kill(os.getpid(), 9)
"""
ENTRIES = "[reader.annotators]\nslow = dangerous:Slow\ndeadly = dangerous:Deadly\n"


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two annotators that only the annotation process can see."""
    (tmp_path / "dangerous.py").write_text(PLUGIN)
    metadata = tmp_path / "dangerous-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: dangerous\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(ENTRIES)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.fixture
async def engine(plugins: None) -> AsyncIterator[BackgroundEngine]:
    async with BackgroundEngine() as engine:
        yield engine


async def _last(engine: BackgroundEngine, article: Article, *names: str) -> EngineOutcome:
    return [outcome async for outcome in engine.annotate(article, names=names)][-1]


def _texts(article: Article, outcome: EngineOutcome, label: str) -> list[str]:
    return [each.span.of(article.text) for each in outcome.annotations if each.label == label]


async def test_results_come_annotator_by_annotator(engine: BackgroundEngine) -> None:
    shares = [outcome.done async for outcome in engine.annotate(ALEPPO, names=["patterns", "names"])]
    assert shares == [0.5, 1.0]


async def test_two_articles_in_turn_by_the_same_process(engine: BackgroundEngine) -> None:
    first = await _last(engine, ALEPPO, "names")
    pid = engine.pid
    second = await _last(engine, BAGHDAD, "names")
    assert _texts(ALEPPO, first, "place") == ["روسيا", "حلب"]
    assert "العراق" in _texts(BAGHDAD, second, "place")
    assert engine.pid == pid


async def test_articles_asked_for_at_once_wait_for_each_other(engine: BackgroundEngine) -> None:
    first, second = await asyncio.gather(_last(engine, ALEPPO, "names"), _last(engine, BAGHDAD, "names"))
    assert "حلب" in _texts(ALEPPO, first, "place")
    assert "العراق" in _texts(BAGHDAD, second, "place")


async def test_what_an_annotator_prints_does_not_disturb_the_answers(engine: BackgroundEngine) -> None:
    outcome = await _last(engine, ALEPPO, "slow", "names")
    assert outcome.finished
    assert not outcome.failures
    assert outcome.annotations


async def test_a_process_that_dies_is_a_sentence_and_the_next_article_gets_another(engine: BackgroundEngine) -> None:
    outcome = await _last(engine, ALEPPO, "names", "deadly", "patterns")
    (failure,) = outcome.failures
    assert failure.annotator == "deadly"
    assert "ended by SIGKILL on 'حلب' while 'deadly' was running" in failure.message
    assert _texts(ALEPPO, outcome, "place") == ["روسيا", "حلب"]
    assert (await _last(engine, BAGHDAD, "names")).failures == ()


async def test_a_process_killed_between_articles_is_replaced_without_a_word(engine: BackgroundEngine) -> None:
    await _last(engine, ALEPPO, "names")
    pid = engine.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    outcome = await _last(engine, BAGHDAD, "names")
    assert outcome.failures == ()
    assert engine.pid != pid


async def test_a_cancelled_article_makes_way_for_the_next(engine: BackgroundEngine) -> None:
    waiting = Article("wait " + ALEPPO.text)
    async with aclosing(engine.annotate(waiting, names=["names", "slow", "patterns"])) as outcomes:
        async for outcome in outcomes:
            assert not outcome.finished
            break
    outcome = await _last(engine, BAGHDAD, "names")
    assert "العراق" in _texts(BAGHDAD, outcome, "place")


async def test_an_article_cancelled_between_annotators_leaves_the_process_warm(engine: BackgroundEngine) -> None:
    async with aclosing(engine.annotate(ALEPPO, names=["patterns", "names"])) as outcomes:
        async for _ in outcomes:
            break
    pid = engine.pid
    assert (await _last(engine, BAGHDAD, "names")).failures == ()
    assert engine.pid == pid


async def test_an_unknown_annotator_is_a_sentence(engine: BackgroundEngine) -> None:
    outcome = await _last(engine, ALEPPO, "nmaes")
    assert "no annotator called 'nmaes'" in outcome.failures[0].message


async def test_any_text_passes(engine: BackgroundEngine) -> None:
    odd = Article("حلب \ud800 \x00 ﷺ \u202e روسيا")
    assert _texts(odd, await _last(engine, odd, "names"), "place") == ["حلب", "روسيا"]


def test_the_process_ends_when_its_application_is_gone() -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "reader.annotate.process.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with worker:
        assert worker.stdin is not None
        worker.stdin.close()
        assert worker.wait(timeout=30) == 0


def test_an_outcome_survives_the_journey() -> None:
    pledge = Annotation(
        Span(0, 5), "pledge", (("committer", Span(6, 11)),), (("status", "made"),), "commitments", score=0.7
    )
    outcome = EngineOutcome((pledge,), (Failure("broken", "It failed."),), 0.5, False)
    packed = frame(pack_outcome(outcome))
    assert HEADER.unpack(packed[: HEADER.size]) == (len(packed) - HEADER.size,)
    assert unpack_outcome(json.loads(packed[HEADER.size :])) == outcome


MANY = Article("في 5 مايو 2020 " * 20_000)
"""What is proposed for it takes more room than a pipe and asyncio's buffer have together."""


async def _is_held_up(engine: BackgroundEngine) -> None:
    """Wait until answers have come that nobody reads."""
    async with asyncio.timeout(60):
        while engine._process is None or len(engine._process.stdout._buffer) < 1 << 17:
            await asyncio.sleep(0.01)


async def test_closing_never_waits_for_answers_nobody_reads(engine: BackgroundEngine) -> None:
    async with aclosing(engine.annotate(MANY, names=["patterns", "names", "patterns"])) as outcomes:
        await anext(outcomes)
        await _is_held_up(engine)
        process = engine._process
        async with asyncio.timeout(20):
            await engine.close()
        assert process.returncode == -signal.SIGKILL


async def test_an_article_cancelled_amid_an_answer_leaves_the_next_one_whole(engine: BackgroundEngine) -> None:
    await _last(engine, ALEPPO, "patterns")
    answers = engine._process.stdout
    feed, parts = answers.feed_data, 0

    def cut_short(data: bytes) -> None:
        nonlocal parts
        feed(data)
        parts += 1
        if parts == 4:
            task.cancel()

    answers.feed_data = cut_short
    task = asyncio.create_task(_last(engine, MANY, "patterns", "names"))
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(60):
        assert (await _last(engine, BAGHDAD, "names")).finished
