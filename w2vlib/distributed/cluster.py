"""The workers of a training and their addresses, as `TF_CONFIG` tells them; no TensorFlow."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass

VARIABLE = "TF_CONFIG"
EXAMPLE = (
    '{"cluster": {"worker": ["10.0.0.1:2222", "10.0.0.2:2222"]}, '
    '"task": {"type": "worker", "index": 0}}'
)


class LostWorkerError(RuntimeError):
    """Another worker is gone, so this one cannot go on."""


@dataclass(frozen=True)
class Cluster:
    """Addresses `host:port` of all workers, the chief first, and which of them this process is."""

    workers: tuple[str, ...]
    index: int

    @property
    def is_chief(self) -> bool:
        """Whether this process measures, writes files and prints."""
        return self.index == 0

    def environment(self) -> dict[str, str]:
        """`TF_CONFIG` for this process."""
        told = {
            "cluster": {"worker": list(self.workers)},
            "task": {"type": "worker", "index": self.index},
        }
        return {VARIABLE: json.dumps(told)}


def read_cluster() -> Cluster:
    """The cluster that the environment variable `TF_CONFIG` describes.

    Raises:
        ValueError: it is missing or not of the known form.
    """
    text = os.environ.get(VARIABLE)
    if not text:
        raise ValueError(
            f"strategy 'multi-worker' needs {VARIABLE}, with the same addresses on every machine "
            f"and the machine's own index: {VARIABLE}='{EXAMPLE}'"
        )
    try:
        told = json.loads(text)
        cluster, task = told["cluster"], told["task"]
        jobs = [
            (kind, address) for kind in ("chief", "worker") for address in cluster.get(kind, ())
        ]
        place = jobs.index((task["type"], cluster[task["type"]][_whole(task["index"])]))
        workers = tuple(address for _, address in jobs)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise ValueError(f"{VARIABLE} is {text!r}; it must look like {EXAMPLE}") from error
    if len(set(workers)) < len(workers) or not all(map(_is_address, workers)):
        raise ValueError(
            f"{VARIABLE} names the workers {', '.join(map(str, workers))}; each needs an address "
            "host:port of its own"
        )
    return Cluster(workers, place)


def is_chief(strategy: str) -> bool:
    """Whether this process measures, writes files and prints; alone, it does."""
    return strategy != "multi-worker" or read_cluster().is_chief


def _whole(index) -> int:
    if not isinstance(index, int) or isinstance(index, bool) or index < 0:
        raise ValueError(f"{index!r} is no index")
    return index


def _is_address(address) -> bool:
    host, colon, port = str(address).rpartition(":")
    return bool(host and colon and port.isdecimal() and 0 < int(port) < 65536)
