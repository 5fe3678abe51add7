"""Changes how the text is shown: tashkeel, direction, width, spacing, justification, other analysts' tags."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.layout import Base, find_direction
from reader.ui.reading.action_table import Actions
from reader.ui.reading.changes import Changes, Extent, Relisting
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Pane, Say
from reader.ui.reading.recorder import Recorder
from reader.wording import say, sayable

if TYPE_CHECKING:
    from reader.settings.definitions import Display
    from reader.store.first_views import View

_JUSTIFY: dict[str | None, str] = {
    None: sayable("Justification: off."),
    "tatweel": sayable("Justification: tatweel."),
    "spaces": sayable("Justification: spaces."),
}
_DIRECTIONS: dict[Base | None, str] = {
    None: sayable("Each paragraph has its own direction."),
    "rtl": sayable("Every paragraph runs right to left."),
    "ltr": sayable("Every paragraph runs left to right."),
}
_MEASURES = range(20, 301)


class ViewSwitches:
    """Switches the options of the view."""

    def __init__(self, hand: ArticleInHand, changes: Changes, recorder: Recorder, pane: Pane, *, say: Say) -> None:
        self._hand = hand
        self._changes = changes
        self._recorder = recorder
        self._pane = pane
        self._say = say

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        return {
            "view.tashkeel": self.turn_tashkeel,
            "view.direction": self.turn_direction,
            "view.wider": partial(self._change_measure, 4),
            "view.narrower": partial(self._change_measure, -4),
            "view.spacing": self.turn_spacing,
            "view.justify": self.turn_justify,
            "view.others": self.turn_others,
        }

    def describe(self) -> dict[str, View]:
        """How the text is shown, by the names of the settings."""
        view = self._hand.session.view
        return {
            "display.measure": self._pane.measure,
            "display.line_spacing": self._pane.spacing,
            "display.justify": view.justify or "none",
            "display.tashkeel": view.tashkeel,
        }

    def take(self, display: Display, *, tashkeel: str) -> None:
        """Show the text as the settings want it."""
        self._pane.measure, self._pane.spacing = display.measure, display.line_spacing
        self._change_view(tashkeel=tashkeel, justify=None if display.justify == "none" else display.justify)

    def turn_tashkeel(self) -> None:
        """Show or hide the vowel marks."""
        is_shown = self._hand.session.view.tashkeel == "keep"
        self._change_view(tashkeel="strip" if is_shown else "keep")
        self._say(say("Tashkeel is hidden.") if is_shown else say("Tashkeel is shown."))

    def turn_direction(self) -> None:
        """Reverse the article's direction; pressed again, use its own throughout, then each paragraph's own."""
        session = self._hand.session
        own = find_direction(session.text)
        turns: tuple[Base | None, ...] = (None, "ltr" if own == "rtl" else "rtl", own)
        base = turns[(turns.index(session.view.base) + 1) % len(turns)]
        self._change_view(base=base)
        self._changes.note(Extent.CURRENT, Relisting.NOW)
        self._say(say(_DIRECTIONS[base]))

    def turn_spacing(self) -> None:
        """Switch between one blank row between lines and none."""
        self._pane.spacing = 1 - self._pane.spacing
        self._changes.note(Extent.CARET)

    def turn_justify(self) -> None:
        """Switch between lines that are not justified, justified with tatweel, and justified with spaces."""
        view = self._hand.session.view
        turns = tuple(_JUSTIFY)
        justify = turns[(turns.index(view.justify) + 1) % len(turns)]
        self._change_view(justify=justify)
        self._say(say(_JUSTIFY[justify]))

    def turn_others(self) -> None:
        """Show or hide other analysts' tags."""
        work = self._recorder.opened_work()
        if work is None:
            return
        is_wanted = not work.shows_others
        try:
            work.show_others(is_wanted)
        except StoreError as error:
            self._say(str(error), severity="error", timeout=15)
            return
        self._say(say("Other analysts' tags are shown.") if is_wanted else say("Other analysts' tags are hidden."))
        self._changes.note(Extent.MARKS, Relisting.NOW)

    def _change_view(self, **changes: str | None) -> None:
        anchor = self._pane.top_offset
        self._hand.session.change_view(**changes)
        self._pane.lay_out(anchor=anchor)
        self._changes.note(Extent.CURRENT)

    def _change_measure(self, by: int) -> None:
        measure = min(self._pane.measure, self._hand.session.view.width) + by
        self._pane.measure = min(max(measure, _MEASURES[0]), _MEASURES[-1])
        self._pane.lay_out()
        self._changes.note(Extent.CURRENT)
