"""Draws the line that shows what the next key does: types to choose from, roles to fill, the proposal under review."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from reader.labels import COMMITMENT, Label, LabelSet
from reader.layout import find_direction, find_paragraph_direction
from reader.model import Annotation, Decision
from reader.ui.key_reference import name_in_both
from reader.ui.toast_room import lift_toasts
from reader.ui.widgets.arabic_text import shaped

_CHOICE = "choice"
"""The key in a style's metadata for the choice that a click makes."""
_FORMS = (("  ", 24), ("  ", 16), ("  ", 10), (" ", 8), (" ", 5), (" ", 0))
"""The gap between two roles and the width of a filler, in cells, widest first; the first form that fits is used."""


BarText = Callable[[int], Content]
"""Draws the bar's text for a width in cells, on several lines if one has no room for every choice."""


class RoleBar(Widget):
    """A line that stays even when it is empty, since a line that came and went would move the text each time."""

    DEFAULT_CSS = "RoleBar { height: 1; background: $surface; color: $foreground; }"

    class Clicked(Message):
        """A key that the bar offers, or a role that it names, was clicked."""

        def __init__(self, *, key: str = "", role: str = "") -> None:
            super().__init__()
            self.key = key
            self.role = role

    def __init__(self) -> None:
        super().__init__()
        self._text: BarText | None = None
        self._drawn = Content("")
        self._lines = 1

    def show(self, text: BarText | None) -> None:
        """Show a text, or an empty line."""
        self._text = text
        drawn = text(self.size.width) if text is not None else Content("")
        if str(drawn) != str(self._drawn) or drawn.spans != self._drawn.spans:
            self._drawn = drawn
            lines = str(drawn).count("\n") + 1
            if lines != self._lines:
                self._lines = lines
                self.styles.height = lines
                lift_toasts(self.screen)
            self.refresh()

    def on_resize(self) -> None:
        self.show(self._text)

    def render(self) -> Content:
        return self._drawn

    def on_click(self, event: events.Click) -> None:
        """Report the click if it was on something that can be chosen."""
        if choice := event.style.meta.get(_CHOICE):
            self.post_message(self.Clicked(**choice))


def describe_types(labels: LabelSet, names: Sequence[str], *, language: str) -> BarText:
    """Types with their keys, shown after c or the key of a frame; types of one own frame stand after its name."""
    types = [labels[name] for name in names]
    frames = {label.frame for label in types} - {COMMITMENT}
    heading = next(((each.english, each.arabic) for each in labels.frames if {each.name} == frames and each.key), None)
    choices = [(label.key, label.english, label.arabic, "") for label in types]
    return _prompt(heading or ("Type", "النوع"), choices, language)


def describe_slots(label: Label, annotation: Annotation, *, language: str) -> BarText:
    """The roles and attributes of a commitment with their keys, shown after r; empty roles come first."""
    roles = sorted(label.roles, key=lambda role: annotation.role(role.name) is not None)
    slots = [
        (role.key, role.english, role.arabic, "" if annotation.role(role.name) is None else " ✓") for role in roles
    ]
    slots += [(each.key, each.english, each.arabic, "…") for each in label.attributes]
    return _prompt((label.english, label.arabic), slots, language)


def describe_picking(role: str, *, is_filled: bool) -> BarText:
    """The keys for filling a role; a role that is filled already can be corrected or emptied."""
    enter, leave, empty = (
        _clickable(Content.styled(name, "bold"), key=key)
        for name, key in (("enter", "enter"), ("esc", "escape"), ("⌫", "backspace"))
    )
    named = Content.assemble((" Fill ", "bold reverse"), " ", shaped(role).stylize("bold"))
    correct = (
        Content.assemble("; ", ("alt+← →", "bold"), " moves its edges; ", empty, " empties it") if is_filled else ""
    )
    whole = Content.assemble(named, ": move or select, then ", enter, correct, "; ", leave, " cancels.")
    short = Content(" ").join([enter, *([empty] if is_filled else []), leave, named])
    return lambda width: whole if whole.cell_length <= width else _cut(short, width)


def describe_count(count: str) -> BarText:
    """The count that was typed before a command."""
    return lambda width: _cut(Content(f" {count}×"), width)


def describe_roles(label: Label, annotation: Annotation, text: str, *, language: str, at: str = "") -> BarText:
    """The roles of a commitment, filled and empty; a click on a role starts to fill it.

    `at`, its place in a review, comes first if it is given, then its acceptance or the score of the proposal; the
    proposal's rule comes last if there is room.
    """
    heading = Content.assemble(*([_heading(at)] if at else []), " ")
    score = f"{annotation.score:.0%}" if annotation.score is not None else "?"
    state = score if annotation.decision is Decision.PROPOSED else "✓"
    direction = find_direction(text)

    def draw(gap: str, quoted: int) -> Content:
        name = shaped(label.arabic if language == "arabic" else label.english)
        parts = [Content.assemble(heading, name.stylize(f"bold $label-{label.colour}-colour"), " ", state)]
        for role in label.roles:
            span = annotation.role(role.name)
            if span is None:
                filler = Content(" —")
            elif quoted:
                quote = " ".join(span.of(text).split())
                base = find_paragraph_direction(quote, direction)
                filler = Content.assemble(" ", shaped(quote, base=base, width=quoted))
            else:
                filler = Content(" ✓")
            called = shaped(role.arabic if language == "arabic" else role.english)
            named = Content.assemble(called.stylize(f"$role-{role.name}-colour"), filler)
            parts.append(_clickable(named, role=role.name))
        for each in label.attributes:
            value = annotation.attribute(each.name, each.values[0])
            if value != each.values[0]:
                parts.append(shaped(value).stylize("bold"))
        return Content(gap).join(parts)

    def fit(width: int) -> Content:
        for gap, quoted in _FORMS:
            line = draw(gap, quoted)
            reasoned = Content.assemble(line, gap, shaped(annotation.rule)) if annotation.rule else line
            if reasoned.cell_length <= width:
                return reasoned
            if line.cell_length <= width:
                return line
        return _cut(line, width)

    return fit


def describe_proposal(annotation: Annotation, label: Label, at: str) -> BarText:
    """The proposal under review: its place in the queue, its score, and its rule."""
    score = f" {annotation.score:.0%}" if annotation.score is not None else ""
    state = "" if annotation.decision is Decision.PROPOSED else f" ({annotation.decision.value})"
    name = shaped(f"{label.english}{state}{score}").stylize(f"bold $label-{label.colour}-colour")
    line = Content.assemble(_heading(at), " ", name, "  ", shaped(annotation.rule))
    return lambda width: _cut(line, width)


def _prompt(name: tuple[str, str], choices: list[tuple[str, str, str, str]], language: str) -> BarText:
    """The choices in both languages if there is room, or else in one, over as many lines as needed."""

    def draw(form: str) -> list[Content]:
        heading = name[form == "arabic"]
        parts = [_heading(heading)]
        for key, english, arabic, mark in choices:
            words = {"both": f"{english} {arabic}", "english": english, "arabic": arabic}[form]
            pressed = shaped(name_in_both((key,)), base="ltr").stylize("bold")
            parts.append(_clickable(Content.assemble(pressed, " ", shaped(words, base="ltr"), mark), key=key))
        return parts

    def fit(width: int) -> Content:
        parts = draw(language)
        if language == "both" and Content("  ").join(parts).cell_length > width:
            parts = draw("english")
        lines: list[Content] = []
        for part in parts:
            if lines and lines[-1].cell_length + 2 + part.cell_length <= width:
                lines[-1] = Content.assemble(lines[-1], "  ", part)
            else:
                lines.append(part if not lines else Content.assemble(" ", part))
        return Content("\n").join(_cut(line, width) for line in lines)

    return fit


def _heading(text: str) -> Content:
    return Content.assemble(" ", shaped(text), " ").stylize("bold reverse")


def _clickable(content: Content, **choice: str) -> Content:
    return content.stylize(Style.from_meta({_CHOICE: choice}))


def _cut(line: Content, width: int) -> Content:
    return line if line.cell_length <= width else line.truncate(width, ellipsis=True)
