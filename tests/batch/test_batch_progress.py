"""How far a run has come, in a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.batch.progress import count_articles, describe_progress


@pytest.mark.parametrize(
    ("count", "total", "speed", "line"),
    [
        (0, 48, 0.0, "░░░░░░░░░░░░░░░░░░░░░░░░ 0 of 48 articles · 0/s · 0:00 left"),
        (24, 48, 2.0, "████████████░░░░░░░░░░░░ 24 of 48 articles · 2/s · 0:12 left"),
        (48, 48, 80.0, "████████████████████████ 48 of 48 articles · 80/s · 0:00 left"),
        (1000, 11000, 1.0, "██░░░░░░░░░░░░░░░░░░░░░░ 1,000 of 11,000 articles · 1/s · 2:46:40 left"),
        (3, 0, 7.4, "3 articles · 7/s"),
    ],
)
def test_the_line(count: int, total: int, speed: float, line: str) -> None:
    assert describe_progress(count, total, speed) == line


def test_other_things_than_articles_are_counted() -> None:
    assert describe_progress(1, 1, 1.0, noun=("{number} commitment", "{number} commitments")).endswith(
        " 1 of 1 commitment · 1/s · 0:00 left"
    )


def test_articles_are_counted_by_files_and_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("نص")
    (tmp_path / "b.jsonl").write_text("{}\n\n{}\n{}")
    assert count_articles([str(tmp_path), "-", "https://example.org/a", str(tmp_path / "missing.jsonl")]) == 5
