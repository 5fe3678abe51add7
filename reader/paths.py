"""Decides where the files that come with the reader are found, and where a user's own files are kept."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

APPLICATION = "arabic-reader"
FOLDER = ".reader"
"""The name of the folder that holds the workspace of the folder it is in."""
DATABASE = "reader.db"


def bundled(name: str) -> Path:
    """A file or folder that comes with the reader.

    `themes` and `seeds` stand beside the package in a checkout and inside it in a wheel.
    """
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.exists() else package.parent / name


def config_folder() -> Path:
    """The folder with the user's config.toml, labels.toml, themes and lexicons; it may not exist."""
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False)


def data_folder() -> Path:
    """The folder where the reader keeps data that belongs to no other folder; it may not exist."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; nobody but the user may enter those of the user's own data, whatever the umask.

    OSError where a folder cannot be made.
    """
    own, folder = data_folder(), Path(os.path.abspath(folder))
    if not folder.is_relative_to(own):
        folder.mkdir(parents=True, exist_ok=True)
        return
    own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in reversed([above for above in (folder, *folder.parents) if above.is_relative_to(own)]):
        with suppress(FileExistsError):
            each.mkdir(mode=0o700)
        _narrow(each, 0o700)


def keep_private(path: Path) -> None:
    """Let nobody else read or write a file of the user's own data; a file elsewhere may be a team's, so it is left."""
    if Path(os.path.abspath(path)).is_relative_to(data_folder()):
        _narrow(path, 0o600)


def narrow_own_folder() -> None:
    """Let nobody else into the folder of the user's own data, which earlier versions may have left open to all."""
    _narrow(data_folder(), 0o700)


def _narrow(path: Path, mode: int) -> None:
    # A file that belongs to somebody else, or is on a disk without permissions, stays as it is.
    with suppress(OSError):
        found = stat.S_IMODE(os.stat(path).st_mode)
        if found & ~mode:
            os.chmod(path, found & mode)
