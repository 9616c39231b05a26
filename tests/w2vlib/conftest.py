"""A folder that `train` wrote, for verbs that ask it."""

import pytest

from w2vlib import Trainer


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """Short training on the little world: its colours are near each other, no more is asked."""
    folder = tmp_path_factory.mktemp("trained")
    Trainer("miniworld", dim=16, epochs=2, progress=False).train().save(folder)
    return folder
