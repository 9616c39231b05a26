"""nbgrader's own tools, set up by ``tools.nbgrader_config`` to do as this course does.

``autograde`` judges as ``grade`` does, through a process of its own (``service``); the exchange's
collector and the pages of formgrader take nothing from a student at its word.
"""
