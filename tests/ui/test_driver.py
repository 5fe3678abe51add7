"""A small application in a pseudo-terminal: the switch comes before the first cell and is undone however it ends."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios

import pytest

APPLICATION = """
import signal, sys
exec(sys.argv[2])
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import Static
from reader.ui.terminal.detecting import Terminal
from reader.ui.terminal.sequences import driver_class

class Small(App):
    def compose(self):
        yield Static("\\ufec1\\ufeae\\ufeb7 END")
    def on_key(self, event):
        if event.key == "q":
            self.exit()
        elif event.key == "c":
            self.copy_to_clipboard("شرط")
        elif event.key == "z":
            self.action_suspend_process()
        else:
            raise RuntimeError("as the test wants it")

app = Small(driver_class=driver_class(Terminal("test", sys.argv[1], "keep", ()), LinuxDriver))
app.run()
sys.exit(app.return_code)
"""


class Running:
    """The application in a pseudo-terminal of its own."""

    def __init__(self, mode: str, before: str = "") -> None:
        self.output = ""
        self.was_cooked = False
        """Whether the terminal took lines again, as it did before, when the program had ended."""
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", APPLICATION, mode, before],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1"},
        )
        os.close(slave)

    def wait_for(self, text: str) -> None:
        """Read on until the text has been sent, for 20 seconds at most."""
        while text not in self.output:
            if not select.select([self.master], [], [], 20)[0]:
                raise AssertionError(f"{text!r} was not sent; instead: {self.output!r}")
            self.output += os.read(self.master, 65536).decode("utf-8", "replace")

    def press(self, key: str) -> None:
        os.write(self.master, key.encode())

    def is_cooked(self) -> bool:
        """Whether the terminal echoes and takes whole lines, as a shell expects it to."""
        flags = termios.tcgetattr(self.master)[3]
        return bool(flags & termios.ECHO) and bool(flags & termios.ICANON) and bool(flags & termios.ISIG)

    def end(self) -> int:
        """The exit status, once everything that was sent has been read."""
        try:
            while more := os.read(self.master, 65536):
                self.output += more.decode("utf-8", "replace")
        except OSError:  # Linux says so when the other end has closed
            pass
        self.was_cooked = self.is_cooked()
        os.close(self.master)
        return self.process.wait(timeout=20)


@pytest.fixture
def run():
    started = []

    def start(mode: str, before: str = "") -> Running:
        started.append(Running(mode, before))
        started[-1].wait_for("END")
        return started[-1]

    yield start
    for running in started:
        running.process.kill()
        running.process.wait()


def is_switched_around(output: str) -> bool:
    """Whether the switch stands between the alternate screen's opening and the first letter, and is undone last."""
    opened, off, letter = output.index("\x1b[?1049h"), output.index("\x1b[8l"), output.index("\ufec1")
    on, closed = output.rindex("\x1b[8h"), output.rindex("\x1b[?1049l")
    return opened < off < letter < on < closed and output.count("\x1b[8l") == output.count("\x1b[8h")


def test_the_switch_is_undone_at_the_end(run):
    running = run("bdsm")
    running.press("q")
    assert running.end() == 0
    assert is_switched_around(running.output)


def test_the_switch_is_undone_after_a_crash(run):
    running = run("bdsm")
    running.press("x")
    assert running.end() == 1
    assert is_switched_around(running.output)
    assert "as the test wants it" in running.output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
def test_the_terminal_is_as_it_was_after_a_signal_that_ends_the_program(run, number):
    running = run("bdsm")
    assert not running.is_cooked()
    running.process.send_signal(number)
    assert running.end() == 128 + number
    assert is_switched_around(running.output)
    assert running.was_cooked
    for mode in ("1000", "1003", "1006", "2004", "1004"):
        assert running.output.rindex(f"\x1b[?{mode}l") > running.output.rindex(f"\x1b[?{mode}h"), mode
    assert running.output.rindex("\x1b[?25h") > running.output.rindex("\x1b[?25l")


def test_a_program_that_was_started_to_outlive_its_terminal_does(run):
    running = run("bdsm", before="signal.signal(signal.SIGHUP, signal.SIG_IGN)")
    running.process.send_signal(signal.SIGHUP)
    running.press("q")
    assert running.end() == 0


def test_a_terminal_that_is_closed_ends_the_program(run):
    running = run("bdsm")
    os.close(running.master)
    running.process.send_signal(signal.SIGHUP)
    assert running.process.wait(timeout=20) == 128 + signal.SIGHUP


def test_the_switch_is_undone_while_the_application_is_suspended(run):
    running = run("bdsm")
    running.press("z")
    _, status = os.waitpid(running.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    running.wait_for("\x1b[8h")
    running.output = ""
    running.process.send_signal(signal.SIGCONT)
    running.wait_for("\x1b[8l")
    running.wait_for("END")
    running.press("q")
    assert running.end() == 0
    assert is_switched_around(running.output)


def test_order_is_overridden_on_the_way_out(run):
    running = run("lro")
    running.press("q")
    running.end()
    assert "\ufec1\u200e\u202d\ufeae\ufeb7 END" in running.output
    assert "\x1b[8l" not in running.output


def test_letters_are_wrapped_for_kitty(run):
    running = run("kitty")
    running.press("q")
    running.end()
    assert "\x1b]66;w=1:h=2;\ufec1\x07\x1b]66;w=1:h=1;\ufeae\x07\x1b]66;w=1:h=2;\ufeb7\x07 END" in running.output


def test_plain_terminals_are_sent_nothing_more(run):
    running = run("plain")
    running.press("q")
    running.end()
    assert "\ufec1\ufeae\ufeb7 END" in running.output
    assert not any(sign in running.output for sign in ("\x1b[8l", "\x1b[8h", "\u202d", "\x1b]66"))


def test_what_is_copied_is_the_text_in_its_own_order(run):
    running = run("lro")
    running.press("c")
    running.wait_for("\x1b]52;c;2LTYsdi3\x07")  # base64 of شرط in UTF-8
    running.press("q")
    assert running.end() == 0
