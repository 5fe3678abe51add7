"""A workspace on SQLite and on a PostgreSQL server that the tests start for themselves."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from pathlib import Path

import pytest

from reader.store.workspace import Workspace


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    """Nothing that a test does reaches the user's own files."""
    home = tmp_path / "home"
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(home))
    return home


def binaries() -> Path | None:
    # Debian keeps them out of the PATH, a folder a version.
    folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *map(Path, os.get_exec_path())]
    needed = ("initdb", "postgres", "pg_ctl")
    return next((folder for folder in folders if all((folder / name).exists() for name in needed)), None)


def as_nobody() -> list[str]:
    """PostgreSQL will not be run by root."""
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []


@pytest.fixture(scope="session")
def postgres_server():
    """The URL of a server's maintenance database, without its name; the server lasts as long as the tests."""
    pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
    where = binaries()
    if where is None:
        pytest.skip("PostgreSQL's server is not installed")
    folder = Path(tempfile.mkdtemp(prefix="reader-postgres-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam("nobody")
        os.chown(folder, account.pw_uid, account.pw_gid)
    data = folder / "data"
    made = [str(where / "initdb"), "-D", str(data), "-U", "reader", "-A", "trust", "-E", "UTF8", "--no-locale"]
    subprocess.run([*as_nobody(), *made], check=True, capture_output=True, cwd=folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    control = [*as_nobody(), str(where / "pg_ctl"), "-D", str(data), "-w"]
    options = f"-k {folder} -h 127.0.0.1 -p {port}"
    subprocess.run(
        [*control, "-l", str(folder / "log"), "-o", options, "start"], check=True, capture_output=True, cwd=folder
    )
    yield f"postgresql://reader@127.0.0.1:{port}"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(postgres_server):
    """The URL of an empty database."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield f"{postgres_server}/{name}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def place(request, tmp_path):
    """Where a workspace can be made: a path, then a URL."""
    if request.param == "sqlite":
        return tmp_path / "مكتبة" / ".reader" / "reader.db"
    return request.getfixturevalue("postgres")


@pytest.fixture
def workspace(place):
    """An open workspace of سلمى's."""
    with Workspace.open(place, who="سلمى") as opened:
        yield opened
