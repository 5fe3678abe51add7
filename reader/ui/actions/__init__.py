"""Collects the actions of every screen, each with its name, its keys, a description in two languages, and its place.

Bindings, footers, help, the command palette and docs/keys.md are all made from ACTIONS.
"""

from __future__ import annotations

from reader.labels import Frame, Label, LabelSet
from reader.ui.actions.action import EVERYWHERE, Action
from reader.ui.actions.adjudicating_actions import ADJUDICATING
from reader.ui.actions.dialog_actions import DIALOGS
from reader.ui.actions.entity_actions import ENTITIES
from reader.ui.actions.field_actions import FIELD
from reader.ui.actions.ledger_actions import LEDGER
from reader.ui.actions.library_actions import LIBRARY
from reader.ui.actions.panel_actions import PANEL, SEARCH
from reader.ui.actions.reading_actions import READING, TAG
from reader.ui.actions.search_actions import LIBRARY_SEARCH

_ALWAYS: tuple[Action, ...] = (
    Action(
        "help",
        ("?", "f1"),
        "All keys, and what the colours mean",
        "كل المفاتيح ومعاني الألوان",
        "Everywhere",
        footer="help",
        where=EVERYWHERE,
        opens=True,
        command="app.run('help')",
    ),
    Action(
        "palette",
        (":", "f11", "ctrl+p"),
        "All commands",
        "كل الأوامر",
        "Everywhere",
        palette=False,
        where=EVERYWHERE,
        opens=True,
        command="app.run('palette')",
    ),
    Action(
        "quit",
        ("q", "ctrl+q"),
        "Quit",
        "خروج",
        "Everywhere",
        footer="quit",
        where=EVERYWHERE,
        command="app.run('quit')",
    ),
)

ACTIONS: tuple[Action, ...] = (
    *READING,
    *PANEL,
    *SEARCH,
    *ADJUDICATING,
    *LIBRARY,
    *LEDGER,
    *ENTITIES,
    *LIBRARY_SEARCH,
    *DIALOGS,
    *FIELD,
    *_ALWAYS,
)


def label_actions(labels: LabelSet) -> tuple[Action, ...]:
    """An action for each label, and one for each frame; that of the commitments has one already.

    Commitments have keys only after c, unless the settings give them keys of their own.
    """
    tags = (
        Action(label_action(label.name), _own_keys(label), f"Tag: {label.english}", f"وسم: {label.arabic}", TAG)
        for label in labels.values()
    )
    return (*tags, *map(_open_frame, labels.frames_with_action))


def label_action(label: str) -> str:
    """The name of the action that tags with a label."""
    return f"label.{label}"


def frame_action(frame: str) -> str:
    """The name of the action that asks for one of a frame's types."""
    return f"frame.{frame}"


def _open_frame(frame: Frame) -> Action:
    return Action(
        frame_action(frame.name),
        (frame.key,) if frame.key else (),
        f"{frame.english}: then the key of its type",
        f"{frame.arabic}: اضغط بعده مفتاح نوعه",
        TAG,
        opens=True,
    )


def _own_keys(label: Label) -> tuple[str, ...]:
    return () if label.is_commitment or not label.key else (label.key,)


def actions_with(labels: LabelSet) -> tuple[Action, ...]:
    """Every action, with those for a set of labels."""
    at = next(index for index, action in enumerate(ACTIONS) if action.group == TAG)
    return (*ACTIONS[:at], *label_actions(labels), *ACTIONS[at:])
