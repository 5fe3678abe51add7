"""Turns the words of the command line into the options of a run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.annotate import read_names
from reader.batch.annotating import OutputForm, RunTask
from reader.batch.run import Options, annotate_paths


def run_command(
    paths: Sequence[str],
    *,
    annotators: str | None,
    form: str,
    jobs: int,
    output: str | None,
    resume: bool,
    with_text: bool,
    cluster: str | None,
    encoding: str | None,
    follow_paths: bool = False,
) -> int:
    """Run `reader annotate` as it was typed; the exit code."""
    path = Path(output) if output and output != "-" else None
    work = RunTask(read_names(annotators), OutputForm(form), str(path.parent) if path else None, with_text)
    return annotate_paths(paths, Options(work, jobs, path, resume, cluster or "", encoding, follow_paths))
