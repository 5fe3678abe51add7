"""`reader annotate` as it is typed: what a line holds, what happens to bad files, interruptions and deaths."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pty_session import PtySession

from reader.load import Reach, load_all

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "annotate.md").read_text(encoding="utf-8")


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_holds_what_the_page_promises(authorship: Path, reader: Any) -> None:
    found = re.search(r"<!-- contract -->\s+```json\n(.+?)```", PAGE, re.DOTALL)
    assert found is not None
    promised = json.loads(found[1])
    text = "رفضت روسيا، الأحد، حماية المدنيين في حلب.\n"
    (authorship / "seed.txt").write_text(text, encoding="utf-8")
    done = reader("annotate", "seed.txt")
    assert (done.returncode, done.stderr) == (0, "")
    (row,) = rows(done.stdout)
    assert list(row) == list(promised)
    assert row["doc"] == "seed.txt"
    assert row["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert row["length"] == len(text)
    for kind in ("entities", "commitments"):
        assert row[kind], kind
        for entry in row[kind]:
            assert promised[kind][0].keys() <= entry.keys()
    for entity in row["entities"]:
        assert text[entity["start"] : entity["end"]] == entity["text"]
    (refusal,) = row["commitments"]
    assert refusal["type"] == "refusal"
    assert [text[slice(*refusal[role])] for role in ("cue", "committer", "action")] == [
        "رفضت",
        "روسيا",
        "حماية المدنيين في حلب",
    ]
    assert refusal["deadline"] is None


def test_the_command_of_the_page_annotates_folders_and_corpora(authorship: Path, reader: Any) -> None:
    import gzip

    found = re.search(r"^    reader (annotate news/ .+)$", PAGE, re.MULTILINE)
    assert found is not None
    texts = [{"id": "أ-١", "title": "عنوان", "text": "وصل الوفد."}, {"text": "زار باريس."}]
    with gzip.open(authorship / "corpus.jsonl.gz", "wt", encoding="utf-8") as corpus:
        corpus.write("\n".join(json.dumps(text) for text in texts))
    done = reader(*found[1].split())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    written = rows((authorship / "annotated.jsonl").read_text(encoding="utf-8"))
    assert [row["doc"] for row in written] == [f"{n:02}.txt" for n in range(12)] + ["أ-١", "corpus.jsonl.gz:2"]
    assert written[0]["path"] == "news/00.txt"
    assert "path" not in written[12]
    assert written[12]["title"] == "عنوان"


def test_the_output_opens_again_beside_the_texts_and_elsewhere(
    authorship: Path, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (authorship / "out").mkdir()
    for output in ("out/all.jsonl", "all.jsonl", "news/all.jsonl"):
        assert reader("annotate", "news", "-o", output).returncode == 0
    monkeypatch.chdir(authorship.parent)
    for output in ("news/all.jsonl", "all.jsonl", "out/all.jsonl"):
        # Texts that lie neither beside the output nor below it are opened only where the analyst trusts its rows.
        reach = Reach.ANYWHERE if output == "out/all.jsonl" else Reach.BESIDE
        loaded, errors = load_all([str(authorship / output)], reach=reach)
        assert not errors
        assert len(loaded) == 12, output
        assert all(each.annotations and not each.warnings for each in loaded)


def test_with_text_rows_of_a_corpus_open_again(authorship: Path, reader: Any) -> None:
    (authorship / "corpus.jsonl").write_text(json.dumps({"title": "عنوان", "text": "زار موسكو.", "category": "سياسة"}))
    done = reader("annotate", "corpus.jsonl", "--with-text", "-o", "out.jsonl")
    assert done.returncode == 0
    (loaded,), errors = load_all([str(authorship / "out.jsonl")])
    assert not errors
    assert loaded.article.text == "عنوان\n\nزار موسكو."
    assert ("category", "سياسة") in loaded.article.fields
    assert [each.span.of(loaded.article.text) for each in loaded.annotations] == ["موسكو"]


def test_files_of_one_name_are_told_apart(authorship: Path, reader: Any) -> None:
    for folder in ("a", "b"):
        (authorship / folder).mkdir()
        (authorship / folder / "x.txt").write_text(f"نص {folder}", encoding="utf-8")
    done = reader("annotate", "a/x.txt", "b/x.txt")
    assert [row["doc"] for row in rows(done.stdout)] == ["x.txt", "b/x.txt"]


def test_the_output_in_a_folder_that_is_read_is_no_input(authorship: Path, reader: Any) -> None:
    for _ in range(2):
        assert reader("annotate", "news", "-o", "news/a.jsonl").returncode == 0
        assert len(rows((authorship / "news" / "a.jsonl").read_text(encoding="utf-8"))) == 12


def test_bad_files_are_named_and_the_others_done(authorship: Path, reader: Any) -> None:
    (authorship / "news" / "03.txt").write_bytes(b"\x00\x01\x02" * 50)
    (authorship / "rows.jsonl").write_text('{"text": "نص"}\n{"text": \n{"text": "آخر"}\n', encoding="utf-8")
    done = reader("annotate", "news", "rows.jsonl", "missing.txt", "--jobs", "2")
    assert done.returncode == 2
    assert [row["doc"] for row in rows(done.stdout)][-2:] == ["rows.jsonl:1", "rows.jsonl:3"]
    assert len(rows(done.stdout)) == 11 + 2
    said = done.stderr.splitlines()
    assert len(said) == 3
    for name in ("03.txt", "rows.jsonl, line 2", "missing.txt"):
        assert any(name in sentence for sentence in said)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_annotator_that_breaks_is_named_in_its_rows(authorship: Path, reader: Any, plugins: Path, jobs: str) -> None:
    done = reader("annotate", "news/00.txt", "--annotators", "broken,words", "--jobs", jobs)
    assert done.returncode == 2
    assert "'broken' failed" in done.stderr
    (row,) = rows(done.stdout)
    assert row["failed"] == "broken"
    assert [entity["text"] for entity in row["entities"]] == ["خبر"]


def test_an_annotator_that_breaks_on_everything_is_not_told_for_every_article(
    authorship: Path, reader: Any, plugins: Path
) -> None:
    done = reader("annotate", "news", "--annotators", "broken")
    assert done.returncode == 2
    assert [row["failed"] for row in rows(done.stdout)] == ["broken"] * 12
    said = done.stderr.splitlines()
    assert len(said) == 6
    assert "'broken' failed on 12 articles in all" in said[-1]


def test_what_failed_is_done_again_by_resume(authorship: Path, reader: Any, plugins: Path) -> None:
    assert reader("annotate", "news", "--annotators", "broken", "-o", "out.jsonl").returncode == 2
    for _ in range(2):
        assert reader("annotate", "news", "--annotators", "words", "-o", "out.jsonl", "--resume").returncode == 0
        written = rows((authorship / "out.jsonl").read_text(encoding="utf-8"))
        assert [row["doc"] for row in written] == [f"{n:02}.txt" for n in range(12)]
        assert all(row["entities"] and "failed" not in row for row in written)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("news", "--annotators", "nmaes", "-o", "old.jsonl"), "nmaes"),
        (("news", "--annotators", " , "), "choose from the known ones"),
        (("news", "--annotators", ""), "choose from the known ones"),
        (("news", "-o", "no/such/folder.jsonl"), "no/such/folder.jsonl"),
        (("news", "--resume"), "-o"),
        (("news", "--resume", "-o", "x.txt", "--format", "table"), "--resume"),
        (("news", "-o", "x.jsonl.gz"), "x.jsonl.gz"),
        (("old.jsonl", "-o", "old.jsonl"), "old.jsonl"),
        (("news", "-o", "notes.txt", "--resume"), "notes.txt, line 1"),
        (("news", "-o", "news/03.txt"), "news/03.txt: this is one of the articles"),
        ((".", "-o", "notes.txt"), "notes.txt: this is one of the articles"),
        (("news", "-o", "news"), "news: this is a folder"),
        (("news", "-o", "whole.parquet"), "whole.parquet: this is a folder"),
        (("news", "--jobs", "0"), "jobs"),
        (("news", "--on", "spark://x:1"), "spark://x:1"),
        (("news", "--on", "dask://x"), "dask://x: a cluster is given as"),
        (("news", "--on", "dask://x:y"), "dask://x:y: a cluster is given as"),
    ],
)
def test_what_cannot_begin_is_one_sentence_and_costs_nothing(
    authorship: Path, reader: Any, arguments: tuple[str, ...], named: str
) -> None:
    (authorship / "old.jsonl").write_text('{"doc": "00.txt", "text": "نص"}\n', encoding="utf-8")
    (authorship / "notes.txt").write_text("ملاحظات\n", encoding="utf-8")
    (authorship / "whole.parquet").mkdir()
    before = _files(authorship)
    done = reader("annotate", *arguments)
    assert done.returncode == 2
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert _files(authorship) == before


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_an_annotator_prints_does_not_fall_among_the_rows(
    authorship: Path, reader: Any, plugins: Path, jobs: str
) -> None:
    done = reader("annotate", "news", "--annotators", "noisy", "--jobs", jobs)
    assert done.returncode == 0
    assert [row["doc"] for row in rows(done.stdout)] == [f"{n:02}.txt" for n in range(12)]
    # Two processes may write between each other's words and line ends.
    assert done.stderr.count("ضجيج") == done.stderr.count("raw") == 12


def test_the_table_is_for_people(authorship: Path, reader: Any) -> None:
    done = reader("annotate", "news/00.txt", "news/01.txt", "--format", "table", "--annotators", "names")
    assert done.returncode == 0
    heading, columns, first, blank, *second = done.stdout.splitlines()
    assert heading == "00.txt · 1 entity, 0 commitments · خبر 0"
    assert columns.split() == ["offsets", "label", "score", "text"]
    assert re.split(r"\s{2,}", first)[:2] + [first.split()[-1]] == ["13–18", "place", "روسيا"]
    assert blank == ""
    assert second[0].startswith("01.txt · ")


def test_processes_write_what_one_would(authorship: Path, reader: Any) -> None:
    assert reader("annotate", "news", "--jobs", "3").stdout == reader("annotate", "news").stdout


def test_a_process_that_dies_is_replaced_and_its_article_tried_again(
    authorship: Path, reader: Any, plugins: Path
) -> None:
    (authorship / "news" / "04.txt").write_text("خبر عابر", encoding="utf-8")
    done = reader("annotate", "news", "--jobs", "2", "--annotators", "deadly")
    assert (done.returncode, done.stderr) == (0, "")
    assert (plugins / "died").exists()
    assert [row["doc"] for row in rows(done.stdout)] == [f"{n:02}.txt" for n in range(12)]


def test_an_article_that_is_deadly_twice_is_named_and_left_out(authorship: Path, reader: Any, plugins: Path) -> None:
    (authorship / "news" / "04.txt").write_text("خبر قاتل", encoding="utf-8")
    done = reader("annotate", "news", "--jobs", "2", "--annotators", "deadly", "-o", "out.jsonl")
    assert done.returncode == 2
    (sentence,) = done.stderr.splitlines()
    assert "04.txt" in sentence
    assert "SIGKILL" in sentence
    docs = [row["doc"] for row in rows((authorship / "out.jsonl").read_text(encoding="utf-8"))]
    assert docs == [f"{n:02}.txt" for n in range(12) if n != 4]


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_leaves_whole_lines_and_resume_adds_the_rest(
    authorship: Path, reader: Any, plugins: Path, jobs: int
) -> None:
    # More than two processes may be ahead of the slowest, so that the first are written when the last is come to.
    for number in range(12, 60):
        (authorship / "news" / f"{number}.txt").write_text("قف هنا" if number == 58 else "خبر", encoding="utf-8")
    os.mkfifo(plugins / "pipe")
    arguments = ["annotate", "news", "-o", "out.jsonl", "--annotators", "stopping", "--jobs", str(jobs)]
    command = [sys.executable, "-m", "reader", *arguments]
    with subprocess.Popen(
        command, cwd=authorship, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert (plugins / "pipe").read_text() == "x"
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "--resume" in said
    assert "Traceback" not in said
    kept = (authorship / "out.jsonl").read_text(encoding="utf-8")
    assert kept.endswith("\n")
    before = [row["doc"] for row in rows(kept)]
    assert before == [f"{n:02}.txt" for n in range(len(before))]
    assert 1 <= len(before) <= 58
    (plugins / "pipe").unlink()
    assert reader(*arguments, "--resume").returncode == 0
    whole = (authorship / "out.jsonl").read_text(encoding="utf-8")
    assert whole.startswith(kept)
    assert [row["doc"] for row in rows(whole)] == [f"{n:02}.txt" for n in range(60)]


def test_a_reader_that_has_enough_ends_the_run_quietly(authorship: Path) -> None:
    command = f"{sys.executable} -m reader annotate news | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=authorship, capture_output=True, text=True, check=False, timeout=60
    )
    assert len(rows(done.stdout)) == 1
    assert done.stderr == ""


def test_a_bar_is_drawn_on_a_terminal_and_ctrl_c_takes_it_away(authorship: Path, plugins: Path) -> None:
    os.mkfifo(plugins / "pipe")
    (authorship / "news" / "05.txt").write_text("قف هنا", encoding="utf-8")
    command = f"{sys.executable} -m reader annotate news -o out.jsonl --annotators stopping"
    script = f"cd '{authorship}' && {command}; echo ended with $?"
    own = {"PYTHONPATH": os.environ["PYTHONPATH"]}
    with PtySession(["bash", "-c", script], columns=100, rows=10, environment=own) as session:
        session.wait_for(lambda session: session.shows("of 12 articles"))
        assert (plugins / "pipe").read_text() == "x"
        session.press("\x03")
        session.wait_for(lambda session: session.shows("ended with 130"))
        assert not session.shows("of 12 articles")
    assert len(rows((authorship / "out.jsonl").read_text(encoding="utf-8"))) == 5


def test_rows_without_an_id_are_named_from_the_folder_wherever_it_lies(authorship: Path, reader: Any) -> None:
    corpus = authorship / "somewhere" / "corpus"
    (corpus / "2016").mkdir(parents=True)
    for name in ("a.jsonl", "2016/b.csv"):
        text = "text\nقالت مصر.\n" if name.endswith("csv") else '{"text": "قالت مصر."}\n'
        (corpus / name).write_text(text, encoding="utf-8")
    done = reader("annotate", str(corpus), "--annotators", "patterns")
    assert [row["doc"] for row in rows(done.stdout)] == ["2016/b.csv:2", "a.jsonl:1"]


def test_a_run_that_fails_before_its_first_row_leaves_what_an_earlier_one_wrote(authorship: Path, reader: Any) -> None:
    assert reader("annotate", "news", "--annotators", "patterns", "-o", "out.jsonl").returncode == 0
    before = (authorship / "out.jsonl").read_bytes()
    for command in (
        ["nowhere", "--annotators", "patterns"],
        ["news", "--annotators", "nobody"],
        ["news", "--annotators", "patterns", "--on", "dask://127.0.0.1:1"],
    ):
        assert reader("annotate", *command, "-o", "out.jsonl").returncode == 2
        assert (authorship / "out.jsonl").read_bytes() == before


def test_a_run_over_nothing_leaves_an_empty_file(authorship: Path, reader: Any) -> None:
    (authorship / "none").mkdir()
    (authorship / "out.jsonl").write_text("earlier\n")
    ended = reader("annotate", "none", "--annotators", "patterns", "-o", "out.jsonl")
    assert (ended.returncode == 0) is ((authorship / "out.jsonl").read_bytes() == b"")


def test_a_workspace_or_annotations_that_are_read_are_no_output(authorship: Path, reader: Any) -> None:
    kept = authorship / "news" / ".reader" / "reader.db"
    kept.parent.mkdir()
    kept.write_bytes(b"SQLite format 3\0" + b"work" * 100)
    (authorship / "news" / "00.ann").write_text("T1\tperson 0 1\tx\n", encoding="utf-8")
    for target in (kept, f"{kept}-wal", authorship / "news" / "00.ann"):
        for resumed in ([], ["--resume"]):
            ended = reader("annotate", "news", "--annotators", "patterns", "-o", str(target), *resumed)
            assert ended.returncode == 2, target
            assert ended.stderr.count("\n") == 1
    assert kept.read_bytes().endswith(b"work" * 100)
    assert (authorship / "news" / "00.ann").read_text(encoding="utf-8").startswith("T1")
