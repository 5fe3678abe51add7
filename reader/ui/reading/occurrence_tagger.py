"""Tags all occurrences of a form in one action, in this article and in the whole library."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from reader.journal import tagging
from reader.labels import LabelSet
from reader.load import Loaded
from reader.model import Article, Span
from reader.reading import motion
from reader.ui.reading.action_table import Actions
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Begin, Boxes, Say
from reader.ui.reading.recorder import Recorder
from reader.wording import counted, say


class OccurrenceTagger:
    """Tags every occurrence of the selection, of the annotation or of the word under the caret."""

    def __init__(
        self,
        hand: ArticleInHand,
        recorder: Recorder,
        boxes: Boxes,
        *,
        say: Say,
        begin: Begin,
        labels: LabelSet,
        last_label: Callable[[], str],
        read: Callable[[Collection[str]], Iterable[Loaded]],
        remember: Callable[[Iterable[Article]], None],
        key_of: Callable[[str], str],
    ) -> None:
        self._hand = hand
        self._recorder = recorder
        self._boxes = boxes
        self._say = say
        self._begin = begin
        self._labels = labels
        self._last_label = last_label
        self._read = read
        """Finds articles by their ids, whether or not they are loaded."""
        self._remember = remember
        """Stores articles in the workspace before anything is tagged in them."""
        self._key_of = key_of
        """The key of an action, as it is shown to the analyst."""

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        return {"tag.everywhere": lambda: self._begin(self._tag_everywhere())}

    async def _tag_everywhere(self) -> None:
        work, session = self._recorder.opened_work(), self._hand.session
        if work is None:
            return
        span, label = self._find_target()
        if span is None or not label or self._labels.named(label).is_commitment:
            self._say(say("Put the caret on an entity, or select one and tag it first."), severity="warning")
            return
        chosen = await self._boxes.ask_occurrences(session.article, span, label, work)
        if not chosen:
            return
        from reader.reading.opened import as_kept

        found = self._read({article for article, _ in chosen})
        self._remember(as_kept(each.article, each.place, work.workspace) for each in found)
        targets = [(work.workspace.authorship(article), where) for article, where in chosen]
        if self._recorder.record(tagging.tag_all(targets, label)):
            self._say(
                counted(
                    len(targets),
                    "Tagged {number} occurrence; {key} undoes it.",
                    "Tagged {number} occurrences; {key} undoes it.",
                    key=self._key_of("tag.undo"),
                )
            )

    def _find_target(self) -> tuple[Span | None, str]:
        session = self._hand.session
        selection, current = session.selection, session.current
        if not selection.is_caret:
            return selection.span, self._last_label()
        if current is not None:
            return current.span, current.label
        return motion.name_at(session.text, session.caret), self._last_label()
