"""The inner wall: what a forked child does so that it meets no other student's kernel.

It enters its own user, process, mount, IPC, network and host-name namespaces, gets empty
folders for temporary files, and gives up every right for good.
"""

import ctypes
import fcntl
import os
import socket
import struct
import sys
from pathlib import Path

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS = 0x00020000, 0x02000000, 0x04000000
CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID = 0x08000000, 0x10000000, 0x20000000
CLONE_NEWNET = 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, SIGKILL = 1, 24, 38, 9
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
CAPABILITIES_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def enter_namespaces() -> None:
    """Leave the other children's namespaces; the next fork's child is the first process of its.

    Raises:
        OSError: the kernel refuses; then nothing of a student's may run here.
    """
    user, group = os.getuid(), os.getgid()
    flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNET
    _check(_libc.unshare(flags | CLONE_NEWUTS | CLONE_NEWCGROUP), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own_network:  # talk to oneself only
        fcntl.ioctl(own_network, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))


def hide_the_others(own_folder: str, tmp_bytes: int, shm_bytes: int) -> None:
    """Empty folders in place of shared ones; of the kernels' folders only one's own stays.

    Nothing that is shared can be written to: the outer wall shows it read-only.
    """
    wanted = (own_folder, sys.base_prefix, sys.prefix)
    kept = {path: os.open(path, os.O_PATH | os.O_DIRECTORY) for path in wanted}
    _mount("none", "/", None, MS_REC | MS_PRIVATE)
    plain = MS_NOSUID | MS_NODEV
    _mount("tmpfs", "/tmp", "tmpfs", plain, f"size={tmp_bytes},mode=755")
    _mount("tmpfs", "/dev/shm", "tmpfs", plain, f"size={shm_bytes},mode=1777")
    _mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666")
    _mount("proc", "/proc", "proc", plain | MS_NOEXEC)
    shared = os.path.dirname(os.path.dirname(own_folder))
    if os.path.isdir(shared):  # it does not lie in the old /tmp
        _mount("tmpfs", shared, "tmpfs", plain, "size=1m,mode=755")
    for path, number in kept.items():
        if not os.path.isdir(path):  # it lies in a folder that is empty now
            os.makedirs(path)
            _mount(f"/proc/self/fd/{number}", path, None, MS_BIND)
        os.close(number)


def show_own_library(lesson: str) -> None:
    """The lesson's copy of the library, where Python looks; the other lessons' are hidden."""
    course = Path(__file__).parent.parent
    _mount(f"{course}/libraries/{lesson}/w2vlib", f"{course}/w2vlib", None, MS_BIND)
    _mount("tmpfs", f"{course}/libraries", "tmpfs", MS_NOSUID | MS_NODEV | MS_RDONLY, "size=4k")


def give_up_rights() -> None:
    """No namespaces within this one, no capability, and no way back to any."""
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    capability = 0
    while _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    header, none = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    _check(_libc.capset(header, none), "capset")
    _check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def die_with_parent() -> None:
    """Let the system kill this process when its parent ends."""
    _check(_libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0), "pdeathsig")


def _mount(source: str, place: str, kind: str | None, flags: int, options: str = "") -> None:
    arguments = [text and text.encode() for text in (source, place, kind)]
    done = _libc.mount(*arguments, ctypes.c_ulong(flags), options.encode())
    _check(done, f"mount {place}")


def _check(status: int, what: str) -> None:
    if status != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
