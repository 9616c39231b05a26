"""The learner's desk: progress that is kept on their disk, and where it is shown."""
