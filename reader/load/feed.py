"""Reads RSS and Atom: the items of a feed with their titles, summaries, dates and addresses.

feedparser reads what is not well-formed too. The prolog is cut off before, and with it every entity that a feed
declares, so that none can unpack to gigabytes.
"""

from __future__ import annotations

import io
import re
import warnings
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from reader.errors import LoadError, shown
from reader.load.encoding import decode
from reader.load.feed_text import text_of, without_controls
from reader.load.loaded import put_title_first, without_direction
from reader.load.row_dates import read_date
from reader.load.web import Page
from reader.wording import counted, say, sayable, written_digits

_TOO_MANY_TAGS = sayable("{name}: the feed has {many} tags, and may have at most {most}; look for a shorter one.")
_TOO_MANY_REFERENCES = sayable(
    "{name}: the feed has {many} references, and may have at most {most}; look for a shorter one."
)
MOST_ITEMS = 1000
"""The most items of a feed that are read: the first ones, which are the newest in most feeds."""
_MOST_TAGS = 100_000
"""The most tags in a feed; deeply nested, so many keep the parser busy for three seconds."""
_MOST_REFERENCES = 1_000_000
"""The most `&` in a feed; unescaped, so many keep the parser busy for three seconds."""
_LONGEST_NAME = 500
"""The most characters of a title, and of the name of a feed."""
_LONGEST_ADDRESS = 4000
_HEAD = 1 << 14
# Atomic, since otherwise a page of many comments would be tried in every way to divide them.
_PROLOG = rb"(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+"
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?" + _PROLOG + rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.DOTALL)
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_DECLARED = re.compile(rb"""<\?xml\b[^>]*?encoding\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_MEDIA_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a feed as plain text; all but one of title, summary and address may be empty."""

    title: str
    summary: str
    """The longest text about the item that the feed has, sometimes the whole article."""
    date: str
    """The date in ISO 8601, or as it is written where it cannot be read."""
    url: str
    """The address of its page; always http or https."""
    remarks: tuple[str, ...] = ()
    """A sentence for each thing that had to be left out."""

    @property
    def text(self) -> str:
        """The text to store as long as its page is not fetched."""
        return put_title_first(self.title, self.summary).strip() or self.url


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read."""

    title: str
    items: tuple[FeedItem, ...]
    remarks: tuple[str, ...]
    """A sentence for each thing that had to be left out or replaced."""


def is_feed(page: Page) -> bool:
    """Whether a fetched page is a feed, by its media type or by how it begins; many servers name a wrong type."""
    if page.media_type in _MEDIA_TYPES:
        return True
    head = page.data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    return bool(_BEGINNING.match(head))


def read_feed(page: Page, name: str) -> Feed:
    """The items of a feed; LoadError where it cannot be read or has none that can be used."""
    declared = [found.decode("ascii") for found in _DECLARED.findall(page.data[:_HEAD])]
    decoded = decode(page.data, name, declared=[*filter(None, [page.charset]), *declared])
    text, dropped = without_controls(decoded.text)
    root = _ROOT.search(text)
    if root is None:
        raise LoadError(say("{name}: this is neither RSS nor Atom; check the address in a browser.", name=shown(name)))
    remarks = list(decoded.warnings)
    if dropped:
        remarks.append(
            counted(
                dropped,
                "{name}: {number} control character in the feed left out.",
                "{name}: {number} control characters in the feed left out.",
                name=shown(name),
            )
        )
    if _ENTITY.search(text, 0, root.start()):
        remarks.append(say("{name}: the feed declares entities of its own, which are not read.", name=shown(name)))
    text = text[root.start() :]
    for sign, most, sentence in (("<", _MOST_TAGS, _TOO_MANY_TAGS), ("&", _MOST_REFERENCES, _TOO_MANY_REFERENCES)):
        if (many := text.count(sign)) > most:
            raise LoadError(say(sentence, name=shown(name), many=many, most=most))
    parsed = _parse(text, page.url, name)
    entries = parsed.get("entries", [])
    if len(entries) > MOST_ITEMS:
        remarks.append(
            say(
                "{name}: only the first {most} of {number} items were read.",
                name=shown(name),
                most=MOST_ITEMS,
                number=len(entries),
            )
        )
    items: list[FeedItem] = []
    for number, entry in enumerate(entries[:MOST_ITEMS], 1):
        place = say("{name}, item {number}", name=shown(name), number=written_digits(str(number)))
        item = _item_of(entry, page.url, place)
        if item is None:
            remarks.append(say("{place}: it has neither a text nor an address, and was left out.", place=place))
        elif not item.url or all(item.url != each.url for each in items):
            items.append(item)
    if not items:
        raise LoadError(
            say("{name}: the feed has no items that can be read; check the address in a browser.", name=shown(name))
        )
    title = _name(parsed.get("feed", {}).get("title", "")) or urlsplit(page.url).hostname or ""
    return Feed(title, tuple(items), tuple(remarks))


def _parse(text: str, base: str, name: str) -> Mapping[str, Any]:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # They do not concern the analyst.
        try:
            # From a stream, since feedparser would open a text that is an address or a path.
            parsed: Mapping[str, Any] = feedparser.parse(
                io.BytesIO(text.encode("utf-8", "replace")),
                response_headers=headers,
                sanitize_html=False,  # No HTML is kept.
                resolve_relative_uris=False,
            )
        except Exception as error:  # On broken input it fails in as many ways as its parts do.
            raise LoadError(
                say(
                    "{name}: the feed cannot be parsed ({reason}); check the address in a browser.",
                    name=shown(name),
                    reason=type(error).__name__,
                )
            ) from error
    return parsed


def _item_of(entry: Mapping[str, Any], base: str, where: str) -> FeedItem | None:
    title = _name(entry.get("title", ""))
    bodies = [entry.get("summary", ""), *(each.get("value", "") for each in entry.get("content", []))]
    summary = max((text_of(body) for body in bodies if isinstance(body, str)), key=len, default="")
    url, remarks = _address_of(entry.get("link", ""), base, where)
    if not (title or summary or url):
        return None
    return FeedItem(title, summary, _date_of(entry), url, remarks)


def _address_of(link: Any, base: str, where: str) -> tuple[str, tuple[str, ...]]:
    if not isinstance(link, str) or not link.strip():
        return "", ()
    try:
        url = urljoin(base, link.strip())
        parts = urlsplit(url)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= _LONGEST_ADDRESS
    except ValueError:
        is_usable = False
    if not is_usable or any(character.isspace() for character in url):
        found = shown(link.strip()[:100])
        return "", (
            say(
                "{where}: {found} is not an http or https address, so only the text in the feed is opened.",
                where=where,
                found=found,
            ),
        )
    return parts._replace(fragment="").geturl(), ()


def _date_of(entry: Mapping[str, Any]) -> str:
    # feedparser warns where `updated` is asked for and there is only `published`.
    kind = next((kind for kind in ("published", "updated", "created") if entry.get(kind)), "")
    written = " ".join(str(entry.get(kind, "") if kind else "").split())
    if not written or (date := read_date(written)):
        return date if written and date else ""
    try:
        return datetime.fromtimestamp(timegm(entry[f"{kind}_parsed"]), UTC).isoformat()
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return written[:100]


def _name(written: Any) -> str:
    text = without_direction(" ".join(text_of(written).split())) if isinstance(written, str) else ""
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"
