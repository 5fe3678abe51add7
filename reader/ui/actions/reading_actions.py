"""Lists the actions of the reading screen; of two neighbouring keys the left one goes forward, as the text does.

The keys were chosen so that no two actions meet when the Arabic keyboard layout, PC or Mac, is active
(tests/ui/test_keys.py).
"""

from __future__ import annotations

from reader.ui.actions.action import Action

_MOVE = "Move"
_ANNOTATIONS = "Annotations"
_SEARCH = "Search"
_VIEW = "View"
TAG = "Tag"
_REVIEW = "Review"
_ARTICLE = "Article"

READING: tuple[Action, ...] = (
    Action("move.left", ("left",), "One character left", "حرف إلى اليسار", _MOVE, palette=False),
    Action("move.right", ("right",), "One character right", "حرف إلى اليمين", _MOVE, palette=False),
    Action("move.up", ("up",), "One line up", "سطر إلى الأعلى", _MOVE, palette=False),
    Action("move.down", ("down",), "One line down", "سطر إلى الأسفل", _MOVE, palette=False),
    Action("move.word_left", ("ctrl+left",), "One word left", "كلمة إلى اليسار", _MOVE, palette=False),
    Action("move.word_right", ("ctrl+right",), "One word right", "كلمة إلى اليمين", _MOVE, palette=False),
    Action("move.word_forward", ("w",), "Next word", "الكلمة التالية", _MOVE),
    Action("move.word_back", ("e",), "Previous word", "الكلمة السابقة", _MOVE),
    Action("move.sentence_forward", ("s",), "Next sentence", "الجملة التالية", _MOVE),
    Action("move.sentence_back", ("d",), "Previous sentence", "الجملة السابقة", _MOVE),
    Action("move.paragraph_forward", ("ctrl+down", "f"), "Next paragraph", "الفقرة التالية", _MOVE),
    Action("move.paragraph_back", ("ctrl+up", "g"), "Previous paragraph", "الفقرة السابقة", _MOVE),
    Action("move.line_start", ("home",), "Start of the line", "أول السطر", _MOVE, palette=False),
    Action("move.line_end", ("end",), "End of the line", "آخر السطر", _MOVE, palette=False),
    Action("move.screen_down", ("pagedown", "space"), "One screen down", "شاشة إلى الأسفل", _MOVE),
    Action("move.screen_up", ("pageup",), "One screen up", "شاشة إلى الأعلى", _MOVE),
    Action("move.article_start", ("ctrl+home",), "Start of the article", "أول المقال", _MOVE),
    Action("move.article_end", ("ctrl+end",), "End of the article", "آخر المقال", _MOVE),
    Action("select.left", ("shift+left",), "Select one character left", "تحديد حرف إلى اليسار", _MOVE, palette=False),
    Action(
        "select.right", ("shift+right",), "Select one character right", "تحديد حرف إلى اليمين", _MOVE, palette=False
    ),
    Action("select.up", ("shift+up",), "Select one line up", "تحديد سطر إلى الأعلى", _MOVE, palette=False),
    Action("select.down", ("shift+down",), "Select one line down", "تحديد سطر إلى الأسفل", _MOVE, palette=False),
    Action(
        "select.word_left", ("ctrl+shift+left",), "Select one word left", "تحديد كلمة إلى اليسار", _MOVE, palette=False
    ),
    Action(
        "select.word_right",
        ("ctrl+shift+right",),
        "Select one word right",
        "تحديد كلمة إلى اليمين",
        _MOVE,
        palette=False,
    ),
    Action(
        "select.grow",
        ("x",),
        "Grow the selection: word, clause, sentence, paragraph",
        "تحديد الكلمة ثم العبارة ثم الجملة ثم الفقرة",
        _MOVE,
    ),
    Action(
        "select.swap",
        ("%",),
        "Move the caret to the selection's other end",
        "نقل المؤشر إلى الطرف الآخر من التحديد",
        _MOVE,
    ),
    Action("select.all", ("ctrl+a",), "Select the whole article", "تحديد المقال كله", _MOVE),
    Action(
        "select.words",
        ("\\",),
        "Extend to whole words, then drop proclitics, then ال",
        "كلمات كاملة، ثم دون السوابق، ثم دون أل التعريف",
        _MOVE,
    ),
    Action("annotation.next", ("n",), "Next annotation", "الوسم التالي", _ANNOTATIONS, footer="next"),
    Action("annotation.previous", ("p",), "Previous annotation", "الوسم السابق", _ANNOTATIONS, footer="previous"),
    Action("annotation.same_next", ("i",), "Next mention of the same entity", "الذكر التالي للكيان نفسه", _ANNOTATIONS),
    Action(
        "annotation.same_previous",
        ("o",),
        "Previous mention of the same entity",
        "الذكر السابق للكيان نفسه",
        _ANNOTATIONS,
    ),
    Action("annotation.run", ("f10",), "Run the annotation engine again", "تشغيل محرك الوسم من جديد", _ANNOTATIONS),
    Action("tag.again", ("enter",), "Tag with the last label again", "الوسم الأخير مرة أخرى", TAG),
    Action(
        "tag.commitment",
        ("c",),
        "Tag a commitment: then the key of its type",
        "التزام: اضغط بعده مفتاح نوعه",
        TAG,
        footer="commitment",
        opens=True,
    ),
    Action(
        "tag.role", ("r",), "Fill a role or attribute: then its key", "دور أو صفة: اضغط بعده مفتاحه", TAG, opens=True
    ),
    Action("tag.everywhere", (";",), "Tag all occurrences", "وسم كل المواضع", TAG, opens=True),
    Action("tag.note", ("ctrl+n",), "Write a note on the annotation", "ملاحظة على الوسم", TAG, opens=True),
    Action(
        "tag.left_edge_left",
        ("alt+left",),
        "Move the left edge a word left",
        "تحريك الطرف الأيسر كلمة إلى اليسار",
        TAG,
        palette=False,
    ),
    Action(
        "tag.left_edge_right",
        ("alt+right",),
        "Move the left edge a word right",
        "تحريك الطرف الأيسر كلمة إلى اليمين",
        TAG,
        palette=False,
    ),
    Action(
        "tag.right_edge_left",
        ("alt+shift+left",),
        "Move the right edge a word left",
        "تحريك الطرف الأيمن كلمة إلى اليسار",
        TAG,
        palette=False,
    ),
    Action(
        "tag.right_edge_right",
        ("alt+shift+right",),
        "Move the right edge a word right",
        "تحريك الطرف الأيمن كلمة إلى اليمين",
        TAG,
        palette=False,
    ),
    Action("tag.undo", ("u",), "Undo", "تراجع", TAG),
    Action("tag.redo", ("U", "ctrl+y"), "Redo", "إعادة", TAG),
    Action(
        "review.accept",
        ("a",),
        "Accept, and go to the next proposal",
        "قبول والانتقال إلى التالي",
        _REVIEW,
        footer="accept",
    ),
    Action(
        "review.reject",
        ("backspace", "delete"),
        "Reject a proposal, or remove an annotation",
        "رفض أو حذف",
        _REVIEW,
        footer="reject",
    ),
    Action("review.toggle", ("f2",), "Review proposals one after another", "مراجعة المقترحات واحدا واحدا", _REVIEW),
    Action("review.order", ("ctrl+r",), "Review in text order, or least certain first", "ترتيب المراجعة", _REVIEW),
    Action("review.filter", ("ctrl+l",), "Review this label only, this rule only, or all", "تصفية المراجعة", _REVIEW),
    Action(
        "review.reject_rule",
        ("ctrl+x",),
        "Reject all proposals from this rule",
        "رفض كل ما اقترحته هذه القاعدة",
        _REVIEW,
    ),
    Action("search.open", ("/", "ctrl+f"), "Search the article", "بحث في المقال", _SEARCH, footer="search", opens=True),
    Action("search.next", (".",), "Next match", "النتيجة التالية", _SEARCH),
    Action("search.previous", (",",), "Previous match", "النتيجة السابقة", _SEARCH),
    Action(
        "copy",
        ("y",),
        "Copy the selection, or the word, in logical order",
        "نسخ المحدد أو الكلمة",
        _ARTICLE,
    ),
    Action("panel.focus", ("tab",), "Go to the panel, or back to the text", "الانتقال إلى اللوحة والعودة", _VIEW),
    Action("panel.toggle", ("l",), "Show or hide the panel", "إظهار اللوحة أو إخفاؤها", _VIEW),
    Action("panel.swap", ("|",), "Move the panel to the other side", "نقل اللوحة إلى الجانب الآخر", _VIEW),
    Action("panel.entities", ("f5",), "Show entities", "عرض الكيانات", _VIEW),
    Action("panel.commitments", ("f6",), "Show commitments", "عرض الالتزامات", _VIEW),
    Action("panel.notes", ("f7",), "Show notes", "عرض الملاحظات", _VIEW),
    Action("panel.wider", ("f9",), "Make the panel wider", "توسيع اللوحة", _VIEW),
    Action("panel.narrower", ("f8",), "Make the panel narrower", "تضييق اللوحة", _VIEW),
    Action("view.tashkeel", ("h",), "Show or hide tashkeel", "إظهار التشكيل أو إخفاؤه", _VIEW),
    Action("view.direction", ("H",), "Reverse the article's direction", "قلب اتجاه المقال", _VIEW),
    Action("view.wider", ("+", "="), "Longer lines", "سطور أطول", _VIEW),
    Action("view.narrower", ("-",), "Shorter lines", "سطور أقصر", _VIEW),
    Action("view.spacing", ("_",), "Single or double line spacing", "تباعد السطور", _VIEW),
    Action("view.justify", ("j",), "Justify: off, with tatweel, with spaces", "ضبط السطور", _VIEW),
    Action("view.others", ("ctrl+t",), "Show or hide other analysts' tags", "إظهار ما وسمه الآخرون أو إخفاؤه", _VIEW),
    Action("view.theme", ("t",), "Next theme", "السمة التالية", _VIEW),
    Action("article.library", ("k", "f4"), "List of articles", "قائمة المقالات", _ARTICLE, opens=True),
    Action("article.next", ("]", "ctrl+pagedown"), "Next article", "المقال التالي", _ARTICLE),
    Action("article.previous", ("[", "ctrl+pageup"), "Previous article", "المقال السابق", _ARTICLE),
    Action("article.note", ("ctrl+e",), "Write a note on the article", "ملاحظة على المقال", _ARTICLE, opens=True),
    Action("article.tag", ("ctrl+g",), "Tag the article", "علامات المقال", _ARTICLE, opens=True),
    Action(
        "article.flag",
        ("ctrl+d",),
        "Set a flag: in progress, done, read",
        "حالة العمل: قيد العمل، منجز، مقروء",
        _ARTICLE,
    ),
    Action("article.bookmark", ("ctrl+k",), "Set or remove a bookmark here", "وضع إشارة مرجعية هنا أو حذفها", _ARTICLE),
    Action("article.history", ("f3",), "History: who did what, and when", "سجل العمل", _ARTICLE, opens=True),
    Action("article.earlier", ("ctrl+o",), "Show the file's earlier text", "نص الملف قبل تعديله", _ARTICLE),
    Action("article.reload", ("R",), "Read the file again", "قراءة الملف من جديد", _ARTICLE),
    Action("article.problems", ("!",), "List what could not be opened", "ما تعذر فتحه", _ARTICLE, opens=True),
    Action("word.card", ("f12",), "Show the word's card", "بطاقة الكلمة", _ARTICLE, opens=True),
)
