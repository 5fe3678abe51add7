"""Decides which encoding bytes are in."""

from __future__ import annotations

from reader.errors import LoadError, shown


def decode(data: bytes, name: str, *, encoding: str | None = None) -> str:
    """The text that bytes stand for, without a byte order mark."""
    try:
        return data.decode(encoding or "utf-8").removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        raise LoadError(f"{shown(name)}: the file is not in {encoding or 'utf-8'}; name its encoding.") from error
