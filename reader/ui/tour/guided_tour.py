"""Leads the analyst through the steps of the tour, on whichever screen is shown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from textual.app import App
from textual.screen import ModalScreen

from reader.labels import LabelSet
from reader.settings.definitions import Annotate, Config, Library, Llm
from reader.ui.actions import actions_with, label_action
from reader.ui.bindings import key_of, keys_of
from reader.ui.key_reference import name_twins
from reader.ui.ledger.ledger_screen import LedgerScreen
from reader.ui.mirroring import keep_together
from reader.ui.reading.changes import Extent
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.tour.looking import look_at
from reader.ui.tour.tour_course import Course
from reader.ui.tour.tour_steps import LABEL, ROLE, SEARCH, STEPS, Seen, Step
from reader.ui.tour.tour_strip import TourStrip
from reader.wording import either, say

_LOOK_AGAIN = 0.1
"""Seconds between two looks at what the analyst has done."""
_EXAMPLE = "حلب"
"""A word that stands in the sample article several times."""
_COMMAND = "`reader\u00a0tour`"
"""The command that shows the tour, not to be divided at the end of a line."""
_UNTAGGED, _SUITABLE = "المدنيين", "group"
"""A word of the sample article that is not proposed, and the label that suits it."""
_KEYS = {
    "word": "move.word_forward",
    "sentence": "move.sentence_forward",
    "next": "annotation.next",
    "accept": "review.accept",
    "commitment": "tag.commitment",
    "role": "tag.role",
    "search": "search.open",
    "match": "search.next",
    "ledger": "article.ledger",
    "undo": "tag.undo",
    "help": "help",
    "quit": "quit",
}
"""The actions whose keys the sentences name."""


class ShownReader(Protocol):
    """The application, as far as the tour is concerned."""

    config: Config
    labels: LabelSet
    types_arabic: bool

    @property
    def reading(self) -> ReadingScreen:
        """The screen on which the article is read."""
        ...


def settle_for_tour(config: Config) -> Config:
    """The analyst's settings, with the engine and the index as the tour needs them; no server is asked."""
    return replace(config, annotate=Annotate(), llm=Llm(), library=Library())


class GuidedTour:
    """The tour while the reader runs; the key that quits leaves it."""

    def __init__(self, app: App[None], reader: ShownReader) -> None:
        self._app = app
        self._reader = reader
        self._course = Course()
        self._said: tuple[object, ...] = ()
        app.set_interval(_LOOK_AGAIN, self._go_on)
        self._go_on()

    def _go_on(self) -> None:
        screen = self._app.screen
        if self._course.take(self._look()):
            self._prepare(self._course.step)
        if not isinstance(screen, ModalScreen):
            self._show()

    def _look(self) -> Seen:
        reading = self._reader.reading
        return look_at(
            reading.session,
            is_searching=bool(reading.search.display),
            is_in_ledger=isinstance(self._app.screen, LedgerScreen),
        )

    def _prepare(self, step: Step | None) -> None:
        """Bring the analyst to where the next step can be done."""
        reading, labels = self._reader.reading, self._reader.labels
        session = reading.session
        if step is LABEL:
            found = [each.start() for each in re.finditer(_UNTAGGED, session.text)]
            untagged = [at for at in found if not session.overlay.at(at)]
            if untagged:
                session.move_to(untagged[0])
                reading.changes.note(Extent.CENTRED)
        elif step is ROLE:
            commitments = [each for each in session.overlay.shown if labels.kind_of(each)]
            if commitments and session.current not in commitments:
                session.choose(commitments[0])
                reading.changes.note(Extent.CENTRED)
        elif step is SEARCH:
            # The matches of an earlier search would count as found.
            reading.search.clear()
            session.hits, session.hit = (), None
            reading.changes.note(Extent.MARKS)

    def _show(self) -> None:
        screen, course = self._app.screen, self._course
        keys = {name: self._name(action) for name, action in _KEYS.items()}
        labels = self._reader.labels
        label = labels.get(_SUITABLE) or (*labels.entities, *labels.commitments)[0]
        keys |= {"label_key": self._name(label_action(label.name)), "label": either(label.english, label.arabic)}
        sentence = say(
            course.sentence(self._look()), example=_EXAMPLE, untagged=_UNTAGGED, command=keep_together(_COMMAND), **keys
        )
        said = (screen, course.done, sentence, keys["quit"])
        if said == self._said:
            return
        self._said = said
        strips = screen.query(TourStrip)
        strip = strips.first() if strips else TourStrip()
        if not strips:
            screen.mount(strip, before=0)
        titles = [say(each.title) for each in STEPS]
        strip.say(titles, course.done, say("{quit} leaves the tour", quit=keys["quit"]), sentence)

    def _name(self, action: str) -> str:
        """The key of an action: as the Arabic layout types it while that is in use, or else in both layouts."""
        if self._reader.types_arabic:
            known = next(each for each in actions_with(self._reader.labels) if each.name == action)
            for key in keys_of(known, self._reader.config)[:1]:
                if not key.isdecimal() and (twins := name_twins(key)):
                    return twins[0]
        return key_of(action, self._app)
