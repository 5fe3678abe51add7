"""Sends everything to a terminal that is not text: questions, switches of its own bidi, and wrappers around Arabic.

This is the only module that knows escape sequences (ECMA-48 and the extensions of terminals). Lines reach it in visual
order with shaped letters. The bidi of terminals that would reorder them again is switched off, or each run is sent in a
form that leaves nothing to reorder.
"""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

from reader.outlets import raw
from reader.ui.terminal.browser import NAME as BROWSER
from reader.ui.terminal.browser import ending_with_server
from reader.ui.terminal.detecting import Mode, Terminal, decide
from reader.ui.terminal.replies import Replies

if TYPE_CHECKING:
    from textual.driver import Driver

# DECRQM of mode 8, XTVERSION and ENQ; then DA1, which every terminal answers, after everything before it.
_NAMING = b"\x1b[8$p\x1b[>q\x05"
# OSC 11; then DECRQSS of a colour of 24 bits, which is reset at once.
_COLOURS = b"\x1b]11;?\x1b\\\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m"
_LAST = b"\x1b[c"
_LAST_ANSWER = re.compile(rb"\x1b\[\?[\d;]*c")
# QTerminal prints the p of the first question.
_WIPE = b"\r\x1b[K"
_WAIT, _WAIT_FAR = 0.3, 1.5
"""Seconds to wait for the last answer: on this machine, and over ssh."""

_SWITCHES: Mapping[Mode, tuple[str, str]] = {
    "bdsm": ("\x1b[8l", "\x1b[8h"),
    "konsole": ("\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07"),
    "mlterm": ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07"),
}

_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")
"""Signals that ask a program to end; by default they would leave the terminal raw, its mouse on and its bidi off."""

_RTL = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u0897-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)
_HAS_RTL = re.compile(f"[{_RTL}]")
_CLUSTER = re.compile(f"([{_RTL}][{_MARKS}]*)")
# If a mark joins them, VTE draws lines and blocks from its font, with gaps between them.
_FIRST_CELL = re.compile(f"[^\u2500-\u259f][{_MARKS}]*")
_LRM_LRO = "\u200e\u202d"
_TOKEN = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f]+)"
    r"|\x1b\[\d+;(?P<column>\d+)H"
    r"|\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[PX^_][^\x1b]*\x1b\\"
    r"|\x1b?[\x00-\x7f]"
)


def detect_terminal(*, bidi: str = "auto", tashkeel: str = "auto", sink: int | None = None) -> Terminal:
    """The terminal that this program runs in; call it before Textual starts, which would take the answers for keys.

    `sink` is the file descriptor on which it is asked, by default standard output.
    """
    return decide(os.environ, ask_terminal(os.environ, sink=sink), bidi=bidi, tashkeel=tashkeel)


def ask_terminal(environment: Mapping[str, str], *, source: int | None = None, sink: int | None = None) -> Replies:
    """The answers of the terminal at two file descriptors (by default standard input and output), all of them read."""
    try:
        source = sys.__stdin__.fileno() if source is None and sys.__stdin__ else source
        sink = sys.__stdout__.fileno() if sink is None and sys.__stdout__ else sink
    except (OSError, ValueError):
        return Replies()
    if source is None or sink is None or not _can_ask(environment, source, sink):
        return Replies()
    # The Linux console has sixteen colours, and would print what it is not made for.
    questions = _NAMING + (b"" if environment.get("TERM") == "linux" else _COLOURS) + _LAST
    raw = _exchange(source, sink, questions, _WAIT_FAR if environment.get("SSH_CONNECTION") else _WAIT)
    replies = read_replies(raw)
    return _ask_tmux(replies) if environment.get("TMUX") else replies


def _can_ask(environment: Mapping[str, str], source: int, sink: int) -> bool:
    if environment.get("TERM", "dumb") == "dumb" or not (os.isatty(source) and os.isatty(sink)):
        return False
    try:
        # A background job that changes the terminal's settings is stopped.
        return os.tcgetpgrp(source) == os.getpgrp()
    except (OSError, AttributeError):
        return False


def _exchange(source: int, sink: int, questions: bytes, wait: float) -> bytes:
    import termios
    import tty

    before = termios.tcgetattr(source)
    answers = b""
    try:
        tty.setraw(source, termios.TCSANOW)
        os.write(sink, questions)
        end = time.monotonic() + wait
        while not _LAST_ANSWER.search(answers) and (left := end - time.monotonic()) > 0:
            if select.select([source], [], [], left)[0]:
                answers += os.read(source, 1024)
        os.write(sink, _WIPE)
    finally:
        if not _LAST_ANSWER.search(answers):
            termios.tcflush(source, termios.TCIFLUSH)
        termios.tcsetattr(source, termios.TCSANOW, before)
    return answers


def _ask_tmux(replies: Replies) -> Replies:
    """The replies with what tmux knows of the terminal around it."""
    formats = ("client_termtype", "client_termname", "allow-passthrough", "client_termfeatures")
    command = ["tmux", "display-message", "-p", "|".join(f"#{{{each}}}" for each in formats)]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=1, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return replies
    parts = answer.decode("utf-8", "replace").strip().rsplit("|", 3)
    if len(parts) < len(formats):
        return replies
    kind, term, passthrough, features = parts
    return replace(
        replies,
        outer=f"{kind} {term}".strip(),
        passthrough=passthrough in ("1", "on", "all"),
        features=frozenset(filter(None, features.split(","))),
    )


def read_replies(raw: bytes) -> Replies:
    """The replies in the bytes with which a terminal answered the questions."""
    bdsm = re.search(rb"\x1b\[8;(\d)\$y", raw)
    rest = re.sub(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1bP.*?\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)", b"", raw)
    return Replies(
        asked=True,
        answered=bool(_LAST_ANSWER.search(raw)),
        bdsm=int(bdsm[1]) if bdsm else None,
        name=_find(rb"\x1bP>\|(.*?)\x1b\\", raw),
        answerback=rest.decode("ascii", "replace"),
        drawing=_find(rb"\x1bP1\$r([\d:;]*)m\x1b\\", raw),
        background=_find(rb"\x1b\]11;([^\x07\x1b]*)(?:\x07|\x1b\\)", raw),
    )


def _find(pattern: bytes, raw: bytes) -> str:
    match = re.search(pattern, raw)
    return match[1].decode("ascii", "replace") if match else ""


def switch_off(terminal: Terminal) -> str:
    """The sequence that makes the terminal show cells in the order in which they are sent; empty if none does or is
    needed."""
    return _through(terminal, _SWITCHES.get(terminal.mode, ("", ""))[0])


def switch_on(terminal: Terminal) -> str:
    """The sequence that switches the terminal's own bidi on again; empty if it was not switched off."""
    return _through(terminal, _SWITCHES.get(terminal.mode, ("", ""))[1])


def _through(terminal: Terminal, sequence: str) -> str:
    if not sequence or not terminal.multiplexer:
        return sequence
    if terminal.multiplexer == "tmux":
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    return f"\x1bP{sequence}\x1b\\"


def wrapper(terminal: Terminal) -> Callable[[str], str] | None:
    """The function that changes output into the form that the terminal needs; None if output is sent as it is."""
    return {"lro": override_order, "kitty": wrap_letters}.get(terminal.mode)


def override_order(data: str) -> str:
    """The output with an LRO after the first cell of every run that has right-to-left letters, and of every stretch.

    LRO holds until the line ends (UAX #9, X5 and X8). No PDF ends it, since text drawn over a part of a line would
    leave the rest without its LRO. LRO takes no cell but joins the cell before it, so it stands after a cell of its own
    run: text drawn over that cell replaces it too. LRM keeps that first cell, if it is a letter, from changing places
    with the rest (L2).
    """
    fresh = True
    pieces = []
    for token in _TOKEN.finditer(data):
        text = token["text"]
        if text is None:
            fresh = fresh or token["column"] is not None
            pieces.append(token[0])
            continue
        cell = _FIRST_CELL.search(text) if fresh or _HAS_RTL.search(text) else None
        if cell:
            text = text[: cell.end()] + _LRM_LRO + text[cell.end() :]
            fresh = False
        pieces.append(text)
    return "".join(pieces)


def wrap_letters(data: str) -> str:
    """The output with every right-to-left letter and its marks as a separate sized text (kitty's OSC 66).

    Neighbours of the same size would be shaped, and reversed, together. So even and odd columns have different sizes,
    which stay different however little of a line is drawn again.
    """
    if not _HAS_RTL.search(data):
        return data
    from rich.cells import cell_len

    pieces = []
    column = 0
    for token in _TOKEN.finditer(data):
        if token["text"] is None:
            column = int(token["column"] or column)
            pieces.append(token[0])
            continue
        for place, part in enumerate(_CLUSTER.split(token["text"])):
            is_cluster = place % 2
            pieces.append(f"\x1b]66;w=1:h={1 + column % 2};{part}\x07" if is_cluster else part)
            column += 1 if is_cluster else len(part) if part.isascii() else cell_len(part)
    return "".join(pieces)


@contextmanager
def explicit_order(terminal: Terminal, stream: TextIO) -> Iterator[Callable[[str], None]]:
    """A writer to a stream; while the block lasts, the stream's terminal keeps the order of the text that it is sent.

    The writer does not use the gate, so that text must have passed it before.
    """
    wrap, sink = wrapper(terminal), raw(stream)

    def write(data: str) -> None:
        sink.write(wrap(data) if wrap else data)

    sink.write(switch_off(terminal))
    try:
        yield write
    finally:
        sink.write(switch_on(terminal))
        sink.flush()


def driver_class(terminal: Terminal, base: type[Driver]) -> type[Driver]:
    """The driver for `App(driver_class=…)`: the base with the switches and wrappers that this terminal needs.

    Textual starts and stops it at suspension, after a crash, and at the end. Signals that ask a program to end, which
    Textual does not handle, end the application in order too.
    """
    off, on, wrap = switch_off(terminal), switch_on(terminal), wrapper(terminal)
    if terminal.name == BROWSER:
        base = ending_with_server(base)

    def start_application_mode(self: Any) -> None:
        base.start_application_mode(self)
        _end_on_signals(self)
        # Started in the background, Textual's driver returns before it can write anything.
        if off and getattr(self, "_writer_thread", self) is not None:
            self.write(off)
            self.flush()

    def stop_application_mode(self: Any) -> None:
        if on and getattr(self, "_writer_thread", self) is not None:
            self.write(on)
        base.stop_application_mode(self)

    methods: dict[str, Any] = {
        "start_application_mode": start_application_mode,
        "stop_application_mode": stop_application_mode,
    }
    if wrap:
        methods["write"] = lambda self, data: base.write(self, wrap(data))
    return type("ReaderDriver", (base,), methods)


def _end_on_signals(driver: Any) -> None:
    import asyncio
    import signal

    for name in _ENDING:
        number = getattr(signal, name, None)
        # A program started with nohup must outlive its terminal.
        if number is None or signal.getsignal(number) is signal.SIG_IGN:
            continue
        try:
            asyncio.get_running_loop().add_signal_handler(number, driver._app.exit, None, 128 + number)
        except (NotImplementedError, RuntimeError, ValueError):
            # On Windows, and for a loop outside the main thread, the system's default stays.
            return
