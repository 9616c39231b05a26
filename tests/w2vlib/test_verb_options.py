"""What `--help` lists is used by a test; verbs that ask vectors start without TensorFlow."""

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from w2vlib.__main__ import VERBS, main

ASKING = ["neighbors", "analogy", "evaluate", "plot", "export"]


def options_of(name):
    parsers = argparse.ArgumentParser().add_subparsers()
    VERBS[name].add(parsers)
    return parsers.choices[name]


@pytest.mark.parametrize("name", ["train", *ASKING])
def test_every_option_is_used_by_a_test_and_explained(name):
    verb = options_of(name)
    tests = [path for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__)]
    used = "".join(t for t in (path.read_text("utf-8") for path in tests) if f'["{name}"' in t)
    text = verb.format_help()
    for action in verb._actions:
        for option in action.option_strings:
            if option not in ("-h", "--help"):
                assert f'"{option}"' in used, f"no test of {name} uses {option}"
                assert option in text
        assert action.help or not action.option_strings


@pytest.mark.parametrize("name", ["neighbors", "analogy"])
def test_a_question_to_trained_vectors_needs_no_tensorflow(trained, name):
    words = ["king"] if name == "neighbors" else ["man", "king", "woman"]
    code = (
        "import sys; from w2vlib.__main__ import main\n"
        f"assert main({[name, *words, '--vectors', str(trained)]!r}) == 0\n"
        "print('tensorflow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_analogy_gives_as_many_answers_as_asked_for(trained, capsys):
    assert main(["analogy", "man", "king", "woman", "--vectors", str(trained), "--count", "4"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "man is to king as woman is to" and len(lines) == 5
