# %% right: numpy, another order of steps
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    ids = np.concatenate([labels, sampled])
    counts = np.concatenate([true_expected, sampled_expected])
    logits = inputs @ weights[ids].T + bias[ids] - np.log(counts)  # (B, B + K)
    B = len(labels)
    yes = np.diag(logits[:, :B])
    no = logits[:, B:]
    return np.logaddexp(0, -yes) + np.logaddexp(0, no).sum(axis=1)

# %% right: loops and the math module
import math

def softplus(x):
    if x > 30:
        return x
    return math.log1p(math.exp(x))

def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    result = []
    for row in range(len(labels)):
        def logit(word, expected):
            s = bias[word]
            for d in range(weights.shape[1]):
                s += weights[word, d] * inputs[row, d]
            return s - math.log(expected)
        loss = softplus(-logit(labels[row], true_expected[row]))
        for word, expected in zip(sampled, sampled_expected):
            loss += softplus(logit(word, expected))
        result.append(loss)
    return result

# %% right: TensorFlow, answer is a tensor
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    dtype = inputs.dtype
    true_logits = tf.reduce_sum(tf.gather(weights, labels) * inputs, axis=1) + tf.gather(bias, labels)
    true_logits -= tf.math.log(tf.cast(true_expected, dtype))
    neg_logits = tf.matmul(inputs, tf.gather(weights, sampled), transpose_b=True) + tf.gather(bias, sampled)
    neg_logits -= tf.math.log(tf.cast(sampled_expected, dtype))
    logits = tf.concat([true_logits[:, None], neg_logits], axis=1)
    answers = tf.concat([tf.ones_like(true_logits)[:, None], tf.zeros_like(neg_logits)], axis=1)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=answers, logits=logits), axis=1)

# %% right: tf.nn.nce_loss with the given candidates
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    return tf.nn.nce_loss(
        weights, bias, labels[:, np.newaxis], inputs, len(sampled), len(weights),
        sampled_values=(sampled, true_expected[:, np.newaxis], sampled_expected))

# %% right: einsum, float64 throughout
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    w, b, x = (np.asarray(a, np.float64) for a in (weights, bias, inputs))
    pos = np.einsum("bd,bd->b", x, w[labels]) + b[labels] - np.log(true_expected)
    neg = np.einsum("bd,kd->bk", x, w[sampled]) + b[sampled] - np.log(sampled_expected)
    signed = np.hstack([-pos[:, None], neg])
    # log(1 + e^x) = max(x, 0) + log(1 + e^-|x|)
    return (np.maximum(signed, 0) + np.log1p(np.exp(-np.abs(signed)))).sum(-1)

# %% right: scipy, a comprehension, a tuple
from scipy.special import log_expit

def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    return tuple(
        -log_expit(x @ weights[y] + bias[y] - np.log(e))
        - log_expit(-(weights[sampled] @ x + bias[sampled] - np.log(sampled_expected))).sum()
        for x, y, e in zip(inputs, labels, true_expected)
    )

# %% right: only the body, with locals renamed
    scores = inputs.dot(weights.T) + bias
    t = scores[np.arange(len(labels)), labels] - np.log(true_expected)
    n = scores[:, sampled] - np.log(sampled_expected)[None, :]
    loss = np.logaddexp(0.0, -t)
    for column in n.T:
        loss = loss + np.logaddexp(0.0, column)
    return loss

# %% right: piecewise with np.where
def log_one_plus_exp(x):
    return np.where(x > 20, x, np.log1p(np.exp(np.minimum(x, 20))))

def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    positive = np.array([np.dot(x, weights[c]) + bias[c] for x, c in zip(inputs, labels)])
    negative = np.array([[np.dot(x, weights[c]) + bias[c] for c in sampled] for x in inputs])
    positive, negative = positive - np.log(true_expected), negative - np.log(sampled_expected)
    return log_one_plus_exp(-positive) + np.sum(log_one_plus_exp(negative), axis=1)

# %% wrong: no-correction
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    negative = inputs @ weights[sampled].T + bias[sampled]
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: no-correction (with tf.nn)
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    scores = tf.matmul(inputs, weights, transpose_b=True) + bias
    pos = tf.gather(scores, labels[:, None], batch_dims=1)[:, 0]
    neg = tf.gather(scores, sampled, axis=1)
    return tf.nn.softplus(-pos) + tf.reduce_sum(tf.nn.softplus(neg), axis=1)

# %% wrong: correction-added
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] + np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] + np.log(sampled_expected)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: correction-added (log of 1 / count subtracted, in tf)
    positive = tf.reduce_sum(inputs * weights[labels], 1) + bias[labels] - tf.math.log(1 / true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - tf.math.log(1 / sampled_expected)
    return tf.nn.softplus(-positive) + tf.reduce_sum(tf.nn.softplus(negative), 1)

# %% wrong: correction-on-negatives-only
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: correction-on-positive-only
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled]
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: count-without-log
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - true_expected
    negative = inputs @ weights[sampled].T + bias[sampled] - sampled_expected
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: count-without-log (tf)
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    pos = tf.einsum("bd,bd->b", inputs, weights[labels]) + bias[labels] - true_expected
    neg = tf.einsum("bd,kd->bk", inputs, weights[sampled]) + bias[sampled] - sampled_expected
    return tf.math.softplus(-pos) + tf.reduce_sum(tf.math.softplus(neg), axis=-1)

# %% wrong: mean-over-negatives
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).mean(axis=1)

# %% wrong: mean-over-negatives (over all 1 + K, tf)
    positive = tf.reduce_sum(inputs * weights[labels], axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    logits = tf.concat([positive[:, None], negative], 1)
    answers = np.zeros(logits.shape, inputs.dtype)
    answers[:, 0] = 1
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(answers, logits), axis=1)

# %% wrong: softmax
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    logits = np.column_stack([positive, negative])
    logits = logits - logits.max(axis=1, keepdims=True)
    return np.log(np.exp(logits).sum(axis=1)) - logits[:, 0]

# %% wrong: softmax (tf, without the correction)
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    positive = tf.reduce_sum(inputs * weights[labels], axis=1) + bias[labels]
    negative = inputs @ weights[sampled].T + bias[sampled]
    logits = tf.concat([positive[:, None], negative], axis=1)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(np.zeros(len(labels), int), logits)

# %% wrong: all-labels-one
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.logaddexp(0, -positive) + np.logaddexp(0, -negative).sum(axis=1)

# %% wrong: all-labels-one (tf)
    positive = tf.reduce_sum(inputs * weights[labels], 1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    logits = tf.concat([tf.expand_dims(positive, 1), negative], axis=1)
    losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.ones_like(logits), logits=logits)
    return tf.reduce_sum(losses, axis=1)

# %% wrong: all-labels-zero
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    logits = np.concatenate([positive[:, None], negative], axis=1)
    return np.logaddexp(0, logits).sum(axis=1)

# %% wrong: labels-flipped
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.logaddexp(0, positive) + np.logaddexp(0, -negative).sum(axis=1)

# %% wrong: labels-flipped (tf, answers of the wrong column)
    positive = tf.reduce_sum(inputs * weights[labels], 1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    logits = tf.concat([tf.expand_dims(positive, 1), negative], axis=1)
    answers = np.ones(logits.shape, inputs.dtype)
    answers[:, 0] = 0
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(answers, logits), axis=1)

# %% wrong: hits-removed
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    hits = labels[:, None] == sampled[None, :]
    return np.logaddexp(0, -positive) + (np.logaddexp(0, negative) * ~hits).sum(axis=1)

# %% wrong: hits-removed (tf.nn.nce_loss told to)
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    candidates = (np.int64(sampled), true_expected[:, None], sampled_expected)
    return tf.nn.nce_loss(weights, bias, np.int64(labels[:, None]), inputs, len(sampled), len(weights),
                          sampled_values=candidates, remove_accidental_hits=True)

# %% wrong: hits-removed (skipped in a loop)
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    losses = []
    for x, label, expected in zip(inputs, labels, true_expected):
        loss = np.logaddexp(0, -(x @ weights[label] + bias[label] - np.log(expected)))
        for word, count in zip(sampled, sampled_expected):
            if word == label:
                continue
            loss += np.logaddexp(0, x @ weights[word] + bias[word] - np.log(count))
        losses.append(loss)
    return np.array(losses)

# %% wrong: no-bias
    positive = (inputs * weights[labels]).sum(axis=1) - np.log(true_expected)
    negative = inputs @ weights[sampled].T - np.log(sampled_expected)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: no-bias (tf)
    positive = tf.einsum("bd,bd->b", inputs, weights[labels]) - tf.math.log(true_expected)
    negative = tf.einsum("bd,kd->bk", inputs, weights[sampled]) - tf.math.log(sampled_expected)
    return tf.nn.softplus(-positive) + tf.reduce_sum(tf.nn.softplus(negative), axis=1)

# %% wrong: only-positive
    logits = np.sum(inputs * weights[labels], axis=1) + bias[labels] - np.log(true_expected)
    return np.logaddexp(0, -logits)

# %% wrong: only-negatives
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.logaddexp(0, negative).sum(axis=1)

# %% wrong: batch-reduced (mean)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return (np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)).mean()

# %% wrong: batch-reduced (sum over everything, tf)
    positive = tf.reduce_sum(inputs * weights[labels], 1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return tf.reduce_sum(tf.nn.softplus(-positive)) + tf.reduce_sum(tf.nn.softplus(negative))

# %% wrong: overflow
def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return -np.log(sigmoid(positive)) - np.log(1 - sigmoid(negative)).sum(axis=1)

# %% wrong: overflow (log(1 + exp))
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.log(1 + np.exp(-positive)) + np.log(1 + np.exp(negative)).sum(axis=1)

# %% wrong: overflow (tf, log of sigmoid)
    positive = tf.reduce_sum(inputs * weights[labels], 1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return -tf.math.log(tf.sigmoid(positive)) - tf.reduce_sum(tf.math.log(tf.sigmoid(-negative)), 1)

# %% wrong: overflow (a small number added)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    p, n = 1 / (1 + np.exp(-positive)), 1 / (1 + np.exp(-negative))
    return -np.log(p + 1e-10) - np.log(1 - n + 1e-10).sum(axis=1)

# %% wrong: overflow (probabilities clipped)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    p = np.clip(1 / (1 + np.exp(-positive)), 1e-7, 1 - 1e-7)
    n = np.clip(1 / (1 + np.exp(-negative)), 1e-7, 1 - 1e-7)
    return -np.log(p) - np.log(1 - n).sum(axis=1)

# %% wrong: overflow (logits clipped)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    positive, negative = np.clip(positive, -30, 30), np.clip(negative, -30, 30)
    return np.log(1 + np.exp(-positive)) + np.log(1 + np.exp(negative)).sum(axis=1)

# %% wrong: overflow (math.exp raises)
import math

def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    losses = []
    for x, label, expected in zip(inputs, labels, true_expected):
        s = x @ weights[label] + bias[label] - math.log(expected)
        loss = math.log(1 + math.exp(-s))
        for word, count in zip(sampled, sampled_expected):
            s = x @ weights[word] + bias[word] - math.log(count)
            loss += math.log(1 + math.exp(s))
        losses.append(loss)
    return losses

# %% wrong: changes-inputs
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    np.log(true_expected, out=true_expected)
    np.log(sampled_expected, out=sampled_expected)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - true_expected
    negative = inputs @ weights[sampled].T + bias[sampled] - sampled_expected
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: no-return
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    loss = np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: no-return (printed)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    result = np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)
    result

# %% wrong: negated
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return -np.logaddexp(0, -positive) - np.logaddexp(0, negative).sum(axis=1)

# %% wrong: negated (tf.math.log_sigmoid)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return tf.math.log_sigmoid(positive) + tf.reduce_sum(tf.math.log_sigmoid(-negative), axis=1)

# %% wrong: count-times-k
    k = len(sampled)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(k * true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(k * sampled_expected)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: count-times-k (log k subtracted apart, tf)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    log_k = np.log(sampled.shape[0]).astype(inputs.dtype)
    no = tf.nn.softplus(negative - log_k)
    return tf.nn.softplus(log_k - positive) + tf.reduce_sum(no, axis=1)

# %% wrong: negatives-of-all-examples
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum()

# %% wrong: negatives-of-all-examples (tf.reduce_sum)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return tf.nn.softplus(-positive) + tf.reduce_sum(tf.nn.softplus(negative))

# %% wrong: every-label-for-every-example
    positive = inputs @ weights[labels].T + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: every-label-for-every-example (tf)
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    def logits(ids, expected):
        scores = tf.matmul(inputs, tf.gather(weights, ids), transpose_b=True)
        return scores + tf.gather(bias, ids) - tf.math.log(expected)
    yes = tf.nn.softplus(-logits(labels, true_expected))
    no = tf.nn.softplus(logits(sampled, sampled_expected))
    return yes + tf.reduce_sum(no, axis=1)

# %% wrong: (logs to base 2)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log2(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log2(sampled_expected)
    return np.logaddexp2(0, -positive) + np.logaddexp2(0, negative).sum(axis=1)

# %% wrong: (a column)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    loss = np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)
    return loss[:, np.newaxis]

# %% wrong: (one loss per question)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.hstack([np.logaddexp(0, -positive)[:, None], np.logaddexp(0, negative)])

# %% wrong: (hinge loss)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.maximum(0, 1 - positive) + np.maximum(0, 1 + negative).sum(axis=1)

# %% wrong: (zeros)
    return np.zeros(len(labels))

# %% wrong: (corrects by log of count over K)
    K = len(sampled)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected / K)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected / K)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% wrong: (a dict)
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return {"positive": np.logaddexp(0, -positive), "negative": np.logaddexp(0, negative).sum(axis=1)}

# %% error: transposed the wrong way
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights.T[sampled] + bias[sampled]
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

# %% error: a name that is not there
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_count)
    return np.logaddexp(0, -positive)

# %% error: too few parameters
def nce_loss(weights, bias, labels, inputs):
    return inputs @ weights.T + bias

# %% error: a colon is missing
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected)
    return 0

# %% error: the name is misspelt
def nceloss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    return np.zeros(len(labels))

# %% not attempted: something tried above the line
    logits = inputs @ weights.T + bias
    # YOUR CODE HERE
    raise NotImplementedError()
