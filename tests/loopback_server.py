"""A chat server on loopback that answers as a test tells it: well, badly, slowly, half, with errors, or hostile."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Asked:
    """A request as the server got it."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def rules(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def article(self) -> str:
        """The stretch of the article, with the signs around it."""
        return str(self.body["messages"][1]["content"])


Behaviour = Callable[["_Handler", Asked], None]


class ChatServer:
    """Answers each request with the next behaviour, and from then on with the last one."""

    def __init__(self, *behaviours: Behaviour) -> None:
        self.behaviours = list(behaviours)
        self.asked: list[Asked] = []
        self.was_left = threading.Event()
        """Set when a client has hung up within an answer."""
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._http.daemon_threads = True
        self._http.chat = self  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        chat: ChatServer = self.server.chat  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        chat.asked.append(asked)
        behaviour = chat.behaviours.pop(0) if len(chat.behaviours) > 1 else chat.behaviours[0]
        try:
            behaviour(self, asked)
        except OSError:
            # The client has hung up, as it does when it has waited long enough.
            self.close_connection = True
            chat.was_left.set()

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def completion(content: object, *, finish: str = "stop", sent: int = 100, received: int = 20) -> bytes:
    words = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    whole = {
        "id": "1",
        "object": "chat.completion",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": words}}],
        "usage": {"prompt_tokens": sent, "completion_tokens": received, "total_tokens": sent + received},
    }
    return json.dumps(whole).encode()


def answers(content: object, **options: Any) -> Behaviour:
    return lambda handler, _: handler.send(200, completion(content, **options))


def says(body: bytes) -> Behaviour:
    return lambda handler, _: handler.send(200, body)


def fails(status: int, message: str = "no", **headers: str) -> Behaviour:
    error = json.dumps({"error": {"message": message, "type": "error", "param": None, "code": None}})
    return lambda handler, _: handler.send(status, error.encode(), **headers)


def repeats_the_key(handler: _Handler, asked: Asked) -> None:
    fails(401, f"Incorrect key: {asked.headers.get('authorization', '')}")(handler, asked)


def sleeps(handler: _Handler, asked: Asked) -> None:
    time.sleep(1.6)
    answers({})(handler, asked)


def drips(handler: _Handler, _: Asked) -> None:
    """A byte now and then, for ever as it seems."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def breaks_off(handler: _Handler, _: Asked) -> None:
    body = completion({"entities": [], "commitments": []})
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True
