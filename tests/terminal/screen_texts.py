"""Reads the text of the screen that a picture shows, from a pseudo-terminal, where no display is needed."""

from __future__ import annotations

import re
import time
from pathlib import Path

from pty_session import PtySession
from scene_folders import PROMPT, Start
from scenes import WITHOUT_MESSAGES, Scene

_KEYS = {
    "Return": "enter", "Escape": "escape", "BackSpace": "backspace", "space": " ", "colon": ":", "bar": "|", "minus": "-",
    "dollar": "$", "at": "@", "ampersand": "&", "asterisk": "*", "semicolon": ";", "numbersign": "#", "question": "?",
    "slash": "/",
}  # fmt: skip
"""PtySession's names of keys, by xdotool's; those that are not here differ in capitals only, or are characters."""
_SILENT, _FINISHED = 0.8, 1.5
"""Seconds in which nothing must come: after a key, and before the first."""
_PATIENCE = 3
"""Seconds after which a screen counts as finished though something comes: the cursor of a field blinks."""
_UNSTEADY = re.compile(r"\d+(?=[%٪])|(?<=[%٪])\d+|(?<=[+−])\d+\.\d+")
"""Chances and weights of the engine, whose last digit depends on the processor."""


def read_screen(scene: Scene, start: Start, folder: Path) -> str:
    """The rows of the screen as they are drawn, from the left; the engine's figures are zeros."""
    command = ["env", "-C", str(folder), *start.command]
    size = {"columns": scene.columns, "rows": scene.rows}
    with PtySession(command, environment=start.environment, **size) as session:
        session.wait_for(lambda session: _is_ready(scene, session), seconds=60)
        _wait_until_silent(session, _FINISHED)
        for key in scene.keys:
            session.press_at_once(*(_name(each) for each in key.split()))
            _wait_until_silent(session, _SILENT)
            if key == WITHOUT_MESSAGES:
                session.wait_for(lambda session: not session.shows("▌"))
        rows = [session.row(y).rstrip() for y in range(scene.rows)]
    text = "\n".join(rows).rstrip() + "\n"
    return _UNSTEADY.sub(lambda figure: re.sub(r"\d", "0", figure[0]), text)


def _name(key: str) -> str:
    return _KEYS.get(key, key if len(key) == 1 else key.lower())


def _is_ready(scene: Scene, session: PtySession) -> bool:
    """Whether the first screen is complete, to the line of keys and, in the sample article, to the engine's proposals."""
    rows = [row.rstrip() for row in session.screen.display if row.strip()]
    if scene.script:
        return rows[-1:] == [PROMPT.rstrip()]
    has_keys = bool(rows) and re.search(r"\bq\b", rows[-1]) is not None
    return has_keys and (scene.articles != "sample" or session.shows("○"))


def _wait_until_silent(session: PtySession, seconds: float) -> None:
    last = time.monotonic()
    end = last + _PATIENCE
    while time.monotonic() < min(last + seconds, end):
        if session.read(0.1):
            last = time.monotonic()
