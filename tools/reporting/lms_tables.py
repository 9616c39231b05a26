"""Grades as Canvas and Moodle import them: a row a student, a column a lesson.

Canvas (``lib/gradebook_importer.rb``): the first column's heading has "Student", the second's
"ID", then "SIS User ID", "SIS Login ID", and "Section" last; assignments follow, found by their
titles. It looks a student up by ID, then by the two SIS ids, then by name. A row whose first cell
says "Points Possible" describes the assignments. Two decimals are kept.

Moodle (``grade/import/csv``): whoever imports says which column is who and which grade item each
other column is. "-" is its mark for no grade; an empty cell of a *new* grade item would be stored
as 0. One student that it does not know stops the whole import.
"""

from tools.reporting.points import max_score, score
from tools.reporting.spreadsheet import as_csv

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "    Points Possible"  # with the spaces that Canvas itself writes
NO_GRADE = {"canvas": "", "moodle": "-"}


def canvas_csv(outcomes: list[dict]) -> str:
    """Students are named by what the grader knows of them, as name and as login.

    Who came in an export of Canvas's has an id there; it stands in an outcome's ``canvas_id``.
    """
    lessons, rows = _by_student(outcomes, NO_GRADE["canvas"])
    ids = {o["student"]: o["canvas_id"] for o in outcomes if o.get("canvas_id")}
    columns = [*CANVAS, *lessons]
    empty = dict.fromkeys(columns, "")
    possible = {lesson: f"{max_score(lesson):.2f}" for lesson in lessons}
    table = [empty | {"Student": POINTS_POSSIBLE} | possible]
    for student, points in rows:
        # A student who is called as the row above would set the points of all assignments.
        name = student.replace("Points Possible", "Points possible")
        login = "" if student in ids else student
        who = {"Student": name, "ID": ids.get(student, ""), "SIS Login ID": login}
        table.append(empty | who | points)
    return as_csv(columns, table)


def moodle_csv(outcomes: list[dict]) -> str:
    """The first column is called by what the students' names are: addresses, or user names."""
    lessons, rows = _by_student(outcomes, NO_GRADE["moodle"])
    addresses = all("@" in student for student, _ in rows)
    who = "Email address" if addresses else "Username"
    return as_csv([who, *lessons], ({who: student} | points for student, points in rows))


def _by_student(outcomes: list[dict], no_grade: str) -> tuple[list[str], list[tuple]]:
    """The lessons, and (student, lesson -> points)."""
    lessons = sorted({outcome["lesson"] for outcome in outcomes})
    points = {(o["student"], o["lesson"]): score(o) for o in outcomes}

    def shown(student: str, lesson: str) -> str:
        found = points.get((student, lesson))
        return no_grade if found is None else f"{found:.2f}"

    students = dict.fromkeys(outcome["student"] for outcome in outcomes)
    return lessons, [(s, {lesson: shown(s, lesson) for lesson in lessons}) for s in students]
