"""Lets the engine propose annotations for the article in hand, in a process of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from reader.errors import AnnotateError
from reader.labels import LabelSet, is_left_out
from reader.reading.session import Session, moved
from reader.ui.bindings import key_of
from reader.ui.widgets.arabic_text import notify
from reader.wording import number, say

if TYPE_CHECKING:
    from reader.annotate.commitments.explaining import Explanation
    from reader.annotate.learnt import Learnt
    from reader.annotate.process.background import BackgroundEngine
    from reader.model import Annotation
    from reader.reading.work import Work

_LONGEST = 300_000
"""The most code points that are annotated in one run."""


class Proposing:
    """Runs the engine, and shows its proposals as they come."""

    def __init__(
        self,
        app: App[None],
        *,
        labels: LabelSet,
        labels_file: Path | None,
        annotators: tuple[str, ...],
        work_of: Callable[[Session], Work | None],
        show: Callable[[Session], None],
        report: Callable[[], None],
        find_learnt: Callable[[], Learnt] | None = None,
    ) -> None:
        self._app = app
        self._labels = labels
        self._labels_file = labels_file
        self._annotators = annotators
        """The names of the annotators to run; empty for the default ones."""
        self._work_of = work_of
        self._show = show
        """Shows a session's annotations after they have changed."""
        self._report = report
        """Reports that the progress has changed."""
        self._find_learnt = find_learnt
        """Finds what was learnt in the workspace; AnnotateError where that is damaged."""
        self._complaint = ""
        """The last sentence on what was learnt that was shown."""
        self._engine: BackgroundEngine | None = None
        self.progress = ""
        """The progress of the engine, for the status line; empty when it is idle."""

    def begin(self, session: Session) -> None:
        """Let the engine propose annotations for a session; an earlier run that is not done is given up."""
        self._app.run_worker(self._propose(session), group="annotate", exclusive=True, exit_on_error=False)

    async def close(self) -> None:
        """End the engine's process."""
        if self._engine is not None:
            await self._engine.close()

    async def _propose(self, session: Session) -> None:
        stretch = session.stretch(_LONGEST)
        if len(stretch) < len(session.text):
            key = key_of("annotation.run", self._app)
            notify(
                self._app,
                say(
                    "This article is long: only the text around the caret is annotated; {key} does another part.",
                    key=key,
                ),
            )
        engine = self._take_engine()
        self._show_progress(say("annotating…"))
        failures: tuple[str, ...] = ()
        language = ""
        try:
            part = session.part(stretch)
            learnt = await self._look_up_learnt()
            async for outcome in engine.annotate(part, names=self._annotators or None, learnt=learnt):
                proposed = [moved(each, stretch.start) for each in outcome.annotations if self._is_wanted(each)]
                work = self._work_of(session)
                if work is not None:
                    work.propose(proposed)
                else:
                    session.annotate(proposed)
                self._show(session)
                language = outcome.language
                failures = tuple(failure.message for failure in outcome.failures)
                self._show_progress(say("annotating {share}", share=number(outcome.done, ".0%")))
        finally:
            self._show_progress("")
        if language:
            from reader.annotate.foreign_text import explain_language

            notify(self._app, explain_language(language))
        for failure in failures:
            notify(self._app, failure, severity="error", timeout=12)

    async def explain(self, session: Session, offset: int) -> Explanation | None:
        """Why the candidate at an offset is proposed or not; None where no candidate stands.

        It waits until the engine is done with the article that it has; AnnotateError where the engine cannot answer.
        """
        stretch = session.stretch(_LONGEST)
        if offset not in stretch:
            return None
        entities = [
            moved(each, -stretch.start)
            for each in session.overlay.every
            if not self._labels.kind_of(each) and stretch.covers(each.extent)
        ]
        found = await self._take_engine().explain(
            session.part(stretch), offset - stretch.start, names=entities, learnt=await self._look_up_learnt()
        )
        return found and found.moved(stretch.start)

    def _take_engine(self) -> BackgroundEngine:
        if self._engine is None:
            # The engine's modules are not needed before the first screen is shown.
            from reader.annotate.process.background import BackgroundEngine

            self._engine = BackgroundEngine(labels=self._labels_file)
        return self._engine

    async def _look_up_learnt(self) -> Learnt:
        """What was learnt in the workspace by now; a complaint about it is shown once."""
        from reader.annotate.learnt import NOTHING

        if self._find_learnt is None:
            return NOTHING
        try:
            return await asyncio.to_thread(self._find_learnt)
        except AnnotateError as error:
            if str(error) != self._complaint:
                self._complaint = str(error)
                notify(self._app, self._complaint, severity="warning", timeout=15)
            return NOTHING

    def _is_wanted(self, proposal: Annotation) -> bool:
        """Whether an annotation may be proposed: not where the analyst's own set of labels left out its label."""
        return not is_left_out(proposal.label, self._labels)

    def _show_progress(self, progress: str) -> None:
        self.progress = progress
        self._report()
