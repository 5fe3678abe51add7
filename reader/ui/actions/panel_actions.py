"""Lists the actions of the side panel and of the search line, which take the keyboard from the text."""

from __future__ import annotations

from functools import partial

from reader.ui.actions.action import Action, list_moves

_panel = partial(Action, group="Panel", where="panel")
_search = partial(Action, group="Search line", where="search")

PANEL: tuple[Action, ...] = (
    *list_moves("panel", "Panel"),
    _panel("panel.open", ("enter",), "Go to the item in the text", "الانتقال إلى العنصر في النص", command="choose"),
    _panel("panel.next_tab", ("left",), "Next tab", "علامة التبويب التالية", command="tab(1)"),
    _panel("panel.previous_tab", ("right",), "Previous tab", "علامة التبويب السابقة", command="tab(-1)"),
    _panel(
        "panel.dismiss",
        ("backspace", "delete"),
        "Reject the card, or remove a bookmark or an annotation that has no place",
        "رفض البطاقة، أو حذف إشارة مرجعية أو ما لم يجد موضعا",
        footer="reject",
        command="dismiss",
    ),
    _panel(
        "panel.leave",
        ("escape",),
        "Back to the place in the text from which you came",
        "العودة إلى الموضع السابق في النص",
        footer="back",
        command="leave",
    ),
)

SEARCH: tuple[Action, ...] = (
    _search(
        "search.next_while_typing",
        ("down", "f3"),
        "Next match, with the line still open",
        "النتيجة التالية دون إغلاق السطر",
        command="step(1)",
    ),
    _search(
        "search.previous_while_typing",
        ("up", "shift+f3"),
        "Previous match, with the line still open",
        "النتيجة السابقة دون إغلاق السطر",
        command="step(-1)",
    ),
    _search(
        "search.whole_words",
        ("f2",),
        "Whole words only, or parts of words too",
        "كلمات كاملة فقط أو أجزاء منها",
        command="whole_words",
    ),
)
