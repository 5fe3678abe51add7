"""Begins and ends a command: makes streams writable, prints a problem as one sentence, and sets the exit code."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import NoReturn

from reader.cli.command_line import app
from reader.cli.complaining import complain
from reader.errors import ReaderError
from reader.outlets import explain_replaced, guard_outlets
from reader.streams import explain_unwritable, give_up_output, open_closed_streams


def main() -> None:
    """Run the command line; a problem that the user can solve ends it with one sentence and exit code 2."""
    open_closed_streams()
    guard_outlets()
    try:
        try:
            app(prog_name="reader")
        finally:
            sys.stdout.flush()
            _report(explain_replaced())
    except ReaderError as error:
        _end(str(error))
    except BrokenPipeError:
        # The reader of the pipe has closed it.
        give_up_output()
        sys.exit(1)
    except OSError as error:
        sentence = explain_unwritable(error)
        if not sentence:
            raise
        give_up_output()
        _end(sentence)


def _end(sentence: str) -> NoReturn:
    _report(sentence)
    sys.exit(2)


def _report(sentence: str) -> None:
    # If even the sentence cannot be written, the exit code still shows the failure.
    with suppress(OSError):
        if sentence:
            complain(sentence)
