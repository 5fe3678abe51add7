"""kill -9 at any moment: what was acknowledged is there, what was not is there whole or not at all."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from reader.model import Article
from reader.store.checking import check
from reader.store.workspace import Workspace

CHILD = Path(__file__).with_name("killed_child.py")


def article(heading):
    return Article(heading + " قالت مصر إنها تتعهد بدعم السودان." * 40).id


def run_until_killed(place, first, heading, moment):
    """The lines that a child wrote before it was killed `moment` seconds after its first."""
    command = [sys.executable, str(CHILD), str(place), "سلمى", str(first), heading]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = [child.stdout.readline()]
    killer = threading.Timer(moment, lambda: os.kill(child.pid, signal.SIGKILL))
    killer.start()
    rest, complaint = child.communicate()
    killer.cancel()
    assert child.returncode == -signal.SIGKILL, complaint.decode()
    # A last line without its end was not acknowledged whole.
    return [line.decode().split() for line in (lines[0] + rest).split(b"\n")[:-1] if line]


def kill_again_and_again(place, times, seed, heading="خبر"):
    chance = random.Random(seed)
    acknowledged: dict[str, int] = {}
    undone: set[str] = set()
    first = 1
    for _ in range(times):
        for word, number, batch, many in run_until_killed(place, first, heading, chance.uniform(0, 0.25)):
            first = int(number) + 1
            if word == "did":
                acknowledged[batch] = int(many)
            else:
                undone.add(batch)
        with Workspace.open(place, who="سلمى") as workspace:
            history = workspace.history(article(heading))
            there = Counter(each.batch for each in history if not each.undoes)
            assert acknowledged.items() <= there.items(), "an acknowledged action is lost or torn"
            assert all(many in (1, 40) for many in there.values()), "an action is torn"
            assert len(there) - len(acknowledged) <= times, "at most one action a kill is done but not acknowledged"
            taken_back = {each.undoes for each in history if each.undoes}
            assert undone <= taken_back
            left = sum(many for batch, many in there.items() if batch not in taken_back)
            assert len(workspace.annotations(article(heading))) == left
            assert workspace.rescued == ()
    assert len(acknowledged) >= times


def check_kills_while_opening(folder, times, seed):
    chance = random.Random(seed)
    for number in range(times):
        path = folder / f"{number}.db"
        command = [sys.executable, str(CHILD), str(path), "سلمى", "1", "خبر"]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if number:
            # The file appears while the workspace is being made; then the kill comes a random while later.
            while not path.exists() and child.poll() is None:
                pass
        threading.Event().wait(chance.uniform(0, 0.06))
        os.kill(child.pid, signal.SIGKILL)
        # Whole lines only, and not those that say an action was taken back ("undid").
        acknowledged = [line for line in child.communicate()[0].splitlines(keepends=True) if line.startswith(b"did ")]
        with Workspace.open(path, who="سلمى") as workspace:
            assert len({each.batch for each in workspace.history(article("خبر")) if not each.undoes}) >= sum(
                line.endswith(b"\n") for line in acknowledged
            )
        assert check(path) == []


def test_kills_while_a_workspace_is_made_leave_one_that_opens(tmp_path):
    check_kills_while_opening(tmp_path, 10, seed=3)


def test_kills_lose_nothing(place):
    kill_again_and_again(place, 12, seed=1)
    assert check(place) == []


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_five_hundred_kills_lose_nothing(place):
    # An article for each twenty, so that looking back does not take ever longer.
    for number in range(25):
        kill_again_and_again(place, 20, seed=number, heading=f"خبر {number}")
    assert check(place) == []
