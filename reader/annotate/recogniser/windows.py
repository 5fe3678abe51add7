"""Decides which words the recogniser reads together: neighbouring sentences share a window, so each has its context."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.annotate.recogniser.subwords import END, START

WINDOW = 128
"""Pieces read together, the two at the ends included."""

LONGEST_WORD = 16
"""Pieces of one word that are read; the rest of a longer one is passed over."""


@dataclass(slots=True)
class SubwordWindow:
    """Pieces in reading order, and where the first piece of each word stands."""

    pieces: list[int] = field(default_factory=lambda: [START])
    words: list[tuple[int, int, int]] = field(default_factory=list)
    """Of each word: its sentence's number, its number in the sentence, its first piece's place in the window."""


def pack_windows(sentences: Sequence[Sequence[tuple[int, ...]]], limit: int = WINDOW) -> list[SubwordWindow]:
    """Fill windows of at most so many pieces with the cut words of sentences, in order.

    A sentence begins a new window where it does not fit into the rest of this one, and is divided between words only
    where no window could hold it.
    """
    windows: list[SubwordWindow] = []
    current = SubwordWindow()
    for number, cuts in enumerate(sentences):
        needed = sum(min(len(cut), LONGEST_WORD) for cut in cuts) + 1
        if current.words and len(current.pieces) + needed > limit:
            windows.append(current)
            current = SubwordWindow()
        for place, cut in enumerate(cuts):
            if current.words and len(current.pieces) + min(len(cut), LONGEST_WORD) + 1 > limit:
                current.pieces.append(END)
                windows.append(current)
                current = SubwordWindow()
            current.words.append((number, place, len(current.pieces)))
            current.pieces.extend(cut[:LONGEST_WORD])
        if cuts:
            current.pieces.append(END)
    if current.words:
        windows.append(current)
    return windows
