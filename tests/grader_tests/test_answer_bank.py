"""The reader of the bank of students' answers."""

import pytest

from tests.answers import bank


@pytest.fixture
def read(tmp_path, monkeypatch):
    def blocks(text: str) -> tuple[bank.Block, ...]:
        (tmp_path / "99.x.py").write_text(text, "utf-8")
        monkeypatch.setattr(bank, "FOLDER", tmp_path)
        bank.blocks.cache_clear()
        return bank.blocks("99.x")

    yield blocks
    bank.blocks.cache_clear()


@pytest.mark.parametrize(
    ("header", "kind", "misconception", "note"),
    [
        ("# %% right: numpy", "right", "", "numpy"),
        ("# %% right: tf (as a tensor)", "right", "", "tf (as a tensor)"),
        ("# %% right", "right", "", ""),
        ("# %% wrong: no-correction", "wrong", "no-correction", ""),
        ("# %% wrong: no-correction (with tf.nn)", "wrong", "no-correction", "with tf.nn"),
        ("# %% wrong: overflow (log(1 + e^x))", "wrong", "overflow", "log(1 + e^x)"),
        ("# %% wrong: (generic)", "wrong", "", "generic"),
        ("# %% error: misspelt", "error", "", "misspelt"),
        ("# %% not attempted: blank", "not attempted", "", "blank"),
    ],
)
def test_a_header_says_kind_misconception_and_note(read, header, kind, misconception, note):
    (block,) = read(f"{header}\n    return 1\n")
    assert (block.kind, block.misconception, block.note) == (kind, misconception, note)
    assert block.title.startswith(kind)


def test_a_block_is_the_text_up_to_the_next_header_with_its_indentation(read):
    first, second = read("\n# %% right: a\n    x = 1\n\n    return x\n\n# %% error: b\ndef f(:\n")
    assert first.source == "    x = 1\n\n    return x"
    assert second.source == "def f(:"


@pytest.mark.parametrize(
    "text", ["# %% rihgt: a\n1\n", "# %% wrong x\n1\n", "x = 1\n# %% right: a\n"]
)
def test_an_unreadable_file_is_refused_with_its_line(read, text):
    with pytest.raises(ValueError, match=r"99\.x\.py:\d"):
        read(text)


def test_an_exercise_without_answers_is_told_by_its_missing_file():
    with pytest.raises(FileNotFoundError):
        bank.blocks("99.nothing")


@pytest.mark.parametrize("name", bank.exercise_names())
def test_every_block_of_the_bank_has_a_text_and_wrong_ones_an_id_or_a_note(name):
    for block in bank.blocks(name):
        assert block.source.strip()
        assert block.kind != "wrong" or block.misconception or block.note
