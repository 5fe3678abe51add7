"""Serves as the annotation process: takes articles from standard input one by one, and answers on standard output."""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO

from reader.annotate import default_names, find_annotator
from reader.annotate.commitments.explaining import explain_candidates, find_at
from reader.annotate.commitments.judge import shipped_judge
from reader.annotate.learnt import read_learnt
from reader.annotate.pipeline import EngineOutcome, Failure, run_in_turn
from reader.annotate.process.frames import (
    HEADER,
    frame,
    pack_explanation,
    pack_outcome,
    unpack_annotation,
    unpack_article,
)
from reader.errors import ReaderError
from reader.labels import default_labels, read_labels
from reader.wording import choose_language, say, use_language

_NICENESS = 10
"""How far the process lowers its priority, so that the application's keys stay fast."""


class _Requests:
    """The application's requests and cancellations, which a thread reads while articles are being annotated."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._waiting: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._cancelled: set[int] = set()
        threading.Thread(target=self._listen, daemon=True).start()

    def take(self) -> dict[str, Any]:
        return self._waiting.get()

    def is_cancelled(self, number: int) -> bool:
        return number in self._cancelled

    def _listen(self) -> None:
        while True:
            header = self._stream.read(HEADER.size)
            if len(header) < HEADER.size:
                # The application has ended, for whatever reason; nobody needs the rest of the work.
                os._exit(0)
            message = json.loads(self._stream.read(*HEADER.unpack(header)))
            if "cancel" in message:
                self._cancelled.add(message["cancel"])
            else:
                self._waiting.put(message)


def main() -> None:
    """Serve until standard input closes."""
    # Text that a plug-in prints must not get in between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    use_language(choose_language(os.environ))
    requests = _Requests(sys.stdin.buffer)
    for name in default_names():
        # An annotator that cannot be loaded is reported with the first article.
        with suppress(ReaderError):
            find_annotator(name)
    while True:
        _answer(requests, requests.take(), answers)


def _answer(requests: _Requests, request: dict[str, Any], answers: BinaryIO) -> None:
    number = request["number"]

    def send(message: dict[str, Any]) -> None:
        answers.write(frame({"number": number, **message}))
        answers.flush()

    names = request["names"] or default_names()
    send({"taken": list(names)})
    if "explain" in request:
        send(_explain(request))
        return
    outcome = EngineOutcome((), (), 0.0, False)
    try:
        labels = read_labels(Path(request["labels"])) if request["labels"] else default_labels()
        article = unpack_article(request["article"])
        cancelled = lambda: requests.is_cancelled(number)  # noqa: E731
        learnt = read_learnt(request["learnt"], say("the request"))
        for outcome in run_in_turn(article, names=names, labels=labels, learnt=learnt, cancelled=cancelled):
            send(pack_outcome(outcome))
    except ReaderError as error:
        outcome = EngineOutcome((), (Failure("", str(error)),))
        send(pack_outcome(outcome))
    if not outcome.finished:
        send({"stopped": True})


def _explain(request: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request for the reasons for or against the candidate at an offset."""
    article = unpack_article(request["article"])
    names = [unpack_annotation(each) for each in request["proposed"]]
    try:
        judge = read_learnt(request["learnt"], say("the request")).judge or shipped_judge()
        found = find_at(explain_candidates(article.text, judge=judge, names=names), request["explain"])
    except (ReaderError, ImportError) as error:
        return {"failure": str(error)}
    return {"explanation": pack_explanation(found) if found is not None else None}


if __name__ == "__main__":
    main()
