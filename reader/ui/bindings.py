"""Turns the registry of actions into Textual's bindings, and the user's own keys into its keymap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from reader.settings.definitions import Config
from reader.ui.actions import ACTIONS
from reader.ui.actions.action import EVERYWHERE, PLACES, STANDS_IN_FOR, Action, KeyPlace
from reader.ui.key_reference import name_in_both
from reader.ui.keys import clashes, is_key, key_names
from reader.ui.mirroring import keep_together
from reader.wording import say

_NO_KEY = "no_key"
"""The key of an action without keys: Textual's keymap allows no empty list, and no terminal sends this key."""
_NOT_IN_DIALOGS = "quit"
_PLACES = {action.name: action.where for action in ACTIONS}
"""The place of each action whose key a class binds."""


def keys_of(action: Action, config: Config) -> tuple[str, ...]:
    """The keys of a Latin layout that run an action: those in the user's settings, or else the action's own."""
    own = config.keys_for(action.name)
    return action.keys if own is None else own


def key_of(name: str, node: DOMNode) -> str:
    """The key that runs an action, with the Arabic one; if there is none, its name in the palette."""
    action = next(each for each in getattr(node.app, "actions", ACTIONS) if each.name == name)
    config: Config = getattr(node.app, "config", Config())
    return keep_together(name_in_both(keys_of(action, config))) or f"“{action.description}”"


def hint(node: DOMNode, doing: str, *names: str) -> str:
    """The keys of some actions and a word for their effect: "↑ ↓ choose"."""
    return f"{' '.join(key_of(name, node) for name in names)} {doing}"


def bindings_of(where: str) -> list[BindingType]:
    """The bindings of a place, each key with its twins in the Arabic layouts, under the names of their actions.

    A class that lists them as its BINDINGS overrides Textual's own bindings of these keys (tab, ctrl+q …).
    """
    return [binding for action in _heard_at(where) for binding in _bind(action)]


def _heard_at(where: str) -> Iterator[Action]:
    """The actions of a place; for a dialog, also the actions that work in every dialog."""
    yield from (action for action in ACTIONS if action.where == where)
    if any(place.is_dialog for place in PLACES if place.name == where):
        yield from filter(_is_for_dialogs, ACTIONS)


def _is_for_dialogs(action: Action) -> bool:
    return action.where == EVERYWHERE and action.name != _NOT_IN_DIALOGS


def _bind(action: Action) -> Iterator[Binding]:
    shown, *others = _names(action.keys) or [_NO_KEY]
    yield Binding(shown, action.runs, action.footer or action.english, show=bool(action.footer), id=action.name)
    if others:
        yield Binding(",".join(others), action.runs, action.english, show=False, id=action.name)


def _names(keys: Iterable[str]) -> list[str]:
    """Every key event for one of the keys, in Textual's names; keys that no keyboard has are left out."""
    return list(dict.fromkeys(name for key in keys if is_key(key) for name in key_names(key)))


def keymap_of(config: Config) -> dict[str, str]:
    """Textual's keymap for the keys in the user's settings, by action name; they replace the actions' own keys."""
    return {name: ",".join(_names(keys) or [_NO_KEY]) for name, keys in config.keys if name in _PLACES}


def use_keys(app: App[None], actions: Iterable[Action], config: Config) -> None:
    """Give an application the user's keys, on each of its screens.

    Labels belong to the user, so that no class can bind their keys; the application binds them for the shown screen.
    """
    app.set_keymap(keymap_of(config))
    for action in actions:
        if action.name not in _PLACES and (names := _names(keys_of(action, config))):
            app.bind(",".join(names), f"screen.{action.runs}", description=action.english, show=False)


def find_heard(screen: Screen[object]) -> dict[str, DOMNode]:
    """The places whose keys now work on a screen, the innermost first, each with the widget that runs its actions."""
    heard: dict[str, DOMNode] = {}
    for node, binding, _, _ in screen.active_bindings.values():
        if binding.id in _PLACES:
            heard.setdefault(_PLACES[binding.id], node)
    return heard


def find_key_problems(actions: Iterable[Action], config: Config) -> tuple[str, ...]:
    """A sentence for each pair of actions that share a key in some layout, and for each unknown action or key."""
    known = {action.name: action for action in actions}
    unknown = [_report_unknown(name, known) for name, _ in config.keys if name not in known]
    unknown += [
        say(
            '[keys] gives {action} the key {key}, which no keyboard has; write one such as "ctrl+g" or "f6".',
            action=name,
            key=repr(key),
        )
        for name, keys in config.keys
        for key in keys
        if not is_key(key)
    ]
    found = [each for place in PLACES for each in _find_clashes(place, known.values(), config)]
    remedy = say("Give one another key under [keys] or in labels.toml.")
    return (*unknown, *(f"{each} {remedy}" for each in _once(found)))


def _find_clashes(place: KeyPlace, actions: Iterable[Action], config: Config) -> list[str]:
    """The clashes between the keys that work together while a place has the keyboard.

    Deliberate precedence is not a clash: the panel and the search line go before the reading screen, a dialog goes
    before everything, and a few actions take the key of another one.
    """
    heard = [
        action
        for action in actions
        if action.where == place.name or action.where in place.beside or (place.is_dialog and _is_for_dialogs(action))
    ]
    replaced = {STANDS_IN_FOR[action.name] for action in heard if action.name in STANDS_IN_FOR}
    return clashes({action.name: keys_of(action, config) for action in heard if action.name not in replaced})


def _once(sentences: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sentences))


def _report_unknown(name: str, known: Mapping[str, Action]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return say("[keys]: no action is called {name}; did you mean {near}?", name=repr(name), near=near[0])
    return say("[keys]: no action is called {name}; docs/keys.md has the name of each.", name=repr(name))
