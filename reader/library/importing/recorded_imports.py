"""Records an import as one action, and takes it back as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import or_, select

from reader.errors import StoreError, shown
from reader.journal import article_marks
from reader.journal.article_marks import Flag, ReadingState
from reader.journal.operations import KeptAnnotation, Operation, OperationKind, new_id, operation
from reader.journal.replay import invert, is_taking_back, is_undo, replay
from reader.library.importing.import_plan import ImportPlan, PlannedArticle
from reader.store.rows import Rows
from reader.store.schema import JOURNAL
from reader.store.workspace import Workspace
from reader.wording import say

_IMPORT = "import-"
"""How the names of the batches of imports begin."""
_BETWEEN = ":"
"""What stands between the name of an import and that of one of its layers, where it has several."""


def check_name(workspace: Workspace, name: str) -> None:
    """StoreError where there is work under a name already, which an import never touches."""
    if replay(_history(workspace, name)):
        raise StoreError(
            say(
                "{name}: there is a layer of this name already; give another one with --as NAME, or take an earlier "
                "import back with --undo {name}.",
                name=shown(name),
            )
        )


def record_import(workspace: Workspace, plan: ImportPlan, name: str) -> tuple[str, ...]:
    """Record everything as one action; return the names of the layers that it made."""
    layers = plan.layers
    names = {each: name if len(layers) == 1 else f"{name}{_BETWEEN}{each or '-'}" for each in layers}
    batch = _IMPORT + new_id()
    workspace.apply(
        replace(each, batch=batch)
        for planned in plan.articles
        for each in _operations(workspace, planned, names[planned.layer])
    )
    return tuple(names.values())


def _operations(workspace: Workspace, planned: PlannedArticle, layer: str) -> Iterator[Operation]:
    authorship, marks, state = workspace.authorship(planned.article, layer), planned.marks, ReadingState()
    for annotation in planned.annotations:
        kept = KeptAnnotation(replace(annotation, key=""))
        yield operation(authorship, OperationKind.ADD, new_id(), None, kept)
    if marks.state:
        yield from article_marks.set_flag(authorship, state, Flag(marks.state))
    for tag in marks.tags:
        yield from article_marks.add_tag(authorship, state, tag)
    yield from article_marks.write_remark(authorship, state, marks.note)
    for offset, name in marks.bookmarks:
        yield from article_marks.set_bookmark(authorship, state, offset, name)


def undo_import(workspace: Workspace, name: str) -> int:
    """Take back the last import under a name; return how many annotations and marks it had made.

    What was changed in the layer since stays. StoreError where there is no such import of this analyst.
    """
    operations = _history(workspace, name)
    taken_back = _taken_back(operations)
    imports = [each for each in operations if each.batch.startswith(_IMPORT) and each.batch not in taken_back]
    own = [each for each in imports if each.who == workspace.who]
    if not own:
        others = say(", ").join(sorted({shown(each.who) for each in imports}))
        raise StoreError(
            say("{name}: {others} imported this; nobody else takes it back.", name=shown(name), others=others)
            if others
            else say(
                "{name}: no import of this name can be taken back; `reader history` shows what was done.",
                name=shown(name),
            )
        )
    last = [each for each in own if each.batch == own[-1].batch]
    workspace.apply(invert(last, who=workspace.who, again=False))
    return len(last)


def _taken_back(operations: tuple[Operation, ...]) -> set[str]:
    """The batches that have been undone, and not done again."""
    meant: dict[str, str] = {}
    taken_back: set[str] = set()
    for each in operations:
        if is_taking_back(each.batch):
            action = meant[each.batch] = meant.get(each.undoes, each.undoes)
            (taken_back.add if is_undo(each.batch) else taken_back.discard)(action)
    return taken_back


def _history(workspace: Workspace, name: str) -> tuple[Operation, ...]:
    """All operations in the layers of an import, in order."""
    within = or_(JOURNAL.c.layer == name, JOURNAL.c.layer.startswith(f"{name}{_BETWEEN}", autoescape=True))
    query = select(JOURNAL).where(within).order_by(JOURNAL.c.sequence)
    return workspace.database.read(lambda connection: Rows().operations(connection.execute(query)))
