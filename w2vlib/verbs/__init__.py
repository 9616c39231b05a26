"""What `python -m w2vlib` can do: a module for each verb, with `add(verbs)` and `run(options)`."""
