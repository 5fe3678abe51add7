"""Lists the actions of the adjudication screen; those with a word for the footer stand there in this order."""

from __future__ import annotations

from functools import partial

from reader.ui.actions.action import Action

_GROUP = "Adjudicating"
_ORDINALS = {
    "first": "الأولى",
    "second": "الثانية",
    "third": "الثالثة",
    "fourth": "الرابعة",
    "fifth": "الخامسة",
    "sixth": "السادسة",
    "seventh": "السابعة",
    "eighth": "الثامنة",
    "ninth": "التاسعة",
}
MOST_LAYERS = len(_ORDINALS)
"""The number of layers that have a key."""

_action = partial(Action, group=_GROUP, where="adjudicating")


def take_action(layer: int) -> str:
    """The name of the action that takes the annotation of a layer, counted from 0."""
    return f"adjudicate.take_{list(_ORDINALS)[layer]}"


_TAKES = tuple(
    _action(
        take_action(layer),
        (str(layer + 1),),
        f"Take the {english} layer's annotation",
        f"أخذ ما تقوله الطبقة {arabic}",
        footer="" if layer else "take",
        command=f"take({layer})",
    )
    for layer, (english, arabic) in enumerate(_ORDINALS.items())
)

ADJUDICATING: tuple[Action, ...] = (
    _action("adjudicate.next", ("n",), "Next difference", "الخلاف التالي", footer="next", command="step(1)"),
    _action("adjudicate.previous", ("p",), "Previous difference", "الخلاف السابق", footer="back", command="step(-1)"),
    *_TAKES,
    _action(
        "adjudicate.take_all",
        ("a",),
        "Take the annotations of all layers",
        "أخذ كل ما قيل",
        footer="all",
        command="take_all",
    ),
    _action(
        "adjudicate.take_none",
        ("delete", "backspace"),
        "Settle that nothing is there",
        "لا شيء هنا",
        footer="none",
        command="take_none",
    ),
    _action(
        "adjudicate.relabel",
        ("l",),
        "Choose another label for the result",
        "وسم آخر للنتيجة",
        footer="label",
        command="relabel",
        opens=True,
    ),
    _action(
        "adjudicate.fill_role",
        ("r",),
        "Fill a role that the layers fill differently",
        "ملء دور اختلفت فيه الطبقات",
        footer="role",
        command="fill_role",
        opens=True,
    ),
    _action("adjudicate.undo", ("u",), "Undo the last answer", "التراجع عن آخر جواب", footer="undo", command="undo"),
    _action("adjudicate.redo", ("U", "ctrl+y"), "Redo the last answer", "إعادة الجواب", command="redo"),
    _action(
        "adjudicate.next_open",
        ("o",),
        "Next difference that is not settled",
        "الخلاف التالي غير المحسوم",
        footer="open",
        command="open(1)",
    ),
    _action("adjudicate.article_next", ("]",), "Next article", "المقال التالي", footer="article", command="article(1)"),
    _action("adjudicate.article_previous", ("[",), "Previous article", "المقال السابق", command="article(-1)"),
    _action(
        "adjudicate.part",
        ("tab",),
        "Next annotation of the result, to edit it",
        "التالي مما تقوله النتيجة",
        command="part",
    ),
    _action(
        "adjudicate.left_edge_left",
        ("left", "alt+left"),
        "Move the left edge a word left",
        "تحريك الطرف الأيسر كلمة إلى اليسار",
        palette=False,
        command="edge('left', 'left')",
    ),
    _action(
        "adjudicate.left_edge_right",
        ("right", "alt+right"),
        "Move the left edge a word right",
        "تحريك الطرف الأيسر كلمة إلى اليمين",
        palette=False,
        command="edge('left', 'right')",
    ),
    _action(
        "adjudicate.right_edge_left",
        ("shift+left", "alt+shift+left"),
        "Move the right edge a word left",
        "تحريك الطرف الأيمن كلمة إلى اليسار",
        palette=False,
        command="edge('right', 'left')",
    ),
    _action(
        "adjudicate.right_edge_right",
        ("shift+right", "alt+shift+right"),
        "Move the right edge a word right",
        "تحريك الطرف الأيمن كلمة إلى اليمين",
        palette=False,
        command="edge('right', 'right')",
    ),
    _action(
        "adjudicate.left_edge_letter_left",
        ("ctrl+left",),
        "Move the left edge a letter left",
        "تحريك الطرف الأيسر حرفا إلى اليسار",
        palette=False,
        command="edge('left', 'left', True)",
    ),
    _action(
        "adjudicate.left_edge_letter_right",
        ("ctrl+right",),
        "Move the left edge a letter right",
        "تحريك الطرف الأيسر حرفا إلى اليمين",
        palette=False,
        command="edge('left', 'right', True)",
    ),
    _action(
        "adjudicate.right_edge_letter_left",
        ("ctrl+shift+left",),
        "Move the right edge a letter left",
        "تحريك الطرف الأيمن حرفا إلى اليسار",
        palette=False,
        command="edge('right', 'left', True)",
    ),
    _action(
        "adjudicate.right_edge_letter_right",
        ("ctrl+shift+right",),
        "Move the right edge a letter right",
        "تحريك الطرف الأيمن حرفا إلى اليمين",
        palette=False,
        command="edge('right', 'right', True)",
    ),
    _action(
        "adjudicate.scroll_down",
        ("down",),
        "Scroll one line down",
        "تمرير سطر إلى الأسفل",
        palette=False,
        command="scroll(1)",
    ),
    _action(
        "adjudicate.scroll_up",
        ("up",),
        "Scroll one line up",
        "تمرير سطر إلى الأعلى",
        palette=False,
        command="scroll(-1)",
    ),
    _action(
        "adjudicate.page_down",
        ("pagedown", "space"),
        "Scroll one screen down",
        "تمرير شاشة إلى الأسفل",
        palette=False,
        command="page(1)",
    ),
    _action(
        "adjudicate.page_up",
        ("pageup",),
        "Scroll one screen up",
        "تمرير شاشة إلى الأعلى",
        palette=False,
        command="page(-1)",
    ),
    _action("adjudicate.quit", ("ctrl+c",), "Quit", "خروج", palette=False, command="app.run('quit')"),
)
