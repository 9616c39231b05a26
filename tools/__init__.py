"""The tools around the course. Here are the verbs of the one command; the folders do the work.

A lesson's source becomes notebooks (``building``); what students hand in is found (``collecting``),
mended (``repairing``) and judged (``judging``) in a ``sandbox``, a whole class at once
(``grading``); what comes out goes into the ``gradebook`` and to people (``reporting``).
``with_nbgrader`` lets nbgrader's own tools do the same.
"""
