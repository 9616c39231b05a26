# %% right: -inf at the word, argsort
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return np.argsort(-cosines)[:k]

# %% right: the word taken out of the order by its id
    cosines = np.asarray(cosine_similarity(table[[word_id]], table))[0]
    order = np.argsort(-cosines)
    return order[order != word_id][:k]

# %% right: plain Python, sorted by a key
def most_similar(word_id, table, k):
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    others = [i for i in range(len(table)) if i != word_id]
    return sorted(others, key=lambda i: -float(unit[i] @ unit[word_id]))[:k]

# %% right: tf.math.top_k
def most_similar(word_id, table, k):
    unit = tf.math.l2_normalize(table, axis=1)
    cosines = tf.linalg.matvec(unit, unit[word_id])
    cosines = tf.where(tf.range(len(table)) == word_id, tf.constant(-2, cosines.dtype), cosines)
    return tf.math.top_k(cosines, k).indices

# %% right: scikit-learn's neighbours, the word left out by its id
from sklearn.neighbors import NearestNeighbors

def most_similar(word_id, table, k):
    model = NearestNeighbors(metric="cosine").fit(np.delete(table, word_id, axis=0))
    places = model.kneighbors(table[[word_id]], k, return_distance=False)[0]
    return np.where(places >= word_id, places + 1, places)

# %% right: the word's own row need not be scaled
    lengths = np.linalg.norm(table, axis=1)
    numbers = table @ table[word_id] / lengths
    numbers[word_id] = -1e9
    return np.argsort(numbers)[::-1][:k].tolist()

# %% right: the best, k times
def most_similar(word_id, table, k):
    unit = table.astype(float) / np.linalg.norm(table.astype(float), axis=1)[:, None]
    cosines = unit @ unit[word_id]
    done, answer = {word_id}, []
    while len(answer) < k:
        best = max((i for i in range(len(table)) if i not in done), key=lambda i: cosines[i])
        answer.append(best)
        done.add(best)
    return np.array(answer, dtype=np.int32)

# %% right: distance of scaled rows has the same order
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    distances = np.linalg.norm(unit - unit[word_id], axis=1)
    distances[word_id] = np.inf
    return np.argsort(distances)[:k]

# %% right: heapq, ids as a tuple
import heapq

def most_similar(word_id, table, k):
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosines = {i: float(row @ unit[word_id]) for i, row in enumerate(unit) if i != word_id}
    return tuple(heapq.nlargest(k, cosines, key=cosines.get))

# %% right: argpartition, then sorted
    cosines = np.array(cosine_similarity(table[word_id:word_id + 1], table)).ravel()
    cosines[word_id] = -2
    best = np.argpartition(-cosines, k - 1)[:k]
    return best[np.argsort(-cosines[best])]

# %% wrong: itself-included
    cosines = np.asarray(cosine_similarity(table[[word_id]], table))[0]
    return np.argsort(-cosines, kind="stable")[:k]

# %% wrong: itself-included (by dot product)
    return np.argsort(-(table @ table[word_id]), kind="stable")[:k]

# %% wrong: ascending
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = np.inf
    return np.argsort(cosines)[:k]

# %% wrong: ascending (itself not left out)
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    return np.argsort(cosines, kind="stable")[:k]

# %% wrong: ascending (itself at -inf)
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return np.argsort(cosines)[:k]

# %% wrong: by-dot-product
    dots = table @ table[word_id]
    dots[word_id] = -np.inf
    return np.argsort(-dots)[:k]

# %% wrong: by-dot-product (only the word's row scaled)
    dots = table @ (table[word_id] / np.linalg.norm(table[word_id]))
    dots[word_id] = -np.inf
    return np.argsort(-dots)[:k]

# %% wrong: by-distance
    distances = np.linalg.norm(table - table[word_id], axis=1)
    distances[word_id] = np.inf
    return np.argsort(distances)[:k]

# %% wrong: by-distance (scikit-learn)
from sklearn.neighbors import NearestNeighbors

def most_similar(word_id, table, k):
    model = NearestNeighbors().fit(np.delete(table, word_id, axis=0))
    places = model.kneighbors(table[[word_id]], k, return_distance=False)[0]
    return np.where(places >= word_id, places + 1, places)

# %% wrong: wrong-axis
    unit = table / np.linalg.norm(table, axis=0)
    numbers = unit @ unit[word_id]
    numbers[word_id] = -np.inf
    return np.argsort(-numbers)[:k]

# %% wrong: by-absolute-cosine
    cosines = np.abs(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -1
    return np.argsort(-cosines)[:k]

# %% wrong: lowest-of-the-best-first
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return np.argsort(cosines)[-k:]

# %% wrong: other-order
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return np.sort(np.argsort(-cosines)[:k])

# %% wrong: other-order (a set)
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return sorted(set(np.argsort(-cosines)[:k].tolist()))

# %% wrong: shifted-ids
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    return np.argsort(-np.delete(cosines, word_id), kind="stable")[:k]

# %% wrong: itself-at-zero
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = 0
    return np.argsort(-cosines)[:k]

# %% wrong: first-dropped
    cosines = np.asarray(cosine_similarity(table[[word_id]], table))[0]
    return np.argsort(-cosines, kind="stable")[1:k + 1]

# %% wrong: first-dropped (sorted in Python)
def most_similar(word_id, table, k):
    cosines = np.asarray(cosine_similarity(table[[word_id]], table))[0]
    order = sorted(range(len(table)), key=lambda i: cosines[i], reverse=True)
    return order[1:k + 1]

# %% wrong: first-dropped (turned round)
    cosines = np.asarray(cosine_similarity(table[[word_id]], table))[0]
    return np.argsort(cosines, kind="stable")[::-1][1:k + 1]

# %% wrong: first-dropped (the place of the highest)
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[np.argmax(cosines)] = -np.inf
    return np.argsort(-cosines, kind="stable")[:k]

# %% wrong: twins-left-out
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[cosines > 0.99999] = -2
    return np.argsort(-cosines, kind="stable")[:k]

# %% wrong: one-too-few
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    return np.argsort(-cosines, kind="stable")[1:k]

# %% wrong: one-too-few (the word taken out of the first k)
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    return [int(i) for i in np.argsort(-cosines)[:k] if i != word_id]

# %% wrong: all-words
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return np.argsort(-cosines, kind="stable")[:-1]

# %% wrong: all-words (the word, too)
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    return np.argsort(-cosines, kind="stable")

# %% wrong: all-words (the word last)
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return np.argsort(-cosines)

# %% wrong: one-too-many
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    return np.argsort(-cosines, kind="stable")[:k + 1]

# %% wrong: cosines-returned
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return np.sort(cosines)[::-1][:k]

# %% wrong: cosines-returned (the word's own, too)
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    return sorted(cosines.tolist(), reverse=True)[:k]

# %% wrong: rows-returned
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return table[np.argsort(-cosines)[:k]]

# %% wrong: with-cosines
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return [(i, cosines[i]) for i in np.argsort(-cosines)[:k]]

# %% wrong: ranks
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    return np.argsort(np.argsort(-cosines))[:k]

# %% wrong: float-ids
def most_similar(word_id, table, k):
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    answer = np.zeros(k)
    for i, word in enumerate(np.argsort(-cosines)[:k]):
        answer[i] = word
    return answer

# %% wrong: no-return
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    order = np.argsort(-cosines)

# %% wrong: changes-inputs
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    cosines = table @ table[word_id]
    cosines[word_id] = -np.inf
    return np.argsort(-cosines)[:k]

# %% wrong: (the first k words)
    return [i for i in range(len(table)) if i != word_id][:k]

# %% wrong: (one word, whatever k is)
    cosines = np.array(cosine_similarity(table[[word_id]], table))[0]
    cosines[word_id] = -np.inf
    return int(np.argmax(cosines))

# %% error: the table not turned round
    cosines = table[word_id] @ table
    return np.argsort(-cosines)[:k]

# %% error: another name
def nearest(word_id, table, k):
    return []

# %% error: misspelt
    return np.argsrt(table)[:k]

# %% not attempted: the placeholder
def most_similar(word_id, table, k):
    raise NotImplementedError

# %% wrong: vector-for-table
    cosines = cosine_similarity(table[word_id], table)
    return np.argsort(-cosines)[:k]

# %% wrong: row-of-a-row
    cosines = np.array(cosine_similarity(table[[word_id]], table))
    cosines[word_id] = -np.inf
    return np.argsort(-cosines)[:k]

# %% wrong: row-of-a-row (cut)
    cosines = cosine_similarity(table[[word_id]], table)
    return np.argsort(-cosines)[1:k + 1]
