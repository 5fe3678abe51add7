"""Lists the actions of the list of entities, of an entity's page, and of the pictures."""

from __future__ import annotations

from functools import partial

from reader.ui.actions.action import Action, list_moves

_LIST = "List of entities"
_PAGE = "Page of an entity"
_PICTURES = "Pictures"
_entities = partial(Action, group=_LIST, where="entities")
_entity = partial(Action, group=_PAGE, where="entity")
_picture = partial(Action, group=_PICTURES, where="picture")

ENTITIES: tuple[Action, ...] = (
    *list_moves("entities", _LIST),
    _entities("entities.open", ("enter",), "Open the entity's page", "فتح صفحة الكيان", footer="open", command="open"),
    _entities(
        "entities.leave",
        ("escape", "@"),
        "Show all entities again, or go back",
        "عرض كل الكيانات، أو العودة",
        footer="back",
        command="leave",
    ),
    _entities(
        "entities.filter",
        ("/", "ctrl+f"),
        "Filter by names, Arabic or English",
        "تصفية بالاسم، بالعربية أو الإنجليزية",
        footer="filter",
        opens=True,
        command="filter",
    ),
    _entities(
        "entities.sort",
        ("s",),
        "Sort by mentions, articles, commitments or name",
        "الترتيب",
        footer="sort",
        opens=True,
        command="sort",
    ),
    _entities(
        "entities.mark", ("space",), "Mark the row, or take its mark away", "تعليم السطر أو إلغاؤه", command="mark"
    ),
    _entities(
        "entities.merge",
        ("m",),
        "Merge the marked entities into one",
        "دمج الكيانات المعلمة في كيان واحد",
        footer="merge",
        opens=True,
        command="merge",
    ),
    _entities(
        "entities.part",
        ("d",),
        "Part the entity into its names again",
        "فصل أسماء الكيان",
        command="part",
    ),
    _entities(
        "entities.pictures",
        ("P",),
        "Picture: mentions of the marked entities",
        "رسم ذكر الكيانات المعلمة",
        footer="picture",
        opens=True,
        command="pictures",
    ),
    _entities(
        "entities.undo", ("u",), "Undo your last action, in whatever articles", "التراجع عن آخر عمل", command="undo"
    ),
    _entities("entities.redo", ("U", "ctrl+y"), "Redo it", "إعادته", command="redo"),
    *list_moves("entity", _PAGE, space=True),
    _entity(
        "entity.next_part",
        ("n",),
        "Next part of the page",
        "الجزء التالي من الصفحة",
        footer="next part",
        command="part_on(1)",
    ),
    _entity(
        "entity.previous_part", ("p",), "Previous part of the page", "الجزء السابق من الصفحة", command="part_on(-1)"
    ),
    _entity(
        "entity.open",
        ("enter",),
        "Open the article there, or the page of the entity in the row",
        "فتح المقال هناك، أو صفحة الكيان في السطر",
        footer="open",
        command="open",
    ),
    _entity("entity.leave", ("escape", "@"), "Go back", "العودة", footer="back", command="leave"),
    _entity(
        "entity.merge",
        ("m",),
        "Merge with the entity in the row, or with one that is named",
        "الدمج مع كيان آخر",
        footer="merge",
        opens=True,
        command="merge",
    ),
    _entity(
        "entity.part", ("d",), "Part the name in the row from this entity", "فصل الاسم عن هذا الكيان", command="part"
    ),
    _entity(
        "entity.pictures",
        ("P",),
        "Picture: mentions of this entity",
        "رسم ذكر هذا الكيان",
        footer="picture",
        opens=True,
        command="pictures",
    ),
    _entity("entity.undo", ("u",), "Undo your last action, in whatever articles", "التراجع عن آخر عمل", command="undo"),
    _entity("entity.redo", ("U", "ctrl+y"), "Redo it", "إعادته", command="redo"),
    _picture(
        "picture.on",
        ("right", "down"),
        "Next column or row",
        "العمود أو السطر التالي",
        palette=False,
        command="move(1)",
    ),
    _picture(
        "picture.back",
        ("left", "up"),
        "Previous column or row",
        "العمود أو السطر السابق",
        palette=False,
        command="move(-1)",
    ),
    _picture(
        "picture.page_on", ("pagedown", "space"), "One page on", "صفحة إلى الأمام", palette=False, command="page(1)"
    ),
    _picture("picture.page_back", ("pageup",), "One page back", "صفحة إلى الخلف", palette=False, command="page(-1)"),
    _picture("picture.first", ("home",), "First column or row", "الأول", palette=False, command="edge(-1)"),
    _picture("picture.last", ("end",), "Last column or row", "الأخير", palette=False, command="edge(1)"),
    _picture(
        "picture.timeline",
        ("1",),
        "Commitments over time",
        "الالتزامات عبر الزمن",
        footer="over time",
        command="show('timeline')",
    ),
    _picture("picture.who", ("2",), "Who commits to whom", "من يلتزم لمن", footer="who", command="show('who')"),
    _picture(
        "picture.deadlines",
        ("3",),
        "Deadlines ahead",
        "المواعيد القادمة",
        footer="deadlines",
        command="show('deadlines')",
    ),
    _picture(
        "picture.mentions",
        ("4",),
        "Mentions over time",
        "الإشارات عبر الزمن",
        footer="mentions",
        command="show('mentions')",
    ),
    _picture(
        "picture.period", ("w",), "By week, or by month", "بالأسبوع أو بالشهر", footer="week/month", command="period"
    ),
    _picture(
        "picture.aspect", ("o",), "By type, or by outcome", "بالنوع أو بالمآل", footer="type/outcome", command="aspect"
    ),
    _picture(
        "picture.figures", ("f",), "As figures, or as a picture", "أرقام أو رسم", footer="figures", command="figures"
    ),
    _picture("picture.leave", ("escape", "P"), "Go back", "العودة", footer="back", command="leave"),
)
