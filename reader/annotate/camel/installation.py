"""Finds out which parts of CAMeL Tools are installed, from the files alone, since importing it may download data."""

from __future__ import annotations

import json
import os
import shlex
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from reader.wording import say, sayable

Piece = Literal["package", "torch", "transformers", "home", "catalogue", "morphology", "disambiguation", "recogniser"]

MORPHOLOGY: frozenset[Piece] = frozenset({"package", "home", "catalogue", "morphology"})
"""The pieces that the analysis of a word needs."""

RECOGNISER: frozenset[Piece] = frozenset({"package", "torch", "transformers", "home", "catalogue", "recogniser"})
"""The pieces that CAMeL Tools' recogniser of names needs."""

_DATASETS: tuple[tuple[Piece, str, str, tuple[tuple[str, ...], ...], str, str], ...] = (
    (
        "morphology",
        "MorphologyDB",
        "morphology_db/calima-msa-r13",
        (("morphology.db",),),
        sayable("the database of morphology"),
        "camel_data -i morphology-db-msa-r13",
    ),
    (
        "disambiguation",
        "DisambigMLE",
        "disambig_mle/calima-msa-r13",
        (("model.json",),),
        sayable("the list of likeliest readings"),
        "camel_data -i disambig-mle-calima-msa-r13",
    ),
    (
        "recogniser",
        "NamedEntityRecognition",
        "ner/arabert",
        (("config.json",), ("vocab.txt",), ("model.safetensors", "pytorch_model.bin")),
        sayable("the recogniser's model"),
        "camel_data -i ner-arabert",
    ),
)
"""For each piece of data: its name, its component in the catalogue, its folder if the catalogue gives none, its files
(one of each group is needed), its name for the user, and the command that fetches it.
"""


@dataclass(frozen=True, slots=True)
class Missing:
    """A piece that is not installed."""

    piece: Piece
    what: str
    """The piece in words, with the place where it was expected."""
    command: str
    """The command with which the user gets it."""

    def __str__(self) -> str:
        return say("{what} (to get it: {command})", what=self.what, command=self.command)


@dataclass(frozen=True, slots=True)
class CamelState:
    """The state of CAMeL Tools on this machine."""

    folder: Path
    """The folder where its data is expected: $CAMELTOOLS_DATA, or .camel_tools in the home folder."""
    version: str
    """The version of the package; empty where it is not installed."""
    missing: tuple[Missing, ...]

    def lacks(self, needed: frozenset[Piece]) -> tuple[Missing, ...]:
        """The needed pieces (MORPHOLOGY, RECOGNISER) that are missing."""
        return tuple(each for each in self.missing if each.piece in needed)

    def has(self, needed: frozenset[Piece]) -> bool:
        """Whether all of the needed pieces are installed."""
        return not self.lacks(needed)


def find_camel() -> CamelState:
    """Look for CAMeL Tools, the packages of its recogniser, and its data, without importing them (about 1 ms)."""
    missing: list[Missing] = []
    try:
        installed = version("camel-tools")
    except PackageNotFoundError:
        installed = ""
    if not _is_installed("camel_tools"):
        installed = ""
        missing.append(Missing("package", say("the package camel-tools"), "uv pip install camel-tools"))
    if not _is_installed("torch"):
        missing.append(Missing("torch", say("the package torch"), "uv sync --extra neural"))
    if not _is_installed("transformers"):
        missing.append(Missing("transformers", say("the package transformers"), "uv sync --extra neural"))
    own = _default_folder()
    if not _can_be_made(own):
        what = say("a home folder that can be written to, since CAMeL Tools makes {own} whenever it starts", own=own)
        missing.append(Missing("home", what, "export HOME=FOLDER"))
    chosen = os.environ.get("CAMELTOOLS_DATA")
    folder = own if chosen is None else Path(chosen).expanduser().absolute()
    components, problem = _read_catalogue(folder / "catalogue.json")
    missing.extend(problem)
    for piece, component, usual, files, words, command in _DATASETS:
        path = folder / "data" / _dataset(components, component, usual)
        if not all(any((path / name).is_file() for name in names) for names in files):
            missing.append(Missing(piece, say("{what} in {path}", what=say(words), path=path), command))
    return CamelState(folder, installed, tuple(missing))


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ValueError:
        # The package has been imported already, by a loader that does not record where it came from.
        return True


def _default_folder() -> Path:
    try:
        home = Path.home()
    except RuntimeError:
        # In a container, there may be neither HOME nor an entry in the list of users.
        home = Path("~")
    return home / ("AppData/Roaming/camel_tools" if sys.platform == "win32" else ".camel_tools")


def _can_be_made(folder: Path) -> bool:
    if folder.exists():
        return folder.is_dir()
    parent = next((each for each in folder.parents if each.exists()), None)
    return folder.is_absolute() and parent is not None and parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)


def _read_catalogue(path: Path) -> tuple[dict[str, Any], tuple[Missing, ...]]:
    """The catalogue's components; where it cannot be read, none, and the missing piece with its command."""
    if not path.is_file():
        # CAMeL Tools would fetch the catalogue from the network as soon as it is imported.
        return {}, (Missing("catalogue", say("the catalogue {path}", path=path), "camel_data -u"),)
    try:
        catalogue = json.loads(path.read_text(encoding="utf-8"))
        components = catalogue["components"]
        is_complete = (
            "version" in catalogue and isinstance(catalogue["packages"], dict) and isinstance(components, dict)
        )
    except (OSError, ValueError, KeyError, TypeError):
        is_complete = False
    if not is_complete:
        # camel_data itself cannot start with a damaged catalogue, such as the error page of a failed download.
        command = f"rm {shlex.quote(str(path))} && camel_data -u"
        return {}, (Missing("catalogue", say("a valid catalogue (the one in {path} is damaged)", path=path), command),)
    return components, ()


def _dataset(components: dict[str, Any], component: str, usual: str) -> str:
    try:
        entry = components[component]
        return str(entry["datasets"][entry["default"]]["path"])
    except (KeyError, TypeError):
        return usual
