# %% right: two loops over positions
def skip_gram_pairs(ids, window):
    pairs = []
    for i in range(len(ids)):
        for j in range(i - window, i + window + 1):
            if 0 <= j < len(ids) and j != i:
                pairs.append([ids[i], ids[j]])
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)

# %% right: a comprehension over all positions
    n = len(ids)
    rows = [(ids[i], ids[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window]
    return np.array(rows, dtype="int64").reshape((len(rows), 2))

# %% right: slices on both sides
def neighbours(ids, i, window):
    return list(ids[max(i - window, 0):i]) + list(ids[i + 1:i + 1 + window])

def skip_gram_pairs(ids, window):
    out = np.zeros((0, 2), dtype=np.int64)
    for i, target in enumerate(ids):
        for context in neighbours(ids, i, window):
            out = np.vstack([out, [target, context]])
    return out

# %% right: a matrix of positions
    place = np.arange(len(ids))
    distance = np.abs(place[:, None] - place[None, :])
    i, j = np.nonzero((distance > 0) & (distance <= window))
    return np.stack([ids[i], ids[j]], axis=1)

# %% right: plain lists where there are pairs
def skip_gram_pairs(ids, window):
    pairs = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if j == i:
                continue
            pairs.append((int(ids[i]), int(ids[j])))
    return pairs or np.empty((0, 2), np.int64)

# %% right: TensorFlow
    n = len(ids)
    places = tf.range(n)
    distance = tf.abs(places[:, None] - places[None, :])
    both = tf.where((distance > 0) & (distance <= window))
    return tf.gather(tf.constant(ids, tf.int64), both)

# %% right: by distance, then sorted by position
    found = []
    for d in range(1, window + 1):
        for i in range(len(ids) - d):
            found.append((i, i + d))
            found.append((i + d, i))
    found = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    return np.asarray(ids, dtype=np.int64)[found]

# %% right: a generator and np.fromiter
import itertools

def pairs_of(ids, window):
    for (i, a), (j, b) in itertools.product(enumerate(ids), repeat=2):
        if i != j and abs(i - j) <= window:
            yield a
            yield b

def skip_gram_pairs(ids, window):
    return np.fromiter(pairs_of(ids, window), dtype=np.int64).reshape(-1, 2)

# %% right: padded with an id that no word has
def skip_gram_pairs(ids, window):
    padded = np.concatenate([np.full(window, -1), ids, np.full(window, -1)])
    rows = []
    for i in range(len(ids)):
        around = np.delete(padded[i:i + 2 * window + 1], window)
        rows += [(ids[i], c) for c in around if c != -1]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: own-position
def skip_gram_pairs(ids, window):
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: own-position (matrix of distances)
    place = np.arange(len(ids))
    i, j = np.nonzero(np.abs(place[:, None] - place) <= window)
    return np.stack([ids[i], ids[j]], axis=1)

# %% wrong: left-only
    rows = [(ids[i], ids[j]) for i in range(len(ids)) for j in range(max(0, i - window), i)]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: left-only (slices)
    rows = []
    for i, target in enumerate(ids):
        for context in ids[max(0, i - window):i]:
            rows.append([target, context])
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: right-only
    rows = []
    for i in range(len(ids)):
        for j in range(i + 1, min(len(ids), i + window + 1)):
            rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: right-only (slices)
    rows = [(t, c) for i, t in enumerate(ids) for c in ids[i + 1:i + window + 1]]
    return np.array(rows, np.int64).reshape(-1, 2)

# %% wrong: columns-swapped
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[j], ids[i]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: columns-swapped (np.nonzero the other way round)
    place = np.arange(len(ids))
    distance = np.abs(place[:, None] - place)
    i, j = np.nonzero((distance > 0) & (distance <= window))
    return np.stack([ids[j], ids[i]], axis=1)

# %% wrong: full-windows-only
    rows = []
    for i in range(window, len(ids) - window):
        for j in range(i - window, i + window + 1):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: full-windows-only (skips when the window does not fit)
    rows = []
    for i in range(len(ids)):
        around = [j for j in range(i - window, i + window + 1) if j != i]
        if min(around) < 0 or max(around) >= len(ids):
            continue
        rows += [(ids[i], ids[j]) for j in around]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: full-windows-only (one window too few)
    rows = []
    for i in range(window, len(ids) - window - 1):
        rows += [(ids[i], ids[j]) for j in range(i - window, i + window + 1) if j != i]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: one-edge-dropped
    rows = []
    for i in range(len(ids) - window):
        for j in range(max(0, i - window), i + window + 1):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: one-edge-dropped (begins too late)
    rows = []
    for i in range(window, len(ids)):
        for j in range(i - window, min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: repeated-pairs-removed
    rows = set()
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.add((int(ids[i]), int(ids[j])))
    return np.array(sorted(rows), dtype=np.int64).reshape(-1, 2)

# %% wrong: repeated-pairs-removed (if not in the list yet)
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            pair = (int(ids[i]), int(ids[j]))
            if i != j and pair not in rows:
                rows.append(pair)
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: repeated-pairs-removed (np.unique)
    place = np.arange(len(ids))
    distance = np.abs(place[:, None] - place)
    i, j = np.nonzero((distance > 0) & (distance <= window))
    return np.unique(np.stack([ids[i], ids[j]], axis=1), axis=0)

# %% wrong: equal-words-skipped
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if ids[i] != ids[j]:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: equal-words-skipped (in a comprehension)
    rows = [(t, c) for i, t in enumerate(ids)
            for c in ids[max(0, i - window):i + window + 1] if c != t]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: window-too-small
    n = len(ids)
    rows = [(ids[i], ids[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) < window]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: window-too-small (both ends of the range)
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window + 1), min(len(ids), i + window)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: right-window-too-small
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: right-window-too-small (slices)
    rows = []
    for i, t in enumerate(ids):
        for c in [*ids[max(0, i - window):i], *ids[i + 1:i + window]]:
            rows.append((t, c))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: window-too-large
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 2)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: window-too-large (on both sides)
    n = len(ids)
    rows = [(ids[i], ids[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window + 1]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: wraps-around (an index error swallowed)
    rows = []
    for i in range(len(ids)):
        for j in range(i - window, i + window + 1):
            if j == i:
                continue
            try:
                rows.append((ids[i], ids[j]))
            except IndexError:
                pass
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% right: asks for the position, not for the word
    rows = []
    for i in range(len(ids)):
        around = list(enumerate(ids))[max(0, i - window):i + window + 1]
        rows += [(ids[i], c) for j, c in around if j != i]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: wraps-around (a slice with a negative start)
    rows = []
    for i, t in enumerate(ids):
        for c in np.concatenate([ids[i - window:i], ids[i + 1:i + window + 1]]):
            rows.append((t, c))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: positions
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((i, j))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: positions (np.argwhere)
    place = np.arange(len(ids))
    distance = np.abs(place[:, None] - place)
    return np.argwhere((distance > 0) & (distance <= window))

# %% wrong: no-columns
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64)

# %% wrong: no-columns (a list)
    n = len(ids)
    return [(ids[i], ids[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window]

# %% wrong: not-int64
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows).reshape(-1, 2)

# %% wrong: not-int64 (int32)
    n = len(ids)
    rows = [(ids[i], ids[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window]
    return np.array(rows, dtype=np.int32).reshape(-1, 2)

# %% wrong: not-int64 (np.empty without dtype)
    out = np.empty((0, 2))
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                out = np.vstack([out, [ids[i], ids[j]]])
    return out

# %% wrong: other-order
    left, right = [], []
    for i in range(len(ids)):
        left += [(ids[i], ids[j]) for j in range(max(0, i - window), i)]
        right += [(ids[i], ids[j]) for j in range(i + 1, min(len(ids), i + window + 1))]
    return np.array(left + right, dtype=np.int64).reshape(-1, 2)

# %% wrong: other-order (by distance)
    rows = []
    for d in range(1, window + 1):
        for i in range(len(ids) - d):
            rows += [(ids[i], ids[i + d]), (ids[i + d], ids[i])]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: other-order (from the nearest to the farthest)
    rows = []
    for i in range(len(ids)):
        for d in range(1, window + 1):
            if i - d >= 0:
                rows.append((ids[i], ids[i - d]))
            if i + d < len(ids):
                rows.append((ids[i], ids[i + d]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: other-order (sorted)
    n = len(ids)
    rows = [(ids[i], ids[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window]
    return np.array(sorted(rows), dtype=np.int64).reshape(-1, 2)

# %% wrong: last-word-left-out
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids) - 1, i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: window-ignored
    rows = [(ids[i], ids[j]) for i in range(len(ids)) for j in range(len(ids)) if i != j]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: first-target-only
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
        return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: first-target-only (return in the inner loop)
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
                return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: last-target-only
    for i in range(len(ids)):
        rows = []
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: flat
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.extend((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64)

# %% wrong: flat (a list of numbers)
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows += [ids[i], ids[j]]
    return np.array(rows, np.int64)

# %% wrong: row-for-each-target
    rows = []
    for i in range(len(ids)):
        around = [ids[j] for j in range(max(0, i - window), min(len(ids), i + window + 1)) if j != i]
        rows.append([ids[i], around])
    return np.array(rows)

# %% wrong: row-for-each-target (with a dtype)
    rows = []
    for i in range(len(ids)):
        around = [ids[j] for j in range(max(0, i - window), min(len(ids), i + window + 1)) if j != i]
        rows.append([ids[i], *around])
    return np.array(rows, dtype=np.int64)

# %% wrong: changes-inputs
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    ids += 1
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: no-return
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: transposed
    targets, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                targets.append(ids[i])
                contexts.append(ids[j])
    return np.array([targets, contexts])

# %% wrong: transposed (turned round at the end)
    n = len(ids)
    rows = [(ids[i], ids[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window]
    return np.array(rows, dtype=np.int64).reshape(-1, 2).T

# %% wrong: (one context for each target)
    rows = [(ids[i], ids[i + 1]) for i in range(len(ids) - 1)]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: (a dict of contexts)
    return {int(t): list(ids[max(0, i - window):i + window + 1]) for i, t in enumerate(ids)}

# %% wrong: (one row for each target, CBOW)
    return [list(ids[max(0, i - window):i]) + list(ids[i + 1:i + window + 1]) for i in range(len(ids))]

# %% wrong: beyond-the-end
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), i + window + 1):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: beyond-the-end (distances, not cut off at all)
    rows = []
    for i, target in enumerate(ids):
        for d in range(1, window + 1):
            rows.append([target, ids[i - d]])
            rows.append([target, ids[i + d]])
    return np.array(rows)

# %% wrong: beyond-the-end (of a list)
    text = ids.tolist()
    rows = []
    for i in range(len(text)):
        for j in range(max(i - window, 0), i + window + 1):
            if j != i:
                rows.append([text[i], text[j]])
    return rows

# %% wrong: ids-as-positions
    rows = []
    for i in ids:
        for j in range(max(0, i - window), i + window + 1):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: ids-as-positions (distances)
    rows = []
    for word in ids:
        for d in range(-window, window + 1):
            if d != 0 and word + d >= 0:
                rows.append((word, ids[word + d]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: half-window
    half = window // 2
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - half), min(len(ids), i + half + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: half-window (slices)
    rows = []
    for i, t in enumerate(ids):
        left, right = ids[max(0, i - window // 2):i], ids[i + 1:i + 1 + window // 2]
        rows += [(t, c) for c in [*left, *right]]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: fixed-window
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - 2), min(len(ids), i + 3)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: fixed-window (set anew)
    window = 2
    n = len(ids)
    rows = [(ids[i], ids[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: window-edge-only
    rows = []
    for i in range(len(ids)):
        if i - window >= 0:
            rows.append((ids[i], ids[i - window]))
        if i + window < len(ids):
            rows.append((ids[i], ids[i + window]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: window-edge-only (matrix of distances)
    place = np.arange(len(ids))
    i, j = np.where(np.abs(place[:, None] - place) == window)
    return np.stack([ids[i], ids[j]], axis=1)

# %% wrong: first-word-left-out
    rows = []
    for i in range(len(ids)):
        for j in range(max(1, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: first-word-left-out (j > 0 asked)
    rows = []
    for i in range(len(ids)):
        for j in range(i - window, i + window + 1):
            if j > 0 and j < len(ids) and j != i:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: one-edge-dropped (counts from 1)
    rows = []
    for i in range(1, len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: one-edge-dropped (the last target missing)
    rows = []
    for i in range(0, len(ids) - 1):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: full-windows-only (first and last target missing)
    rows = []
    for i in range(1, len(ids) - 1):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: circle
    rows = []
    n = len(ids)
    for i in range(n):
        for d in range(-window, window + 1):
            if d != 0:
                rows.append((ids[i], ids[(i + d) % n]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: circle (against the index error)
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), i + window + 1):
            if i != j:
                rows.append((ids[i], ids[j % len(ids)]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: circle (np.roll)
    parts = [np.empty((0, 2), dtype=np.int64)]
    for d in range(-window, window + 1):
        if d != 0:
            parts.append(np.stack([ids, np.roll(ids, -d)], axis=1))
    return np.concatenate(parts)

# %% wrong: edges-filled
    rows = []
    for i in range(len(ids)):
        for d in range(-window, window + 1):
            if d != 0:
                rows.append((ids[i], ids[min(max(i + d, 0), len(ids) - 1)]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: edges-filled (np.clip)
    rows = []
    for i in range(len(ids)):
        for j in np.clip(np.arange(i - window, i + window + 1), 0, len(ids) - 1):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: edges-filled (zeros)
    padded = np.pad(ids, window)
    rows = []
    for i in range(window, window + len(ids)):
        for j in range(i - window, i + window + 1):
            if i != j:
                rows.append((padded[i], padded[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: zero-lost
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j and ids[i] and ids[j]:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: zero-lost (zeros around the text, then left out)
    padded = np.concatenate([np.zeros(window, int), ids, np.zeros(window, int)])
    rows = []
    for i, t in enumerate(ids):
        around = np.delete(padded[i:i + 2 * window + 1], window)
        rows += [(t, c) for c in around if c != 0]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: zero-lost (as a target only)
    rows = []
    for i in range(len(ids)):
        if not ids[i]:
            continue
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: removed-by-value
    rows = []
    for i, t in enumerate(ids):
        ctx = list(ids[max(0, i - window):i + window + 1])
        ctx.remove(t)
        rows += [(t, c) for c in ctx]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: removed-by-value (index and del)
    rows = []
    for i in range(len(ids)):
        around = ids[max(0, i - window):min(len(ids), i + window + 1)].tolist()
        del around[around.index(ids[i])]
        for context in around:
            rows.append([ids[i], context])
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: first-position
    text = list(ids)
    rows = []
    for t in text:
        i = text.index(t)
        for j in range(max(0, i - window), min(len(text), i + window + 1)):
            if j != i:
                rows.append((t, text[j]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: first-position (np.where)
    rows = []
    for target in ids:
        here = np.where(ids == target)[0][0]
        left, right = ids[max(0, here - window):here], ids[here + 1:here + 1 + window]
        rows += [(target, c) for c in np.concatenate([left, right])]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: mirrored
    rows = []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j:
                rows.append((ids[i], ids[j]))
                rows.append((ids[j], ids[i]))
    return np.array(rows, dtype=np.int64).reshape(-1, 2)

# %% wrong: mirrored (all at the end)
    n = len(ids)
    there = [(ids[i], ids[j]) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window]
    back = [(b, a) for a, b in there]
    return np.array(there + back, dtype=np.int64).reshape(-1, 2)

# %% error: len forgotten
    rows = [(ids[i], ids[j]) for i in ids for j in range(max(0, i - window), min(ids, i + window))]
    return np.array(rows)

# %% error: too few parameters
def skip_gram_pairs(ids):
    return [(a, b) for a, b in zip(ids, ids[1:])]

# %% not attempted: a plan
    # for each target: look left and right
    # YOUR CODE HERE
    raise NotImplementedError()
