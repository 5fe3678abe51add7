"""Lists the actions of the dialogs: lists of occurrences, history and problems, menus, cards and help."""

from __future__ import annotations

from functools import partial

from reader.ui.actions.action import Action, list_moves

_occurrences = partial(Action, group="All occurrences", where="occurrences")
_history = partial(Action, group="History", where="history")
_problems = partial(Action, group="Problems", where="problems")
_menu = partial(Action, group="Menus", where="menu")
_card = partial(Action, group="Card of a word", where="card")
_keys = partial(Action, group="List of keys", where="keys")

DIALOGS: tuple[Action, ...] = (
    *list_moves("occurrences", "All occurrences"),
    _occurrences(
        "occurrences.toggle", ("space",), "Tick the occurrence, or untick it", "تأشير الموضع أو إلغاؤه", command="tick"
    ),
    _occurrences("occurrences.toggle_all", ("a",), "Tick all, or none", "تأشير الكل أو لا شيء", command="tick_all"),
    _occurrences(
        "occurrences.whole_words",
        ("w",),
        "Tag whole words, or only the stem",
        "وسم كلمات كاملة أو الجذع فقط",
        command="whole_word",
    ),
    _occurrences(
        "occurrences.endings",
        ("e",),
        "Include forms with attached pronouns, or leave them out",
        "مع الضمائر المتصلة أو بدونها",
        command="endings",
    ),
    _occurrences(
        "occurrences.library",
        ("l",),
        "Search the whole library, or this article only",
        "في كل المقالات أو هذا المقال",
        command="library",
    ),
    _occurrences("occurrences.tag", ("enter",), "Tag the ticked occurrences", "وسم المواضع المؤشرة", command="confirm"),
    _occurrences("occurrences.leave", ("escape",), "Go back without tagging", "العودة دون وسم", command="leave"),
    *list_moves("history", "History", space=True),
    _history("history.open", ("enter",), "Go to the place of the action", "الانتقال إلى موضع العمل", command="choose"),
    _history(
        "history.mine",
        ("m",),
        "Show only your own actions, or everybody's",
        "أعمالي فقط أو أعمال الجميع",
        command="mine",
    ),
    _history("history.leave", ("escape", "q"), "Go back", "العودة", command="leave"),
    *list_moves("problems", "Problems", space=True),
    _problems("problems.leave", ("escape", "enter", "q", "!"), "Go back", "العودة", command="dismiss"),
    _menu("menu.down", ("down",), "Next choice", "الخيار التالي", palette=False, command="move(1)"),
    _menu("menu.up", ("up",), "Previous choice", "الخيار السابق", palette=False, command="move(-1)"),
    _menu("menu.pick", ("enter",), "Pick the choice", "اختيار", command="pick"),
    _menu("menu.leave", ("escape",), "Pick nothing", "عدم الاختيار", command="leave"),
    _card("card.close", ("escape", "enter", "q", "f12"), "Close the card", "إغلاق البطاقة", command="dismiss"),
    _keys("keys.page_down", ("space",), "Scroll on by a page", "تمرير صفحة", command="page"),
    _keys("keys.find", ("/", ":", "f11"), "Find a command by its name", "البحث عن أمر باسمه", command="find"),
    _keys("keys.close", ("escape", "enter", "q", "?", "f1"), "Close the list", "إغلاق القائمة", command="dismiss"),
)
