"""Makes articles of a feed's items, and puts the text of an item's page in the place of the feed's text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.load.feed import FeedItem, read_feed
from reader.load.loaded import Loaded, Unfetched, first_line, put_title_first
from reader.load.web import Page
from reader.model import Article


def list_items(page: Page, name: str) -> Iterator[Loaded]:
    """The items of a fetched feed, none of whose pages is fetched; LoadError where the feed cannot be read."""
    feed = read_feed(page, name)
    remarks = feed.remarks
    for number, item in enumerate(feed.items, 1):
        loaded = loaded_item(
            item, outlet=feed.title, feed=name, name=f"item {number}", is_linked_publicly=page.is_public
        )
        yield replace(loaded, warnings=(*remarks, *loaded.warnings))
        remarks = ()


def loaded_item(item: FeedItem, *, outlet: str, feed: str, name: str, is_linked_publicly: bool) -> Loaded:
    """An item as an article; its source is the address of its page, or else that of the feed, where it has a name."""
    fields = (("publisher", outlet), ("url", item.url))
    article = Article(
        item.text, item.title or first_line(item.text), item.url or feed, item.date, tuple(filter(_is_given, fields))
    )
    unfetched = Unfetched(item.url, is_linked_publicly) if item.url else None
    return Loaded(article, warnings=item.remarks, name="" if item.url else name, unfetched=unfetched)


def take_page(item: Loaded, page: Loaded) -> Loaded:
    """An item with the text of its page; title, date and publisher are the feed's own, which names no site in them."""
    listed, found = item.article, page.article
    body = found.text if found.title_span is None else found.text[found.title_span.end :].lstrip()
    names = {name for name, _ in listed.fields}
    article = Article(
        put_title_first(listed.title, body),
        listed.title,
        listed.source,
        listed.date or found.date,
        (*listed.fields, *(each for each in found.fields if each[0] not in names)),
    )
    return replace(page, article=article, name=item.name, warnings=(*item.warnings, *page.warnings))


def _is_given(field: tuple[str, str]) -> bool:
    return bool(field[1])
