# %% right: an empty part first
    parts = [np.zeros((0, 2), np.int64)]
    for sentence in sentences:
        parts.append(skip_gram_pairs(sentence, window))
    return np.vstack(parts)

# %% right: rows in one list
def sentence_pairs(sentences, window):
    rows = []
    for s in sentences:
        for i in range(len(s)):
            for j in range(len(s)):
                if i != j and abs(i - j) <= window:
                    rows.append([s[i], s[j]])
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% right: asks whether there is anything
    parts = [skip_gram_pairs(s, window) for s in sentences if len(s) > 1]
    if not parts:
        return np.empty((0, 2), dtype=np.int64)
    return np.concatenate(parts, axis=0)

# %% right: adds arrays one by one
    total = np.empty((0, 2), dtype="int64")
    for sentence in sentences:
        total = np.append(total, skip_gram_pairs(sentence, window), axis=0)
    return total

# %% right: TensorFlow
    parts = [tf.cast(skip_gram_pairs(s, window), tf.int64) for s in sentences]
    return tf.concat([tf.zeros((0, 2), tf.int64), *parts], axis=0)

# %% right: sum of lists
    rows = sum((np.asarray(skip_gram_pairs(s, window)).tolist() for s in sentences), [])
    return np.array(rows, np.int64).reshape((-1, 2))

# %% right: joined, then pairs of different sentences dropped
def sentence_pairs(sentences, window):
    ids = [i for s in sentences for i in s]
    number = [n for n, s in enumerate(sentences) for _ in s]
    places = [(i, j) for i in range(len(ids))
              for j in range(max(0, i - window), min(len(ids), i + window + 1))
              if i != j and number[i] == number[j]]
    return np.array([(ids[i], ids[j]) for i, j in places], dtype=np.int64).reshape(-1, 2)

# %% wrong: crosses
    return skip_gram_pairs(np.concatenate([np.empty(0, int), *sentences]).astype(int), window)

# %% wrong: crosses (a long list)
    ids = [i for sentence in sentences for i in sentence]
    return skip_gram_pairs(ids, window)

# %% wrong: first-sentence-only
    for sentence in sentences:
        return skip_gram_pairs(sentence, window)

# %% wrong: first-sentence-only (return in the loop)
    rows = []
    for sentence in sentences:
        rows.extend(skip_gram_pairs(sentence, window))
        return np.array(rows, dtype=np.int64).reshape(-1, 2)
    return np.empty((0, 2), np.int64)

# %% wrong: last-sentence-only
    result = np.empty((0, 2), dtype=np.int64)
    for sentence in sentences:
        result = skip_gram_pairs(sentence, window)
    return result

# %% wrong: last-sentence-only (rows begin anew in each round)
    rows = []
    for sentence in sentences:
        rows = []
        for pair in skip_gram_pairs(sentence, window):
            rows.append(pair)
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: list-of-arrays
    return [skip_gram_pairs(sentence, window) for sentence in sentences]

# %% wrong: list-of-arrays (appended)
    rows = []
    for sentence in sentences:
        rows.append(skip_gram_pairs(sentence, window))
    return rows

# %% wrong: empty-sentence-fails
    return np.concatenate([skip_gram_pairs(s, window) for s in sentences])

# %% wrong: empty-sentence-fails (vstack)
    return np.vstack([skip_gram_pairs(s, window) for s in sentences])

# %% wrong: empty-sentence-fails (no columns left)
    rows = []
    for s in sentences:
        for i in range(len(s)):
            for j in range(len(s)):
                if 0 < abs(i - j) <= window:
                    rows.append((s[i], s[j]))
    return np.array(rows, dtype=np.int64)

# %% wrong: short-sentences-skipped
    parts = [np.empty((0, 2), dtype=np.int64)]
    for s in sentences:
        if len(s) > 2 * window:
            parts.append(skip_gram_pairs(s, window))
    return np.concatenate(parts)

# %% wrong: short-sentences-skipped (only full windows)
    rows = []
    for s in sentences:
        for i in range(window, len(s) - window):
            rows += [(s[i], s[j]) for j in range(i - window, i + window + 1) if j != i]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: short-sentences-skipped (more than two words)
    parts = [skip_gram_pairs(s, window) for s in sentences if len(s) > 2]
    if not parts:
        return np.empty((0, 2), dtype=np.int64)
    return np.concatenate(parts)

# %% wrong: short-sentences-skipped (as long as the window)
    parts = [np.empty((0, 2), dtype=np.int64)]
    parts += [skip_gram_pairs(s, window) for s in sentences if len(s) >= window]
    return np.concatenate(parts)

# %% wrong: short-sentences-skipped (longer than the window)
    parts = [np.empty((0, 2), dtype=np.int64)]
    for s in sentences:
        if len(s) <= window:
            continue
        parts.append(skip_gram_pairs(s, window))
    return np.concatenate(parts)

# %% wrong: stops-at-short-sentence
    parts = [np.empty((0, 2), dtype=np.int64)]
    for s in sentences:
        if len(s) < 2:
            break
        parts.append(skip_gram_pairs(s, window))
    return np.concatenate(parts)

# %% wrong: stops-at-short-sentence (returns what there is)
    rows = np.empty((0, 2), dtype=np.int64)
    for s in sentences:
        if len(s) == 0:
            return rows
        rows = np.concatenate([rows, skip_gram_pairs(s, window)])
    return rows

# %% wrong: stops-at-short-sentence (returns nothing)
    rows = []
    for s in sentences:
        if len(s) <= 1:
            return np.empty((0, 2), dtype=np.int64)
        rows += skip_gram_pairs(s, window).tolist()
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: fixed-window
    parts = [np.empty((0, 2), dtype=np.int64)]
    for s in sentences:
        parts.append(skip_gram_pairs(s, 2))
    return np.concatenate(parts)

# %% wrong: fixed-window (1, by name)
    parts = [skip_gram_pairs(s, window=1) for s in sentences]
    return np.concatenate([np.empty((0, 2), dtype=np.int64), *parts])

# %% wrong: empty-sentence-fails (an empty list without sentences)
    if not sentences:
        return []
    return np.concatenate([skip_gram_pairs(s, window) for s in sentences])

# %% wrong: empty-sentence-fails (nothing returned without sentences)
    if len(sentences) > 0:
        return np.vstack([skip_gram_pairs(s, window) for s in sentences])

# %% wrong: repeated-pairs-removed
    parts = [np.empty((0, 2), dtype=np.int64)] + [skip_gram_pairs(s, window) for s in sentences]
    return np.unique(np.concatenate(parts), axis=0)

# %% wrong: repeated-pairs-removed (dict keys)
    rows = {}
    for s in sentences:
        for a, b in skip_gram_pairs(s, window).tolist():
            rows[a, b] = True
    return np.array(list(rows), dtype=np.int64).reshape(-1, 2)

# %% wrong: columns-swapped
    parts = [np.empty((0, 2), dtype=np.int64)] + [skip_gram_pairs(s, window) for s in sentences]
    return np.concatenate(parts)[:, [1, 0]]

# %% wrong: columns-swapped (in a loop)
    rows = [(c, t) for s in sentences for t, c in skip_gram_pairs(s, window)]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: other-order
    parts = [skip_gram_pairs(s, window) for s in reversed(sentences)]
    return np.concatenate([np.empty((0, 2), dtype=np.int64), *parts])

# %% wrong: other-order (sorted)
    rows = [tuple(row) for s in sentences for row in skip_gram_pairs(s, window)]
    return np.array(sorted(rows), dtype=np.int64).reshape(-1, 2)

# %% wrong: not-int64
    parts = [np.empty((0, 2))] + [skip_gram_pairs(s, window) for s in sentences]
    return np.concatenate(parts)

# %% wrong: not-int64 (int32)
    parts = [skip_gram_pairs(s, window).astype("int32") for s in sentences]
    return np.concatenate([np.empty((0, 2), "int32"), *parts])

# %% wrong: not-int64 (floats of an empty list)
    rows = [row for s in sentences for row in skip_gram_pairs(s, window)]
    return np.array(rows).reshape(-1, 2)

# %% wrong: flat (np.append without axis)
    total = np.empty((0, 2), dtype=np.int64)
    for sentence in sentences:
        total = np.append(total, skip_gram_pairs(sentence, window))
    return total

# %% wrong: flat (np.append to floats)
    total = np.array([])
    for sentence in sentences:
        total = np.append(total, skip_gram_pairs(sentence, window))
    return total

# %% wrong: changes-inputs
    parts = [np.empty((0, 2), dtype=np.int64)]
    while sentences:
        parts.append(skip_gram_pairs(sentences.pop(0), window))
    return np.concatenate(parts)

# %% wrong: no-return
    parts = [np.empty((0, 2), dtype=np.int64)] + [skip_gram_pairs(s, window) for s in sentences]
    print(len(np.concatenate(parts)))

# %% wrong: (the number of pairs)
    return sum(len(skip_gram_pairs(s, window)) for s in sentences)

# %% wrong: flat
    return [i for s in sentences for pair in skip_gram_pairs(s, window) for i in pair]

# %% error: a list has no method of arrays
    return sentences.reshape(-1, 2)

# %% error: window left out
    return np.concatenate([skip_gram_pairs(s) for s in sentences])

# %% not attempted: later
def sentence_pairs(sentences, window):
    raise NotImplementedError("later")
