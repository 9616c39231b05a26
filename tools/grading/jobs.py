"""Who grades: several threads of this process, or the workers of a cluster, through joblib."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from tools.grading.at_once import at_once
from tools.grading.place import Place
from tools.grading.settings import Settings
from tools.grading.trouble import CannotGrade

if TYPE_CHECKING:
    from tools.grading.cluster import Cluster


def workforce(settings: Settings) -> "Here | Cluster":
    """Where the settings let submissions be graded: a context manager.

    Raises:
        CannotGrade: by ``with`` or here, where that can't be used.
    """
    if settings.scheduler is None:
        return Here(settings.kind, settings.jobs)
    try:
        from tools.grading.cluster import Cluster
    except ImportError:
        from tools.doctor import part_command

        raise CannotGrade(
            f"--scheduler needs Dask, which is not installed. Install it: {part_command('cluster')}"
        ) from None
    return Cluster(settings.scheduler, settings.kind)


class Here:
    """This machine.

    Args:
        kind: of the ``Kernels``.
        jobs: how many submissions are graded at once.
    """

    def __init__(self, kind: str, jobs: int):
        self.place, self.jobs = Place(kind), jobs

    def __enter__(self):
        self.place.__enter__()
        return self

    def __exit__(self, *details):
        self.place.__exit__(*details)

    def answers(self, jobs: Iterable[dict], begun: Callable[[dict], None]) -> Iterator[dict]:
        """What ``Place.grade`` says of each job, as it comes.

        Args:
            jobs: they are drawn as needed.
            begun: called with each job when its time has come.
        """

        def grade(job: dict) -> dict:
            begun(job)
            return self.place.grade(job)

        return at_once(grade, jobs, n_jobs=self.jobs, backend="threading")
