"""Reads and writes W3C Web Annotations as JSON-LD: a page of annotations for each article, in one array.

A span is a position (in code points, as the Web Annotation Data Model asks) and a quote. The label is a body that tags,
the note one that comments, an attribute one that classifies, and a role one that links a stretch of the article.
What the model has no word for is in a vocabulary of our own, which every page's context defines. The article is named
by the SHA-256 of its text (RFC 6920), and the page holds its text.

Annotations of other programs are read in the JSON form that the model describes, not as other forms of the same graph.
"""

from __future__ import annotations

import json
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from reader.errors import LoadError, shown
from reader.exchange.foreign_files import read_bytes
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.incoming_annotations import details_of
from reader.exchange.unfit_characters import SURROGATES
from reader.exchange.web_targets import WebTargets
from reader.labels import LabelSet
from reader.model import Annotation, Span
from reader.wording import say

SOURCE = "w3c"
"""The source of annotations that name none."""
NAMESPACE = "urn:x-arabic-reader:"
CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "reader": NAMESPACE,
        "article": {"@id": "reader:article", "@type": "@id"},
        "title": "dc:title",
        "origin": "dc:source",
        "date": "dc:date",
        "role": "reader:role",
        "attribute": "reader:attribute",
        "annotator": "reader:annotator",
        "decision": "reader:decision",
        "rule": "reader:rule",
        "score": {"@id": "reader:score", "@type": "xsd:double"},
    },
]
"""The W3C's context, and our terms: the role that a body fills, the attribute that it sets, and what an annotation's
decision, score, rule and annotator are."""
_QUOTED = 32
_HASH = "ni:///sha-256;"


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """A JSON array of AnnotationPages, and at its end the AnnotationCollection to which they belong."""
    collection, before, total, name = "", "", 0, ""
    waiting: dict[str, Any] | None = None
    for number, row in enumerate(rows):
        if not collection:
            collection = _urn(f"{row.article.id} {row.layer}")
            name = SURROGATES.replace(row.layer, losses)
        page = _page(row, losses) | {"partOf": collection, "startIndex": total}
        page["id"] = _urn(f"{collection} {number}")
        if waiting is not None:
            yield _piece(waiting | {"next": page["id"]}, is_first=number == 1)
            page["prev"] = before
        waiting, before, total = page, page["id"], total + len(page["items"])
    if waiting is not None:
        yield _piece(waiting, is_first="prev" not in waiting)
    summary = {"id": collection or _urn(""), "type": "AnnotationCollection", "label": name, "total": total}
    ends = {"first": _urn(f"{collection} 0"), "last": before} if before else {}
    yield _piece({"@context": CONTEXT, **summary, **ends}, is_first=not before)
    yield WrittenPiece("\n]\n")


def _piece(page: dict[str, Any], *, is_first: bool) -> WrittenPiece:
    return WrittenPiece(("[\n" if is_first else ",\n") + json.dumps(page, ensure_ascii=False))


def _page(row: Outgoing, losses: Losses) -> dict[str, Any]:
    def fit(text: str) -> str:
        return SURROGATES.replace(text, losses)

    text = fit(row.article.text)
    source = _HASH + urlsafe_b64encode(bytes.fromhex(row.article.id)).decode().rstrip("=")
    about = {"title": row.article.title, "origin": row.article.source, "date": row.article.date}
    article = {"id": source, "type": "Text", "format": "text/plain", **{k: fit(v) for k, v in about.items() if v}}
    items = []
    for number, annotation in enumerate(row.annotations):
        name = {"id": _urn(f"{row.article.id} {row.layer} {number}"), "type": "Annotation", "motivation": "tagging"}
        creator = {"creator": {"type": "Person", "name": fit(row.layer)}} if row.layer else {}
        items.append(name | creator | _write_annotation(annotation, text, source, fit))
    return {
        "@context": CONTEXT,
        "id": "",
        "type": "AnnotationPage",
        "article": article | {"value": text},
        "items": items,
    }


def _write_annotation(annotation: Annotation, text: str, source: str, fit: Callable[[str], str]) -> dict[str, Any]:
    def select(span: Span) -> dict[str, Any]:
        position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        quote = {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - _QUOTED) : span.start],
            "suffix": text[span.end : span.end + _QUOTED],
        }
        return {"type": "SpecificResource", "source": source, "selector": [position, quote]}

    def words(purpose: str, value: str) -> dict[str, Any]:
        return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": fit(value)}

    details = details_of(annotation)
    bodies = [words("tagging", annotation.label)]
    bodies += (words("commenting", note) for note in [annotation.note] if note)
    bodies += (words("classifying", value) | {"attribute": fit(name)} for name, value in annotation.attributes)
    bodies += ({"purpose": "linking", "role": fit(name)} | select(span) for name, span in annotation.roles)
    own = {"annotator": fit(annotation.source), "rule": fit(annotation.rule)}
    own |= {name: details[name] for name in ("decision", "score") if name in details}
    return {name: value for name, value in own.items() if value != ""} | {
        "body": bodies if len(bodies) > 1 else bodies[0],
        "target": select(annotation.span),
    }


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, (NAMESPACE + name).encode("utf-8", "replace").decode()).urn


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The annotations by the resources that they are about, in the order of the file."""
    where = shown(path)
    try:
        held = json.loads(read_bytes(path))
    except (ValueError, RecursionError) as error:
        raise LoadError(say("{path}: this is not JSON; export the annotations as JSON-LD.", path=where)) from error
    resources: dict[str, WebTargets] = {}
    found = False
    for node in _nodes(held, depth=0):
        kinds = _listed(_get(node, "type"))
        if isinstance(article := node.get("article"), dict) and isinstance(name := _get(article, "id"), str):
            resources.setdefault(name, WebTargets(where, SOURCE)).describe(article)
            found = True
        if "AnnotationCollection" in kinds:
            found = True
        if "Annotation" in kinds:
            found = True
            name = WebTargets.name_of(node)
            resources.setdefault(name, WebTargets(where, SOURCE)).add(node)
    if not found:
        raise LoadError(say("{path}: there are no W3C Web Annotations in this file; name another.", path=where))
    for name, each in resources.items():
        yield each.incoming(sum_=_sum_of(name), source="" if name.startswith((_HASH, "urn:")) else name)


def _nodes(held: Any, *, depth: int) -> Iterator[dict[str, Any]]:
    """Every annotation, page and collection, also those inside others."""
    if depth > 9:
        return
    if isinstance(held, list):
        for each in held:
            yield from _nodes(each, depth=depth + 1)
    elif isinstance(held, dict):
        yield held
        for name in ("@graph", "first", "items"):
            yield from _nodes(held.get(name), depth=depth + 1)


def _get(node: dict[str, Any], name: str) -> Any:
    return node.get(name, node.get(f"@{name}"))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _sum_of(name: str) -> str:
    if not name.startswith(_HASH):
        return ""
    try:
        digest = urlsafe_b64decode(name.removeprefix(_HASH) + "=")
    except (Base64Error, ValueError):
        return ""
    return digest.hex() if len(digest) == 32 else ""
