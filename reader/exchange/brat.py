"""Reads and writes brat's standoff format: NAME.ann, with one annotation on each line, beside NAME.txt.

T is a span with a type, E an event (a trigger and arguments: here the cue and roles), A and M an attribute, # a note;
R, N and * are not read. Offsets count code points of the text, including line ends. An argument's span has a type too:
it is an entity of its own unless its type is the role's name. Values for which brat has no line (the source, the
decision, the score, the rule, a span that brat cannot express) are in a note of type Reader, as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib import parse

from reader.errors import LoadError, shown
from reader.exchange.brat_configuration import Types, encoded, filler_type, write_conf, write_visual
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.json_files import unreadable
from reader.exchange.label_names import is_commitment, label_named
from reader.exchange.role_links import in_order_of, role_named
from reader.exchange.values import attributes_of, decision_of, offsets_of, quoted, score_of, word_of
from reader.labels import LabelSet
from reader.model import Annotation, Article, Decision, Span
from reader.wording import say, sayable

SOURCE = "brat"
"""The source of annotations that name none."""

_NOTE = "AnnotatorNotes"
_READER_NOTE = "Reader"
_NOT_READ = {"R": sayable("relations"), "*": sayable("equivalences"), "N": sayable("normalizations")}
# All that Python takes for the end of a line, as brat does when it reads a file.
_LINE_END = re.compile(r"[\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
_LINE = re.compile(r"[^\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
_LOWERED = frozenset(("polarity", "status", "positive", "negative", "made", "kept", "broken", "withdrawn"))


class _UnfitLineError(ValueError):
    """The reason why a line cannot be used, for a warning."""


@dataclass(slots=True)
class _AnnLines:
    """The lines of a file, sorted by their kind."""

    text: str
    spans: dict[str, tuple[str, Span]] = field(default_factory=dict)
    """Type and span by id."""
    events: dict[str, tuple[str, str, list[tuple[str, str]]]] = field(default_factory=dict)
    """Type, trigger and arguments (role, id) by id."""
    attributes: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    reader_notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The values in notes of type Reader by id."""
    used: set[str] = field(default_factory=set)
    """The ids whose attributes and notes have become part of an annotation."""
    warnings: list[str] = field(default_factory=list)


def read_ann(lines: str, text: str, where: str) -> tuple[tuple[Annotation, ...], tuple[str, ...]]:
    """The annotations of a text in its .ann file, and a warning for everything that was left out or joined.

    `where` names the file in warnings. A type that stands for none of the labels keeps its name.
    """
    read = _AnnLines(text)
    not_read: set[str] = set()
    for number, line in enumerate(lines.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip():
            continue
        try:
            if line[0] in _NOT_READ:
                not_read.add(_NOT_READ[line[0]])
            else:
                _read_line(line, read, say("{path}, line {number}", path=where, number=number))
        except _UnfitLineError as error:
            read.warnings.append(
                say(
                    "{where}, line {number}: the line was left out, since {reason}.",
                    where=where,
                    number=number,
                    reason=error,
                )
            )
    read.warnings += (
        say("{where}: {kind} were left out, since the reader has none.", where=where, kind=say(kind))
        for kind in sorted(not_read)
    )
    _restore_spans(read)
    annotations = sorted(_annotations(read, where), key=lambda annotation: annotation.span)
    if unused := {*read.attributes, *read.notes} - read.used:
        names = say(", ").join(shown(name) for name in sorted(unused))
        read.warnings.append(
            say(
                "{where}: attributes and notes of {names} were left out, since they have no annotation.",
                where=where,
                names=names,
            )
        )
    return tuple(annotations), tuple(read.warnings)


def _read_line(line: str, read: _AnnLines, where: str) -> None:
    name, _, rest = line.partition("\t")
    if name in read.spans or name in read.events:
        raise _UnfitLineError(say("an earlier line has the id {name} too", name=shown(name)))
    match name[:1]:
        case "T":
            read.spans[name] = _read_span(rest, read, where)
        case "E":
            read.events[name] = _read_event(rest)
        case "A" | "M":
            words = rest.split()
            if len(words) < 2:
                raise _UnfitLineError(say("its attribute does not name the annotation that it belongs to"))
            attribute = (_decoded(words[0]), _decoded(words[2]) if len(words) > 2 else "true")
            lowered = tuple(word.lower() if word.lower() in _LOWERED else word for word in attribute)
            read.attributes.setdefault(words[1], []).append((lowered[0], lowered[1]))
        case "#":
            head, _, note = rest.partition("\t")
            kind, _, target = head.partition(" ")
            _read_note(kind, target.strip(), note, read)
        case _:
            raise _UnfitLineError(say("it begins with none of T, E, A, M, R, N, * and #"))


def _read_span(rest: str, read: _AnnLines, where: str) -> tuple[str, Span]:
    text = read.text
    head, _, quote = rest.partition("\t")
    label, _, offsets = head.partition(" ")
    try:
        fragments = [Span(*map(int, fragment.split())) for fragment in offsets.split(";")]
    except (TypeError, ValueError):
        raise _UnfitLineError(say("its offsets are not pairs of whole numbers that run forwards")) from None
    if not all(map(len, fragments)):
        raise _UnfitLineError(say("one of its pairs of offsets covers nothing: the end must be greater than the start"))
    extent = Span(min(fragment.start for fragment in fragments), max(fragment.end for fragment in fragments))
    if extent.end > len(text):
        raise _UnfitLineError(
            say(
                "{start} to {end} is not within the text of {number} characters",
                start=extent.start,
                end=extent.end,
                number=len(text),
            )
        )
    marked = " ".join(fragment.of(text) for fragment in fragments)
    if quote.split() != marked.split():
        raise _UnfitLineError(
            say("it quotes {quote} where the text has {words}", quote=quoted(quote), words=quoted(marked))
        )
    gaps = "".join(text[before.end : after.start] for before, after in zip(fragments, fragments[1:], strict=False))
    if gaps.strip():
        read.warnings.append(
            say(
                "{where}: a span in several parts was joined, {start} to {end}.",
                where=where,
                start=extent.start,
                end=extent.end,
            )
        )
    return _decoded(label), extent


def _read_event(rest: str) -> tuple[str, str, list[tuple[str, str]]]:
    pairs = [pair.rpartition(":") for pair in rest.split()]
    if not pairs or any(not name or not target for name, _, target in pairs):
        raise _UnfitLineError(say("an event is a type and its arguments, each followed by a colon and an id"))
    (label, _, trigger), *arguments = pairs
    return _decoded(label), trigger, [(_decoded(name), target) for name, _, target in arguments]


def _read_note(kind: str, target: str, note: str, read: _AnnLines) -> None:
    if kind != _READER_NOTE:
        read.notes[target] = f"{read.notes[target]}\n{note}" if target in read.notes else note
        return
    try:
        values = json.loads(note)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise _UnfitLineError(say("its note of type Reader is not a JSON object"))
    read.reader_notes[target] = read.reader_notes.get(target, {}) | values


def _restore_spans(read: _AnnLines) -> None:
    # The note with a trigger's span is the event's.
    noted = {event[1]: name for name, event in read.events.items()}
    for name, (label, _) in read.spans.items():
        values = read.reader_notes.get(noted.get(name, name), {}) | read.reader_notes.get(name, {})
        offsets = offsets_of(values.get("span"))
        if offsets and 0 <= offsets[0] < offsets[1] <= len(read.text):
            read.spans[name] = label, Span(*offsets)


def _annotations(read: _AnnLines, where: str) -> Iterator[Annotation]:
    fillers: set[str] = set()
    for name, (label, trigger, arguments) in read.events.items():
        fillers.add(trigger)
        if trigger not in read.spans:
            read.warnings.append(
                say("{where}: the event {name} was left out, since it has no trigger.", where=where, name=shown(name))
            )
            continue
        label = label_named(label)
        roles: dict[str, Span] = {}
        for written, target in arguments:
            role = role_named(written, label)
            # An event may fill a role of another event; its cue then fills the role.
            target = read.events[target][1] if target in read.events else target
            if target not in read.spans:
                read.warnings.append(
                    say(
                        "{where}: {name} lost its {role}, since the file has no {target}.",
                        where=where,
                        name=shown(name),
                        role=shown(role),
                        target=shown(target),
                    )
                )
            elif role in roles:
                read.warnings.append(
                    say(
                        "{where}: {label} lost a second {role}, since a role has one span here.",
                        where=where,
                        label=shown(name),
                        role=shown(role),
                    )
                )
            else:
                filler, roles[role] = read.spans[target]
                if filler.casefold() == role.casefold():
                    fillers.add(target)
        annotation = Annotation(read.spans[trigger][1], label, in_order_of(label, roles))
        yield _completed(annotation, (trigger, name), read)
    for name, (label, span) in read.spans.items():
        if name not in fillers:
            yield _completed(Annotation(span, label_named(label)), (name,), read)


def _completed(annotation: Annotation, names: tuple[str, ...], read: _AnnLines) -> Annotation:
    read.used.update(names)
    values = read.reader_notes.get(names[-1], {})
    attributes = dict(pair for name in names for pair in read.attributes.get(name, ()))
    attributes |= dict(attributes_of(values.get("attributes")))
    note = "\n".join(read.notes[name] for name in names if name in read.notes)
    return replace(
        annotation,
        attributes=tuple(attributes.items()),
        source=word_of(values.get("source"), SOURCE),
        decision=decision_of(values.get("decision")),
        score=score_of(values.get("score")),
        rule=word_of(values.get("rule")),
        note=word_of(values.get("note"), note),
    )


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """A folder with two files for each article, and with brat's configuration for all their types."""
    types = Types(labels)
    for row in rows:
        if empty := sum(not len(each.span) for each in row.annotations):
            losses.add(sayable("annotations without words"), empty)
        held = [each for each in row.annotations if len(each.span)]
        for each in held:
            types.add(each)
        yield WrittenPiece(row.article.text, f"{row.name}.txt")
        yield WrittenPiece(write_ann(row.article, held), f"{row.name}.ann")
    losses.add(sayable("labels that brat shows but cannot offer, since their names are not ASCII"), types.unfit)
    yield WrittenPiece(write_conf(types), "annotation.conf")
    yield WrittenPiece(write_visual(labels), "visual.conf")


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The texts of a folder, with the folders in it, or of one pair of files."""
    files = sorted(path.rglob("*.ann")) if path.is_dir() else [path.with_suffix(".ann")]
    if not files or not files[0].is_file():
        raise LoadError(
            say("{path}: there are no files of brat here, NAME.ann beside NAME.txt; check the name.", path=shown(path))
        )
    for file in files:
        source = file.with_suffix(".txt")
        try:
            # Line ends and the mark at the beginning count, as brat counts them.
            lines, text = (each.read_bytes().decode() for each in (file, source))
        except (OSError, UnicodeDecodeError) as error:
            complain(str(unreadable(source if isinstance(error, OSError) else file, error)))
            continue
        annotations, warnings = read_ann(lines.removeprefix("\ufeff"), text, shown(file))
        yield Incoming(annotations, text=text, source=source.name, warnings=warnings)


def write_ann(article: Article, annotations: Iterable[Annotation]) -> str:
    """The .ann file for an article's annotations, which belongs beside a .txt file with exactly the article's text."""
    written = _Written(article.text)
    given = tuple(annotations)
    for annotation in given:
        if not _is_event(annotation):
            name = written.add_span(annotation.label, annotation.span)
            written.entities.setdefault(annotation.span, (name, annotation.label))
            written.add_details(name, annotation)
    for annotation in given:
        if _is_event(annotation):
            written.add_event(annotation)
    return "".join(f"{line}\n" for line in written.lines)


def _is_event(annotation: Annotation) -> bool:
    return bool(annotation.roles) or is_commitment(annotation.label)


class _Written:
    """The lines written so far, and how many there are of each kind."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self.entities: dict[Span, tuple[str, str]] = {}
        """The id and label of the first entity with a span, to which an argument with the same span refers."""
        self._text = text
        self._counts: dict[str, int] = {}

    def _add(self, kind: str, rest: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{kind}{self._counts[kind]}"
        self.lines.append(f"{name}\t{rest}")
        return name

    def add_span(self, label: str, span: Span) -> str:
        """Write a T line and, where it cannot tell the whole span, a note with that."""
        name, extent = self._add_textbound(label, span)
        if extent != span:
            self._add("#", f"{_READER_NOTE} {name}\t{json.dumps({'span': [span.start, span.end]})}")
        return name

    def _add_textbound(self, label: str, span: Span) -> tuple[str, Span]:
        """Write a T line, with a fragment for each line of the span, since brat allows no line end in a span."""
        fragments = [
            Span(span.start + match.start(), span.start + match.end()) for match in _LINE.finditer(span.of(self._text))
        ] or [span]
        offsets = ";".join(f"{fragment.start} {fragment.end}" for fragment in fragments)
        marked = " ".join(_LINE_END.sub(" ", fragment.of(self._text)) for fragment in fragments)
        name = self._add("T", f"{encoded(label)} {offsets}\t{marked}")
        return name, Span(fragments[0].start, fragments[-1].end)

    def add_event(self, annotation: Annotation) -> None:
        """Write an E line, with a T line for its trigger and for each argument that is not an entity."""
        trigger, extent = self._add_textbound(annotation.label, annotation.span)
        arguments = [(annotation.label, trigger)]
        for role, span in annotation.roles:
            name, label = self.entities.get(span, ("", role))
            is_free = label.casefold() != role.casefold()
            arguments.append((role, name if is_free else self.add_span(filler_type(role), span)))
        name = self._add("E", " ".join(f"{encoded(role)}:{target}" for role, target in arguments))
        # brat refuses a note on a trigger.
        self.add_details(name, annotation, span=None if extent == annotation.span else annotation.span)

    def add_details(self, name: str, annotation: Annotation, *, span: Span | None = None) -> None:
        """Write the attributes and notes of a span or event, among them the span that its trigger cannot tell."""
        further = {}
        for attribute, value in annotation.attributes:
            if _survives(attribute) and _survives(value):
                self._add("A", f"{attribute} {name} {value}")
            else:
                further[attribute] = value
        if annotation.note:
            self._add("#", f"{_NOTE} {name}\t{' '.join(annotation.note.split())}")
        values = {
            "span": [span.start, span.end] if span else None,
            "source": annotation.source,
            "decision": "" if annotation.decision is Decision.PROPOSED else annotation.decision.value,
            "score": annotation.score,
            "rule": annotation.rule,
            "attributes": further,
            "note": "" if " ".join(annotation.note.split()) == annotation.note else annotation.note,
        }
        kept = {key: value for key, value in values.items() if value not in ("", None, {})}
        if kept != {"source": SOURCE}:
            self._add("#", f"{_READER_NOTE} {name}\t{json.dumps(kept)}")


def _survives(word: str) -> bool:
    # The word must be the same when it is read again: brat cuts at white space, and the reader lowers its own words.
    return bool(word) and encoded(word) == word and (word.lower() not in _LOWERED or word.islower())


def _decoded(word: str) -> str:
    return parse.unquote(word) if "%" in word else word
