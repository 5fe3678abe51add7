"""Lists the actions of the fields in which text is typed."""

from __future__ import annotations

from functools import partial

from reader.ui.actions.action import Action

_field = partial(Action, group="Text fields", palette=False, where="field")
_notes = partial(Action, group="Text fields of several lines", palette=False, where="notes")

FIELD: tuple[Action, ...] = (
    _field("field.left", ("left",), "One character left", "حرف إلى اليسار", command="step(-1)"),
    _field("field.right", ("right",), "One character right", "حرف إلى اليمين", command="step(1)"),
    _field(
        "field.select_left",
        ("shift+left",),
        "Select one character left",
        "تحديد حرف إلى اليسار",
        command="step(-1, True)",
    ),
    _field(
        "field.select_right",
        ("shift+right",),
        "Select one character right",
        "تحديد حرف إلى اليمين",
        command="step(1, True)",
    ),
    _field("field.word_left", ("ctrl+left",), "One word left", "كلمة إلى اليسار", command="word(-1)"),
    _field("field.word_right", ("ctrl+right",), "One word right", "كلمة إلى اليمين", command="word(1)"),
    _field(
        "field.select_word_left",
        ("ctrl+shift+left",),
        "Select one word left",
        "تحديد كلمة إلى اليسار",
        command="word(-1, True)",
    ),
    _field(
        "field.select_word_right",
        ("ctrl+shift+right",),
        "Select one word right",
        "تحديد كلمة إلى اليمين",
        command="word(1, True)",
    ),
    _field("field.line_start", ("home",), "Start of the line", "أول السطر", command="line_start"),
    _field("field.line_end", ("end",), "End of the line", "آخر السطر", command="line_end"),
    _field(
        "field.select_to_start",
        ("shift+home",),
        "Select to the start of the line",
        "التحديد حتى أول السطر",
        command="line_start(True)",
    ),
    _field(
        "field.select_to_end",
        ("shift+end",),
        "Select to the end of the line",
        "التحديد حتى آخر السطر",
        command="line_end(True)",
    ),
    _field("field.select_all", ("ctrl+a",), "Select everything", "تحديد الكل", palette=True, command="select_all"),
    _field("field.erase_back", ("backspace",), "Erase the character before", "حذف الحرف السابق", command="erase_back"),
    _field(
        "field.erase_forward", ("delete",), "Erase the character after", "حذف الحرف اللاحق", command="erase_cluster"
    ),
    _field(
        "field.erase_word",
        ("ctrl+w",),
        "Erase the word before",
        "حذف الكلمة السابقة",
        palette=True,
        command="erase_word",
    ),
    _field(
        "field.erase_to_start",
        ("ctrl+u",),
        "Erase to the start of the line",
        "الحذف حتى أول السطر",
        palette=True,
        command="erase_to_start",
    ),
    _field(
        "field.erase_to_end",
        ("ctrl+k",),
        "Erase to the end of the line",
        "الحذف حتى آخر السطر",
        palette=True,
        command="erase_to_end",
    ),
    _field("field.copy", ("ctrl+c", "ctrl+insert"), "Copy the selection", "نسخ المحدد", palette=True, command="copy"),
    _field("field.cut", ("ctrl+x", "shift+delete"), "Cut the selection", "قص المحدد", palette=True, command="cut"),
    _field(
        "field.paste", ("ctrl+v", "shift+insert"), "Paste what was copied", "لصق المنسوخ", palette=True, command="paste"
    ),
    _field("field.submit", ("enter",), "Confirm the text", "تأكيد المكتوب", command="submit"),
    _field("field.cancel", ("escape",), "Leave the field", "ترك الحقل", command="cancel"),
    _notes("notes.up", ("up",), "One line up", "سطر إلى الأعلى", command="line(-1)"),
    _notes("notes.down", ("down",), "One line down", "سطر إلى الأسفل", command="line(1)"),
    _notes("notes.select_up", ("shift+up",), "Select one line up", "تحديد سطر إلى الأعلى", command="line(-1, True)"),
    _notes(
        "notes.select_down", ("shift+down",), "Select one line down", "تحديد سطر إلى الأسفل", command="line(1, True)"
    ),
    _notes("notes.break_line", ("enter",), "Begin a new line", "بدء سطر جديد", command="break_line"),
    # f2 is for Arabic layouts, in which most terminals send ctrl+s as a letter; ctrl+j is what terminals without
    # kitty's keyboard protocol send for ctrl and enter.
    _notes("notes.submit", ("ctrl+s", "f2", "ctrl+enter", "ctrl+j"), "Save the text", "حفظ المكتوب", command="submit"),
)
