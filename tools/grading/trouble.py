"""What keeps a whole class from being graded; each message says what it is, and what to do."""


class CannotGrade(ValueError):
    """Something that is needed can't be used; nothing was graded."""


class Interrupted(RuntimeError):
    """Something that is needed is gone; what was graded until then is kept."""
