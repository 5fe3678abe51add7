"""What terminals answer, what is decided from it, and what is sent to them."""

import os
import pty
import re
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.terminal.detecting import Terminal, decide
from reader.ui.terminal.replies import Replies
from reader.ui.terminal.sequences import (
    ask_terminal,
    override_order,
    read_replies,
    switch_off,
    switch_on,
    wrap_letters,
    wrapper,
)

DA1 = b"\x1b[?62;22c"


def named(name: str) -> bytes:
    return b"\x1bP>|" + name.encode() + b"\x1b\\"


# Environment, bytes in reply to the questions, mode and tashkeel: as the terminals were heard to answer.
TERMINALS = {
    "VTE 0.70": ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, b"\x1b[8;1$y", "bdsm", "keep"),
    "VTE 0.84": ({"TERM": "xterm-256color", "VTE_VERSION": "8401"}, b"\x1b[8;1$y" + named("VTE(8401)"), "bdsm", "keep"),
    "VTE, switched off": ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, b"\x1b[8;2$y", "plain", "keep"),
    "Konsole 22.12": (
        {"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"},
        named("Konsole 22.12.3"),
        "konsole",
        "keep",
    ),
    "Konsole over ssh": ({"TERM": "xterm-256color"}, named("Konsole 26.08.2"), "konsole", "keep"),
    "mlterm 3.9.0": ({"TERM": "mlterm", "MLTERM": "3.9.0"}, b"\x1b[8;0$y", "mlterm", "keep"),
    "mlterm 3.9.4": ({"TERM": "mlterm", "MLTERM": "3.9.4"}, b"\x1b[8;0$y" + named("mlterm(3.9.4)"), "mlterm", "keep"),
    "kitty 0.26": (
        {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"},
        b"\x1b[8;0$y" + named("kitty(0.26.5)"),
        "plain",
        "keep",
    ),
    "kitty 0.48": (
        {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"},
        b"\x1b[8;0$y" + named("kitty(0.48.2)"),
        "kitty",
        "keep",
    ),
    "xterm 379": (
        {"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(379)"},
        b"\x1b[8;0$y" + named("XTerm(379)"),
        "plain",
        "keep",
    ),
    "xterm started from Konsole": (
        {"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"},
        b"\x1b[8;0$y" + named("XTerm(379)"),
        "plain",
        "keep",
    ),
    "Alacritty 0.11": ({"TERM": "alacritty", "ALACRITTY_WINDOW_ID": "1"}, b"", "plain", "strip"),
    "Alacritty 0.17": ({"TERM": "xterm-256color", "ALACRITTY_WINDOW_ID": "1"}, b"\x1b[8;0$y", "plain", "strip"),
    "foot 1.28": ({"TERM": "foot"}, named("foot(1.28.0)"), "plain", "strip"),
    "foot over ssh": ({"TERM": "xterm-256color"}, named("foot(1.28.0)"), "plain", "strip"),
    "urxvt": ({"TERM": "rxvt-unicode-256color"}, b"", "plain", "keep"),
    "st": ({"TERM": "st-256color"}, b"", "plain", "strip"),
    "PuTTY": ({"TERM": "xterm"}, b"PuTTY", "plain", "keep"),
    "QTerminal": ({"TERM": "xterm-256color"}, b"", "plain", "keep"),
    "tmux 3.3a": (
        {"TERM": "tmux-256color", "TMUX": "/run/tmux,1,0", "TERM_PROGRAM": "tmux"},
        named("tmux 3.3a"),
        "lro",
        "keep",
    ),
    "tmux over ssh": ({"TERM": "tmux-256color"}, b"\x1b[8;0$y" + named("tmux 3.8"), "lro", "keep"),
    "screen 4.9": ({"TERM": "screen.xterm-256color", "STY": "1.pts"}, b"", "bdsm", "keep"),
    "mintty": (
        {"TERM": "xterm-256color", "TERM_PROGRAM": "mintty"},
        b"\x1b[8;1$y" + named("mintty 3.7.1"),
        "bdsm",
        "keep",
    ),
    "WezTerm": (
        {"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"},
        b"\x1b[8;2$y" + named("WezTerm 20240203"),
        "plain",
        "keep",
    ),
    "bidi for good": ({"TERM": "xterm-256color"}, b"\x1b[8;3$y", "lro", "keep"),
    "VS Code": ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, b"", "lro", "keep"),
    "Terminal.app": ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, b"", "lro", "keep"),
    "iTerm2 over ssh": ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, named("iTerm2 3.6.0"), "lro", "keep"),
    "Windows Terminal": ({"TERM": "xterm-256color", "WT_SESSION": "0"}, b"", "plain", "keep"),
    "Linux console": ({"TERM": "linux"}, b"", "plain", "strip"),
}


@pytest.mark.parametrize(("environment", "raw", "mode", "tashkeel"), TERMINALS.values(), ids=TERMINALS)
def test_each_terminal_is_treated_as_it_needs(environment, raw, mode, tashkeel):
    terminal = decide(environment, read_replies(raw + DA1))
    assert (terminal.mode, terminal.tashkeel) == (mode, tashkeel)
    assert terminal.name
    assert all(reason.endswith(".") for reason in terminal.reasons)


@pytest.mark.parametrize(
    ("outer", "passthrough", "mode", "tashkeel"),
    [
        ("", False, "lro", "keep"),
        ("VTE(8401) xterm-256color", False, "lro", "keep"),
        ("XTerm(379) xterm-256color", False, "plain", "keep"),
        ("Konsole 26.08.2 xterm-256color", False, "lro", "keep"),
        ("Konsole 26.08.2 xterm-256color", True, "konsole", "keep"),
        ("mlterm(3.9.4) mlterm", False, "plain", "keep"),
        ("mlterm(3.9.4) mlterm", True, "mlterm", "keep"),
        ("kitty(0.48.2) xterm-kitty", True, "plain", "keep"),
        ("foot(1.28.0) foot", False, "lro", "strip"),
        ("alacritty", False, "lro", "strip"),
    ],
)
def test_inside_tmux_the_terminal_around_it_decides(outer, passthrough, mode, tashkeel):
    # The server may have been started from another terminal, so its variables say nothing.
    environment = {"TMUX": "/run/tmux,1,0", "TERM": "tmux-256color", "KONSOLE_VERSION": "221203", "VTE_VERSION": "7006"}
    replies = replace(read_replies(named("tmux 3.8") + DA1), outer=outer, passthrough=passthrough)
    terminal = decide(environment, replies)
    assert (terminal.mode, terminal.tashkeel, terminal.multiplexer) == (mode, tashkeel, "tmux")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("PuTTY", "Disable bidirectional text display"),
        ("QTerminal", "QTerminal"),
        ("kitty 0.26", "force_ltr"),
        ("Terminal.app", "Terminal.app"),
        ("iTerm2 over ssh", "alternateScreenBidi"),
        ("Linux console", "console"),
    ],
)
def test_where_the_user_must_act_the_terminal_carries_a_hint(name, hint):
    environment, raw, _, _ = TERMINALS[name]
    assert hint in decide(environment, read_replies(raw + DA1)).hint


def test_the_settings_overrule_what_was_found():
    environment, raw, _, _ = TERMINALS["VTE 0.70"]
    terminal = decide(environment, read_replies(raw + DA1), bidi="lro", tashkeel="strip")
    assert (terminal.mode, terminal.tashkeel) == ("lro", "strip")
    assert "The settings ask for lro instead of bdsm." in terminal.reasons


def test_a_terminal_that_was_not_asked_is_known_by_its_environment_alone():
    assert decide({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, Replies()).mode == "bdsm"
    assert decide({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}, Replies()).mode == "konsole"
    assert decide({"TERM": "xterm-256color"}, Replies()).mode == "plain"
    assert decide({}, Replies()).mode == "plain"


def test_a_page_is_no_terminal_whatever_was_found_where_the_server_was_started():
    page = {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "TEXTUAL_COLOR_SYSTEM": "truecolor"}
    for around in ({}, {"TMUX": "1"}, {"KONSOLE_VERSION": "221203"}, {"TERM": "linux"}):
        found = decide(around | page, Replies(), bidi="kitty")
        assert (found.name, found.mode, found.multiplexer) == ("a browser", "plain", "")
        assert found.colours.depth == "truecolor"


def test_a_terminal_too_slow_to_answer_gets_the_switch_that_harms_nowhere():
    assert decide({"TERM": "xterm-256color"}, read_replies(b"")).mode == "bdsm"


def terminal(mode: str, multiplexer: str = "") -> Terminal:
    return Terminal("any", mode, "keep", (), multiplexer)


@pytest.mark.parametrize(
    ("mode", "multiplexer", "off", "on"),
    [
        ("plain", "", "", ""),
        ("lro", "", "", ""),
        ("kitty", "", "", ""),
        ("lro", "tmux", "", ""),
        ("bdsm", "", "\x1b[8l", "\x1b[8h"),
        ("konsole", "", "\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07"),
        ("mlterm", "", "\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07"),
        ("bdsm", "screen", "\x1bP\x1b[8l\x1b\\", "\x1bP\x1b[8h\x1b\\"),
        ("bdsm", "tmux", "\x1bPtmux;\x1b\x1b[8l\x1b\\", "\x1bPtmux;\x1b\x1b[8h\x1b\\"),
    ],
)
def test_the_switch_and_its_undoing(mode, multiplexer, off, on):
    assert switch_off(terminal(mode, multiplexer)) == off
    assert switch_on(terminal(mode, multiplexer)) == on


def test_only_lro_and_kitty_change_the_text():
    assert [mode for mode in ("plain", "bdsm", "konsole", "mlterm", "lro", "kitty") if wrapper(terminal(mode))] == [
        "lro",
        "kitty",
    ]


# شرط as the layout sends it: last letter first, shaped.
CONDITION = "\ufec1\ufeae\ufeb7"


L = "\u200e\u202d"
"""LRM and LRO: what follows on the line stays in the order it was sent in."""


def test_order_is_overridden_after_the_first_cell_of_every_run_with_arabic():
    assert override_order(f"\x1b[1mab\x1b[0m{CONDITION} 12\x1b[0m x\x1b[4m١٢") == (
        f"\x1b[1ma{L}b\x1b[0m{CONDITION[0]}{L}{CONDITION[1:]} 12\x1b[0m x\x1b[4m١{L}٢"
    )


def test_a_stretch_drawn_over_a_part_of_a_line_brings_its_own_override():
    assert override_order("\x1b[1;5HLatin\x1b[0m more\x1b[2;5Hnext") == (
        f"\x1b[1;5HL{L}atin\x1b[0m more\x1b[2;5Hn{L}ext"
    )


def test_the_override_joins_no_line_drawing():
    assert override_order("\x1b[1;1H┌─\x1b[0m┐x\x1b[2;1H│ │") == f"\x1b[1;1H┌─\x1b[0m┐x{L}\x1b[2;1H│ {L}│"


def test_the_override_does_not_come_between_a_letter_and_its_marks():
    assert override_order("\ufe91\u064e\u0651\ufe96") == f"\ufe91\u064e\u0651{L}\ufe96"


def test_arabic_inside_an_escape_is_not_touched():
    link = f"\x1b]8;;https://example.org/{CONDITION}\x1b\\"
    title = f"\x1b]2;{CONDITION}\x07"
    assert override_order(link + "x" + title) == link + "x" + L + title
    assert wrap_letters(link + "x" + title) == link + "x" + title


def test_kitty_gets_letters_with_their_marks_one_by_one_even_and_odd_columns_apart():
    # بَت after shaping: two letters, the second with a fatha.
    assert wrap_letters("\x1b[3;5Ha\ufe96\ufe91\u064e\x1b[0m") == (
        "\x1b[3;5Ha\x1b]66;w=1:h=1;\ufe96\x07\x1b]66;w=1:h=2;\ufe91\u064e\x07\x1b[0m"
    )


def test_kitty_gets_a_letter_in_the_same_size_when_its_cell_is_drawn_again_alone():
    whole = wrap_letters(f"\x1b[1;4H{CONDITION}")
    alone = wrap_letters(f"\x1b[1;6H{CONDITION[2]}")
    assert whole.endswith(alone.removeprefix("\x1b[1;6H"))


def test_wide_characters_count_for_two_columns():
    assert wrap_letters(f"\x1b[1;1H好{CONDITION[0]}") == f"\x1b[1;1H好\x1b]66;w=1:h=2;{CONDITION[0]}\x07"


OUTPUT = st.lists(
    st.sampled_from(
        [
            "\x1b[1;1H",
            "\x1b[0m",
            "\x1b[38;5;3m",
            "\n",
            "\x07",
            "a b",
            "12",
            CONDITION,
            "\ufe91\u064e",
            "(",
            "\x1b",
            "[",
            "٣",
        ]
    )
).map("".join)


@given(OUTPUT)
def test_taking_the_wrapping_away_gives_back_what_was_sent(data):
    assert override_order(data).replace(L, "") == data
    assert re.sub(r"\x1b\]66;w=1:h=[12];([^\x07]*)\x07", r"\1", wrap_letters(data)) == data


@given(st.text(alphabet=st.characters(max_codepoint=0x58F)))
def test_kitty_is_sent_output_without_right_to_left_letters_as_it_is(data):
    assert wrap_letters(data) == data


class Answering:
    """A pseudo-terminal at whose other end something answers."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer
        self.heard = b""
        self.master, self.slave = pty.openpty()
        self.thread = threading.Thread(target=self._answer)
        self.thread.start()

    def _answer(self) -> None:
        while b"\x1b[K" not in self.heard:
            self.heard += os.read(self.master, 1024)
            if self.answer and self.heard.endswith(b"\x1b[c"):
                os.write(self.master, self.answer)

    def close(self) -> None:
        self.thread.join()
        os.close(self.master)
        os.close(self.slave)


@pytest.fixture
def in_foreground(monkeypatch):
    monkeypatch.setattr("os.tcgetpgrp", lambda _: os.getpgrp())


@pytest.mark.parametrize("answer", [b"\x1b[8;1$y" + named("VTE(8401)") + DA1, b"\x1b[8;1$y", b""])
def test_asking_restores_the_terminal_and_leaves_nothing_unread(in_foreground, answer):
    import select
    import termios

    end = Answering(answer)
    before = termios.tcgetattr(end.slave)
    replies = ask_terminal({"TERM": "xterm-256color"}, source=end.slave, sink=end.slave)
    assert replies == read_replies(answer)
    assert termios.tcgetattr(end.slave) == before
    assert select.select([end.slave], [], [], 0)[0] == []
    end.close()
    assert end.heard.startswith(b"\x1b[8$p\x1b[>q\x05\x1b]11;?\x1b\\\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m\x1b[c")
    assert end.heard.endswith(b"\r\x1b[K")


def test_nothing_is_asked_of_a_pipe_a_dumb_terminal_or_from_the_background():
    read, write = os.pipe()
    assert ask_terminal({"TERM": "xterm"}, source=read, sink=write) == Replies()
    os.close(read)
    os.close(write)
    master, slave = pty.openpty()
    assert ask_terminal({"TERM": "dumb"}, source=slave, sink=slave) == Replies()
    assert ask_terminal({"TERM": "xterm"}, source=slave, sink=slave) == Replies()  # not our controlling terminal
    os.close(master)
    os.close(slave)
