"""From a lesson's source to what students open: notebooks, their stamp, and the page of lessons."""
