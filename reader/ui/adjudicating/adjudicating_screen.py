"""Lets the analyst settle, one by one, the differences between several analysts' annotations of the same articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Label

from reader.comparing.adjudication import Difference
from reader.comparing.settlement import Settlement
from reader.errors import StoreError
from reader.labels import LabelSet
from reader.layout import find_paragraph_direction
from reader.model import Annotation
from reader.reading.edges import move_edge
from reader.reading.session import Session
from reader.settings.definitions import Config
from reader.store.writer import Operations, Task
from reader.ui.actions.adjudicating_actions import MOST_LAYERS
from reader.ui.adjudicating.adjudicating_choices import offer_fillers, offer_labels
from reader.ui.adjudicating.adjudicating_progress import describe_progress
from reader.ui.adjudicating.marked_difference import show_difference
from reader.ui.adjudicating.take_column import TakeColumns
from reader.ui.bindings import bindings_of, key_of
from reader.ui.keys_in_order import OPENING
from reader.ui.mirroring import interface_base
from reader.ui.polling import LOOK_AROUND, Poller
from reader.ui.reading.article_view import ArticleView
from reader.ui.reading.painting import PageStyles
from reader.ui.widgets.arabic_text import notify, shaped
from reader.ui.widgets.choice_menu import ChoiceMenu
from reader.ui.widgets.key_line import KeyLine
from reader.wording import say

_WIDE = 132
"""The least width of a window, in cells, in which the columns are beside the text and not below it."""


class AdjudicatingScreen(Screen[None]):
    """An article in which the current difference is marked, and a column for the take of each layer and the result."""

    DEFAULT_CSS = """
    AdjudicatingScreen #adjudication-progress { width: 1fr; height: 1; background: $surface; color: $foreground; }
    AdjudicatingScreen #adjudication-columns { height: 1fr; layout: vertical; }
    AdjudicatingScreen TakeColumns { height: 45%; max-height: 14; width: 1fr; }
    AdjudicatingScreen #adjudication-columns.wide { layout: horizontal; }
    AdjudicatingScreen .wide TakeColumns { height: 1fr; max-height: 100%; width: 45%; }
    """
    BINDINGS: ClassVar = bindings_of("adjudicating")

    view = getters.query_one(ArticleView)
    progress = getters.query_one("#adjudication-progress", Label)
    columns = getters.query_one("#adjudication-columns", Container)
    takes = getters.query_one(TakeColumns)

    def __init__(
        self,
        piles: Sequence[Callable[[], Settlement]],
        layers: Sequence[str],
        result: str,
        *,
        labels: LabelSet,
        palette: PageStyles,
        config: Config,
    ) -> None:
        super().__init__()
        self._piles = tuple(piles)
        """A function for each article, which compares its layers when the article is opened."""
        self._layers = tuple(layers)[:MOST_LAYERS]
        self._result = result
        self._labels = labels
        self._palette = palette
        self._config = config
        self._pile = 0
        self.settlement = self._open_pile(0)
        self.at = 0
        """The index of the current difference."""
        self.part = 0
        """The index of the annotation of the result that is edited."""
        self._is_displaced = False
        """Whether the difference that was shown is gone, and no key has been pressed since."""
        self.session = Session(self.settlement.article)

    def _open_pile(self, number: int) -> Settlement:
        settlement = self._piles[number]()
        settlement.on_written = partial(self.call_later, self._take_in, settlement)
        return settlement

    def compose(self) -> ComposeResult:
        display = self._config.display
        yield Label(id="adjudication-progress")
        with Container(id="adjudication-columns"):
            yield TakeColumns(self._layers, self._result, self._labels, language=display.label_names)
            yield ArticleView(
                self.session,
                self._palette,
                margin=display.margin,
                measure=display.measure,
                paragraphs=display.paragraphs,
                context=self._config.reading.context,
                take_key=lambda _: False,
            )
        yield KeyLine("take", "next", "quit", "none", "undo")

    def on_mount(self) -> None:
        self.view.focus()
        self._arrange()
        self.at = self.settlement.next_open(-1) or 0
        self._show()
        poller = Poller[Settlement](self, lambda _: self.catch_up())
        self.set_interval(LOOK_AROUND, lambda: poller.ask(self.settlement))

    def on_resize(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        wide = self.size.width >= _WIDE
        self.columns.set_class(wide, "wide")
        # In a wide window the columns are at the left, since the text begins at the right; otherwise they are below it.
        if wide:
            self.columns.move_child(self.takes, before=self.view)
        else:
            self.columns.move_child(self.takes, after=self.view)

    @property
    def difference(self) -> Difference | None:
        """The current difference; None if the layers agree in everything."""
        differences = self.settlement.differences
        return differences[self.at] if differences else None

    def catch_up(self) -> None:
        """Show newly recorded actions of others; the text and the current difference stay where they are."""
        if self.app.screen is not self:
            # The choices in an open menu belong to the difference that was current when it was opened.
            return
        before = self.difference
        try:
            changes = self.settlement.catch_up()
        except StoreError:
            return
        if not changes:
            return
        at = self.settlement.find(before) if before is not None else 0
        if at is None and before is not None:
            following = (at for at, each in enumerate(self.settlement.differences) if each.span >= before.span)
            at = next(following, max(0, len(self.settlement.differences) - 1))
            self._is_displaced = True
        self.at = at or 0
        self._show(stays=not self._is_displaced)
        if others := sorted({each.who for each in changes} - {self.settlement.who}):
            notify(self, say("Changed just now by {names}.", names=say(", ").join(others)))

    # Showing

    def _show(self, *, stays: bool = False) -> None:
        difference = self.difference
        answer = self.settlement.answer(difference) if difference else ()
        self.part = min(self.part, max(0, len(answer) - 1))
        self._show_article(difference, answer, stays=stays)
        self.takes.show_takes(self.settlement, difference, answer, self.part)
        self._show_progress(difference)

    def _show_article(self, difference: Difference | None, answer: tuple[Annotation, ...], *, stays: bool) -> None:
        show_difference(self.session, self.settlement, difference, answer[self.part] if answer else None)
        if difference is not None and not stays:
            self.view.reveal(centre=True)
        self.view.repaint_all()

    def _show_progress(self, difference: Difference | None) -> None:
        figures = describe_progress(self.settlement, difference, self.at, pile=self._pile, piles=len(self._piles))
        drawn = Content.assemble(" ", shaped(figures, base=interface_base()), "  ")
        room = max(4, self.size.width - drawn.cell_length - 1)
        title = self.session.article.title or self.session.article.source
        shown = shaped(title, base=find_paragraph_direction(title, self.session.layout.direction), width=room)
        self.progress.update(drawn + shown.pad_left(max(0, room - shown.cell_length)))

    # Keys and clicks

    def on_article_view_moved(self) -> None:
        """Go to the difference under the mouse."""
        caret = self.session.caret
        for at, difference in enumerate(self.settlement.differences):
            if caret in difference.span:
                self.at = at
                break
        self._show()

    def on_take_columns_clicked(self, message: TakeColumns.Clicked) -> None:
        """Take the annotation of the layer whose column was clicked."""
        self.action_take(message.number)

    def action_step(self, count: int) -> None:
        """Go to the next or the previous difference."""
        if not 0 <= self.at + count < len(self.settlement.differences):
            if count > 0:
                sentence = say("There is no difference after this one in the article.")
            else:
                sentence = say("There is no difference before this one in the article.")
            notify(self, sentence, severity="warning")
            return
        self._go(self.at + count)

    def action_open(self, count: int) -> None:
        """Go to the next difference that is not settled."""
        found = self.settlement.next_open(self.at, count)
        if found is None:
            self._report_finished()
        else:
            self._go(found)

    def action_take(self, number: int) -> None:
        """Take the annotation of one layer, or nothing if the layer has none there."""
        difference = self.difference
        if difference is None or number >= len(self._layers) or self._layers[number] not in self.settlement.layers:
            return
        take = difference.take(self._layers[number])
        self._settle(*([take] if take else []), goes_on=True)

    def action_take_all(self) -> None:
        """Take the annotations of all layers, equal ones once."""
        if self.difference is not None:
            self._settle(*self.difference.variants, goes_on=True)

    def action_take_none(self) -> None:
        """Settle that nothing is there."""
        self._settle(goes_on=True)

    def action_part(self) -> None:
        """Go to the next annotation of the result, to edit it."""
        if self.difference is not None and (answer := self.settlement.answer(self.difference)):
            self.part = (self.part + 1) % len(answer)
            self._show()

    def action_edge(self, edge: str, side: str, by_letter: bool = False) -> None:
        """Move the left or right edge of the result's span, as it is displayed, by a word or a letter."""
        edited = self._edited()
        if edited is None:
            return
        layout = self.session.layout
        is_rtl = layout.line(layout.place_of(edited.span.start)).base == "rtl"
        moves_end = (edge == "left") == is_rtl
        forward = (side == "left") == is_rtl
        span = move_edge(self.session.text, edited.span, end=moves_end, forward=forward, by_letter=by_letter)
        if span != edited.span:
            self._replace(replace(edited, span=span))

    @work(group=OPENING)
    async def action_relabel(self) -> None:
        """Choose another label for the annotation of the result."""
        edited = self._edited()
        if edited is None:
            return
        offers = offer_labels(edited, self._labels)
        labels = [each.label for each, _ in offers]
        at = labels.index(edited.label) if edited.label in labels else 0
        menu = ChoiceMenu(say("Label"), [choice for _, choice in offers], at=at)
        picked = await self.app.push_screen_wait(menu)
        if picked is not None:
            self._replace(offers[picked][0])

    @work(group=OPENING)
    async def action_fill_role(self) -> None:
        """Choose a layer's filler, or none, for a role that the layers fill differently."""
        edited, difference = self._edited(), self.difference
        if edited is None or difference is None or not difference.roles:
            notify(self, say("The layers do not fill any role differently here."), severity="warning")
            return
        offers = offer_fillers(edited, difference, self.session.text, self._labels)
        picked = await self.app.push_screen_wait(ChoiceMenu(say("Role"), [choice for _, choice in offers]))
        if picked is not None:
            self._replace(offers[picked][0])

    def action_undo(self) -> None:
        """Undo the last answer in this article."""
        self._back(self.settlement.undo, say("Nothing is left to undo in this article."))

    def action_redo(self) -> None:
        """Redo the answer that was undone last."""
        self._back(self.settlement.redo, say("Nothing is left to redo in this article."))

    def action_scroll(self, count: int) -> None:
        """Scroll the article by lines."""
        self.view.scroll_lines(count)

    def action_page(self, count: int) -> None:
        """Scroll the article by pages."""
        self.view.scroll_lines(count * self.view.page())

    def action_article(self, count: int) -> None:
        """Go to the next or the previous article."""
        if not 0 <= self._pile + count < len(self._piles):
            notify(self, say("There is no other article that way."), severity="warning")
            return
        try:
            settlement = self._open_pile(self._pile + count)
        except StoreError as error:
            notify(self, str(error), severity="error", timeout=12)
            return
        self._pile += count
        self.settlement = settlement
        self.session = Session(settlement.article, view=self.session.view)
        self.view.show(self.session)
        self.part = 0
        self.at = settlement.next_open(-1) or 0 if settlement.differences else 0
        self._show()

    # Settlement

    def _edited(self) -> Annotation | None:
        """The annotation that an edit changes: the result's, or else that of the first layer that has one."""
        if self.difference is None:
            return None
        answer = self.settlement.answer(self.difference)
        return answer[self.part] if answer else self.difference.variants[0]

    def _replace(self, changed: Annotation) -> None:
        if self.difference is None:
            return
        answer = list(self.settlement.answer(self.difference)) or [changed]
        answer[self.part] = changed
        self._settle(*answer)

    def _settle(self, *answer: Annotation, goes_on: bool = False) -> None:
        difference = self.difference
        if difference is None:
            return
        if self._is_displaced:
            self._is_displaced = False
            notify(self, say("Somebody has just changed that difference; this is the next one."), severity="warning")
            return
        if self._report_held():
            return
        try:
            self.settlement.settle(difference, *answer)
        except StoreError as error:
            notify(self, str(error), severity="error", timeout=12)
        following = self.settlement.next_open(self.at) if goes_on else self.at
        if following is None:
            self._report_finished()
        else:
            self.at = following
        self.part = 0 if goes_on else self.part
        self._show()

    def _report_held(self, otherwise: str = "") -> bool:
        """Report an undo that waits for the workspace, or else another sentence; return whether an undo waits."""
        sentence = (
            say("Another program holds the workspace, and the undo waits for it.")
            if self.settlement.is_held
            else otherwise
        )
        if sentence:
            notify(self, sentence, severity="warning")
        return self.settlement.is_held

    def _take_in(self, settlement: Settlement, task: Task[Operations]) -> None:
        """Show the outcome of an answer that took longer than a moment to write."""
        try:
            settlement.take_in(task)
        except StoreError as error:
            notify(self, str(error), severity="error", timeout=12)
        if settlement is self.settlement:
            self._show(stays=True)

    def _back(self, step: Callable[[], Difference | None], otherwise: str) -> None:
        if self._report_held():
            return
        try:
            about = step()
        except StoreError as error:
            notify(self, str(error), severity="error", timeout=12)
            return
        if about is None:
            self._report_held(otherwise)
        elif about in self.settlement.differences:
            self.at = self.settlement.differences.index(about)
        self._show()

    def _go(self, at: int) -> None:
        self.at, self.part = at, 0
        self._is_displaced = False
        self._show()

    def _report_finished(self) -> None:
        key = key_of("adjudicate.article_next", self)
        if self._pile + 1 < len(self._piles):
            notify(self, say("Every difference of this article is settled. {key} goes to the next article.", key=key))
        else:
            notify(self, say("Every difference of this article is settled."))
