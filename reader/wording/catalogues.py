"""Keeps the Arabic catalogues: collects what the code says, one file of translations a package, and compiles them.

`python -m reader.wording.catalogues` after a sentence has changed. It adds what is new with an empty translation, drops
what nobody says any more, and names what is still to be translated.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from reader.wording.sentences import FOLDER

KEYWORDS = {"say": (0,), "sayable": (0,), "counted": (1, 2), "countable": (0, 1)}
"""The functions that say something, and which of their arguments are the sentence and its plural."""
_PACKAGE = FOLDER.parent
_TRANSLATIONS = FOLDER / "ar"
_HEADER = rb"""# The Arabic words of the Arabic reader.
msgid ""
msgstr ""
"Project-Id-Version: arabic-reader\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\n"
"Language: ar\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"""
"""The head of every file: a fixed day, so that it changes only where sentences do, and the usual order of the plurals
(none, one, two, 3 to 10, 11 to 99, 100 and so on), which is not Babel's."""
_COMPILED = _TRANSLATIONS / "LC_MESSAGES" / "messages.mo"


def collect() -> dict[str, Catalog]:
    """What the code says, by the name of the file of translations that it belongs to, without translations."""
    catalogues: dict[str, Catalog] = {}
    for path in sorted(_PACKAGE.rglob("*.py")):
        catalogue = catalogues.setdefault(_name_of(path), _new())
        code = ast.parse(path.read_bytes())
        docstrings = _docstrings_of_commands(code) if path.parent.name == "cli" else ()
        for message in (*docstrings, *_sentences(code)):
            catalogue.add(message, locations=[(str(path.relative_to(_PACKAGE.parent)), 0)])
    return {name: catalogue for name, catalogue in catalogues.items() if len(catalogue)}


def _sentences(code: ast.Module) -> Iterator[str | tuple[str, ...]]:
    # Babel's own extraction sees no call inside another call's arguments, and none inside an f-string.
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            places = KEYWORDS[node.func.id]
            arguments = node.args[places[0] : places[-1] + 1]
            said = [str(each.value) for each in arguments if isinstance(each, ast.Constant)]
            if len(said) == len(places):
                yield said[0] if len(said) == 1 else tuple(said)


def _docstrings_of_commands(code: ast.Module) -> Iterator[str]:
    """What the help of the commands in a module begins with, as click cleans it."""
    for node in ast.walk(code):
        if isinstance(node, ast.FunctionDef) and any(
            "click.command" in each or "click.group" in each for each in map(ast.unparse, node.decorator_list)
        ):
            yield ast.get_docstring(node) or ""


def _name_of(path: Path) -> str:
    """Each package has a file, those of the interface one each (ui.ledger); the modules on top have `reader`."""
    parts = path.relative_to(_PACKAGE).parts[:-1]
    return ".".join(parts[: 2 if parts[:1] == ("ui",) else 1]) or "reader"


def _new() -> Catalog:
    return read_po(BytesIO(_HEADER), locale="ar")


def read_translations() -> Iterator[tuple[str, Catalog]]:
    """The files of translations by name, in the order of their names."""
    for path in sorted(_TRANSLATIONS.glob("*.po")):
        with path.open("rb") as file:
            yield path.stem, read_po(file, locale="ar")


def merge(collected: dict[str, Catalog], translated: dict[str, Catalog]) -> dict[str, Catalog]:
    """What the code says, with the translations there are, wherever they stood before."""
    known = {message.id: message for catalogue in translated.values() for message in catalogue if message.id}
    for catalogue in collected.values():
        for message in catalogue:
            if message.id in known:
                message.string = known[message.id].string
    return collected


def compile_into(path: Path, catalogues: dict[str, Catalog]) -> None:
    """Write all translations as the one file that the program reads."""
    whole = _new()
    for catalogue in catalogues.values():
        for message in catalogue:
            if message.id:
                whole.add(message.id, message.string)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, whole)


def missing(catalogues: dict[str, Catalog]) -> list[str]:
    """The sentences without a translation, or without one of their plural forms."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for catalogue in catalogues.values()
        for message in catalogue
        if message.id and not all(message.string if isinstance(message.string, tuple | list) else (message.string,))
    ]


def main() -> None:
    """Bring the files of translations up to date, and compile them."""
    catalogues = merge(collect(), dict(read_translations()))
    for path in _TRANSLATIONS.glob("*.po"):
        if path.stem not in catalogues:
            path.unlink()
    for name, catalogue in catalogues.items():
        with (_TRANSLATIONS / f"{name}.po").open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
    compile_into(_COMPILED, catalogues)
    for sentence in missing(catalogues):
        sys.stdout.write(f"not translated: {sentence}\n")


if __name__ == "__main__":
    main()
