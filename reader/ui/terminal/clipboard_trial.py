"""Tries the ways to the clipboard, for `reader doctor`, without replacing what the user has copied."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator

from reader.ui.terminal.clipboard import Clipboard, Command, Tool, run_tool
from reader.wording import say

_SAMPLE = "نصّ للتجربة 1"
_TRIES, _PAUSE = 5, 0.1
"""How often a sample is looked for, and the seconds in between."""


def try_clipboard(clipboard: Clipboard) -> Iterator[str]:
    """A sentence for the user on each way to the clipboard."""
    names = []
    for tool in clipboard.tools:
        # tmux has two commands and one trial.
        if tool.name not in names:
            names.append(tool.name)
            yield _try(tool)
    if clipboard.remedy:
        yield clipboard.remedy
    if "tmux" in names and _is_tmux_silent():
        yield say('tmux does not pass the text on to your terminal; run "tmux set-option -s set-clipboard external".')
    yield say("OSC 52 is sent to the terminal as well. Whether it obeys cannot be known: terminals do not say.")


def _try(tool: Tool) -> str:
    named = {"program": tool.name, "target": say("its own buffer") if tool.is_tmux else say("the clipboard")}
    if tool.trial is None:
        return say(
            "{program} fills {target}. It has not been tried, since it would replace what you have copied.", **named
        )
    was_written = run_tool(tool, tool.trial.write, _SAMPLE) is not None
    read = _read(tool, tool.trial.read) if was_written else None
    if tool.trial.clear:
        run_tool(tool, tool.trial.clear)
    if read == _SAMPLE:
        return say("{program} fills {target}: a sample was written with it and read back.", **named)
    if was_written:
        return say("{program} took a sample for {target}, but gave back something else.", **named)
    return say("{program} is installed, but cannot fill {target}: it failed, or did not answer in time.", **named)


def _read(tool: Tool, command: Command) -> str | None:
    """What can be read once the program's own process in the background has taken its place."""
    read = None
    for _ in range(_TRIES):
        read = run_tool(tool, command, reads=True)
        if read == _SAMPLE:
            break
        time.sleep(_PAUSE)
    return read


def _is_tmux_silent() -> bool:
    command = ["tmux", "show-options", "-s", "-v", "set-clipboard"]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=1, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.strip() == b"off"
