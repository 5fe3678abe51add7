"""The shells themselves complete the reader's command lines."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from pty_session import PtySession

from reader.cli.command_line import COMMANDS
from reader.cli.completing import SHELLS
from reader.journal import tagging
from reader.model import Article, Span
from reader.store.workspace import Workspace

BIN = Path(sys.executable).parent


def _environment(folder: Path) -> dict[str, str]:
    own = {name: str(folder / "own") for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    return {**own, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "LANG": "C.UTF-8", "TERM": "xterm"}


def _run(line: Sequence[str], folder: Path, **more: str) -> str:
    environment = {**_environment(folder), **more}
    done = subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _complete(folder: Path, *words: str) -> list[str]:
    """What bash offers for the last word, by the script that the reader prints."""
    script = (
        'eval "$(reader completion bash)"; complete -p reader >&2; compopt() { OPENED="file $*"; }\n'
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _reader_completion reader reader\n'
        'printf "%s\\n" "${COMPREPLY[@]}"; [ -z "$OPENED" ] || echo FILES'
    )
    line = ["bash", "--norc", "-c", script.replace(" >&2", " >/dev/null"), "bash", "reader", *words]
    return [each for each in _run(line, folder).splitlines() if each]


def test_bash_is_told_which_function_completes(tmp_path: Path) -> None:
    said = _run(["bash", "--norc", "-c", 'eval "$(reader completion bash)"; complete -p reader'], tmp_path)
    assert said == "complete -o nosort -F _reader_completion reader\n"


def test_bash_completes_commands_options_choices_and_files(tmp_path: Path) -> None:
    assert _complete(tmp_path, "") == [*COMMANDS, "FILES"]
    assert _complete(tmp_path, "le") == ["learn", "ledger", "FILES"]
    assert _complete(tmp_path, "ledger", "--for") == ["--format"]
    assert _complete(tmp_path, "ledger", "--format", "") == ["table", "jsonl", "csv", "xlsx"]
    assert _complete(tmp_path, "ledger", "ne") == ["FILES"]
    assert _complete(tmp_path, "export", ".", "--output", "") == ["FILES"]
    # A query is words, not files.
    assert _complete(tmp_path, "search", "x") == []


def test_a_path_in_the_place_of_a_command_is_completed_as_for_reading(tmp_path: Path) -> None:
    assert _complete(tmp_path, "../ne") == ["FILES"]
    assert "--as" in _complete(tmp_path, "news/", "--")
    assert "--version" in _complete(tmp_path, "--")
    assert _complete(tmp_path, "--lang", "ar", "led") == ["ledger", "FILES"]


def test_names_of_layers_come_from_the_workspace_before_them(tmp_path: Path) -> None:
    news = tmp_path / "news"
    for who in ("هدى", "خالد", "$(reboot)"):
        with Workspace.open(news / ".reader" / "reader.db", who=who) as workspace:
            article = Article("موسكو تتعهد", source="a.txt")
            workspace.remember(article)
            workspace.apply(tagging.tag(workspace.authorship(article.id), Span(0, 5), "place"))
    assert _complete(tmp_path, "export", "news", "--layer", "") == ["خالد", "هدى"]
    assert _complete(tmp_path, "agree", "news", "--layers", "هدى,") == ["هدى,خالد"]
    assert _complete(tmp_path, "news", "--as", "ه") == ["هدى"]
    assert _complete(tmp_path, "export", "nowhere", "--layer", "") == []


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_completes(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()

    def offered(line: str) -> list[str]:
        return _run(["fish", "-c", f"reader completion fish | source; complete -C '{line}'"], tmp_path).splitlines()

    assert offered("reader led") == [f"ledger\t{COMMANDS['ledger']}"]
    assert sorted(offered("reader ledger --format ")) == ["csv", "jsonl", "table", "xlsx"]
    assert offered("reader index ne") == ["news/"]


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_completes(tmp_path: Path) -> None:
    environment = {**_environment(tmp_path), "PS1": "> "}
    (tmp_path / "own").mkdir()
    with PtySession(["zsh", "-f"], columns=100, rows=30, environment=environment) as session:
        session.press_at_once(
            'autoload -Uz compinit; compinit -u; eval "$(reader completion zsh)"; echo rea"dy"', "enter"
        )
        session.wait_for(lambda session: session.shows("ready"))
        session.press_at_once("reader ledg", "tab")
        session.wait_for(lambda session: session.shows("> reader ledger"))
        session.press_at_once("--format js", "tab")
        session.wait_for(lambda session: session.shows("> reader ledger --format jsonl"))
        assert not session.shows("not found")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_the_variable_with_which_the_reader_is_asked(shell: str, tmp_path: Path) -> None:
    assert f"_READER_COMPLETE={shell}_complete" in _run(["reader", "completion", shell], tmp_path)


def test_an_unknown_shell_is_named(tmp_path: Path) -> None:
    done = subprocess.run(
        ["reader", "completion", "tcsh"], env=_environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in done.stderr
