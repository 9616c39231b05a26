"""A class, graded: who does the work, on this machine or on others, and what is kept of it.

``run`` knows what is settled and keeps what comes; ``jobs`` hands submissions out, to a ``place``
here or through a ``cluster`` to a ``cluster_worker`` elsewhere. A ``place`` grades each in a
process of its own (see ``judging``).
"""
