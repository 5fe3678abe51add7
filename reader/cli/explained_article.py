"""Explains the places of an article that `reader explain` was asked for, as tables or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from reader.arabic.words import fold
from reader.cli.explanation_table import list_candidates, tabulate_place
from reader.errors import LoadError, ReaderError, shown
from reader.labels import LabelSet
from reader.wording import counted, say, written_digits

if TYPE_CHECKING:
    from reader.annotate.article_reasons import ArticleReasons
    from reader.annotate.commitments.explaining import Explanation
    from reader.load import Loaded
    from reader.model import Article


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be explained."""

    file: str
    article: str = ""
    """The title or id of the article, where the file holds several."""
    at: int | None = None
    find: str | None = None
    store: str | None = None
    encoding: str | None = None


def explain_file(wanted: Wanted, *, labels: LabelSet, as_json: bool, complain: Callable[[str], None]) -> str:
    """The reasons at the wanted places; ReaderError where the file, the article or a place cannot be found."""
    from reader.annotate.article_reasons import explain_article
    from reader.annotate.foreign_text import explain_language
    from reader.cli.learnt_here import find_learnt_here

    loaded = _choose(wanted)
    article = loaded.article
    offsets = tuple(_find_offsets(wanted, article))
    reasons = explain_article(article, learnt=find_learnt_here([wanted.file], wanted.store, complain))
    for failure in reasons.failures:
        complain(failure.message)
    if reasons.language:
        complain(explain_language(reasons.language))
    if as_json:
        return json.dumps(_pack(article, reasons, offsets), ensure_ascii=False, indent=1) + "\n"
    if wanted.at is None and wanted.find is None:
        return list_candidates(reasons, labels)
    return "\n".join(tabulate_place(article, reasons, offset, labels) for offset in offsets)


def _choose(wanted: Wanted) -> Loaded:
    """The only article of the file, or the one that was named."""
    from reader.load import Loaded, find_sources, load_each

    name = shown(wanted.file)
    outcomes = [each for source in find_sources([wanted.file]) for each in load_each(source, encoding=wanted.encoding)]
    loaded = [each for each in outcomes if isinstance(each, Loaded)]
    errors = [each for each in outcomes if isinstance(each, LoadError)]
    if not loaded:
        raise (
            errors[0]
            if errors
            else ReaderError(say("{file}: there is no article; name a file that has one.", file=shown(wanted.file)))
        )
    found = [each for each in loaded if _is_named(each.article, wanted.article)] if wanted.article else loaded
    if len(found) == 1:
        return found[0]
    called = repr(shown(wanted.article))
    if not found:
        raise ReaderError(
            say("{name}: there is no article called {called}; name one with --article.", name=name, called=called)
        )
    number = len(found)
    raise ReaderError(
        counted(
            number,
            "{name}: there are {number} article called {called}; name one with --article.",
            "{name}: there are {number} articles called {called}; name one with --article.",
            name=name,
            called=called,
        )
        if wanted.article
        else counted(
            number,
            "{name}: there are {number} article; name one with --article.",
            "{name}: there are {number} articles; name one with --article.",
            name=name,
        )
    )


def _is_named(article: Article, name: str) -> bool:
    return article.id.startswith(name.lower()) or article.source == name or fold(name) in fold(article.title)


def _find_offsets(wanted: Wanted, article: Article) -> Iterator[int]:
    """The offsets that are asked for; ReaderError where there is none."""
    from reader.reading.finding import Search

    name, length = shown(wanted.file), len(article.text)
    if wanted.at is not None:
        if not 0 <= wanted.at < length:
            raise ReaderError(
                say(
                    "{name}: there is no offset {at} in a text of {length} code points; give one from 0 to {last}.",
                    name=name,
                    at=written_digits(str(wanted.at)),
                    length=length,
                    last=written_digits(str(length - 1)),
                )
                if length
                else say(
                    "{name}: there is no offset {at} in a text of {length} code points; give one of a text that is not "
                    "empty.",
                    name=name,
                    at=written_digits(str(wanted.at)),
                    length=length,
                )
            )
        yield wanted.at
    elif wanted.find is not None:
        found = [span for part in Search(article.text).hits(wanted.find) for span in part]
        if not found:
            raise ReaderError(
                say(
                    "{name}: {find} does not stand in this text; check the spelling.",
                    name=name,
                    find=repr(shown(wanted.find)),
                )
            )
        yield from (span.start for span in found)


def _pack(article: Article, reasons: ArticleReasons, offsets: Sequence[int]) -> dict[str, Any]:
    from reader.annotate.commitments.explaining import find_at

    packed: dict[str, Any] = {"title": article.title, "sha256": article.id, "language": reasons.language}
    if not offsets:
        return packed | {"candidates": [_pack_candidate(each, reasons) for each in reasons.candidates]}
    places = []
    for offset in offsets:
        candidate = find_at(reasons.candidates, offset)
        over = [asdict(each) for each in reasons.over(offset) if not each.roles]
        packed_candidate = _pack_candidate(candidate, reasons) if candidate is not None else None
        places.append({"offset": offset, "candidate": packed_candidate, "entities": over})
    return packed | {"places": places}


def _pack_candidate(candidate: Explanation, reasons: ArticleReasons) -> dict[str, Any]:
    return asdict(candidate) | {"proposed": reasons.proposed(candidate) is not None}
