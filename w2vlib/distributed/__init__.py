"""Training on several devices and machines.

Every replica (a device of some machine) has tables of its own and learns from its own rows of the
text. Every N steps all tables are brought together (local SGD), and all go on from the same ones.

- `cluster`: the workers that `TF_CONFIG` names; needs no TensorFlow
- `strategies`: the `tf.distribute` strategy of a name
- `replicas`: how all of them agree, follow the first one, and notice a loss
- `averaged_steps`: the steps of all replicas, called as those of one
- `local_workers`: starts workers, and starts them again when one is lost; needs no TensorFlow
"""
