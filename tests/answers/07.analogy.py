# %% right: numpy, -inf at the inputs
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% right: with the learner's own functions
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    wanted = unit[b] - unit[a] + unit[c]
    cosines = np.array(cosine_similarity(wanted[np.newaxis], table))[0]
    cosines[a] = cosines[b] = cosines[c] = -np.inf
    return np.argmax(cosines)

# %% right: a loop
def analogy(a, b, c, table):
    unit = [row / np.linalg.norm(row) for row in table]
    wanted = unit[b] - unit[a] + unit[c]
    best, best_cosine = None, -2
    for word in range(len(table)):
        if word in (a, b, c):
            continue
        cosine = wanted @ unit[word] / np.linalg.norm(wanted)
        if cosine > best_cosine:
            best, best_cosine = word, cosine
    return best

# %% right: the sum of three cosines, as Levy and Goldberg write it
def analogy(a, b, c, table):
    cosines = np.asarray(cosine_similarity(table, table))
    total = cosines[b] - cosines[a] + cosines[c]
    total[[a, b, c]] = -10
    return total.argmax()

# %% right: TensorFlow
def analogy(a, b, c, table):
    unit = tf.math.l2_normalize(table, axis=1)
    numbers = tf.linalg.matvec(unit, unit[b] - unit[a] + unit[c])
    inputs = tf.reduce_any(tf.range(len(table))[:, None] == [a, b, c], axis=1)
    return tf.argmax(tf.where(inputs, tf.constant(-9, numbers.dtype), numbers))

# %% right: distance to the scaled rows
    unit = table / np.linalg.norm(table, axis=1)[:, None]
    distances = np.linalg.norm(unit - (unit[b] - unit[a] + unit[c]), axis=1)
    distances[np.array([a, b, c])] = np.inf
    return distances.argmin()

# %% right: the order, without the inputs
    unit = table.astype(float) / np.sqrt((table.astype(float) ** 2).sum(1, keepdims=True))
    order = np.argsort(-(unit @ (unit[b] - unit[a] + unit[c]))).tolist()
    return next(word for word in order if word not in {a, b, c})

# %% right: scikit-learn
from sklearn.preprocessing import normalize

def analogy(a, b, c, table):
    unit = normalize(table)
    others = np.setdiff1d(np.arange(len(table)), [a, b, c])
    return others[np.argmax(unit[others] @ (unit[b] - unit[a] + unit[c]))]

# %% right: the most similar word of a longer table
def analogy(a, b, c, table):
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    longer = np.vstack([unit, unit[b] - unit[a] + unit[c]])
    found = most_similar(len(table), longer, 4)
    return [int(word) for word in found if word not in (a, b, c)][0]

# %% wrong: inputs-included
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    return int(np.argmax(unit @ (unit[b] - unit[a] + unit[c])))

# %% wrong: inputs-included (the third one left out)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[c] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: inputs-included (a forgotten)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: inputs-included (most_similar drops the direction only)
def analogy(a, b, c, table):
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    longer = np.vstack([unit, unit[b] - unit[a] + unit[c]])
    return int(most_similar(len(table), longer, 1)[0])

# %% wrong: inputs-at-zero
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[a, b, c]] = 0
    return int(np.argmax(cosines))

# %% wrong: not-scaled
    wanted = table[b] - table[a] + table[c]
    cosines = np.array(cosine_similarity(wanted[np.newaxis], table))[0]
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: not-scaled (dot product)
    numbers = table @ (table[b] - table[a] + table[c])
    numbers[[a, b, c]] = -np.inf
    return int(np.argmax(numbers))

# %% wrong: not-scaled (distance)
    distances = np.linalg.norm(table - (table[b] - table[a] + table[c]), axis=1)
    distances[[a, b, c]] = np.inf
    return int(np.argmin(distances))

# %% wrong: not-scaled (inputs included, too)
    wanted = table[b] - table[a] + table[c]
    return int(np.argmax(np.array(cosine_similarity(wanted[np.newaxis], table))[0]))

# %% wrong: by-dot-product
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    numbers = table @ (unit[b] - unit[a] + unit[c])
    numbers[[a, b, c]] = -np.inf
    return int(np.argmax(numbers))

# %% wrong: sign-swapped
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[a] - unit[b] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: sign-swapped (a plus b minus c)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[a] + unit[b] - unit[c])
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: all-added
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[a] + unit[b] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: third-forgotten
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a])
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: third-forgotten (a left out)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: farthest
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[a, b, c]] = np.inf
    return int(np.argmin(cosines))

# %% wrong: farthest (inputs at -inf)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return int(np.argmin(cosines))

# %% wrong: product-of-cosines
def analogy(a, b, c, table):
    cosines = (np.asarray(cosine_similarity(table, table)) + 1) / 2
    score = cosines[b] * cosines[c] / (cosines[a] + 0.001)
    score[[a, b, c]] = -1
    return score.argmax()

# %% wrong: shifted-ids
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    return int(np.argmax(np.delete(cosines, [a, b, c])))

# %% wrong: shifted-ids (an argmax among others)
def analogy(a, b, c, table):
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    others = [i for i in range(len(table)) if i not in (a, b, c)]
    return int(np.argmax(unit[others] @ (unit[b] - unit[a] + unit[c])))

# %% wrong: wrong-axis
    unit = table / np.linalg.norm(table, axis=0)
    wanted = unit[b] - unit[a] + unit[c]
    cosines = unit @ wanted / np.linalg.norm(unit, axis=1)
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: wrong-axis (nothing else divided)
    unit = table / np.linalg.norm(table, axis=0)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: one-in-a-list
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return np.argsort(-cosines)[:1]

# %% wrong: one-in-a-list (a list)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return [int(np.argmax(cosines))]

# %% wrong: all-words
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return np.argsort(-cosines)

# %% wrong: ids-added
    return b - a + c

# %% wrong: vector-returned
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    return unit[b] - unit[a] + unit[c]

# %% wrong: vector-returned (not scaled)
    return table[b] - table[a] + table[c]

# %% wrong: cosine-returned
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    wanted = unit[b] - unit[a] + unit[c]
    cosines = unit @ wanted / np.linalg.norm(wanted)
    cosines[[a, b, c]] = -np.inf
    return cosines.max()

# %% wrong: cosine-returned (of the hints)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return np.max(cosines)

# %% wrong: cosine-returned (inputs included)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    return max(cosines)

# %% wrong: float-id
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[[a, b, c]] = -np.inf
    return float(np.argmax(cosines))

# %% wrong: no-return
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    np.argmax(unit @ (unit[b] - unit[a] + unit[c]))

# %% wrong: changes-inputs
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    cosines = table @ (table[b] - table[a] + table[c])
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))

# %% wrong: (always the first word that is left)
    return min({0, 1, 2, 3} - {a, b, c})

# %% error: three axes
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = unit @ (unit[b] - unit[a] + unit[c])
    cosines[a, b, c] = -np.inf
    return int(np.argmax(cosines))

# %% error: another name
def analogies(a, b, c, table):
    return 0

# %% error: misspelt
    return np.argmaxx(table)

# %% not attempted: the placeholder
def analogy(a, b, c, table):
    raise NotImplementedError

# %% wrong: vector-for-table
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = cosine_similarity(unit[b] - unit[a] + unit[c], unit)
    cosines[[a, b, c]] = -np.inf
    return int(np.argmax(cosines))
