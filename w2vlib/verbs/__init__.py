"""What `python -m w2vlib` can do: one module for each verb, with `add(verbs)` and `run(options)`."""
