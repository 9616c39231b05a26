# %% right: true class, then all others
def full_sigmoid_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    rows = np.arange(len(labels))
    true = logits[rows, labels]
    return np.logaddexp(0, logits).sum(axis=1) - np.logaddexp(0, true) + np.logaddexp(0, -true)

# %% right: TensorFlow with one_hot
def full_sigmoid_loss(weights, bias, labels, inputs):
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    answers = tf.one_hot(labels, len(weights), dtype=logits.dtype)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=answers, logits=logits), axis=1)

# %% right: three loops
from math import exp, log1p

def yes_no_loss(logit, yes):
    x = -logit if yes else logit
    return max(x, 0) + log1p(exp(-abs(x)))

def full_sigmoid_loss(weights, bias, labels, inputs):
    V, D = weights.shape
    losses = []
    for b in range(len(labels)):
        loss = 0
        for v in range(V):
            logit = bias[v]
            for d in range(D):
                logit = logit + inputs[b, d] * weights[v, d]
            loss += yes_no_loss(float(logit), v == labels[b])
        losses.append(loss)
    return losses

# %% right: signs instead of answers
def full_sigmoid_loss(weights, bias, labels, inputs):
    signs = np.ones((len(labels), len(weights)))
    signs[range(len(labels)), labels] = -1
    return np.logaddexp(0, signs * (np.einsum("bd,vd->bv", inputs, weights) + bias)).sum(axis=-1)

# %% right: np.eye and np.where
    logits = np.dot(inputs, np.transpose(weights)) + bias.reshape(1, -1)
    target = np.eye(weights.shape[0], dtype=bool)[labels]
    return np.where(target, np.logaddexp(0, -logits), np.logaddexp(0, logits)).sum(1)

# %% right: its own negative sampling, all other words as negatives
def full_sigmoid_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    rest = [np.delete(row, label) for row, label in zip(logits, labels)]
    return negative_sampling_loss(logits[np.arange(len(labels)), labels], np.array(rest))

# %% right: scipy in a comprehension
from scipy.special import log_expit

def full_sigmoid_loss(weights, bias, labels, inputs):
    def one(x, y):
        s = weights @ x + bias
        s = np.concatenate([-s[:y], s[y:y + 1], -s[y + 1:]])
        return -log_expit(s).sum()
    return np.array([one(x, y) for x, y in zip(inputs, labels)])

# %% right: a list of tensors
def full_sigmoid_loss(weights, bias, labels, inputs):
    out = []
    for x, y in zip(inputs, labels):
        s = tf.linalg.matvec(weights, x) + bias
        out.append(tf.reduce_sum(tf.nn.softplus(s)) - s[y])  # softplus(-s) = softplus(s) - s
    return tf.stack(out)

# %% wrong: only-true-class
    true = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    return np.logaddexp(0, -true)

# %% wrong: only-true-class (answers times log σ)
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    answers = tf.one_hot(labels, len(weights), dtype=logits.dtype)
    return -tf.reduce_sum(answers * tf.math.log_sigmoid(logits), axis=1)

# %% wrong: softmax
    logits = inputs @ weights.T + bias
    logits = logits - logits.max(axis=1, keepdims=True)
    return np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(labels)), labels]

# %% wrong: softmax (tf)
def full_sigmoid_loss(weights, bias, labels, inputs):
    logits = inputs @ tf.transpose(weights) + bias
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)

# %% wrong: mean-over-classes
    logits = inputs @ weights.T + bias
    answers = np.eye(len(weights))[labels]
    return (np.logaddexp(0, logits) - answers * logits).mean(axis=1)

# %% wrong: mean-over-classes (keras)
def full_sigmoid_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    answers = tf.one_hot(labels, len(weights))
    return tf.keras.losses.binary_crossentropy(answers, logits, from_logits=True)

# %% wrong: mean-over-classes (of the others)
    logits = inputs @ weights.T + bias
    rows = np.arange(len(labels))
    true = logits[rows, labels]
    others = np.logaddexp(0, logits).sum(axis=1) - np.logaddexp(0, true)
    return np.logaddexp(0, -true) + others / (len(weights) - 1)

# %% wrong: only-other-classes
    losses = np.logaddexp(0, inputs @ weights.T + bias)
    losses[np.arange(len(labels)), labels] = 0
    return losses.sum(axis=1)

# %% wrong: only-other-classes (tf)
    logits = inputs @ weights.T + bias
    answers = tf.one_hot(labels, len(weights), dtype=logits.dtype)
    return tf.reduce_sum((1 - answers) * tf.nn.softplus(logits), axis=1)

# %% wrong: all-labels-zero
    return np.logaddexp(0, inputs @ weights.T + bias).sum(axis=1)

# %% wrong: all-labels-zero (tf)
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(tf.zeros_like(logits), logits), 1)

# %% wrong: labels-flipped
    logits = inputs @ weights.T + bias
    answers = np.ones(logits.shape)
    answers[np.arange(len(labels)), labels] = 0
    return (np.logaddexp(0, logits) - answers * logits).sum(axis=1)

# %% wrong: labels-flipped (tf)
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    answers = 1 - tf.one_hot(labels, len(weights), dtype=logits.dtype)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(answers, logits), axis=1)

# %% wrong: no-bias
    logits = inputs @ weights.T
    answers = np.zeros(logits.shape)
    answers[np.arange(len(labels)), labels] = 1
    return (np.logaddexp(0, logits) - answers * logits).sum(axis=1)

# %% wrong: no-bias (tf)
    logits = tf.einsum("bd,vd->bv", inputs, weights)
    answers = tf.one_hot(labels, len(weights), dtype=logits.dtype)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(answers, logits), axis=1)

# %% wrong: batch-reduced (mean)
    logits = inputs @ weights.T + bias
    answers = np.eye(len(weights))[labels]
    return (np.logaddexp(0, logits) - answers * logits).sum(axis=1).mean()

# %% wrong: batch-reduced (sum of everything, tf)
    logits = inputs @ weights.T + bias
    answers = tf.one_hot(labels, len(weights), dtype=logits.dtype)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(answers, logits))

# %% wrong: overflow
def full_sigmoid_loss(weights, bias, labels, inputs):
    probability = 1 / (1 + np.exp(-(inputs @ weights.T + bias)))
    answers = np.eye(len(weights))[labels]
    return -(answers * np.log(probability) + (1 - answers) * np.log(1 - probability)).sum(axis=1)

# %% wrong: overflow (true and false apart)
def full_sigmoid_loss(weights, bias, labels, inputs):
    losses = []
    for x, y in zip(inputs, labels):
        p = 1 / (1 + np.exp(-(weights @ x + bias)))
        loss = -np.log(p[y])
        for v in range(len(p)):
            if v != y:
                loss -= np.log(1 - p[v])
        losses.append(loss)
    return losses

# %% wrong: overflow (log(1 + exp))
    logits = inputs @ weights.T + bias
    signs = 1 - 2 * np.eye(len(weights))[labels]
    return np.log(1 + np.exp(signs * logits)).sum(axis=1)

# %% wrong: overflow (softplus by hand, minus the true logit)
    logits = inputs @ weights.T + bias
    return np.log(1 + np.exp(logits)).sum(axis=1) - logits[np.arange(len(labels)), labels]

# %% wrong: overflow (a small number added, tf)
def full_sigmoid_loss(weights, bias, labels, inputs):
    p = tf.sigmoid(inputs @ weights.T + bias)
    y = tf.one_hot(labels, len(weights), dtype=p.dtype)
    return -tf.reduce_sum(y * tf.math.log(p + 1e-9) + (1 - y) * tf.math.log(1 - p + 1e-9), axis=1)

# %% wrong: overflow (clipped)
def full_sigmoid_loss(weights, bias, labels, inputs):
    p = np.clip(1 / (1 + np.exp(-(inputs @ weights.T + bias))), 1e-7, 1 - 1e-7)
    y = np.eye(len(weights))[labels]
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum(axis=1)

# %% wrong: changes-inputs
    bias -= bias.mean()
    bias += 1e-3
    logits = inputs @ weights.T + bias
    answers = np.zeros(logits.shape)
    answers[np.arange(len(labels)), labels] = 1
    return (np.logaddexp(0, logits) - answers * logits).sum(axis=1)

# %% wrong: changes-inputs (right otherwise)
    logits = inputs @ weights.T + bias
    answers = np.zeros(logits.shape)
    answers[np.arange(len(labels)), labels] = 1
    losses = (np.logaddexp(0, logits) - answers * logits).sum(axis=1)
    inputs[:] = 0
    return losses

# %% wrong: no-return
    logits = inputs @ weights.T + bias
    answers = np.eye(len(weights))[labels]
    loss = (np.logaddexp(0, logits) - answers * logits).sum(axis=1)

# %% wrong: summed-over-examples
    logits = inputs @ weights.T + bias
    answers = np.eye(len(weights))[labels]
    return (np.logaddexp(0, logits) - answers * logits).sum(axis=0)

# %% wrong: (one loss per class)
    logits = inputs @ weights.T + bias
    answers = np.eye(len(weights))[labels]
    return np.logaddexp(0, logits) - answers * logits

# %% wrong: (label ids one too low)
    logits = inputs @ weights.T + bias
    answers = np.eye(len(weights))[labels - 1]
    return (np.logaddexp(0, logits) - answers * logits).sum(axis=1)

# %% wrong: every-label-in-every-row
    logits = inputs @ weights.T + bias
    answers = np.zeros(logits.shape)
    answers[:, labels] = 1
    return (np.logaddexp(0, logits) - answers * logits).sum(axis=1)

# %% wrong: negated
    logits = inputs @ weights.T + bias
    answers = np.eye(len(weights))[labels]
    return -(np.logaddexp(0, logits) - answers * logits).sum(axis=1)

# %% wrong: negated (log of σ and of 1 - σ, safely)
def full_sigmoid_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    answers = tf.one_hot(labels, len(weights), dtype=logits.dtype)
    return tf.reduce_sum(answers * tf.math.log_sigmoid(logits)
                         + (1 - answers) * tf.math.log_sigmoid(-logits), axis=1)

# %% wrong: label-also-no
    logits = inputs @ weights.T + bias
    true = logits[np.arange(len(labels)), labels]
    return np.logaddexp(0, -true) + np.logaddexp(0, logits).sum(axis=1)

# %% wrong: label-also-no (through its own negative sampling)
def full_sigmoid_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    return negative_sampling_loss(logits[np.arange(len(labels)), labels], logits)

# %% wrong: every-label-in-every-row (a sum of one-hot rows)
def full_sigmoid_loss(weights, bias, labels, inputs):
    logits = inputs @ weights.T + bias
    answers = tf.reduce_sum(tf.one_hot(labels, len(weights), dtype=logits.dtype), axis=0)
    answers = tf.broadcast_to(answers, logits.shape)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(answers, logits), axis=1)

# %% wrong: summed-over-examples (tf)
    logits = inputs @ weights.T + bias
    answers = tf.one_hot(labels, len(weights), dtype=logits.dtype)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(answers, logits), 0)

# %% wrong: all-labels-one
    return np.logaddexp(0, -(inputs @ weights.T + bias)).sum(axis=1)

# %% wrong: all-labels-one (tf)
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(tf.ones_like(logits), logits), axis=1)

# %% wrong: softmax (naive)
def full_sigmoid_loss(weights, bias, labels, inputs):
    e = np.exp(inputs @ weights.T + bias)
    probability = e / e.sum(axis=1, keepdims=True)
    return -np.log(probability[np.arange(len(labels)), labels])

# %% wrong: mean-over-classes (keras on probabilities)
def full_sigmoid_loss(weights, bias, labels, inputs):
    probability = tf.sigmoid(inputs @ weights.T + bias)
    return tf.keras.losses.binary_crossentropy(tf.one_hot(labels, len(weights)), probability)

# %% wrong: (ragged rows)
    return [[1.0] * (i + 1) for i in range(len(labels))]

# %% error: shapes do not fit
    logits = inputs @ weights + bias
    return np.logaddexp(0, logits).sum(axis=1)

# %% error: labels used as if one-hot
    logits = inputs @ weights.T + bias
    return (np.logaddexp(0, logits) - labels * logits).sum(axis=1)[1000]

# %% error: a quotation mark is missing
def full_sigmoid_loss(weights, bias, labels, inputs):
    "Sum over all classes.
    return np.logaddexp(0, inputs @ weights.T + bias).sum(axis=1)

# %% not attempted: a docstring of its own
def full_sigmoid_loss(weights, bias, labels, inputs):
    """I will do this one on Sunday."""
    raise NotImplementedError
