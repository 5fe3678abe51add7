"""Keeps the work of analysts: articles, annotations, the journal of every operation, and reading states.

`where` finds a workspace, and `reader.store.workspace.Workspace.open` opens it. SQLAlchemy takes 0.2 s to import, so
only the modules that need it import it, and none of them is imported here.
"""

from reader.store.location import where

__all__ = ["where"]
