# %% right: a column and a row
    return labels[:, np.newaxis] == sampled

# %% right: two loops
def accidental_hits(labels, sampled):
    rows = []
    for label in labels:
        rows.append([bool(label == candidate) for candidate in sampled])
    return rows

# %% right: np.equal.outer
    return np.equal.outer(labels, sampled)

# %% right: a comprehension of comparisons
    return np.array([sampled == label for label in labels])

# %% right: TensorFlow
    return tf.equal(labels[:, None], sampled[None, :])

# %% right: differences
    return np.subtract.outer(labels, sampled) == 0

# %% right: the candidates that equal each label, by np.isin
    return np.array([np.isin(sampled, [label]) for label in labels])

# %% right: places of each label in a dict of lists
def accidental_hits(labels, sampled):
    places = {}
    for j, candidate in enumerate(sampled.tolist()):
        places.setdefault(candidate, []).append(j)
    answer = np.zeros((len(labels), len(sampled)), dtype=bool)
    for i, label in enumerate(labels.tolist()):
        answer[i, places.get(label, [])] = True
    return answer

# %% wrong: one-place-only
    answer = np.zeros((len(labels), len(sampled)), dtype=bool)
    for i in range(len(labels)):
        for j in range(len(sampled)):
            if labels[i] == sampled[j]:
                answer[i, j] = True
                break
    return answer

# %% wrong: one-place-only (index)
    answer = np.zeros((len(labels), len(sampled)), dtype=bool)
    candidates = list(sampled)
    for i, l in enumerate(labels):
        if l in candidates:
            answer[i, candidates.index(l)] = True
    return answer

# %% wrong: one-place-only (a dict of places)
    place = {c: j for j, c in enumerate(sampled.tolist())}
    answer = np.zeros((len(labels), len(sampled)), dtype=bool)
    for i, label in enumerate(labels.tolist()):
        if label in place:
            answer[i, place[label]] = True
    return answer

# %% wrong: one-place-only (TensorFlow's own function)
    hits = tf.nn.compute_accidental_hits(labels[:, None], sampled, num_true=1)
    answer = np.zeros((len(labels), len(sampled)), dtype=bool)
    for row, candidate in zip(hits.indices.numpy(), hits.ids.numpy()):
        answer[row, candidate] = True
    return answer

# %% right: reshape and tile
    left = np.tile(labels.reshape(-1, 1), (1, len(sampled)))
    right = np.tile(sampled.reshape(1, -1), (len(labels), 1))
    return left == right

# %% wrong: any-label
    answer = np.zeros((len(labels), len(sampled)), dtype=bool)
    answer[:, np.isin(sampled, labels)] = True
    return answer

# %% wrong: any-label (in loops)
    return [[bool(c in labels) for c in sampled] for _ in labels]

# %% wrong: any-label-flat
    return np.isin(sampled, labels)

# %% wrong: any-label-flat (a list)
    return [bool(c in labels) for c in sampled]

# %% wrong: row-has-hit
    return np.isin(labels, sampled)

# %% wrong: row-has-hit (any along the row)
    return (labels[:, None] == sampled).any(axis=1)

# %% wrong: row-has-hit (as a column)
    return (labels[:, None] == sampled).any(axis=1, keepdims=True)

# %% wrong: by-place
    return labels == sampled

# %% wrong: by-place (a diagonal)
    answer = np.zeros((len(labels), len(sampled)), bool)
    for i, (label, candidate) in enumerate(zip(labels, sampled)):
        answer[i, i] = label == candidate
    return answer

# %% wrong: by-place (tf)
    return tf.math.equal(tf.constant(labels), tf.constant(sampled))

# %% wrong: by-place (zip)
    return [bool(label == candidate) for label, candidate in zip(labels, sampled)]

# %% wrong: one-row-only
    row_of = {label: i for i, label in enumerate(labels.tolist())}
    answer = np.zeros((len(labels), len(sampled)), dtype=bool)
    for j, candidate in enumerate(sampled.tolist()):
        if candidate in row_of:
            answer[row_of[candidate], j] = True
    return answer

# %% wrong: one-row-only (index)
    rows = labels.tolist()
    table = np.full((len(rows), len(sampled)), False)
    for j in range(len(sampled)):
        if sampled[j] in rows:
            table[rows.index(sampled[j])][j] = True
    return table

# %% wrong: whole-row
    answer = np.zeros((len(labels), len(sampled)), dtype=bool)
    for i, label in enumerate(labels):
        if label in sampled:
            answer[i] = True
    return answer

# %% wrong: whole-row (repeated)
    return np.repeat(np.isin(labels, sampled)[:, None], len(sampled), axis=1)

# %% wrong: all-false
    return np.array([[a is b for b in sampled] for a in labels])

# %% wrong: all-false (is, of Python's own numbers)
    rows = []
    for a in labels.tolist():
        rows.append([a is b for b in sampled.tolist()])
    return rows

# %% wrong: all-false (one array is not the other)
    return labels is sampled

# %% wrong: transposed
    return labels == sampled[:, np.newaxis]

# %% wrong: transposed (loops the wrong way round)
    return [[bool(label == c) for label in labels] for c in sampled]

# %% wrong: inverted
    return labels[:, None] != sampled

# %% wrong: inverted (a mask of what may stay)
    return ~(labels[:, None] == sampled[None, :])

# %% wrong: not-bool
    return (labels[:, None] == sampled).astype(int)

# %% wrong: not-bool (tf.cast)
    return tf.cast(labels[:, None] == sampled, tf.float32)

# %% wrong: not-bool (zeros and ones)
    answer = np.zeros((len(labels), len(sampled)))
    for i in range(len(labels)):
        for j in range(len(sampled)):
            if labels[i] == sampled[j]:
                answer[i, j] = 1
    return answer

# %% wrong: positions
    return np.argwhere(labels[:, None] == sampled)

# %% wrong: positions (rows only)
    return np.nonzero(labels[:, None] == sampled)[0]

# %% wrong: no-return
    hits = labels[:, None] == sampled

# %% wrong: changes-inputs
    answer = labels[:, None] == sampled
    sampled.sort()
    return answer

# %% wrong: (one True for the whole batch)
    return (labels[:, None] == sampled).any()

# %% wrong: (flattened)
    return (labels[:, None] == sampled).ravel()

# %% wrong: (the number of hits)
    return (labels[:, None] == sampled).sum()

# %% wrong: (three axes)
    return labels[:, None, None] == sampled[None, None, :]

# %% error: a list has no axes
    return list(labels)[:, None] == sampled

# %% error: a name that is not there
    return labels[:, None] == candidates

# %% not attempted: docstring only
def accidental_hits(labels, sampled):
    """Where is a candidate the true class?"""
    raise NotImplementedError
