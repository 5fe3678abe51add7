"""Keeps what analysts do: articles, annotations, the journal of every operation, reading states.

`where` says where; `reader.store.workspace.Workspace.open` opens it. SQLAlchemy takes 0.2 s to import, so only the
modules that need it do, and none is imported here.
"""

from reader.store.location import where

__all__ = ["where"]
