"""Draws the line that shows what the next key does: types to choose from, roles to fill, the proposal under review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from reader.labels import COMMITMENT, Label, LabelSet, Role
from reader.layout import Base, find_paragraph_direction
from reader.model import Annotation, Decision, Span
from reader.reading.reason import describe_reason
from reader.ui.key_reference import name_in_both
from reader.ui.mirroring import in_order, interface_base, is_mirrored, keep_together
from reader.ui.reading.commitment_card import name_role_briefly, name_value
from reader.ui.reading.reading_order import arrange, cut_at_end, pack, put_at_start
from reader.ui.toast_room import lift_toasts
from reader.ui.widgets.arabic_text import shaped
from reader.wording import either, number, say, sayable, written_digits

_STATES = {Decision.ACCEPTED: sayable("accepted"), Decision.REJECTED: sayable("rejected")}
_ENTER, _LEAVE, _EMPTY, _EDGES = "enter", "esc", "⌫", "alt+← →"
_CHOICE = "choice"
"""The key in a style's metadata for the choice that a click makes."""
_BETWEEN = Content.styled(" │ ", "dim")
"""Parts one role from the next."""
_WHOLE = 10_000
_ALL = 100
_FORMS = (
    (_WHOLE, False, True, _ALL),
    (16, False, True, _ALL),
    (16, True, True, _ALL),
    (16, True, False, _ALL),
    (8, True, False, _ALL),
    (6, True, False, 2),
    (0, True, False, 0),
)
"""The least width of a filler in cells, whether roles have short names, whether the empty ones are named, and how many
roles show their filler; the first form that there is room for is used."""


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
    base = interface_base()
    enter, leave, empty = (
        _clickable(Content.styled(name, "bold"), key=key)
        for name, key in ((_ENTER, "enter"), (_LEAVE, "escape"), (_EMPTY, "backspace"))
    )
    named = arrange([_heading(say("Fill")), shaped(role).stylize("bold")], base, divider=" ")
    edges = keep_together(_EDGES)
    if is_filled:
        sentence = say(
            ": move or select, then {enter}; {edges} moves its edges; {empty} empties it; {leave} cancels.",
            enter=_ENTER,
            edges=edges,
            empty=_EMPTY,
            leave=_LEAVE,
        )
    else:
        sentence = say(": move or select, then {enter}; {leave} cancels.", enter=_ENTER, leave=_LEAVE)
    whole = arrange([named, shaped(sentence, base=base, styles=_mark_keys(sentence))], base, divider="")
    short = arrange([enter, *([empty] if is_filled else []), leave, named], base, divider=" ")
    return lambda width: put_at_start(
        whole if whole.cell_length <= width else cut_at_end(short, width, base), width, base
    )


def _mark_keys(sentence: str) -> list[tuple[Span, Style | str]]:
    """The styles of the keys that a sentence names; a click on one presses it."""
    marked: list[tuple[Span, Style | str]] = []
    for name, key in ((_ENTER, "enter"), (_EDGES, ""), (_EMPTY, "backspace"), (_LEAVE, "escape")):
        at = sentence.find(name)
        if at >= 0:
            marked.append((Span(at, at + len(name)), "bold"))
            if key:
                marked.append((Span(at, at + len(name)), Style.from_meta({_CHOICE: {"key": key}})))
    return marked


def describe_count(count: str) -> BarText:
    """The count that was typed before a command."""
    return lambda width: _cut(Content(f" {written_digits(count)}×"), width)


def describe_roles(
    label: Label, annotation: Annotation, text: str, *, base: Base, language: str, at: str = ""
) -> BarText:
    """The roles of a commitment in the order of reading, the filled ones first; a click on a role starts to fill it.

    `at`, its place in a review, comes first if it is given, then its acceptance or the score of the proposal; the
    proposal's rule comes last if there is room.
    """
    score = number(annotation.score, ".0%") if annotation.score is not None else "?"
    state = score if annotation.decision is Decision.PROPOSED else "✓"
    language = _one_language(language, base)
    kind = shaped(label.arabic if language == "arabic" else label.english).stylize(_ink(label))
    heading = [arrange([kind, shaped(state)], "rtl" if language == "arabic" else "ltr", divider=" ")]
    for each in label.attributes:
        value = annotation.attribute(each.name, each.values[0])
        if value != each.values[0]:
            heading.append(shaped(name_value(value, language)).stylize("bold"))
    first = arrange([*([_heading(at)] if at else []), *heading], base, divider=" ")
    reason = describe_reason(annotation)
    rule = shaped(reason).stylize("dim")

    filled = [(role, " ".join(span.of(text).split())) for role in label.roles if (span := annotation.role(role.name))]
    empty = [role for role in label.roles if annotation.role(role.name) is None]

    def draw(room: int, least: int, *, brief: bool, with_empty: bool, valued: int) -> Content | None:
        """The line in a form, or None if a filler would be cut to fewer than `least` cells."""
        parts = [first]
        named = [(role, _name_role(role, language, brief=brief), quote) for role, quote in filled]
        gaps = [_clickable(_name_role(role, language, brief=brief).stylize("dim"), role=role.name) for role in empty]
        last = (
            [arrange([Content.styled("—", "dim"), arrange(gaps, base)], base, divider=" ")]
            if gaps and with_empty
            else []
        )
        taken = arrange([*parts, *(name for _, name, _ in named), *last], base, divider=_BETWEEN).cell_length
        needs = [shaped(quote).cell_length for _, _, quote in named[:valued]]
        widths = _share(room - taken - len(needs), needs)
        if any(width < min(least, need) for width, need in zip(widths, needs, strict=True)):
            return None
        for (role, name, quote), width in zip_longest(named, widths):
            pair = [name.stylize(f"bold $role-{role.name}-colour")]
            if width is not None:
                pair.append(shaped(quote, base=find_paragraph_direction(quote, base), width=width))
            parts.append(_clickable(arrange(pair, base, divider=" "), role=role.name))
        line = arrange([*parts, *last], base, divider=_BETWEEN)
        return line if line.cell_length <= room else None

    def fit(width: int) -> Content:
        room = width - 2
        for least, brief, with_empty, valued in _FORMS:
            line = draw(room, least, brief=brief, with_empty=with_empty, valued=valued)
            if line is not None:
                break
        else:
            line = next(pack([first, *(_name_role(role, language, brief=True) for role, _ in filled)], room, base))
        reasoned = arrange([line, rule], base, divider=_BETWEEN) if reason else line
        return _aside(reasoned if reasoned.cell_length <= room else line, width, base)

    return fit


def _share(room: int, needs: Sequence[int]) -> list[int]:
    """The cells that each text gets of a room: as many as it needs, or an equal part of what the others leave."""
    widths = [0] * len(needs)
    left = max(0, room)
    for done, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        widths[at] = min(needs[at], left // (len(needs) - done))
        left -= widths[at]
    return widths


def describe_proposal(annotation: Annotation, label: Label, at: str, *, base: Base, language: str) -> BarText:
    """The proposal under review: its place in the queue or its English name, its score, and its rule."""
    score = f" {number(annotation.score, '.0%')}" if annotation.score is not None else ""
    state = "" if annotation.decision is Decision.PROPOSED else f" ({say(_STATES[annotation.decision])})"
    called = label.arabic if language == "arabic" else label.english
    name = shaped(f"{called}{state}{score}").stylize(_ink(label))
    pieces = [arrange([*([_heading(at)] if at else []), name], base, divider=" ")]
    if reason := describe_reason(annotation):
        pieces.append(shaped(reason).stylize("dim"))
    line = arrange(pieces, base, divider=_BETWEEN)
    return lambda width: _aside(cut_at_end(line, width - 2, base), width, base)


def _prompt(name: tuple[str, str], choices: list[tuple[str, str, str, str]], language: str) -> BarText:
    """The choices in both languages if there is room, or else in one, over as many lines as needed."""

    base = interface_base()

    def draw(form: str) -> list[Content]:
        heading = name[form == "arabic"]
        parts = [_heading(heading)]
        for key, english, arabic, mark in choices:
            words = {"both": f"{english} {arabic}", "english": english, "arabic": arabic}[form]
            pressed = shaped(name_in_both((key,)), base="ltr").stylize("bold")
            named = shaped(words, base="rtl" if is_mirrored() else "ltr")
            parts.append(_clickable(Content("").join(in_order(pressed, Content(" "), named, Content(mark))), key=key))
        return parts

    def fit(width: int) -> Content:
        parts = draw(language)
        if language == "both" and Content("  ").join(parts).cell_length > width:
            parts = draw(either("english", "arabic"))
        lines: list[Content] = []
        for part in parts:
            if lines and lines[-1].cell_length + 2 + part.cell_length <= width:
                lines[-1] = Content("  ").join(in_order(lines[-1], part))
            else:
                lines.append(part if not lines else Content("").join(in_order(Content(" "), part)))
        return Content("\n").join(put_at_start(cut_at_end(line, width, base), width, base) for line in lines)

    return fit


def _one_language(language: str, base: Base) -> str:
    """The language of the names in a line of an article that runs in a direction, if names are wanted in both."""
    if language != "both":
        return language
    return "arabic" if base == "rtl" else "english"


def _name_role(role: Role, language: str, *, brief: bool) -> Content:
    is_english = language != "arabic"
    if brief:
        return shaped(name_role_briefly(role, is_english=is_english))
    return shaped(role.english if is_english else role.arabic)


def _ink(label: Label) -> str:
    return f"bold $label-{label.colour}-colour"


def _aside(line: Content, width: int, base: Base) -> Content:
    """A line that begins a cell from the edge where reading begins."""
    blank = Content(" ")
    return put_at_start(arrange([blank, line], base, divider=""), width, base)


def _heading(text: str) -> Content:
    return Content.assemble(" ", shaped(text), " ").stylize("bold reverse")


def _clickable(content: Content, **choice: str) -> Content:
    return content.stylize(Style.from_meta({_CHOICE: choice}))


def _cut(line: Content, width: int) -> Content:
    return line if line.cell_length <= width else line.truncate(width, ellipsis=True)
