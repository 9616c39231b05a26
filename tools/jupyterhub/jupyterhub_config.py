"""JupyterHub for a course: instructors get formgrader, students the list of assignments.

For system users of one machine; README.md beside this file says what goes where.
"""

import sys
from pathlib import Path

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


def settings(spawner) -> str:
    """Where a user's Jupyter and nbgrader look first: what is read last there is read by all."""
    if any(group.name == INSTRUCTORS for group in spawner.user.groups):
        return f"~{spawner.user.name}/{CLONE}"
    return str(HERE / "students")


c.Spawner.environment = {
    "JUPYTER_CONFIG_PATH": lambda spawner: str(Path(settings(spawner)).expanduser()),
    # What TensorFlow says at its start looks like an error in a notebook.
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
