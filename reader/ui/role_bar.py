"""The line that says what the next key will do: types to choose from, roles to fill, the proposal under review."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from reader.labels import Label, LabelSet
from reader.model import Annotation, Decision
from reader.ui.text import shaped

_CHOICE = "choice"
"""Under what a style keeps what a click on it chooses."""
_QUOTED = 24
"""The cells given to what fills a role."""


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
        self._told = Content("")

    def tell(self, told: Content) -> None:
        """Say something, or nothing."""
        if str(told) != str(self._told) or told.spans != self._told.spans:
            self._told = told
            self.refresh()

    def render(self) -> Content:
        room = self.size.width
        return self._told if self._told.cell_length <= room else self._told.truncate(room, ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked, where it is something to choose."""
        if choice := event.style.meta.get(_CHOICE):
            self.post_message(self.Clicked(**choice))


def tell_types(labels: LabelSet) -> Content:
    """The commitments' types with their keys, after c."""
    return _prompt("Type", [(label.key, label.english, label.arabic) for label in labels.commitments if label.key])


def tell_slots(label: Label, annotation: Annotation) -> Content:
    """The roles and attributes of a commitment with their keys, after r; roles that are empty come first."""
    roles = sorted(label.roles, key=lambda role: annotation.role(role.name) is not None)
    slots = [
        (role.key, role.english + ("" if annotation.role(role.name) is None else " ✓"), role.arabic) for role in roles
    ]
    slots += [(each.key, f"{each.english}…", each.arabic) for each in label.attributes]
    return _prompt(label.english, slots)


def tell_picking(role: str) -> Content:
    """What to do while a role is being filled."""
    return Content.assemble(
        (" Fill ", "bold reverse"),
        " ",
        (role, "bold"),
        ": move or select, then ",
        _clickable(Content.styled("enter", "bold"), key="enter"),
        "; ",
        _clickable(Content.styled("esc", "bold"), key="escape"),
        " leaves it.",
    )


def tell_roles(label: Label, annotation: Annotation, text: str) -> Content:
    """What fills the roles of a commitment, and which are empty."""
    parts: list[Content] = [Content.assemble(" ", (label.english, f"bold $label-{label.colour}-colour"))]
    for role in label.roles:
        span = annotation.role(role.name)
        quoted = shaped(" ".join(span.of(text).split()), width=_QUOTED) if span else Content("—")
        told = Content.assemble((f"{role.english} ", f"$role-{role.name}-colour"), quoted)
        parts.append(_clickable(told, role=role.name))
    for each in label.attributes:
        value = annotation.attribute(each.name, each.values[0])
        if value != each.values[0]:
            parts.append(Content.styled(value, "bold"))
    return Content("  ").join(parts)


def tell_proposal(annotation: Annotation, label: Label, at: str) -> Content:
    """The proposal under review: where in the queue, how sure, by which rule."""
    score = f" {annotation.score:.0%}" if annotation.score is not None else ""
    state = "" if annotation.decision is Decision.PROPOSED else f" ({annotation.decision.value})"
    name = (f"{label.english}{state}{score}", f"bold $label-{label.colour}-colour")
    return Content.assemble((f" {at} ", "bold reverse"), " ", name, "  ", shaped(annotation.rule))


def _prompt(name: str, choices: list[tuple[str, str, str]]) -> Content:
    parts = [Content.assemble((f" {name} ", "bold reverse"))]
    for key, english, arabic in choices:
        parts.append(_clickable(Content.assemble((key, "bold"), f" {english} ", shaped(arabic)), key=key))
    return Content("  ").join(parts)


def _clickable(told: Content, **choice: str) -> Content:
    return told.stylize(Style.from_meta({_CHOICE: choice}))
