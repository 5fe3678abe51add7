"""Several processes write to one workspace at once: all that was done is there, nothing twice, in order."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.journal import tagging
from reader.model import Article, Span
from reader.store.checking import check
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان. " * 40)
CHILD = Path(__file__).with_name("writing_child.py")


def check_writing_at_once(place, writers, each):
    names = [f"محلل {number}" for number in range(writers)]
    running = [
        subprocess.Popen(
            [sys.executable, str(CHILD), str(place), name, str(each)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for name in names
    ]
    said = []
    for child in running:
        output, complaint = child.communicate()
        assert child.returncode == 0, complaint.decode()
        said.append([line.split() for line in output.decode().splitlines()])
    with Workspace.open(place, who="شاهد") as workspace:
        history = workspace.history(ARTICLE.id)
        assert len(history) == len({operation.id for operation in history}) == writers * each
        at = {operation.id: operation.sequence for operation in history}
        for name, lines in zip(names, said, strict=True):
            assert [at[name_of] for name_of, _ in lines] == [int(sequence) for _, sequence in lines]
            own = [operation for operation in history if operation.who == name]
            assert [operation.id for operation in own] == [name_of for name_of, _ in lines], (
                "in the order they were done"
            )
            labels = {annotation.label for annotation in workspace.annotations(ARTICLE.id, name)}
            assert labels == {f"{name} {number}" for number in range(1, each, 2)}
        shared = {annotation.label for annotation in workspace.annotations(ARTICLE.id, "shared")}
        assert shared == {f"{name} {number}" for name in names for number in range(0, each, 2)}
        # Whoever reads on from any number sees what follows, once.
        middle = history[len(history) // 2].sequence
        assert workspace.changes_since(middle) == history[len(history) // 2 + 1 :]
    assert check(place) == []


def test_eight_writers_at_once(place):
    check_writing_at_once(place, 8, 60)


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_eight_writers_of_a_thousand_operations(place):
    check_writing_at_once(place, 8, 1000)


def test_following_the_journal_while_others_write_misses_nothing(place):
    with Workspace.open(place, who="شاهد") as workspace:
        workspace.remember(ARTICLE)
        children = [
            subprocess.Popen([sys.executable, str(CHILD), str(place), f"م{number}", "40"], stdout=subprocess.DEVNULL)
            for number in range(3)
        ]
        seen, sequence = [], 0
        own = 0
        while any(child.poll() is None for child in children):
            news = workspace.changes_since(sequence)
            seen += news
            sequence = max([sequence, *(each.sequence for each in news)])
            workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id), Span(0, 4), "place"))
            own += 1
        seen += workspace.changes_since(sequence)
        assert [child.returncode for child in children] == [0, 0, 0]
        wanted = [each.id for each in workspace.history(ARTICLE.id) if each.who != "شاهد"]
        assert [each.id for each in seen] == wanted
        assert len(wanted) == 120


def test_what_one_process_did_another_sees_at_once(place):
    with Workspace.open(place, who="سلمى") as one, Workspace.open(place, who="خالد") as other:
        one.remember(ARTICLE)
        sequence = other.latest()
        one.apply(tagging.tag(one.authorship(ARTICLE.id), Span(5, 8), "place"))
        (news,) = other.changes_since(sequence)
        assert news.who == "سلمى"
