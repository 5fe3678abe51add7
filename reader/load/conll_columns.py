"""Reads CoNLL's columns as articles, with the entities that their tags mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reader.errors import LoadError, shown
from reader.exchange.conll import is_tagged, read_conll
from reader.load.bounds import MOST_LINES, MOST_WORDS_OF_SENTENCE
from reader.load.encoding import decode
from reader.load.loaded import Loaded, first_line, warn_once
from reader.model import Article
from reader.wording import say

_HEAD = 1 << 14
"""The number of bytes that are looked at to distinguish columns from plain text."""
_ENOUGH = 5
"""The least number of lines, all of them words with tags, that show columns; no plain text begins like that."""

_DOCUMENT = re.compile(r"^-DOCSTART-", re.MULTILINE)
_BLANK = re.compile(r"\n[^\S\n]*\n|\n-DOCSTART-")


def has_columns(data: bytes) -> bool:
    """Whether bytes begin as CoNLL's columns do, for a file whose name does not show its format."""
    head = data[:_HEAD].decode("utf-8", "replace")
    complete = head if len(data) <= _HEAD else head.rpartition("\n")[0]
    lines = [line for line in islice(complete.split("\n"), 200) if line.strip()]
    return len(lines) >= _ENOUGH and all(map(is_tagged, lines))


def read_columns(data: bytes, name: str, *, encoding: str | None = None) -> Iterator[Loaded | LoadError]:
    """The articles in a CoNLL file; LoadError where none of its lines is a word with a tag, or where it is too long."""
    decoded = decode(data, name, encoding=encoding)
    text = decoded.text.replace("\r\n", "\n")
    if not any(map(is_tagged, text.split("\n"))):
        raise LoadError(
            say(
                "{name}: no line has a word and its tag (O, B-PER …); put the tag into the last column.",
                name=shown(name),
            )
        )
    has_documents = _DOCUMENT.search(text) is not None
    if not has_documents and text.count("\n") > MOST_LINES:
        raise LoadError(
            say(
                "{name}: one article has over {most} words; separate articles with -DOCSTART- lines.",
                name=shown(name),
                most=MOST_LINES,
            )
        )
    if any(sentence.count("\n") > MOST_WORDS_OF_SENTENCE for sentence in _BLANK.split(text)):
        raise LoadError(
            say(
                "{name}: a sentence has over {most} words; separate sentences with blank lines.",
                name=shown(name),
                most=MOST_WORDS_OF_SENTENCE,
            )
        )
    yield from warn_once(_articles(text, name, has_documents=has_documents), decoded.warnings)


def _articles(text: str, name: str, *, has_documents: bool) -> Iterator[Loaded]:
    for line, tokens, entities in read_conll(text):
        article = Article(tokens, first_line(tokens), name)
        yield Loaded(article, entities, name=f"{name}:{line}" if has_documents else "")
