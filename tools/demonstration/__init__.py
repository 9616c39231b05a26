"""The simulated class of ``demo``: who answers rightly, who wrongly, and whose work is trouble."""
