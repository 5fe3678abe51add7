"""A user with folders of his own, who knows what is sent where, and a way to ask a server on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from loopback_server import Behaviour, ChatServer

from reader.annotate.llm.first_notice import note_said
from reader.annotate.llm.llm_annotator import LargeModel
from reader.settings.definitions import Llm


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of the user's own, with nothing in them and nothing in the environment or the keyring."""
    for name in ("DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("READER_LLM_KEY", "READER_LLM_SERVER", "READER_LLM_MODEL", "READER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("reader.annotate.llm.server_key.find_spec", lambda _: None)
    return tmp_path


@pytest.fixture
def start() -> Iterator[Callable[..., ChatServer]]:
    """Starts servers with behaviours; all of them end with the test."""
    with ExitStack() as servers:
        yield lambda *behaviours: servers.enter_context(ChatServer(*behaviours))


@pytest.fixture
def model_of(start: Callable[..., ChatServer]) -> Callable[..., tuple[LargeModel, ChatServer]]:
    """The annotator with a server that behaves so, of which the user knows what it is sent."""

    def make(*behaviours: Behaviour, **settings: object) -> tuple[LargeModel, ChatServer]:
        server = start(*behaviours)
        chosen = replace(Llm(server=server.address, model="small", retries=0, timeout=20), **settings)
        note_said(server.address)
        return LargeModel(chosen), server

    return make
