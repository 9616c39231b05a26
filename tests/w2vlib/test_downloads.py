"""Downloads from a small server on this machine that breaks off, lies and sends wrong bytes."""

import hashlib
import io
import random
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import keras
import pytest

from w2vlib import open_corpus
from w2vlib.__main__ import main
from w2vlib.corpora import downloaded, downloads
from w2vlib.corpora.downloaded import DownloadedText, WikiText
from w2vlib.corpora.downloads import Download, fetch

CONTENT = random.Random(0).randbytes(300_000)


class Server(BaseHTTPRequestHandler):
    """Serves `content`; `answers` holds what to do wrong, one entry for each request."""

    def do_GET(self):
        told = self.server
        told.asked.append((self.path, self.headers.get("Range")))
        fault = told.faults.pop(0) if told.faults else {}
        if status := fault.get("status"):
            self.send_error(status)
            return
        body, start = fault.get("content", told.content), 0
        if (wanted := self.headers.get("Range")) and not fault.get("no_range"):
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.send_header("Content-Length", str(len(body) - start + fault.get("lie", 0)))
        self.end_headers()
        self.wfile.write(body[start : start + fault.get("breaks_after", len(body))])

    def log_message(self, *_):
        pass


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(downloads, "_WAITS", (0.0, 0.0, 0.0))
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.delenv(downloads.MIRROR, raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.content, server.asked, server.faults = CONTENT, [], []
    server.base = f"http://127.0.0.1:{server.server_port}/some/"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def wanted(server, content=CONTENT):
    return Download("a.zip", server.base, len(content), hashlib.sha1(content).hexdigest())


def test_a_file_is_downloaded_once(server, tmp_path):
    for _ in range(2):
        path = fetch(wanted(server), tmp_path / "new")
        assert path == tmp_path / "new" / "a.zip" and path.read_bytes() == CONTENT
    assert server.asked == [("/some/a.zip", None)]
    assert [file.name for file in path.parent.iterdir()] == ["a.zip"]


def test_a_download_that_breaks_off_goes_on_where_it_was(server, tmp_path):
    server.faults = [{"breaks_after": 100_000}, {"breaks_after": 50_000}]
    assert fetch(wanted(server), tmp_path).read_bytes() == CONTENT
    assert [asked for _, asked in server.asked] == [None, "bytes=100000-", "bytes=150000-"]


def test_the_next_run_goes_on_where_the_last_one_was(server, tmp_path):
    server.faults = [{"breaks_after": 100_000}, *[{"status": 503}] * 4]
    with pytest.raises(OSError, match=r"503 .*after 100,000 of 300,000 bytes; .*miniworld"):
        fetch(wanted(server), tmp_path)
    assert fetch(wanted(server), tmp_path).read_bytes() == CONTENT
    assert server.asked[-1][1] == "bytes=100000-"


def test_a_server_that_cannot_go_on_is_asked_for_all(server, tmp_path):
    server.faults = [{"breaks_after": 100_000}, {"no_range": True}]
    assert fetch(wanted(server), tmp_path).read_bytes() == CONTENT


def test_a_server_that_always_breaks_off_is_given_up(server, tmp_path):
    server.faults = [{"breaks_after": n, "no_range": True} for n in (900, 100, 900, 100, 900, 100)]
    with pytest.raises(OSError, match=r"ended too early, after 900 of 300,000"):
        fetch(wanted(server), tmp_path)
    assert len(server.asked) == 5


@pytest.mark.parametrize("lie", [-120_000, 120_000])
def test_a_wrong_content_length_does_no_harm(server, tmp_path, lie):
    server.faults = [{"lie": lie}]
    assert fetch(wanted(server), tmp_path).read_bytes() == CONTENT


@pytest.mark.parametrize("content", [CONTENT[:-1] + b"x", CONTENT[1:] + b"more than that"])
def test_wrong_bytes_are_removed_and_told(server, tmp_path, content):
    server.content = content
    expected = hashlib.sha1(CONTENT).hexdigest()
    with pytest.raises(ValueError, match=f"not the wanted file: expected SHA-1 {expected}, found"):
        fetch(wanted(server), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_wrong_bytes_of_an_earlier_run_are_thrown_away(server, tmp_path):
    (tmp_path / "a.zip.part").write_bytes(b"<html>please log in</html>")
    assert fetch(wanted(server), tmp_path).read_bytes() == CONTENT


def test_a_file_that_was_damaged_since_is_downloaded_anew(server, tmp_path):
    (tmp_path / "a.zip").write_bytes(CONTENT[:-9])
    with pytest.warns(UserWarning, match=r"expected 300,000 bytes, found 299,991"):
        assert fetch(wanted(server), tmp_path).read_bytes() == CONTENT


def test_a_missing_file_is_told_at_once(server, tmp_path):
    server.faults = [{"status": 404}]
    with pytest.raises(OSError, match=r"404 Not Found.*--mirror"):
        fetch(wanted(server), tmp_path)
    assert len(server.asked) == 1


def test_without_a_network_two_corpora_are_named(server, tmp_path):
    server.shutdown()
    server.server_close()
    with pytest.raises(OSError, match=r"could not be downloaded.*docstrings and miniworld"):
        fetch(wanted(server), tmp_path)


# Mirrors


def test_a_mirror_is_asked_in_place_of_the_address(server, tmp_path):
    elsewhere = Download("a.zip", "http://127.0.0.1:9/", len(CONTENT), wanted(server).sha1)
    assert fetch(elsewhere, tmp_path / "1", server.base.rstrip("/")).read_bytes() == CONTENT
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "a.zip").write_bytes(CONTENT)
    mirror = (tmp_path / "disk").as_uri()
    assert fetch(elsewhere, tmp_path / "2", mirror).read_bytes() == CONTENT


def test_a_mirror_that_makes_no_sense_is_told_before_any_work(monkeypatch, tmp_path, capsys):
    for corpus, mirror, message in (
        ("text8", "ftp://x", "must begin with http://, https://, file://"),
        ("imdb", "https://x", "Keras, which knows no mirror"),
        ("miniworld", "https://x", "a mirror is only for"),
    ):
        out = tmp_path / "out"
        assert main(["train", "--corpus", corpus, "--mirror", mirror, "--out", str(out)]) == 2
        assert message in capsys.readouterr().err
        assert not out.exists()
    monkeypatch.setenv(downloads.MIRROR, "nonsense")
    with pytest.raises(ValueError, match="nonsense"):
        open_corpus("wikitext-2")


# The corpora

WIKI = " \n = A title = \n \n The <unk> cat , 1 @,@ 000 of them . \n = = Part = = \n It sat \n"


@pytest.fixture
def packed(server, tmp_path, monkeypatch):
    """A zip with two members on the server, and an empty cache folder."""
    monkeypatch.setattr(downloaded, "cache_folder", lambda: tmp_path)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("w/wiki.train.tokens", WIKI)
        archive.writestr("w/wiki.test.tokens", "no")
    server.content = file.getvalue()
    return wanted(server, server.content)


def test_a_downloaded_text_is_read_from_its_zip(packed, server):
    corpus = DownloadedText("w", packed, "w/wiki.train.tokens")
    assert "w" in corpus.version() and server.asked == []
    first = list(corpus.sentences())
    assert first[:2] == [["a", "title"], ["the", "unk", "cat", "1", "000", "of", "them"]]
    assert list(corpus.sentences()) == first and len(server.asked) == 1


def test_wikitext_is_read_without_headings_and_unknown_words(packed):
    corpus = WikiText("w", packed, "w/wiki.train.tokens")
    assert list(corpus.sentences()) == [["the", "cat", "1", "000", "of", "them"], ["it", "sat"]]


@pytest.mark.parametrize("name", ["text8", "wikitext-2", "wikitext-103"])
def test_the_environment_variable_names_a_mirror(name, server, tmp_path, monkeypatch):
    monkeypatch.setattr(downloaded, "cache_folder", lambda: tmp_path)
    monkeypatch.setenv(downloads.MIRROR, server.base)
    server.faults = [{"status": 404}]
    with pytest.raises(OSError, match="404"):
        list(open_corpus(name).sentences())
    assert server.asked[0][0].startswith(f"/some/{name}")


def test_imdb_gives_the_words_of_the_training_reviews(monkeypatch):
    def load_data(**asked):
        assert asked == {
            "num_words": 2**31, "start_char": None, "oov_char": None, "index_from": 0
        }  # fmt: skip
        return ([[1, 3], [2]], None), ([[3]], None)

    monkeypatch.setattr(keras.datasets.imdb, "load_data", load_data)
    monkeypatch.setattr(
        keras.datasets.imdb, "get_word_index", lambda: {"the": 1, "film": 3, "it's": 2}
    )
    assert list(open_corpus("imdb").sentences()) == [["the", "film"], ["it's"]]


def test_imdb_without_a_network_is_one_sentence(monkeypatch):
    def fails(**_):
        raise Exception("URL fetch failure")

    monkeypatch.setattr(keras.datasets.imdb, "get_word_index", fails)
    with pytest.raises(OSError, match=r"URL fetch failure; .*docstrings and miniworld"):
        list(open_corpus("imdb").sentences())
