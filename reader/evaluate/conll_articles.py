"""Gathers the sentences of a CoNLL file into articles that can be measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reader.errors import ReaderError, line_of, shown
from reader.exchange.conll import TaggedWord, read_sentences
from reader.wording import say

Sentences = tuple[tuple[TaggedWord, ...], ...]
"""The sentences of an article, in order."""


def gather_articles(
    text: str,
    name: str,
    *,
    sentences: int,
    cut: Callable[[Sequence[Any]], Sequence[Any]] = lambda all_of_them: all_of_them,
) -> Iterator[Sentences]:
    """The articles of a CoNLL file; ReaderError if a line has no tag, or no line has one.

    Without -DOCSTART- lines, `sentences` of them make an article. `cut` selects some of the sentences.
    """
    found = cut(list(read_sentences(text)))
    if not found:
        raise ReaderError(
            say("{name}: the file has neither rows of JSON nor words with tags; give one of the two.", name=shown(name))
        )
    bare = next((word for sentence in found for word in sentence.words if not word.tag), None)
    if bare is not None:
        raise ReaderError(
            say(
                "{place}: the word has no tag; write both, a space between them.",
                place=line_of(name, bare.line),
            )
        )
    is_parted = any(sentence.begins for sentence in found)
    article: list[tuple[TaggedWord, ...]] = []
    for sentence in found:
        if article and (sentence.begins if is_parted else len(article) == sentences):
            yield tuple(article)
            article = []
        article.append(sentence.words)
    yield tuple(article)
