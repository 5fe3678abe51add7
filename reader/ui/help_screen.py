"""Shows the keys of every day, the legend, and then every key, from the registry of actions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import zip_longest
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from reader.settings.definitions import Config
from reader.ui.actions.action import Action
from reader.ui.bindings import bindings_of, hint, keys_of
from reader.ui.everyday_keys import list_everyday
from reader.ui.key_reference import by_group, by_place, explain_arrows, explain_ctrl, name_group, name_key, name_twins
from reader.ui.keys import works_in_arabic
from reader.ui.legend import Legend
from reader.ui.mirroring import interface_base, keep_together
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.widgets.arabic_text import Flowing, line_of, paragraph, shaped, shaped_str
from reader.ui.widgets.grey_page import Dialog
from reader.wording import say

_KEYS_WIDTH = 18
_GAP = 2


def list_keys(actions: Iterable[Action], config: Config, width: int, *, heard: Collection[str] = ()) -> Content:
    """All keys, with their twins in the Arabic layouts and what they do, in lines of a width in cells.

    They are ordered by place and group; the places whose keys work where the list was opened come first.
    """
    actions = tuple(actions)
    lines = [
        line
        for text in (explain_arrows(), *_explain_ctrl(actions, config))
        for line in _split(paragraph(text, width, base=interface_base()))
    ]
    for place, there in by_place(actions, heard):
        groups = [(group, [each for each in grouped if keys_of(each, config)]) for group, grouped in by_group(there)]
        lines += [Content(""), title_of(place.title, width)]
        for group, grouped in groups:
            if len(groups) > 1:
                named = shaped(name_group(group), width=width).stylize("bold underline")
                lines += [Content(""), put_at_start(named, width, interface_base())]
            for action in grouped:
                lines += _describe(action, keys_of(action, config), width)
    return Content("\n").join(lines)


def title_of(title: str, width: int) -> Content:
    """The title of a section."""
    return put_at_start(shaped(f" {title} ", width=width).stylize("bold reverse"), width, interface_base())


def _explain_ctrl(actions: Iterable[Action], config: Config) -> tuple[str, ...]:
    """What to press instead of ctrl and a letter in an Arabic layout; nothing if the palette has no key there."""
    palette = next((each for each in actions if each.name == "palette"), None)
    keys = [key for key in keys_of(palette, config) if works_in_arabic(key)] if palette is not None else []
    if not keys:
        return ()
    in_fields = next((key for key in keys if len(key) > 1), keys[0])
    return (explain_ctrl(keep_together(name_key(keys[0])), keep_together(name_key(in_fields))),)


def _describe(action: Action, keys: tuple[str, ...], width: int) -> Iterator[Content]:
    base = interface_base()
    names = [arrange(list(_name(line)), base, divider=" ") for line in _wrap_keys(keys)]
    room = width - _KEYS_WIDTH - _GAP
    described = _split(paragraph(action.description, room, base=base))
    for named, line in zip_longest(names, described, fillvalue=Content("")):
        yield arrange([put_at_start(named, _KEYS_WIDTH, base), line], base, divider=" " * _GAP)


def _wrap_keys(keys: tuple[str, ...]) -> Iterator[list[tuple[str, str]]]:
    """Names of keys and of their twins with their styles, in lines that fit the column."""
    line: list[tuple[str, str]] = []
    used = 0
    for key in keys:
        named = [(name_key(key), "bold"), *((twin, "dim") for twin in name_twins(key))]
        needed = sum(Content(name).cell_length + 1 for name, _ in named)
        if line and used + needed > _KEYS_WIDTH:
            yield line
            line, used = [], 0
        line += named
        used += needed
    yield line


def _name(line: list[tuple[str, str]]) -> Iterator[Content]:
    for name, style in line:
        yield Content.styled(shaped_str(name), style)


def _split(content: Content) -> list[Content]:
    return content.split("\n", allow_blank=True)


class HelpScreen(Dialog[None]):
    """The list of all keys, which escape, enter, q and the key that opened it close."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > Vertical {
        width: 96%; max-width: 110; height: 96%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    HelpScreen Static { padding-right: 1; }
    HelpScreen #help-foot { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("keys")

    scroller = getters.query_one(VerticalScroll)

    def __init__(
        self, actions: Iterable[Action], config: Config, *, heard: Collection[str] = (), legend: Legend | None = None
    ) -> None:
        """Take the places whose keys work where the list is opened (`heard`); these are listed first."""
        super().__init__()
        self._heard = tuple(heard)
        self._actions = tuple(actions)
        self._config = config
        self._legend = legend

    def compose(self) -> ComposeResult:
        keys = Static(Flowing(partial(list_keys, self._actions, self._config, heard=self._heard)), id="help-text")
        first = [*self._compose_everyday(), *self._compose_legend()]
        with Vertical() as box:
            box.border_title = shaped(say("Help"))
            with VerticalScroll():
                # A dialog's own keys come before what the article's colours mean.
                yield from (*first, keys) if self._is_over_article else (keys, *first)
            finds, closes = hint(self, say("finds a command"), "keys.find"), hint(self, say("closes"), "keys.close")
            yield Label(line_of(say("↑ ↓ scroll"), finds, closes), id="help-foot")

    @property
    def _is_over_article(self) -> bool:
        return not self._heard or bool({"reading", "adjudicating"} & set(self._heard))

    def _compose_everyday(self) -> ComposeResult:
        if not self._heard or "reading" in self._heard:
            yield Static(Flowing(partial(list_everyday, self._actions, self._config)), id="help-everyday")

    def _compose_legend(self) -> ComposeResult:
        if self._legend is not None:
            yield Static(Flowing(partial(title_of, say("Colours and signs"))))
            yield Static(self._legend, id="help-legend")
            yield Static("")

    def on_mount(self) -> None:
        self.scroller.focus()

    def action_page(self) -> None:
        """Scroll on by a page."""
        self.scroller.scroll_page_down()

    async def action_find(self) -> None:
        """Close the list, and open the palette, which finds commands by their names."""
        await self.dismiss()
        await self.app.run_action("app.run('palette')")
