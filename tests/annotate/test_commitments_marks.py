"""The marked articles' offsets are such as can be measured on, and find their texts by what these hold."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from reader.labels import default_labels

FOLDER = Path(__file__).parents[2] / "training" / "commitments"
MARKS = [json.loads(line) for line in (FOLDER / "marks.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_mark_has_a_known_type_and_roles_and_spans_with_something_in_them() -> None:
    labels = default_labels()
    for row in MARKS:
        for marked in row["commitments"]:
            label = labels.named(marked["type"])
            roles = set(marked) - {"type", "cue", "polarity", "status"}
            assert label.is_commitment
            assert roles <= {role.name for role in label.roles}, (row["doc"], roles)
            assert all(0 <= marked[role][0] < marked[role][1] for role in (*roles, "cue"))


def test_the_parts_do_not_meet_but_for_the_second_reading() -> None:
    parts: dict[str, set[str]] = {}
    for row in MARKS:
        parts.setdefault(row["part"], set()).add(row["sha256"])
    assert len(MARKS) == sum(map(len, parts.values()))
    assert not parts["read"] & parts["held out"]
    assert parts["second reader"] == parts["held out"]


def test_articles_are_found_by_their_texts(tmp_path: Path) -> None:
    text = "عنوان\n\nمتن الخبر.\n"
    (tmp_path / "marks.jsonl").write_text(
        json.dumps({"doc": "a.txt", "sha256": sha256(text.encode()).hexdigest(), "part": "read", "commitments": []})
    )
    (tmp_path / "assemble.py").write_bytes((FOLDER / "assemble.py").read_bytes())
    rows = [{"title": "عنوان", "text": " متن الخبر. "}, {"title": "غيره", "text": "نص"}]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)))
    command = ["--part", "read", "--out", str(tmp_path / "out"), str(tmp_path / "news.jsonl")]
    told = subprocess.run([sys.executable, str(tmp_path / "assemble.py"), *command], capture_output=True, check=True)
    assert told.stdout.decode().startswith("1 of 1 articles")
    assert (tmp_path / "out" / "texts" / "a.txt").read_text(encoding="utf-8") == text
    assert json.loads((tmp_path / "out" / "gold.jsonl").read_text(encoding="utf-8"))["doc"] == "a.txt"
