"""A student's feedback page."""

import re

import pytest
from made_class import LESSON, graded, verdict, wrong
from nbformat.v4 import new_code_cell, new_output
from page_check import Phone, assert_readable, assert_stands_alone, parsed
from small_class import RIGHT, handed_in

from grader_tests import registry
from grader_tests.exercise import Choice
from tools.reporting import feedback, results

SCRIPT = "<script>alert('live')</script>"
FORGED = "<!-- points -->forged<!-- /points -->"
WIDE = "x = " + "[" * 300
MESSAGE = "What to do about softmax."


def judged(**found) -> list:
    """Verdicts on lesson 04: all right, but for what ``found`` says of an exercise."""
    return [
        verdict(exercise.name, **found.get(exercise.name.split(".")[1], {}))
        for exercise in registry.exercises(LESSON)
    ]


def made(verdicts=None, cells=None, repairs=(), student="ann") -> str:
    notebook = handed_in(RIGHT | (cells or {}))
    verdicts = judged() if verdicts is None else verdicts
    return feedback.page(student, LESSON, notebook, verdicts, list(repairs))


@pytest.fixture(scope="module")
def hostile() -> str:
    """Whatever a student writes tries to be more than text."""
    notebook = handed_in({"nce_loss": f"# {SCRIPT} {FORGED}\n{WIDE}"})
    bad = new_code_cell(f"print('{SCRIPT}')")
    picture = {"image/png": 'x" onerror="alert(1)'}
    bad.outputs = [
        new_output("stream", name="stdout", text=SCRIPT + FORGED),
        new_output("error", ename="E", evalue=SCRIPT, traceback=[SCRIPT]),
        new_output("display_data", data={"text/html": SCRIPT, "text/plain": SCRIPT}),
        new_output("display_data", data=picture),
    ]
    notebook.cells.append(bad)
    verdicts = judged(nce_loss=wrong("softmax"))
    return feedback.page(SCRIPT, LESSON, notebook, verdicts, [SCRIPT])


def text(page: str, selector: str) -> str:
    return " ".join(parsed(page).select_one(selector).get_text(" ").split())


def test_nothing_of_the_students_is_live(hostile):
    assert_stands_alone(hostile)
    assert SCRIPT not in hostile
    assert parsed(hostile).get_text().count(SCRIPT) >= 6


def test_the_page_can_be_read_by_everybody(hostile):
    assert_readable(hostile)
    assert_readable(made())


def test_the_first_lines_say_what_to_look_at_next():
    found = {"nce_loss": wrong("softmax"), "full_sigmoid_loss": {"state": "error"}}
    step = text(made(judged(**found)), ".next")
    assert step == f"Look at exercise 2, NCE by hand , next: {MESSAGE}"
    blank = {"calculate_loss": {"state": "not attempted"}} | found
    step = text(made(judged(**blank)), ".next")
    assert step.startswith("Look at exercise 1, The loss of the embedding model")
    assert step.endswith("you have not tried it yet.")
    assert text(made(), ".next").startswith("All right.")


def test_the_next_step_is_the_first_sentence_and_no_longer_than_a_line():
    (exercise, *_) = registry.exercises(LESSON)
    first = verdict(exercise.name, "wrong")
    for message, step in [
        ("You took the 0.5th part. Do this.", "You took the 0.5th part."),
        ("Swapped: see `tf.nn`. And so on.", "Swapped: see `tf.nn`."),
        ("no end", "no end"),
        ("x" * 900 + ".", "x" * feedback.MAX_STEP + " …"),
    ]:
        changed = type(first)(**(first.__dict__ | {"message": message}))
        assert feedback.next_step([changed])["why"] == step


def test_each_exercise_has_its_points_verdict_message_and_code():
    page = made(judged(nce_loss=wrong("softmax", failed=("values",))), {"nce_loss": "the_code = 1"})
    part = text(page, "#exercise-2")
    for said in ("NCE by hand", "Not yet right", MESSAGE, "the_code = 1", "✘ values"):
        assert said in part
    assert registry.find("04.nce_loss").hints[0].split("`")[0].strip() in part
    rows = [" ".join(row.get_text(" ").split()) for row in parsed(page).select("main > .wide tr")]
    assert rows[2].startswith("2. NCE by hand")
    assert rows[2].endswith("wrong")


def test_what_was_repaired_is_said_and_a_right_answer_gets_no_hint():
    page = made(repairs=["The cell nce_loss was missing and was put back."])
    assert "was missing and was put back" in text(page, "details")
    assert "A hint" not in page


def test_a_late_penalty_is_written_into_the_page_and_taken_out_again(tmp_path):
    path = tmp_path / "feedback" / "ann" / f"{LESSON}.html"
    path.parent.mkdir(parents=True)
    before = made()
    path.write_text(before, "utf-8")
    results.write([graded("ann", late_penalty=2.5)], tmp_path)
    said = text(path.read_text("utf-8"), "header")
    assert "15.5 of 18 points (18 earned, 2.5 taken off because it was late)" in said
    results.write([graded("ann")], tmp_path)
    assert path.read_text("utf-8") == before


def test_no_student_can_forge_the_place_of_the_points(hostile):
    changed = feedback.with_points(hostile, graded("ann", late_penalty=1))
    assert len(re.findall("<!-- points -->", changed)) == 1
    assert "17 of 18" in text(changed, "header")
    assert parsed(changed).get_text().count("forged") == parsed(hostile).get_text().count("forged")


def test_no_message_and_no_hint_needs_anything_to_show_its_formulas():
    """Pages that load nothing can't set TeX: messages write formulas as plain text or as code."""
    for number in registry.lesson_numbers():
        for exercise in registry.exercises(number):
            told = list(exercise.hints)
            if isinstance(exercise, Choice):
                for question in exercise.questions.values():
                    told += [o.reason for o in question.options.values()]
            else:
                told += [m.message for m in exercise.misconceptions]
            for said in told:
                assert not re.search(r"\$|\\[a-z(\[]", said), said


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 390, 1280])
def test_nothing_scrolls_sideways_and_no_script_runs(hostile, width, tmp_path, browser_path):
    from playwright.sync_api import sync_playwright

    path = tmp_path / "feedback.html"
    path.write_text(hostile, "utf-8")
    with sync_playwright() as playwright:
        phone = Phone(playwright, browser_path, width)
        phone.tab.on("dialog", lambda dialog: phone.said.append(dialog.message))
        phone.open(path)
        assert phone.overhang() <= 0
        assert not phone.broken_words()
        assert not phone.said
        phone.browser.close()


@pytest.mark.browser
@pytest.mark.slow
def test_what_is_folded_is_printed(tmp_path, browser_path):
    from playwright.sync_api import sync_playwright

    path = tmp_path / "feedback.html"
    path.write_text(made(cells={"nce_loss": "the_folded_code = 1"}), "utf-8")
    with sync_playwright() as playwright:
        phone = Phone(playwright, browser_path, 800)
        phone.tab.goto(path.as_uri())
        code = phone.tab.get_by_text("the_folded_code").first
        assert not code.is_visible()
        phone.tab.emulate_media(media="print")
        assert code.is_visible()
        phone.browser.close()
