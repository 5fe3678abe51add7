"""Begins and ends a command: makes streams writable, prints a problem as one sentence, and sets the exit code."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, TextIO

from reader.cli.clicks_words import have_click_speak
from reader.cli.command_line import app
from reader.cli.complaining import complain
from reader.errors import ReaderError
from reader.outlets import draw_outlets, explain_replaced, guard_outlets
from reader.settings.interface_language import settle_language
from reader.streams import explain_unwritable, give_up_output, open_closed_streams

if TYPE_CHECKING:
    from reader.ui.terminal.printing import Printer


def main() -> None:
    """Run the command line; a problem that the user can solve ends it with one sentence and exit code 2."""
    open_closed_streams()
    guard_outlets()
    draw_outlets(_find_printer)
    try:
        try:
            arguments = settle_language(sys.argv[1:])
            have_click_speak()
            app(arguments, prog_name="reader")
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


def _find_printer(stream: TextIO) -> Printer:
    from reader.ui.terminal.printing import Printer

    return Printer(stream)


def _end(sentence: str) -> NoReturn:
    _report(sentence)
    sys.exit(2)


def _report(sentence: str) -> None:
    # If even the sentence cannot be written, the exit code still shows the failure.
    with suppress(OSError):
        if sentence:
            complain(sentence)
