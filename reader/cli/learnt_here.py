"""Finds what was learnt in the workspace of the paths of a command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.errors import AnnotateError, shown
from reader.outputs import is_database

if TYPE_CHECKING:
    from reader.annotate.learnt import Learnt


def find_learnt_here(paths: Sequence[str], store: str | None, complain: Callable[[str], None]) -> Learnt:
    """What was learnt in the paths' workspace, or in the store named instead; what is damaged is reported and left."""
    from reader.annotate.learnt import NOTHING, read_learnt
    from reader.store.learnt_at_hand import find_learnt
    from reader.store.location import place_of

    # A database file is itself the workspace.
    place = store or next(filter(is_database, paths[:1]), "") or place_of(paths)
    try:
        return read_learnt(find_learnt(place), shown(place))
    except AnnotateError as error:
        complain(str(error))
        return NOTHING
