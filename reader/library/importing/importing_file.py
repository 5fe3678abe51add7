"""Imports a file of annotations into the workspace of a path, or takes an import back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from reader.errors import StoreError, shown
from reader.exchange.foreign_format import FORMATS, ForeignFormat
from reader.exchange.recognising import recognise
from reader.labels import LabelSet
from reader.library.choosing import analyst, find_place, opened
from reader.library.importing.article_finding import ArticleFinder
from reader.library.importing.import_plan import ImportPlan, plan_import
from reader.library.importing.recorded_imports import check_name, record_import, undo_import
from reader.store.location import is_url
from reader.store.workspace import Workspace
from reader.wording import say

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has done."""

    plan: ImportPlan
    layers: tuple[str, ...]


def import_file(
    file: Path,
    path: str,
    store: str | None,
    *,
    name: str | None,
    form: str | None,
    labels: LabelSet,
    complain: Callable[[str], None],
) -> Imported:
    """Read a file of annotations and record them as layers of their own, all of them or none.

    The workspace is made where there is none yet.
    """
    if not file.exists():
        raise StoreError(say("{path}: there is no such file or folder; check the path.", path=shown(file)))
    if not Path(path).exists() and store is None:
        raise StoreError(say("{path}: there is no such file or folder; check the path.", path=shown(path)))
    given = None if name is None else _check_legible(name)
    chosen = _choose(file, form)
    layer = given or _name(file, chosen)
    place = find_place(path, store)
    is_there = is_url(place) or Path(place).is_file()
    existing: AbstractContextManager[Workspace | None] = (
        opened(path, store, who=analyst(), complain=complain) if is_there else nullcontext()
    )
    with existing as workspace:
        if workspace is not None:
            check_name(workspace, layer)
        finder = ArticleFinder(workspace, path, place, without=file, complain=complain)
        plan = plan_import(file, chosen, finder, labels=labels, complain=complain)
        wanted = {each.article for each in plan.articles}
        articles = [article for key, article in finder.loaded.items() if key in wanted]
        if workspace is not None:
            workspace.remember_all(articles)
            return Imported(plan, record_import(workspace, plan, layer))
    with Workspace.open(place, who=analyst()) as made:
        made.remember_all(articles)
        return Imported(plan, record_import(made, plan, layer))


def undo_file(path: str, store: str | None, *, name: str, complain: Callable[[str], None]) -> int:
    """Take back the last import under a name as one action; return how many annotations and marks it had made."""
    with opened(path, store, who=analyst(), complain=complain) as workspace:
        return undo_import(workspace, name)


def _choose(file: Path, form: str | None) -> ForeignFormat:
    found = FORMATS[form] if form is not None else recognise(file)
    if found is None:
        raise StoreError(
            say(
                "{path}: its content does not tell its format; name it with --format: {names}.",
                path=shown(file),
                names=say(", ").join(FORMATS),
            )
        )
    return found


def _name(file: Path, form: ForeignFormat) -> str:
    stem = "".join(each if each.isprintable() and each not in "/:," else "-" for each in file.resolve().stem)
    return f"{form.name}-{stem[:_LONGEST_NAME].strip()}"


def _check_legible(name: str) -> str:
    chosen = name.strip()
    if not chosen or not chosen.isprintable() or len(chosen) > _LONGEST_NAME:
        raise StoreError(
            say("{name}: this cannot be the name of a layer; give another with --as NAME.", name=shown(name[:60]))
        )
    return chosen
