"""Which key runs which action: the registry and the user's own keys become bindings, in every keyboard layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from textual.binding import Binding
from textual.dom import DOMNode

from reader.settings.definitions import Config
from reader.ui.actions import Action
from reader.ui.key_reference import name_key
from reader.ui.keys import clashes, is_key, key_names


def keys_of(action: Action, config: Config) -> tuple[str, ...]:
    """The keys of a Latin layout that run an action: the user's, else its own."""
    own = config.keys_for(action.name)
    return action.keys if own is None else own


def key_of(name: str, actions: Iterable[Action], config: Config) -> str:
    """The key that runs an action, as it is told; where the settings took it away, its name in the palette."""
    action = next(each for each in actions if each.name == name)
    return next(map(name_key, keys_of(action, config)), f"“{action.english}”")


def bind(target: DOMNode, where: str, actions: Iterable[Action], config: Config) -> None:
    """Give a screen, or the application, its keys; they go before what Textual binds them to (tab, ctrl+q …)."""
    for binding in bindings_for(where, actions, config):
        target._bindings.key_to_bindings[binding.key] = [binding]


def find_key_problems(actions: Iterable[Action], config: Config) -> tuple[str, ...]:
    """A sentence for each two actions that share a key in some layout, and for each key given to no action."""
    known = {action.name: action for action in actions}
    strangers = [
        f"[keys] names {name!r}, which no action is called{_suggest_action(name, known)}"
        for name, _ in config.keys
        if name not in known
    ]
    strangers += [
        f'[keys] gives {name} the key {key!r}, which no keyboard has; write one such as "ctrl+g" or "f6".'
        for name, keys in config.keys
        for key in keys
        if not is_key(key)
    ]
    found = []
    for where in {action.where for action in known.values()} - {"everywhere"}:
        here = [action for action in known.values() if action.where in (where, "everywhere")]
        found += clashes({action.name: keys_of(action, config) for action in here})
    return (*strangers, *(f"{each} Give one another key under [keys] or in labels.toml." for each in found))


def _suggest_action(name: str, known: Mapping[str, Action]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else "; docs/keys.md has the name of each."


def bindings_for(where: str, actions: Iterable[Action], config: Config) -> list[Binding]:
    """The bindings of a screen, each key with its twins in the Arabic layouts."""
    bindings = []
    for action in actions:
        if action.where != where:
            continue
        for at, key in enumerate(keys_of(action, config)):
            name, *twins = key_names(key)
            shown = bool(action.footer) and at == 0
            command = f"run({action.name!r})"
            bindings.append(Binding(name, command, action.footer or action.english, show=shown))
            bindings.extend(Binding(twin, command, action.english, show=False) for twin in twins)
    return bindings
