"""Goes from step to step of the tour, as what is seen of the reader shows that a step was done."""

from __future__ import annotations

from reader.ui.tour.tour_steps import END, STEPS, Seen, Step


class Course:
    """The steps that are done and the one that is next."""

    def __init__(self) -> None:
        self.done = 0
        """How many steps are done."""
        self._before: Seen | None = None

    @property
    def step(self) -> Step | None:
        """The step that is next; None once all are done."""
        return STEPS[self.done] if self.done < len(STEPS) else None

    def take(self, now: Seen) -> bool:
        """Compare a look with the one before; return whether a step was done, or several, if they were done quickly."""
        before, self._before = self._before, now
        at = self.done
        while before is not None and (step := self.step) is not None and step.is_done(before, now):
            self.done += 1
        return self.done > at

    def sentence(self, now: Seen) -> str:
        """What to say now, with {names} for keys."""
        step = self.step
        if step is None:
            return END
        return step.sentence if step.is_here(now) else step.otherwise
