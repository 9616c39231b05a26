"""Of many alike, the default run tries a few."""

from collections.abc import Iterable

import pytest


def most_wait(values: Iterable[str], few: Iterable[str]) -> list:
    """Parameters of which all but ``few`` wait for --all."""
    values, few = list(values), list(few)
    assert few and set(few) <= set(values), f"{few} are to be tried, of {values}"
    return [v if v in few else pytest.param(v, marks=pytest.mark.long) for v in values]
