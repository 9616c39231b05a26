# %% right: zeros and one index per row
def one_hot(ids, vocabulary_size):
    answer = np.zeros((len(ids), vocabulary_size), dtype=np.float32)
    answer[np.arange(len(ids)), ids] = 1
    return answer

# %% right: rows of the identity matrix
    return np.eye(vocabulary_size, dtype=np.float32)[ids]

# %% right: a loop
def one_hot(ids, vocabulary_size):
    result = np.zeros([len(ids), vocabulary_size], "float32")
    for row, word in enumerate(ids):
        result[row][word] = 1.0
    return result

# %% right: TensorFlow
import tensorflow as tf

def one_hot(ids, vocabulary_size):
    return tf.one_hot(ids, vocabulary_size)

# %% right: compared with all columns
def one_hot(ids, vocabulary_size):
    return (ids[:, None] == np.arange(vocabulary_size)).astype(np.float32)

# %% right: Keras, converted
def one_hot(ids, vocabulary_size):
    return tf.cast(tf.keras.utils.to_categorical(ids, vocabulary_size), tf.float32)

# %% right: lists, reshaped
def one_hot(ids, size):
    rows = [[float(i == j) for j in range(size)] for i in ids]
    return np.array(rows, np.float32).reshape(len(ids), size)

# %% right: a helper function, ids as a list
def row_of(word_id, size):
    row = np.zeros(size, np.float32)
    row[word_id] = 1
    return row

def one_hot(ids, vocabulary_size):
    ids = list(ids)
    table = np.empty((len(ids), vocabulary_size), np.float32)
    for i in range(len(ids)):
        table[i] = row_of(ids[i], vocabulary_size)
    return table

# %% right: np.put_along_axis
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    np.put_along_axis(answer, ids.reshape(-1, 1).astype(int), 1, axis=1)
    return answer

# %% wrong: transposed
    return np.eye(vocabulary_size, dtype=np.float32)[:, ids]

# %% wrong: transposed (zeros the other way round)
def one_hot(ids, vocabulary_size):
    answer = np.zeros((vocabulary_size, len(ids)), np.float32)
    for column, word in enumerate(ids):
        answer[word, column] = 1
    return answer

# %% wrong: transposed (axis of tf.one_hot)
    return tf.one_hot(ids, vocabulary_size, axis=0)

# %% wrong: bag-of-words
    answer = np.zeros(vocabulary_size, np.float32)
    for word in ids:
        answer[word] += 1
    return answer

# %% wrong: bag-of-words (present or not)
    answer = np.zeros(vocabulary_size, np.float32)
    answer[ids] = 1
    return answer

# %% wrong: bag-of-words (as one row)
    return np.bincount(ids, minlength=vocabulary_size).astype(np.float32)[None]

# %% wrong: off-by-one
    return np.eye(vocabulary_size, dtype=np.float32)[ids - 1]

# %% wrong: off-by-one (beyond the last column)
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    for row, word in enumerate(ids):
        answer[row, word + 1] = 1
    return answer

# %% wrong: off-by-one (a column for padding)
    return np.eye(vocabulary_size + 1, dtype=np.float32)[ids + 1]

# %% wrong: off-by-one (a column too many)
    return tf.one_hot(ids, vocabulary_size + 1)

# %% wrong: off-by-one (tf.one_hot stays silent)
    return tf.one_hot(ids + 1, vocabulary_size)

# %% wrong: id-as-row (rows and columns exchanged in the index)
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    answer[ids, np.arange(len(ids))] = 1
    return answer

# %% wrong: other-float
    answer = np.zeros((len(ids), vocabulary_size))
    answer[np.arange(len(ids)), ids] = 1
    return answer

# %% wrong: other-float (np.eye)
    return np.eye(vocabulary_size)[ids]

# %% wrong: list (but for no ids)
    rows = [[float(i == j) for j in range(vocabulary_size)] for i in ids]
    return np.array(rows).reshape(len(ids), vocabulary_size).tolist() or np.zeros((0, vocabulary_size))

# %% wrong: integers
    return np.eye(vocabulary_size, dtype=int)[ids]

# %% wrong: integers (bools)
    return ids[:, None] == np.arange(vocabulary_size)

# %% wrong: integers (int32)
    return tf.one_hot(ids, vocabulary_size, dtype=tf.int32)

# %% wrong: every-id-in-every-row
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    answer[:, ids] = 1
    return answer

# %% wrong: every-id-in-every-row (in a loop)
def one_hot(ids, vocabulary_size):
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    for row in answer:
        for word in ids:
            row[word] = 1
    return answer

# %% wrong: ids-for-ones
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    answer[np.arange(len(ids)), ids] = ids
    return answer

# %% wrong: ids-ignored
    return np.eye(len(ids), vocabulary_size, dtype=np.float32)

# %% wrong: ids-ignored (in a loop)
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    for i in range(len(ids)):
        answer[i, i] = 1
    return answer

# %% wrong: inverted
    answer = np.ones((len(ids), vocabulary_size), np.float32)
    answer[np.arange(len(ids)), ids] = 0
    return answer

# %% wrong: size-from-ids
    return np.eye(max(ids) + 1, dtype=np.float32)[ids]

# %% wrong: size-from-ids (the first case alone would be right)
    size = int(np.max(ids)) + 1 if len(ids) else vocabulary_size
    return tf.one_hot(ids, size)

# %% wrong: size-from-ids (tf)
    return tf.one_hot(ids, int(tf.reduce_max(ids)) + 1)

# %% wrong: empty-list
    return np.array([[float(i == j) for j in range(vocabulary_size)] for i in ids], dtype=np.float32)

# %% wrong: empty-list (np.stack)
    return np.stack([np.eye(vocabulary_size, dtype=np.float32)[i] for i in ids])

# %% wrong: empty-list (rows appended)
def one_hot(ids, vocabulary_size):
    rows = []
    for word in ids:
        row = np.zeros(vocabulary_size)
        row[word] = 1
        rows.append(row)
    return np.array(rows).astype("float32")

# %% wrong: changes-inputs
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    for row in range(len(ids)):
        answer[row, ids[row]] = 1
        ids[row] = 1
    return answer

# %% wrong: no-return
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    answer[np.arange(len(ids)), ids] = 1

# %% wrong: other-float (float16)
    return np.eye(vocabulary_size, dtype=np.float16)[ids]

# %% wrong: (minus one in place of 0)
    return 2 * np.eye(vocabulary_size, dtype=np.float32)[ids] - 1

# %% wrong: (always ten columns)
    return tf.one_hot(ids, 10)

# %% error: shape in two arguments
    return np.zeros(len(ids), vocabulary_size)

# %% error: misspelt
    return np.eye(vocabulary_siz)[ids]

# %% error: another name
def onehot(ids, vocabulary_size):
    return np.eye(vocabulary_size, dtype=np.float32)[ids]

# %% not attempted: the placeholder
def one_hot(ids, vocabulary_size):
    raise NotImplementedError()

# %% wrong: id-as-row
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    answer[ids] = 1
    return answer

# %% wrong: id-as-row (in a loop)
def one_hot(ids, vocabulary_size):
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    for word in ids:
        answer[word] = 1
    return answer

# %% wrong: id-as-row (and as column)
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    answer[ids, ids] = 1
    return answer

# %% wrong: id-as-row (an identity matrix that is too small)
    return np.eye(len(ids), dtype=np.float32)[ids]

# %% wrong: transposed (in the shape only)
    answer = np.zeros((vocabulary_size, len(ids)), np.float32)
    answer[np.arange(len(ids)), ids] = 1
    return answer

# %% wrong: one-row
def one_hot(ids, vocabulary_size):
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    for row in range(len(ids)):
        answer[row, ids[row]] = 1
        return answer

# %% wrong: one-row (new zeros in each turn)
def one_hot(ids, vocabulary_size):
    for row in range(len(ids)):
        answer = np.zeros((len(ids), vocabulary_size), np.float32)
        answer[row, ids[row]] = 1
    return answer

# %% wrong: one-row (a list with one row)
def one_hot(ids, vocabulary_size):
    rows = []
    for word in ids:
        row = np.zeros(vocabulary_size, np.float32)
        row[word] = 1
        rows.append(row)
        return np.array(rows)

# %% wrong: one-row (a single vector)
def one_hot(ids, vocabulary_size):
    for word in ids:
        row = np.zeros(vocabulary_size, np.float32)
        row[word] = 1
    return row

# %% wrong: list
    return [[1.0 if word == place else 0.0 for place in range(vocabulary_size)] for word in ids]

# %% wrong: list (of whole numbers)
def one_hot(ids, vocabulary_size):
    rows = []
    for word in ids:
        row = [0] * vocabulary_size
        row[word] = 1
        rows.append(row)
    return rows

# %% wrong: ids-ignored (a row for every word)
    return np.eye(vocabulary_size)

# %% wrong: bag-of-words (all in the first row)
def one_hot(ids, vocabulary_size):
    answer = np.zeros((len(ids), vocabulary_size), np.float32)
    for word in ids:
        answer[0, word] = 1
    return answer

# %% wrong: id-as-row (a square)
def one_hot(ids, vocabulary_size):
    answer = np.zeros((vocabulary_size, vocabulary_size), np.float32)
    for word in ids:
        answer[word, word] = 1
    return answer

# %% wrong: flattened
def one_hot(ids, vocabulary_size):
    numbers = []
    for word in ids:
        row = [0.0] * vocabulary_size
        row[word] = 1.0
        numbers.extend(row)
    return np.array(numbers, np.float32)

# %% wrong: sorted
    return np.eye(vocabulary_size, dtype=np.float32)[np.sort(ids)]

# %% wrong: each-id-once
    return np.eye(vocabulary_size, dtype=np.float32)[np.unique(ids)]

# %% wrong: every-id-in-every-row (one list n times)
def one_hot(ids, vocabulary_size):
    rows = [[0] * vocabulary_size] * len(ids)
    for place, word in enumerate(ids):
        rows[place][word] = 1
    return np.array(rows, np.float32).reshape(len(ids), vocabulary_size)

# %% wrong: size-from-ids (and float64)
    return np.eye(max(ids, default=0) + 1)[ids]

# %% wrong: other-float (and no columns without ids)
def one_hot(ids, vocabulary_size):
    return np.array([[float(i == j) for j in range(vocabulary_size)] for i in ids])
