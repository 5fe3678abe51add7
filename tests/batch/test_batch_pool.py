"""A process of a run ends quietly when the run that started it is gone."""

from __future__ import annotations

import multiprocessing

from reader.batch.annotating import Work
from reader.batch.pool import _serve


def test_a_process_whose_run_was_killed_ends_without_a_word() -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, Work(("patterns",))))
    process.start()
    theirs.close()
    assert ours.poll(60)
    # What it said lies unread, as when the run is killed: the line is reset, not merely closed.
    ours.close()
    process.join(60)
    assert process.exitcode == 0
