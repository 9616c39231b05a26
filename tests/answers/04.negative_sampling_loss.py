# %% right: one line
def negative_sampling_loss(positive_logits, negative_logits):
    return np.logaddexp(0, -positive_logits) + np.sum(np.logaddexp(0, negative_logits), axis=-1)

# %% right: TensorFlow softplus
def negative_sampling_loss(positive_logits, negative_logits):
    return tf.nn.softplus(-positive_logits) + tf.reduce_sum(tf.nn.softplus(negative_logits), axis=1)

# %% right: sigmoid cross-entropy with answers
def negative_sampling_loss(positive_logits, negative_logits):
    yes = tf.nn.sigmoid_cross_entropy_with_logits(tf.ones_like(positive_logits), positive_logits)
    no = tf.nn.sigmoid_cross_entropy_with_logits(tf.zeros_like(negative_logits), negative_logits)
    return (yes + tf.reduce_sum(no, axis=1)).numpy()

# %% right: tf.math.log_sigmoid
    return -tf.math.log_sigmoid(positive_logits) - tf.reduce_sum(tf.math.log_sigmoid(-negative_logits), 1)

# %% right: loops over Python floats
import math

def cost_of_no(x):
    x = float(x)
    return x + math.log1p(math.exp(-x)) if x > 0 else math.log1p(math.exp(x))

def negative_sampling_loss(positive_logits, negative_logits):
    losses = []
    for i in range(len(positive_logits)):
        total = cost_of_no(-positive_logits[i])
        for j in range(negative_logits.shape[1]):
            total += cost_of_no(negative_logits[i][j])
        losses.append(total)
    return losses

# %% right: scipy
import scipy.special

def negative_sampling_loss(positive_logits, negative_logits):
    logits = np.column_stack([positive_logits, -negative_logits])
    return -scipy.special.log_expit(logits).sum(axis=1)

# %% right: float32 and einsum
def negative_sampling_loss(positive_logits, negative_logits):
    x = np.concatenate([-positive_logits[:, None], negative_logits], 1).astype("float32")
    loss = np.maximum(x, 0) + np.log1p(np.exp(-abs(x)))
    return np.einsum("bk->b", loss)

# %% right: with its own NCE and counts of one
def negative_sampling_loss(positive_logits, negative_logits):
    result = []
    for p, n in zip(positive_logits, negative_logits):
        bias = np.append(p, n)
        table, x = np.zeros((len(bias), 1)), np.zeros((1, 1))
        ids = np.arange(len(bias))
        loss = nce_loss(table, bias, ids[:1], x, ids[1:], np.ones(1), np.ones(len(n)))
        result.append(loss[0])
    return np.array(result)

# %% wrong: overflow
def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def negative_sampling_loss(positive_logits, negative_logits):
    return -np.log(sigmoid(positive_logits)) - np.log(sigmoid(-negative_logits)).sum(axis=1)

# %% wrong: overflow (one minus sigmoid)
def negative_sampling_loss(positive_logits, negative_logits):
    pos = 1 / (1 + np.exp(-positive_logits))
    neg = 1 / (1 + np.exp(-negative_logits))
    return -np.log(pos) - np.sum(np.log(1 - neg), axis=1)

# %% wrong: overflow (tf.sigmoid)
    pos = tf.math.log(tf.math.sigmoid(positive_logits))
    neg = tf.math.log(1 - tf.math.sigmoid(negative_logits))
    return -(pos + tf.reduce_sum(neg, axis=1))

# %% wrong: overflow (log(1 + exp))
    return np.log(1 + np.exp(-positive_logits)) + np.log(1 + np.exp(negative_logits)).sum(axis=1)

# %% wrong: overflow (log1p)
    return np.log1p(np.exp(-positive_logits)) + np.log1p(np.exp(negative_logits)).sum(axis=1)

# %% wrong: overflow (exp over 1 + exp)
def sigmoid(x):
    return np.exp(x) / (1 + np.exp(x))

def negative_sampling_loss(positive_logits, negative_logits):
    return -np.log(sigmoid(positive_logits)) - np.log(sigmoid(-negative_logits)).sum(axis=1)

# %% wrong: overflow (a small number added)
    eps = 1e-8
    pos = 1 / (1 + np.exp(-positive_logits))
    neg = 1 / (1 + np.exp(-negative_logits))
    return -np.log(pos + eps) - np.log(1 - neg + eps).sum(axis=1)

# %% wrong: overflow (a small number added to sigmoid(-x), float32)
    pos = tf.sigmoid(positive_logits) + 1e-7
    neg = tf.sigmoid(-negative_logits) + 1e-7
    return -tf.math.log(pos) - tf.reduce_sum(tf.math.log(neg), axis=1)

# %% wrong: overflow (tf.clip_by_value)
    pos = tf.clip_by_value(tf.sigmoid(positive_logits), 1e-7, 1 - 1e-7)
    neg = tf.clip_by_value(tf.sigmoid(negative_logits), 1e-7, 1 - 1e-7)
    return -tf.math.log(pos) - tf.reduce_sum(tf.math.log(1 - neg), axis=1)

# %% wrong: overflow (clipped from below only)
    pos = np.maximum(1 / (1 + np.exp(-positive_logits)), 1e-12)
    neg = np.maximum(1 / (1 + np.exp(negative_logits)), 1e-12)
    return -np.log(pos) - np.log(neg).sum(axis=1)

# %% wrong: overflow (another epsilon)
    pos = np.clip(1 / (1 + np.exp(-positive_logits)), 1e-5, 1)
    neg = np.clip(1 / (1 + np.exp(negative_logits)), 1e-5, 1)
    return -np.log(pos) - np.log(neg).sum(axis=1)

# %% wrong: overflow (keras on probabilities)
    p = tf.sigmoid(np.column_stack([positive_logits, negative_logits]))
    answers = np.zeros(p.shape, positive_logits.dtype)
    answers[:, 0] = 1
    return tf.reduce_sum(tf.keras.backend.binary_crossentropy(answers, p), axis=1)

# %% wrong: overflow (math.exp raises)
import math

def negative_sampling_loss(positive_logits, negative_logits):
    losses = []
    for p, row in zip(positive_logits, negative_logits):
        losses.append(math.log(1 + math.exp(-p)) + sum(math.log(1 + math.exp(n)) for n in row))
    return losses

# %% wrong: overflow (math.log of zero)
import math

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def negative_sampling_loss(positive_logits, negative_logits):
    return [
        -math.log(sigmoid(p)) - sum(math.log(sigmoid(-n)) for n in row)
        for p, row in zip(positive_logits, negative_logits)
    ]

# %% wrong: sign-of-negatives
def negative_sampling_loss(positive_logits, negative_logits):
    return np.logaddexp(0, -positive_logits) + np.logaddexp(0, -negative_logits).sum(axis=1)

# %% wrong: sign-of-negatives (tf, answers all one)
    logits = tf.concat([positive_logits[:, None], negative_logits], axis=1)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(tf.ones_like(logits), logits), axis=1)

# %% wrong: sign-of-negatives (overflows as well)
    sigmoid = lambda x: 1 / (1 + np.exp(-x))
    return -np.log(sigmoid(positive_logits)) - np.log(sigmoid(negative_logits)).sum(axis=1)

# %% wrong: mean
    return np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).mean(axis=1)

# %% wrong: mean (over all 1 + K)
    logits = np.column_stack([-positive_logits, negative_logits])
    return np.mean(np.logaddexp(0, logits), axis=1)

# %% wrong: mean (keras binary cross-entropy)
    logits = tf.concat([positive_logits[:, None], negative_logits], axis=1)
    answers = np.zeros(logits.shape)
    answers[:, 0] = 1
    return tf.keras.losses.binary_crossentropy(answers, logits, from_logits=True)

# %% wrong: labels-flipped
    return np.logaddexp(0, positive_logits) + np.logaddexp(0, -negative_logits).sum(axis=1)

# %% wrong: labels-flipped (tf)
    return tf.nn.softplus(positive_logits) + tf.reduce_sum(tf.nn.softplus(-negative_logits), 1)

# %% wrong: negated
    return -np.logaddexp(0, -positive_logits) - np.logaddexp(0, negative_logits).sum(axis=1)

# %% wrong: negated (tf.math.log_sigmoid)
    return tf.math.log_sigmoid(positive_logits) + tf.reduce_sum(tf.math.log_sigmoid(-negative_logits), axis=1)

# %% wrong: softmax
    logits = np.column_stack([positive_logits, negative_logits])
    return np.logaddexp.reduce(logits, axis=1) - positive_logits

# %% wrong: softmax (tf)
    logits = tf.concat([positive_logits[:, None], negative_logits], axis=1)
    labels = tf.zeros(len(positive_logits), tf.int32)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)

# %% wrong: only-positive
    return np.logaddexp(0, -positive_logits)

# %% wrong: only-negatives
    return tf.reduce_sum(tf.nn.softplus(negative_logits), axis=1)

# %% wrong: batch-reduced (tf.reduce_sum without axis)
    return tf.reduce_sum(tf.nn.softplus(-positive_logits)) + tf.reduce_sum(tf.nn.softplus(negative_logits))

# %% wrong: batch-reduced (mean of the batch)
    losses = np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1)
    return losses.mean()

# %% wrong: negatives-subtracted
    return np.logaddexp(0, -positive_logits) - np.logaddexp(0, negative_logits).sum(axis=1)

# %% wrong: negatives-subtracted (in a loop)
def negative_sampling_loss(positive_logits, negative_logits):
    loss = tf.nn.softplus(-positive_logits)
    for k in range(negative_logits.shape[1]):
        loss -= tf.nn.softplus(negative_logits[:, k])
    return loss

# %% wrong: negatives-of-all-examples
    return np.logaddexp(0, -positive_logits) + np.sum(np.logaddexp(0, negative_logits))

# %% wrong: negatives-of-all-examples (tf)
    return tf.nn.softplus(-positive_logits) + tf.reduce_sum(tf.nn.softplus(negative_logits))

# %% wrong: correction
    log_k = np.log(negative_logits.shape[1])
    return np.logaddexp(0, log_k - positive_logits) + np.logaddexp(0, negative_logits - log_k).sum(axis=1)

# %% wrong: correction (through its own NCE)
def negative_sampling_loss(positive_logits, negative_logits):
    k = negative_logits.shape[1]
    positive = positive_logits - np.log(k)
    negative = negative_logits - np.log(k)
    return tf.nn.softplus(-positive) + tf.reduce_sum(tf.nn.softplus(negative), axis=1)

# %% wrong: changes-inputs
def negative_sampling_loss(positive_logits, negative_logits):
    positive_logits *= -1
    return np.logaddexp(0, positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1)

# %% wrong: changes-inputs (np.negative with out)
    np.negative(positive_logits, out=positive_logits)
    result = np.logaddexp(0, positive_logits)
    for k in range(negative_logits.shape[1]):
        result += np.logaddexp(0, negative_logits[:, k])
    return result

# %% wrong: no-return
    loss = np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1)

# %% wrong: no-return (print)
    print("loss:", np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1))

# %% wrong: (sums along the wrong axis for the negatives, then keeps the matrix)
    return np.logaddexp(0, -positive_logits)[:, None] + np.logaddexp(0, negative_logits)

# %% wrong: (first negative only)
    return np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits[:, 0])

# %% wrong: (squared error of the probabilities)
    p = 0.5 * (1 + np.tanh(positive_logits / 2))
    n = 0.5 * (1 + np.tanh(negative_logits / 2))
    return (1 - p) ** 2 + (n ** 2).sum(axis=1)

# %% wrong: (the probabilities, no log)
    p = 0.5 * (1 + np.tanh(positive_logits / 2))
    n = 0.5 * (1 + np.tanh(negative_logits / 2))
    return p + (1 - n).sum(axis=1)

# %% wrong: (rounded)
    loss = np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1)
    return loss.round(1)

# %% wrong: (integers)
    loss = np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1)
    return loss.astype(int)

# %% wrong: (returns the function)
    def loss():
        return np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1)
    return loss

# %% error: shapes do not fit
    return np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=0)[:, None, None] @ [1, 2, 3, 4, 5]

# %% error: misspelt function
    return np.logadexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1)

# %% error: an axis that is not there
    return np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=2)

# %% error: indentation lost
def negative_sampling_loss(positive_logits, negative_logits):
    positive = np.logaddexp(0, -positive_logits)
  return positive

# %% not attempted: pass replaced by the placeholder again
def negative_sampling_loss(positive_logits, negative_logits):
    raise NotImplementedError("later")
