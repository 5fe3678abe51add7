"""Runs the annotators in a process of their own, so that neither a long article nor a crash holds up the reader."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from typing import IO, Any

from reader.annotate.commitments.explaining import Explanation
from reader.annotate.learnt import NOTHING, Learnt, write_learnt
from reader.annotate.pipeline import EngineOutcome, Failure
from reader.annotate.process.frames import (
    HEADER,
    frame,
    pack_annotation,
    pack_article,
    unpack_explanation,
    unpack_outcome,
)
from reader.errors import AnnotateError
from reader.model import Annotation, Article
from reader.wording import say
from reader.wording.spoken_language import name_language

_PATIENCE = 1.0
"""The seconds that a cancelled article may hold up the next one before the process is ended and started again."""

_CHUNK = 1 << 16
"""The most bytes of answers that are read at a time."""


class BackgroundEngine:
    """Proposes annotations in a process of its own, which keeps running from article to article.

    It annotates one article at a time, and a second call waits for its turn. Leaving the loop over annotate() early, or
    cancelling the task that runs it, cancels the article. An engine must be closed, which `async with` does.
    """

    def __init__(self, *, labels: Path | None = None) -> None:
        self._labels = labels
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._reading = asyncio.Lock()
        """Held while the process's answers are read."""
        self._unread = bytearray()
        """The bytes received so far, from the beginning of a message."""
        self._number = 0
        self._is_owing = False
        """Whether a cancelled article's answers may still be on their way."""
        self._errors: IO[bytes] | None = None
        """The file for the process's standard error, whose last line says why the process died."""

    async def __aenter__(self) -> BackgroundEngine:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def pid(self) -> int | None:
        """The number of the annotation process, or None before it has started."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start the process ahead of the first article, so that its lexicons are loaded by then."""
        if self._process is not None and self._process.returncode is None:
            return
        await self.close()
        package = Path(__file__).parents[3]
        self._is_owing = False
        self._unread.clear()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            # Without -P, a module beside the user's articles could replace one of Python's own.
            "-P",
            "-m",
            "reader.annotate.process.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=self._errors,
            env=os.environ
            | name_language()
            | {"PYTHONPATH": os.pathsep.join(filter(None, (str(package), os.getenv("PYTHONPATH"))))},
            start_new_session=True,
        )

    async def annotate(
        self, article: Article, *, names: Sequence[str] | None = None, learnt: Learnt = NOTHING
    ) -> AsyncGenerator[EngineOutcome, None]:
        """The outcome after each annotator, the last one finished; if the process dies, the last one has a failure.

        `learnt` is what was learnt in the article's workspace.
        """
        async with self._turn:
            taken = await self._hand_over(self._request(article, learnt) | {"names": names})
            outcome = EngineOutcome((), (), 0.0, False)
            self._is_owing = True
            try:
                while not outcome.finished:
                    answer = await self._receive() if taken is not None else None
                    if answer is None:
                        self._is_owing = False
                        yield await self._report_death(article, outcome, taken or [])
                        return
                    outcome = unpack_outcome(answer)
                    self._is_owing = not outcome.finished
                    yield outcome
            finally:
                if self._is_owing:
                    self._send({"cancel": self._number})

    async def explain(
        self, article: Article, offset: int, *, names: Sequence[Annotation], learnt: Learnt = NOTHING
    ) -> Explanation | None:
        """Why the candidate at an offset is proposed or not; None where no candidate stands.

        `names` are the entities found before. AnnotateError where that cannot be found out.
        """
        request = {"explain": offset, "proposed": [pack_annotation(each) for each in names]}
        async with self._turn:
            taken = await self._hand_over(self._request(article, learnt) | request)
            answer = await self._receive() if taken is not None else None
        if answer is None:
            raise AnnotateError(say("The annotation process ended while it was asked for reasons; ask again."))
        if "failure" in answer:
            raise AnnotateError(answer["failure"])
        return None if answer["explanation"] is None else unpack_explanation(answer["explanation"])

    async def close(self) -> None:
        """End the process; if the engine is used again, it starts another."""
        process, self._process = self._process, None
        if self._errors is not None:
            self._errors.close()
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        if process.stdout is not None:
            # asyncio considers a process ended once its pipes are closed, and a pipe with unread answers stays open.
            async with self._reading:
                while await process.stdout.read(_CHUNK):
                    pass
        await process.wait()

    def _request(self, article: Article, learnt: Learnt) -> dict[str, Any]:
        """What every request about an article says."""
        labels = str(self._labels) if self._labels else ""
        packed = write_learnt(learnt) if learnt else ""
        return {"article": pack_article(article), "labels": labels, "learnt": packed, "names": None}

    async def _hand_over(self, request: dict[str, Any]) -> list[str] | None:
        """Send the process a request; returns the annotators that it will run, or None if it dies twice."""
        for _ in range(2):
            await self.start()
            self._number += 1
            self._send({"number": self._number, **request})
            try:
                # The process answers late only if it is still busy with an article that was cancelled.
                async with asyncio.timeout(_PATIENCE if self._is_owing else None):
                    answer = await self._receive()
            except TimeoutError:
                answer = None
            if answer is not None:
                return list(answer["taken"])
            await self.close()
        return None

    def _send(self, message: dict[str, Any]) -> None:
        if self._process is not None and self._process.stdin is not None and not self._process.stdin.is_closing():
            # A broken pipe is noticed when the answer is awaited.
            with contextlib.suppress(ConnectionError):
                self._process.stdin.write(frame(message))

    async def _receive(self) -> dict[str, Any] | None:
        """The next answer about the current article, or None if the process has ended."""
        process = self._process
        while process is not None and process.stdout is not None:
            if (message := self._take_message()) is not None:
                if message["number"] == self._number:
                    return message
                continue
            with contextlib.suppress(ConnectionError):
                # If the task is cancelled while it waits, read() leaves every byte for the next one; readexactly()
                # would not.
                async with self._reading:
                    chunk = await process.stdout.read(_CHUNK)
                self._unread += chunk
                if chunk:
                    continue
            return None
        return None

    def _take_message(self) -> dict[str, Any] | None:
        """The first message among the bytes received, or None if it is not complete."""
        if len(self._unread) < HEADER.size:
            return None
        end = HEADER.size + HEADER.unpack_from(self._unread)[0]
        if len(self._unread) < end:
            return None
        message: dict[str, Any] = json.loads(self._unread[HEADER.size : end])
        del self._unread[:end]
        return message

    async def _report_death(self, article: Article, outcome: EngineOutcome, names: list[str]) -> EngineOutcome:
        """The last outcome, with a failure that explains how the process ended."""
        code = await self._process.wait() if self._process is not None else None
        last_error = self._last_error()
        await self.close()
        busy = names[round(len(names) * outcome.done)] if names else ""
        ended = {
            "cause": _cause(code),
            "article": repr(article.title or article.source or say("this article")),
            "annotator": repr(busy),
            "error": last_error,
        }
        if busy:
            message = say(
                "The annotation process ended{cause} on {article} while {annotator} was running{error}; its proposals "
                "so far are kept. Annotate the article again to start another process.",
                **ended,
            )
        else:
            message = say(
                "The annotation process ended{cause} on {article}{error}; its proposals so far are kept. Annotate the "
                "article again to start another process.",
                **ended,
            )
        return EngineOutcome(outcome.annotations, (*outcome.failures, Failure(busy, message)), outcome.done)

    def _last_error(self) -> str:
        if self._errors is None or self._errors.closed:
            return ""
        self._errors.seek(0)
        lines = self._errors.read()[-2000:].decode(errors="replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return f" ({last})" if last else ""


def _cause(code: int | None) -> str:
    if code is None:
        return " " + say("as it started")
    if code < 0:
        return " " + say("by {signal}", signal=signal.Signals(-code).name)
    return " " + say("with exit code {code}", code=code)
