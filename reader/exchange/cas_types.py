"""Puts articles and annotations into the types of a UIMA CAS as INCEpTION has them.

An entity is a NamedEntity of DKPro Core, INCEpTION's own layer; its canonical name is the identifier. INCEpTION takes
no further features of its own layers, so what else an entity has is in an annotation of the layer EntityDetails, which
links to it. A commitment is an annotation of the layer Commitment. Its roles are links, INCEpTION's slots, to an entity
or else to an annotation of the layer CommitmentRole; its attributes are features, as far as the labels know them.

cassis counts code points, as we do, and turns them into UTF-16 units when it writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from cassis import Cas, TypeSystem
from cassis.typesystem import TYPE_NAME_ANNOTATION, TYPE_NAME_STRING

from reader.arabic.words import sentences
from reader.exchange.foreign_format import Outgoing
from reader.exchange.incoming_annotations import details_of
from reader.exchange.label_names import is_commitment
from reader.exchange.span_tokens import tokens
from reader.labels import LabelSet
from reader.model import Annotation, Decision, Span

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
NAMED_ENTITY = f"{_DKPRO}ner.type.NamedEntity"
TOKEN = f"{_DKPRO}segmentation.type.Token"
SENTENCE = f"{_DKPRO}segmentation.type.Sentence"
METADATA = f"{_DKPRO}metadata.type.DocumentMetaData"
COMMITMENT = "webanno.custom.Commitment"
ROLE = "webanno.custom.CommitmentRole"
ENTITY_DETAILS = "webanno.custom.EntityDetails"
_LINKS = {COMMITMENT: "webanno.custom.CommitmentRoleLink", ENTITY_DETAILS: "webanno.custom.EntityDetailsLink"}
_SLOT = {COMMITMENT: "roles", ENTITY_DETAILS: "entity"}
DETAILS = ("note", "decision", "source", "rule", "score", "attributes")
_TAKEN = frozenset(("label", "value", *DETAILS, "roles", "sofa", "begin", "end", "type", "self", "xmiID"))
_FEATURE = re.compile("[A-Za-z][A-Za-z0-9_]*")


def own_types(labels: LabelSet) -> TypeSystem:
    """The types that we write: those that INCEpTION brings with it, and three layers with their links."""
    return _own_types(tuple(dict.fromkeys(each.name for label in labels.commitments for each in label.attributes)))


@cache
def _own_types(attributes: tuple[str, ...]) -> TypeSystem:
    types = TypeSystem()
    for name, features in ((NAMED_ENTITY, ("value", "identifier")), (TOKEN, ()), (SENTENCE, ())):
        _create(types, name, features)
    metadata = types.create_type(METADATA, "uima.tcas.DocumentAnnotation")
    for feature in ("documentTitle", "documentId", "documentUri"):
        types.create_feature(metadata, feature, TYPE_NAME_STRING)
    _create(types, ROLE, ("label",))
    for layer, link in _LINKS.items():
        own = (each for each in attributes if layer == COMMITMENT and _FEATURE.fullmatch(each) and each not in _TAKEN)
        type_ = _create(types, layer, ("label", *DETAILS, *own))
        slot = types.create_type(link, "uima.cas.TOP")
        types.create_feature(slot, "role", TYPE_NAME_STRING)
        types.create_feature(slot, "target", TYPE_NAME_ANNOTATION)
        types.create_feature(type_, _SLOT[layer], "uima.cas.FSArray", elementType=link)
    return types


def _create(types: TypeSystem, name: str, features: Iterable[str]) -> Any:
    made = types.create_type(name, TYPE_NAME_ANNOTATION)
    for feature in features:
        types.create_feature(made, feature, TYPE_NAME_STRING)
    return made


def make_cas(row: Outgoing, types: TypeSystem, fit: Callable[[str], str]) -> Cas:
    """The CAS of an article; `fit` replaces characters that the format cannot hold."""
    cas = Cas(typesystem=types)
    text = cas.sofa_string = fit(row.article.text)
    cas.sofa_mime = "text/plain"
    about = {"documentTitle": row.article.title, "documentUri": row.article.source, "documentId": row.article.id}
    values = {name: fit(value) for name, value in about.items() if value}
    cas.add(types.get_type(METADATA)(begin=0, end=len(text), **values))
    for sentence in sentences(text):
        cas.add(types.get_type(SENTENCE)(begin=sentence.start, end=sentence.end))
        for token in tokens(text, sentence.start, sentence.end):
            cas.add(types.get_type(TOKEN)(begin=token.start, end=token.end))
    writing = _CasWriting(cas, fit)
    for annotation in row.annotations:
        if not is_event(annotation):
            writing.add_entity(annotation)
    for annotation in row.annotations:
        if is_event(annotation):
            writing.add_commitment(annotation)
    return cas


def is_event(annotation: Annotation) -> bool:
    """Whether an annotation is a cue with roles, and no entity."""
    return bool(annotation.roles) or is_commitment(annotation.label)


class _CasWriting:
    """What has been put into a CAS, so that roles can link to it."""

    def __init__(self, cas: Cas, fit: Callable[[str], str]) -> None:
        self._cas = cas
        self._fit = fit
        self._entities: dict[Span, Any] = {}

    def add_entity(self, annotation: Annotation) -> None:
        """Add a NamedEntity and its details; of a rejected entity only the details, so that nobody takes it for one."""
        details = details_of(annotation)
        attributes = details.get("attributes", {})
        linked = None
        if annotation.decision is not Decision.REJECTED:
            identifier = attributes.pop("entity") if attributes.get("entity") else None
            linked = self._add(NAMED_ENTITY, annotation.span, value=annotation.label, identifier=identifier)
            self._entities.setdefault(annotation.span, linked)
        links = [self._link(ENTITY_DETAILS, "of", linked)] if linked else []
        self._add(ENTITY_DETAILS, annotation.span, links, label=annotation.label, **_as_features(details))

    def add_commitment(self, annotation: Annotation) -> None:
        """Add a commitment with a link for each role."""
        links = []
        for name, span in annotation.roles:
            target = self._entities.get(span) or self._add(ROLE, span, label=name)
            links.append(self._link(COMMITMENT, name, target))
        details = details_of(annotation)
        names = {each.name for each in self._cas.typesystem.get_type(COMMITMENT).all_features} - _TAKEN
        attributes = details.get("attributes", {})
        own = {name: attributes.pop(name) for name in names if attributes.get(name)}
        self._add(COMMITMENT, annotation.span, links, label=annotation.label, **_as_features(details), **own)

    def _add(self, type_: str, span: Span, links: Iterable[Any] = (), **features: str | None) -> Any:
        types = self._cas.typesystem
        fitting = {name: value and self._fit(value) for name, value in features.items()}
        made = types.get_type(type_)(begin=span.start, end=span.end, **fitting)
        if type_ in _SLOT:
            made[_SLOT[type_]] = types.get_type("uima.cas.FSArray")(elements=list(links))
        self._cas.add(made)
        return made

    def _link(self, layer: str, role: str, target: Any) -> Any:
        return self._cas.typesystem.get_type(_LINKS[layer])(role=self._fit(role), target=target)


def _as_features(details: dict[str, Any]) -> dict[str, str]:
    features = {name: str(details[name]) for name in DETAILS[:-1] if name in details}
    if attributes := details.get("attributes"):
        features["attributes"] = json.dumps(attributes, ensure_ascii=False)
    return features
