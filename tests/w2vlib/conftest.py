"""What several tests of the library use."""

import pytest

from w2vlib import Trainer


@pytest.fixture(autouse=True)
def own_token_cache(tmp_path_factory, monkeypatch):
    """Encoded texts of the tests stay out of the user's cache folder."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr("w2vlib.tokens.cache.cache_folder", lambda: folder)
    return folder


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """A folder that `train` wrote: its colours are near each other, no more is asked of it."""
    folder = tmp_path_factory.mktemp("trained")
    Trainer("miniworld", dim=16, epochs=2, progress=False).train().save(folder)
    return folder
