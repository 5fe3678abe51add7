"""Writes a file whole or not at all, so that a pull that is killed leaves no half of a line."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from reader.errors import StoreError, shown
from reader.store.rescue import sync_folder
from reader.wording import say

_BEGUN = ".pull-"


def write_whole(path: Path, data: bytes, *, keeps: bool = False) -> None:
    """Put data in the place of a file, or after what it has where `keeps` is set; StoreError where that fails."""
    target = path.resolve()
    begun = target.with_name(f"{_BEGUN}{secrets.token_hex(6)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(begun, "xb") as file:
                if keeps and target.exists():
                    _copy(target, begun, file)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(begun, target)
        finally:
            begun.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(
            say(
                "{path}: the file cannot be written ({reason}); nothing in it is lost. Make room, or "
                "check its permissions, and pull again.",
                path=shown(path),
                reason=reason,
            )
        ) from error


def _copy(target: Path, begun: Path, file: BinaryIO) -> None:
    with open(target, "rb") as earlier:
        shutil.copyfileobj(earlier, file)
        if earlier.tell():
            earlier.seek(-1, os.SEEK_END)
            if earlier.read(1) != b"\n":
                file.write(b"\n")
    with suppress(OSError):
        shutil.copymode(target, begun)


def remove_begun(folder: Path) -> None:
    """Remove the files that a killed pull has left in a folder."""
    for path in folder.glob(f"{_BEGUN}*.part"):
        with suppress(OSError):
            path.unlink()
