"""A submitted notebook, whatever became of it, back into the shape of its lesson.

``lenient`` reads the file, ``matching`` finds out which cell is which, ``repair`` puts them right.
"""
