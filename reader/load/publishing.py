"""Decides which outlet has published an article."""

from __future__ import annotations

from urllib.parse import urlsplit

from reader.model import Article


def outlet_of(article: Article) -> str:
    """The publisher, or else the website, of an article; empty where neither is known. A file's name is no outlet."""
    fields = dict(article.fields)
    publisher = " ".join(fields.get("publisher", "").split())
    return publisher or _host(fields.get("url", "")) or _host(article.source)


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
