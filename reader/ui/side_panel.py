"""Lists an article's annotations beside the text: entities by label, commitments as cards, notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import ContentSwitcher, OptionList, Static
from textual.widgets.option_list import Option

from reader.labels import Label, LabelSet
from reader.marks import Bookmark, ReadingState
from reader.model import Annotation, Span
from reader.motion import sentence_at
from reader.session import Session
from reader.tagging import Lost
from reader.ui.text import paragraph, shaped

TABS = ("entities", "commitments", "notes")
_NAMES = {
    "entities": ("كيانات", "Entities"),
    "commitments": ("التزامات", "Commitments"),
    "notes": ("ملاحظات", "Notes"),
}
_ROLE_LINES = 3
"""The lines a card gives to one role before it is cut short."""


_Item = tuple[Annotation, ...] | Bookmark | Lost
"""What choosing a row is about: an entity's mentions, a bookmark … or, empty, nothing."""


class PanelList(OptionList):
    """The items of one tab; the arrows go to the neighbouring tabs."""

    BINDINGS: ClassVar = [
        Binding("left", "tab(1)", "Next tab", show=False),
        Binding("right", "tab(-1)", "Previous tab", show=False),
        Binding("delete,backspace", "dismiss_lost", "Let it go", show=False),
    ]

    def action_tab(self, step: int) -> None:
        panel = self.query_ancestor(SidePanel)
        panel.show_tab(TABS[(TABS.index(panel.tab) + step) % len(TABS)])
        panel.focus_list()

    def action_dismiss_lost(self) -> None:
        """Dismiss what found no place; on any other item the key means what it means in the text."""
        if not self.query_ancestor(SidePanel).dismiss_lost():
            raise SkipAction


class SidePanel(Vertical):
    """The panel; it follows the caret, and choosing an item of it moves the caret."""

    class Chosen(Message):
        """An item was chosen: these are its annotations in reading order."""

        def __init__(self, annotations: tuple[Annotation, ...]) -> None:
            super().__init__()
            self.annotations = annotations

    class BookmarkChosen(Message):
        """A bookmark was chosen."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class LostChosen(Message):
        """What found no place in the changed text is to be put over the selection, or to be dismissed."""

        def __init__(self, lost: Lost, *, dismissed: bool = False) -> None:
            super().__init__()
            self.lost = lost
            self.dismissed = dismissed

    def __init__(self, labels: LabelSet, *, language: str, width: int) -> None:
        super().__init__()
        self.labels = labels
        self.language = language
        self.tab = TABS[0]
        self.styles.width = width
        self._items: dict[str, list[_Item]] = {tab: [] for tab in TABS}
        self._place: dict[str, dict[Annotation, int]] = {tab: {} for tab in TABS}
        self._session: Session | None = None
        self._state: ReadingState | None = None
        self._lost: tuple[Lost, ...] = ()
        self._drawn_width = 0
        self._followed: Annotation | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="tabs")
        with ContentSwitcher(initial=self.tab):
            for tab in TABS:
                yield PanelList(id=tab, markup=False)

    def on_mount(self) -> None:
        self._show_tabs()

    def on_resize(self) -> None:
        if self._session is not None and self._inner_width() != self._drawn_width:
            self.show(self._session, self._state, self._lost)

    def show(self, session: Session, state: ReadingState | None = None, lost: tuple[Lost, ...] = ()) -> None:
        """List what the session holds, what was said of the article as a whole, and what found no place in it."""
        self._session, self._state, self._lost = session, state, lost
        self._drawn_width = self._inner_width()
        entities = [a for a in session.overlay if not self.labels.named(a.label).is_commitment]
        commitments = [a for a in session.overlay if self.labels.named(a.label).is_commitment]
        self._fill("entities", self._entity_options(session.text, entities))
        self._fill("commitments", self._cards(session.text, commitments))
        noted = [a for a in session.overlay if a.note]
        self._fill("notes", chain(self._lost_options(lost), self._notes(session.text, noted, state)))
        self._show_tabs()
        self.follow(session.current)

    def show_tab(self, tab: str) -> None:
        """Turn to a tab."""
        self.tab = tab
        self.query_one(ContentSwitcher).current = tab
        self._show_tabs()

    def focus_list(self) -> None:
        """Give the keyboard to the tab that is shown."""
        self.query_one(f"#{self.tab}", PanelList).focus()

    def follow(self, annotation: Annotation | None) -> None:
        """Select the item of the annotation under the caret, turning to its tab when the caret has come to it."""
        is_new, self._followed = annotation != self._followed, annotation
        if annotation is None:
            return
        tab = "commitments" if self.labels.named(annotation.label).is_commitment else "entities"
        at = self._place[tab].get(annotation)
        if at is None:
            return
        if is_new and self.tab != tab and not (self.tab == "notes" and annotation.note):
            self.show_tab(tab)
        options = self.query_one(f"#{tab}", PanelList)
        if options.highlighted != at:
            options.highlighted = at

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        tab = str(event.option_list.id)
        match self._items[tab][event.option_index]:
            case Lost() as lost:
                self.post_message(self.LostChosen(lost))
            case Bookmark(offset):
                self.post_message(self.BookmarkChosen(offset))
            case (_, *_) as annotations:
                self.post_message(self.Chosen(tuple(annotations)))

    def dismiss_lost(self) -> bool:
        """Ask that what is selected be dismissed; whether it is something that found no place."""
        at = self.query_one(f"#{self.tab}", PanelList).highlighted
        item = self._items[self.tab][at] if at is not None else ()
        if not isinstance(item, Lost):
            return False
        self.post_message(self.LostChosen(item, dismissed=True))
        return True

    def _inner_width(self) -> int:
        # A blank column at the left, and at the right the list's scroll bar.
        return max(10, self.size.width - 4)

    def _fill(self, tab: str, rows: Iterable[tuple[Option, _Item]]) -> None:
        options: list[Option] = []
        items: list[_Item] = []
        for option, behind in rows:
            options.append(option)
            items.append(behind)
        self._items[tab] = items
        self._place[tab] = {a: at for at, behind in enumerate(items) if isinstance(behind, tuple) for a in behind}
        listed = self.query_one(f"#{tab}", PanelList)
        at = listed.highlighted
        listed.clear_options()
        listed.add_options(options)
        if at is not None and options:
            listed.highlighted = min(at, len(options) - 1)

    def _show_tabs(self) -> None:
        counts = {
            "entities": len(self._place["entities"]),
            "commitments": len(self._place["commitments"]),
            "notes": len(self._items["notes"]),
        }
        parts: list[Content] = []
        # The first tab stands at the right, where reading begins.
        for tab in reversed(TABS):
            arabic, english = _NAMES[tab]
            name = english if self.language == "english" else arabic
            label = Content.assemble(f" {counts[tab]} ", shaped(name), " ")
            parts.append(label.stylize("reverse bold" if tab == self.tab else ""))
        row = Content("").join(parts)
        self.query_one("#tabs", Static).update(row.pad_left(max(0, self.size.width - 1 - row.cell_length)))

    def _label_name(self, label: Label) -> Content:
        match self.language:
            case "arabic":
                return shaped(label.arabic)
            case "english":
                return Content(label.english)
            case _:
                return Content.assemble(label.english, " · ", shaped(label.arabic))

    def _entity_options(
        self, text: str, entities: Sequence[Annotation]
    ) -> Iterable[tuple[Option, tuple[Annotation, ...]]]:
        by_label: dict[str, dict[str, list[Annotation]]] = defaultdict(lambda: defaultdict(list))
        for annotation in entities:
            by_label[annotation.label][annotation.attribute("entity") or annotation.span.of(text)].append(annotation)
        order = [*self.labels, *sorted(set(by_label) - set(self.labels))]
        for name in order:
            if name not in by_label:
                continue
            label = self.labels.named(name)
            groups = by_label[name]
            count = sum(len(mentions) for mentions in groups.values())
            heading = self._row(self._label_name(label), Content(f"{count}"), self._ink(label))
            yield Option(heading, disabled=True), ()
            for entity, mentions in sorted(groups.items(), key=lambda group: (-len(group[1]), group[1][0].span.start)):
                gloss = mentions[0].attribute("gloss")
                times = f"{len(mentions)}× " if len(mentions) > 1 else ""
                yield Option(self._row(shaped(entity), Content(times + gloss))), tuple(mentions)

    def _cards(self, text: str, commitments: Sequence[Annotation]) -> Iterable[tuple[Option, tuple[Annotation, ...]]]:
        for annotation in commitments:
            label = self.labels.named(annotation.label)
            cue = Content.assemble(shaped(_one_line(annotation.span, text)), "  ")
            lines = [
                self._row(Content.assemble(cue, self._label_name(label)), Content(_state(annotation)), self._ink(label))
            ]
            for role in label.roles:
                span = annotation.role(role.name)
                if span is None:
                    continue
                name = role.english if self.language == "english" else role.arabic
                ink = f"$role-{role.name}-colour"
                room = self._inner_width() - 2
                filled = f"{name}: {_one_line(span, text)}"
                styles = [(Span(0, len(name) + 1), ink)]
                lines.append(paragraph(filled, room, height=_ROLE_LINES, styles=styles))
            yield Option(Content("\n").join([*lines, Content("")])), (annotation,)

    def _lost_options(self, lost: Sequence[Lost]) -> Iterable[tuple[Option, _Item]]:
        """What found no place when the file changed, with what to do about it."""
        if lost:
            room = self._inner_width()
            told = "Found no place in the changed text: enter puts it over the selection or word, delete lets it go."
            yield Option(Content("\n").join([paragraph(told, room), Content("")]), disabled=True), ()
        for each in lost:
            label = self.labels.named(each.annotation.label)
            row = self._row(shaped(" ".join(each.quote.split())), self._label_name(label), self._ink(label))
            note = [paragraph(each.annotation.note, self._inner_width())] if each.annotation.note else []
            yield Option(Content("\n").join([row, *note, Content("")])), each

    def _notes(
        self, text: str, noted: Sequence[Annotation], state: ReadingState | None
    ) -> Iterable[tuple[Option, _Item]]:
        """The note and tags of the article, its bookmarks, then the notes on annotations."""
        room = self._inner_width()
        if state is not None and state.note:
            yield Option(Content("\n").join([paragraph(state.note, room), Content("")]), disabled=True), ()
        if state is not None and state.tags:
            yield Option(paragraph(" ".join(f"#{tag}" for tag in state.tags), room), disabled=True), ()
        for bookmark in state.bookmarks if state is not None else ():
            span = sentence_at(text, bookmark.offset)
            quoted = shaped(_one_line(Span(bookmark.offset, max(bookmark.offset, span.end)), text), width=room - 2)
            yield Option(self._row(quoted, Content("★"))), bookmark
        for annotation in noted:
            quote = self._row(
                shaped(_one_line(annotation.span, text)), self._label_name(self.labels.named(annotation.label))
            )
            yield Option(Content("\n").join([quote, paragraph(annotation.note, room), Content("")])), (annotation,)

    def _row(self, right: Content, left: Content, ink: str = "") -> Content:
        """One row: something at the right edge, where reading begins, and something at the left, cut if need be."""
        width = self._inner_width()
        if right.cell_length > width:
            right = right.truncate(width, ellipsis=True)
        room = max(0, width - right.cell_length - 1)
        left = left.truncate(room, ellipsis=True) if left.cell_length > room else left
        gap = width - right.cell_length - left.cell_length
        return Content.assemble(left.stylize("dim"), " " * gap, right.stylize(ink) if ink else right)

    def _ink(self, label: Label) -> str:
        return f"bold $label-{label.colour}-colour"


def _one_line(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _state(annotation: Annotation) -> str:
    """What sets a commitment apart from a plain one: negation, its fate, and how sure the engine is."""
    told = [value for name, plain in (("polarity", "positive"), ("status", "made"))
            if (value := annotation.attribute(name, plain)) != plain]  # fmt: skip
    if annotation.score is not None:
        told.append(f"{annotation.score:.0%}")
    return " ".join(told)
