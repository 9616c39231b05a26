"""One submission, graded: its bytes in, its verdicts and its graded notebook out.

``one_submission`` is the whole way; ``tools.judge`` runs the notebook and asks for answers. Here
is what the judge leaves out (``experiments``) and cuts (``output_budget``), and how it talks to the
kernel (``kernel_client``).
"""
