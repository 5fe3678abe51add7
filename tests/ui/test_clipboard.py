"""Which programs fill the clipboard where, and that they do."""

import os
import shutil
import sys
import time
from contextlib import contextmanager

import pytest
from terminal.screenshots import open_display

from reader.ui.terminal.clipboard import Filled, Tool, fill, find_clipboard, run_tool
from reader.ui.terminal.clipboard_trial import try_clipboard

TEXT = "أعلن الوزير «توقيع» الاتفاق.\nEnd 12"
EVERYTHING = ["wl-copy", "xclip", "xsel", "pbcopy", "clip.exe", "tmux"]


def names(environment, *, system="linux", installed=EVERYTHING):
    clipboard = find_clipboard(environment, system=system, which=lambda name: name if name in installed else None)
    return list(dict.fromkeys(tool.name for tool in clipboard.tools))


@pytest.mark.parametrize(
    ("environment", "system", "wanted"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", ["wl-copy", "xclip", "xsel"]),
        ({"DISPLAY": ":0"}, "linux", ["xclip", "xsel"]),
        ({}, "linux", []),
        ({"TMUX": "/run/tmux,1,0"}, "linux", ["tmux"]),
        ({"TMUX": "/run/tmux,1,0", "DISPLAY": ":0"}, "linux", ["xclip", "xsel", "tmux"]),
        ({}, "darwin", ["pbcopy"]),
        ({"WSL_DISTRO_NAME": "Debian", "WAYLAND_DISPLAY": "wayland-0"}, "linux", ["clip.exe"]),
        ({}, "win32", ["clip.exe"]),
        # Over ssh the clipboard of this machine is not the user's.
        ({"SSH_CONNECTION": "1 2 3 4", "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", []),
        ({"SSH_CONNECTION": "1 2 3 4", "DISPLAY": "localhost:10.0"}, "linux", ["xclip", "xsel"]),
        ({"SSH_TTY": "/dev/pts/1"}, "darwin", []),
        ({"SSH_TTY": "/dev/pts/1", "TMUX": "/run/tmux,1,0"}, "linux", ["tmux"]),
    ],
)
def test_only_programs_that_fill_the_users_own_clipboard_are_used(environment, system, wanted):
    assert names(environment, system=system) == wanted


def test_where_there_is_no_program_the_user_learns_how_to_get_one():
    assert "wl-clipboard" in find_clipboard({"WAYLAND_DISPLAY": "w"}, system="linux", which=lambda _: None).remedy
    assert "xclip" in find_clipboard({"DISPLAY": ":0"}, system="linux", which=lambda _: None).remedy
    assert "ssh" in find_clipboard({"SSH_TTY": "x"}, system="linux", which=lambda _: None).remedy
    assert not find_clipboard({"DISPLAY": ":0"}, system="linux", which=lambda name: name).remedy


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Makes programs of one's own, found before any other."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    def make(name, body):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    make.folder = tmp_path
    return make


def tool(name, **other):
    return Tool(name, (name,), **other)


def test_a_program_gets_the_text_through_its_input_alone_and_as_it_is_written(programs):
    programs("keep", f'cat > "{programs.folder}/kept"; echo "$#" > "{programs.folder}/count"')
    assert fill(TEXT, [tool("keep")]) == Filled("keep")
    assert (programs.folder / "kept").read_text(encoding="utf-8") == TEXT
    assert (programs.folder / "count").read_text().strip() == "0"


def test_windows_gets_utf_16(programs):
    programs("clip.exe", f'cat > "{programs.folder}/kept"')
    (clip,) = find_clipboard({"WSL_DISTRO_NAME": "Debian"}, system="linux").tools
    assert fill(TEXT, [clip]) == Filled("clip.exe")
    assert (programs.folder / "kept").read_bytes() == TEXT.encode("utf-16-le")


def test_a_program_that_fails_makes_room_for_the_next(programs):
    programs("fails", "cat > /dev/null; exit 1")
    programs("works", "cat > /dev/null")
    assert fill(TEXT, [tool("fails"), tool("is-not-there"), tool("works")]) == Filled("works")
    assert fill(TEXT, [tool("fails")]) == Filled()


def test_the_first_program_that_works_is_enough_and_tmux_is_filled_beside_it(programs):
    programs("works", "cat > /dev/null")
    programs("spare", f'touch "{programs.folder}/spared"')
    programs("tmux", "cat > /dev/null")
    assert fill(TEXT, [tool("works"), tool("spare"), tool("tmux")]) == Filled("works", is_in_tmux=True)
    assert not (programs.folder / "spared").exists()


def test_an_old_tmux_is_filled_without_the_option_that_it_lacks(programs):
    programs("tmux", 'cat > /dev/null; [ "$2" != "-w" ]')
    assert fill(TEXT, find_clipboard({"TMUX": "1"}, system="linux").tools) == Filled("", is_in_tmux=True)


def test_a_program_that_never_ends_is_given_up_and_is_no_zombie(programs, monkeypatch):
    monkeypatch.setattr("reader.ui.terminal.clipboard.WAIT", 0.3)
    programs("hangs", f'echo $$ > "{programs.folder}/number"; exec sleep 60')
    before = time.monotonic()
    assert fill(TEXT * 100_000, [tool("hangs")]) == Filled()
    assert time.monotonic() - before < 10
    with pytest.raises(ProcessLookupError):
        os.kill(int((programs.folder / "number").read_text()), 0)


def test_a_program_that_stays_in_the_background_is_not_waited_for(programs):
    programs("stays", "cat > /dev/null; sleep 5 & exit 0")
    before = time.monotonic()
    assert fill(TEXT, [tool("stays")]) == Filled("stays")
    assert time.monotonic() - before < 4


def test_a_trial_says_of_each_program_whether_it_works(programs):
    programs("xclip", f'case "$*" in *-in*) cat > "{programs.folder}/spare";; *) cat "{programs.folder}/spare";; esac')
    programs("xsel", "exit 1")
    first, second, last = try_clipboard(find_clipboard({"DISPLAY": ":99"}, system="linux"))
    assert first == "xclip fills the clipboard: a sample was written with it and read back."
    assert second.startswith("xsel is installed, but cannot fill the clipboard")
    assert "OSC 52" in last
    assert "cannot be known" in last


def test_a_trial_replaces_nothing_that_was_copied(programs):
    programs("clip.exe", f'touch "{programs.folder}/used"')
    said = " ".join(try_clipboard(find_clipboard({"WSL_DISTRO_NAME": "Debian"}, system="linux")))
    assert "has not been tried" in said
    assert not (programs.folder / "used").exists()


@contextmanager
def display():
    """A display of one's own."""
    if missing := [name for name in ("Xvfb", "xclip", "xsel") if not shutil.which(name)]:
        pytest.skip("not installed: " + ", ".join(missing))
    with open_display(2, 2) as number:
        yield number


def pasted(chosen):
    """What another program gets, once the one that stays in the background has taken its place."""
    for _ in range(50):
        text = run_tool(chosen, ("xclip", "-selection", "clipboard", "-out"), reads=True)
        if text is not None:
            return text
        time.sleep(0.1)
    return None


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform != "linux", reason="needs X11")
@pytest.mark.parametrize("name", ["xclip", "xsel"])
def test_what_is_copied_can_be_pasted_on_a_real_display(name, monkeypatch):
    with display() as number:
        monkeypatch.setenv("DISPLAY", number)
        chosen = next(each for each in find_clipboard({"DISPLAY": number}).tools if each.name == name)
        assert fill(TEXT, [chosen]) == Filled(name)
        assert pasted(chosen) == TEXT
        said = list(try_clipboard(find_clipboard({"DISPLAY": number})))
        assert [each.split()[-2:] for each in said[:2]] == [["read", "back."]] * 2
        assert pasted(chosen) == TEXT
    monkeypatch.setenv("DISPLAY", ":7654")
    assert fill(TEXT, [chosen]) == Filled()
