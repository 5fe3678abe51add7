r"""Decides which keys mean the same when an Arabic keyboard layout is active.

A terminal reports the character that a key types, not its place on the keyboard, and the key that types `w` types ص
after a switch to Arabic. Every binding therefore names both. The tables are those of xkb's ara layout (X11, Wayland),
of Windows' Arabic (101) and of Apple's Arabic, the last two as in Unicode's CLDR release 43.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from reader.wording import say

# One token for each key, row by row; «·» if a layout types nothing. Marks are written as escapes to stay legible.
_LATIN = r"""` 1 2 3 4 5 6 7 8 9 0 - = q w e r t y u i o p [ ] \ a s d f g h j k l ; ' z x c v b n m , . /
             ~ ! @ # $ % ^ & * ( ) _ + Q W E R T Y U I O P { } | A S D F G H J K L : " Z X C V B N M < > ?"""
_LAYOUTS = {
    "xkb": r"""ذ 1 2 3 4 5 6 7 8 9 0 - = ض ص ث ق ف غ ع ه خ ح ج د \ ش س ي ب ل ا ت ن م ك ط ئ ء ؤ ر ﻻ ى ة و ز ظ
               U+651 ! @ # $ % ^ & * ) ( _ + U+64E U+64B U+64F U+64C ﻹ إ ` ÷ × ؛ < > …
               U+650 U+64D ] [ ﻷ أ ـ ، / : " ~ U+652 } { ﻵ آ ' , . ؟""",
    "windows": r"""ذ 1 2 3 4 5 6 7 8 9 0 - = ض ص ث ق ف غ ع ه خ ح ج د \ ش س ي ب ل ا ت ن م ك ط ئ ء ؤ ر لا ى ة و ز ظ
               U+651 ! @ # $ % ^ & * ) ( _ + U+64E U+64B U+64F U+64C لإ إ ‘ ÷ × ؛ < > |
               U+650 U+64D ] [ لأ أ ـ ، / : " ~ U+652 } { لآ آ ’ , . ؟""",
    "mac": r"""ـ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩ ٠ - = ض ص ث ق ف غ ع ه خ ح ج ة \ ش س ي ب ل ا ت ن م ك ؛ ظ ط ذ د ز ر و ، . /
               · ! ❊ # $ ٪ ^ & * ) ( ـ + U+64E U+64B U+650 U+64D U+64F U+64C U+652 U+651 ] [ } { |
               « » ى · · آ · · · : " ' · ئ ء أ إ ؤ > < ؟""",
}

# Textual's names where they differ from Unicode's (its KEY_NAME_REPLACEMENTS).
_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}

_NAMED = {"space", "tab", "enter", "escape", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"} | {
    "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25))
}  # fmt: skip
"""Keys that type no character, as Textual calls them."""


def _typed(token: str) -> str:
    return chr(int(token[2:], 16)) if token.startswith("U+") else token


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """The characters that each key of a Latin layout types in the Arabic layouts, except the key's own character."""
    found: dict[str, tuple[str, ...]] = {}
    latin = _LATIN.split()
    for layout in _LAYOUTS.values():
        for key, token in zip(latin, layout.split(), strict=True):
            typed = _typed(token)
            if typed not in (key, "·", *found.get(key, ())):
                found[key] = (*found.get(key, ()), typed)
    return found


def key_name(character: str) -> str:
    """Textual's name for the key event of one character: "ح" is itself, "؟" is "arabic_question_mark"."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


def _split(key: str) -> tuple[str, str]:
    """The modifiers with their plus signs, and the character that the key types ("slash" is "/")."""
    modifiers, plus, last = key[:-1].rpartition("+")
    last += key[-1:]
    return modifiers + plus, _typed_by_name().get(last, last)


@cache
def _typed_by_name() -> dict[str, str]:
    return {key_name(character): character for character in _LATIN.split()}


def twins(key: str) -> tuple[str, ...]:
    """The keys that the same physical key sends when an Arabic layout is active: twins("p") is ("ح",).

    PC layouts come before Apple's. Keys that type the same in both, and keys that type nothing, have no twin. The
    modifiers ctrl and alt stay: terminals with kitty's keyboard protocol report ctrl with an Arabic letter. Four keys,
    b B G T, type two letters (لا and its variants) on Windows and where X11 composes (xterm); they arrive as two keys.
    """
    modifiers, typed = _split(key)
    return tuple(modifiers + twin for twin in _table().get(typed, ()))


def types_two_letters(key: str) -> bool:
    """Whether Windows and X11 send two key presses for this key, so that it cannot be distinguished from them."""
    return any(len(_split(twin)[1]) > 1 for twin in twins(key))


def works_in_arabic(key: str) -> bool:
    """Whether every terminal reports this key while an Arabic layout is active.

    With ctrl or alt, a letter arrives there as the bare Arabic letter (xterm, VTE, Konsole, mlterm), and only terminals
    with kitty's keyboard protocol report the whole key.
    """
    modifiers, typed = _split(key)
    if typed in _NAMED:
        return True
    return not modifiers and typed in _LATIN.split() and not types_two_letters(key)


def key_names(key: str) -> tuple[str, ...]:
    """Every key event that means this key, in Textual's names: itself first, then its twins."""
    names = (_named(key), *(_named(twin) for twin in twins(key) if len(_split(twin)[1]) == 1))
    return tuple(dict.fromkeys(names))


def binding_keys(key: str) -> str:
    """The key of a Textual Binding for both layouts: binding_keys("?") is "question_mark,arabic_question_mark"."""
    return ",".join(key_names(key))


def is_key(key: str) -> bool:
    """Whether a keyboard can send the named key: "ctrl+g", "f6", "ح" or "question_mark", but not "control-g"."""
    modifiers, typed = _split(key)
    if not set(modifiers.split("+")[:-1]) <= {"ctrl", "shift", "alt", "super", "hyper", "meta"}:
        return False
    return len(typed) == 1 or typed in _NAMED or _is_character_name(typed)


def _is_character_name(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return False
    return True


def _named(key: str) -> str:
    modifiers, typed = _split(key)
    return modifiers + (key_name(typed) if len(typed) == 1 else typed)


def clashes(commands: Mapping[str, Iterable[str]]) -> list[str]:
    """A sentence for every key event that would run two commands, and for every key that arrives as two.

    `commands` holds the keys of each command that works on the same screen.
    """
    found = []
    answered: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for command, keys in commands.items():
        for key in keys:
            if types_two_letters(key):
                found.append(
                    say(
                        "{action}: {key} types two letters in the Arabic layout; choose another key.",
                        action=command,
                        key=key,
                    )
                )
            for name in key_names(key):
                answered[name].setdefault(command, key)
    for name, by_command in answered.items():
        if len(by_command) > 1:
            one, *others = (f"{command} ({key})" for command, key in by_command.items())
            for other in others:
                one = say("{one} and {other}", one=one, other=other)
            found.append(say("{actions} both answer to {key}.", actions=one, key=name))
    return found
