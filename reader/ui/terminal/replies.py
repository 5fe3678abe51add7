"""Defines what a terminal may answer to the questions asked before the application starts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replies:
    """The answers of a terminal, and of the tmux around the reader."""

    asked: bool = False
    answered: bool = False
    """Whether the last question was answered, so that silence on another question means that it is not understood."""
    bdsm: int | None = None
    """The state of mode 8, bidi (DECRQM): 1 set, 2 reset, 3 and 4 permanently so, 0 not known; None without a reply."""
    name: str = ""
    """The terminal's name for itself (XTVERSION), such as VTE(8401)."""
    answerback: str = ""
    """Its answer to ENQ."""
    drawing: str = ""
    """The colours in which it draws after it was sent a colour of 24 bits (DECRQSS), such as 0;48;5;16."""
    background: str = ""
    """Its background (OSC 11), such as rgb:ffff/ffff/ffff."""
    outer: str = ""
    """The name for itself and the TERM of the terminal around tmux."""
    passthrough: bool = False
    """Whether tmux passes sequences on to the terminal around it."""
    features: frozenset[str] = frozenset()
    """What tmux knows of the terminal around it, such as RGB and clipboard; empty if tmux does not say."""
