"""Grades as Canvas and Moodle import them: a row a student, a column a lesson.

Canvas (``lib/gradebook_importer.rb``): the first column's heading has "Student", the second's
"ID", then "SIS User ID", "SIS Login ID", and "Section" last; assignments follow, found by their
titles. It looks a student up by ID, then by the two SIS ids, then by name. A row whose first cell
says "Points Possible" describes the assignments. Two decimals are kept.

Moodle (``grade/import/csv``): whoever imports says which column is who and which grade item each
other column is. "-" is its mark for no grade; an empty cell of a *new* grade item would be stored
as 0. One student that it does not know stops the whole import.
"""

from tools.reporting.points import final_score, max_score
from tools.reporting.spreadsheet import csv_text

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "    Points Possible"  # with the spaces that Canvas itself writes
NO_GRADE = {"canvas": "", "moodle": "-"}


def canvas_csv(outcomes: list[dict]) -> str:
    """Students are named by what the grader knows of them, as name and as login."""
    lessons, rows = _by_student(outcomes, NO_GRADE["canvas"])
    possible = [f"{max_score(lesson):.2f}" for lesson in lessons]
    table = [[POINTS_POSSIBLE, "", "", "", "", *possible]]
    # A student who is called so would set the points of all assignments.
    names = {student: student.replace("Points Possible", "Points possible") for student, _ in rows}
    table += [[names[student], "", "", student, "", *points] for student, points in rows]
    return csv_text([*CANVAS, *lessons], table)


def moodle_csv(outcomes: list[dict]) -> str:
    """The first column is called by what the students' names are: addresses, or user names."""
    lessons, rows = _by_student(outcomes, NO_GRADE["moodle"])
    addresses = all("@" in student for student, _ in rows)
    who = "Email address" if addresses else "Username"
    return csv_text([who, *lessons], [[student, *points] for student, points in rows])


def _by_student(outcomes: list[dict], no_grade: str) -> tuple[list[str], list[tuple]]:
    """The lessons, and (student, points in each lesson)."""
    lessons = sorted({outcome["lesson"] for outcome in outcomes})
    points = {(o["student"], o["lesson"]): final_score(o) for o in outcomes}

    def shown(student: str, lesson: str) -> str:
        found = points.get((student, lesson))
        return no_grade if found is None else f"{found:.2f}"

    students = dict.fromkeys(outcome["student"] for outcome in outcomes)
    return lessons, [(s, [shown(s, lesson) for lesson in lessons]) for s in students]
