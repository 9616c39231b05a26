"""What a graded class is told: tables, files for learning platforms, and the class report.

Everything here is made from outcomes (see ``tools.reporting.results``) and from nothing else.
"""
