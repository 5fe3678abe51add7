"""Thousands of strokes drawn by chance close neither the reader nor the adjudication, and are all answered.

The seed is printed: READER_MONKEY_SEED plays it again, READER_MONKEY_STROKES says how many the long run makes.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from ui.monkey import LIFE, LIVES, play

_SHORT = 640
_LONG = 100_000


def _seed() -> int:
    seed = int(os.environ.get("READER_MONKEY_SEED", random.randrange(1 << 32)))
    print(f"READER_MONKEY_SEED={seed}")
    return seed


async def test_a_monkey_at_the_keyboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.monkey.LIFE", _SHORT // len(LIVES))
    assert await play(_SHORT, _seed(), tmp_path) == _SHORT


@pytest.mark.soak
@pytest.mark.timeout(0)
async def test_a_monkey_that_has_time(tmp_path: Path) -> None:
    many = int(os.environ.get("READER_MONKEY_STROKES", _LONG))
    assert many >= LIFE
    assert await play(many, _seed(), tmp_path) == many
