"""Fits the user's labels to the keys that the interface has, and reports what of them cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reader.errors import shown
from reader.labels import FILE, Frame, Label, LabelSet, LabelsResult, find_labels
from reader.paths import config_folder
from reader.settings.definitions import Config
from reader.settings.label_colours import find_colour_problems
from reader.settings.themes import Theme
from reader.ui.actions import ACTIONS, actions_with, frame_action, label_action
from reader.ui.actions.action import EVERYWHERE
from reader.ui.bindings import find_key_problems, keys_of
from reader.ui.keys import is_key, key_names
from reader.wording import say


def fit_labels(config: Config, themes: Mapping[str, Theme]) -> LabelsResult:
    """The user's labels without the keys that cannot be theirs, and a sentence on each problem with labels and keys."""
    found = find_labels(config_folder())
    where = shown(config_folder() / FILE)
    fitting = _Fitting(config, where)
    labels = fitting.fit(found.labels)
    problems = (
        *found.problems,
        *find_colour_problems(labels, themes.values(), where),
        *fitting.problems,
        *find_key_problems(actions_with(labels), config),
    )
    return LabelsResult(labels, problems)


class _Fitting:
    """Takes from labels, frames, roles and attributes the keys that no keyboard has or that an action keeps."""

    def __init__(self, config: Config, where: str) -> None:
        self._config = config
        self._where = where
        self._problems: dict[str, None] = {}
        self._taken = dict(self._list_taken())

    @property
    def problems(self) -> Iterable[str]:
        return self._problems

    def fit(self, labels: LabelSet) -> LabelSet:
        fitted = LabelSet(map(self._fit_label, labels.values()), map(self._fit_frame, labels.frames))
        return fitted if self._problems else labels

    def _list_taken(self) -> Iterator[tuple[str, str]]:
        """Each key event that an action of the reading screen answers, with the action's name."""
        for action in ACTIONS:
            if action.where in ("reading", EVERYWHERE):
                for key in keys_of(action, self._config):
                    yield from ((event, action.name) for event in key_names(key) if is_key(key))

    def _fit_label(self, label: Label) -> Label:
        return replace(
            label,
            key=self._key(
                say("the label {name}", name=repr(label.name)),
                label.key,
                "" if label.frame else label_action(label.name),
            ),
            roles=tuple(
                replace(each, key=self._key(say("the role {name}", name=repr(each.name)), each.key))
                for each in label.roles
            ),
            attributes=tuple(
                replace(each, key=self._key(say("the attribute {name}", name=repr(each.name)), each.key))
                for each in label.attributes
            ),
        )

    def _fit_frame(self, frame: Frame) -> Frame:
        return replace(
            frame, key=self._key(say("the frame {name}", name=repr(frame.name)), frame.key, frame_action(frame.name))
        )

    def _key(self, owner: str, key: str, action: str = "") -> str:
        """The key if it can be used; `action` is the action that it runs by itself, if it does."""
        if not key or (action and self._config.keys_for(action) is not None):
            return key
        if not is_key(key):
            self._note(
                say(
                    '{where}: {owner} has the key {key}, which no keyboard has; write one such as "v" or "f6".',
                    where=self._where,
                    owner=owner,
                    key=repr(key),
                )
            )
            return ""
        holder = next((self._taken[event] for event in key_names(key) if event in self._taken), "") if action else ""
        if holder:
            named = {"where": self._where, "owner": owner, "key": repr(key), "action": holder}
            if self._taken.get(key_names(key)[0]) == holder:
                self._note(
                    say(
                        "{where}: {owner} has the key {key}, which keeps running the action {action}; "
                        "give it another key.",
                        **named,
                    )
                )
            else:
                self._note(
                    say(
                        "{where}: {owner} has the key {key}, which keeps running the action {action} in an Arabic "
                        "layout; give it another key.",
                        **named,
                    )
                )
            return ""
        return key

    def _note(self, problem: str) -> None:
        # A role is met with each type of its frame.
        self._problems[problem] = None
