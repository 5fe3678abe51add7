"""Defines the roles of one commitment, as stretches of words, while they are being found."""

from __future__ import annotations

from dataclasses import dataclass

from reader.annotate.commitments.subjects import Stretch


@dataclass(slots=True)
class Slots:
    """What fills each role so far."""

    committer: Stretch | None = None
    action: Stretch | None = None
    counterparty: Stretch | None = None
    condition: Stretch | None = None
    deadline: Stretch | None = None
    source: Stretch | None = None
    end: int = 0
    """The word after everything that follows the cue."""
