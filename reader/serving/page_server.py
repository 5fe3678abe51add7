"""Serves the reader to browsers: a page for each analyst, and behind each page a session."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib.resources import files
from urllib.parse import quote

from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.download_manager import DownloadManager

from reader.errors import ReaderError, shown
from reader.serving.admission import Doorkeeper, Refused
from reader.serving.browser_session import BrowserSession
from reader.serving.page_making import WEB, name_page, reading_page, refusal_page, secure
from reader.serving.serving_plan import ServingPlan, check_name
from reader.wording import counted, say

_HEARTBEAT = 10
"""Seconds between two questions to a page whether it is still there."""
_ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageServer:
    """The pages and sessions of one server."""

    def __init__(self, plan: ServingPlan) -> None:
        self._plan = plan
        self._doorkeeper = Doorkeeper(plan)
        self._sockets: set[web.WebSocketResponse] = set()
        self._sessions: set[BrowserSession] = set()
        self._downloads = DownloadManager()

    def make_application(self) -> web.Application:
        """The application for aiohttp."""
        application = web.Application(middlewares=[self._admit])
        theirs = files("textual_serve") / "static"
        application.add_routes(
            [
                web.get("/", self._show_page),
                web.get("/ws/{ground:dark|light}/{name}", self._run_session),
                web.get("/download/{key}", self._hand_over),
                web.static("/web", WEB),
                web.static("/terminal", str(theirs)),
            ]
        )
        application.on_response_prepare.append(_secure)
        application.on_shutdown.append(self._close_pages)
        application.on_cleanup.append(self._end_sessions)
        return application

    async def serve(self, announce: Callable[[str], None]) -> None:
        """Serve until a signal ends it, and end every session then; `announce` is given the address.

        ReaderError where the address cannot be had.
        """
        # Before anybody reads that Ctrl-C ends the server, it does.
        asked_to_end = _listen_for_ending()
        runner = web.AppRunner(self.make_application(), handle_signals=False, access_log=None, shutdown_timeout=30)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._plan.host, self._plan.port).start()
            announce(self._plan.address(runner.addresses[0][1]))
            await asked_to_end.wait()
        except OSError as error:
            where, why = shown(f"{self._plan.host}:{self._plan.port}"), shown(error.strerror or error)
            raise ReaderError(
                say("{address}: this address cannot be had ({why}); name another port.", address=where, why=why)
            ) from error
        finally:
            await runner.cleanup()

    @web.middleware
    async def _admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return self._doorkeeper.admit(request) or await handler(request)
        except Refused as refused:
            return refusal_page(str(refused), status=403)

    async def _show_page(self, request: web.Request) -> web.StreamResponse:
        typed = self._plan.who or request.query.get("as")
        if typed is None:
            return name_page()
        try:
            name = check_name(typed)
        except ReaderError as error:
            return name_page(str(error), typed=typed)
        return self._refuse_if_full() or reading_page(name)

    async def _run_session(self, request: web.Request) -> web.StreamResponse:
        try:
            name = self._plan.who or check_name(request.match_info["name"])
        except ReaderError as error:
            return refusal_page(str(error), status=400)
        if (refusal := self._refuse_if_full()) is not None:
            return refusal
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        self._sockets.add(socket)

        async def close() -> None:
            await socket.close()

        session = BrowserSession(
            ("read", f"--as={name}", *self._plan.arguments),
            is_light=request.match_info["ground"] == "light",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            downloads=self._downloads,
        )
        self._sessions.add(session)
        try:
            await socket.prepare(request)
            await session.start(*(_read_number(request.query.get(each, "")) for each in ("width", "height")))
            async for message in socket:
                if message.type is not WSMsgType.TEXT or not await hand_on(message.data, session):
                    break
        finally:
            # A page that is loaded anew finds room, while its former reader is still ending.
            self._sockets.discard(socket)
            # Whatever ended the page, the process must not outlive it, even if this task is being cancelled.
            await asyncio.shield(session.stop())
            self._sessions.discard(session)
            await socket.close()
        return socket

    def _refuse_if_full(self) -> web.Response | None:
        if len(self._sockets) < self._plan.most_sessions:
            return None
        sentence = counted(
            self._plan.most_sessions,
            "{number} session is open, and this server allows no more; try again when it has ended.",
            "{number} sessions are open, and this server allows no more; try again when one of them has ended.",
        )
        return refusal_page(sentence, status=503)

    async def _hand_over(self, request: web.Request) -> web.StreamResponse:
        """Hand over a file that a reader has made for its page."""
        key = request.match_info["key"]
        try:
            made = await self._downloads.get_download_metadata(key)
        except KeyError:
            return refusal_page(say("This file is no longer there; write it again."), status=404)
        response = web.StreamResponse()
        # Whatever is in it, the browser keeps it as a file and shows nothing of it.
        response.content_type = "application/octet-stream"
        name = f"filename*=UTF-8''{quote(made.file_name, safe='')}"
        response.headers["Content-Disposition"] = f"attachment;{name}"
        await response.prepare(request)
        async for chunk in self._downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    async def _close_pages(self, _: web.Application) -> None:
        await asyncio.gather(*(each.close(code=WSCloseCode.GOING_AWAY) for each in tuple(self._sockets)))

    async def _end_sessions(self, _: web.Application) -> None:
        """End those too whose page was closed just before; aiohttp waits for no request of a closed connection."""
        await asyncio.gather(*(each.stop() for each in tuple(self._sessions)))


async def hand_on(data: str, session: BrowserSession) -> bool:
    """Hand on to the reader what a page has sent; whether it was something that pages send."""
    try:
        kind, *rest = json.loads(data)
        match kind, *rest:
            case "stdin", str(keys):
                await session.send_bytes(keys.encode("utf-8", "replace"))
            case "resize", {"width": int(width), "height": int(height)}:
                await session.set_terminal_size(width, height)
            case "focus" | "blur", *_:
                await session.send_meta({"type": kind})
            case "ping", *_:
                pass
            case _:
                return False
    except (ValueError, TypeError, RecursionError):
        return False
    return True


async def _secure(_: web.Request, response: web.StreamResponse) -> None:
    secure(response)


def _read_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 80


def _listen_for_ending() -> asyncio.Event:
    """What is set when a signal asks the server to end."""
    asked = asyncio.Event()
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        # A program started with nohup must outlive its terminal.
        if number is None or signal.getsignal(number) is signal.SIG_IGN:
            continue
        # On Windows there are no such handlers, and Ctrl-C interrupts the program.
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, asked.set)
    return asked
