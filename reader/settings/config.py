"""Reads the user's settings from config.toml, the environment and the command line, and checks each of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from reader.errors import shown
from reader.paths import config_folder
from reader.settings.definitions import Config, Feeds, Keys, Range, Variable
from reader.wording import say, written_digits

FILE = "config.toml"
LOCATION_VARIABLE = "READER_CONFIG"
_LONGEST_NAME = 60
_FEED_NAME = re.compile(rf"[^\W_][\w-]{{0,{_LONGEST_NAME - 1}}}")
"""The names of feeds, which are names of files too."""


@dataclass(frozen=True, slots=True)
class ConfigResult:
    """The settings in force, and the problems with those that could not be used."""

    config: Config
    problems: tuple[str, ...] = ()
    """A sentence for the user on each problem."""
    origins: tuple[tuple[str, str], ...] = ()
    """The dotted key of every setting that is not at its default, with the origin of its value."""
    path: Path | None = None
    """The settings file that was looked for."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The key of one setting, and the values it accepts."""

    key: str
    """The dotted key, such as display.bidi."""
    kind: type
    """The type of its values: str, int, bool or tuple."""
    choices: tuple[str, ...] = ()
    span: Range | None = None
    variable: str = ""

    @property
    def remedy(self) -> str:
        """The end of a sentence that says what to write instead."""
        if self.choices:
            return say("set one of {choices}", choices=say(", ").join(f'"{choice}"' for choice in self.choices))
        if self.span:
            return say(
                "set a whole number of {unit} from {low} to {high}",
                unit=say(self.span.unit),
                low=written_digits(str(self.span.low)),
                high=written_digits(str(self.span.high)),
            )
        if self.kind is bool:
            return say("set true or false")
        return (
            say("set a text in quotation marks") if self.kind is str else say('set a list of names, as ["one", "two"]')
        )

    def accepts(self, value: Any) -> bool:
        """Whether a value read from TOML is valid for this setting."""
        if self.kind is tuple:
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        if type(value) is not self.kind:  # bool is an int to isinstance
            return False
        if self.choices:
            return value in self.choices
        return self.span is None or value in range(self.span.low, self.span.high + 1)

    def read(self, text: str) -> Any:
        """The value in a text from the environment or the command line, not yet checked."""
        if self.kind is bool:
            return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}.get(
                text.strip().casefold(), text
            )
        if self.kind is tuple:
            return [name.strip() for name in text.split(",") if name.strip()]
        if self.kind is int:
            return int(text) if text.strip().isdecimal() else text
        return text


@cache
def list_rules() -> Mapping[str, Rule]:
    """The rules of all settings but feeds and keys, by dotted key, in the order of reader/settings/definitions.py."""
    return {rule.key: rule for rule in _rules(Config, "")}


def _rules(table: type, prefix: str) -> Iterator[Rule]:
    for name, hint in get_type_hints(table, include_extras=True).items():
        if is_dataclass(hint) and isinstance(hint, type):
            yield from _rules(hint, f"{prefix}{name}.")
        elif hint not in (Feeds, Keys):
            yield _rule(prefix + name, hint)


def _rule(key: str, hint: Any) -> Rule:
    extras: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        extras = tuple(rest)
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    return Rule(
        key,
        str if choices else get_origin(hint) or hint,
        choices,
        next((extra for extra in extras if isinstance(extra, Range)), None),
        next((extra.name for extra in extras if isinstance(extra, Variable)), ""),
    )


def load_config(
    path: Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
) -> ConfigResult:
    """The settings in force: defaults, then the file, then the environment.

    A file that cannot be read and a value that is not valid are ignored, and reported among the problems.
    """
    environment = os.environ if environment is None else environment
    named = environment.get(LOCATION_VARIABLE)
    wanted = path or (Path(named) if named else config_folder() / FILE)
    building = _Building(Config())
    tables, problem = _read_file(wanted, needed=bool(path or named))
    if problem:
        building.problems.append(problem)
    building.take_tables(tables, str(wanted))
    for rule in list_rules().values():
        if rule.variable and environment.get(rule.variable):
            building.take(
                rule,
                rule.read(environment[rule.variable]),
                say("environment ({name})", name=rule.variable),
                rule.variable,
            )
    return ConfigResult(building.config, tuple(building.problems), tuple(building.origins.items()), wanted)


def _read_file(path: Path, *, needed: bool) -> tuple[dict[str, Any], str]:
    import tomli

    try:
        return tomli.loads(path.read_text(encoding="utf-8-sig")), ""
    except FileNotFoundError:
        missing = say(
            "{path}: there is no such settings file, so the defaults are used; create it or name another.",
            path=shown(path),
        )
        return {}, missing if needed else ""
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        return {}, say(
            "{path}: the settings cannot be read ({error}), so the defaults are used; correct the file.",
            path=shown(path),
            error=error,
        )


class _Building:
    """Settings that are collected from one origin after another."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.problems: list[str] = []
        self.origins: dict[str, str] = {}

    def take_tables(self, tables: Mapping[str, Any], origin: str) -> None:
        for name, table in tables.items():
            if name == "keys" and isinstance(table, dict):
                self._take_keys(table, origin)
            elif name == "feeds" and isinstance(table, dict):
                self._take_feeds(table, origin)
            elif isinstance(table, dict):
                for key, value in table.items():
                    self._take_named(f"{name}.{key}", value, say("file ({path})", path=origin), origin)
            else:
                self._take_named(name, table, say("file ({path})", path=origin), origin)

    def _take_named(self, key: str, value: Any, origin: str, where: str) -> None:
        rule = list_rules().get(key)
        if rule:
            self.take(rule, value, origin, where)
        else:
            self.problems.append(
                say(
                    "{where}: there is no setting {key}{remedy}",
                    where=where,
                    key=key,
                    remedy=suggest(key, list_rules()),
                )
            )

    def take(self, rule: Rule, value: Any, origin: str, where: str) -> None:
        if not rule.accepts(value):
            self.problems.append(
                say(
                    "{where}: {key} cannot be {value}; {remedy}.",
                    where=where,
                    key=rule.key,
                    value=_show(value),
                    remedy=rule.remedy,
                )
            )
            return
        table, _, name = rule.key.partition(".")
        section = replace(getattr(self.config, table), **{name: tuple(value) if rule.kind is tuple else value})
        self.config = replace(self.config, **{table: section})
        self.origins[rule.key] = origin

    def _take_keys(self, table: Mapping[str, Any], origin: str) -> None:
        for action, value in _flatten(table):
            keys = [value] if isinstance(value, str) else value
            if isinstance(keys, list) and all(isinstance(key, str) and key for key in keys):
                self.config = replace(self.config, keys=(*self.config.keys, (action, tuple(keys))))
                self.origins[f"keys.{action}"] = say("file ({path})", path=origin)
            else:
                self.problems.append(
                    say(
                        '{origin}: keys.{action} cannot be {value}; set a key such as "ctrl+g", or a list of keys.',
                        origin=origin,
                        action=action,
                        value=_show(value),
                    )
                )

    def _take_feeds(self, table: Mapping[str, Any], origin: str) -> None:
        for name, address in table.items():
            if not _FEED_NAME.fullmatch(name):
                remedy = say("give it a name of at most {most} letters, digits, - and _", most=_LONGEST_NAME)
                self.problems.append(
                    say(
                        "{origin}: a feed cannot be called {value}; {remedy}.",
                        origin=origin,
                        value=_show(name),
                        remedy=remedy,
                    )
                )
            elif not (isinstance(address, str) and address.lower().startswith(("http://", "https://"))):
                remedy = say("set the address of a feed, which begins with http:// or https://")
                self.problems.append(
                    say(
                        "{origin}: feeds.{name} cannot be {value}; {remedy}.",
                        origin=origin,
                        name=name,
                        value=_show(address),
                        remedy=remedy,
                    )
                )
            else:
                self.config = replace(self.config, feeds=(*self.config.feeds, (name, address)))
                self.origins[f"feeds.{name}"] = say("file ({path})", path=origin)


def _flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The table's values by dotted key, since TOML reads `move.left = "h"` as a table in a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def suggest(word: str, known: Mapping[str, Any]) -> str:
    """The end of a sentence about an unknown word: the word that was probably meant, or all known ones."""
    near = get_close_matches(word, known, n=1)
    return (
        say("; did you mean {near}?", near=near[0])
        if near
        else say("; there are {names}.", names=say(", ").join(known))
    )


def explain(result: ConfigResult) -> tuple[tuple[str, str, str], ...]:
    """The dotted key of every setting, its value as TOML, and the origin of that value."""
    origins = dict(result.origins)
    rows = []
    for table in fields(result.config):
        section = getattr(result.config, table.name)
        if is_dataclass(section):
            named = [(f"{table.name}.{field.name}", getattr(section, field.name)) for field in fields(section)]
        else:
            named = [(f"{table.name}.{name}", value) for name, value in section]
        rows += [(key, _show(value), origins.get(key, say("default"))) for key, value in named]
    return tuple(rows)


def _show(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_show(item) for item in value) + "]"
    return str(value)
