"""Draws the columns that show the take of each layer, and of the result, on a difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from reader.annotate.names.glossing import mark_guess
from reader.comparing.adjudication import Difference, Differs
from reader.comparing.settlement import Settlement
from reader.labels import Label, LabelSet
from reader.model import Annotation, Span
from reader.ui.actions.adjudicating_actions import take_action
from reader.ui.bindings import key_of
from reader.ui.mirroring import interface_base
from reader.ui.reading.occurrences_screen import cut_context
from reader.ui.widgets.arabic_text import Flowing, paragraph, shaped
from reader.wording import either, say

_QUOTE_LINES = 3
_ROLE_LINES = 2
_DIFFERS = "≠ "
"""The sign before each part in which the layers differ."""


class TakeColumn(Static):
    """A column with a heading and the annotations of one layer, drawn for its present width."""

    DEFAULT_CSS = """
    TakeColumn { width: 1fr; height: 1fr; padding: 0 1; background: $surface; border-left: vkey $border; }
    TakeColumn.taken { border-left: vkey $accent; }
    """

    def __init__(self, labels: LabelSet, *, language: str) -> None:
        super().__init__()
        self._labels = labels
        self._language = language

    def show_annotations(
        self,
        heading: str,
        annotations: Sequence[Annotation],
        text: str,
        difference: Difference,
        *,
        nothing: str,
        part: int | None = None,
    ) -> None:
        """Show annotations for a difference, or the word `nothing`; of several, `part` is the one being edited."""

        def draw(width: int) -> Content:
            lines = [shaped(heading, base=interface_base(), width=width).stylize("bold")]
            if not annotations:
                lines.append(shaped(nothing, base=interface_base(), width=width).stylize("dim"))
            for at, annotation in enumerate(annotations):
                mark = "› " if part == at and len(annotations) > 1 else ""
                lines += self._card(annotation, text, difference, mark, width)
            return Content("\n").join(lines)

        self.update(Flowing(draw))

    def _card(
        self, annotation: Annotation, text: str, difference: Difference, mark: str, width: int
    ) -> Iterator[Content]:
        label = self._labels.of(annotation)
        ink = f"bold $label-{label.colour}-colour"
        heading = f"{mark}{_sign(difference, Differs.LABEL)}{self._label_name(label)}"
        yield shaped(heading, base=interface_base(), width=width, fill=True, styles=[(Span(0, len(heading)), ink)])
        sign = _sign(difference, Differs.SPAN)
        quote = f"{sign}{_one_line(annotation.span.of(text))}"
        yield from _lines(quote, width, _QUOTE_LINES, [(Span(len(sign), len(quote)), ink)])
        context, hit = cut_context(text, annotation.span, width)
        yield shaped(context, base="rtl", width=width, fill=True, styles=[(hit, "bold")]).stylize("dim")
        for role in label.roles:
            filler = annotation.role(role.name)
            differs = role.name in difference.roles
            if filler is None and not differs:
                continue
            name = f"{_DIFFERS if differs else ''}{role.english if self._language == 'english' else role.arabic}:"
            filled = f"{name} {_one_line(filler.of(text)) if filler else '—'}"
            yield from _lines(filled, width, _ROLE_LINES, [(Span(0, len(name)), f"$role-{role.name}-colour")])
        defaults = {attribute.name: attribute.values[0] for attribute in label.attributes}
        for name, value in annotation.attributes:
            sign = _DIFFERS if _differs_in(difference, name) else ""
            if sign or defaults.get(name, value) != value:
                shown = mark_guess(annotation) if name == "gloss" else value
                yield shaped(f"{sign}{name}: {shown}", base=interface_base(), width=width, fill=True)
        if annotation.note:
            yield from _lines(annotation.note, width, _ROLE_LINES, [])

    def _label_name(self, label: Label) -> str:
        match self._language:
            case "arabic":
                return label.arabic
            case "english":
                return label.english
            case _:
                return f"{label.english} · {label.arabic}"


class TakeColumns(Horizontal):
    """A column for each layer, and the result's."""

    class Clicked(Message):
        """The column of a layer, by its number from 0, was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, layers: Sequence[str], result: str, labels: LabelSet, *, language: str) -> None:
        super().__init__(*(TakeColumn(labels, language=language) for _ in (*layers, result)))
        self._layers = tuple(layers)
        self._result = result

    def on_click(self, event: Click) -> None:
        """Report which layer's column was clicked; the result's column cannot be taken."""
        for number, column in enumerate(list(self.query(TakeColumn))[:-1]):
            if column.region.contains_point(event.screen_offset):
                self.post_message(self.Clicked(number))

    def show_takes(
        self, settlement: Settlement, difference: Difference | None, answer: Sequence[Annotation], part: int
    ) -> None:
        """Show every layer's take on a difference; `part` is the index in the answer of the annotation being edited."""
        *columns, last = self.query(TakeColumn)
        text = settlement.article.text
        for number, (column, layer) in enumerate(zip(columns, self._layers, strict=True)):
            is_read = layer in settlement.layers
            take = difference.take(layer) if difference and is_read else None
            heading = f"{key_of(take_action(number), self)}  {layer}"
            column.set_class(bool(take and any(_says(each, take) for each in answer)), "taken")
            if difference is not None:
                nothing = say("not tagged") if is_read else say("has not read this article")
                column.show_annotations(heading, [take] if take else [], text, difference, nothing=nothing)
            else:
                column.update(shaped(heading, base=interface_base()))
        heading = f"{either('→', '←')}  {self._result}"
        if difference is None:
            last.update(shaped(heading, base=interface_base()))
            return
        is_settled = settlement.is_settled(difference)
        last.set_class(is_settled, "taken")
        nothing = say("nothing is there") if is_settled else say("open")
        last.show_annotations(heading, answer, text, difference, nothing=nothing, part=part)


def _sign(difference: Difference, kind: Differs) -> str:
    return _DIFFERS if kind in difference.kinds else ""


def _differs_in(difference: Difference, attribute: str) -> bool:
    return len({take.attribute(attribute) for _, take in difference.takes if take is not None}) > 1


def _lines(text: str, width: int, height: int, styles: Sequence[tuple[Span, str]]) -> list[Content]:
    return paragraph(text, width, height=height, styles=styles).split("\n", allow_blank=True)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _says(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations have the same span, label and roles."""
    mine, theirs = ((each.span, each.label, frozenset(each.roles)) for each in (one, other))
    return mine == theirs
