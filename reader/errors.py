"""Problems to tell the user about: each message says what is wrong, where, and what to do.

ReaderError
├── LoadError      an article cannot be read
├── ConfigError    a settings, label or theme file is broken
├── AnnotateError  the engine cannot run as asked
└── StoreError     the workspace cannot be opened, read or written
    └── RefusedError   what was to be written never can be
"""


class ReaderError(Exception):
    """A sentence for the user; the command line prints it and ends with exit code 2."""


class LoadError(ReaderError):
    """A file, stream or page that cannot become an article."""


class ConfigError(ReaderError):
    """A settings, label or theme file that cannot be used as it stands."""


class AnnotateError(ReaderError):
    """An annotator that is unknown, misses its data, or failed."""


class StoreError(ReaderError):
    """A workspace that cannot be opened, read or written; the sentence says where work that was not written is kept."""


class RefusedError(StoreError):
    """What was to be written can never be, whatever becomes of the disk."""


def shown(name: object) -> str:
    """A name from outside as a sentence may carry it: line ends, escapes and direction marks as \\n, \\x1b, \\u202e."""
    text = str(name)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
