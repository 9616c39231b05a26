"""nbgrader's gradebook: where it lies, what is entered, and what coming late costs."""
