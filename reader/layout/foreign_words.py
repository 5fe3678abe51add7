"""Finds names, options and commands in a line of Arabic, which are read from left to right as a whole."""

from __future__ import annotations

import re

from reader.layout.direction import has_backward_letter

_WORD = re.compile(r"\S+")
_OPENING, _CLOSING = "(«\"'“", ".,:;!?)»\"'”…،؛؟"
"""Marks around a word that belong to the sentence."""


def embed_foreign(line: str, begin: str, end: str) -> str:
    """The line with marks around each stretch of such words; otherwise `--lang` would be shown as `lang--`."""
    parts, at, run = [], 0, None
    for word in _WORD.finditer(line):
        core = word[0].lstrip(_OPENING).rstrip(_CLOSING)
        start = word.start() + word[0].find(core) if core else word.start()
        is_foreign = bool(core) and not has_backward_letter(core)
        continues = run is not None and is_foreign and start == word.start() and line[run[1] : start] == " "
        if run is not None and not continues:
            parts += [line[at : run[0]], begin, line[run[0] : run[1]], end]
            at, run = run[1], None
        if continues and run is not None:
            run = run[0], start + len(core)
        elif is_foreign and (any(map(_is_latin, core)) or core[0] in "-/~"):
            run = start, start + len(core)
    if run is not None:
        parts += [line[at : run[0]], begin, line[run[0] : run[1]], end]
        at = run[1]
    return "".join(parts) + line[at:]


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
