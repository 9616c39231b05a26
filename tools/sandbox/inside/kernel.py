"""Become a kernel whose sockets were bound outside, so that it can write to no shared folder.

    python -m inside.kernel REQUEST

REQUEST is JSON: the kernel's ``arguments``, its ``limits``, and ``listeners``, which maps the
address of each socket to the file descriptor that listens there.
"""

import json
import resource
import sys


def run(request: dict) -> None:
    """Run the kernel; return at its end."""
    set_limits(request["limits"])
    listen_on(request["listeners"])
    sys.argv = ["ipykernel_launcher", *request["arguments"]]
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


def set_limits(limits: dict[str, int]) -> None:
    """Resource limits by their names in ``resource``, for example ``{"RLIMIT_NPROC": 256}``."""
    for name, most in limits.items():
        resource.setrlimit(getattr(resource, name), (most, most))


def listen_on(listeners: dict[str, int]) -> None:
    """Let sockets that are bound to one of these addresses use the descriptor instead."""
    import zmq

    bind = zmq.Socket.bind

    def bind_or_use(self, address):
        if address in listeners:
            self.set(zmq.USE_FD, listeners[address])
        return bind(self, address)

    zmq.Socket.bind = bind_or_use


if __name__ == "__main__":
    sys.path.pop(0)  # the working folder, which the kernel itself puts there
    run(json.loads(sys.argv[1]))
