"""Grading refuses what it can't do, in one sentence, before anything is started."""

import pytest

from tools import grade, sandbox


def test_without_a_sandbox_grading_wants_to_hear_that_the_code_is_trusted(tmp_path, capsys):
    assert grade.main([str(tmp_path), "--out", str(tmp_path / "out"), "--sandbox", "none"]) == 2
    assert "--i-trust-this-code" in capsys.readouterr().err


def test_where_bubblewrap_does_not_start_grading_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sandbox, "problem", lambda: "bubblewrap is not installed")
    assert grade.main([str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "bubblewrap is not installed" in said
    assert "--sandbox none --i-trust-this-code" in said


@pytest.mark.parametrize(
    ("path", "extra", "expected"),
    [
        ("nowhere", [], "There is no folder"),
        (".", [], "holds no submissions. Expected: <student>/<lesson>/<lesson>.ipynb"),
        (".", ["--lesson", "99"], "There is no lesson '99'; there are: 0"),
    ],
)
def test_a_wrong_path_or_lesson_is_answered_with_what_is_expected(
    tmp_path, capsys, monkeypatch, path, extra, expected
):
    monkeypatch.setattr(sandbox, "problem", lambda: None)
    arguments = [str(tmp_path / path), "--out", str(tmp_path.parent / "out"), *extra]
    assert grade.main(arguments) == 2
    assert expected in capsys.readouterr().err


@pytest.mark.parametrize("path", ["nowhere", "empty"])
def test_a_start_that_fails_leaves_no_folder_of_results(tmp_path, monkeypatch, path):
    monkeypatch.setattr(sandbox, "problem", lambda: None)
    (tmp_path / "empty").mkdir()
    assert grade.main([str(tmp_path / path), "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


def test_a_start_that_fails_leaves_what_an_earlier_one_wrote(tmp_path, monkeypatch):
    monkeypatch.setattr(sandbox, "problem", lambda: None)
    (tmp_path / "empty").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "grades.csv").write_text("")
    assert grade.main([str(tmp_path / "empty"), "--out", str(tmp_path / "out")]) == 2
    assert (tmp_path / "out" / "grades.csv").exists()


@pytest.mark.parametrize(("out", "said"), [("file", "is a file"), ("file/x", "Not a directory")])
def test_results_can_not_go_into_a_file(tmp_path, capsys, monkeypatch, out, said):
    monkeypatch.setattr(sandbox, "problem", lambda: None)
    (tmp_path / "class").mkdir()
    (tmp_path / "file").write_text("")
    assert grade.main([str(tmp_path / "class"), "--out", str(tmp_path / out)]) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert shown.count("\n") == 1


def test_who_interrupts_is_told_how_to_go_on(tmp_path, capsys, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sandbox, "problem", lambda: None)
    monkeypatch.setattr(grade, "collect", interrupted)
    (tmp_path / "class").mkdir()
    assert grade.main([str(tmp_path / "class"), "--out", str(tmp_path / "out")]) == 130
    said = "Interrupted. What was graded is kept: start the same command again to go on.\n"
    assert capsys.readouterr().err.strip("\n") == said.strip("\n")


def test_results_must_not_lie_among_the_submissions(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sandbox, "problem", lambda: None)
    for out in (tmp_path, tmp_path / "results"):
        assert grade.main([str(tmp_path), "--out", str(out)]) == 2
        assert "outside of the folder of submissions" in capsys.readouterr().err


def test_a_link_is_not_followed(tmp_path):
    from tools.build import student_path
    from tools.collecting.collection import collect
    from tools.collecting.submission import Unreadable, read

    lesson = "04-embedding-loss"
    folder = tmp_path / "ann" / lesson
    folder.mkdir(parents=True)
    (folder / f"{lesson}.ipynb").symlink_to(student_path(lesson))
    (submission,) = collect(tmp_path).submissions
    with pytest.raises(Unreadable, match=r"not a plain file|link"):
        read(submission)
