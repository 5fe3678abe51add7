"""Reads and writes spaCy's DocBin: one file with a Doc for each article, whose text is the article's.

The tokens are the reader's words, cut where a span begins or ends; white space that is not one space is a token too.
`doc.spans["reader"]` has every annotation as a span with an id, `doc.ents` the outermost entities, and
`doc.user_data["reader"]` by these ids what a span cannot hold: roles, attributes, decision, note, score, rule, source.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import LoadError, ReaderError, shown
from reader.exchange.foreign_files import MOST_BYTES, read_bytes
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.incoming_annotations import IncomingAnnotations, details_of
from reader.exchange.label_names import is_commitment
from reader.exchange.span_tokens import tokens
from reader.exchange.unfit_characters import SURROGATES
from reader.exchange.values import word_of
from reader.labels import LabelSet
from reader.model import Annotation, Decision, Span
from reader.wording import say, sayable

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

SOURCE = "spacy"
"""The source of annotations that name none."""
KEY = "reader"
"""The key of the spans, and of what they cannot hold."""


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """One DocBin, whole, since it is compressed as one piece."""
    bin_, vocab = _tools()
    for row in rows:
        bin_.add(_make_doc(row, vocab, losses))
    yield WrittenPiece(bin_.to_bytes())


def _tools() -> tuple[Any, Vocab]:
    try:
        import spacy
        from spacy.tokens import DocBin
    except ImportError as error:
        raise ReaderError(
            say("The format spacy needs spaCy, which is not installed; run: pip install 'arabic-reader[spacy]'")
        ) from error
    return DocBin(store_user_data=True), spacy.blank("ar").vocab


def _make_doc(row: Outgoing, vocab: Vocab, losses: Losses) -> Doc:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

    text = SURROGATES.replace(row.article.text, losses)
    given = [each for each in row.annotations if len(each.span)]
    if len(given) < len(row.annotations):
        losses.add(sayable("annotations that cover no character"), len(row.annotations) - len(given))
    cuts = list(_cut(text, {each.span.start for each in given}, {each.span.end for each in given}))
    doc = Doc(vocab, words=[span.of(text) for span, _ in cuts], spaces=[has_space for _, has_space in cuts])
    starts = [span.start for span, _ in cuts]
    spans, details = [], {}
    for number, each in enumerate(given, 1):
        first, after = bisect_left(starts, each.span.start), bisect_left(starts, each.span.end)
        label = SURROGATES.replace(each.label, losses)
        spans.append(SpacySpan(doc, first, after, label=label, span_id=f"a{number}"))
        details[f"a{number}"] = _fit(
            details_of(each) | {"roles": [[name, span.start, span.end] for name, span in each.roles]}, losses
        )
    doc.spans[KEY] = spans
    doc.set_ents(_outermost(given, spans))
    about = {"id": row.article.id, "title": row.article.title, "source": row.article.source, "layer": row.layer}
    doc.user_data[KEY] = _fit({"article": about, "annotations": details}, losses)
    return doc


def _fit(value: Any, losses: Losses) -> Any:
    if isinstance(value, str):
        return SURROGATES.replace(value, losses)
    if isinstance(value, dict):
        return {_fit(name, losses): _fit(each, losses) for name, each in value.items()}
    return [_fit(each, losses) for each in value] if isinstance(value, list) else value


def _cut(text: str, begins: set[int], ends: set[int]) -> Iterator[tuple[Span, bool]]:
    """The tokens of a text, and whether a space that is no token of its own follows each."""
    edges = begins | ends
    word: Span | None = None
    at = 0
    for token in (*tokens(text, edges=edges), Span(len(text), len(text))):
        has_space = (
            word is not None and at < token.start and text[at] == " " and at not in begins and at + 1 not in ends
        )
        if word is not None:
            yield word, has_space
        at += has_space
        for cut in (*sorted(edge for edge in edges if at < edge < token.start), token.start):
            if at < cut:
                yield Span(at, cut), False
            at = cut
        word, at = token, token.end


def _outermost(given: list[Annotation], spans: list[Any]) -> list[Any]:
    """The entities that lie in no other; of two that overlap, the first."""
    reached, chosen = 0, []
    for annotation, span in sorted(
        zip(given, spans, strict=True), key=lambda pair: (pair[0].span.start, -pair[0].span.end)
    ):
        is_entity = not annotation.roles and not is_commitment(annotation.label)
        if is_entity and annotation.decision is not Decision.REJECTED and annotation.span.start >= reached:
            chosen.append(span)
            reached = annotation.span.end
    return chosen


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """What a DocBin holds: where there are no spans of ours, the entities and all groups of spans."""
    bin_, vocab = _tools()
    where = shown(path)
    data = read_bytes(path)
    try:
        unpacking = zlib.decompressobj()
        unpacking.decompress(data, MOST_BYTES)
        if unpacking.unconsumed_tail:
            raise LoadError(say("{path}: the file unpacks to more than a gigabyte; divide it.", path=where))
        docs = list(bin_.from_bytes(data).get_docs(vocab))
    except LoadError:
        raise
    except Exception as error:
        # Whatever is wrong with a file, spaCy raises what its code happens to meet.
        reason = shown(f"{type(error).__name__}: {error}"[:200])
        raise LoadError(
            say(
                "{path}: this is not a DocBin that spaCy can read ({reason}); name another file.",
                path=where,
                reason=reason,
            )
        ) from error
    for doc in docs:
        yield _incoming(doc, where)


def _incoming(doc: Doc, where: str) -> Incoming:
    held = doc.user_data.get(KEY)
    held = held if isinstance(held, Mapping) else {}
    about, details = (
        each if isinstance(each := held.get(name), Mapping) else {} for name in ("article", "annotations")
    )
    found = IncomingAnnotations(len(doc.text), where, SOURCE)
    for span in _spans(doc):
        known = details.get(span.id_)
        known = known if isinstance(known, Mapping) else {}
        own = {**known, "attributes": _own_attributes(span, known)}
        found.add(span.start_char, span.end_char, span.label_, _roles(known.get("roles")), own)
    id_, title, source = (word_of(about.get(name)) for name in ("id", "title", "source"))
    return Incoming(tuple(found.kept), doc.text, id_, title, source, warnings=tuple(found.warnings))


def _spans(doc: Doc) -> list[Any]:
    if KEY in doc.spans:
        return list(doc.spans[KEY])
    return list(dict.fromkeys([*doc.ents, *(span for group in doc.spans.values() for span in group)]))


def _own_attributes(span: Any, known: Mapping[str, Any]) -> dict[str, Any]:
    attributes = known.get("attributes")
    attributes = dict(attributes) if isinstance(attributes, Mapping) else {}
    return attributes if "entity" in attributes or not span.kb_id_ else {"entity": span.kb_id_} | attributes


def _roles(held: Any) -> Iterator[tuple[str, Any, Any]]:
    for role in held if isinstance(held, list | tuple) else ():
        if isinstance(role, list | tuple) and len(role) == 3 and isinstance(role[0], str):
            yield role[0], role[1], role[2]
