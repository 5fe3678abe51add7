"""Makes annotations of TEI files as CATMA exports them: tags, feature structures, and segments that point to a text."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from reader.errors import LoadError, shown
from reader.exchange.foreign_files import parse_xml, read_bytes
from reader.exchange.foreign_format import Incoming
from reader.exchange.incoming_annotations import IncomingAnnotations
from reader.wording import say

SOURCE = "tei"
"""The source of annotations that name none."""
TEI = "http://www.tei-c.org/ns/1.0"
FIXED = ("group", "note", "decision", "source", "rule", "score", "attributes")
"""The properties that the reader's tags have beside the attributes of their label."""
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_CHARACTERS = re.compile(r"#char=(\d{1,15}),(\d{1,15})$")
_SUM = re.compile("[0-9a-f]{64}")


@dataclass(slots=True)
class _Instance:
    """An annotation of CATMA's: a tag, its properties, and the stretches that it covers."""

    tag: str
    properties: dict[str, str]
    spans: list[tuple[int, int]] = field(default_factory=list)


def read_tei(path: Path) -> Iterator[Incoming]:
    """The annotations of a file, or of every file in a folder; LoadError where there is none."""
    files = sorted(each for each in path.iterdir() if each.suffix.lower() == ".xml") if path.is_dir() else [path]
    if not files:
        raise LoadError(say("{path}: there is no XML file in this folder; name another.", path=shown(path)))
    for each in files:
        yield _read_file(each)


def _read_file(path: Path) -> Incoming:
    where = shown(path)
    root = parse_xml(read_bytes(path), where)
    blocks = [each for each in root.iter(_named("ab")) if each.get("type") == "catma"]
    if root.tag != _named("TEI") or not blocks:
        raise LoadError(
            say("{path}: this is not a TEI file with annotations in CATMA's form; name another file.", path=where)
        )
    instances = _instances(root)
    names = _find_spans(blocks[0], instances)
    if not names and blocks[0].find(_named("seg")) is not None:
        # CATMA indents such a file, and changes the white space of the text.
        raise LoadError(
            say("{path}: the text is among the annotations; export them from CATMA without the text.", path=where)
        )
    sums = [_content(each) for each in root.iter(_named("idno")) if each.get("type") == "sha256"]
    sum_ = next((each for each in sums if _SUM.fullmatch(each)), "")
    text, file = _text_beside(path, names)
    if not text and not sum_:
        raise LoadError(
            say(
                "{path}: its text is not beside it; put it there as {name}.",
                path=where,
                name=shown(path.with_suffix(".txt").name),
            )
        )
    found = IncomingAnnotations(len(text) if text else sys.maxsize, where, SOURCE)
    _collect(instances, found)
    title, source = (_content(next(root.iter(_named(each)), None)) for each in ("title", "p"))
    return Incoming(
        tuple(found.kept),
        text,
        sum_,
        "" if title == path.stem else title,
        file if source in ("", "-", "empty") else source,
        warnings=tuple(found.warnings),
    )


def _named(tag: str) -> str:
    return f"{{{TEI}}}{tag}"


def _content(element: Any) -> str:
    return "" if element is None else "".join(element.itertext())


def _instances(root: Any) -> dict[str, _Instance]:
    tags = {each.get(_XML_ID, ""): _content(each.find(_named("fsDescr"))) for each in root.iter(_named("fsDecl"))}
    instances: dict[str, _Instance] = {}
    for each in root.iter(_named("fs")):
        tag = each.get("type", "")
        if tag in tags:
            values = {
                feature.get("name", ""): "; ".join(map(_content, feature.iter(_named("string"))))
                for feature in each.findall(_named("f"))
            }
            instances[each.get(_XML_ID, "")] = _Instance(tags[tag] or tag, values)
    return instances


def _find_spans(block: Any, instances: dict[str, _Instance]) -> list[str]:
    """Add to each instance what it covers, and return the files that are pointed to."""
    names: dict[str, None] = {}
    for pointer in block.iter(_named("ptr")):
        target = pointer.get("target", "")
        if match := _CHARACTERS.search(target):
            names[target[: match.start()]] = None
            for name in pointer.getparent().get("ana", "").split():
                if instance := instances.get(name.removeprefix("#")):
                    instance.spans.append((int(match[1]), int(match[2])))
    return list(names)


def _text_beside(path: Path, names: list[str]) -> tuple[str, str]:
    """The text of a file beside this one, with its name: one that is pointed to, or one of the same name."""
    for name in (*(PurePosixPath(unquote(each)).name for each in names), f"{path.stem}.txt"):
        beside = path.with_name(name) if name and "\0" not in name else path
        if beside != path and beside.is_file():
            try:
                return read_bytes(beside).decode("utf-8-sig"), name
            except UnicodeDecodeError as error:
                raise LoadError(
                    say("{path}: the text is not in UTF-8; save it in UTF-8.", path=shown(beside))
                ) from error
    return "", ""


def _collect(instances: dict[str, _Instance], found: IncomingAnnotations) -> None:
    roles: dict[str, list[tuple[str, int, int]]] = {}
    others: list[_Instance] = []
    groups = {each.properties.get("group") for each in instances.values() if "role" not in each.properties}
    for each in instances.values():
        if not each.spans:
            continue
        role, group = each.properties.get("role", ""), each.properties.get("group", "")
        if role and group and group in groups:
            roles.setdefault(group, []).append((role, *_joined(each, found)))
        else:
            others.append(each)
    for each in others:
        details = _details(each.properties)
        filled = roles.get(each.properties.get("group", ""), ())
        found.add(*_joined(each, found), each.tag, filled, details)


def _joined(instance: _Instance, found: IncomingAnnotations) -> tuple[int, int]:
    spans = sorted(instance.spans)
    if any(before[1] < after[0] for before, after in zip(spans, spans[1:], strict=False)):
        found.warnings.append(say("{where}: an annotation in several parts was joined.", where=found.where))
    return spans[0][0], max(end for _, end in spans)


def _details(properties: dict[str, str]) -> dict[str, Any]:
    details: dict[str, Any] = {name: properties.get(name, "") for name in FIXED}
    attributes = {
        name: value
        for name, value in properties.items()
        if value and name not in (*FIXED, "role") and not name.startswith("catma_")
    }
    try:
        details["score"] = float(details["score"]) if details["score"] else None
        further = json.loads(details["attributes"]) if details["attributes"] else {}
    except (ValueError, RecursionError):
        details["score"], further = None, {}
    return details | {"attributes": attributes | (further if isinstance(further, dict) else {})}
