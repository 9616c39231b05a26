"""The tools around the course: the one command, the notebooks' build, the grader's desk."""
