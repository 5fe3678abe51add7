"""Rows of cells as they are read: letters in their ordinary forms, right-to-left rows from the right edge."""

from __future__ import annotations

import re
import unicodedata

_LATIN = re.compile(r"[0-9A-Za-z~/%×'-]+(?: [0-9A-Za-z~/%×'-]+)*")


def read_row(row: str) -> str:
    """A row from the right to the left, with Latin words and numbers the right way round."""
    cells: list[str] = []
    for character in row:
        if cells and unicodedata.combining(character):
            cells[-1] += character
        else:
            cells.append(character)
    turned = "".join(unicodedata.normalize("NFKC", cell) if cell != "…" else cell for cell in reversed(cells))
    return _LATIN.sub(lambda match: match[0][::-1], turned)


def read_rows(card: str) -> list[str]:
    """The rows of a card as they are read, without the blanks at the far edge."""
    return [read_row(row).rstrip() for row in card.split("\n")]
