"""Every exercise of every lesson against what students write: does the judge tell it apart?

The judge is asked as ``check`` asks it, in this process. By default each answer meets one draw of
inputs. Exercises with random answers take seconds a judgement: they are tried on fewer seeds, and
only a part of their answers by default. Exercises that train get stand-ins for the trainings
(``stand_ins``).
"""

import ast
import re
from dataclasses import replace
from functools import cache
from html import unescape

import broken_answers
import numpy as np
import pytest
import stand_ins
import student_code
from student_code import scaffolds, verdict, verdict_on

from grader_tests import registry, wire
from grader_tests.exercise import ORDER, SHAPE, Choice
from grader_tests.judging import CHANGED, NO_RETURN
from tests.answers import bank
from tools import lessons

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # students' code overflows

EXERCISES, FUNCTIONS = student_code.all_exercises(), student_code.functions()
NAMES = [exercise.name for exercise in EXERCISES]
NOT_IN_EXERCISE = ("no-return", "changes-inputs")  # every exercise has these two


@pytest.fixture(autouse=True)
def no_training(monkeypatch):
    stand_ins.install(monkeypatch)


def quickened(exercise):
    """The same exercise; if its answers are random, it remembers them for each draw of inputs."""
    return remembering(exercise.name) if getattr(exercise, "draws", 0) else exercise


@cache
def remembering(name: str):
    exercise, remembered = registry.find(name), student_code.remembered
    return replace(
        exercise,
        spec=remembered(exercise.spec),
        misconceptions=tuple(
            replace(m, wrong=tuple(map(remembered, m.wrong))) for m in exercise.misconceptions
        ),
    )


@pytest.fixture
def seeds(exercise, pytestconfig) -> range:
    """Of the draws of inputs that an answer meets."""
    if not pytestconfig.option.more_draws:
        return range(1, 2)
    if getattr(exercise, "trains", False):
        return range(1, 4)
    return range(1, 6) if getattr(exercise, "draws", 0) else range(1, 21)


def parameters(*items):
    """Parameters (exercise, ...), marked slow or long where a judgement takes seconds."""
    found = []
    for exercise, *rest in items:
        titles = [x.title if isinstance(x, bank.Block) else x.id for x in rest]
        title = " ".join([exercise.name, *titles])
        title = title.encode("ascii", "replace").decode()
        takes_seconds = getattr(exercise, "draws", 0) or getattr(exercise, "trains", False)
        marks = [pytest.mark.slow] if takes_seconds else []
        if any(waits_for_all(exercise, each) for each in rest):
            marks = [pytest.mark.long]
        found.append(pytest.param(exercise, *rest, id=title, marks=marks))
    return found


def waits_for_all(exercise, tried) -> bool:
    """Where a judgement takes seconds: whether what is tried is one more of its kind.

    Those are other ways to write the same wrong idea, right answers but the first two, wrong ones
    beyond the first six ideas, and an idea's own implementation: the bank has it in a student's
    words.
    """
    if not getattr(exercise, "draws", 0):
        return False
    if not isinstance(tried, bank.Block):
        return True
    found = blocks(exercise.name, tried.kind)
    if tried.kind == "wrong":
        first = {block.misconception: block for block in reversed(found)}
        found = [block for block in found if block in first.values()]
    return tried not in found[: {"right": 2, "wrong": 6}.get(tried.kind)]


def blocks(name: str, *kinds: str) -> list[bank.Block]:
    if name not in bank.exercise_names():
        return []
    return [block for block in bank.blocks(name) if not kinds or block.kind in kinds]


def blocks_of(*kinds: str):
    return parameters(*((e, block) for e in EXERCISES for block in blocks(e.name, *kinds)))


def is_full(found) -> bool:
    return found.state == "right" and found.score == found.max_score


# --- the lesson's own code ------------------------------------------------------------------


@pytest.mark.parametrize("exercise", parameters(*((e,) for e in EXERCISES)))
def test_the_solution_scores_full(exercise, seeds):
    for seed in seeds:
        found = verdict(quickened(exercise), scaffolds(exercise.name)[exercise.name], seed)
        assert is_full(found), (seed, str(found))


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
def test_the_untouched_scaffold_scores_zero_and_is_called_not_attempted(exercise):
    found = verdict(exercise, lessons.with_answer(scaffolds(exercise.name)[exercise.name]), 1)
    assert (found.state, found.score, found.misconception) == ("not attempted", 0, "")


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_the_example_gives_the_stated_answer(exercise):
    namespace = student_code.namespace_before(exercise.name)
    student_code.run(scaffolds(exercise.name)[exercise.name], namespace)
    result = eval(exercise.example.call, namespace)
    stated = exercise.example.answer
    commas = re.sub(r"(?<=[\d.\]])\s+(?=[-\d.\[])", ", ", stated)  # NumPy's arrays have none
    try:
        stated = ast.literal_eval(commas)
    except (SyntaxError, ValueError):
        assert stated in (str(result), repr(result))
        return
    if np.asarray(stated).dtype.kind in "iufb":
        assert np.shape(stated) == np.shape(result)
        np.testing.assert_allclose(np.asarray(result, float), stated, rtol=0, atol=5.1e-5)
    else:
        assert stated == (result.tolist() if hasattr(result, "tolist") else result)


# --- the bank of students' answers ----------------------------------------------------------


@pytest.mark.parametrize(("exercise", "block"), blocks_of("right"))
def test_a_right_answer_scores_full_however_it_is_written(exercise, block, seeds):
    for seed in seeds:
        found = verdict(quickened(exercise), student_code.cell(exercise.name, block.source), seed)
        assert is_full(found), (seed, str(found))


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "block"), blocks_of("wrong"))
def test_a_wrong_answer_gets_its_own_message_and_less_than_full_points(exercise, block, seeds):
    for seed in seeds:
        found = verdict(quickened(exercise), student_code.cell(exercise.name, block.source), seed)
        assert (found.state, found.misconception) == ("wrong", block.misconception), (seed, found)
        assert found.score < found.max_score
        assert found.message == message_of(exercise, block.misconception, found.message)


@pytest.mark.parametrize(("exercise", "block"), blocks_of("error"))
def test_an_error_is_named_together_with_the_students_own_line(exercise, block, seeds):
    source = student_code.cell(exercise.name, block.source)
    found = verdict(exercise, source, seeds[0])
    assert (found.state, found.score) == ("error", 0), found
    line = re.search(r"in your line `(.+)`", found.message)
    if line:
        assert line[1] in source
    else:  # there is no line of theirs: another name, or other parameters
        parameters = r"takes .+ positional|missing .+ positional"
        assert re.search(rf"no {exercise.answer_name} in|{parameters}", found.message)


@pytest.mark.parametrize(("exercise", "block"), blocks_of("not attempted"))
def test_a_scaffold_that_still_raises_is_called_not_attempted(exercise, block, seeds):
    found = verdict(exercise, student_code.cell(exercise.name, block.source), seeds[0])
    assert (found.state, found.score) == ("not attempted", 0)


def message_of(exercise, misconception: str, otherwise: str) -> str:
    if misconception in NOT_IN_EXERCISE:
        return {"no-return": NO_RETURN, "changes-inputs": CHANGED}[misconception]
    return {m.id: m.message for m in getattr(exercise, "misconceptions", ())}.get(
        misconception, otherwise
    )


def wrong_options():
    return [
        pytest.param(choice, key, wrong, id=f"{choice.name} {key} {wrong}")
        for choice in EXERCISES
        if isinstance(choice, Choice)
        for key, question in choice.questions.items()
        for wrong in question.options
        if wrong != question.right
    ]


@pytest.mark.parametrize(("choice", "key", "wrong"), wrong_options())
def test_a_wrong_option_among_right_ones_is_told_with_its_own_reason(choice, key, wrong):
    answers = {name: question.right for name, question in choice.questions.items()}
    found = verdict(choice, f"{choice.answer_name} = {answers | {key: wrong}!r}", 1)
    question = choice.questions[key]
    assert (found.state, found.score) == ("wrong", choice.points - choice.points_each)
    assert found.misconception == question.misconception(wrong, key)
    assert found.message == question.options[wrong].reason
    assert [option.reason for option in question.options.values()].count(found.message) == 1


def test_every_file_of_the_bank_belongs_to_an_exercise():
    assert set(bank.exercise_names()) <= set(NAMES)


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
def test_every_exercise_has_at_least_three_right_answers_and_one_error_in_the_bank(exercise):
    assert len(blocks(exercise.name, "right")) >= 3
    assert blocks(exercise.name, "error")


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_every_misconception_has_a_students_answer_in_the_bank(exercise):
    ids = {misconception.id for misconception in exercise.misconceptions}
    banked = {block.misconception for block in blocks(exercise.name, "wrong")}
    assert ids <= banked
    assert banked <= {*ids, *NOT_IN_EXERCISE, ""}


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_no_two_blocks_of_an_exercise_have_the_same_title_or_text(exercise):
    found = blocks(exercise.name)
    assert len({block.title for block in found}) == len(found)
    assert len({block.source for block in found}) == len(found)


# --- the misconceptions' own implementations ------------------------------------------------


def misconceptions():
    return parameters(*((e, m) for e in FUNCTIONS for m in e.misconceptions if m.wrong))


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "misconception"), misconceptions())
def test_a_misconception_is_recognised_as_itself_and_as_no_other(exercise, misconception, seeds):
    quick = quickened(exercise)
    own = next(m for m in quick.misconceptions if m.id == misconception.id)
    others = tuple(m for m in quick.misconceptions if m.id != misconception.id)
    last = replace(quick, misconceptions=(*others, own))  # every other is asked before it
    for seed in seeds:
        for wrong in own.wrong:
            found = verdict_on(last, wrong, seed)
            assert (found.state, found.misconception) == ("wrong", own.id), (seed, found)
            assert found.message == own.message
            assert found.score < found.max_score


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_misconceptions_have_different_ids_and_messages_of_one_to_three_sentences(exercise):
    found = exercise.misconceptions
    assert len({m.id for m in found}) == len({m.message for m in found}) == len(found)
    for misconception in found:
        assert misconception.wrong or misconception.raises, misconception.id
        assert misconception.message.endswith((".", "?", ")")), misconception.id
        assert 1 <= len(re.findall(r"[.?!:](?=\s|$)", misconception.message)) <= 5
        assert 1 <= len(re.findall(r"[.?!](?=\s|$)", misconception.message)) <= 3, misconception.id
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", misconception.id)
        assert re.fullmatch(r"(M\d+)?", misconception.source)


# --- what goes wrong in every exercise alike ------------------------------------------------


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_none_is_told_as_a_forgotten_return(exercise):
    found = verdict_on(exercise, lambda *arguments: None, 1)
    assert (found.misconception, found.message, found.score) == ("no-return", NO_RETURN, 0)


def with_changeable_arguments():
    """Exercises whose function is called as it is, with arrays or lists."""
    return [
        exercise
        for exercise in FUNCTIONS
        if exercise.probe == "call"
        and any(broken_answers.spoil(c.arguments) for c in exercise.cases(np.random.default_rng(1)))
    ]


@pytest.mark.parametrize("exercise", with_changeable_arguments(), ids=lambda e: e.name)
def test_a_right_answer_that_changes_its_arguments_is_told_so(exercise):
    def spoiling(*arguments):
        answer = exercise.spec(*arguments)
        broken_answers.spoil(arguments)
        return answer

    found = verdict_on(exercise, spoiling, 1)
    assert (found.state, found.misconception, found.message) == ("wrong", "changes-inputs", CHANGED)
    assert found.score < found.max_score


def spoils(exercise, twin, seed: int) -> bool:
    answers = (broken_answers.apply(twin, answer) for answer in right_answers(exercise.name, seed))
    return any(answer is not None for answer in answers)


@cache
def right_answers(name: str, seed: int) -> list:
    exercise = registry.find(name)
    cases, spec = exercise.cases(np.random.default_rng(seed)), quickened(exercise).spec
    return [spec(*case.arguments) for case in cases]


@pytest.mark.slow
@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_no_broken_twin_of_the_spec_passes(exercise):
    quick, seed = quickened(exercise), 1
    twins = [t for t in broken_answers.TWINS if (exercise.name, t) not in broken_answers.HARMLESS]
    spoiling = [twin for twin in twins if spoils(exercise, twin, seed)]
    assert spoiling or exercise.name == "09.choose_settings"  # whose answer is no number
    for twin in spoiling:
        found = verdict_on(
            quick, lambda *a, twin=twin: broken_answers.apply(twin, quick.spec(*a), True), seed
        )
        assert found.state != "right", twin.__name__
        assert found.score < found.max_score, twin.__name__


@pytest.mark.slow
@pytest.mark.parametrize("exercise", [e for e in FUNCTIONS if not e.draws], ids=lambda e: e.name)
def test_one_wrong_case_alone_costs_points(exercise):
    cases = exercise.cases(np.random.default_rng(1))
    for wrong_one in range(len(cases)):
        calls = iter(range(len(cases)))

        def once_wrong(*arguments, calls=calls, wrong_one=wrong_one):
            answer = exercise.spec(*arguments)
            return "something else" if next(calls) == wrong_one else answer

        found = verdict_on(exercise, once_wrong, 1)
        assert found.state == "wrong"
        assert found.score < found.max_score


# --- the data of an exercise ----------------------------------------------------------------


@pytest.mark.parametrize("exercise", parameters(*((e,) for e in FUNCTIONS)))
def test_every_aspect_but_shape_and_order_has_a_case_and_every_case_an_aspect(exercise, seeds):
    for seed in seeds:
        aspects = {case.aspect for case in exercise.cases(np.random.default_rng(seed))}
        assert aspects == set(exercise.aspects) - {SHAPE, ORDER}
    assert all(isinstance(worth, int) and worth > 0 for worth in exercise.aspects.values())


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
def test_the_points_of_a_verdict_add_up_to_those_of_the_exercise(exercise):
    found = verdict(quickened(exercise), "", 1)
    assert found.max_score == exercise.points == sum(aspect.points for aspect in found.aspects)


@pytest.mark.parametrize("exercise", parameters(*((e,) for e in FUNCTIONS)))
def test_the_same_seed_draws_the_same_inputs_and_another_seed_others(exercise, seeds):
    def drawn(seed):
        cases = exercise.cases(np.random.default_rng(seed))
        return wire.encode([list(case.arguments) for case in cases])

    assert [drawn(seed) for seed in seeds] == [drawn(seed) for seed in seeds]
    assert len({drawn(seed) for seed in range(1, 21)}) == 20


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_cases_reach_the_student_unchanged_and_with_a_name_for_every_argument(exercise):
    for case in exercise.cases(np.random.default_rng(1)):
        arguments = list(case.arguments)
        assert wire.encode(wire.decode(wire.encode(arguments))) == wire.encode(arguments)
        assert len(exercise.argument_names) == len(arguments)


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
def test_there_are_one_to_three_hints_and_a_task(exercise):
    assert 1 <= len(exercise.hints) <= 3
    assert all(exercise.hints)
    assert exercise.task.strip().endswith((".", "?"))
    assert exercise.difficulty in (1, 2, 3)
    assert 1 <= exercise.minutes <= 60


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_the_signature_is_that_of_the_scaffold(exercise):
    name = re.escape(exercise.signature.split("(")[0].split(".")[-1])
    parameters = exercise.signature[exercise.signature.index("(") + 1 : -1].split(",")
    stated = [parameter.split("=")[0].strip() for parameter in parameters if parameter.strip()]
    source = scaffolds(exercise.name)[exercise.name]
    definitions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)
    ]
    (found,) = [node for node in definitions if re.fullmatch(name, node.name)]
    assert [argument.arg for argument in found.args.args] == stated
    assert ast.get_docstring(found)


# --- what is shown --------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("exercise", [e for e in FUNCTIONS if not e.draws], ids=lambda e: e.name)
def test_text_and_html_of_a_verdict_show_message_points_and_seed(exercise):
    answers = [
        exercise.spec,
        lambda *a: None,
        *(w for m in exercise.misconceptions for w in m.wrong),
    ]
    for answer in answers:
        found = verdict_on(exercise, answer, 7)
        for shown in (str(found), found._repr_html_()):
            assert plain(found.message) in plain(shown)
            assert f"{found.score:g} of {found.max_score:g} points" in shown
            assert "seed 7" in shown
            assert all(name in shown for name in exercise.aspects)


def plain(text: str) -> str:
    """Without the tags of HTML and the marks of code and emphasis."""
    return re.sub("[`*]", "", unescape(re.sub(r"</?[a-z][^>]*>", "", text)))


@pytest.mark.slow
@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_html_in_an_error_text_is_shown_and_not_obeyed(exercise):
    def hostile(*arguments):
        raise ValueError("<script>alert('points')</script> `<img src=x onerror=a()>` *<b>*")

    found = verdict_on(exercise, hostile, 1)
    assert found.state == "error"
    assert "<script>" in str(found)
    assert "<script" not in found._repr_html_()
    assert "<img" not in found._repr_html_()
    assert "<b>" not in found._repr_html_()
