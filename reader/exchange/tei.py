"""Reads and writes TEI P5 with annotations beside the text, as CATMA imports and exports them.

An article is NAME.txt, its text, and NAME.xml. There a tag is the declaration of a feature structure (`fsDecl`), an
annotation a feature structure (`fs`), and a segment (`seg`) points to what it covers of NAME.txt (`#char=`, RFC 5147).
Offsets count code points and both characters of CRLF, as CATMA does, which takes a character beyond U+FFFF for one.
CATMA has no links between annotations: a commitment and the annotations that fill its roles share a number, `group`.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.incoming_annotations import details_of
from reader.exchange.tei_reading import FIXED, TEI, read_tei
from reader.exchange.unfit_characters import NOT_XML, SURROGATES
from reader.labels import LabelSet
from reader.model import Annotation, Span

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_VERSION = "5"
"""The version of CATMA's own files."""
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_MARK = "\ufeff"


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """For each article its text, and its annotations with the tags of the labels and of all else that it has."""
    from lxml import etree

    for row in rows:
        name = row.name or row.article.id[:12]
        text = SURROGATES.replace(row.article.text, losses)
        # A mark at the beginning of a file is none of its text, so one of the text needs another before it.
        yield WrittenPiece((_MARK if text.startswith(_MARK) else "") + text, f"{name}.txt")
        root = _TeiWriting(row, name, labels, losses).document()
        yield WrittenPiece(etree.tostring(root, encoding="UTF-8", xml_declaration=True), f"{name}.xml")


class _TeiWriting:
    """One article's file of annotations."""

    def __init__(self, row: Outgoing, name: str, labels: LabelSet, losses: Losses) -> None:
        self._row = row
        self._name = name
        self._labels = labels
        self._losses = losses

    def document(self) -> Any:
        """The root of the file."""
        from lxml import etree

        root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
        self._write_header(self._add(root, "teiHeader"))
        text = self._add(root, "text")
        pointers = self._add(self._add(text, "body"), "ab", type="catma")
        number = 0
        for group, annotation in enumerate(self._row.annotations, 1):
            properties = self._properties(annotation) | ({"group": str(group)} if annotation.roles else {})
            tagged = [("tag", annotation.label, annotation.span, properties)]
            for role, span in annotation.roles:
                tagged.append(("role", role, span, {"group": str(group), "role": role}))
            for kind, tag, span, values in tagged:
                number += 1
                self._write_instance(text, pointers, _id(f"{kind} {tag}"), number, span, values)
        return root

    def _write_header(self, header: Any) -> None:
        article = self._row.article
        file = self._add(header, "fileDesc")
        titles = self._add(file, "titleStmt")
        self._add(titles, "title", article.title or self._name)
        self._add(titles, "author", self._row.layer or "-")
        publication = self._add(file, "publicationStmt")
        self._add(publication, "publisher", "-")
        self._add(publication, "idno", article.id, type="sha256")
        source = self._add(file, "sourceDesc")
        self._add(source, "p", article.source or "-")
        description = self._add(self._add(source, "ab"), "fs")
        description.set(_XML_ID, "CATMA_TECH_DESC")
        self._add(self._add(description, "f", name="version"), "string", _VERSION)
        encoding = self._add(header, "encodingDesc")
        used = self._row.annotations
        tags = dict.fromkeys([*self._labels, *(each.label for each in used)])
        roles = [*(each.name for each in self._labels.roles), *(name for each in used for name, _ in each.roles)]
        for kind, names in (("tag", tags), ("role", dict.fromkeys(roles))):
            # CATMA cuts the name of a set of tags at its last space: a version follows.
            tagset = self._add(encoding, "fsdDecl", n=f"reader: {kind}s 1")
            tagset.set(_XML_ID, _id(f"set {kind}", prefix="T"))
            for name in names:
                self._declare(tagset, kind, name)

    def _declare(self, tagset: Any, kind: str, name: str) -> None:
        tag = _id(f"{kind} {name}")
        declared = self._add(tagset, "fsDecl", n="1", type=tag)
        declared.set(_XML_ID, tag)
        self._add(declared, "fsDescr", name)
        properties = ["group", "role"] if kind == "role" else [*FIXED, *self._own(name)]
        colour = str(int(tag[6:12], 16))
        for each in ("catma_displaycolor", "catma_markupauthor", *properties):
            feature = self._add(declared, "fDecl", name=each)
            feature.set(_XML_ID, _id(f"{kind} {name} {each}"))
            values = self._add(self._add(feature, "vRange"), "vColl")
            value = {"catma_displaycolor": colour, "catma_markupauthor": self._row.layer or "-"}.get(each)
            for possible in [value] if value else self._possible(name, each):
                self._add(values, "string", possible)

    def _own(self, label: str) -> list[str]:
        """The attributes of a label that become properties."""
        known = self._labels.named(label)
        names = ["entity"] if not known.is_commitment else [each.name for each in known.attributes]
        return [name for name in names if _NAME.fullmatch(name) and name not in FIXED]

    def _possible(self, label: str, attribute: str) -> tuple[str, ...]:
        return next((each.values for each in self._labels.named(label).attributes if each.name == attribute), ())

    def _properties(self, annotation: Annotation) -> dict[str, str]:
        details = details_of(annotation)
        attributes = details.pop("attributes", {})
        own = {name: attributes.pop(name) for name in self._own(annotation.label) if attributes.get(name, "").strip()}
        further = {"attributes": json.dumps(attributes, ensure_ascii=False)} if attributes else {}
        return {name: str(value) for name, value in details.items()} | own | further

    def _write_instance(
        self, text: Any, pointers: Any, tag: str, number: int, span: Span, values: dict[str, str]
    ) -> None:
        name = _id(f"{self._row.article.id} {self._row.layer} {number}")
        instance = self._add(text, "fs", type=tag)
        instance.set(_XML_ID, name)
        for feature, value in ({"catma_markupauthor": self._row.layer or "-"} | values).items():
            self._add(self._add(instance, "f", name=feature), "string", value)
        segment = self._add(pointers, "seg", ana=f"#{name}")
        # A space or a number sign would end the address.
        address = re.sub(r"[\s#%]", lambda match: f"%{ord(match[0]):02X}", self._fit(f"{self._name}.txt"))
        self._add(segment, "ptr", target=f"{address}#char={span.start},{span.end}", type="inclusion")

    def _add(self, parent: Any, tag: str, content: str = "", **attributes: str) -> Any:
        from lxml import etree

        fitting = {name: self._fit(value) for name, value in attributes.items()}
        made = etree.SubElement(parent, f"{{{TEI}}}{tag}", fitting)
        made.text = self._fit(content) or None
        return made

    def _fit(self, text: str) -> str:
        return NOT_XML.replace(text, self._losses)


def _id(name: str, *, prefix: str = "CATMA") -> str:
    """An identifier in CATMA's form; the same for the same name, so that tags of several articles are one."""
    made = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:x-arabic-reader:{name}".encode("utf-8", "replace").decode())
    return f"{prefix}_{str(made).upper()}"


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The annotations of a file, or of every file in a folder, with the text that lies beside each."""
    yield from read_tei(path)
