"""Defines an action, and the places of the interface with the keys that are heard together."""

from __future__ import annotations

from dataclasses import dataclass

from reader.wording import either


@dataclass(frozen=True, slots=True)
class Action:
    """Something the analyst can do."""

    name: str
    """Group and verb: "move.word_forward"; the config remaps keys by this name."""
    keys: tuple[str, ...]
    """Keys of a Latin layout, in Textual's spelling."""
    english: str
    arabic: str
    group: str
    footer: str = ""
    """The word shown in the footer; empty where the action is not shown there."""
    palette: bool = True
    where: str = "reading"
    """The place it belongs to, by name, or "everywhere"."""
    opens: bool = False
    """Whether it opens something that takes the next keys: a field, a menu, a box, a choice of keys."""
    command: str = ""
    """The method of the screen or widget that Textual runs, with its arguments; empty for `action_run`."""

    @property
    def description(self) -> str:
        """What it does, in the language of the interface."""
        return either(self.english, self.arabic)

    @property
    def runs(self) -> str:
        """The action in Textual's spelling: "run('move.word_forward')"."""
        return self.command or f"run({self.name!r})"


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A screen, or a part of one, that hears keys of its own."""

    name: str
    english: str
    arabic: str
    beside: tuple[str, ...] = ()
    """The places whose keys are heard at the same time and therefore have to differ."""
    is_dialog: bool = False
    """Whether it covers everything else, so that of the keys that work everywhere only help and palette do."""

    @property
    def title(self) -> str:
        """Its name in the language of the interface."""
        return either(self.english, self.arabic)


EVERYWHERE = "everywhere"

PLACES: tuple[KeyPlace, ...] = (
    KeyPlace("reading", "Reading", "القراءة", beside=(EVERYWHERE,)),
    KeyPlace(EVERYWHERE, "Everywhere", "في كل مكان"),
    # While the panel or the search line has the keyboard, its keys go before those of the reading screen on purpose.
    KeyPlace("panel", "Panel, while it has the keyboard", "اللوحة", beside=(EVERYWHERE,)),
    KeyPlace("search", "Search line, while it is open", "سطر البحث", beside=(EVERYWHERE, "field")),
    KeyPlace("adjudicating", "Adjudicating", "التحكيم", beside=(EVERYWHERE,)),
    KeyPlace("library", "List of articles", "قائمة المقالات", beside=(EVERYWHERE,)),
    KeyPlace("filter", "Filter line, while it is open", "سطر التصفية", beside=(EVERYWHERE, "field")),
    KeyPlace("facets", "Facets", "التصفية", is_dialog=True),
    KeyPlace("ledger", "Ledger", "سجل الالتزامات", beside=(EVERYWHERE,)),
    KeyPlace("evidence", "Evidence", "الأدلة", beside=(EVERYWHERE,)),
    KeyPlace("entities", "List of entities", "قائمة الكيانات", beside=(EVERYWHERE,)),
    KeyPlace("entity", "Page of an entity", "صفحة الكيان", beside=(EVERYWHERE,)),
    KeyPlace("picture", "Pictures", "الرسوم", beside=(EVERYWHERE,)),
    KeyPlace("results", "Search of the library", "البحث في المكتبة", beside=(EVERYWHERE,)),
    KeyPlace("query", "Query of a search", "استعلام البحث", beside=(EVERYWHERE, "field")),
    KeyPlace("saved", "Saved searches", "الأبحاث المحفوظة", is_dialog=True),
    KeyPlace("occurrences", "All occurrences", "كل المواضع", is_dialog=True),
    KeyPlace("history", "History", "السجل", is_dialog=True),
    KeyPlace("problems", "Problems", "المشكلات", is_dialog=True),
    KeyPlace("menu", "Menus", "القوائم", is_dialog=True),
    KeyPlace("card", "Card of a word", "بطاقة الكلمة", is_dialog=True),
    KeyPlace("keys", "This list of keys", "قائمة المفاتيح"),
    KeyPlace("field", "Text fields", "حقول النص"),
    KeyPlace("notes", "Text fields of several lines", "حقول النص متعددة السطور", beside=("field",)),
)

GROUPS = {
    "Move": "التنقل",
    "Annotations": "الوسوم",
    "Tag": "الوسم",
    "Review": "المراجعة",
    "Search": "البحث",
    "Article": "المقال",
    "View": "العرض",
}
"""The Arabic names of the groups into which the actions of one place are divided."""

STANDS_IN_FOR = {"notes.break_line": "field.submit"}
"""Actions that deliberately take the key of another action where they are heard."""


def list_moves(
    where: str, group: str, *, space: bool = False, edges: tuple[str, str] = ("home", "end")
) -> list[Action]:
    """The actions that move through a list: by rows, by pages, and to its ends."""
    first, last = edges
    return [
        _move(where, "down", ("down",), "Next row", "السطر التالي", group, "move(1)"),
        _move(where, "up", ("up",), "Previous row", "السطر السابق", group, "move(-1)"),
        _move(
            where,
            "page_down",
            ("pagedown", *(["space"] if space else [])),
            "One page down",
            "صفحة إلى الأسفل",
            group,
            "page(1)",
        ),
        _move(where, "page_up", ("pageup",), "One page up", "صفحة إلى الأعلى", group, "page(-1)"),
        _move(where, "first", (first,), "First row", "السطر الأول", group, "edge(-1)"),
        _move(where, "last", (last,), "Last row", "السطر الأخير", group, "edge(1)"),
    ]


def _move(where: str, verb: str, keys: tuple[str, ...], english: str, arabic: str, group: str, command: str) -> Action:
    return Action(f"{where}.{verb}", keys, english, arabic, group, palette=False, where=where, command=command)
