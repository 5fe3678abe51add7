"""Keeps the index of the library up to date while one reads, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from textual.app import App

from reader.ui.widgets.arabic_text import notify
from reader.wording import counted, say
from reader.wording.spoken_language import name_language


@dataclass(frozen=True, slots=True)
class IndexedLibrary:
    """The library whose index is kept."""

    paths: tuple[str, ...]
    store: str
    """The store that was named; empty for the library's own."""
    who: str


class IndexKeeping:
    """Runs the process that builds the index, and shows how far it has come."""

    def __init__(
        self,
        app: App[None],
        library: IndexedLibrary | None,
        *,
        extent: Literal["off", "text", "engine"],
        annotators: tuple[str, ...],
        report: Callable[[], None],
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self._app = app
        self._library = library if extent != "off" else None
        self._with_engine = extent == "engine"
        self._annotators = annotators
        self._report = report
        """Reports that the progress has changed."""
        self._on_change = on_change
        """Called when the index has other content than before."""
        self._process: asyncio.subprocess.Process | None = None
        self._figures = ""
        self._is_paused = False
        self._is_first = True
        self._has_given_up = False
        """Whether the process has said that the index cannot be used."""
        self.is_reading = False
        """Whether the process may still have articles to put into the index."""

    @property
    def progress(self) -> str:
        """How far the index has come, for the status line; empty when it is up to date."""
        if self._is_paused:
            return say("{progress} (paused)", progress=self._figures or say("Index"))
        return self._figures

    @property
    def is_running(self) -> bool:
        """Whether the process is there, which puts into the index whatever is new."""
        return self._process is not None and self._process.returncode is None and not self._has_given_up

    def begin(self) -> None:
        """Start the process, once; nothing happens where no index is wanted."""
        library, self._library = self._library, None
        # What comes by standard input or from the network cannot be read a second time.
        if library is not None and not any(path == "-" or "://" in path for path in library.paths):
            self._app.run_worker(self._run(library), group="index", exit_on_error=False)

    def toggle(self) -> None:
        """Pause the building of the index, or go on with it."""
        process = self._process
        if process is None or process.stdin is None or process.returncode is not None:
            notify(self._app, say("No index is being built; see library.index in the settings."), severity="warning")
            return
        self._is_paused = not self._is_paused
        with suppress(ConnectionError):
            process.stdin.write(b"pause\n" if self._is_paused else b"resume\n")
        notify(self._app, say("The index waits.") if self._is_paused else say("The index is being built."))
        self._report()

    async def close(self) -> None:
        """End the process at once; the next one goes on from there."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _run(self, library: IndexedLibrary) -> None:
        from reader.library.index.build_request import BuildRequest, write_request

        package = Path(__file__).parents[3]
        process = self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            # Without -P, a module beside the user's articles could replace one of Python's own.
            "-P",
            "-m",
            "reader.library.index.background_builder",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=os.environ
            | name_language()
            | {"PYTHONPATH": os.pathsep.join(filter(None, (str(package), os.getenv("PYTHONPATH"))))},
            start_new_session=True,
        )
        self.is_reading = True
        request = BuildRequest(library.paths, library.store, library.who, self._with_engine, self._annotators)
        if process.stdin is None or process.stdout is None:
            return
        with suppress(ConnectionError):
            process.stdin.write(write_request(request))
        while line := await process.stdout.readline():
            self._take(json.loads(line))
        code = await process.wait()
        if self._process is process:
            self._show("")
            if code:
                notify(self._app, say("The process that builds the index ended; the reader goes on without it."))

    def _take(self, message: dict[str, Any]) -> None:
        if sentence := message.get("trouble"):
            self._has_given_up = True
            self._show("")
            notify(self._app, sentence, severity="warning", timeout=12)
        elif built := message.get("built"):
            self.is_reading = self.is_reading and not built["is_complete"]
            stale = built["stale"]
            self._show(counted(stale, "Index: {number} stale", "Index: {number} stale") if stale else "")
            if built["added"] and not self._is_first:
                said = counted(
                    built["added"], "{number} new article in the library.", "{number} new articles in the library."
                )
                notify(self._app, said)
            self._is_first = self._is_first and not built["is_complete"]
            self._on_change()
        elif message.get("followed"):
            self._on_change()
        elif sentence := message.get("failure"):
            said = say("{failure} `reader index` names every such article.", failure=sentence)
            notify(self._app, said, severity="warning", timeout=12)
        elif progress := message.get("progress"):
            self.is_reading = progress["stage"] == "files"
            done, total = progress["done"], progress["total"]
            self._show(
                say("Index {done} of {total}", done=done, total=total)
                if total >= done
                else say("Index {done}", done=done)
            )
            self._on_change()
        else:
            self._show("")

    def _show(self, figures: str) -> None:
        self._figures = figures
        self._report()
