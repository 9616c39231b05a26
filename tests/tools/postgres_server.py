"""A PostgreSQL server of a test's own: in a temporary folder, reached through a socket file."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from sqlalchemy.engine import URL

from tools import doctor

USER, PASSWORD, DATABASE = "grader", "s3cret/word", "course"
PLAIN_USER = "nobody"  # PostgreSQL refuses to run as root


@contextlib.contextmanager
def server():
    """The folder of a running server's socket."""
    programs = Path(doctor.find_postgresql())
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path must be short
    try:
        password = folder / "password"
        password.write_text(PASSWORD)
        if os.geteuid() == 0:
            for path in (folder, password):
                shutil.chown(path, PLAIN_USER)
        data = str(folder / "data")
        login = ["--auth=scram-sha-256", f"--username={USER}", f"--pwfile={password}"]
        run([programs / "initdb", "--pgdata", data, "--no-sync", *login])
        settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}"]
        running = subprocess.Popen(
            as_plain_user([programs / "postgres", "-D", data, "-F", *settings]),
            stderr=subprocess.DEVNULL,
        )
        try:
            enter = [f"--host={folder}", f"--username={USER}"]
            run([programs / "pg_isready", "--timeout=60", *enter], tries=100)
            run([programs / "createdb", *enter, DATABASE])
            yield folder
        finally:
            running.send_signal(signal.SIGINT)  # ends its sessions, too
            running.wait(60)
    finally:
        shutil.rmtree(folder)


def address(folder: Path, password: str = PASSWORD) -> str:
    """The database's URL."""
    place = {"host": str(folder)}
    url = URL.create("postgresql", USER, password, database=DATABASE, query=place)
    return url.render_as_string(hide_password=False)


def as_plain_user(command: list) -> list[str]:
    user = []
    if os.geteuid() == 0:
        user = ["setpriv", f"--reuid={PLAIN_USER}", "--clear-groups"]
    return [*user, *map(str, command)]


def run(command: list, tries: int = 1) -> None:
    environment = {**os.environ, "PGPASSWORD": PASSWORD}
    for attempt in range(tries):
        done = subprocess.run(
            as_plain_user(command), env=environment, cwd="/", capture_output=True, text=True
        )
        if done.returncode == 0:
            return
        if attempt + 1 < tries:
            time.sleep(0.1)
    raise AssertionError(f"{command}: {done.stdout} {done.stderr}")
