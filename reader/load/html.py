"""Reads HTML as an article: the main text as trafilatura extracts it, with the page's title, date and publisher."""

from __future__ import annotations

import re
import warnings
from typing import Any

from reader.errors import LoadError, shown
from reader.load.bounds import MOST_TAGS
from reader.load.double_encoding import UNDONE, undo
from reader.load.encoding import decode
from reader.load.loaded import Loaded, first_line, put_title_first
from reader.load.page_source import prepare
from reader.model import Article
from reader.wording import counted, say

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE
)
_HEAD = 4096


def read_html(
    data: bytes, name: str, *, encoding: str | None = None, declared: str = "", url: str | None = None
) -> Loaded:
    """The article in a page; LoadError where no main text is found.

    `declared` is the charset that the server named, which is preferred to one named in the page itself.
    """
    in_page = [found.decode("ascii") for found in _CHARSET.findall(data[:_HEAD])]
    decoded = decode(data, name, encoding=encoding, declared=[*filter(None, [declared]), *in_page])
    # This must come before extraction, which drops control characters: double encoding turns some bytes into these.
    page = decoded.text if encoding else undo(decoded.text)
    undone = (f"{shown(name)}: {say(UNDONE)}",) if page != decoded.text else ()
    source = prepare(page)
    if source.tags > MOST_TAGS:
        raise LoadError(
            say(
                "{name}: the page has {tags} elements, and may have at most {most}; save its text to files "
                "and open those.",
                name=shown(name),
                tags=source.tags,
                most=MOST_TAGS,
            )
        )
    found = _extract(source.text, name, url)
    text = source.put_back(found.text).strip() if found is not None else ""
    if found is None or not any(map(str.isalpha, text)):
        raise LoadError(
            say(
                "{name}: no article was found in the page; save its text to a file and open that file.",
                name=shown(name),
            )
        )
    title = " ".join(source.put_back(found.title).split())
    fields = (("publisher", found.sitename), ("url", found.url or url), ("author", found.author))
    article = Article(
        put_title_first(title, text),
        title or first_line(text),
        name,
        found.date or "",
        tuple((field, source.put_back(value)) for field, value in fields if value),
    )
    return Loaded(article, warnings=decoded.warnings + undone + _explain_dropped(source.dropped, name))


def _explain_dropped(count: int, name: str) -> tuple[str, ...]:
    if not count:
        return ()
    return (
        counted(
            count,
            "{name}: {number} control character in the page was left out; no text needs them.",
            "{name}: {number} control characters in the page were left out; no text needs them.",
            name=shown(name),
        ),
    )


def _extract(page: str, name: str, url: str | None) -> Any:
    import trafilatura

    if not re.search(r"<(?:html|body)\b", page, re.IGNORECASE):
        page = f"<html><body>{page}</body></html>"  # trafilatura would not accept a fragment as a page.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Warnings of the extractor's own dependencies do not concern the analyst.
        try:
            return trafilatura.bare_extraction(
                page, url=url, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True
            )
        except (ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
            raise LoadError(
                say(
                    "{name}: the page cannot be parsed ({reason}); save its text to a file.",
                    name=shown(name),
                    reason=type(error).__name__,
                )
            ) from error
