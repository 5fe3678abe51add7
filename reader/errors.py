"""Defines the errors that the user sees: each message says what is wrong, where, and what to do.

ReaderError
├── LoadError      an article cannot be read
├── ConfigError    a settings, label or theme file is broken
├── AnnotateError  the engine cannot run as asked
├── QueryError     a search that cannot be read
└── StoreError     the workspace cannot be opened, read or written
    └── RefusedError   a write that can never succeed
"""

from reader.wording import say, written_digits

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


class ReaderError(Exception):
    """An error whose message is a sentence for the user; the command line prints it and ends with exit code 2."""


class LoadError(ReaderError):
    """A file, stream or page that cannot become an article."""


class ConfigError(ReaderError):
    """A settings, label or theme file that cannot be used as it stands."""


class AnnotateError(ReaderError):
    """An annotator that is unknown, lacks its data, or failed."""


class QueryError(ReaderError):
    """A query that cannot be read; the message says where and why."""

    def __init__(self, why: str, *, words: str = "", offset: int = 0) -> None:
        super().__init__(
            say(
                "The query cannot be read at {words} (character {character}): {why}",
                words=shown(words),
                character=offset + 1,
                why=why,
            )
            if words
            else say("The query cannot be read at character {character}: {why}", character=offset + 1, why=why)
        )
        self.why = why
        self.words = words
        """The words of the query that cannot be read; empty at its end."""
        self.offset = offset
        """Where they begin in the query, in code points."""


class StoreError(ReaderError):
    """A workspace that cannot be opened, read or written; the message says where unwritten work is kept."""


class RefusedError(StoreError):
    """A write that can never succeed, whatever the state of the disk."""


def shown(name: object) -> str:
    """A name from outside made safe for a sentence: line ends, escapes and direction marks as \\n, \\x1b, \\u202e."""
    text = str(name)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def line_of(name: object, line: int) -> str:
    """How a sentence names a line of a file, whose name need not be safe yet."""
    return say("{name}, line {line}", name=shown(name), line=written_digits(str(line)))
