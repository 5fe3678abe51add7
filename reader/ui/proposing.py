"""Lets the engine propose annotations for the article in hand, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from reader.annotate.foreign_text import explain_language
from reader.annotate.process.background import BackgroundEngine
from reader.labels import LabelSet, is_left_out
from reader.reading.session import Session, moved
from reader.ui.bindings import key_of
from reader.ui.widgets.arabic_text import notify

if TYPE_CHECKING:
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
                f"This article is long: only the text around the caret is annotated; {key} does another part.",
            )
        if self._engine is None:
            self._engine = BackgroundEngine(labels=self._labels_file)
        self._show_progress("annotating…")
        failures: tuple[str, ...] = ()
        language = ""
        try:
            part = session.part(stretch)
            async for outcome in self._engine.annotate(part, names=self._annotators or None):
                proposed = [moved(each, stretch.start) for each in outcome.annotations if self._is_wanted(each)]
                work = self._work_of(session)
                if work is not None:
                    work.propose(proposed)
                else:
                    session.annotate(proposed)
                self._show(session)
                language = outcome.language
                failures = tuple(failure.message for failure in outcome.failures)
                self._show_progress(f"annotating {outcome.done:.0%}")
        finally:
            self._show_progress("")
        if language:
            notify(self._app, explain_language(language))
        for failure in failures:
            notify(self._app, failure, severity="error", timeout=12)

    def _is_wanted(self, proposal: Annotation) -> bool:
        """Whether an annotation may be proposed: not where the analyst's own set of labels left out its label."""
        return not is_left_out(proposal.label, self._labels)

    def _show_progress(self, progress: str) -> None:
        self.progress = progress
        self._report()
