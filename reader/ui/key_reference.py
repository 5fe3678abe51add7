"""Names keys as the user sees them, and makes the page of the documentation that lists them all."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from reader.labels import default_labels
from reader.ui.actions import actions_with
from reader.ui.actions.action import GROUPS, PLACES, Action, KeyPlace
from reader.ui.keys import twins, works_in_arabic
from reader.wording import Language, either, language_in_force, say, use_language

_NAMES = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "page up",
    "pagedown": "page down",
    "escape": "esc",
}

_PAGES: dict[Language, str] = {
    "en": """\
# Keys

`python -m reader.ui.key_reference docs/keys.md` makes this page from `reader/ui/actions/`. Change the tables there, not
this page.

{arrows}

You need not leave the Arabic keyboard layout: the third column shows the characters that the same key types there, on a
PC and, if they differ, on Apple's keyboards. You can change every key under `[keys]` in the settings, by the name of
its action; an empty list takes an action's keys away.

While an Arabic layout is active, xterm, Konsole, mlterm and the terminals of GNOME and Xfce report `ctrl` with a letter
as the bare Arabic letter; only terminals with kitty's keyboard protocol report the whole key. Press `:` instead (in a
text field, `f11`) and type the command's Arabic name, in any spelling: `:` `تصفية` `enter` does what `ctrl+l` does.
GNOME's and Xfce's terminals keep `f11` for themselves unless you take it from them in their settings. A text of several
lines is saved with `f2` too.

Whatever has the keyboard answers first: the panel or the search line before the reading screen, a text field before the
dialog it stands in, and a dialog before everything else. Of the keys that work everywhere, a dialog leaves the ones for
help and for all commands.
""",
    "ar": """\
<div dir="rtl">

# المفاتيح

صُنعت هذه الصفحة من `reader/ui/actions/` بالأمر `python -m reader.ui.key_reference docs/keys.ar.md`؛ غيّر الجداول
هناك لا هذه الصفحة.

{arrows}

لا حاجة إلى ترك تخطيط لوحة المفاتيح العربي: العمود الثالث يبيّن ما يكتبه المفتاح نفسه فيه، على الحاسوب الشخصي وعلى
لوحات Apple حيث تختلف. ويمكنك تغيير كل مفتاح تحت `[keys]` في الإعدادات باسم إجرائه؛ والقائمة الفارغة تنزع مفاتيح
الإجراء.

حين يكون التخطيط العربي مفعّلًا، ترسل xterm وKonsole وmlterm وطرفيات GNOME وXfce المفتاح `ctrl` مع حرف كأنه الحرف
العربي وحده؛ ولا يصل المفتاح كاملًا إلا من الطرفيات التي تعرف بروتوكول kitty. اضغط `:` بدلًا منه (وفي حقل نص `f11`)
واكتب اسم الأمر بالعربية بأي إملاء: `:` ثم `تصفية` ثم `enter` تفعل ما يفعله `ctrl+l`. وتحتفظ طرفيات GNOME وXfce
بالمفتاح `f11` لنفسها ما لم تنزعه منها في إعداداتها. ويُحفظ النص ذو السطور المتعددة بالمفتاح `f2` أيضًا.

يجيب أولًا ما بيده لوحة المفاتيح: اللوحة أو سطر البحث قبل شاشة القراءة، وحقل النص قبل الحوار الذي هو فيه، والحوار
قبل كل شيء آخر. ومن المفاتيح التي تعمل في كل مكان يُبقي الحوار مفتاحي المساعدة وكل الأوامر.
""",
}
_TITLES: dict[Language, str] = {
    "en": "| Name | Key | Arabic layout | Action | الوصف |\n|---|---|---|---|---|\n",
    "ar": "| الاسم | المفتاح | التخطيط العربي | الإجراء |\n|---|---|---|---|\n",
}


def name_key(key: str) -> str:
    """A key as it is shown to the user: "ctrl+←", "page down", "?"."""
    modifiers, plus, last = key[:-1].rpartition("+")
    last += key[-1:]
    return modifiers + plus + _NAMES.get(last, last)


def name_twins(key: str) -> tuple[str, ...]:
    """The characters that a key types in the Arabic layouts, marks on a dotted circle; none with ctrl or alt."""
    return tuple(_show(twin) for twin in twins(key) if len(twin) == 1)


def name_in_both(keys: Sequence[str]) -> str:
    """The first of an action's keys and, behind a slash, how it is reached in an Arabic layout: "a/ش", "ctrl+s/f2"."""
    if not keys:
        return ""
    shown = name_key(keys[0])
    if works_in_arabic(keys[0]):
        other = next(iter(name_twins(keys[0])), "") if not shown.isdecimal() else ""
    else:
        other = next((name_key(key) for key in keys[1:] if works_in_arabic(key)), "")
    return (f"{shown} {other}" if shown == "/" else f"{shown}/{other}") if other else shown


def _show(twin: str) -> str:
    return "\u25cc" + twin if unicodedata.category(twin) == "Mn" else twin


def by_group(actions: Iterable[Action]) -> Iterator[tuple[str, list[Action]]]:
    """The actions by group, in the order in which the groups first occur."""
    order = list(dict.fromkeys(action.group for action in actions))
    ordered = sorted(actions, key=lambda action: order.index(action.group))
    for group, members in groupby(ordered, key=lambda action: action.group):
        yield group, list(members)


def explain_arrows() -> str:
    """Where arrow keys and neighbouring letter keys go."""
    return say(
        "The arrow keys go where they point: in right-to-left text, left is forward. "
        "Of two neighbouring letter keys, the left one goes forward."
    )


def explain_ctrl(palette: str, in_fields: str) -> str:
    """What to press instead of ctrl and a letter in an Arabic layout, given the keys of the palette."""
    return say(
        "While an Arabic layout is active, most terminals report ctrl with a letter as the bare Arabic letter. "
        "Press {palette} instead, in a text field {in_fields}, and type the command's Arabic name.",
        palette=palette,
        in_fields=in_fields,
    )


def name_group(group: str) -> str:
    """A group's name in the language of the interface."""
    return either(group, GROUPS.get(group, group))


def by_place(actions: Iterable[Action], heard: Collection[str] = ()) -> Iterator[tuple[KeyPlace, list[Action]]]:
    """The actions by place: first the places whose keys work now (`heard`), the text fields last among them."""
    fields = [place.name for place in PLACES[-2:]]
    first = [*(name for name in heard if name not in fields), *(name for name in heard if name in fields)]
    ordered = sorted(PLACES, key=lambda place: first.index(place.name) if place.name in first else len(first))
    listed = list(actions)
    for place in ordered:
        if there := [action for action in listed if action.where == place.name]:
            yield place, there


def keys_page(language: Language = "en") -> str:
    """The page docs/keys.md, or docs/keys.ar.md in Arabic, in Markdown; the English one has the Arabic words too."""
    before = language_in_force()
    use_language(language)
    try:
        return "".join(_write_page(language))
    finally:
        use_language(before)


def _write_page(language: Language) -> Iterator[str]:
    yield _PAGES[language].format(arrows=explain_arrows())
    for place, there in by_place(actions_with(default_labels())):
        yield f"\n## {_head(place.english, place.arabic)}\n"
        groups = list(by_group(there))
        for group, actions in groups:
            yield f"\n### {_head(group, GROUPS.get(group, ''))}\n" if len(groups) > 1 else ""
            yield f"\n{_TITLES[language]}"
            yield from map(_row, actions)
    yield "\n</div>\n" if language == "ar" else ""


def _head(english: str, arabic: str) -> str:
    return either(f"{english} · {arabic}" if arabic else english, arabic or english)


def _row(action: Action) -> str:
    keys = " ".join(_code(name_key(key)) for key in action.keys)
    twin_names = " ".join(_code(twin) for key in action.keys for twin in name_twins(key))
    described = either(f"{action.english} | {action.arabic}", action.arabic)
    return f"| `{action.name}` | {keys} | {twin_names} | {described} |\n"


def _code(key: str) -> str:
    return "`" + key.replace("|", "\\|") + "`"


if __name__ == "__main__":
    language: Language = "ar" if sys.argv[1].endswith(".ar.md") else "en"
    Path(sys.argv[1]).write_text(keys_page(language), encoding="utf-8")
