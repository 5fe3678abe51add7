"""Runs `reader annotate`: reads articles, has them annotated, and writes what came of each in order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reader.annotate import check_known
from reader.batch.annotating import Done, Form, Work, annotate_item
from reader.batch.items import Item, read_items
from reader.batch.output import Output, open_output
from reader.batch.parquet import check_parquet, convert_rows, is_parquet, journal_of, restore_rows
from reader.batch.progress import Progress
from reader.batch.resuming import is_written_by_a_run
from reader.errors import ReaderError, shown
from reader.load import Reach
from reader.load.formats import is_known
from reader.outputs import check_target

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells count it."""

_MOST_FAILURES = 5
"""Failures of one annotator that are told each by itself; a model that is missing fails on the whole corpus."""

Engine = Callable[[Iterable[Item]], Iterator[tuple[Item, Done]]]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done."""

    work: Work = field(default_factory=Work)
    jobs: int = 1
    output: Path | None = None
    """None for standard output."""
    resume: bool = False
    cluster: str = ""
    """dask://HOST:PORT; empty for this machine."""
    encoding: str | None = None
    follow_paths: bool = False
    """Whether rows may name any file."""


def annotate_paths(paths: Sequence[str], options: Options) -> int:
    """Annotate all that paths hold and write it as it comes; the exit code: 2 after any loss, 130 after Ctrl-C.

    ReaderError where the run cannot begin or go on.
    """
    _check(paths, options)
    progress = Progress(paths)
    rows = _find_rows(options)
    try:
        is_data = options.work.form is Form.JSON_LINES
        with open_output(rows, resume=options.resume, is_data=is_data) as output:
            code = _run(paths, options, output, progress)
        if rows is not None and options.output is not None and rows != options.output:
            if not output.is_untouched:
                convert_rows(rows, options.output)
            rows.unlink()
    except KeyboardInterrupt:
        progress.complain("interrupted; " + ("--resume goes on from here." if rows else "nothing is kept."))
        return INTERRUPTED
    finally:
        progress.clear()
    return code


def _find_rows(options: Options) -> Path | None:
    """The file that rows are added to; Parquet holds nothing readable before its end, so that it is one beside it."""
    output = options.output
    if output is None or not is_parquet(output):
        return output
    rows = journal_of(output)
    if options.resume and output.exists() and not rows.exists():
        restore_rows(output, rows)
    return rows


def _run(paths: Sequence[str], options: Options, output: Output, progress: Progress) -> int:
    lost = 0
    failures: Counter[str] = Counter()

    def complain(sentence: str, is_lost: bool) -> None:
        nonlocal lost
        lost += is_lost
        progress.complain(sentence)

    def wanted() -> Iterator[Item]:
        for item in read_items(
            paths,
            complain=complain,
            encoding=options.encoding,
            output=output.descriptor,
            reach=Reach.ANYWHERE if options.follow_paths else Reach.BESIDE,
        ):
            if output.is_done(item):
                progress.step(is_new=False)
            else:
                yield item

    for _, done in _engine(options)(wanted()):
        if done.text:
            output.write(done.text)
        for problem in done.problems:
            failures[problem.annotator] += 1
            if not problem.annotator or failures[problem.annotator] <= _MOST_FAILURES:
                complain(problem.message, True)
        progress.step()
    for name, count in failures.items():
        if name and count > _MOST_FAILURES:
            complain(f"The annotator {name!r} failed on {count:,} articles in all; their rows say so.", True)
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


def _annotate_here(items: Iterable[Item], *, work: Work) -> Iterator[tuple[Item, Done]]:
    for item in items:
        yield item, annotate_item(item, work)


def _check(paths: Sequence[str], options: Options) -> None:
    check_known(options.work.names or ())
    output = options.output
    if options.resume and (output is None or options.work.form is not Form.JSON_LINES):
        raise ReaderError("--resume needs a file with -o to go on with, in JSON Lines or Parquet.")
    if output is None:
        return
    check_target(output)
    if is_parquet(output):
        check_parquet()
        if options.work.form is not Form.JSON_LINES:
            raise ReaderError("A table cannot be written as Parquet; leave --format out, or name another file with -o.")
    if output.suffix.lower() == ".gz":
        raise ReaderError(f"{shown(output)}: packed output could not be resumed; write .jsonl and pack it afterwards.")
    if output.is_dir():
        raise ReaderError(f"{shown(output)}: this is a folder; name a file in it with -o.")
    if not options.resume and _is_among(output, paths):
        raise ReaderError(
            f"{shown(output)}: this is one of the articles that are to be read, and would be lost; "
            "name another file with -o."
        )
    if output.exists() and any(os.path.exists(path) and os.path.samefile(path, output) for path in paths):
        raise ReaderError(f"{shown(output)}: this is to be read and written at once; name another file with -o.")
    check_target(output, sources=paths)


def _is_among(output: Path, paths: Sequence[str]) -> bool:
    """Whether a file in a folder that is read is an article there, and no output of a run before."""
    # Annotations in a .ann file are read with the text they stand beside.
    if not (output.is_file() and (is_known(output.name) or output.suffix == ".ann")):
        return False
    whole = output.resolve()
    if not any(os.path.isdir(path) and whole.is_relative_to(Path(path).resolve()) for path in paths):
        return False
    return not is_written_by_a_run(output)
