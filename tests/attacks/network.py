"""Attacks that talk to somebody. ``PORT`` is where the test itself listens, outside."""

from attack import Attack, probes

TCP = """
import socket
for address in (("1.1.1.1", 53), ("8.8.8.8", 443), ("127.0.0.1", PORT), ("10.0.2.2", PORT),
                ("169.254.169.254", 80), ("172.17.0.1", PORT), ("192.168.0.1", 80)):
    try:
        socket.create_connection(address, timeout=0.5).close()
        found.append(f"tcp {address}")
    except OSError:
        pass
"""
UDP = """
import socket
names = ("example.com", "localhost.localdomain", "metadata.google.internal")
socket.setdefaulttimeout(0.5)
for name in names:
    found += [f"dns {name}"] * bool(trial(socket.gethostbyname, name))
for kind, address in ((socket.AF_INET, ("1.1.1.1", 53)), (socket.AF_INET6, ("2606:4700::1", 53)),
                      (socket.AF_INET, ("255.255.255.255", 9)), (socket.AF_INET, ("224.0.0.1", 9))):
    with socket.socket(kind, socket.SOCK_DGRAM) as its:
        its.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        found += [f"udp {address}"] * bool(trial(its.sendto, b"w2v-attack", address))
for family, kind in ((17, 3), (16, 3), (2, 3), (40, 1), (38, 5)):
    try:
        with socket.socket(family, kind) as its:
            name = {17: "packet", 16: "netlink", 2: "raw", 40: "vsock", 38: "alg"}[family]
            if family == 40:
                its.settimeout(0.5)
                its.connect((2, 1024))
            found += [name] if family in (17, 2, 40) else []
    except (OSError, OverflowError):
        pass
"""
UNIX = """
import socket
from ipykernel.connect import get_connection_file
own = os.path.dirname(get_connection_file())
names = ["\\0w2v-test-listens", "/tmp/w2v-test-listens"]
names += ["/run/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket",
          "/run/systemd/private", "/run/user/0/bus"]
for line in open("/proc/net/unix").read().splitlines()[1:]:
    parts = line.split()
    if len(parts) > 7 and own not in parts[7]:
        names.append(parts[7].replace("@", "\\0", 1))
for name in names:
    with socket.socket(socket.AF_UNIX) as its:
        its.settimeout(0.5)
        found += [repr(name)] * bool(trial(its.connect, name))
"""

ATTACKS = [
    Attack(
        "calls-home",
        "TCP, UDP, DNS, raw and unix sockets",
        **probes(tcp=TCP, udp=UDP, unix=UNIX),
    ),
]
