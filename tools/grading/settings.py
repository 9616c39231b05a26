"""What a run of the grader is told: by the command line of ``grade``, or by another program."""

from dataclasses import dataclass, field
from pathlib import Path

from tools.collecting.deadlines import Deadlines


@dataclass(frozen=True)
class Settings:
    """``grade --help`` explains them.

    ``replay`` is a seed, or 0; ``scheduler`` and ``gradebook`` are addresses, or None for this
    machine and for a file in ``out``. ``kind`` is that of the sandbox's ``Kernels``.
    """

    out: Path
    jobs: int = 1
    again: bool = False
    replay: int = 0
    deadlines: Deadlines = field(default_factory=Deadlines)
    scheduler: str | None = None
    gradebook: str | None = None
    kind: str = "warm"
