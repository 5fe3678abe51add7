"""Reads other programs' files whole, and XML without what can harm: no entities, no DTD, nothing from the network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reader.errors import LoadError, shown
from reader.wording import say

MOST_BYTES = 1 << 30
"""The most that one file, or what it unpacks to, may hold."""


def read_bytes(path: Path) -> bytes:
    """What a file holds; LoadError where it cannot be read, or holds more than a gigabyte."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LoadError(say("{path}: the file is larger than a gigabyte; divide it.", path=shown(path)))
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LoadError(
            say("{path}: the file cannot be read ({reason}); name another.", path=shown(path), reason=reason)
        ) from error


def parse_xml(data: bytes, where: str) -> Any:
    """The root element of a file in XML; LoadError where it is not XML, or has a document type."""
    from lxml import etree

    _refuse_document_type(data, where)
    # CATMA gives one identifier to several elements, which only a table of identifiers would mind.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, collect_ids=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_xml(where, error) from error


def _refuse_document_type(data: bytes, where: str) -> None:
    # lxml cannot be asked before it reads the files that a document type names: without a table of identifiers, it does
    # so whatever `load_dtd` says. expat reads none.
    from xml.parsers import expat

    def refuse(*_: object) -> None:
        raise LoadError(
            say(
                "{path}: the file has a document type, which may define entities; export it without one.",
                path=where,
            )
        )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise _no_xml(where, error) from error


def _no_xml(where: str, error: Exception) -> LoadError:
    return LoadError(
        say("{path}: this is not XML that can be read ({reason}); name another file.", path=where, reason=shown(error))
    )
