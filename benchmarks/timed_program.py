"""A program in a pseudo-terminal, and how long its frames take from the key that brings them."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

READER = (sys.executable, "-m", "reader")
EMACS = ("emacs", "-nw", "-Q", "--eval", "(setq large-file-warning-threshold nil)")
COLUMNS, ROWS = 200, 50
_SILENCE = 0.06
"""Seconds without output after which a screen counts as complete."""
BETWEEN = 0.01
"""The same for the frame that a key brings: what comes later (a list beside the text, the engine) is another frame."""

_RATE = 10
"""Keys a second of a key that is held."""


@dataclass
class Program:
    """A program in a pseudo-terminal whose output is timed, not read."""

    pid: int
    fd: int
    started: float

    def send(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def frame(self, *, patience: float = 5.0, silence: float = _SILENCE) -> float:
        """Seconds from now to the last byte before the output falls silent."""
        start = last = time.perf_counter()
        while select.select([self.fd], [], [], silence if last > start else patience)[0]:
            try:
                os.read(self.fd, 1 << 20)
            except OSError:
                break
            last = time.perf_counter()
        return last - start

    def drain(self, until: float) -> None:
        """Read, and forget, what is written before a moment of the performance counter."""
        while (left := until - time.perf_counter()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                os.read(self.fd, 1 << 20)

    def wait_for(self, sign: bytes, *, patience: float = 60) -> float:
        """Seconds from the program's start to the moment it has written a sign."""
        seen = b""
        while time.perf_counter() - self.started < patience:
            if select.select([self.fd], [], [], 0.05)[0]:
                seen = seen[-max(len(sign), 8) :] + os.read(self.fd, 1 << 20)
                if b"\x1b[c" in seen:
                    # Every terminal answers this question, within milliseconds.
                    self.send("\x1b[?62c")
                    seen = seen.replace(b"\x1b[c", b"")
                if sign in seen:
                    return time.perf_counter() - self.started
        return float("nan")

    def peak_memory(self) -> float:
        """The most memory it and its children have held, in MB."""
        total = 0
        for pid in (self.pid, *_children(self.pid)):
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    total += int(line.split()[1])
        return total / 1024


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from _children(int(child))


@contextmanager
def run(
    command: Sequence[str],
    *,
    columns: int = COLUMNS,
    rows: int = ROWS,
    home: str | None = None,
    opens: str = "article",
) -> Iterator[Program]:
    """Run a program in a pseudo-terminal of its own, and end it: with default settings but for what a folder opens
    with, and with a home of its own unless one is named.
    """
    with nullcontext(home) if home is not None else tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        pid, fd = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            folders = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
            terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "READER_OPENS": opens}
            # The engine would take turns with what is timed.
            terminal |= {"READER_INDEX": "off" if opens == "article" else "text"}
            os.execvpe(command[0], list(command), {"PATH": os.environ["PATH"], **folders, **terminal})
        try:
            yield Program(pid, fd, started)
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(fd)


def time_keys(program: Program, keys: Sequence[str]) -> list[float]:
    """Milliseconds from each key to its painted frame."""
    times = []
    for key in keys:
        program.send(key)
        times.append(1000 * program.frame(silence=BETWEEN))
        program.frame(patience=0.25, silence=0.05)
    return times


def time_held_keys(program: Program, keys: Sequence[str], *, rate: float = _RATE) -> list[float]:
    """The same for keys that come as they do from a keyboard that repeats them, whether a frame was ready or not."""
    times = []
    due = time.perf_counter()
    for key in keys:
        due += 1 / rate
        program.send(key)
        times.append(1000 * program.frame(silence=BETWEEN))
        program.drain(due)
    return times


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def describe_rounds(rounds: Sequence[Sequence[float]]) -> str:
    """The median of all rounds' medians, and of their 95th percentiles."""
    middle = statistics.median(statistics.median(times) for times in rounds)
    tail = statistics.median(percentile(times, 0.95) for times in rounds)
    return f"{middle:.1f} ms (95%: {tail:.1f})"
