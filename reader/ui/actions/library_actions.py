"""Lists the actions of the list of articles, of the line that filters it, and of the list of facets."""

from __future__ import annotations

from functools import partial

from reader.ui.actions.action import Action, list_moves

_GROUP = "List of articles"
_library = partial(Action, group=_GROUP, where="library")
_filter = partial(Action, group="Filter line", where="filter")
_facets = partial(Action, group="Facets", where="facets")

LIBRARY: tuple[Action, ...] = (
    *list_moves("library", _GROUP),
    _library("library.open", ("enter",), "Open the article", "فتح المقال", footer="open", command="open"),
    _library(
        "library.leave",
        ("escape", "k", "f4"),
        "Show all rows again, or go back to the article",
        "عرض كل السطور، أو العودة إلى المقال",
        footer="back",
        command="leave",
    ),
    _library(
        "library.filter",
        ("/", "ctrl+f"),
        "Filter by words of title, source or date",
        "تصفية بكلمات العنوان أو المصدر أو التاريخ",
        footer="filter",
        opens=True,
        command="filter",
    ),
    _library(
        "library.facets",
        ("f", "f6"),
        "Filter by source, month, state, tag, analyst, label or type",
        "تصفية بالمصدر أو الشهر أو الحالة أو العلامة أو المحلل أو الوسم",
        footer="facets",
        opens=True,
        command="facets",
    ),
    _library(
        "library.sort", ("s",), "Sort by another column", "ترتيب بعمود آخر", footer="sort", opens=True, command="sort"
    ),
    _library("library.reverse", ("r",), "Reverse the order", "قلب الترتيب", command="reverse"),
    _library(
        "library.unread",
        ("n",),
        "Next article that you have not begun",
        "المقال التالي غير المقروء",
        footer="unread",
        command="go('unread', 1)",
    ),
    _library(
        "library.unread_back",
        ("p",),
        "Previous article that you have not begun",
        "المقال السابق غير المقروء",
        command="go('unread', -1)",
    ),
    _library(
        "library.proposals",
        ("o",),
        "Next article with open proposals",
        "المقال التالي الذي فيه اقتراحات مفتوحة",
        command="go('proposals', 1)",
    ),
    _library(
        "library.second",
        ("e",),
        "Next article that fewer than two analysts have read",
        "المقال التالي الذي لم يقرأه محللان",
        command="go('second', 1)",
    ),
    _library(
        "library.mark", ("space",), "Mark the row, or take its mark away", "تعليم السطر أو إلغاؤه", command="mark"
    ),
    _library(
        "library.mark_all",
        ("*",),
        "Mark all rows that are listed, or none",
        "تعليم كل السطور أو لا شيء",
        command="mark_all",
    ),
    _library(
        "library.flag",
        ("d",),
        "Set the state of the marked articles",
        "حالة المقالات المعلمة",
        opens=True,
        footer="state",
        command="flag",
    ),
    _library("library.tag", ("g",), "Tag the marked articles", "علامات للمقالات المعلمة", opens=True, command="tag"),
    _library(
        "library.accept",
        ("a",),
        "Accept proposals of one label or rule in the marked articles",
        "قبول اقتراحات وسم أو قاعدة في المقالات المعلمة",
        opens=True,
        footer="accept",
        command="accept",
    ),
    _library(
        "library.everywhere",
        (";",),
        "Tag all occurrences of a form in the library",
        "وسم كل مواضع كلمة في كل المقالات",
        opens=True,
        command="everywhere",
    ),
    _library(
        "library.undo", ("u",), "Undo your last action, in whatever articles", "التراجع عن آخر عمل", command="undo"
    ),
    _library("library.redo", ("U", "ctrl+y"), "Redo it", "إعادته", command="redo"),
    _library("library.ledger", ("$",), "Ledger", "سجل الالتزامات", footer="ledger", opens=True, command="ledger"),
    _library(
        "library.entities",
        ("@",),
        "List of entities",
        "قائمة الكيانات",
        footer="entities",
        opens=True,
        command="entities",
    ),
    _library("library.pictures", ("P",), "Pictures", "الرسوم", opens=True, command="pictures"),
    _library(
        "library.report",
        ("R",),
        "Write a report on the articles that are marked or listed",
        "كتابة تقرير عن المقالات المعلمة أو المعروضة",
        opens=True,
        command="report",
    ),
    _library(
        "library.problems", ("!",), "List what could not be opened", "ما تعذر فتحه", opens=True, command="problems"
    ),
    _filter(
        "filter.down", ("down",), "Next row, with the line still open", "السطر التالي", palette=False, command="move(1)"
    ),
    _filter(
        "filter.up",
        ("up",),
        "Previous row, with the line still open",
        "السطر السابق",
        palette=False,
        command="move(-1)",
    ),
    *list_moves("facets", "Facets"),
    _facets(
        "facets.toggle",
        ("enter", "space"),
        "Choose the value, or no longer",
        "اختيار القيمة أو تركها",
        command="choose",
    ),
    _facets("facets.clear", ("backspace", "delete"), "Choose nothing", "عدم اختيار شيء", command="clear"),
    _facets("facets.leave", ("escape", "f", "f6"), "Back to the list", "العودة إلى القائمة", command="leave"),
)
