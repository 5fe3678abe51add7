"""Decides whether a browser shows the reader, and ends the reader when the server that shows it is gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reader.ui.terminal.clipboard import Clipboard
from reader.wording import say, sayable

if TYPE_CHECKING:
    from textual.driver import Driver

NAME = "a browser"
"""The terminal's name."""


def is_in_browser(environment: Mapping[str, str]) -> bool:
    """Whether `reader serve` has started the reader for a page."""
    return environment.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def page_clipboard() -> Clipboard:
    """The clipboard of a page: only the browser can fill it, since programs would fill that of the server."""
    return Clipboard(
        sent=sayable("Sent to the browser: {text}"), remedy=say("Allow the page to use the clipboard, in your browser.")
    )


def ending_with_server(base: type[Driver]) -> type[Driver]:
    """Textual's driver for pages, ending the application when its input ends, as it does if the server is killed."""

    def run_input_thread(self: Any) -> None:
        base.run_input_thread(self)  # type: ignore[attr-defined]
        if not self.exit_event.is_set():
            self._app.call_from_thread(self._app.exit)

    return type("PageDriver", (base,), {"run_input_thread": run_input_thread})
