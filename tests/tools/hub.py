"""A JupyterHub on loopback for a test, after the recipe in tools/jupyterhub, and who logs in."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

from tests.tools.people import ROOT, TEACHER, People, reachable

PASSWORD = "for this test only"
# Debian's package of the proxy is found by Debian's node; by another node it must be told.
DEBIANS_NODE_MODULES = "/usr/share/nodejs"


class Hub:
    """The recipe with another way to log in, and with everything in the folder of ``people``."""

    def __init__(self, people: People):
        folder = people.folder / "hub"
        shutil.copytree(ROOT / "tools" / "jupyterhub", folder)
        self.address, api, proxy_api = (f"http://127.0.0.1:{free_port()}" for _ in range(3))
        lines = [
            f'load_subconfig("{folder / "jupyterhub_config.py"}")',
            f'c.JupyterHub.bind_url = "{self.address}"',
            f'c.JupyterHub.hub_bind_url = "{api}"',
            f'c.ConfigurableHTTPProxy.api_url = "{proxy_api}"',
            'c.JupyterHub.authenticator_class = "dummy"',
            f'c.DummyAuthenticator.password = "{PASSWORD}"',
            f'c.JupyterHub.load_groups = {{"instructors": {{"users": ["{TEACHER}"]}}}}',
            "recipe = c.Spawner.environment['JUPYTER_CONFIG_PATH']",
            f"exchange = '{people.settings}'",
            "c.Spawner.environment['JUPYTER_CONFIG_PATH'] = "
            "lambda spawner: exchange + ':' + recipe(spawner)",
            "",
        ]
        (folder / "test_config.py").write_text("\n".join(lines))
        self.log = folder / "log"
        programs = str(Path(sys.executable).parent)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*reachable(), sys.executable, "-m", "jupyterhub", "-f", "test_config.py"],
                cwd=folder,
                env={
                    "PATH": os.pathsep.join((programs, os.environ["PATH"])),
                    "LANG": "C.UTF-8",
                    "NODE_PATH": DEBIANS_NODE_MODULES,
                },
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> None:
        limit = time.monotonic() + 120
        while time.monotonic() < limit:
            assert self.process.poll() is None, self.log.read_text()
            with contextlib.suppress(requests.RequestException):  # the proxy comes before the hub
                if requests.get(f"{self.address}/hub/health", timeout=5).ok:
                    return
            time.sleep(0.5)
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        self.process.kill()  # and with it all that it has started, see ``reachable``
        self.process.wait()


class Login:
    """A user who has logged in by the hub's form and whose server runs."""

    def __init__(self, hub: Hub, name: str, password: str = PASSWORD):
        self.hub, self.name, self.session = hub, name, requests.Session()
        form = f"{hub.address}/hub/login"
        self.session.get(form)
        answer = self.session.post(
            form,
            params={"_xsrf": self.session.cookies.get("_xsrf", path="/hub/")},
            data={"username": name, "password": password},
        )
        self.refused = answer.status_code == 403
        if self.refused:
            return
        headers = {
            "X-XSRFToken": self.session.cookies.get("_xsrf", path="/hub/"),
            "Referer": form,
        }
        made = self.session.post(
            f"{hub.address}/hub/api/users/{name}/tokens", json={}, headers=headers
        )
        made.raise_for_status()
        self.token = {"Authorization": f"token {made.json()['token']}"}
        api = f"{hub.address}/hub/api/users/{name}"
        requests.post(f"{api}/server", headers=self.token).raise_for_status()
        for _ in range(240):
            if requests.get(api, headers=self.token).json()["server"]:
                return
            time.sleep(0.5)
        raise AssertionError(hub.log.read_text())

    def ask(self, method: str, path: str, of: str = "", **content) -> requests.Response:
        """A request to one's own server, or to that of somebody else."""
        address = f"{self.hub.address}/user/{of or self.name}/{path}"
        return requests.request(method, address, headers=self.token, timeout=180, **content)

    def do(self, path: str, **content):
        """Press a button of nbgrader's; what it answers."""
        answer = self.ask("POST", path, **content)
        answer.raise_for_status()
        found = answer.json()
        assert not isinstance(found, dict) or found.get("success"), found
        return found


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
