"""Decides which words the recogniser reads together: neighbouring sentences share a window, as each other's context."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.annotate.recogniser.subwords import END, START

WINDOW = 128
"""The subwords that are read together, including the two at the ends."""

LONGEST_WORD = 16
"""The most subwords of one word that are read; the rest of a longer word is ignored."""


@dataclass(slots=True)
class SubwordWindow:
    """Subwords in reading order, and the position of each word's first subword."""

    subwords: list[int] = field(default_factory=lambda: [START])
    words: list[tuple[int, int, int]] = field(default_factory=list)
    """For each word: its sentence's number, its number in the sentence, its first subword's position in the window."""


def pack_windows(sentences: Sequence[Sequence[tuple[int, ...]]], limit: int = WINDOW) -> list[SubwordWindow]:
    """Fill windows of at most `limit` subwords with the words of sentences, each word cut into subwords, in order.

    A sentence begins a new window where it does not fit into the rest of the current one, and it is divided, between
    two words, only where no window could hold it.
    """
    windows: list[SubwordWindow] = []
    current = SubwordWindow()
    for number, cuts in enumerate(sentences):
        needed = sum(min(len(cut), LONGEST_WORD) for cut in cuts) + 1
        if current.words and len(current.subwords) + needed > limit:
            windows.append(current)
            current = SubwordWindow()
        for word, cut in enumerate(cuts):
            if current.words and len(current.subwords) + min(len(cut), LONGEST_WORD) + 1 > limit:
                current.subwords.append(END)
                windows.append(current)
                current = SubwordWindow()
            current.words.append((number, word, len(current.subwords)))
            current.subwords.extend(cut[:LONGEST_WORD])
        if cuts:
            current.subwords.append(END)
    if current.words:
        windows.append(current)
    return windows
