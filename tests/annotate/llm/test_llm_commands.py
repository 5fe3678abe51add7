"""`reader annotate`, `reader evaluate`, `reader doctor` and the reader itself with a model on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from asking_a_model import ANSWER, TEXT
from loopback_server import answers, fails
from pty_session import PtySession

from reader.annotate.llm.readiness import describe_readiness
from reader.settings.definitions import Llm

NOTICE = "sends the text of articles to"


@pytest.fixture
def reader(home, start):
    """Runs commands as a user who has set a server; the keyring holds nothing."""
    (home / "news").mkdir()
    (home / "news" / "one.txt").write_text(TEXT, encoding="utf-8")
    (home / "news" / "two.txt").write_text(TEXT + " ثم عاد.", encoding="utf-8")
    server = start(answers(ANSWER))

    def run(*words, **environment):
        set_ = {
            "READER_LLM_SERVER": server.address,
            "READER_LLM_MODEL": "small",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        return subprocess.run(
            [sys.executable, "-m", "reader", *words],
            cwd=home,
            env=os.environ | set_ | environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    run.server = server
    return run


def test_annotate_says_first_what_is_sent_then_annotates_and_counts(reader):
    done = reader("annotate", "news", "--annotators", "llm")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [len(row["entities"]) + len(row["commitments"]) for row in rows] == [4, 4]
    first, *_, last = done.stderr.splitlines()
    assert NOTICE in first
    assert last == "reader: small: 2 requests, 200 tokens sent and 40 received."
    again = reader("annotate", "news", "--annotators", "llm", "--jobs", "2")
    assert again.stdout == done.stdout
    assert NOTICE not in again.stderr
    assert "small: 0 requests, 0 tokens sent and 0 received; 2 answers kept from before." in again.stderr
    assert len(reader.server.asked) == 2


def test_annotate_without_it_neither_asks_nor_speaks_of_it(reader):
    done = reader("annotate", "news", "--annotators", "patterns")
    assert (done.returncode, done.stderr, reader.server.asked) == (0, "", [])


def test_annotate_names_the_articles_on_which_the_server_failed(reader):
    reader.server.behaviours = [fails(401)]
    done = reader("annotate", "news", "--annotators", "patterns,llm")
    assert done.returncode == 2
    assert "The annotator 'llm' failed on" in done.stderr
    assert [json.loads(line)["failed"] for line in done.stdout.splitlines()] == ["llm", "llm"]


def test_evaluate_measures_it_like_any_other(reader, home):
    reader("annotate", "news", "--annotators", "llm", "-o", "gold.jsonl", READER_LLM_MODEL="other")
    done = reader("evaluate", "gold.jsonl", "--annotators", "llm", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["entities"]["all"]["exact"]["f1"] == 1
    assert "small: 2 requests" in done.stderr


def test_doctor_says_whether_it_is_set_up_and_sends_nothing(reader):
    text = " ".join(reader("doctor", READER_LLM_KEY="sk-very-secret").stdout.split())
    assert (
        f"server {reader.server.address} (this machine) model small key from the environment (READER_LLM_KEY)" in text
    )
    assert "sk-very-secret" not in text
    assert reader.server.asked == []
    off = " ".join(reader("doctor", READER_LLM_SERVER="").stdout.split())
    assert "The annotator llm is off: llm.server is not set, so nothing is sent anywhere" in off


def test_doctor_names_what_is_wrong():
    assert "cannot be nowhere; set an address" in " ".join(describe_readiness(Llm(server="nowhere", model="m")))
    assert "model not set: set llm.model" in " ".join(describe_readiness(Llm(server="http://127.0.0.1:1/v1")))


def test_the_reader_says_it_and_shows_what_the_model_proposes(reader, home):
    config = home / "config.toml"
    config.write_text(
        f'[annotate]\nannotators = ["llm"]\n[llm]\nserver = "{reader.server.address}"\nmodel = "small"\n',
        encoding="utf-8",
    )
    environment = {name: os.environ[name] for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    environment |= {"READER_CONFIG": str(config), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    command = [sys.executable, "-m", "reader", str(home / "news" / "one.txt")]
    with PtySession(command, environment=environment) as session:
        session.wait_for(lambda session: session.shows("sends the text"), seconds=60)
        session.wait_for(lambda _: reader.server.asked, seconds=60)
        session.wait_for(lambda session: session.shows("4 open"), seconds=60)
        session.press("q")
        assert session.wait_for_exit(seconds=60) == 0
    assert len(reader.server.asked) == 1


def test_nothing_of_it_is_imported_unless_it_is_used():
    code = (
        "import sys, reader.annotate.pipeline, reader.annotate.llm.llm_annotator, reader.ui.opening\n"
        "from reader.annotate import find_annotator\nfind_annotator('llm')\n"
        "print([name for name in ('openai', 'httpx2', 'pydantic', 'keyring', 'rapidfuzz', 'jiter') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_the_extra_it_says_how_to_install_it(start, monkeypatch):
    from reader.annotate.llm import llm_annotator
    from reader.errors import AnnotateError
    from reader.model import Article

    monkeypatch.setattr(llm_annotator, "find_spec", lambda _: None)
    model = llm_annotator.LargeModel(Llm(server="http://127.0.0.1:1/v1", model="m"))
    with pytest.raises(AnnotateError, match=r"pip install 'arabic-reader\[llm\]'"):
        model.annotate(Article(TEXT), ())
