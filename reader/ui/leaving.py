"""Decides whether the analyst may quit: not while an action is nowhere on disk, unless the analyst asks twice."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING

from reader.errors import StoreError, shown
from reader.outlets import write_data
from reader.store.location import rescue_folders
from reader.wording import counted, say

if TYPE_CHECKING:
    from reader.store.workspace import Workspace
    from reader.store.writer import Writer

_LONGEST = 15.0
"""Seconds to wait for a store that does not answer, before the work for it goes into a file."""


class Leaving:
    """Brings everything to disk when the analyst wants to leave, and remembers the failures that it has reported."""

    def __init__(self) -> None:
        self._reported: set[str] = set()
        self.is_trying = False
        """Whether everything is being brought to disk at this moment."""

    async def ask(self, workspace: Workspace, writer: Writer | None) -> str:
        """The reason why the reader cannot be left yet; empty if it can, or if the analyst has seen it before."""
        self.is_trying = True
        try:
            reason = await asyncio.to_thread(keep_everything, workspace, writer)
        finally:
            self.is_trying = False
        unkept = {each.id for each in workspace.unkept}
        if unkept <= self._reported:
            return ""
        self._reported = unkept
        return counted(
            len(unkept),
            "{reason} Quit once more to leave all the same: "
            "the {number} action that is kept nowhere will then be printed.",
            "{reason} Quit once more to leave all the same: "
            "the {number} actions that are kept nowhere will then be printed.",
            reason=reason,
        )


def keep_everything(workspace: Workspace, writer: Writer | None) -> str:
    """Try once more to bring all actions to disk, into the workspace or a file; return the reason if that failed."""
    if writer is not None and not writer.finish(_LONGEST):
        workspace.keep_waiting()
        return say("{store}: the store does not answer.", store=workspace.database.name)
    if not workspace.unsaved:
        return ""
    try:
        workspace.apply(())
    except StoreError as error:
        return str(error)
    return ""


def print_lost(workspace: Workspace, lines: str) -> str:
    """Print the actions kept nowhere, after the interface has ended; return a sentence on what to do with the lines."""
    # Characters that a terminal must not be sent are escaped in the JSON, so that the lines can be copied back whole.
    write_data("".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in lines))
    sys.stdout.flush()
    file = rescue_folders(workspace.database.place)[0] / "printed.jsonl"
    return say(
        "Your last actions could not be written anywhere and are printed above; keep these lines in a file {file}, "
        "and they are recorded when the reader is opened again.",
        file=shown(file),
    )
