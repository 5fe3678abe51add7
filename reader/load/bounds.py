"""Decides how big an article and a file may be, so that no small file takes too much memory or time.

A packed file, a Word document or a table of a few kilobytes can unpack to gigabytes. The bounds are far above any news:
a book has a million characters.
"""

from __future__ import annotations

from reader.errors import LoadError
from reader.model import Article
from reader.wording import say

MOST_CHARACTERS = 16_000_000
"""The most characters in an article."""
MOST_LINES = 1_000_000
"""The most lines in an article."""
LONGEST_LINE = 1_000_000
"""The most characters in a line of an article."""
MOST_BYTES = 48 << 20
"""The most bytes of a file that is read as a whole, and of a row of a file that is read row by row."""
MOST_BYTES_OF_TABLE = 256 << 20
"""The most bytes of a table, whose text is decoded line by line."""
MOST_LINES_OF_TABLE = 2_000_000
MOST_ROWS = 1_000_000
"""The most rows in a table."""
MOST_CELLS_OF_ROW = 10_000
MOST_BYTES_OF_COLUMNS = 24 << 20
"""The most bytes of CoNLL's columns, in which each word has a line."""
MOST_WORDS_OF_SENTENCE = 200_000
"""The most lines of CoNLL's columns without a blank line."""
MOST_VALUES = 1_000_000
"""The most values in one JSON document or row."""
MOST_BYTES_OF_PAGE = 12 << 20
MOST_TAGS = 40_000
"""The most elements in a page; the extractor reads six thousand a second."""
MOST_ELEMENTS = 3_000_000
"""The most elements in a part of a Word document."""


def refuse_oversized(article: Article, where: str) -> None:
    """Raise LoadError where an article is too big; the message says how big it is and how to split it."""
    text = article.text
    if len(text) > MOST_CHARACTERS:
        raise LoadError(
            say(
                "{where}: the article has {number} characters, and may have at most {most}; split it "
                "into several files or rows.",
                where=where,
                number=len(text),
                most=MOST_CHARACTERS,
            )
        )
    if (lines := text.count("\n") + 1) > MOST_LINES:
        raise LoadError(
            say(
                "{where}: the article has {lines} lines, and may have at most {most}; split it into "
                "several files or rows.",
                where=where,
                lines=lines,
                most=MOST_LINES,
            )
        )
    if len(text) > LONGEST_LINE and (longest := max(map(len, text.splitlines()))) > LONGEST_LINE:
        raise LoadError(
            say(
                "{where}: the article has a line of {longest} characters, and a line may have at most "
                "{most}; split it into paragraphs, with a line for each.",
                where=where,
                longest=longest,
                most=LONGEST_LINE,
            )
        )
