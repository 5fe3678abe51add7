"""Makes annotations of a UIMA CAS: those of our own layers, and those of any other layer of spans.

Every annotation is read that is no token, sentence, relation or part of the page. Its label is the first feature that
names it, or the name of its layer; its slots are roles, and its other features attributes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from cassis import Cas
from cassis.typesystem import TYPE_NAME_ANNOTATION

from reader.exchange.cas_types import DETAILS, ENTITY_DETAILS, METADATA, NAMED_ENTITY, ROLE
from reader.exchange.foreign_format import Incoming
from reader.exchange.incoming_annotations import IncomingAnnotations
from reader.model import Decision
from reader.wording import say

SOURCE = "uima"
"""The source of annotations that name none."""
_LABELS = ("label", "value", "type_", "category", "identifier")
"""The features that name what an annotation of another layer is, the best first; cassis calls `type` `type_`."""
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
_TEXT_ONLY = (
    *(_DKPRO + name for name in ("segmentation.", "metadata.", "lexmorph.", "syntax.", "coref.", "structure.")),
    "org.dkpro.core.api.xml.",
    "org.dkpro.core.api.pdf.",
    "uima.tcas.Doc",
)
"""Types that cut a text into pieces or describe it, and tag none of it."""
_ENDS = ("Governor", "Dependent")
"""The features of a relation in INCEpTION."""


def incoming_of(cas: Cas, where: str) -> Incoming:
    """The annotations of a CAS, ours or those of another program's layers."""
    text = cas.sofa_string or ""
    found = IncomingAnnotations(len(text), where, SOURCE)
    everything = cas.select_all_annotations()
    details = {id(entity): each for each in everything if each.type.name == ENTITY_DETAILS for entity in _targets(each)}
    about: dict[str, str] = {}
    relations = False
    for each in everything:
        name = each.type.name
        if name == METADATA:
            wanted = ("documentTitle", "documentUri", "documentId")
            about = {feature: value for feature in wanted if (value := _text(each, feature))}
        elif name == ENTITY_DETAILS:
            # Without a decision the entity that it belonged to has been taken away.
            if not list(_targets(each)) and _text(each, "decision") == Decision.REJECTED.value:
                found.add(each.begin, each.end, _text(each, "label"), (), _details(each))
        elif all(hasattr(each, end) for end in _ENDS):
            relations = True
        elif name not in (ROLE, TYPE_NAME_ANNOTATION) and not name.startswith(_TEXT_ONLY):
            kept = _details(details[id(each)]) if id(each) in details else _details(each)
            found.add(each.begin, each.end, _label(each), _roles(each), kept | _attributes(each, kept))
    if relations:
        found.warnings.append(
            say("{where}: relations between annotations were left out, since the reader has none.", where=where)
        )
    sum_ = about.get("documentId", "")
    is_sum = len(sum_) == 64 and set(sum_) <= set("0123456789abcdef")
    return Incoming(
        tuple(found.kept),
        text,
        sum_ if is_sum else "",
        about.get("documentTitle", ""),
        about.get("documentUri") or ("" if is_sum else sum_),
        warnings=tuple(found.warnings),
    )


def _text(each: Any, feature: str) -> str:
    value = getattr(each, feature, None)
    return value if isinstance(value, str) else ""


def _details(each: Any) -> dict[str, Any]:
    details: dict[str, Any] = {name: _text(each, name) for name in DETAILS}
    try:
        details["score"] = float(details["score"]) if details["score"] else None
        details["attributes"] = json.loads(details["attributes"]) if details["attributes"] else {}
    except (ValueError, RecursionError):
        details |= {"score": None, "attributes": {}}
    return details if isinstance(details["attributes"], dict) else details | {"attributes": {}}


def _label(each: Any) -> str:
    names = (_text(each, feature) for feature in _LABELS)
    return next(filter(None, names), each.type.name.rpartition(".")[2])


def _attributes(each: Any, details: dict[str, Any]) -> dict[str, Any]:
    """The further features of an annotation as attributes."""
    further = details["attributes"]
    if each.type.name == NAMED_ENTITY:
        identifier = _text(each, "identifier")
        return {"attributes": ({"entity": identifier} if identifier else {}) | further}
    used = {*DETAILS, "sofa", "begin", "end", next((name for name in _LABELS if _text(each, name)), "")}
    features = {feature.name: getattr(each, feature.name, None) for feature in each.type.all_features}
    own = {name: str(value) for name, value in features.items() if isinstance(value, str | int | float) and value != ""}
    return {"attributes": {name: value for name, value in own.items() if name not in used} | further}


def _links(each: Any) -> Iterator[tuple[str, Any]]:
    """The filled slots of an annotation: their roles, and the annotations that fill them."""
    for feature in each.type.all_features:
        slot = getattr(each, feature.name, None)
        elements = getattr(slot, "elements", None)
        for link in elements if isinstance(elements, list) else ():
            target = getattr(link, "target", None)
            if target is not None and hasattr(target, "begin"):
                yield _text(link, "role") or feature.name, target


def _targets(each: Any) -> Iterator[Any]:
    return (target for _, target in _links(each))


def _roles(each: Any) -> Iterator[tuple[str, Any, Any]]:
    return ((role, target.begin, target.end) for role, target in _links(each))
