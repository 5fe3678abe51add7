import unicodedata

import pytest
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.binding import Binding
from textual.events import Key
from textual.keys import _character_to_key

from reader.ui.actions import ACTIONS
from reader.ui.keys import _LATIN, binding_keys, clashes, key_name, key_names, twins, types_two_letters


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("p", ("ح",)),
        ("w", ("ص",)),
        ("n", ("ى", "ر")),
        ("]", ("د", "ة")),
        ("[", ("ج",)),
        ("/", ("ظ",)),
        ("?", ("؟",)),
        ("question_mark", ("؟",)),
        ("1", ("١",)),
        ("5", ("٥",)),
        ("%", ("٪",)),
        ("W", ("\u064b",)),
        ("E", ("\u064f", "\u0650")),
        ("b", ("ﻻ", "لا", "ز")),
        ("L", ("/",)),
        ("ctrl+p", ("ctrl+ح",)),
        ("alt+slash", ("alt+ظ",)),
        ("left", ()),
        ("ctrl+left", ()),
        ("f5", ()),
        ("+", ()),
        ("ctrl++", ()),
        ("space", ()),
    ],
)
def test_the_same_key_in_the_arabic_layouts(key: str, expected: tuple[str, ...]) -> None:
    assert twins(key) == expected


def test_binding_keys_are_the_names_textual_gives() -> None:
    assert binding_keys("?") == "question_mark,arabic_question_mark"
    assert binding_keys("W") == "W,arabic_fathatan"
    assert binding_keys(",") == "comma,و,arabic_comma"
    assert binding_keys("ctrl+p") == "ctrl+p,ctrl+ح"
    assert binding_keys("ctrl+shift+left") == "ctrl+shift+left"
    assert binding_keys("b") == "b,ﻻ,ز"


def test_names_agree_with_textual() -> None:
    characters = set(_LATIN.split()) | {twin for key in _LATIN.split() for twin in twins(key) if len(twin) == 1}
    assert {c: key_name(c) for c in characters} == {c: _character_to_key(c) for c in characters}


def test_every_twin_is_visible_or_a_mark() -> None:
    for key in _LATIN.split():
        for twin in twins(key):
            assert all(unicodedata.category(character)[0] in "LMNPS" for character in twin), (key, twin)


def test_clashes_names_both_commands() -> None:
    found = clashes({"panel.swap": ("L",), "search.open": ("/", "ctrl+f")})
    assert found == ["panel.swap (L) and search.open (/) both answer to slash."]


def test_clashes_between_a_pc_and_an_apple_layout() -> None:
    assert clashes({"next": ("n",), "spacing": ("v",)}) == ["next (n) and spacing (v) both answer to ر."]


def test_keys_that_windows_sends_as_two_are_refused() -> None:
    assert types_two_letters("b")
    assert not types_two_letters("g")
    assert len(clashes({"bookmark": ("b",)})) == 1


def test_one_command_may_hold_a_key_and_its_twin() -> None:
    assert clashes({"search": ("/", "ظ")}) == []


def test_the_registry_has_no_clashes() -> None:
    for where in {action.where for action in ACTIONS}:
        commands = {action.name: action.keys for action in ACTIONS if action.where == where}
        assert clashes(commands) == []


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("ح", [("ح", "ح")]),
        ("\u064b", [("arabic_fathatan", "\u064b")]),
        ("؟", [("arabic_question_mark", "؟")]),
        ("ﻻ", [("ﻻ", "ﻻ")]),
        ("لا", [("ل", "ل"), ("ا", "ا")]),
        ("\x1b[1581;5u", [("ctrl+ح", None)]),
        ("\x1b[1589;2;1611u", [("arabic_fathatan", "\u064b")]),
    ],
)
def test_what_terminals_send_arrives_under_these_names(sent: str, expected: list[tuple[str, str | None]]) -> None:
    events = [event for event in XTermParser().feed(sent) if isinstance(event, Key)]
    assert [(event.key, event.character) for event in events] == expected


class Pressed(App[None]):
    BINDINGS = [Binding(binding_keys(key), f"note({key!r})") for key in ("p", "W", "?", "/", ",", "ctrl+f", "1")]

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[str] = []

    def action_note(self, key: str) -> None:
        self.noted.append(key)


@pytest.mark.parametrize("key", ["p", "W", "?", "/", ",", "ctrl+f", "1"])
async def test_bindings_answer_to_every_twin(key: str) -> None:
    app = Pressed()
    async with app.run_test() as pilot:
        await pilot.press(*key_names(key))
        assert app.noted == [key] * len(key_names(key))
