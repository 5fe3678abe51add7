"""Names the version of the engine whose proposals the index keeps, so that those of another one are made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import reader.annotate
from reader import labels
from reader.annotate import default_names
from reader.annotate.commitments.own_words import FILE as OWN_WORDS
from reader.paths import config_folder

_PACKAGE = Path(reader.annotate.__file__).parent
_CODE = (".py", ".pyc")


def engine_version(learnt: str = "", *, names: Sequence[str] | None = None) -> str:
    """The version of the engine with what was learnt in a workspace (as JSON), and with these annotators.

    It changes with the files of the engine (model, lexicon, judges, labels), with the user's own words and labels, with
    the annotators, and with what was learnt; not with the program's code alone, as long as that keeps its version.
    """
    digest = hashlib.blake2b(digest_size=8)
    for part in (version("arabic-reader"), *(names or default_names()), learnt):
        digest.update(f"{part}\0".encode("utf-8", "surrogatepass"))
    for path in _files():
        status = path.stat()
        digest.update(path.name.encode())
        digest.update(_digest(path, status.st_size, status.st_mtime_ns))
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix not in _CODE:
            yield path
    shipped = Path(reader.__file__).with_name(labels.FILE)
    yield from filter(Path.is_file, (shipped, config_folder() / labels.FILE, config_folder() / OWN_WORDS))


@lru_cache(maxsize=256)
def _digest(path: Path, size: int, modified: int) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
