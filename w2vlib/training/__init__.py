"""From tokens to tables.

- `embedding_model`: the tables; `row_updates`: how their rows follow gradients
- `block_layout`, `block_objectives`, `block_steps`: built-in objectives, many pairs at a time, the
  gradient by hand; `lanes`: threads that do such steps; `block_epochs`: a whole text
- `pair_batches`, `pair_epochs`: single pairs, for objectives of one's own
- `noise_table`, `schedules`, `loss_scale`, `id_type`: what a step needs to know
- `loop`: epoch after epoch; `position`, `checkpoint`, `stop_signals`: nothing is lost
"""
