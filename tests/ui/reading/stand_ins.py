"""The parts of the reading screen without a screen: what surrounds them is written down here instead of shown."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notation import marked

from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.reading.session import Session
from reader.reading.work import Work
from reader.store.workspace import Workspace
from reader.ui.reading.article_marker import ArticleMarker
from reader.ui.reading.caret import Caret
from reader.ui.reading.changes import Change, Changes
from reader.ui.reading.edge_mover import EdgeMover
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.occurrence_tagger import OccurrenceTagger
from reader.ui.reading.panel_items import About
from reader.ui.reading.pending import Counting, Pending
from reader.ui.reading.recorder import Recorder
from reader.ui.reading.reviewer import Reviewer
from reader.ui.reading.role_picker import RolePicker
from reader.ui.reading.subject import Subject
from reader.ui.reading.tagger import Tagger
from reader.ui.reading.view_switches import ViewSwitches
from reader.ui.reading.waited_keys import WaitedKeys

LABELS = default_labels()
TEXT, SPANS = marked("⟦موسكو⟧ ⟦تتعهد⟧ ⟦بوقف القصف⟧\n\nقال ⟦لافروف⟧ في ⟦موسكو⟧ إن الأمر تم.\nنهاية الخبر.")
MOSCOW, CUE, ACTION, LAVROV, MOSCOW_AGAIN = SPANS


def proposal(span: Span, label: str, *, score: float = 0.5, rule: str = "list") -> Annotation:
    return Annotation(span, label, source="names", score=score, rule=rule)


@dataclass
class StandInPane:
    """A pane of three lines to the screen that writes down what it is asked for."""

    session: Session
    spacing: int = 0
    measure: int = 70
    margin: int = 2
    bar: str = "right"
    has_focus: bool = False
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.top = self.session.layout.first

    @property
    def top_offset(self) -> int:
        return self.session.layout.line(self.top).span.start

    def focus(self) -> None:
        self.has_focus = True

    def page(self) -> int:
        return 3

    def reveal(self) -> bool:
        self.top = self.session.layout.place_of(self.session.caret)
        self.asked.append("reveal")
        return True

    def lay_out(self, *, anchor: int | None = None) -> None:
        self.asked.append(f"lay out at {anchor}")

    def repaint_all(self) -> None:
        self.asked.append("repaint all")


@dataclass
class StandInBoxes:
    """Boxes that are answered before they open."""

    text: str | None = None
    event: int | None = None
    occurrences: Sequence[tuple[str, Span]] | None = None
    opened: list[str] = field(default_factory=list)

    async def ask_text(self, title: str, value: str = "", *, several_lines: bool = False) -> str | None:
        self.opened.append(f"{title} [{value}]")
        return self.text

    async def ask_event(self, work: Work, keys: Collection[str]) -> int | None:
        self.opened.append("history")
        return self.event

    async def ask_occurrences(
        self, article: Article, span: Span, label: str, work: Work
    ) -> Sequence[tuple[str, Span]] | None:
        self.opened.append(f"{span.of(article.text)} as {label}")
        return self.occurrences

    def show_word(self, word: str) -> None:
        self.opened.append(word)

    def show_problems(self, problems: Sequence[str]) -> None:
        self.opened.extend(problems)


@dataclass
class StandInCards:
    """Cards beside the text, of which one is the current one."""

    cards: Sequence[About] = ()
    at: int = 0
    has_keyboard: bool = False
    is_in_text_order: bool = False

    @property
    def about(self) -> About:
        return self.cards[self.at] if self.cards else ()

    def neighbours(self) -> Iterator[About]:
        return iter((*self.cards[self.at + 1 :], *reversed(self.cards[: self.at])))

    def focus_list(self) -> None:
        self.has_keyboard = True


class Parts:
    """Every part, on one article; without a workspace until `open` gives it one."""

    def __init__(self, text: str, *proposals: Annotation, with_roles: bool = False) -> None:
        self.session = Session(Article(text, source="خبر.txt"), proposals)
        self.said: list[str] = []
        self.shown: list[Change] = []
        self.copied: list[str] = []
        self.remembered: list[Article] = []
        self.hand = ArticleInHand(self.session)
        self.changes = Changes(self.shown.append)
        self.pane = StandInPane(self.session)
        self.boxes = StandInBoxes()
        self.cards = StandInCards()
        self.recorder = Recorder(
            self.hand,
            self.changes,
            say=self.say,
            report_unwritten=lambda error: self.said.append(f"unwritten: {error}"),
            start_work_again=lambda: self.said.append("no workspace"),
        )
        hand, changes, recorder = self.hand, self.changes, self.recorder
        self.caret = Caret(hand, changes, self.pane, say=self.say, copy=self.copied.append)
        self.subject = Subject(hand, changes, self.cards)
        self.many = 1
        self.reviewer = Reviewer(
            hand,
            changes,
            recorder,
            self.subject,
            say=self.say,
            labels=LABELS,
            number=lambda: (1, self.many),
            key_of=lambda name: f"the key of {name}",
            with_roles=with_roles,
        )
        self.tagger = Tagger(
            hand, changes, recorder, self.pane, self.subject, say=self.say, labels=LABELS, reviewer=self.reviewer
        )
        self.edge_mover = EdgeMover(hand, changes, recorder, say=self.say)
        self.role_picker = RolePicker(hand, changes, recorder, self.pane, say=self.say, labels=LABELS)
        self.view_switches = ViewSwitches(hand, changes, recorder, self.pane, say=self.say)
        self.marker = ArticleMarker(
            hand,
            recorder,
            self.caret,
            self.boxes,
            self.subject,
            say=self.say,
            begin=asyncio.run,
            open_text=lambda article, told: self.said.append(told),
            open_unfinished=lambda: self.said.append("on to the next"),
        )
        self.occurrence_tagger = OccurrenceTagger(
            hand,
            recorder,
            self.boxes,
            say=self.say,
            begin=asyncio.run,
            labels=LABELS,
            last_label=lambda: self.tagger.last_label,
            read=lambda ids: [each for each in [Loaded(self.session.article)] if each.article.id in ids],
            remember=self.remembered.extend,
            key_of=lambda name: f"the key of {name}",
        )
        self.waited_keys = WaitedKeys(
            hand,
            changes,
            caret=self.caret,
            tagger=self.tagger,
            role_picker=self.role_picker,
            bound_digits=frozenset("1234567"),
        )

    def say(self, message: str, *, severity: str = "information", timeout: float | None = None) -> None:
        self.said.append(message)

    def open(self, folder: Path) -> Parts:
        """Let the article be worked on, in a workspace in that folder."""
        workspace = Workspace.open(folder / "reader.db", who="سارة")
        self.hand.work = Work(self.session, workspace, LABELS)
        return self

    @property
    def work(self) -> Work:
        assert self.hand.work is not None
        return self.hand.work

    def stored(self) -> set[tuple[str, str, str]]:
        """The text, label and decision of each annotation that is on disk."""
        found = self.work.workspace.annotations(self.session.article.id)
        return {(each.span.of(self.session.text), each.label, each.decision.value) for each in found}

    def roles(self) -> dict[str, str]:
        """What fills each role of the one commitment that is on disk."""
        (commitment,) = (
            each
            for each in self.work.workspace.annotations(self.session.article.id)
            if LABELS[each.label].is_commitment
        )
        return {name: span.of(self.session.text) for name, span in commitment.roles}


def counting(parts: Parts, digits: str) -> None:
    """Type a count."""
    parts.hand.pending = Pending(Counting(digits))
