"""Decides in which file a run keeps its rows until it is done, and which files it must not overwrite."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.batch.parquet import convert_rows, is_parquet, restore_rows
from reader.batch.resuming import is_written_by_a_run
from reader.errors import ReaderError, shown
from reader.load.formats import is_known
from reader.outputs import check_target
from reader.wording import say


def check_place(output: Path, paths: Sequence[str], *, resume: bool) -> None:
    """Raise ReaderError if a run over these paths cannot write to a file, or would destroy something there."""
    check_target(output)
    if output.suffix.lower() == ".gz":
        raise ReaderError(
            say(
                "{output}: a run cannot resume packed output; write .jsonl and pack it afterwards.",
                output=shown(output),
            )
        )
    if output.is_dir():
        raise ReaderError(say("{output}: this is a folder; name a file in it with -o.", output=shown(output)))
    if output.exists() and not os.access(output, os.W_OK):
        raise ReaderError(
            say("{output}: cannot be written (Permission denied); name another file with -o.", output=shown(output))
        )
    if not resume and is_among(output, paths):
        raise refuse_article(output)
    if output.exists() and any(os.path.exists(path) and os.path.samefile(path, output) for path in paths):
        raise ReaderError(
            say("{output}: the same file cannot be read and written; name another file with -o.", output=shown(output))
        )
    check_target(output, sources=paths)
    rows = journal_of(output)
    if rows.exists() and not is_written_by_a_run(rows):
        raise ReaderError(
            say(
                "{rows}: the rows are kept under this name until the run is done, but it is another file; move "
                "it away, or name another file with -o.",
                rows=shown(rows),
            )
        )


def journal_of(output: Path) -> Path:
    """The file beside an output in which rows are kept until the run is done."""
    return output.resolve().with_name(output.name + ".part.jsonl")


def find_rows(output: Path, *, resume: bool) -> Path:
    """The file to which rows are added: the output itself only if it has no content that could be lost.

    A Parquet file cannot be read before it is finished, so that its rows are always kept beside it.
    """
    rows = journal_of(output)
    if is_parquet(output):
        if resume and output.exists() and not rows.exists():
            restore_rows(output, rows)
        return rows
    if rows.exists():
        return rows
    has_content = output.is_file() and output.stat().st_size > 0
    return rows if has_content and not resume and os.access(rows.parent, os.W_OK) else output


def put_in_place(rows: Path, output: Path) -> None:
    """Turn the rows that were kept beside an output into the output."""
    if is_parquet(output):
        convert_rows(rows, output)
        rows.unlink()
        return
    target = output.resolve()
    try:
        if target.exists():
            shutil.copymode(target, rows)
        os.replace(rows, target)
    except OSError as error:
        reason = error.strerror or shown(error)
        raise ReaderError(
            say(
                "{output}: cannot be written ({reason}); the rows are kept in {rows}, from which --resume goes on.",
                output=shown(output),
                reason=reason,
                rows=shown(rows),
            )
        ) from error


def recognize(output: Path | None, rows: int) -> Callable[[str], bool]:
    """Return a function that checks whether a file about to be read is the output, or the open file of its rows.

    The output is skipped if a run has written it; if it is something else, which would be lost, ReaderError is raised.
    """
    written = _identity(output) if output is not None else None
    is_ours = output is None or is_written_by_a_run(output)
    own = _identity(rows)

    def is_output(name: str) -> bool:
        found = _identity(name)
        if found is None or found not in (written, own):
            return False
        if output is not None and found == written and not is_ours:
            raise refuse_article(output)
        return True

    return is_output


def refuse_article(output: Path) -> ReaderError:
    """The error for an output that is an article to be read."""
    return ReaderError(
        say(
            "{output}: this is one of the articles to be read, and it would be lost; name another file with -o.",
            output=shown(output),
        )
    )


def is_among(output: Path, paths: Sequence[str]) -> bool:
    """Whether a file in a folder that is read is an article, and not the output of an earlier run."""
    # Annotations in a .ann file are read with the text beside it.
    if not (output.is_file() and (is_known(output.name) or output.suffix == ".ann")):
        return False
    whole = output.resolve()
    if not any(os.path.isdir(path) and whole.is_relative_to(Path(path).resolve()) for path in paths):
        return False
    return not is_written_by_a_run(output)


def _identity(file: int | str | Path) -> tuple[int, int] | None:
    try:
        status = os.stat(file)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
