"""Finds the files of a UIMA CAS in a folder or a ZIP file, and has cassis read them."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import LoadError, shown
from reader.exchange.foreign_files import MOST_BYTES, parse_xml, read_bytes
from reader.exchange.foreign_format import Incoming, Outgoing
from reader.wording import say

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

TYPE_SYSTEM = "TypeSystem.xml"


def name_of(row: Outgoing) -> str:
    """The name of an article's file, without an ending."""
    return row.name or row.article.id[:12]


@dataclass(slots=True)
class _KnownTypes:
    """The types that were read, so that files with the same types share them: reading them takes longer than a text."""

    beside: TypeSystem | None = None
    """Those of TypeSystem.xml, which XMI needs."""
    inside: TypeSystem | None = None
    """Those of the JSON file before."""
    written: Any = None
    """Those as that file has them."""


def read_cas_files(path: Path, ending: str, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The annotations of every CAS with this ending in a file, folder or ZIP file; LoadError where there is none."""
    found = False
    types = _KnownTypes()
    for name, data in _files(path, ending):
        where = shown(name)
        if Path(name).name.lower() == TYPE_SYSTEM.lower():
            types.beside = _read_types(data, where)
            continue
        found = True
        yield _incoming(data, ending, types, where)
    if not found:
        raise LoadError(
            say(
                "{path}: there is no file of a UIMA CAS that ends in {ending}; name another file or folder.",
                path=shown(path),
                ending=ending,
            )
        )


def _files(path: Path, ending: str) -> Iterator[tuple[str, bytes]]:
    """The names and contents of the files: type systems first."""
    if zipfile.is_zipfile(path):
        yield from _packed(path, ending)
        return
    folder = path if path.is_dir() else path.parent
    beside = sorted(each for each in folder.iterdir() if each.is_file()) if folder.is_dir() else []
    wanted = [each for each in beside if each.name.lower() == TYPE_SYSTEM.lower()]
    wanted += [each for each in beside if each.suffix.lower() == ending] if path.is_dir() else [path]
    for each in wanted:
        yield str(each), read_bytes(each)


def _packed(path: Path, ending: str) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if sum(each.file_size for each in entries) > MOST_BYTES:
                raise LoadError(say("{path}: the file unpacks to more than a gigabyte; divide it.", path=shown(path)))
            entries.sort(key=lambda each: (Path(each.filename).name.lower() != TYPE_SYSTEM.lower(), each.filename))
            for each in entries:
                if Path(each.filename).name.lower() == TYPE_SYSTEM.lower() or each.filename.lower().endswith(ending):
                    yield f"{path}/{each.filename}", archive.read(each)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise LoadError(
            say("{path}: the file cannot be unpacked ({reason}); name another.", path=shown(path), reason=shown(error))
        ) from error


def _read_types(data: bytes, where: str) -> TypeSystem:
    from cassis import load_typesystem

    parse_xml(data, where)
    try:
        with _quiet():
            return load_typesystem(io.BytesIO(data))
    except Exception as error:
        raise _unusable(where, error) from error


def _incoming(data: bytes, ending: str, types: _KnownTypes, where: str) -> Incoming:
    from reader.exchange.cas_reading import incoming_of

    if ending == ".xmi":
        parse_xml(data, where)
        if types.beside is None:
            raise LoadError(
                say(
                    "{path}: the file has no types of its own; put its {types} beside it.",
                    path=where,
                    types=TYPE_SYSTEM,
                )
            )
    try:
        with _quiet():
            cas = _load(data, ending, types)
        return incoming_of(cas, where)
    except LoadError:
        raise
    except Exception as error:
        # Whatever is wrong with a file, cassis raises what its code happens to meet.
        raise _unusable(where, error) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Pass over what cassis warns of, but for offsets outside of the text or inside a character: these stay wrong."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.filterwarnings("error", message="Not mapping external offset")
        yield


def _load(data: bytes, ending: str, types: _KnownTypes) -> Cas:
    from cassis import load_cas_from_json, load_cas_from_xmi

    if ending == ".xmi":
        # `trusted` allows long texts; entities were refused before.
        return load_cas_from_xmi(io.BytesIO(data), types.beside, trusted=True)
    held = with_empty_arrays(json.loads(data))
    is_known = types.inside is not None and held.get("%TYPES") == types.written
    cas = load_cas_from_json(json.dumps(held), types.inside if is_known else None, merge_typesystem=not is_known)
    types.inside, types.written = cas.typesystem, held.get("%TYPES")
    return cas


def with_empty_arrays(held: Any) -> Any:
    """The JSON of a CAS with the elements of empty arrays: cassis leaves them out, and cannot read them then."""
    for each in held["%FEATURE_STRUCTURES"]:
        if each["%TYPE"] in ("uima.cas.FSArray", "uima.cas.TOP[]"):
            each.setdefault("%ELEMENTS", [])
    return held


def _unusable(where: str, error: Exception) -> LoadError:
    reason = f"{type(error).__name__}: {error}"
    return LoadError(
        say(
            "{path}: this is not a UIMA CAS that can be read ({reason}); export it anew.",
            path=where,
            reason=shown(reason[:200]),
        )
    )
