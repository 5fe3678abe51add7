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
from reader.ui.key_reference import (
    ARROWS_ARABIC,
    ARROWS_ENGLISH,
    CTRL_ARABIC,
    CTRL_ENGLISH,
    by_group,
    by_place,
    name_group,
    name_key,
    name_twins,
)
from reader.ui.keys import works_in_arabic
from reader.ui.legend import Legend
from reader.ui.widgets.arabic_text import Flowing, paragraph, shaped, shaped_str
from reader.ui.widgets.grey_page import Dialog

_KEYS_WIDTH = 18
_GAP = 2
_BESIDE = 72
"""The least width, in cells, in which the Arabic description is beside the English one and not below it."""


def list_keys(actions: Iterable[Action], config: Config, width: int, *, heard: Collection[str] = ()) -> Content:
    """All keys, with their twins in the Arabic layouts and both descriptions, in lines of a width in cells.

    They are ordered by place and group; the places whose keys work where the list was opened come first.
    """
    actions = tuple(actions)
    lines = [
        line
        for text in (ARROWS_ENGLISH, ARROWS_ARABIC, *_explain_ctrl(actions, config))
        for line in _split(paragraph(text, width))
    ]
    for place, there in by_place(actions, heard):
        groups = [(group, [each for each in grouped if keys_of(each, config)]) for group, grouped in by_group(there)]
        lines += [Content(""), title_of(place.english, place.arabic, width)]
        for group, grouped in groups:
            if len(groups) > 1:
                named = shaped(name_group(group), base="ltr", width=width)
                lines += [Content(""), named.stylize("bold underline")]
            for action in grouped:
                lines += _describe(action, keys_of(action, config), width)
    return Content("\n").join(lines)


def title_of(english: str, arabic: str, width: int) -> Content:
    """The title of a section."""
    return shaped(f" {english} · {arabic} ", base="ltr", width=width).stylize("bold reverse")


def _explain_ctrl(actions: Iterable[Action], config: Config) -> tuple[str, ...]:
    """What to press instead of ctrl and a letter in an Arabic layout; nothing if the palette has no key there."""
    palette = next((each for each in actions if each.name == "palette"), None)
    keys = [key for key in keys_of(palette, config) if works_in_arabic(key)] if palette is not None else []
    if not keys:
        return ()
    in_fields = next((key for key in keys if len(key) > 1), keys[0])
    named = {"palette": name_key(keys[0]), "in_fields": name_key(in_fields)}
    return CTRL_ENGLISH.format(**named), CTRL_ARABIC.format(**named)


def _describe(action: Action, keys: tuple[str, ...], width: int) -> Iterator[Content]:
    names = [Content(" ").join(_name(line)) for line in _wrap_keys(keys)]
    room = width - _KEYS_WIDTH - _GAP
    if width < _BESIDE:
        described = [*_split(paragraph(action.english, room)), *_split(paragraph(action.arabic, room))]
    else:
        arabic_room = room * 2 // 5
        english = _split(paragraph(action.english, room - arabic_room - _GAP))
        arabic = _split(paragraph(action.arabic, arabic_room))
        described = [
            _fill(left, room - arabic_room) + _fill(right, arabic_room)
            for left, right in zip_longest(english, arabic, fillvalue=Content(""))
        ]
    for left, right in zip_longest(names, described, fillvalue=Content("")):
        yield _fill(left, _KEYS_WIDTH + _GAP) + right


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


def _fill(content: Content, width: int) -> Content:
    return content.pad_right(max(width - content.cell_length, 0))


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
            box.border_title = shaped("Help · مساعدة")
            with VerticalScroll():
                # A dialog's own keys come before what the article's colours mean.
                yield from (*first, keys) if self._is_over_article else (keys, *first)
            closes, finds = hint(self, "closes", "keys.close"), hint(self, "finds a command", "keys.find")
            yield Label(f"↑ ↓ scroll · {finds} · {closes}", id="help-foot")

    @property
    def _is_over_article(self) -> bool:
        return not self._heard or bool({"reading", "adjudicating"} & set(self._heard))

    def _compose_everyday(self) -> ComposeResult:
        if not self._heard or "reading" in self._heard:
            yield Static(Flowing(partial(list_everyday, self._actions, self._config)), id="help-everyday")

    def _compose_legend(self) -> ComposeResult:
        if self._legend is not None:
            yield Static(Flowing(partial(title_of, "Colours and signs", "الألوان والعلامات")))
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
