"""Runs a program in a pseudo-terminal and reads its screen cell by cell through pyte."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence

import pyte

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "pagedown": "\x1b[6~", "pageup": "\x1b[5~", "ctrl+end": "\x1b[1;5F", "ctrl+home": "\x1b[1;5H", "shift+left": "\x1b[1;2D",
    "home": "\x1b[H", "end": "\x1b[F", "backspace": "\x7f", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS",
    **{f"f{number}": f"\x1b[{code}~" for number, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)},
    **{f"ctrl+{letter}": chr(ord(letter) & 31) for letter in "abcdefghjklnopqrstuvwxyz"},
}  # fmt: skip


class PtySession:
    """A program with a keyboard and a screen of its own; close it, or use it in a with statement."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.sent = b""
        """Everything the program has written."""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            plain = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PYTHONWARNINGS": "default"}
            # An index that is being built would change the status line at any moment.
            plain |= {"READER_INDEX": "off"}
            inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
            os.execvpe(command[0], list(command), {**inherited, **plain, **(environment or {})})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)

    def __enter__(self) -> PtySession:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def press(self, *keys: str) -> None:
        """Type keys: names from KEYS, or characters as they are."""
        for key in keys:
            os.write(self.fd, KEYS.get(key, key).encode())

    def press_at_once(self, *keys: str) -> None:
        """Type keys ahead: all of them arrive in one read."""
        os.write(self.fd, "".join(KEYS.get(key, key) for key in keys).encode())

    def read(self, seconds: float) -> bytes:
        """What the program writes until it falls silent for so long, at most; empty at its end."""
        try:
            if not select.select([self.fd], [], [], seconds)[0]:
                return b""
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        self.sent += data
        self.stream.feed(_without_private_answers(data))
        return data

    def wait_for(self, is_there: Callable[[PtySession], bool], *, seconds: float = 20) -> None:
        """Read until the screen is as it should be; TimeoutError shows the screen that came instead."""
        end = time.monotonic() + seconds
        while not is_there(self):
            if time.monotonic() > end:
                raise TimeoutError("the screen never came; it shows:\n" + "\n".join(self.screen.display))
            self.read(0.1)

    def row(self, y: int) -> str:
        """A row of the screen, cell by cell with the marks on their letters."""
        line = self.screen.buffer[y]
        return "".join(line[x].data for x in range(self.screen.columns))

    def shows(self, text: str) -> bool:
        """Whether some row holds the text as it is drawn."""
        return any(text in self.row(y) for y in range(self.screen.lines))

    def wait_for_exit(self, *, seconds: float = 10) -> int:
        """The exit code, once the program has ended by itself."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError("the program did not end; it shows:\n" + "\n".join(self.screen.display))

    def close(self) -> None:
        """End the program if it still runs."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
        os.close(self.fd)


def _without_private_answers(data: bytes) -> bytes:
    """What pyte cannot read: it would print the end of kitty's keyboard queries and of XTVERSION as text."""
    for sequence in (
        b"\x1b[>1u",
        b"\x1b[<u",
        b"\x1b[?u",
        b"\x1b[>q",
        b"\x1b[8$p",
        b"\x05",
        b"\x1b[?2026$p",
        b"\x1b[?2048$p",
    ):
        data = data.replace(sequence, b"")
    return data
