"""Lists the actions of the ledger and of the list of evidence."""

from __future__ import annotations

from functools import partial

from reader.ui.actions.action import Action, list_moves

_GROUP = "Ledger"
_ledger = partial(Action, group=_GROUP, where="ledger")
_evidence = partial(Action, group="Evidence", where="evidence")

LEDGER: tuple[Action, ...] = (
    *list_moves("ledger", _GROUP),
    _ledger("ledger.next_part", ("n",), "Next part of the entry", "الجزء التالي من السطر", command="part(1)"),
    _ledger("ledger.previous_part", ("p",), "Previous part of the entry", "الجزء السابق من السطر", command="part(-1)"),
    _ledger(
        "ledger.open",
        ("enter",),
        "Open the article at the part of the entry in hand",
        "فتح المقال عند موضع الالتزام",
        footer="open",
        command="open",
    ),
    _ledger(
        "ledger.leave",
        ("escape",),
        "Show all entries again, or go back",
        "عرض كل السطور، أو العودة",
        footer="back",
        command="leave",
    ),
    _ledger("ledger.back", ("$", "k"), "Back to the text or the list", "العودة إلى النص أو القائمة", command="back"),
    _ledger("ledger.kept", ("1",), "Outcome: kept", "المآل: نُفّذ", footer="kept", command="outcome('kept')"),
    _ledger("ledger.broken", ("2",), "Outcome: broken", "المآل: أُخلّ به", footer="broken", command="outcome('broken')"),
    _ledger(
        "ledger.withdrawn",
        ("3",),
        "Outcome: withdrawn",
        "المآل: سُحب",
        footer="withdrawn",
        command="outcome('withdrawn')",
    ),
    _ledger("ledger.unknown", ("4",), "Outcome: unknown", "المآل: غير معروف", command="outcome('unknown')"),
    _ledger("ledger.reopen", ("0",), "Outcome: open again", "المآل: مفتوح", command="outcome('open')"),
    _ledger(
        "ledger.note",
        ("ctrl+n",),
        "Write a note on the outcome",
        "ملاحظة على المآل",
        opens=True,
        command="note",
    ),
    _ledger("ledger.accept", ("a",), "Accept what is proposed", "قبول المقترح", footer="accept", command="accept"),
    _ledger("ledger.reject", ("backspace", "delete"), "Reject: no commitment", "رفض: ليس التزاما", command="reject"),
    _ledger(
        "ledger.evidence",
        ("e",),
        "Look for evidence in other articles",
        "البحث عن أدلة في مقالات أخرى",
        footer="evidence",
        opens=True,
        command="evidence",
    ),
    _ledger(
        "ledger.drop_evidence",
        ("x",),
        "Remove the piece of evidence in hand",
        "حذف الدليل",
        command="drop_evidence",
    ),
    _ledger(
        "ledger.mark", ("space",), "Mark the entry, or take its mark away", "تعليم السطر أو إلغاؤه", command="mark"
    ),
    _ledger(
        "ledger.mark_all",
        ("*",),
        "Mark all entries that are listed, or none",
        "تعليم كل السطور أو لا شيء",
        command="mark_all",
    ),
    _ledger(
        "ledger.merge",
        ("j",),
        "Join the marked entries, or the reports that are proposed as one",
        "ضم السطور المعلمة، أو الأخبار المقترح ضمها",
        footer="join",
        command="merge",
    ),
    _ledger(
        "ledger.split",
        ("s",),
        "Split the report in hand off",
        "فصل الخبر عن السطر",
        opens=True,
        command="split",
    ),
    _ledger(
        "ledger.filter",
        ("/", "ctrl+f"),
        "Filter by words",
        "تصفية بكلمات",
        footer="filter",
        opens=True,
        command="filter",
    ),
    _ledger(
        "ledger.query",
        ("f",),
        "List what a query means: type:pledge due:2017",
        "عرض ما يعنيه استعلام",
        opens=True,
        command="query",
    ),
    _ledger(
        "ledger.view",
        ("l",),
        "List all, what is due, what is overdue, by committer, or accepted only",
        "عرض الكل أو المستحق أو المتأخر أو بحسب صاحب الموقف أو المقبول",
        footer="list",
        opens=True,
        command="view",
    ),
    _ledger(
        "ledger.export",
        ("w",),
        "Write what is listed to a file (csv, xlsx)",
        "كتابة ما هو معروض في ملف",
        opens=True,
        command="export",
    ),
    _ledger("ledger.undo", ("u",), "Undo your last action, in whatever articles", "التراجع عن آخر عمل", command="undo"),
    _ledger("ledger.redo", ("U", "ctrl+y"), "Redo it", "إعادته", command="redo"),
    *list_moves("evidence", "Evidence"),
    _evidence(
        "evidence.kept", ("1",), "Take it as evidence: kept", "دليل على التنفيذ", footer="kept", command="take('kept')"
    ),
    _evidence(
        "evidence.broken",
        ("2",),
        "Take it as evidence: broken",
        "دليل على الإخلال",
        footer="broken",
        command="take('broken')",
    ),
    _evidence(
        "evidence.withdrawn",
        ("3",),
        "Take it as evidence: withdrawn",
        "دليل على السحب",
        footer="withdrawn",
        command="take('withdrawn')",
    ),
    _evidence(
        "evidence.related",
        ("4",),
        "Take it as evidence: related",
        "دليل ذو صلة",
        footer="related",
        command="take('related')",
    ),
    _evidence("evidence.drop", ("x", "delete"), "It is no evidence", "ليس دليلا", footer="remove", command="drop"),
    _evidence("evidence.open", ("enter",), "Open the article there", "فتح المقال هناك", footer="open", command="open"),
    _evidence(
        "evidence.leave", ("escape", "e"), "Back to the ledger", "العودة إلى السجل", footer="back", command="leave"
    ),
    _evidence("evidence.undo", ("u",), "Undo your last action", "التراجع عن آخر عمل", command="undo"),
)
