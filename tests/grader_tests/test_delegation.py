"""Answers that do nothing but call the library are told from answers that use it."""

import pytest
import student_code
from small_exercises import COLOUR, DOUBLE

from grader_tests import registry
from grader_tests.delegation import delegation, delegation_in_function

HANDED_OVER = {
    "module": "import w2vlib\ndef double(values):\n    return w2vlib.objectives.double(values)",
    "name": "from w2vlib.objectives import double as theirs\ndef double(values):\n"
    "    return theirs(values)",
    "alias": "import w2vlib.objectives as o\ndef double(values):\n    return o.double(values)",
    "inside": 'def double(values):\n    """Twice."""\n    from w2vlib import objectives\n'
    "    return objectives.double(values)",
    "keywords": "import w2vlib\ndef double(values):\n    return w2vlib.x.double(values=values)",
    "imported": "from w2vlib.objectives import double",
    "imported as": "from w2vlib.objectives import twice as double",
    "assigned": "import w2vlib.objectives\ndouble = w2vlib.objectives.double",
    "assigned alias": "from w2vlib import objectives as o\ndouble = o.double",
    "with a variable": "import w2vlib\ndef double(values):\n    answer = w2vlib.x.double(values)\n"
    "    return answer",
    "lambda": "import w2vlib\ndouble = lambda values: w2vlib.x.double(values)",
    "star": "from w2vlib.objectives import *\n",
}
HONEST = {
    "own": "import numpy as np\ndef double(values):\n    return 2 * values",
    "uses a part": "from w2vlib.x import half\ndef double(values):\n    return 4 * half(values)",
    "an earlier answer": "def double(values):\n    return twice(values)",
    "unused import": "import w2vlib\ndef double(values):\n    return np.add(values, values)",
    "another function": "from w2vlib import plots\ndef draw(x):\n    return plots.bars(x)\n"
    "def double(values):\n    return values + values",
    "the name in a text": "def double(values):\n    'w2vlib.double(values)'\n    return values * 2",
    "a similar name": "import w2vlibs\ndef double(values):\n    return w2vlibs.double(values)",
    "broken": "import w2vlib\ndef double(values:\n    return w2vlib.double(values)",
    "scaffold": "def double(values):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
    "empty": "",
}


@pytest.mark.parametrize("source", HANDED_OVER.values(), ids=HANDED_OVER)
def test_an_answer_that_only_calls_the_library_is_told_so(source):
    assert "double" in delegation(source, DOUBLE)


@pytest.mark.parametrize("source", HONEST.values(), ids=HONEST)
def test_honest_code_is_left_alone(source):
    assert delegation(source, DOUBLE) == ""


def test_a_method_that_only_calls_the_library_is_found_in_its_class():
    source = (
        "from w2vlib import objectives\n"
        "class EmbeddingModel:\n"
        "    def get_bias_weights(self):\n"
        "        return self.weights, self.bias\n"
        "    def calculate_loss(self, embeddings, context_ids, num_negative_samples):\n"
        "        return objectives.nce(embeddings, context_ids, num_negative_samples)\n"
    )
    assert "calculate_loss" in delegation(source, registry.find("04.calculate_loss"))


@pytest.mark.parametrize("exercise", student_code.functions(), ids=lambda e: e.name)
def test_no_solution_of_the_course_counts_as_handed_over(exercise):
    source = student_code.scaffolds(exercise.name)[exercise.name]
    assert delegation(source, exercise) == ""


def test_the_librarys_own_function_is_recognised_as_an_object():
    from w2vlib import objectives

    function = next(f for f in vars(objectives).values() if callable(f) and hasattr(f, "__code__"))
    assert delegation_in_function(function, DOUBLE)


def test_a_live_function_is_recognised_by_its_source():
    namespace = {}
    student_code.run("import w2vlib\ndef double(v):\n    return w2vlib.x.double(v)", namespace)
    assert delegation_in_function(namespace["double"], DOUBLE)
    student_code.run("def double(v):\n    return 2 * v", namespace)
    assert delegation_in_function(namespace["double"], DOUBLE) == ""


@pytest.mark.parametrize("answer", [None, "b", {"sky": "b"}, len, 3], ids=str)
def test_what_has_no_source_is_left_alone(answer):
    assert delegation_in_function(answer, COLOUR) == ""
