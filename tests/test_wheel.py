"""A wheel built from the checkout works when it is installed elsewhere, without torch."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UV = os.environ.get("UV") or shutil.which("uv")

pytestmark = [
    pytest.mark.wheel,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(UV is None, reason="uv is not installed"),
]


def run(*command: str | Path, cwd: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("VIRTUAL_ENV", "PYTHON", "UV_"))}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(UV or "", "build", "--wheel", "--out-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_themes_seeds_and_lexicons(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "reader/themes/dark.toml",
        "reader/seeds/",
        "reader/labels.toml",
        "reader/annotate/lexicon/",
        "reader/ui/reader.tcss",
        "reader/wording/ar/LC_MESSAGES/messages.mo",
        "reader/serving/templates/reading.html",
        "reader/serving/web/fonts/DejaVuSansMono.woff2",
        "reader/report/page/whole.html",
        "reader/report/page/report.css",
    ):
        assert any(name.startswith(part) for name in names), part


def test_installed_elsewhere_it_annotates_its_own_seed(wheel: Path, tmp_path: Path) -> None:
    run(UV or "", "venv", "--quiet", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    run(
        UV or "", "pip", "install", "--quiet", "--python", python, "--overrides", ROOT / "lean.txt", wheel, cwd=tmp_path
    )
    installed = run(UV or "", "pip", "list", "--python", python, cwd=tmp_path)
    assert "camel-tools" in installed
    assert "torch" not in installed
    where = "from reader.paths import bundled; print(bundled('seeds'))"
    seeds = run(python, "-c", where, cwd=tmp_path).strip()
    assert seeds.startswith(str(tmp_path))
    printed = run(tmp_path / "venv" / "bin" / "reader", "render", seeds, "--color", "always", cwd=tmp_path)
    assert "ﻮﻜﺳﻮﻣ" in printed
    assert "\x1b[" in printed
