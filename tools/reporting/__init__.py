"""What a graded class is told: tables, files for learning platforms, and the class report.

All is made from outcomes (see ``results``) and from nothing else, but for a student's own page
(``feedback``), which also shows the graded notebook.
"""
