"""How a command begins and ends: streams that can be written to, one sentence for a problem, the exit code."""

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
    """Run the command line; a problem the user can mend is one sentence and exit code 2."""
    open_closed_streams()
    guard_outlets()
    try:
        try:
            app(prog_name="reader")
        finally:
            sys.stdout.flush()
            _say(explain_replaced())
    except ReaderError as error:
        _end(str(error))
    except BrokenPipeError:
        # Whoever read along has enough.
        give_up_output()
        sys.exit(1)
    except OSError as error:
        sentence = explain_unwritable(error)
        if not sentence:
            raise
        give_up_output()
        _end(sentence)


def _end(sentence: str) -> NoReturn:
    _say(sentence)
    sys.exit(2)


def _say(sentence: str) -> None:
    # Where even the sentence cannot be written, the exit code still tells.
    with suppress(OSError):
        if sentence:
            complain(sentence)
