"""Runs the action that says why something is proposed at the caret, or why nothing is."""

from __future__ import annotations

from collections.abc import Sequence

from reader.annotate.commitments.wording import Wording
from reader.errors import AnnotateError
from reader.layout import Base
from reader.model import Annotation
from reader.reading import motion
from reader.reading.explanation_rows import Row, deny_candidate, explain_candidate, explain_entity
from reader.reading.session import Session
from reader.ui.mirroring import is_mirrored
from reader.ui.reading.action_table import Actions
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Boxes, Say, Surroundings
from reader.wording import say


class Explainer:
    """Asks the engine for its reasons, and shows them in a box."""

    def __init__(self, hand: ArticleInHand, surroundings: Surroundings, boxes: Boxes, *, say: Say) -> None:
        self._hand = hand
        self._surroundings = surroundings
        self._boxes = boxes
        self._say = say

    @property
    def actions(self) -> Actions:
        """The action that this part runs."""
        return {"word.explain": self.explain}

    def explain(self) -> None:
        """Show why the annotation under the caret is proposed, or why nothing is proposed at the word there."""
        session = self._hand.session
        current = session.current
        word = motion.word_at(session.text, session.caret)
        if current is None and word is None:
            self._say(say("There is no word here."), severity="warning")
            return
        span = current.span if current is not None else word.span if word is not None else session.selection.span
        language = self._surroundings.config.display.label_names
        base: Base = session.layout.direction
        is_arabic = language == "arabic" or (language == "both" and (base == "rtl" or is_mirrored()))
        wording = Wording(self._surroundings.labels, arabic=is_arabic)
        title = " ".join(span.of(session.text).split())
        further = self._find(session, current, span.start, wording)
        self._boxes.show_reasons(title, further, base="rtl" if is_arabic else "ltr")

    async def _find(self, session: Session, current: Annotation | None, offset: int, wording: Wording) -> Sequence[Row]:
        labels = self._surroundings.labels
        rows: list[Row] = []
        if current is not None and not labels.kind_of(current):
            rows += explain_entity(current, session.text, wording)
        try:
            candidate = await self._surroundings.explain(session, offset)
        except AnnotateError as error:
            return [*rows, (wording.choose("commitment", "الالتزام"), "", str(error))]
        if candidate is not None:
            over = [each for each in session.overlay.every if each.span.overlaps(candidate.span)]
            standing = next((each for each in over if labels.kind_of(each)), None)
            rows += explain_candidate(candidate, session.text, wording, standing=standing)
        elif not rows:
            rows.append(deny_candidate(session.text, offset, wording))
        return rows
