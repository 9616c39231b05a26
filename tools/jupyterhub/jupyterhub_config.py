"""JupyterHub for a course: instructors get formgrader, students the list of assignments.

For system users of one machine; README.md beside this file says what goes where.
"""

import os
import sys
from pathlib import Path

from jupyterhub.spawner import Spawner

HERE = Path(__file__).resolve().parent
INSTRUCTORS = "instructors"  # a group of the hub's
CLONE = "w2v"  # the project, in an instructor's home, closed to students

c = get_config()  # noqa: F821

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # behind a web server that speaks https
c.JupyterHub.load_groups = {INSTRUCTORS: {"users": ["teacher"]}}
c.JupyterHub.authenticator_class = "pam"  # the machine's own users and passwords
c.Authenticator.allow_all = True

c.Spawner.cmd = [str(Path(sys.executable).with_name("jupyterhub-singleuser"))]
c.Spawner.default_url = "/lab"


def settings(spawner: Spawner) -> str:
    """The folders in which a user's Jupyter and nbgrader look for their configuration."""
    folders = [HERE / "everybody"]
    if any(group.name == INSTRUCTORS for group in spawner.user.groups):
        # JupyterLab shows formgrader in a frame, which JupyterHub forbids.
        folders += [HERE / "instructors", Path(f"~{spawner.user.name}", CLONE).expanduser()]
    else:
        folders += [HERE / "students"]
    return os.pathsep.join(map(str, folders))


c.Spawner.environment = {
    "JUPYTER_CONFIG_PATH": settings,
    # What TensorFlow says at its start looks like an error in a notebook.
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
