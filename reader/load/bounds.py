"""Decides how much one article, and one file, may hold, so that no small file swells beyond memory and patience.

A packed file, a Word document or a table of a few kilobytes can stand for gigabytes. What the bounds leave out is no
news: a book has a million characters.
"""

from __future__ import annotations

from reader.errors import LoadError
from reader.model import Article

MOST_CHARACTERS = 16_000_000
"""Characters of one article."""
MOST_LINES = 1_000_000
"""Lines of one article."""
LONGEST_LINE = 1_000_000
"""Characters of one line, which is laid out whole."""
MOST_BYTES = 48 << 20
"""Bytes of a file that is in memory as a whole while it is read, and of a row of one that is not."""
MOST_BYTES_OF_TABLE = 256 << 20
"""The same for a table, whose text is decoded line by line."""
MOST_LINES_OF_TABLE = 2_000_000
MOST_ROWS = 1_000_000
"""Rows of a table."""
MOST_CELLS_OF_ROW = 10_000
MOST_BYTES_OF_COLUMNS = 24 << 20
"""The same for CoNLL's columns, where each word is a line."""
MOST_WORDS_OF_SENTENCE = 200_000
"""Lines of CoNLL's columns without a blank one among them."""
MOST_VALUES = 1_000_000
"""Values in one JSON document or row."""
MOST_BYTES_OF_PAGE = 12 << 20
MOST_TAGS = 40_000
"""Elements of a page, of which the extractor takes six thousand a second."""
MOST_ELEMENTS = 3_000_000
"""Elements of a part of a Word document."""


def refuse_oversized(article: Article, where: str) -> None:
    """LoadError where an article holds more than can be read, which says how much it holds and how to split it."""
    text = article.text
    if len(text) > MOST_CHARACTERS:
        raise LoadError(
            f"{where}: the article has {len(text):,} characters, {MOST_CHARACTERS:,} are the most; "
            "split it into several files or rows."
        )
    if (lines := text.count("\n") + 1) > MOST_LINES:
        raise LoadError(
            f"{where}: the article has {lines:,} lines, {MOST_LINES:,} are the most; "
            "split it into several files or rows."
        )
    if len(text) > LONGEST_LINE and (longest := max(map(len, text.splitlines()))) > LONGEST_LINE:
        raise LoadError(
            f"{where}: the article has a line of {longest:,} characters, {LONGEST_LINE:,} are the most; "
            "split it into paragraphs, a line each."
        )
