# %% right: one index
    return table[ids]

# %% right: np.take
def embedding_lookup(table, ids):
    return np.take(table, ids, axis=0)

# %% right: tf.gather
    return tf.gather(table, ids)

# %% right: tf.nn.embedding_lookup
import tensorflow as tf

def embedding_lookup(table, ids):
    return tf.nn.embedding_lookup(tf.constant(table), ids).numpy()

# %% right: a loop into zeros
def embedding_lookup(table, ids):
    rows = np.zeros((len(ids), table.shape[1]))
    for i, word in enumerate(ids):
        rows[i] = table[word]
    return rows

# %% right: a list with a shape for no ids
def embedding_lookup(table, ids):
    rows = [table[i] for i in ids]
    return np.array(rows).reshape(-1, table.shape[1])

# %% wrong: one-hot-product (with the rows that are asked for)
def embedding_lookup(embeddings, word_ids):
    needed, places = np.unique(word_ids, return_inverse=True)
    return one_hot(places, len(needed)) @ embeddings[needed]

# %% right: float32 and helper
def row(table, i):
    return table[i, :]

def embedding_lookup(table, ids):
    answer = np.empty((len(ids), table.shape[1]), np.float32)
    for n in range(len(ids)):
        answer[n] = row(table, ids[n])
    return answer

# %% wrong: columns-for-rows
    return table[:, ids]

# %% wrong: columns-for-rows (np.take)
    return np.take(table, ids, axis=1)

# %% wrong: columns-for-rows (turned round)
    return table.T[ids]

# %% wrong: one-hot-product
    return np.eye(len(table))[ids] @ table

# %% wrong: one-hot-product (with the learner's own function)
    return one_hot(ids, len(table)) @ table

# %% wrong: one-hot-product (TensorFlow)
    return tf.matmul(tf.one_hot(ids, len(table), dtype=table.dtype), table)

# %% wrong: one-hot-product (einsum)
    return np.einsum("nv,vd->nd", np.eye(len(table))[ids], table)

# %% wrong: sum
    return table[ids].sum(axis=0)

# %% wrong: sum (in a loop)
def embedding_lookup(table, ids):
    total = np.zeros(table.shape[1])
    for i in ids:
        total = total + table[i]
    return total

# %% wrong: sum (keepdims)
    return tf.reduce_sum(tf.gather(table, ids), axis=0, keepdims=True)

# %% wrong: mean
    return table[ids].sum(axis=0) / len(ids)

# %% wrong: mean (tf)
    return tf.reduce_mean(tf.gather(table, ids), axis=0)

# %% wrong: sum-of-dimensions
    return table[ids].sum(axis=1)

# %% wrong: sum-of-dimensions (mean)
    return [table[i].mean() for i in ids]

# %% wrong: one-row
    for i in ids:
        return table[i]

# %% wrong: one-row (the first)
    return table[ids[0]]

# %% wrong: one-row (the last)
def embedding_lookup(table, ids):
    for i in ids:
        row = table[i]
    return row

# %% wrong: each-row-once
    return np.array([row for i, row in enumerate(table) if i in ids]).reshape(-1, table.shape[1])

# %% wrong: each-row-once (a mask)
    mask = np.isin(np.arange(len(table)), ids)
    return table[mask]

# %% wrong: each-row-once (set)
    return table[list(dict.fromkeys(ids.tolist()))]

# %% wrong: sorted
    return table[np.sort(ids)]

# %% wrong: sorted (list)
    return table[sorted(ids.tolist())] if len(ids) else table[:0]

# %% wrong: first-rows
    return table[:len(ids)]

# %% wrong: first-rows (the whole table)
    return table

# %% wrong: off-by-one
    return table[ids - 1]

# %% wrong: off-by-one (beyond the last row)
    return table[ids + 1]

# %% wrong: transposed
    return table[ids].T

# %% wrong: transposed (einsum)
    return np.einsum("nd->dn", table[ids])

# %% wrong: flattened
    return table[ids].flatten()

# %% wrong: flattened (a list that is extended)
def embedding_lookup(table, ids):
    numbers = []
    for i in ids:
        numbers.extend(table[i])
    return numbers

# %% wrong: one-hot-returned
    return tf.one_hot(ids, len(table))

# %% wrong: empty-list
    return np.array([table[i] for i in ids])

# %% wrong: empty-list (np.stack)
    return np.stack([table[i] for i in ids])

# %% wrong: empty-list (a list of rows)
def embedding_lookup(table, ids):
    rows = []
    for i in ids:
        rows.append(table[i])
    return rows

# %% wrong: changes-inputs
    rows = table[ids]
    table[:] = 0
    return rows

# %% wrong: no-return
    rows = table[ids]

# %% wrong: (rows scaled to length 1)
    rows = table[ids]
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)

# %% wrong: (whole numbers)
    return table[ids].round().astype(int)

# %% wrong: (the ids)
    return ids

# %% error: called like a function
    return table(ids)

# %% error: a list as table
    return table.tolist()[ids]

# %% error: undefined name
    return lookup_table[ids]

# %% error: another name
def lookup(table, ids):
    return table[ids]

# %% not attempted: the placeholder
def embedding_lookup(table, ids):
    raise NotImplementedError

# %% wrong: axis-forgotten
    return np.take(table, ids)

# %% wrong: axis-forgotten (flattened by hand)
    return table.ravel()[ids]

# %% wrong: diagonal
    return table[ids, ids]

# %% wrong: diagonal (one by one)
    return np.array([table[i, i] for i in ids])

# %% wrong: nan-removed
    return one_hot(ids, len(table)) @ np.nan_to_num(table)

# %% wrong: nan-removed (in the rows)
    return np.nan_to_num(table[ids])

# %% right: a NaN removed where nobody asks for it
def embedding_lookup(table, ids):
    asked = np.isin(np.arange(len(table)), ids)
    clean = np.where(asked[:, None], table, 0.0)
    return np.array([clean[i] for i in ids]).reshape(len(ids), -1 if len(ids) else table.shape[1])

# %% wrong: id-as-row
def embedding_lookup(table, ids):
    rows = np.zeros((len(ids), table.shape[1]))
    for i in ids:
        rows[i] = table[i]
    return rows

# %% wrong: whole-numbers
def embedding_lookup(table, ids):
    rows = np.zeros((len(ids), table.shape[1]), int)
    for place, i in enumerate(ids):
        rows[place] = table[i]
    return rows

# %% wrong: nan-removed (after the product)
    return np.nan_to_num(one_hot(ids, len(table)) @ table)

# %% wrong: flattened (np.concatenate)
    return np.concatenate([table[i] for i in ids])

# %% wrong: first-rows (the wrong index)
def embedding_lookup(table, ids):
    rows = np.zeros((len(ids), table.shape[1]))
    for place, i in enumerate(ids):
        rows[place] = table[place]
    return rows
