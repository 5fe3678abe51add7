"""Says how far the building of an index has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Stage(StrEnum):
    """The stages in which an index is built."""

    FILES = "files"
    """New and changed files are read."""
    ENGINE = "engine"
    """The engine proposes annotations."""
    TAKING = "taking"
    """Annotations are taken from a file that a run has written."""


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How many articles of a stage are done."""

    stage: Stage
    done: int
    total: int = 0
    """The approximate number of articles in this stage; 0 where it is not known."""


Complain: TypeAlias = Callable[[str], None]
Report: TypeAlias = Callable[[IndexProgress], None]
IsStopped: TypeAlias = Callable[[], bool]
"""Whether the building has been asked to stop; it then ends after its present transaction."""


def never() -> bool:
    """Nobody asks the building to stop."""
    return False


def report_nothing(progress: IndexProgress) -> None:
    """Nobody wants to know how far the building has come."""
