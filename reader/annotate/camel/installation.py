"""What there is of CAMeL Tools and its data on this machine, told from the files alone: importing it may download."""

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

Piece = Literal["package", "torch", "transformers", "home", "catalogue", "morphology", "disambiguation", "recogniser"]

MORPHOLOGY: frozenset[Piece] = frozenset({"package", "home", "catalogue", "morphology"})
"""What the analysis of a word needs."""

RECOGNISER: frozenset[Piece] = frozenset({"package", "torch", "transformers", "home", "catalogue", "recogniser"})
"""What CAMeL Tools' recogniser of names needs."""

_DATASETS: tuple[tuple[Piece, str, str, tuple[tuple[str, ...], ...], str, str], ...] = (
    (
        "morphology",
        "MorphologyDB",
        "morphology_db/calima-msa-r13",
        (("morphology.db",),),
        "the database of morphology",
        "camel_data -i morphology-db-msa-r13",
    ),
    (
        "disambiguation",
        "DisambigMLE",
        "disambig_mle/calima-msa-r13",
        (("model.json",),),
        "the list of likeliest readings",
        "camel_data -i disambig-mle-calima-msa-r13",
    ),
    (
        "recogniser",
        "NamedEntityRecognition",
        "ner/arabert",
        (("config.json",), ("vocab.txt",), ("model.safetensors", "pytorch_model.bin")),
        "the recogniser's model",
        "camel_data -i ner-arabert",
    ),
)
"""Piece, component of the catalogue, folder where the catalogue does not say, files (one of each), words, command."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A piece that is not there."""

    piece: Piece
    what: str
    """In words, with where it was looked for."""
    command: str
    """What the user types to get it."""

    def __str__(self) -> str:
        return f"{self.what} (to get it: {self.command})"


@dataclass(frozen=True, slots=True)
class CamelState:
    """What there is of CAMeL Tools on this machine."""

    folder: Path
    """Where its data is looked for: $CAMELTOOLS_DATA, or .camel_tools in the home folder."""
    version: str
    """Of the package; empty where it is not installed."""
    missing: tuple[Missing, ...]

    def lacks(self, needed: frozenset[Piece]) -> tuple[Missing, ...]:
        """Those of the needed pieces (MORPHOLOGY, RECOGNISER) that are missing."""
        return tuple(each for each in self.missing if each.piece in needed)

    def has(self, needed: frozenset[Piece]) -> bool:
        """Whether all of the needed pieces are there."""
        return not self.lacks(needed)


def find_camel() -> CamelState:
    """Look for CAMeL Tools, what its recogniser needs, and its data, without importing any of it (about 1 ms)."""
    missing: list[Missing] = []
    try:
        installed = version("camel-tools")
    except PackageNotFoundError:
        installed = ""
    if not _is_installed("camel_tools"):
        installed = ""
        missing.append(Missing("package", "the package camel-tools", "uv pip install camel-tools"))
    if not _is_installed("torch"):
        missing.append(Missing("torch", "the package torch", "uv sync --extra neural"))
    if not _is_installed("transformers"):
        missing.append(Missing("transformers", "the package transformers", "uv sync --extra neural"))
    own = _default_folder()
    if not _can_be_made(own):
        what = f"a home folder to write to: CAMeL Tools makes {own} whenever it starts"
        missing.append(Missing("home", what, "export HOME=FOLDER"))
    chosen = os.environ.get("CAMELTOOLS_DATA")
    folder = own if chosen is None else Path(chosen).expanduser().absolute()
    components, problem = _read_catalogue(folder / "catalogue.json")
    missing.extend(problem)
    for piece, component, usual, files, words, command in _DATASETS:
        path = folder / "data" / _dataset(components, component, usual)
        if not all(any((path / name).is_file() for name in names) for names in files):
            missing.append(Missing(piece, f"{words} in {path}", command))
    return CamelState(folder, installed, tuple(missing))


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ValueError:
        # Imported, by way of something that says nothing about where it came from.
        return True


def _default_folder() -> Path:
    try:
        home = Path.home()
    except RuntimeError:
        # No HOME, and nobody in the list of users: a container.
        home = Path("~")
    return home / ("AppData/Roaming/camel_tools" if sys.platform == "win32" else ".camel_tools")


def _can_be_made(folder: Path) -> bool:
    if folder.exists():
        return folder.is_dir()
    parent = next((each for each in folder.parents if each.exists()), None)
    return folder.is_absolute() and parent is not None and parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)


def _read_catalogue(path: Path) -> tuple[dict[str, Any], tuple[Missing, ...]]:
    """The catalogue's components; where it cannot be read none, and what to do."""
    if not path.is_file():
        # CAMeL Tools would fetch it from the network by itself as soon as it is imported.
        return {}, (Missing("catalogue", f"the catalogue {path}", "camel_data -u"),)
    try:
        catalogue = json.loads(path.read_text(encoding="utf-8"))
        components = catalogue["components"]
        whole = "version" in catalogue and isinstance(catalogue["packages"], dict) and isinstance(components, dict)
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        # camel_data itself cannot start from a damaged one: a download that failed may have left an error page.
        command = f"rm {shlex.quote(str(path))} && camel_data -u"
        return {}, (Missing("catalogue", f"a whole catalogue (that in {path} is damaged)", command),)
    return components, ()


def _dataset(components: dict[str, Any], component: str, usual: str) -> str:
    try:
        entry = components[component]
        return str(entry["datasets"][entry["default"]]["path"])
    except (KeyError, TypeError):
        return usual
