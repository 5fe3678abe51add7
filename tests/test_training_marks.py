"""The marks that models learn from: every marked article has a part, and what is measured on was read twice."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from reader.labels import default_labels

TRAINING = Path(__file__).parents[1] / "training"


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(TRAINING / "marks"))
    import marked

    yield marked
    for name in ("marked", "agreement"):
        sys.modules.pop(name, None)


def test_every_marked_article_has_one_part_and_test_has_what_was_kept_apart(marks) -> None:
    parts, articles = marks.read_parts(), marks.read_marked()
    assert {each.sha256 for each in articles} == set(parts)
    assert {parts[each.sha256] for each in articles if each.was_kept_apart} == {"test"}
    assert {parts[each.sha256] for each in articles if each.was_tuned_on or each.was_read_quickly} == {"train"}
    twice = {row["sha256"] for row in marks.read_rows(TRAINING / "marks" / "readings_commitments.jsonl")}
    assert twice == {each.sha256 for each in articles if parts[each.sha256] == "test" and each.entities is not None}
    assert len(twice) == 100


def test_entities_do_not_overlap_and_spans_are_not_empty(marks) -> None:
    for each in marks.read_marked():
        spans = sorted((entity["start"], entity["end"]) for entity in each.entities or ())
        assert all(start < end for start, end in spans)
        assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False)), each.doc


def test_the_readers_agreement_is_that_of_the_page(marks, capsys: pytest.CaptureFixture[str]) -> None:
    import agreement

    agreement.main()
    printed = {row[:14].strip(): row[14:].split()[0] for row in capsys.readouterr().out.splitlines()}
    page = (TRAINING / "marks" / "README.md").read_text(encoding="utf-8")
    for name, row in (("cue", "cue"), ("cue and type", "cue and type"), ("roles", "all roles"), ("misc", "misc")):
        assert f"| {row} | {printed[name].removeprefix('0')} |" in page


def test_every_commitment_has_a_known_type_and_roles_with_something_in_them(marks) -> None:
    labels = default_labels()
    known = {role.name for role in labels.roles}
    for each in marks.read_marked():
        for marked in each.commitments:
            roles = set(marked) - {"type", "cue", "polarity", "status"}
            assert labels.named(marked["type"]).is_commitment
            assert roles <= known, (each.doc, roles)
            assert all(0 <= marked[role][0] < marked[role][1] for role in (*roles, "cue")), each.doc


def test_a_part_is_put_together_with_its_texts(marks, tmp_path: Path) -> None:
    text = "عنوان\n\nمتن الخبر.\n"
    sha = sha256(text.encode()).hexdigest()
    for name in ("marked.py", "assemble.py"):
        (tmp_path / name).write_bytes((TRAINING / "marks" / name).read_bytes())
    row = {"doc": "a.txt", "sha256": sha, "origin": "marks", "commitments": []}
    (tmp_path / "commitments.jsonl").write_text(json.dumps(row) + "\n")
    (tmp_path / "entities.jsonl").write_text("")
    (tmp_path / "parts.tsv").write_text(f"{sha}\tdev\n")
    rows = [{"title": "عنوان", "text": " متن الخبر. "}, {"title": "غيره", "text": "نص"}]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)))
    command = ["--part", "dev", "--out", str(tmp_path / "out"), str(tmp_path / "news.jsonl")]
    done = subprocess.run([sys.executable, str(tmp_path / "assemble.py"), *command], capture_output=True, check=True)
    assert done.stdout.decode().startswith("1 of 1 articles")
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == text
    assert json.loads((tmp_path / "out" / "gold.jsonl").read_text(encoding="utf-8"))["doc"] == "a.txt"
