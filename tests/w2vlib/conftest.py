import pytest


@pytest.fixture(autouse=True)
def own_token_cache(tmp_path_factory, monkeypatch):
    """Encoded texts of the tests stay out of the user's cache folder."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr("w2vlib.tokens.cache.cache_folder", lambda: folder)
    return folder
