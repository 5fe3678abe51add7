"""Runs `reader annotate`: reads articles, annotates them, and writes the results in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reader.annotate import check_known
from reader.batch.annotating import Done, OutputForm, RunTask, annotate_item
from reader.batch.items import RunItem, read_items
from reader.batch.output import Output, open_output
from reader.batch.parquet import check_parquet, is_parquet
from reader.batch.progress import Progress
from reader.batch.target import check_place, find_rows, put_in_place, recognize
from reader.errors import INTERRUPTED, ReaderError
from reader.load import Reach
from reader.wording import say

_MOST_FAILURES = 5
"""The number of failures of one annotator that are reported one by one; a missing model fails on the whole corpus."""

Engine = Callable[[Iterable[RunItem]], Iterator[tuple[RunItem, Done]]]


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a run."""

    work: RunTask = field(default_factory=RunTask)
    jobs: int = 1
    output: Path | None = None
    """None for standard output."""
    resume: bool = False
    cluster: str = ""
    """dask://HOST:PORT; empty for this machine."""
    encoding: str | None = None
    follow_paths: bool = False
    """Whether rows may refer to any file."""


def annotate_paths(paths: Sequence[str], options: Options) -> int:
    """Annotate everything at the paths and write it as it comes; return the exit code, 2 if anything was lost.

    After Ctrl-C the exit code is 130. ReaderError is raised if the run cannot begin or go on.
    """
    _check(paths, options)
    progress = Progress(paths)
    rows = find_rows(options.output, resume=options.resume) if options.output is not None else None
    is_beside = rows != options.output
    try:
        is_data = options.work.form is OutputForm.JSON_LINES
        with open_output(
            rows, resume=options.resume, is_data=is_data, replaces=options.output if is_beside else None
        ) as output:
            code = _run(paths, options, output, progress)
        if rows is not None and options.output is not None and is_beside and not output.is_untouched:
            put_in_place(rows, options.output)
    except KeyboardInterrupt:
        progress.complain(
            say("interrupted; --resume continues from this point.") if rows else say("interrupted; nothing is kept.")
        )
        return INTERRUPTED
    finally:
        progress.clear()
    return code


def _run(paths: Sequence[str], options: Options, output: Output, progress: Progress) -> int:
    lost = 0
    failures: Counter[str] = Counter()

    def complain(sentence: str, is_lost: bool) -> None:
        nonlocal lost
        lost += is_lost
        progress.complain(sentence)

    is_output = recognize(options.output, output.descriptor)

    def wanted() -> Iterator[RunItem]:
        for item in read_items(
            paths,
            complain=complain,
            encoding=options.encoding,
            is_output=is_output,
            reach=Reach.ANYWHERE if options.follow_paths else Reach.BESIDE,
        ):
            is_output(item.article.source)
            if output.is_done(item):
                progress.step(is_new=False)
            else:
                yield item

    for _, done in _engine(options)(wanted()):
        if done.text:
            output.write(done.text)
        if done.remark:
            complain(done.remark, False)
        for problem in done.problems:
            failures[problem.annotator] += 1
            if not problem.annotator or failures[problem.annotator] <= _MOST_FAILURES:
                complain(problem.message, True)
        progress.step()
    for name, count in failures.items():
        if name and count > _MOST_FAILURES:
            complain(
                say(
                    "The annotator {name} failed on {number} articles in all; their rows name it.",
                    name=repr(name),
                    number=count,
                ),
                True,
            )
    if not lost:
        output.begin()
    return 2 if lost else 0


def _engine(options: Options) -> Engine:
    if options.cluster:
        from reader.batch.cluster import annotate_on_cluster

        return partial(annotate_on_cluster, work=options.work, address=options.cluster)
    if options.jobs > 1:
        from reader.batch.pool import annotate_in_processes

        return partial(annotate_in_processes, work=options.work, jobs=options.jobs)
    return partial(_annotate_here, work=options.work)


def _annotate_here(items: Iterable[RunItem], *, work: RunTask) -> Iterator[tuple[RunItem, Done]]:
    for item in items:
        yield item, annotate_item(item, work)


def _check(paths: Sequence[str], options: Options) -> None:
    check_known(options.work.names or ())
    output = options.output
    if options.resume and (output is None or options.work.form is not OutputForm.JSON_LINES):
        raise ReaderError(say("--resume needs a file with -o to go on with, in JSON Lines or Parquet."))
    if output is None:
        return
    check_place(output, paths, resume=options.resume)
    if is_parquet(output):
        check_parquet()
        if options.work.form is not OutputForm.JSON_LINES:
            raise ReaderError(
                say("A table cannot be written as Parquet; leave --format out, or name another file with -o.")
            )
