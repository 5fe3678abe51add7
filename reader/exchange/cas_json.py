"""Reads and writes UIMA CAS as JSON (version 0.4): NAME.json for each article, with its types.

TypeSystem.xml is written beside them, since INCEpTION imports layers only from it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reader.exchange.cas_files import TYPE_SYSTEM, name_of, read_cas_files, with_empty_arrays
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.unfit_characters import SURROGATES
from reader.labels import LabelSet


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """The type system, and a file for each article."""
    from cassis.typesystem import TypeSystemMode

    from reader.exchange.cas_types import make_cas, own_types

    types = own_types(labels)
    yield WrittenPiece(types.to_xml() or "", TYPE_SYSTEM)
    for row in rows:
        cas = make_cas(row, types, lambda text: SURROGATES.replace(text, losses))
        held = with_empty_arrays(json.loads(cas.to_json(type_system_mode=TypeSystemMode.FULL) or "{}"))
        yield WrittenPiece(json.dumps(held, ensure_ascii=False), f"{name_of(row)}.json")


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """What a file, a folder or a ZIP file of CAS JSON holds."""
    yield from read_cas_files(path, ".json", complain)
