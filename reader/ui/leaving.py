"""Whether the reader may be left: not while something done is nowhere on disk, unless the analyst says so twice."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING

from reader.errors import StoreError, shown
from reader.outlets import write_data
from reader.store.location import rescue_folders

if TYPE_CHECKING:
    from reader.store.workspace import Workspace
    from reader.store.writer import Writer

_LONGEST = 15.0
"""Seconds that are waited for a store that does not answer, before what it was to take goes into a file."""


class Leaving:
    """Brings everything to disk when the analyst wants to leave, and remembers what was said where that failed."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self.is_trying = False
        """Whether everything is being brought to disk just now."""

    async def ask(self, workspace: Workspace, writer: Writer | None) -> str:
        """Why the reader cannot be left yet; empty where it can, or where the analyst has been told of it before."""
        self.is_trying = True
        try:
            reason = await asyncio.to_thread(keep_everything, workspace, writer)
        finally:
            self.is_trying = False
        unkept = {each.id for each in workspace.unkept}
        if unkept <= self._told:
            return ""
        self._told = unkept
        many = "1 action that is" if len(unkept) == 1 else f"{len(unkept)} actions that are"
        return f"{reason} Quit once more to leave without: then the {many} kept nowhere will be printed."


def keep_everything(workspace: Workspace, writer: Writer | None) -> str:
    """Try once more to have all that was done on disk, in the workspace or in a file; why that failed, if it did."""
    if writer is not None and not writer.finish(_LONGEST):
        workspace.keep_waiting()
        return f"{workspace.database.name}: the store does not answer."
    if not workspace.unsaved:
        return ""
    try:
        workspace.apply(())
    except StoreError as error:
        return str(error)
    return ""


def print_lost(workspace: Workspace, lines: str) -> str:
    """Print what was kept nowhere, now that the terminal is a shell's again; a sentence on what can be done with it."""
    # What a terminal is not sent as it is, is escaped in the JSON, so that the lines can be copied back whole.
    write_data("".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in lines))
    sys.stdout.flush()
    file = rescue_folders(workspace.database.place)[0] / "printed.jsonl"
    return (
        f"What was done could not be written anywhere and is printed above; keep these lines in a file {shown(file)}, "
        "and they go in when the reader is opened again."
    )
