"""What a student's nbgrader needs to know: the name of the course in the exchange."""

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "w2v"
