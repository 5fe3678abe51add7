"""How the processes of a run begin and end."""

from __future__ import annotations

import multiprocessing

from reader.batch.annotating import RunTask
from reader.batch.items import RunItem
from reader.batch.pool import _serve, annotate_in_processes
from reader.model import Article


def test_a_process_whose_run_was_killed_ends_without_a_word() -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, RunTask(("patterns",))))
    process.start()
    theirs.close()
    assert ours.poll(60)
    # What it said lies unread, as when the run is killed: the line is reset, not merely closed.
    ours.close()
    process.join(60)
    assert process.exitcode == 0


def test_no_more_processes_are_started_than_there_are_articles() -> None:
    items = [RunItem(f"{number}.txt", Article(f"نص {number}")) for number in range(2)]
    results = annotate_in_processes(items, RunTask(("patterns",)), jobs=8)
    first, _ = next(results)
    assert first == items[0]
    assert len(multiprocessing.active_children()) == 2
    assert [item for item, _ in results] == items[1:]
    assert multiprocessing.active_children() == []
