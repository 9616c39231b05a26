"""What ``bench`` measures: grading beside nbgrader, training beside gensim."""
