"""Reads themes, which give colours to the page, the labels and the roles; a broken file costs only its own theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from reader.errors import ConfigError, shown
from reader.paths import bundled, config_folder
from reader.settings.colours import Colour, measure_contrast, mix, pick_readable, read_colour
from reader.wording import say

AUTO, DEFAULT, ON_LIGHT = "auto", "dark", "light"
"""The name that leaves the choice to the terminal's background, and the themes for a dark and a light one."""
FALLBACK_LABEL = "misc"
"""The label whose ink is used for labels that a theme does not know."""
STYLES = frozenset({"bold", "italic", "underline", "reverse", "strike", "dim"})


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme's colours for everything except labels and roles."""

    background: Colour
    surface: Colour
    """The background of panels and dialogs."""
    foreground: Colour
    muted: Colour
    """The colour of less important text."""
    accent: Colour
    selection: Colour
    """The background of selected text."""
    caret: Colour
    search: Colour
    """The background of search hits."""
    border: Colour
    error: Colour
    warning: Colour
    success: Colour


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours and the style in which one label or role is drawn."""

    colour: Colour
    """A colour that is readable on the page itself: for an entity in the text, a name in a list, or a key."""
    background: Colour
    """The background of highlighted text."""
    foreground: Colour
    """The colour of text on that background."""
    style: str = ""
    """Words from STYLES, separated by spaces."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A complete set of colours for the interface."""

    name: str
    arabic: str
    english: str
    dark: bool
    ansi: bool
    """Whether the terminal's own 16 colours are used."""
    colourless: bool
    """Whether there are no colours, so that the selection, the caret and search hits need a style."""
    palette: Palette
    labels: tuple[tuple[str, Ink], ...]
    roles: tuple[tuple[str, Ink], ...]

    def label(self, colour: str) -> Ink:
        """The ink for a label's `colour`; a label that the theme does not know gets the ink of `misc`."""
        inks = dict(self.labels)
        return inks.get(colour) or inks[FALLBACK_LABEL]

    def role(self, name: str) -> Ink:
        """The ink for a role; a role that the theme does not know gets the ink of the label `misc`."""
        return dict(self.roles).get(name) or self.label(FALLBACK_LABEL)


@dataclass(frozen=True, slots=True)
class ThemesResult:
    """The themes that can be used, by name, and a sentence on each that cannot."""

    themes: Mapping[str, Theme]
    problems: tuple[str, ...] = ()


def load_themes(*folders: Path) -> ThemesResult:
    """The themes in the folders; of two with one name, the one in the later folder is used, unless it is broken.

    Without folders, these are the themes that come with the reader, and then the user's own.
    """
    files: dict[str, tuple[Path, ...]] = {}
    for folder in folders or (bundled("themes"), config_folder() / "themes"):
        for path in sorted(folder.glob("*.toml")):
            files[path.stem] = (*files.get(path.stem, ()), path)
    themes: dict[str, Theme] = {}
    problems = []
    for name, versions in files.items():
        for path in versions:
            try:
                themes[name] = build_theme(name, _gather(path, files, ()), str(path))
            except ConfigError as error:
                problems.append(str(error))
    return ThemesResult(themes, tuple(problems))


def find_theme(themes: Mapping[str, Theme], name: str, *, is_light: bool = False) -> tuple[Theme, str]:
    """The theme with a name and an empty text, or the default theme and a sentence that says so.

    `auto` names the theme that suits the terminal's background, which is light or dark.
    """
    if name == AUTO and name not in themes:
        return themes[ON_LIGHT if is_light else DEFAULT], ""
    if name in themes:
        return themes[name], ""
    return themes[DEFAULT], say(
        "There is no theme {name}, so {default} is used; {remedy}",
        name=repr(name),
        default=repr(DEFAULT),
        remedy=_suggest(themes, name),
    )


def check_named(themes: Mapping[str, Theme], *, option: str | None = None, variable: str | None = None) -> None:
    """ConfigError if the command line, or the environment, asks for a theme that does not exist."""
    for where, name in (("--theme", option), ("READER_THEME", variable)):
        if name and name not in themes and name != AUTO:
            raise ConfigError(
                say(
                    "{where}: there is no theme {name}; {remedy}",
                    where=where,
                    name=shown(name),
                    remedy=_suggest(themes, name),
                )
            )


def _suggest(themes: Mapping[str, Theme], name: str) -> str:
    near = get_close_matches(name, themes, n=1)
    return (
        say("did you mean {near}?", near=near[0])
        if near
        else say("there are {names}.", names=say(", ").join(sorted(themes)))
    )


def _gather(path: Path, files: Mapping[str, tuple[Path, ...]], heirs: tuple[Path, ...]) -> dict[str, Any]:
    """A theme's tables, completed from those of the themes that it inherits from."""
    import tomli

    try:
        tables = tomli.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise ConfigError(
            say(
                "{path}: the theme cannot be read ({error}); correct or remove the file.", path=shown(path), error=error
            )
        ) from error
    parent = tables.pop("inherits", "" if path.stem == DEFAULT else DEFAULT)
    if parent == "":
        return tables
    if not isinstance(parent, str) or parent not in files:
        raise ConfigError(
            say(
                "{path}: the theme inherits from {parent}, which does not exist; name one that does.",
                path=shown(path),
                parent=repr(parent),
            )
        )
    heirs = (*heirs, path)
    # A user's dark.toml may inherit from the dark.toml that comes with the reader, but must not replace it for others.
    problem = ConfigError(
        say(
            "{path}: the theme inherits from itself by way of {parent}; break the circle.",
            path=shown(path),
            parent=repr(parent),
        )
    )
    for elder in reversed([file for file in files[parent] if file not in heirs]):
        try:
            inherited = _gather(elder, files, heirs)
            build_theme(parent, inherited, str(elder))
            return _merge(inherited, tables)
        except ConfigError as error:
            problem = error
    raise problem


def _merge(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(under.get(key), dict)
        merged[key] = {**under[key], **value} if both else value
    return merged


def build_theme(name: str, tables: Mapping[str, Any], where: str) -> Theme:
    """The theme described by complete tables; ConfigError names `where` and the entry that cannot be used."""
    _check_names(tables, {field.name for field in fields(Theme)} - {"name"} | {"tint", "contrast"}, where)
    try:
        _check_names(tables["palette"], {field.name for field in fields(Palette)}, f"{where}: palette")
        palette = Palette(**{key: _read(where, f"palette.{key}", text) for key, text in tables["palette"].items()})
        tint, contrast = _number(where, tables, "tint", 0, 1), _number(where, tables, "contrast", 1, 21)
        inking = _Inking(where, palette, tint, contrast)
        return Theme(
            name,
            str(tables.get("arabic", name)),
            str(tables.get("english", name)),
            _flag(where, "dark", tables["dark"]),
            _flag(where, "ansi", tables.get("ansi", False)),
            _flag(where, "colourless", tables.get("colourless", False)),
            palette,
            tuple((label, inking.ink(f"labels.{label}", entry)) for label, entry in tables["labels"].items()),
            tuple((role, inking.ink(f"roles.{role}", entry)) for role, entry in tables["roles"].items()),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConfigError(
            say("{where}: the theme lacks or misuses an entry ({error}); see docs/themes.md.", where=where, error=error)
        ) from error


def _check_names(table: Mapping[str, Any], known: set[str], where: str) -> None:
    for name in table:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            meant = (
                say("did you mean {near}?", near=near[0])
                if near
                else say("there are {names}.", names=say(", ").join(sorted(known)))
            )
            raise ConfigError(
                say("{where}: no entry of a theme is called {name}; {meant}", where=where, name=repr(name), meant=meant)
            )


def _read(where: str, key: str, text: Any) -> Colour:
    try:
        return read_colour(text)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"{where}: {key}: {error}.") from error


def _number(where: str, tables: Mapping[str, Any], key: str, least: float, most: float) -> float:
    value = tables[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ConfigError(
            say(
                "{where}: {key} cannot be {value}; set a number from {least} to {most}.",
                where=where,
                key=key,
                value=repr(value),
                least=least,
                most=most,
            )
        )
    return float(value)


def _flag(where: str, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(
            say("{where}: {key} cannot be {value}; set true or false.", where=where, key=key, value=repr(value))
        )
    return value


@dataclass(frozen=True, slots=True)
class _Inking:
    """Turns a theme's entries for labels and roles into inks."""

    where: str
    palette: Palette
    tint: float
    """The share of a colour in the background that is computed from it, 0 to 1."""
    contrast: float
    """The least contrast of text with its background, 1 to 21 (WCAG 2.2)."""

    def ink(self, key: str, entry: Any) -> Ink:
        table = {"colour": entry} if isinstance(entry, str) else entry
        if not isinstance(table, dict) or not {"colour", "background"} & table.keys():
            raise ConfigError(say('{where}: {key} needs a colour; write {key} = "#3a7bd5".', where=self.where, key=key))
        _check_names(table, {"colour", "background", "foreground", "style"}, f"{self.where}: {key}")
        style = str(table.get("style", ""))
        if wrong := set(style.split()) - STYLES:
            known = say(", ").join(sorted(STYLES))
            raise ConfigError(
                say(
                    "{where}: {key} has the style {style}; there are {known}.",
                    where=self.where,
                    key=key,
                    style=repr(wrong.pop()),
                    known=known,
                )
            )
        colour = _read(self.where, key, table.get("colour", table.get("background")))
        ground = self._ground(key, colour, table)
        wanted = (self.palette.foreground, self.palette.background)
        text = _read(self.where, key, table["foreground"]) if "foreground" in table else None
        text = text or pick_readable(ground, wanted, self.contrast)
        return Ink(self._on_page(colour), ground, text, style)

    def _on_page(self, colour: Colour) -> Colour:
        """The colour, mixed with as much of the text's colour as it needs to be readable on the page."""
        page, text = self.palette.background, self.palette.foreground
        # A terminal's own colour cannot be mixed.
        shares = range(1 if colour.ansi else 10)
        shades = (mix(colour, text, share / 10) for share in shares)
        return next((shade for shade in shades if measure_contrast(shade, page) >= self.contrast), text)

    def _ground(self, key: str, colour: Colour, table: Mapping[str, Any]) -> Colour:
        if "background" in table:
            return _read(self.where, key, table["background"])
        return mix(self.palette.background, colour, self.tint)
