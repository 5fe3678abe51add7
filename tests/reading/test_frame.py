"""The commitment in hand: the one under the caret, else the one whose cue and roles surround it."""

from __future__ import annotations

import pytest

from reader.model import Annotation, Article, Decision, Span
from reader.reading.overlay import Overlay, hull
from reader.reading.session import Session

TEXT = "روسيا تعهدت الأحد بحماية القوافل إن توقفت إيران عن القصف"


def over(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


PLEDGE = Annotation(
    over("تعهدت"), "pledge", roles=(("committer", over("روسيا")), ("condition", over("إن توقفت إيران عن القصف")))
)
INNER = Annotation(over("توقفت"), "condition", roles=(("committer", over("إيران")),))
DAY = Annotation(over("الأحد"), "date")


def test_a_commitment_reaches_from_its_first_role_to_its_last():
    assert hull(PLEDGE).of(TEXT) == TEXT
    assert hull(INNER).of(TEXT) == "توقفت إيران"


@pytest.mark.parametrize(
    ("words", "frame"),
    [("روسيا", PLEDGE), ("الأحد", PLEDGE), ("القوافل", PLEDGE), ("إيران", INNER), ("توقفت", INNER), ("القصف", PLEDGE)],
)
def test_the_closest_commitment_around_the_caret_is_in_hand(words, frame):
    session = Session(Article(TEXT), (PLEDGE, INNER, DAY))
    session.move_to(over(words).start)
    assert session.frame == frame


def test_nothing_is_in_hand_outside_of_every_commitment():
    assert Overlay((INNER, DAY)).frame_at(over("روسيا").start) is None


def test_a_rejected_commitment_lights_nothing():
    from dataclasses import replace

    rejected = replace(PLEDGE, decision=Decision.REJECTED)
    assert Overlay((rejected,)).frame_at(over("روسيا").start) is None
