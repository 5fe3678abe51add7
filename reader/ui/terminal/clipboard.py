"""Decides which programs of the system put a text on the clipboard, and has them do it.

Many terminals ignore OSC 52, or obey it only if they are set up for it, and none says whether it did. Libraries for
this purpose set no time limit, do not look at the exit status, let the program write on the screen, and fill the
clipboard of the wrong machine over ssh.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reader.wording import say, sayable

WAIT = 2.0
"""Seconds that a program may take; one that asks a display which does not answer would never end."""

Command = tuple[str, ...]
Which = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Trial:
    """How to try a program without touching what the user has copied: in another selection, or another buffer."""

    write: Command
    read: Command
    clear: Command = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that takes a text from its standard input."""

    name: str
    write: Command
    encoding: str = "utf-8"
    settings: tuple[tuple[str, str], ...] = ()
    """Environment variables that it needs."""
    trial: Trial | None = None
    """None where every trial would replace what the user has copied."""

    @property
    def is_tmux(self) -> bool:
        """Whether it fills tmux's buffer, and the clipboard only if the terminal around tmux obeys OSC 52."""
        return self.name == "tmux"


@dataclass(frozen=True, slots=True)
class Clipboard:
    """The programs that there are, the best first, and a sentence on how to get one where there is none."""

    tools: tuple[Tool, ...] = ()
    remedy: str = ""
    sent: str = sayable("Sent to the terminal: {text}")
    """The sentence after a copy that nothing has confirmed; it names what was asked to fill the clipboard."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The program that put a text on the clipboard, and whether it is in tmux's buffer."""

    by: str = ""
    is_in_tmux: bool = False


_WL_COPY = Tool(
    "wl-copy",
    ("wl-copy", "--type", "text/plain"),
    trial=Trial(
        ("wl-copy", "--primary", "--paste-once", "--type", "text/plain"), ("wl-paste", "--primary", "--no-newline")
    ),
)
_XCLIP = Tool(
    "xclip",
    ("xclip", "-selection", "clipboard", "-in"),
    trial=Trial(
        ("xclip", "-selection", "secondary", "-in", "-loops", "1"), ("xclip", "-selection", "secondary", "-out")
    ),
)
_XSEL = Tool(
    "xsel",
    ("xsel", "--clipboard", "--input"),
    trial=Trial(("xsel", "--secondary", "--input"), ("xsel", "--secondary", "--output"), ("xsel", "--secondary", "-c")),
)
# Where no locale is set, as in programs started from an editor, pbcopy would take the bytes for MacRoman.
_PBCOPY = Tool(
    "pbcopy",
    ("pbcopy",),
    settings=(("LC_CTYPE", "UTF-8"),),
    trial=Trial(("pbcopy", "-pboard", "ruler"), ("pbpaste", "-pboard", "ruler")),
)
_CLIP = Tool("clip.exe", ("clip.exe",), encoding="utf-16-le")
_BUFFER = "reader-trial"
_TMUX_TRIAL = Trial(
    ("tmux", "load-buffer", "-b", _BUFFER, "-"),
    ("tmux", "show-buffer", "-b", _BUFFER),
    ("tmux", "delete-buffer", "-b", _BUFFER),
)
_TMUX = (
    Tool("tmux", ("tmux", "load-buffer", "-w", "-"), trial=_TMUX_TRIAL),
    # Before 3.2, tmux has no -w, which passes the text on to the terminal around it.
    Tool("tmux", ("tmux", "load-buffer", "-"), trial=_TMUX_TRIAL),
)


def find_clipboard(
    environment: Mapping[str, str], *, system: str = sys.platform, which: Which = shutil.which
) -> Clipboard:
    """The programs that fill the clipboard of the machine at which the user sits."""
    wanted, remedy = _list_wanted(environment, system)
    tools = [tool for tool in wanted if which(tool.write[0])]
    return Clipboard(tuple(tools), "" if any(not tool.is_tmux for tool in tools) else remedy)


def _list_wanted(environment: Mapping[str, str], system: str) -> tuple[list[Tool], str]:
    tmux = list(_TMUX) if environment.get("TMUX") else []
    display = environment.get("DISPLAY", "")
    if any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")):
        # The programs of this machine would fill a clipboard far from the user, unless ssh forwards the user's display.
        if display and not display.startswith((":", "unix:", "/")):
            return [_XCLIP, _XSEL, *tmux], say(
                "Install xclip on this machine: it can use the display that ssh forwards."
            )
        return tmux, say(
            "Over ssh, only your terminal can fill your clipboard; allow it to do so (OSC 52) in its settings."
        )
    if system == "win32" or environment.get("WSL_DISTRO_NAME"):
        return [_CLIP, *tmux], say("clip.exe is not among the programs that this shell finds; add System32 to PATH.")
    if system == "darwin":
        return [_PBCOPY, *tmux], say("pbcopy is not among the programs that this shell finds; add /usr/bin to PATH.")
    wayland = [_WL_COPY] if environment.get("WAYLAND_DISPLAY") else []
    x11 = [_XCLIP, _XSEL] if display else []
    if wayland:
        return [*wayland, *x11, *tmux], say("Install wl-clipboard, and copying will not depend on the terminal.")
    if x11:
        return [*x11, *tmux], say("Install xclip, and copying will not depend on the terminal.")
    return tmux, say("No display is known here, so only your terminal can fill your clipboard (OSC 52).")


def fill(text: str, tools: Sequence[Tool]) -> Filled:
    """Put a text on the clipboard and into tmux's buffer: by the first program of each kind that can."""
    by, is_in_tmux = "", False
    for tool in tools:
        is_done = is_in_tmux if tool.is_tmux else bool(by)
        if is_done or run_tool(tool, tool.write, text) is None:
            continue
        by, is_in_tmux = (by, True) if tool.is_tmux else (tool.name, is_in_tmux)
    return Filled(by, is_in_tmux)


def run_tool(tool: Tool, command: Command, text: str = "", *, reads: bool = False) -> str | None:
    """The text that a command of a program writes, if it is to be read; None if the command failed."""
    try:
        # Programs that stay to hand the text on keep their outputs open, so that reading one would wait for their end.
        done = subprocess.run(
            command,
            input=text.encode(tool.encoding, "replace"),
            stdout=subprocess.PIPE if reads else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=WAIT,
            env={**os.environ, **dict(tool.settings)},
            start_new_session=True,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return (done.stdout or b"").decode(tool.encoding, "replace")
