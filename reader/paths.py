"""Where the files that come with the reader lie, and where a user's own are kept."""

from __future__ import annotations

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
