"""Collects the actions of every screen, each with its name, its keys, a description in two languages, and its place.

Bindings, footers, help, the command palette and docs/keys.md are all made from ACTIONS.
"""

from __future__ import annotations

from reader.labels import Label, LabelSet
from reader.ui.actions.action import EVERYWHERE, Action
from reader.ui.actions.adjudicating_actions import ADJUDICATING
from reader.ui.actions.dialog_actions import DIALOGS
from reader.ui.actions.field_actions import FIELD
from reader.ui.actions.panel_actions import PANEL, SEARCH
from reader.ui.actions.reading_actions import READING, TAG

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

ACTIONS: tuple[Action, ...] = (*READING, *PANEL, *SEARCH, *ADJUDICATING, *DIALOGS, *FIELD, *_ALWAYS)


def label_actions(labels: LabelSet) -> tuple[Action, ...]:
    """An action for each label; commitments have keys only after c, unless the settings give them keys of their own."""
    return tuple(
        Action(f"label.{label.name}", _own_keys(label), f"Tag: {label.english}", f"وسم: {label.arabic}", TAG)
        for label in labels.values()
    )


def _own_keys(label: Label) -> tuple[str, ...]:
    return () if label.is_commitment or not label.key else (label.key,)


def actions_with(labels: LabelSet) -> tuple[Action, ...]:
    """Every action, with those for a set of labels."""
    at = next(index for index, action in enumerate(ACTIONS) if action.group == TAG)
    return (*ACTIONS[:at], *label_actions(labels), *ACTIONS[at:])
