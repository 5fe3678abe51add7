"""A small judge, and decisions on candidates as an analyst makes them, for the tests of learning."""

from __future__ import annotations

from reader.annotate.commitments.judge import Judge
from reader.learning.decided_cases import DecidedCase

SHIPPED = Judge(-0.5, {"network": 0.6, "headline": 0.4, "type demand": 0.2, "type pledge": 0.1}, 0.3, 0.4)


def case(
    label: str, *, article: str = "a", kind: str = "headline", network: float = 1.0, is_open: bool = False
) -> DecidedCase:
    """A candidate that the analyst gave a type, or rejected where the label is empty."""
    evidence = {each: {"network": network, kind: 1.0, f"type {each}": 1.0} for each in ("demand", "pledge")}
    return DecidedCase(article, {"demand": -0.3, "pledge": -1.2}, evidence, label, is_open)
