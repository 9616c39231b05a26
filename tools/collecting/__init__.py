"""From what instructors have (folders, zips, exports) to who handed in which notebook, and when.

``sources`` list files, from a folder or (``zips``) unpacked; ``people`` says whose each file is
(``lms_names``, ``gradescope``) and of which lesson (``lesson_names``); ``collection`` chooses
between attempts. ``deadlines`` reads the instructor's table of deadlines.
"""
