"""The line that says what the next key will do: types to choose from, roles to fill, the proposal under review."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from reader.labels import Label, LabelSet
from reader.layout import find_direction, find_paragraph_direction
from reader.model import Annotation, Decision
from reader.ui.toast_room import lift_toasts
from reader.ui.widgets.arabic_text import shaped

_CHOICE = "choice"
"""Under what a style keeps what a click on it chooses."""
_FORMS = (("  ", 24), ("  ", 16), ("  ", 10), (" ", 8), (" ", 5), (" ", 0))
"""What stands between two roles, and the cells given to what fills one: the first that fits is taken."""


Told = Callable[[int], Content]
"""Draws what is said for a width in cells; of several lines where one has no room for every choice."""


class RoleBar(Widget):
    """Empty where there is nothing to say: a line that came and went would move the text each time."""

    DEFAULT_CSS = "RoleBar { height: 1; background: $surface; color: $foreground; }"

    class Clicked(Message):
        """A key that the bar offers, or a role it names, was clicked."""

        def __init__(self, *, key: str = "", role: str = "") -> None:
            super().__init__()
            self.key = key
            self.role = role

    def __init__(self) -> None:
        super().__init__()
        self._told: Told | None = None
        self._drawn = Content("")
        self._lines = 1

    def tell(self, told: Told | None) -> None:
        """Say something, or nothing."""
        self._told = told
        drawn = told(self.size.width) if told is not None else Content("")
        if str(drawn) != str(self._drawn) or drawn.spans != self._drawn.spans:
            self._drawn = drawn
            lines = str(drawn).count("\n") + 1
            if lines != self._lines:
                self._lines = lines
                self.styles.height = lines
                lift_toasts(self.screen)
            self.refresh()

    def on_resize(self) -> None:
        self.tell(self._told)

    def render(self) -> Content:
        return self._drawn

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked, where it is something to choose."""
        if choice := event.style.meta.get(_CHOICE):
            self.post_message(self.Clicked(**choice))


def describe_types(labels: LabelSet, *, language: str) -> Told:
    """The commitments' types with their keys, after c."""
    choices = [(label.key, label.english, label.arabic, "") for label in labels.commitments if label.key]
    return _prompt(("Type", "النوع"), choices, language)


def describe_slots(label: Label, annotation: Annotation, *, language: str) -> Told:
    """The roles and attributes of a commitment with their keys, after r; roles that are empty come first."""
    roles = sorted(label.roles, key=lambda role: annotation.role(role.name) is not None)
    slots = [
        (role.key, role.english, role.arabic, "" if annotation.role(role.name) is None else " ✓") for role in roles
    ]
    slots += [(each.key, each.english, each.arabic, "…") for each in label.attributes]
    return _prompt((label.english, label.arabic), slots, language)


def describe_picking(role: str, *, is_filled: bool) -> Told:
    """What to do while a role is being filled; one that is filled already can be mended or emptied."""
    enter, leave, empty = (
        _clickable(Content.styled(told, "bold"), key=key)
        for told, key in (("enter", "enter"), ("esc", "escape"), ("⌫", "backspace"))
    )
    named = Content.assemble((" Fill ", "bold reverse"), " ", shaped(role).stylize("bold"))
    mend = Content.assemble("; ", ("alt+← →", "bold"), " moves its edges; ", empty, " empties it") if is_filled else ""
    whole = Content.assemble(named, ": move or select, then ", enter, mend, "; ", leave, " leaves it.")
    short = Content(" ").join([enter, *([empty] if is_filled else []), leave, named])
    return lambda width: whole if whole.cell_length <= width else _cut(short, width)


def describe_count(count: str) -> Told:
    """The count that was typed before a command."""
    return lambda width: _cut(Content(f" {count}×"), width)


def describe_roles(label: Label, annotation: Annotation, text: str, *, language: str, at: str = "") -> Told:
    """What fills the roles of a commitment, and which are empty; a click on one begins to fill it.

    First where in a review it is, if it is in one, and whether it is accepted, or how sure its proposal is; last, where
    there is room, the proposal's rule.
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
            told = Content.assemble(called.stylize(f"$role-{role.name}-colour"), filler)
            parts.append(_clickable(told, role=role.name))
        for each in label.attributes:
            value = annotation.attribute(each.name, each.values[0])
            if value != each.values[0]:
                parts.append(shaped(value).stylize("bold"))
        return Content(gap).join(parts)

    def fit(width: int) -> Content:
        for gap, quoted in _FORMS:
            told = draw(gap, quoted)
            reasoned = Content.assemble(told, gap, shaped(annotation.rule)) if annotation.rule else told
            if reasoned.cell_length <= width:
                return reasoned
            if told.cell_length <= width:
                return told
        return _cut(told, width)

    return fit


def describe_proposal(annotation: Annotation, label: Label, at: str) -> Told:
    """The proposal under review: where in the queue, how sure, by which rule."""
    score = f" {annotation.score:.0%}" if annotation.score is not None else ""
    state = "" if annotation.decision is Decision.PROPOSED else f" ({annotation.decision.value})"
    name = shaped(f"{label.english}{state}{score}").stylize(f"bold $label-{label.colour}-colour")
    told = Content.assemble(_heading(at), " ", name, "  ", shaped(annotation.rule))
    return lambda width: _cut(told, width)


def _prompt(name: tuple[str, str], choices: list[tuple[str, str, str, str]], language: str) -> Told:
    """Choices in both languages where there is room, else in one, and over as many lines as that takes."""

    def draw(form: str) -> list[Content]:
        heading = name[form == "arabic"]
        parts = [_heading(heading)]
        for key, english, arabic, mark in choices:
            words = {"both": f"{english} {arabic}", "english": english, "arabic": arabic}[form]
            parts.append(
                _clickable(Content.assemble(shaped(key).stylize("bold"), " ", shaped(words, base="ltr"), mark), key=key)
            )
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


def _clickable(told: Content, **choice: str) -> Content:
    return told.stylize(Style.from_meta({_CHOICE: choice}))


def _cut(told: Content, width: int) -> Content:
    return told if told.cell_length <= width else told.truncate(width, ellipsis=True)
