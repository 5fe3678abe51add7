"""Makes the panel's rows and cards for entities, commitments, notes and bookmarks; each is drawn when it is visible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from textual.content import Content

from reader.journal.article_marks import Bookmark, ReadingState
from reader.journal.tagging import Lost
from reader.labels import Label, LabelSet
from reader.layout import Base, find_paragraph_direction
from reader.model import Annotation, Span
from reader.reading.motion import sentence_at
from reader.reading.overlay import fold_name
from reader.ui.mirroring import interface_base
from reader.ui.reading.commitment_card import draw_commitment
from reader.ui.reading.entity_card import draw_entity, draw_mention, name_entity
from reader.ui.reading.painting import BOOKMARK
from reader.ui.widgets.arabic_text import paragraph, shaped
from reader.wording import number, say

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
        self._groups: dict[tuple[str, str], tuple[Annotation, ...]] = {}
        """The mentions of each entity that was listed, by its label and its folded name."""
        self._cards: dict[tuple[int, Base, str, Annotation], Content] = {}

    def here(self, text: str, annotations: Sequence[Annotation]) -> Iterator[PanelItem]:
        """A heading, and a row for each entity and a card for each commitment of one sentence, in the order given."""
        yield self._small_heading("في هذه الجملة", "In this sentence")
        for annotation in annotations:
            if self.labels.kind_of(annotation):
                yield from self.commitments(text, (annotation,))
            else:
                yield self._mention(text, annotation)
        if not annotations:
            yield _drawn(_say_nothing(self.language, self.width), ())

    def head_others(self, count: int) -> PanelItem:
        """The heading above the commitments of other sentences, with their number, and a blank line above it."""
        return self._small_heading("التزامات أخرى", "Other commitments", number(count), is_apart=True)

    def entities(self, text: str, entities: Iterable[Annotation]) -> Iterator[PanelItem]:
        """A heading for each label, and below it a row for each entity, the most often named first."""
        self._groups = {}
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
                self._groups[name, fold_name(mentions[0], text)] = tuple(mentions)
                yield self._entity(name_entity(mentions, _one_line(mentions[0].span, text)), tuple(mentions))

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
            heading = say(
                "No place in the changed text: enter puts it over the selection or word, delete dismisses it."
            )
            told = paragraph(heading, self.width, base=interface_base())
            yield _drawn(Content("\n").join([told, Content("")]), (), is_heading=True)
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
            yield _drawn(self._row(self._quoted(quoted, width=self.width - 2), Content(BOOKMARK)), bookmark)
        for annotation in noted:
            name = self._name(self.labels.named(annotation.label))
            quote = self._row(self._quoted(_one_line(annotation.span, text)), name)
            note = paragraph(annotation.note, self.width)
            yield _drawn(Content("\n").join([quote, note, Content("")]), (annotation,))

    def _small_heading(self, arabic: str, english: str, count: str = "", *, is_apart: bool = False) -> PanelItem:
        """A dim line above a part of the list, in both languages if there is room for them."""

        def draw() -> Content:
            names = {"english": [english], "arabic": [arabic]}.get(self.language, [f"{arabic} · {english}", arabic])
            room = self.width - (len(count) + 1 if count else 0)
            drawn = next((each for name in names if (each := self._named(name)).cell_length <= room), None)
            line = self._row(drawn or self._named(names[-1], width=room), Content(count), "$muted")
            return Content("\n").join([Content(""), line]) if is_apart else line

        return PanelItem((), draw, 1 + is_apart, is_heading=True)

    def _named(self, name: str, *, width: int | None = None) -> Content:
        return shaped(name, base="rtl", width=width)

    def _heading(self, label: Label, count: int) -> PanelItem:
        def draw() -> Content:
            counted = Content(number(count))
            name = self._name(label)
            if name.cell_length + 1 + counted.cell_length > self.width:
                name = shaped(label.english if self.language == "english" else label.arabic)
            return self._row(name, counted, _ink(label))

        return PanelItem((), draw, is_heading=True)

    def _entity(self, entity: str, mentions: tuple[Annotation, ...]) -> PanelItem:
        return PanelItem(mentions, lambda: draw_entity(entity, mentions, width=self.width, base=self.direction))

    def _mention(self, text: str, annotation: Annotation) -> PanelItem:
        label = self.labels.named(annotation.label)
        mentions = self._groups.get((annotation.label, fold_name(annotation, text)), ())
        entity = name_entity((annotation, *mentions), _one_line(annotation.span, text))
        is_english = self.language == "english"
        draw = partial(draw_mention, entity, annotation, mentions, label, base=self.direction, is_english=is_english)
        return PanelItem((annotation,), lambda: draw(width=self.width))

    def _card(self, text: str, annotation: Annotation) -> Content:
        label = self.labels.of(annotation)
        card = draw_commitment(annotation, label, text, width=self.width, base=self.direction, language=self.language)
        return Content("\n").join([card, Content("")])

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
        return Content.assemble(left.stylize("$muted"), " " * gap, right.stylize(ink) if ink else right)


def _drawn(content: Content, about: About, *, is_heading: bool = False) -> PanelItem:
    return PanelItem(about, lambda: content, content.plain.count("\n") + 1, is_heading)


def _ink(label: Label) -> str:
    return f"bold $label-{label.colour}-colour"


_NOTHING = {"english": "Nothing is tagged here.", "arabic": "لا وسوم هنا."}


@lru_cache(maxsize=8)
def _say_nothing(language: str, width: int) -> Content:
    # Kept, since every article that one turns to is listed before the engine has read it.
    return paragraph(_NOTHING["english" if language == "english" else "arabic"], width)


def _one_line(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())
