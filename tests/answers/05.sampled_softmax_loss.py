# %% right: TensorFlow, answer is a tensor
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    true_logits = tf.reduce_sum(tf.gather(weights, labels) * inputs, axis=1) + tf.gather(bias, labels)
    true_logits -= tf.math.log(true_expected)
    others = tf.matmul(inputs, tf.gather(weights, sampled), transpose_b=True) + tf.gather(bias, sampled)
    others -= tf.math.log(sampled_expected)
    if remove_accidental_hits:
        others = tf.where(labels[:, None] == sampled[None, :], others.dtype.min, others)
    logits = tf.concat([true_logits[:, None], others], axis=1)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(tf.zeros(len(labels), tf.int64), logits)

# %% right: tf.nn with the given candidates
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    return tf.nn.sampled_softmax_loss(
        weights, bias, labels[:, np.newaxis], inputs, len(sampled), len(weights),
        sampled_values=(sampled, true_expected[:, np.newaxis], sampled_expected),
        remove_accidental_hits=remove_accidental_hits)

# %% right: loops and the math module
import math

def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    def score(x, word, count):
        return sum(float(a) * float(b) for a, b in zip(x, weights[word])) + float(bias[word]) - math.log(count)
    result = []
    for x, label, count in zip(inputs, labels, true_expected):
        true = score(x, label, count)
        rivals = [true]
        for word, expected in zip(sampled, sampled_expected):
            if not (word == label and remove_accidental_hits):
                rivals.append(score(x, word, expected))
        top = max(rivals)
        result.append(top - true + math.log(sum(math.exp(r - top) for r in rivals)))
    return result

# %% right: only the body, each row's maximum out
    ids = np.concatenate([labels, sampled])
    counts = np.concatenate([true_expected, sampled_expected])
    scores = (inputs @ weights[ids].T + bias[ids] - np.log(counts)).astype(np.float64)
    B = len(labels)
    true, rest = np.diag(scores[:, :B]).copy(), scores[:, B:].copy()
    if remove_accidental_hits:
        rest[labels[:, None] == sampled] = -np.inf
    every = np.hstack([true[:, None], rest])
    top = every.max(axis=1)
    return np.log(np.exp(every - top[:, None]).sum(axis=1)) + top - true

# %% right: how far the negatives are above the label
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    pos = np.einsum("bd,bd->b", inputs, weights[labels]) + bias[labels] - np.log(true_expected)
    neg = np.einsum("bd,kd->bk", inputs, weights[sampled]) + bias[sampled] - np.log(sampled_expected)
    loss = np.zeros(len(labels))
    for j, word in enumerate(sampled):
        ahead = neg[:, j] - pos
        if remove_accidental_hits:
            ahead = np.where(labels == word, -np.inf, ahead)
        loss = np.logaddexp(loss, ahead)
    return loss

# %% right: a comprehension and scipy
from scipy.special import log_softmax

def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    def one(x, y, count):
        keep = (sampled != y) if remove_accidental_hits else np.ones(len(sampled), bool)
        ids = np.append(y, sampled[keep])
        counts = np.append(count, sampled_expected[keep])
        return -log_softmax(weights[ids] @ x + bias[ids] - np.log(counts))[0]
    return np.array([one(*row) for row in zip(inputs, labels, true_expected)])

# %% right: a large number instead of infinity
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    z = inputs @ weights.T + bias
    pos = z[np.arange(len(labels)), labels] - np.log(true_expected)
    neg = z[:, sampled] - np.log(sampled_expected)
    neg = neg - 1e9 * (remove_accidental_hits * (labels[:, None] == sampled[None, :]))
    return np.logaddexp.reduce(np.c_[pos, neg], axis=1) - pos

# %% right: counts divided out of the exponentials by logsumexp
from scipy.special import logsumexp

def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    ids = np.column_stack([labels, np.tile(sampled, (len(labels), 1))])
    logits = np.take_along_axis(inputs @ weights.T + bias, ids, axis=1)
    share = 1 / np.column_stack([true_expected, np.tile(sampled_expected, (len(labels), 1))])
    used = share.copy()
    if remove_accidental_hits:
        used[:, 1:][ids[:, 1:] == labels[:, None]] = 0
    return logsumexp(logits, b=used, axis=1) - logits[:, 0] - np.log(share[:, 0])

# %% wrong: no-log-q
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    negative = inputs @ weights[sampled].T + bias[sampled]
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: no-log-q (and hits kept, tf)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    scores = tf.matmul(inputs, weights, transpose_b=True) + bias
    logits = tf.concat([tf.gather(scores, labels, batch_dims=1)[:, None], tf.gather(scores, sampled, axis=1)], 1)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(np.zeros(len(labels), int), logits)

# %% wrong: no-log-q (tf.nn told counts of one)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    counts = tf.ones((len(labels), 1), weights.dtype), tf.ones(len(sampled), weights.dtype)
    return tf.nn.sampled_softmax_loss(
        weights, bias, labels[:, None], inputs, len(sampled), len(weights),
        sampled_values=(sampled, *counts), remove_accidental_hits=remove_accidental_hits)

# %% wrong: hits-kept
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: hits-kept (tf)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    pos = tf.einsum("bd,bd->b", inputs, weights[labels]) + bias[labels] - np.log(true_expected)
    neg = tf.einsum("bd,kd->bk", inputs, weights[sampled]) + bias[sampled] - np.log(sampled_expected)
    return tf.reduce_logsumexp(tf.concat([pos[:, None], neg], 1), axis=1) - pos

# %% wrong: hits-always-removed
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: hits-always-removed (the default of tf.nn)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    return tf.nn.sampled_softmax_loss(
        weights, bias, labels[:, np.newaxis], inputs, len(sampled), len(weights),
        sampled_values=(sampled, true_expected[:, np.newaxis], sampled_expected))

# %% wrong: hits-turned-round
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if not remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: hits-score-zero
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = negative * (labels[:, np.newaxis] != sampled)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: hits-score-zero (before the correction)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled]
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, 0, negative)
    negative = negative - np.log(sampled_expected)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: hits-of-any-example
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    if remove_accidental_hits:
        keep = ~np.isin(sampled, labels)
        sampled, sampled_expected = sampled[keep], sampled_expected[keep]
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: hits-of-any-example (columns set to -inf)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    for j, word in enumerate(sampled):
        if remove_accidental_hits and word in labels:
            negative[:, j] = -np.inf
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: true-class-not-a-candidate
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(negative, axis=1) - positive

# %% wrong: true-class-not-a-candidate (hits kept, tf)
    positive = tf.reduce_sum(inputs * weights[labels], 1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return tf.reduce_logsumexp(negative, axis=1) - positive

# %% wrong: nce
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: nce (tf.nn.nce_loss)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    return tf.nn.nce_loss(
        weights, bias, labels[:, np.newaxis], inputs, len(sampled), len(weights),
        sampled_values=(sampled, true_expected[:, np.newaxis], sampled_expected),
        remove_accidental_hits=remove_accidental_hits)

# %% wrong: nce (the loss of lesson 04, hits kept)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    from w2vlib.objectives import nce_loss
    losses = nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected)
    return losses.numpy()

# %% wrong: negative-sampling
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    negative = inputs @ weights[sampled].T + bias[sampled]
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: negative-sampling (through lesson 04, hits removed)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    negative = inputs @ weights[sampled].T + bias[sampled]
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    losses = negative_sampling_loss(positive, negative)
    return losses

# %% wrong: correction-added
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] + np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] + np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: correction-added (counts multiplied, hits kept)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    z = inputs @ weights.T + bias
    pos = z[np.arange(len(labels)), labels] - np.log(1 / true_expected)
    neg = z[:, sampled] - np.log(1 / sampled_expected)
    return np.logaddexp.reduce(np.c_[pos, neg], axis=1) - pos

# %% wrong: correction-on-negatives-only
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: correction-on-true-class-only
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled]
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: count-without-log
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - true_expected
    negative = inputs @ weights[sampled].T + bias[sampled] - sampled_expected
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: no-bias
    positive = (inputs * weights[labels]).sum(axis=1) - np.log(true_expected)
    negative = inputs @ weights[sampled].T - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: no-bias (tf.nn with a bias of zeros)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    return tf.nn.sampled_softmax_loss(
        weights, tf.zeros_like(bias), labels[:, np.newaxis], inputs, len(sampled), len(weights),
        sampled_values=(sampled, true_expected[:, np.newaxis], sampled_expected),
        remove_accidental_hits=remove_accidental_hits)

# %% wrong: all-words
    return full_softmax_loss(weights, bias, labels, inputs)

# %% wrong: all-words (tf)
    logits = tf.matmul(inputs, weights, transpose_b=True) + bias
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)

# %% wrong: every-label-for-every-example
    positive = inputs @ weights[labels].T + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    logits = np.concatenate([positive, negative], axis=1)
    return np.logaddexp.reduce(logits, axis=1) - np.diag(positive)

# %% wrong: label-as-column
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    logits = np.column_stack([positive, negative])
    return np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(labels)), labels]

# %% wrong: label-as-column (tf)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    logits = tf.concat([positive[:, None], negative], axis=1)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)

# %% wrong: over-the-batch
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    logits = np.column_stack([positive, negative])
    return (np.logaddexp.reduce(logits, axis=0) - logits)[:, 0]

# %% wrong: every-candidate
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return -tf.nn.log_softmax(np.column_stack([positive, negative]))

# %% wrong: mean-over-candidates
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -1e9, negative)
    logits = np.column_stack([positive, negative])
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    answers = np.zeros_like(logits)
    answers[:, 0] = 1
    return -(answers * log_p).mean(axis=1)

# %% wrong: probability
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return tf.nn.softmax(np.column_stack([positive, negative]))[:, 0]

# %% wrong: negated
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return positive - np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1)

# %% wrong: batch-reduced (mean)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    return tf.reduce_mean(tf.nn.sampled_softmax_loss(
        weights, bias, labels[:, np.newaxis], inputs, len(sampled), len(weights),
        sampled_values=(sampled, true_expected[:, np.newaxis], sampled_expected),
        remove_accidental_hits=remove_accidental_hits))

# %% wrong: batch-reduced (sum)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return (np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive).sum()

# %% wrong: overflow
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    e = np.exp(np.column_stack([positive, negative]))
    return -np.log(e[:, 0] / e.sum(axis=1))

# %% wrong: overflow (terms divided by their counts)
    positive = np.exp((inputs * weights[labels]).sum(axis=1) + bias[labels]) / true_expected
    negative = np.exp(inputs @ weights[sampled].T + bias[sampled]) / sampled_expected
    if remove_accidental_hits:
        negative[labels[:, np.newaxis] == sampled] = 0
    return np.log(positive + negative.sum(axis=1)) - np.log(positive)

# %% wrong: overflow (one maximum for the whole batch)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    logits = np.column_stack([positive, negative])
    logits = logits - np.max(logits)
    return np.log(np.exp(logits).sum(axis=1)) - logits[:, 0]

# %% wrong: log-of-zero (tf, log of a softmax)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return -tf.math.log(tf.nn.softmax(np.column_stack([positive, negative]))[:, 0])

# %% wrong: log-of-zero
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    logits = np.column_stack([positive, negative])
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    return -np.log(P[:, 0])

# %% wrong: log-of-zero (a small number added)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    P = tf.nn.softmax(np.column_stack([positive, negative]), axis=1).numpy()
    return -np.log(P[:, 0] + 1e-10)

# %% wrong: maximum-without-the-label
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    highest = negative.max(axis=1)
    total = np.exp(positive - highest) + np.exp(negative - highest[:, None]).sum(axis=1)
    return highest + np.log(total) - positive

# %% wrong: maximum-without-the-label (a share)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    top = negative.max(axis=1, keepdims=True)
    e = np.exp(np.column_stack([positive, negative]) - top)
    return -np.log(e[:, 0] / e.sum(axis=1))

# %% wrong: hit-not-low-enough
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -1000, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: hit-not-low-enough (tf, -100)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(sampled == labels[:, None], -100.0, negative)
    logits = tf.concat([positive[:, None], negative], axis=1)
    return tf.nn.sparse_softmax_cross_entropy_with_logits([0] * len(labels), logits)

# %% wrong: repeats-counted-once
    sampled, first = np.unique(sampled, return_index=True)
    sampled_expected = sampled_expected[first]
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: repeats-counted-once (a dict)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    count = dict(zip(sampled.tolist(), sampled_expected.tolist()))
    losses = []
    for x, y, c in zip(inputs, labels, true_expected):
        own = weights[y] @ x + bias[y] - np.log(c)
        rivals = [weights[w] @ x + bias[w] - np.log(count[w]) for w in count
                  if w != y or not remove_accidental_hits]
        losses.append(np.logaddexp.reduce([own, *rivals]) - own)
    return np.array(losses)

# %% wrong: repeats-counted-once (and hits always removed)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    result = []
    for i, y in enumerate(labels):
        words = sorted(set(sampled) - {y})
        at = [list(sampled).index(w) for w in words]
        s = weights[words] @ inputs[i] + bias[words] - np.log(sampled_expected[at])
        own = weights[y] @ inputs[i] + bias[y] - np.log(true_expected[i])
        result.append(np.logaddexp.reduce(np.append(s, own)) - own)
    return result

# %% wrong: no-bias (only the label's)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: no-bias (only the negatives')
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    own = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) - tf.math.log(true_expected)
    rest = tf.matmul(inputs, tf.gather(weights, sampled), transpose_b=True)
    rest += tf.gather(bias, sampled) - tf.math.log(sampled_expected)
    if remove_accidental_hits:
        rest = tf.where(labels[:, None] == sampled, -np.inf, rest)
    return tf.reduce_logsumexp(tf.concat([own[:, None], rest], 1), axis=1) - own

# %% wrong: hits-empty-the-row (the loss set to 0)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    loss = np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive
    if remove_accidental_hits:
        loss[np.isin(labels, sampled)] = 0
    return loss

# %% wrong: hits-empty-the-row
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(np.isin(labels, sampled)[:, None], -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: hits-corrected-twice
    logits = inputs @ weights.T + bias
    logits[:, sampled] -= np.log(sampled_expected)
    positive = logits[np.arange(len(labels)), labels] - np.log(true_expected)
    negative = logits[:, sampled]
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: hits-corrected-twice (the label's first)
    z = inputs @ weights.T + bias
    rows = np.arange(len(labels))
    z[rows, labels] -= np.log(true_expected)
    pos, neg = z[rows, labels], z[:, sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        neg[labels[:, None] == sampled] = -np.inf
    return np.logaddexp.reduce(np.c_[pos, neg], axis=1) - pos

# %% wrong: hits-corrected-twice (both in the table)
    z = inputs @ weights.T + bias
    z[range(len(labels)), labels] = z[range(len(labels)), labels] - np.log(true_expected)
    z[:, sampled] = z[:, sampled] - np.log(sampled_expected)
    pos = z[range(len(labels)), labels]
    neg = z[:, sampled]
    if remove_accidental_hits:
        neg = np.where(sampled == labels[:, None], -np.inf, neg)
    return np.logaddexp.reduce(np.c_[pos, neg], axis=1) - pos

# %% wrong: label-removed
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    ids = np.column_stack([labels, np.tile(sampled, (len(labels), 1))])
    logits = np.column_stack([positive, negative])
    if remove_accidental_hits:
        logits = np.where(ids == labels[:, np.newaxis], -np.inf, logits)
    return np.logaddexp.reduce(logits, axis=1) - positive

# %% wrong: label-removed (its logit is read afterwards)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    losses = []
    for x, y, c in zip(inputs, labels, true_expected):
        ids = np.append(y, sampled)
        s = weights[ids] @ x + bias[ids] - np.log(np.append(c, sampled_expected))
        if remove_accidental_hits:
            s[ids == y] = -np.inf
        losses.append(np.logaddexp.reduce(s) - s[0])
    return losses

# %% wrong: every-label-for-every-example (all ids in one list, hits kept)
    ids = np.concatenate([labels, sampled])
    counts = np.concatenate([true_expected, sampled_expected])
    logits = inputs @ weights[ids].T + bias[ids] - np.log(counts)
    B = len(labels)
    return np.logaddexp.reduce(logits, axis=1) - logits[np.arange(B), np.arange(B)]

# %% wrong: every-label-for-every-example (all ids in one list, hits removed)
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True):
    ids = np.concatenate([labels, sampled])
    counts = np.concatenate([true_expected, sampled_expected])
    logits = inputs @ weights[ids].T + bias[ids] - np.log(counts)
    own = np.diag(logits).copy()
    hits = ids == labels[:, None]
    hits[:, : len(labels)] = False
    logits[hits] = -np.inf
    return np.logaddexp.reduce(logits, axis=1) - own

# %% error: ids of different lengths compared
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative[sampled == labels] = -np.inf
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: maximum-not-added-back
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    logits = np.column_stack([positive, negative])
    logits = logits - logits.max(axis=1, keepdims=True)
    return np.log(np.exp(logits).sum(axis=1)) - positive

# %% wrong: sum-over-the-batch
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    logits = np.column_stack([positive, negative])
    return tf.reduce_logsumexp(logits) - positive

# %% wrong: raw-label-at-the-end
    raw = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    logits = np.column_stack([raw - np.log(true_expected), negative])
    return np.logaddexp.reduce(logits, axis=1) - raw

# %% wrong: divided-by-the-count
    positive = ((inputs * weights[labels]).sum(axis=1) + bias[labels]) / true_expected
    negative = (inputs @ weights[sampled].T + bias[sampled]) / sampled_expected
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: every-label-for-every-example (all of them returned)
    positive = inputs @ weights[labels].T + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: every-label-for-every-example (column 0)
    positive = inputs @ weights[labels].T + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    logits = np.hstack([positive, negative])
    return np.logaddexp.reduce(logits, axis=1) - logits[:, 0]

# %% wrong: no-return
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    loss = np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: changes-inputs (the counts become logs)
    true_expected[:] = np.log(true_expected)
    sampled_expected[:] = np.log(sampled_expected)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - true_expected
    negative = inputs @ weights[sampled].T + bias[sampled] - sampled_expected
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    return np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive

# %% wrong: (margin of the best rival)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.maximum(0, 1 + negative.max(axis=1) - positive)

# %% wrong: (a column)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    if remove_accidental_hits:
        negative = np.where(labels[:, np.newaxis] == sampled, -np.inf, negative)
    loss = np.logaddexp.reduce(np.column_stack([positive, negative]), axis=1) - positive
    return loss[:, np.newaxis]

# %% wrong: (zeros)
    return np.zeros(len(labels))

# %% error: transposed the wrong way
    negative = inputs @ weights.T[sampled] + bias[sampled]
    return np.logaddexp.reduce(negative, axis=1)

# %% error: a name that is not there
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_count)
    return positive

# %% error: too few parameters
def sampled_softmax_loss(weights, bias, labels, inputs):
    return inputs @ weights.T + bias

# %% error: a colon is missing
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected, remove_accidental_hits=True)
    return 0

# %% not attempted: something tried above the line
    logits = inputs @ weights.T + bias
    # YOUR CODE HERE
    raise NotImplementedError()
