# %% right: numpy, each row's maximum out
def full_softmax_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    logits = logits - logits.max(axis=1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels]

# %% right: TensorFlow, answer is a tensor
def full_softmax_loss(weights, bias, labels, inputs):
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)

# %% right: Keras
def full_softmax_loss(weights, bias, labels, inputs):
    scores = inputs @ weights.T + bias
    return tf.keras.losses.sparse_categorical_crossentropy(labels, scores, from_logits=True)

# %% right: loops and the math module
import math

def full_softmax_loss(weights, bias, labels, inputs):
    V, D = weights.shape
    losses = []
    for b in range(len(labels)):
        scores = []
        for v in range(V):
            s = float(bias[v])
            for d in range(D):
                s += float(inputs[b, d]) * float(weights[v, d])
            scores.append(s)
        m = max(scores)
        losses.append(m + math.log(sum(math.exp(s - m) for s in scores)) - scores[labels[b]])
    return losses

# %% right: a comprehension and scipy
from scipy.special import log_softmax

def full_softmax_loss(weights, bias, labels, inputs):
    return [-log_softmax(weights @ x + bias)[y] for x, y in zip(inputs, labels)]

# %% right: only the body, one-hot rows, float64
    z = np.einsum("bd,vd->bv", inputs.astype(np.float64), weights.astype(np.float64)) + bias
    top = z.max(1)
    total = np.log(np.exp(z - top[:, None]).sum(1)) + top
    return total - (np.eye(len(weights))[labels] * z).sum(1)

# %% right: how much the others are above the label
def full_softmax_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    margin = logits - np.take_along_axis(logits, labels[:, None], axis=1)
    return np.logaddexp.reduce(margin, axis=-1)

# %% right: tf.gather and reduce_logsumexp
def full_softmax_loss(weights, bias, labels, inputs):
    def log_total(s):
        return tf.reduce_logsumexp(s, axis=1)
    s = tf.einsum("bd,vd->bv", inputs, weights) + bias[None, :]
    return log_total(s) - tf.gather(s, labels, batch_dims=1)

# %% wrong: over-the-batch
    logits = inputs @ weights.T + bias
    logits = logits - logits.max(axis=0)
    p = np.exp(logits) / np.exp(logits).sum(axis=0)
    return -np.log(p[np.arange(len(labels)), labels])

# %% wrong: over-the-batch (tf, axis 0)
def full_softmax_loss(weights, bias, labels, inputs):
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    return -tf.gather(tf.nn.log_softmax(logits, axis=0), labels, batch_dims=1)

# %% wrong: sigmoid
    logits = inputs @ weights.T + bias
    answers = np.eye(len(weights))[labels]
    return (np.logaddexp(0, logits) - answers * logits).sum(axis=1)

# %% wrong: sigmoid (tf)
def full_softmax_loss(weights, bias, labels, inputs):
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    answers = tf.one_hot(labels, len(weights), dtype=logits.dtype)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(answers, logits), axis=1)

# %% wrong: sigmoid (of the label only)
    logits = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    return np.logaddexp(0, -logits)

# %% wrong: sigmoid (mean, keras)
def full_softmax_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    answers = tf.one_hot(labels, len(weights))
    return tf.keras.losses.binary_crossentropy(answers, logits, from_logits=True)

# %% wrong: label-not-in-the-sum
    logits = inputs @ weights.T + bias
    rows = np.arange(len(labels))
    true = logits[rows, labels].copy()
    logits[rows, labels] = -np.inf
    return np.logaddexp.reduce(logits, axis=1) - true

# %% wrong: label-not-in-the-sum (loop)
def full_softmax_loss(weights, bias, labels, inputs):
    losses = []
    for x, y in zip(inputs, labels):
        s = weights @ x + bias
        losses.append(np.logaddexp.reduce(np.delete(s, y)) - s[y])
    return losses

# %% wrong: logits-for-probabilities
def full_softmax_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    return tf.keras.losses.sparse_categorical_crossentropy(labels, logits)

# %% wrong: logits-for-probabilities (the class)
def full_softmax_loss(weights, bias, labels, inputs):
    loss = tf.keras.losses.SparseCategoricalCrossentropy(reduction="none")
    return loss(labels, inputs @ weights.T + bias)

# %% wrong: softmax-twice
def full_softmax_loss(weights, bias, labels, inputs):
    p = tf.nn.softmax(tf.matmul(inputs, weights, transpose_b=True) + bias)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=p)

# %% wrong: softmax-twice (keras)
def full_softmax_loss(weights, bias, labels, inputs):
    p = tf.nn.softmax(inputs @ weights.T + bias, axis=1)
    return tf.keras.losses.sparse_categorical_crossentropy(labels, p, from_logits=True)

# %% wrong: probability
    logits = inputs @ weights.T + bias
    logits = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return p[np.arange(len(labels)), labels]

# %% wrong: probability (1 - p)
def full_softmax_loss(weights, bias, labels, inputs):
    p = tf.nn.softmax(tf.matmul(inputs, weights, transpose_b=True) + bias)
    return 1 - tf.gather(p, labels, batch_dims=1)

# %% wrong: negated
    logits = inputs @ weights.T + bias
    return logits[np.arange(len(labels)), labels] - np.logaddexp.reduce(logits, axis=1)

# %% wrong: negated (tf)
def full_softmax_loss(weights, bias, labels, inputs):
    log_p = tf.nn.log_softmax(tf.matmul(inputs, weights, transpose_b=True) + bias)
    return tf.gather(log_p, labels, batch_dims=1)

# %% wrong: every-class
    logits = inputs @ weights.T + bias
    return np.logaddexp.reduce(logits, axis=1, keepdims=True) - logits

# %% wrong: every-class (tf)
def full_softmax_loss(weights, bias, labels, inputs):
    return -tf.nn.log_softmax(tf.matmul(inputs, weights, transpose_b=True) + bias)

# %% wrong: sum-over-classes
    logits = inputs @ weights.T + bias
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return -log_p.sum(axis=1)

# %% wrong: every-label-in-every-row
    logits = inputs @ weights.T + bias
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return -log_p[:, labels]

# %% wrong: every-label-in-every-row (the sum without its axis)
    logits = inputs @ weights.T + bias
    return np.logaddexp.reduce(logits, axis=1) - logits[:, labels]

# %% wrong: every-label-in-every-row (tf.gather without batch_dims)
def full_softmax_loss(weights, bias, labels, inputs):
    log_p = tf.nn.log_softmax(tf.matmul(inputs, weights, transpose_b=True) + bias)
    return -tf.gather(log_p, labels, axis=1)

# %% wrong: mean-over-classes
    logits = inputs @ weights.T + bias
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return -(np.eye(len(weights))[labels] * log_p).mean(axis=1)

# %% wrong: only-the-sum
    return np.logaddexp.reduce(inputs @ weights.T + bias, axis=1)

# %% wrong: only-the-logit
    return -((inputs * weights[labels]).sum(axis=1) + bias[labels])

# %% wrong: no-bias
    logits = inputs @ weights.T
    return np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(labels)), labels]

# %% wrong: no-bias (tf)
def full_softmax_loss(weights, bias, labels, inputs):
    logits = tf.matmul(inputs, weights, transpose_b=True)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)

# %% wrong: batch-reduced (mean)
def full_softmax_loss(weights, bias, labels, inputs):
    loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return loss(labels, inputs @ weights.T + bias)

# %% wrong: batch-reduced (sum)
    logits = inputs @ weights.T + bias
    return np.sum(np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(labels)), labels])

# %% wrong: overflow
    p = np.exp(inputs @ weights.T + bias)
    p = p / p.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(labels)), labels])

# %% wrong: overflow (log of the sum)
    logits = inputs @ weights.T + bias
    return np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(labels)), labels]

# %% wrong: overflow (one maximum for the whole batch)
    logits = inputs @ weights.T + bias
    logits = logits - logits.max()
    return np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(labels)), labels]

# %% wrong: log-of-zero (softmax in one step, then the log)
def full_softmax_loss(weights, bias, labels, inputs):
    p = tf.nn.softmax(tf.matmul(inputs, weights, transpose_b=True) + bias)
    return -tf.math.log(tf.gather(p, labels, batch_dims=1))

# %% wrong: log-of-zero (a small number added)
def full_softmax_loss(weights, bias, labels, inputs):
    p = tf.nn.softmax(tf.matmul(inputs, weights, transpose_b=True) + bias)
    return -tf.math.log(tf.gather(p, labels, batch_dims=1) + 1e-9)

# %% wrong: log-of-zero (Keras on probabilities)
def full_softmax_loss(weights, bias, labels, inputs):
    p = tf.nn.softmax(inputs @ weights.T + bias).numpy()
    return tf.keras.losses.sparse_categorical_crossentropy(labels, p)

# %% wrong: log-of-zero
    logits = inputs @ weights.T + bias
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    return -np.log(P[np.arange(len(labels)), labels])

# %% wrong: log-of-zero (a smaller number added)
    logits = inputs @ weights.T + bias
    e = np.exp(logits - logits.max(axis=1)[:, np.newaxis])
    P = e / e.sum(axis=1)[:, np.newaxis]
    return -np.log(P[range(len(labels)), labels] + 1e-10)

# %% wrong: maximum-not-added-back
    logits = inputs @ weights.T + bias
    highest = logits.max(axis=1)
    total = np.log(np.exp(logits - highest[:, np.newaxis]).sum(axis=1))
    return total - logits[np.arange(len(labels)), labels]

# %% wrong: sum-over-the-batch (tf)
def full_softmax_loss(weights, bias, labels, inputs):
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    return tf.reduce_logsumexp(logits) - tf.gather(logits, labels, batch_dims=1)

# %% wrong: sum-over-the-batch
    logits = inputs @ weights.T + bias
    highest = logits.max()
    total = highest + np.log(np.exp(logits - highest).sum())
    return total - logits[np.arange(len(labels)), labels]

# %% wrong: labels-as-rows
    logits = inputs @ weights.T + bias
    return np.logaddexp.reduce(logits) - logits[labels]

# %% wrong: labels-as-rows (of the probabilities)
def full_softmax_loss(weights, bias, labels, inputs):
    scores = inputs @ weights.T + bias
    log_p = scores - np.logaddexp.reduce(scores, axis=1)[:, None]
    return -log_p[labels, :]

# %% wrong: overflow (math.exp)
import math

def full_softmax_loss(weights, bias, labels, inputs):
    losses = []
    for x, y in zip(inputs, labels):
        s = weights @ x + bias
        losses.append(math.log(sum(math.exp(v) for v in s)) - s[y])
    return losses

# %% wrong: no-return
    logits = inputs @ weights.T + bias
    loss = np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(labels)), labels]

# %% wrong: changes-inputs (right otherwise)
    logits = inputs @ weights.T + bias
    loss = np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(labels)), labels]
    inputs[:] = 0
    return loss

# %% wrong: (logs to base 2)
    logits = (inputs @ weights.T + bias) / np.log(2)
    return np.logaddexp2.reduce(logits, axis=1) - logits[np.arange(len(labels)), labels]

# %% wrong: (label ids one too low)
    logits = inputs @ weights.T + bias
    return np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(labels)), labels - 1]

# %% wrong: (a column)
    logits = inputs @ weights.T + bias
    loss = np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(labels)), labels]
    return loss[:, np.newaxis]

# %% wrong: (zeros)
    return np.zeros(len(labels))

# %% error: shapes do not fit
    logits = inputs @ weights + bias
    return np.logaddexp.reduce(logits, axis=1)

# %% error: maximum without an axis to spread along
def full_softmax_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    return np.log(np.exp(logits - logits.max(axis=1)[:3]).sum(axis=1)[100])

# %% error: a name that is not there
    logits = inputs @ weights.T + biases
    return np.logaddexp.reduce(logits, axis=1)

# %% error: the name is misspelt
def softmax_loss(weights, bias, labels, inputs):
    return np.zeros(len(labels))

# %% not attempted: something tried above the line
    logits = inputs @ weights.T + bias
    # YOUR CODE HERE
    raise NotImplementedError()
