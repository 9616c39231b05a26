"""The rules of the class report, each on a class that is made for it."""

import pytest
from made_class import EXERCISES, LESSON, graded, missing, ungraded, wrong

from grader_tests import registry
from tests.answers import bank
from tools import lessons
from tools.reporting import similar_answers
from tools.reporting.anonymous import MASK, Names, example
from tools.reporting.attempts import attempts
from tools.reporting.code_tokens import MAX_CODE, tokens
from tools.reporting.fairness_signs import fairness_signs
from tools.reporting.misunderstandings import misunderstandings
from tools.reporting.released import scaffolds
from tools.reporting.stuck import stuck

NOBODY = Names([])
OTHER = "05-sampled-vs-full-softmax"
SCAFFOLD = "def nce_loss(weights, bias, labels):\n    raise NotImplementedError()"


def found(outcomes: list[dict]) -> dict[tuple[str, str], object]:
    return {(m.exercise, m.id): m for m in misunderstandings(attempts(outcomes), NOBODY)}


# Misunderstandings


def test_a_misunderstanding_is_counted_against_those_who_tried():
    outcomes = [graded(name, nce_loss=wrong("no-correction")) for name in ("ann", "bob")]
    outcomes += [graded("cem"), graded("dora", nce_loss="not attempted"), ungraded("emil")]
    item = found(outcomes)["04.nce_loss", "no-correction"]
    assert (item.count, item.tried) == (2, 3)
    assert item.name == "negative sampling instead of NCE"
    assert item.message.startswith("This is negative sampling")


def test_each_wrong_choice_of_a_quiz_counts_by_itself():
    question = "answers"
    choice = registry.find("05.choose_loss")
    asked = choice.questions[question]
    letters = [letter for letter in asked.options if letter != asked.right]
    ids = [asked.misconception(letter, question) for letter in letters]
    outcome = graded("ann", OTHER, choose_loss=wrong(";".join(ids)))
    items = found([outcome])
    assert {key for _, key in items} == set(ids)
    for key, letter in zip(ids, letters, strict=True):
        assert asked.options[letter].text in items["05.choose_loss", key].name
        assert items["05.choose_loss", key].message == asked.options[letter].reason


def test_wrong_answers_that_nothing_explains_come_last():
    outcomes = [graded(name, nce_loss=wrong()) for name in ("ann", "bob")]
    outcomes.append(graded("cem", nce_loss=wrong("no-correction")))
    assert [key for _, key in found(outcomes)] == ["no-correction", ""]


def test_the_example_is_the_shortest_answer_that_shows_it():
    short, long = "def nce_loss():\n    return 1", "def nce_loss():\n    x = 1\n    return x"
    outcomes = [
        graded("ann", nce_loss=wrong("softmax"), answers={"nce_loss": long}),
        graded("bob", nce_loss=wrong("softmax"), answers={"nce_loss": short + "  # " + 90 * "x"}),
        graded("cem", nce_loss=wrong("softmax")),  # nobody knows what this one wrote
    ]
    assert found(outcomes)["04.nce_loss", "softmax"].example == short


# Examples without names

SIGNED = '''# Ann Smith, s123456
__author__ = "Ann Smith"
def nce_loss(weights, bias, labels):
    """By Ann."""
    ann_loss = weights.sum()  # ann@example.org
    print("by Ann S., ann@example.org", annLoss, s123456)
    return max(ann_loss, banner, x.ann)
'''


def test_an_example_has_no_comments_no_docstrings_and_no_names_of_students():
    shown = example(SIGNED, SCAFFOLD, Names(["ann-smith", "s123456"]))
    for gone in ("#", "Ann", "Smith", "s123456", "example.org", "__author__", '"""'):
        assert gone not in shown
    assert f"{MASK}_loss = weights.sum()" in shown
    assert "banner" in shown
    assert "x.ann" in shown  # a name after a dot is the library's


def test_words_of_python_and_of_the_scaffold_are_no_names():
    names = Names(["max", "bias", "loss-labels", "sum"])
    code = "def nce_loss(weights, bias, labels):\n    return max(bias, sum(labels))"
    assert example(code, SCAFFOLD, names) == code


def test_a_part_of_a_name_that_several_students_write_is_a_word():
    code = "def nce_loss():\n    answers = long = 1"
    students = ["looks-for-answers", "ann-long", "bob", "cem"]
    written = Names(students, [(student, "answers = 1") for student in students])
    assert example(code, SCAFFOLD, written) == code.replace("long", MASK)


def test_a_long_example_is_cut_and_code_that_no_python_reads_is_shown_as_well():
    shown = example("\n".join(f"x = {n}" for n in range(500)), SCAFFOLD, NOBODY)
    assert len(shown.split("\n")) < 50
    assert example("def oops(:  # ann\n  'x", SCAFFOLD, NOBODY) == "def oops(:\n  'x"


@pytest.mark.parametrize("code", ['"""open', "'open\nx = 1", "\\", "1e" * 9000, '"' * 30_000, ""])
def test_any_text_is_cut_into_tokens_that_give_it_back(code):
    assert "".join(text for _, text in tokens(code)) == code[:MAX_CODE]


def test_answers_of_the_bank_are_given_back_by_their_tokens():
    for block in bank.blocks("02.skip_gram_pairs"):
        assert "".join(text for _, text in tokens(block.source)) == block.source


# Who is stuck


def who(outcomes: list[dict]) -> dict[str, str]:
    return {s.student: "; ".join(s.reasons) for s in stuck(outcomes, attempts(outcomes))}


def test_half_of_a_lesson_that_stopped_or_was_not_attempted_is_being_stuck():
    halves = {"nce_loss": "error", "full_sigmoid_loss": "not attempted"}
    listed = who([graded("ann", **halves), graded("bob", nce_loss="error"), graded("cem")])
    assert list(listed) == ["ann"]
    assert "of 4 exercises 1 not attempted, 1 stopped" in listed["ann"]


def test_wrong_answers_alone_are_no_standstill():
    assert not who([graded("ann", **dict.fromkeys(EXERCISES, "wrong"))])


def test_the_same_misunderstanding_in_two_lessons_is_being_stuck():
    own = [
        graded("ann", nce_loss=wrong("no-bias")),
        graded("ann", OTHER, full_softmax_loss=wrong("no-bias")),
        graded("bob", nce_loss=wrong("no-bias"), full_sigmoid_loss=wrong("no-bias")),
    ]
    assert list(who(own)) == ["ann"]
    assert "“no-bias”" in who(own)["ann"]


def test_whoever_stopped_handing_in_is_listed_but_not_who_never_began_or_came_back():
    names = lessons.names()[:4]
    left = [graded("ann", names[0]), *(missing("ann", name) for name in names[1:])]
    back = [missing("bob", names[0]), missing("bob", names[1]), graded("bob", names[2])]
    never = [missing("cem", name) for name in names]
    assert list(who([*left, *back, *never])) == ["ann"]


def test_who_needs_somebody_most_comes_first():
    blank = dict.fromkeys(EXERCISES, "not attempted")
    listed = who(
        [graded("ann", nce_loss="error", full_sigmoid_loss="error"), graded("bob", **blank)]
    )
    assert list(listed) == ["bob", "ann"]


# Checks that may be unfair


def signs(outcomes: list[dict]) -> list[tuple[str, str, int]]:
    found = fairness_signs(attempts(outcomes), NOBODY)
    return [(sign.exercise, sign.reason, len(sign.students)) for sign in found]


def a_class(count: int, of: int, how: dict) -> list[dict]:
    bad = [graded(f"bad-{n}", nce_loss=how) for n in range(count)]
    return bad + [graded(f"good-{n}") for n in range(of - count)]


def test_an_aspect_that_alone_fails_many_is_a_sign():
    alone = wrong("overflow", failed=("logits of ±1000",))
    assert signs(a_class(3, 10, alone)) == [("04.nce_loss", "only “logits of ±1000” is wrong", 3)]
    assert not signs(a_class(2, 10, alone))  # too few
    assert not signs(a_class(3, 30, alone))  # too small a share


def test_an_aspect_that_fails_with_others_is_no_sign():
    assert not signs(a_class(5, 10, wrong("softmax", failed=("values", "logits of ±1000"))))


def test_many_wrong_answers_that_nothing_explains_are_a_sign():
    reason = "wrong without a known misunderstanding"
    assert signs(a_class(3, 10, wrong())) == [("04.nce_loss", reason, 3)]
    assert not signs(a_class(3, 10, wrong("softmax")))
    assert not signs(a_class(3, 20, wrong()))


def test_those_who_did_not_try_are_no_part_of_the_share():
    blank = [graded(f"blank-{n}", nce_loss="not attempted") for n in range(90)]
    assert signs([*a_class(3, 10, wrong()), *blank])


# Answers that are alike

LONG = """def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    # first the one that is true
    scores = inputs @ weights.T + bias
    answer = []
    for row, label in enumerate(labels):
        own = scores[row, label] - np.log(true_expected[row])
        total = np.logaddexp(0, -own)
        for place, other in enumerate(sampled):
            total += np.logaddexp(0, scores[row, other] - np.log(sampled_expected[place]))
        answer.append(total)
    return np.array(answer)
"""
RENAMED = (
    LONG.replace("scores", "s").replace("own", "mine").replace("row", "i").replace("total", "acc")
).replace("# first the one that is true", "# something else")
SHORT = "def nce_loss(*arguments):\n    return w2vlib.nce(*arguments)\n"


def alike(*cells: str) -> list[tuple[str, ...]]:
    outcomes = [graded(f"s{n}", answers={"nce_loss": cell}) for n, cell in enumerate(cells)]
    return [group.students for group in similar_answers.similar_answers(attempts(outcomes))]


def others() -> list[str]:
    cells = [block.source for block in bank.blocks("04.nce_loss") if block.kind == "right"]
    return [lessons.with_answer(lessons.scaffolds(LESSON)["04.nce_loss"], cell) for cell in cells]


def test_a_copy_with_other_names_and_comments_is_found():
    assert alike(LONG, RENAMED, *others()) == [("s0", "s1")]


def test_five_copies_in_a_class_of_20_are_found():
    assert alike(*[LONG] * 5, *others(), *["def nce_loss(): pass"] * 7) == [
        ("s0", "s1", "s2", "s3", "s4")
    ]


def test_right_answers_of_different_people_are_not_alike():
    assert len(others()) > 5
    assert alike(*others()) == []


def test_a_short_answer_that_everybody_writes_is_alike_to_nothing():
    assert alike(*[SHORT] * 10) == []


def test_what_a_large_part_of_the_class_writes_is_alike_to_nothing():
    assert alike(*[LONG] * 8, *others()) == []


def test_the_scaffolds_own_text_makes_nothing_alike():
    given = scaffolds(LESSON)["04.calculate_loss"]
    first = given.replace("raise NotImplementedError()", "return tf.reduce_sum(embeddings)")
    second = given.replace("raise NotImplementedError()", "return context_ids + 1")
    made = [graded("a", answers={"calculate_loss": first})]
    made += [graded("b", answers={"calculate_loss": second})]
    assert similar_answers.similar_answers(attempts(made)) == []


def test_copies_in_several_exercises_are_one_group_with_what_they_share():
    cells = {"nce_loss": LONG, "full_sigmoid_loss": LONG.replace("nce_loss", "full_sigmoid_loss")}
    outcomes = [graded(name, answers=cells) for name in ("ann", "bob")]
    (group,) = similar_answers.similar_answers(attempts(outcomes))
    assert [answer.exercise for answer in group.answers] == ["04.full_sigmoid_loss", "04.nce_loss"]
    assert group.answers[1].likeness == (1.0, 1.0)
    assert group.answers[1].comments == 1
    assert group.answers[1].names >= 4
    assert group.answers[1].states == ("right",)
