"""Shows what the colours and signs of the page mean, each drawn as the page itself draws it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from reader.labels import Label, LabelSet
from reader.layout import lay_out
from reader.model import Annotation, Decision, Span
from reader.ui.mirroring import in_order, interface_base, is_mirrored
from reader.ui.reading.painting import BOOKMARK, BOOKMARK_AND_NOTE, NOTE, Marks, PageStyles, paint
from reader.ui.widgets.arabic_text import shaped_str
from reader.wording import either

_FAMILIES = {
    "binds": ("binds itself", "يُلزم نفسه"),
    "wants": ("wants of others", "يطلب من غيره"),
    "refuses": ("refuses or threatens", "يرفض أو يهدّد"),
    "agrees": ("agrees", "يوافق"),
}
"""The meaning of each colour that cues of commitments have in the themes."""
_GAP = 2
_END = "."
_SAMPLE = "موسكو"
_NESTED, _INNER = "سفير روسيا", "روسيا"

Piece: TypeAlias = list[Segment]
"""A sample and its meaning, which stay on one line."""


class Legend(Visual):
    """The legend of the page in the styles of the theme in use."""

    def __init__(self, labels: LabelSet, palette: PageStyles) -> None:
        self._labels = labels
        self._palette = palette

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the lines at a width."""
        plain = style.rich_style
        return [Strip(line).crop(0, width).adjust_cell_length(width, plain) for line in self._lines(width, plain)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width of the container: the legend takes all the room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at a width."""
        return len(self._lines(width, RichStyle())) if width else 0

    def _lines(self, width: int, plain: RichStyle) -> list[Piece]:
        kinds = self._entities(plain), self._cues(plain), self._roles(plain), self._signs(plain)
        return [line for kind in kinds for line in _flow(kind, width, plain)]

    def _entities(self, plain: RichStyle) -> Iterator[Piece]:
        for label in self._labels.entities:
            yield _explain(self._draw(label.arabic, [label]), either(label.english, ""), plain)

    def _cues(self, plain: RichStyle) -> Iterator[Piece]:
        families: dict[str, list[Label]] = {colour: [] for colour in _FAMILIES}
        for label in self._labels.commitments:
            families.setdefault(label.colour, []).append(label)
        for colour, labels in families.items():
            names = either(", ".join(label.english for label in labels), "")
            meaning = ": ".join(filter(None, (either(*_FAMILIES.get(colour, ("", ""))), names)))
            if labels:
                yield _explain(self._draw(" ".join(label.arabic for label in labels), labels), meaning, plain)

    def _roles(self, plain: RichStyle) -> Iterator[Piece]:
        for role in dict.fromkeys(role for label in self._labels.commitments for role in label.roles):
            word = f" {role.arabic} "
            marks = Marks(roles=((role.name, Span(1, len(word) - 1)),))
            yield _explain(self._paint(word, marks), either(role.english, ""), plain)

    def _signs(self, plain: RichStyle) -> Iterator[Piece]:
        """Open and accepted annotations, one inside another, the one in hand, and the signs in the margin."""
        entity = next(iter(self._labels.entities))
        cue = next(iter(self._labels.commitments), entity)
        yield _explain(self._draw(_SAMPLE, [entity], Decision.PROPOSED), either("open", "لم يُبتّ فيه"), plain)
        yield _explain(self._draw(_SAMPLE, [entity]), either("accepted (✓)", "مقبول (✓)"), plain)
        word = f" {_NESTED} "
        spans = Span(1, len(word) - 1), Span(word.index(_INNER), len(word) - 1)
        nested = tuple(Annotation(span, entity.name, decision=Decision.ACCEPTED) for span in spans)
        yield _explain(self._paint(word, Marks(nested)), either("nested", "متداخل"), plain)
        word = f" {cue.arabic} "
        in_hand = Annotation(Span(1, len(word) - 1), cue.name, decision=Decision.ACCEPTED)
        yield _explain(self._paint(word, Marks((in_hand,), chosen=in_hand.span)), either("in hand", "الحالي"), plain)
        yield _explain([Segment(f" {BOOKMARK} ", self._palette.sign)], either("bookmark", "إشارة مرجعية"), plain)
        yield _explain([Segment(f" {NOTE} ", self._palette.sign)], either("note", "ملاحظة"), plain)
        yield _explain([Segment(f" {BOOKMARK_AND_NOTE} ", self._palette.sign)], either("both", "كلاهما"), plain)

    def _draw(self, words: str, labels: Sequence[Label], decision: Decision = Decision.ACCEPTED) -> Piece:
        """Words on the page, each with an annotation of its label; a label's name may have several words."""
        text, annotations, start = f" {words} ", [], 1
        names = [words] if len(labels) == 1 else [label.arabic for label in labels]
        for name, label in zip(names, labels, strict=True):
            annotations.append(Annotation(Span(start, start + len(name)), label.name, decision=decision))
            start += len(name) + 1
        return self._paint(text, Marks(tuple(annotations)))

    def _paint(self, text: str, marks: Marks) -> Piece:
        # The layout drops a blank at the end of a line, where a bracket may belong, so that a sign follows it here.
        line = lay_out(text + _END, len(text) + 1, base="rtl").lines[0]
        return paint(
            replace(line, cells=tuple(cell for cell in line.cells if cell.span.start < len(text))), marks, self._palette
        )


def _explain(sample: Piece, meaning: str, plain: RichStyle) -> Piece:
    """A sample, and after it its meaning; where a name is the sample, it needs none in Arabic."""
    said = shaped_str(meaning, base=interface_base())
    if not said:
        return sample
    return [Segment(f"{said} ", plain), *sample] if is_mirrored() else [*sample, Segment(f" {said}", plain)]


def _flow(pieces: Iterable[Piece], width: int, plain: RichStyle) -> Iterator[Piece]:
    """As many pieces on a line as have room there."""
    line: list[Piece] = []
    for piece in pieces:
        if line and sum(_measure(each) + _GAP for each in line) + _measure(piece) > width:
            yield _draw_line(line, width, plain)
            line = []
        line.append(piece)
    if line:
        yield _draw_line(line, width, plain)


def _draw_line(pieces: Sequence[Piece], width: int, plain: RichStyle) -> Piece:
    """The pieces from where reading begins."""
    line = [segment for piece in in_order(*pieces) for segment in (Segment(" " * _GAP, plain), *piece)][1:]
    return [Segment(" " * max(width - _measure(line), 0), plain), *line] if is_mirrored() else line


def _measure(piece: Piece) -> int:
    return sum(segment.cell_length for segment in piece)
