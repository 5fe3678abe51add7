"""Makes the panel's rows and cards for entities, commitments, notes and bookmarks; each is drawn when it is visible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from reader.journal.article_marks import Bookmark, ReadingState
from reader.journal.tagging import Lost
from reader.labels import Label, LabelSet
from reader.layout import Base, find_paragraph_direction
from reader.model import Annotation, Decision, Span
from reader.reading.motion import sentence_at
from reader.reading.overlay import fold_name
from reader.ui.widgets.arabic_text import paragraph, shaped

_ROLE_LINES = 3
"""The most lines of a card for one role; longer ones are cut short."""
_KEPT = 4_000
"""The most cards that are kept drawn."""

About = tuple[Annotation, ...] | Bookmark | Lost
"""The subject of a row: an entity's mentions, a bookmark, or a lost annotation; empty if the row cannot be chosen."""


@dataclass(frozen=True, slots=True)
class PanelItem:
    """A row of the panel, or a card of several lines."""

    about: About
    draw: Callable[[], Content]
    lines: int = 1
    is_heading: bool = False
    """Whether it is a heading, which cannot be chosen."""


class PanelItems:
    """Makes the panel's items for a label set, in one language, for a width in cells."""

    def __init__(self, labels: LabelSet, *, language: str) -> None:
        self.labels = labels
        self.language = language
        self.width = 10
        self.direction: Base = "rtl"
        """The article's direction, which quotations from it follow."""
        self._cards: dict[tuple[int, Base, str, Annotation], Content] = {}

    def here(self, text: str, annotations: Sequence[Annotation]) -> Iterator[PanelItem]:
        """A row for each entity and a card for each commitment of one sentence, in the order given."""
        for annotation in annotations:
            if self.labels.kind_of(annotation):
                yield from self.commitments(text, (annotation,))
            else:
                yield self._mention(text, annotation)
        if not annotations:
            nothing = "Nothing is tagged here." if self.language == "english" else "لا وسوم هنا."
            yield _drawn(paragraph(nothing, self.width), (), is_heading=True)

    def entities(self, text: str, entities: Iterable[Annotation]) -> Iterator[PanelItem]:
        """A heading for each label, and below it a row for each entity, the most often named first."""
        by_label: dict[str, dict[str, list[Annotation]]] = defaultdict(lambda: defaultdict(list))
        for annotation in entities:
            by_label[annotation.label][fold_name(annotation, text)].append(annotation)
        order = [*self.labels, *sorted(set(by_label) - set(self.labels))]
        for name in order:
            if name not in by_label:
                continue
            groups = by_label[name]
            yield self._heading(self.labels.named(name), sum(len(mentions) for mentions in groups.values()))
            for mentions in sorted(groups.values(), key=lambda group: (-len(group), group[0].span.start)):
                # The engine's name for an entity is preferred to an analyst's quotation, which is as in the text.
                entity = next(filter(None, (each.attribute("entity") for each in mentions)), "")
                yield self._entity(entity or _one_line(mentions[0].span, text), tuple(mentions))

    def commitments(self, text: str, commitments: Iterable[Annotation]) -> Iterator[PanelItem]:
        """A card for each commitment with its roles, in reading order."""
        if len(self._cards) > _KEPT:
            self._cards.clear()
        for annotation in commitments:
            # A card that was wrapped once is not wrapped again as long as nothing in it changes.
            key = (self.width, self.direction, text, annotation)
            card = self._cards.get(key)
            if card is None:
                card = self._cards[key] = self._card(text, annotation)
            yield _drawn(card, (annotation,))

    def lost(self, lost: Sequence[Lost]) -> Iterator[PanelItem]:
        """The annotations that have no place since the file changed, with a sentence on what to do."""
        if lost:
            heading = "No place in the changed text: enter puts it over the selection or word, delete dismisses it."
            yield _drawn(
                Content("\n").join([paragraph(heading, self.width, base="ltr"), Content("")]), (), is_heading=True
            )
        for each in lost:
            label = self.labels.named(each.annotation.label)
            row = self._row(self._quoted(" ".join(each.quote.split())), self._name(label), _ink(label))
            note = [paragraph(each.annotation.note, self.width)] if each.annotation.note else []
            yield _drawn(Content("\n").join([row, *note, Content("")]), each)

    def notes(self, text: str, noted: Iterable[Annotation], state: ReadingState | None) -> Iterator[PanelItem]:
        """The note and the tags of the article, its bookmarks, and then the notes on annotations."""
        if state is not None and state.note:
            yield _drawn(Content("\n").join([paragraph(state.note, self.width), Content("")]), (), is_heading=True)
        if state is not None and state.tags:
            yield _drawn(paragraph(" ".join(f"#{tag}" for tag in state.tags), self.width), (), is_heading=True)
        for bookmark in state.bookmarks if state is not None else ():
            span = sentence_at(text, bookmark.offset)
            quoted = _one_line(Span(bookmark.offset, max(bookmark.offset, span.end)), text)
            yield _drawn(self._row(self._quoted(quoted, width=self.width - 2), Content("★")), bookmark)
        for annotation in noted:
            name = self._name(self.labels.named(annotation.label))
            quote = self._row(self._quoted(_one_line(annotation.span, text)), name)
            note = paragraph(annotation.note, self.width)
            yield _drawn(Content("\n").join([quote, note, Content("")]), (annotation,))

    def _heading(self, label: Label, count: int) -> PanelItem:
        return PanelItem((), lambda: self._row(self._name(label), Content(f"{count}"), _ink(label)), is_heading=True)

    def _entity(self, entity: str, mentions: tuple[Annotation, ...]) -> PanelItem:
        gloss = next(filter(None, (each.attribute("gloss") for each in mentions)), "")
        times = f"{len(mentions)}× " if len(mentions) > 1 else ""
        return PanelItem(
            mentions, lambda: self._row(self._quoted(entity), shaped(_decided(mentions) + times + gloss, base="ltr"))
        )

    def _mention(self, text: str, annotation: Annotation) -> PanelItem:
        label = self.labels.named(annotation.label)
        mark = "✓ " if annotation.decision is Decision.ACCEPTED else ""
        quoted = partial(self._quoted, _one_line(annotation.span, text))
        return PanelItem(
            (annotation,), lambda: self._row(quoted(), Content.assemble(mark, self._name(label)), _ink(label))
        )

    def _card(self, text: str, annotation: Annotation) -> Content:
        label = self.labels.of(annotation)
        cue = Content.assemble(self._quoted(_one_line(annotation.span, text)), "  ")
        lines = [self._row(Content.assemble(cue, self._name(label)), shaped(_state(annotation, label)), _ink(label))]
        for role in label.roles:
            span = annotation.role(role.name)
            if span is None:
                continue
            name = role.english if self.language == "english" else role.arabic
            quote = _one_line(span, text)
            filled, base = f"{name}: {quote}", find_paragraph_direction(quote, self.direction)
            styles = [(Span(0, len(name) + 1), f"$role-{role.name}-colour")]
            lines.append(paragraph(filled, self.width - 2, base=base, height=_ROLE_LINES, styles=styles))
        return Content("\n").join([*lines, Content("")])

    def _quoted(self, quote: str, *, width: int | None = None) -> Content:
        return shaped(quote, base=find_paragraph_direction(quote, self.direction), width=width)

    def _name(self, label: Label) -> Content:
        match self.language:
            case "arabic":
                return shaped(label.arabic)
            case "english":
                return shaped(label.english)
            case _:
                return Content.assemble(shaped(label.english), " · ", shaped(label.arabic))

    def _row(self, right: Content, left: Content, ink: str = "") -> Content:
        """A row with one text at the right edge, where reading begins, and one at the left, cut if need be."""
        width = self.width
        if right.cell_length > width:
            right = right.truncate(width, ellipsis=True)
        room = max(0, width - right.cell_length - 1)
        left = left.truncate(room, ellipsis=True) if left.cell_length > room else left
        gap = width - right.cell_length - left.cell_length
        return Content.assemble(left.stylize("dim"), " " * gap, right.stylize(ink) if ink else right)


def _drawn(content: Content, about: About, *, is_heading: bool = False) -> PanelItem:
    return PanelItem(about, lambda: content, content.plain.count("\n") + 1, is_heading)


def _ink(label: Label) -> str:
    return f"bold $label-{label.colour}-colour"


def _one_line(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _decided(mentions: Sequence[Annotation]) -> str:
    """A tick if mentions are accepted, with the number of those if not all of them are."""
    accepted = sum(each.decision is Decision.ACCEPTED for each in mentions)
    return "" if not accepted else "✓ " if accepted == len(mentions) else f"✓{accepted} "


def _state(annotation: Annotation, label: Label) -> str:
    """The state of a commitment: its unusual attributes, and its acceptance or the engine's score."""
    figures = [value for each in label.attributes
            if (value := annotation.attribute(each.name, each.values[0])) != each.values[0]]  # fmt: skip
    if annotation.decision is Decision.ACCEPTED:
        figures.append("✓")
    elif annotation.score is not None:
        figures.append(f"{annotation.score:.0%}")
    return " ".join(figures)
