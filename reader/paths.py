"""Where the files that come with the reader lie, and where a user's own are kept."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

APPLICATION = "arabic-reader"
FOLDER = ".reader"
"""Where a folder keeps its workspace."""
DATABASE = "reader.db"


def bundled(name: str) -> Path:
    """A file or folder that comes with the reader.

    `themes` and `seeds` stand beside the package in a checkout and inside it in a wheel.
    """
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.exists() else package.parent / name


def config_folder() -> Path:
    """Where the user's config.toml, labels.toml, themes and lexicons are looked for; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False)


def data_folder() -> Path:
    """Where the reader keeps what belongs to no other folder; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; of the user's own data, nobody else may enter it, whatever the umask says."""
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
    """Let nobody else read or write a file, if it is among the user's own data; a folder of a team's is the team's."""
    if Path(os.path.abspath(path)).is_relative_to(data_folder()):
        _narrow(path, 0o600)


def narrow_own_folder() -> None:
    """Let nobody else into the user's own data, which an earlier version may have left open to everybody."""
    _narrow(data_folder(), 0o700)


def _narrow(path: Path, mode: int) -> None:
    # What belongs to somebody else, or lies on a disk without such rights, stays as it is.
    with suppress(OSError):
        found = stat.S_IMODE(os.stat(path).st_mode)
        if found & ~mode:
            os.chmod(path, found & mode)
