"""Runs the reader for one browser page, as a process of its own, and ends it surely."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

_PATIENCE = 10.0
"""Seconds that the reader is given to end in order, and then again after SIGTERM."""
_CHUNK = 1 << 16
_FOREIGN = ("TMUX", "STY", "TERM_PROGRAM", "VTE_VERSION", "KONSOLE_VERSION", "COLORFGBG", "READER_TOKEN")
"""What the environment says of the terminal in which the server was started, and the server's own secret."""
_MOST_CELLS = 1000


class BrowserSession(AppService):
    """The reader's process for one page; textual-serve's, but started without a shell, and ended whatever happens."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        is_light: bool,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[None]],
        downloads: DownloadManager,
    ) -> None:
        super().__init__("", write_bytes=write_bytes, write_str=write_str, close=close, download_manager=downloads)
        self._arguments = tuple(arguments)
        self._is_light = is_light
        self._ending = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """The number of the reader's process; None before it has started."""
        return self._process.pid if self._process else None

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        # A name typed into a page must never reach a shell, so that textual-serve's command line is not used.
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "reader",
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(clamp(width), clamp(height)),
            # Ctrl-C in the server's terminal is the server's; it ends the sessions in order.
            start_new_session=True,
        )
        assert process.stdin is not None
        self._stdin = process.stdin
        return process

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
        theirs = super()._build_environment(width, height)
        environment |= {name: value for name, value in theirs.items() if os.environ.get(name) != value}
        path = (str(Path(__file__).parents[2]), environment.get("PYTHONPATH"))
        return environment | {
            "TERM": "xterm-256color",
            "COLORFGBG": "0;15" if self._is_light else "15;0",
            "PYTHONIOENCODING": "utf-8",
            "PYTHONPATH": os.pathsep.join(filter(None, path)),
        }

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Report the new size of the page, in cells."""
        await super().set_terminal_size(clamp(width), clamp(height))

    async def run(self) -> None:
        """Hand on what the reader writes until it ends; then, or when the page is gone, close the page."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        try:
            with suppress(OSError):
                await super().run()
        finally:
            with suppress(OSError, RuntimeError):
                await self.remote_close()
            # Unread, what it still writes would fill the pipe and keep it from ending.
            while await process.stdout.read(_CHUNK):
                pass

    async def stop(self) -> None:
        """Let the reader end in order, or end it."""
        async with self._ending:
            process = self._process
            if process is None:
                return
            with suppress(TimeoutError, OSError):
                async with asyncio.timeout(_PATIENCE):
                    await super().stop()
                    await process.wait()
            if process.returncode is None:
                await self._end(process)
            self._process = None

    async def _end(self, process: Process) -> None:
        with suppress(ProcessLookupError):
            process.terminate()
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await process.wait()
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def clamp(cells: object) -> int:
    """A number of columns or rows as a page sent it, within what a screen can have."""
    return min(max(cells, 1), _MOST_CELLS) if isinstance(cells, int) else 80
