"""nbgrader's gradebook in a database of the instructor's choice."""

import subprocess
import sys

import postgres_server
import pytest
from small_class import LESSON, RIGHT, hand_in, handed_in

from tools import grade, sandbox
from tools.gradebook.database_address import Address
from tools.gradebook.grades import Grades
from tools.grading import place
from tools.grading.run import KEPT, Run
from tools.grading.settings import Settings
from tools.grading.trouble import CannotGrade, Interrupted
from tools.reporting import results

VERDICTS = [{"exercise": f"04.{name}", "score": 2.0} for name in RIGHT]


def needs_postgresql(test):
    return pytest.mark.postgresql(pytest.mark.slow(pytest.mark.timeout(300)(test)))


@pytest.fixture(scope="module")
def server():
    with postgres_server.server() as folder:
        yield folder


@pytest.fixture
def submitted(tmp_path):
    cells = {name: RIGHT[name] for name in ("nce_loss", "full_sigmoid_loss")}
    hand_in(tmp_path / "submitted", "ann", handed_in(cells))
    hand_in(tmp_path / "submitted", "bob", handed_in({}))
    return tmp_path / "submitted"


def stored(url: str) -> dict[str, float]:
    """What nbgrader reads in the gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(url, "w2v") as gradebook:
        found = gradebook.find_assignment(LESSON).submissions
        return {submission.student.id: submission.score for submission in found}


@pytest.mark.long
@pytest.mark.sandbox
@needs_postgresql
def test_a_class_is_graded_into_postgresql(server, submitted, tmp_path):
    """Then into a file: grades are entered there without anything being graded again."""
    url, out = postgres_server.address(server), tmp_path / "out"
    command = [sys.executable, "-m", "tools.grade", str(submitted), "--out", str(out)]
    done = subprocess.run([*command, "--gradebook", url], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert stored(url) == {"ann": 9.0, "bob": 0.0}
    assert not list(out.glob("gradebook*"))
    everything = [path for path in out.rglob("*") if path.is_file()]
    assert not any(b"s3cret" in path.read_bytes() for path in everything)
    assert "s3cret" not in done.stdout + done.stderr
    assert grade.main([str(submitted), "--out", str(out)]) == 0
    assert stored(f"sqlite:///{out / 'gradebook.db'}") == stored(url)


@needs_postgresql
def test_a_gradebook_that_goes_away_is_said_in_a_line_without_the_password(tmp_path):
    with postgres_server.server() as folder:
        grades = Grades(tmp_path, postgres_server.address(folder))
        grades.__enter__()
        grades.register(LESSON)
        grades.save("ann", LESSON, VERDICTS)
        assert not grades.holds("bob", LESSON, VERDICTS)
        assert grades.holds("ann", LESSON, VERDICTS)
        with pytest.raises(ValueError, match="too long"):
            grades.save("a" * 200, LESSON, VERDICTS)
    with pytest.raises(Interrupted, match="The gradebook takes no grades: ") as said:
        grades.save("bob", LESSON, VERDICTS)
    assert "\n" not in str(said.value)


@needs_postgresql
def test_a_wrong_password_is_refused_and_not_shown(server, submitted, tmp_path, capsys):
    url = postgres_server.address(server, "wr0ng")
    code = grade.main([str(submitted), "--out", str(tmp_path / "out"), "--gradebook", url])
    said = capsys.readouterr().err
    assert (code, "wr0ng" in said) == (2, False)
    assert "password authentication failed" in said
    assert "postgresql://grader:***@/course" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("no url: s3cret", "--gradebook takes a database's URL, such as postgresql://"),
        ("", "--gradebook takes a database's URL"),
        ("postgresql://me:s3cret@127.0.0.1:notaport/x", "--gradebook takes a database's URL"),
        ("oddbase://me:s3cret@host/x", "there is no kind of database called 'oddbase'"),
        ("oracle://me:s3cret@host/x", "the driver for oracle is not installed"),
        ("sqlite://", "SQLite needs a file"),
        ("sqlite:////nowhere/at/all/grades.db", "unable to open database file"),
        ("postgresql://me:s3cret@127.0.0.1:1/x", "postgresql://me:***@127.0.0.1:1/x can't be"),
        ("postgresql://me@127.0.0.1:1/x?password=s3cret", "postgresql://me@127.0.0.1:1/x can't be"),
    ],
)
def test_a_database_that_cannot_be_used_is_refused_before_anything_is_graded(
    submitted, tmp_path, capsys, monkeypatch, url, expected
):
    monkeypatch.setattr(sandbox, "problem", lambda: None)
    monkeypatch.setattr(place.Kernels, "start", lambda _self: None)
    monkeypatch.setattr(place.own_process, "preload", lambda *_: None)
    arguments = [str(submitted), "--out", str(tmp_path / "out"), "--gradebook", url]
    assert grade.main(arguments) == 2
    said = capsys.readouterr().err
    assert expected in said.splitlines()[-1]  # after those who were recognised
    assert said.count("--gradebook") == 1
    assert "s3cret" not in said
    assert not (tmp_path / "out" / "work" / "records").exists()


def test_without_postgresqls_driver_the_command_that_installs_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CannotGrade, match=r"-e '\.\[postgresql\]'"):
        Address("postgresql://me@host/x")


@pytest.mark.slow
def test_a_gradebook_whose_making_was_interrupted_is_finished(tmp_path):
    import sqlite3

    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with Grades(tmp_path, url):
        pass
    with sqlite3.connect(tmp_path / "gradebook.db") as database:
        (version,) = database.execute("select version_num from alembic_version").fetchone()
        database.execute("drop table alembic_version")
        database.execute("drop table grade")
    with Grades(tmp_path, url) as grades:
        grades.register(LESSON)
        grades.save("ann", LESSON, VERDICTS)
    with sqlite3.connect(tmp_path / "gradebook.db") as database:
        assert database.execute("select version_num from alembic_version").fetchall() == [
            (version,)
        ]


@pytest.mark.slow
def test_grades_of_a_record_are_entered_into_a_gradebook_that_lacks_them(tmp_path):
    """As when gradebook.db was removed, or another one is named."""
    from tools.collecting.collection import collect

    hand_in(tmp_path / "submitted", "ann", handed_in({}))
    (submission,) = collect(tmp_path / "submitted").submissions
    out = tmp_path / "out"
    verdicts = [one | {"state": "right", "misconception": "", "message": ""} for one in VERDICTS]
    with Run(Settings(out)) as run:
        run.prepare([submission])
        (_,) = run.jobs([submission])
        answer = dict.fromkeys(KEPT, 1)
        answer |= {"verdicts": verdicts, "log": "", "notebook": "{}", "feedback": "page"}
        run.keep(submission, run.outcome(submission, answer))
    (out / "gradebook.db").unlink()
    with Run(Settings(out)) as run:
        run.prepare([submission])
        run.keep(submission, run.settled(submission))
    assert stored(f"sqlite:///{out / 'gradebook.db'}") == {
        "ann": results.score({"status": "graded", "verdicts": verdicts})
    }
