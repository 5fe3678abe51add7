"""Lists the actions of the search of the library: of its field, of the results, and of the saved searches."""

from __future__ import annotations

from functools import partial

from reader.ui.actions.action import Action, list_moves

_RESULTS = "Search of the library"
_query = partial(Action, group="Query of a search", where="query")
_results = partial(Action, group=_RESULTS, where="results")
_saved = partial(Action, group="Saved searches", where="saved")

LIBRARY_SEARCH: tuple[Action, ...] = (
    Action(
        "library.search",
        ("&",),
        "Search all articles",
        "بحث في كل المقالات",
        "List of articles",
        where="library",
        opens=True,
        command="app.run('search')",
    ),
    _query(
        "query.older",
        ("up",),
        "An earlier query",
        "استعلام سابق",
        palette=False,
        footer="earlier query",
        command="recall(1)",
    ),
    _query(
        "query.newer",
        ("down",),
        "A later query, or else the results",
        "استعلام لاحق أو النتائج",
        palette=False,
        command="recall(-1)",
    ),
    _query("query.leave", ("tab",), "To the results", "إلى النتائج", palette=False, footer="results", command="leave"),
    *list_moves("results", _RESULTS, space=True),
    _results(
        "results.open",
        ("enter",),
        "Open the article at the hit",
        "فتح المقال عند الموضع",
        footer="open",
        command="open",
    ),
    _results(
        "results.query",
        ("/", "ctrl+f", "tab"),
        "Change the query",
        "تغيير الاستعلام",
        footer="query",
        opens=True,
        command="query",
    ),
    _results(
        "results.sort",
        ("s",),
        "Sort by relevance, date, source, or the words beside the hit",
        "ترتيب بالصلة أو التاريخ أو المصدر أو ما يجاور الموضع",
        footer="sort",
        opens=True,
        command="sort",
    ),
    _results(
        "results.stems",
        ("f2", "w"),
        "Find words with other proclitics and ال too, or only as written",
        "مع السوابق وأل أو كما كتبت",
        footer="stems",
        command="stems",
    ),
    _results(
        "results.next_article", ("n",), "Next article", "المقال التالي", footer="next article", command="article(1)"
    ),
    _results("results.previous_article", ("p",), "Previous article", "المقال السابق", command="article(-1)"),
    _results("results.save", ("k", "f5"), "Save the search", "حفظ البحث", footer="save", opens=True, command="save"),
    _results(
        "results.saved", ("l", "f6"), "Saved searches", "الأبحاث المحفوظة", footer="saved", opens=True, command="saved"
    ),
    _results("results.again", ("r",), "Search again", "إعادة البحث", command="again"),
    _results("results.leave", ("escape", "&"), "Go back", "العودة", footer="back", command="leave"),
    _saved("saved.down", ("down",), "Next search", "البحث التالي", palette=False, command="move(1)"),
    _saved("saved.up", ("up",), "Previous search", "البحث السابق", palette=False, command="move(-1)"),
    _saved("saved.run", ("enter",), "Run the search", "تشغيل البحث", command="choose"),
    _saved("saved.forget", ("backspace", "delete"), "Remove the search", "حذف البحث", command="forget"),
    _saved("saved.leave", ("escape", "l", "f6"), "Go back", "العودة", command="leave"),
)
