"""Reads and writes UIMA CAS as XMI: NAME.xmi for each article, and TypeSystem.xml, which tells what is in them.

XML holds no control characters; U+FFFD stands in for them. Where a ZIP file is read, it is one that INCEpTION exports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reader.exchange.cas_files import TYPE_SYSTEM, name_of, read_cas_files
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.unfit_characters import NOT_XML
from reader.labels import LabelSet


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """The type system, and a file for each article."""
    from reader.exchange.cas_types import make_cas, own_types

    types = own_types(labels)
    yield WrittenPiece(types.to_xml() or "", TYPE_SYSTEM)
    for row in rows:
        cas = make_cas(row, types, lambda text: NOT_XML.replace(text, losses))
        yield WrittenPiece(cas.to_xmi() or "", f"{name_of(row)}.xmi")


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """What a file, a folder or a ZIP file of XMI holds."""
    yield from read_cas_files(path, ".xmi", complain)
