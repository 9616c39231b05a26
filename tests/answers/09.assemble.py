# %% right: the imported pieces
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% right: one's own pieces in the same cell
def keep_probability(frequency, threshold):
    ratio = threshold / frequency
    return np.minimum(1, np.sqrt(ratio) + ratio)

def noise_distribution(counts, power=0.75):
    weights = counts**power
    return weights / weights.sum()

def negative_sampling_loss(positive_logits, negative_logits):
    wrong_no = tf.nn.softplus(-positive_logits)
    wrong_yes = tf.reduce_sum(tf.nn.softplus(negative_logits), axis=1)
    return wrong_no + wrong_yes

def assemble():
    trainer = Trainer("miniworld", objective=negative_sampling_loss, dim=40, epochs=3,
                      keep_probability=keep_probability, noise_distribution=noise_distribution)
    trainer.train()
    return trainer

# %% right: NCE as in lesson 04
def my_nce(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    true = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(bias, labels)
    true -= tf.math.log(true_expected)
    other = tf.matmul(inputs, tf.gather(weights, sampled), transpose_b=True)
    other += tf.gather(bias, sampled) - tf.math.log(sampled_expected)
    yes = tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.ones_like(true), logits=true)
    no = tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.zeros_like(other), logits=other)
    return yes + tf.reduce_sum(no, axis=1)

def assemble():
    pieces = dict(objective=my_nce, keep_probability=keep_probability,
                  noise_distribution=noise_distribution)
    return Trainer("miniworld", dim=50, epochs=3, progress=False, **pieces).train()

# %% right: tf.nn.nce_loss does the work
def loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    values = (sampled, true_expected[:, tf.newaxis], sampled_expected)
    return tf.nn.nce_loss(weights, bias, labels[:, tf.newaxis], inputs, 64, 470,
                          sampled_values=values)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, negatives=64, dim=50, epochs=3,
                   progress=False).train()

# %% right: sampled softmax as in lesson 05, hits removed
def sampled_softmax_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected,
                         remove_accidental_hits=True):
    own = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(bias, labels)
    own = own - tf.math.log(true_expected)
    rest = tf.matmul(inputs, tf.gather(weights, sampled), transpose_b=True)
    rest = rest + tf.gather(bias, sampled) - tf.math.log(sampled_expected)
    if remove_accidental_hits:
        hits = labels[:, tf.newaxis] == sampled
        rest = tf.where(hits, -1e9, rest)
    return tf.reduce_logsumexp(tf.concat([own[:, tf.newaxis], rest], axis=1), axis=1) - own

def assemble():
    trainer = Trainer("miniworld", objective=sampled_softmax_loss, dim=32, epochs=3, window=4,
                      keep_probability=keep_probability, noise_distribution=noise_distribution,
                      progress=False)
    return trainer.train()

# %% right: log of a sigmoid, loops over words, lambdas
keep = lambda f, t: [min(1.0, (math.sqrt(x / t) + 1) * t / x) for x in f]

def noise(counts):
    total = sum(float(c) ** 0.75 for c in counts)
    return [float(c) ** 0.75 / total for c in counts]

def loss(positive_logits, negative_logits):
    return -tf.math.log_sigmoid(positive_logits) - tf.reduce_sum(
        tf.math.log_sigmoid(-negative_logits), axis=1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep, noise_distribution=noise,
                   epochs=3, dim=50, progress=False).train()

# %% right: the other order of parameters, NumPy pieces given as tensors, seldom the same text
def flipped(negative_logits, positive_logits):
    return tf.nn.softplus(-positive_logits) + tf.reduce_sum(tf.nn.softplus(negative_logits), -1)

def tensor_noise(counts):
    weights = tf.pow(tf.cast(counts, tf.float64), 0.75)
    return weights / tf.reduce_sum(weights)

def assemble():
    from w2vlib.corpora.miniworld import MiniWorld
    return Trainer(MiniWorld(), objective=flipped, keep_probability=keep_probability,
                   noise_distribution=tensor_noise, dim=50, epochs=3, seed=7,
                   progress=False).train()

# %% right: Adam, cosine, and Settings
def assemble():
    from w2vlib import Settings
    settings = Settings(dim=50, epochs=3, schedule="cosine", learning_rate=0.04, window=5)
    made = Trainer("miniworld", settings, objective=negative_sampling_loss, progress=False,
                   keep_probability=keep_probability, noise_distribution=noise_distribution)
    return made.train()

# %% right: everything through the package
import w2vlib

def assemble():
    return w2vlib.Trainer(
        "miniworld",
        objective=w2vlib.nce_loss,
        keep_probability=w2vlib.keep_probability,
        noise_distribution=lambda counts: w2vlib.noise_distribution(counts, 0.75),
        negatives=20, dim=50, epochs=3, progress=False,
    ).train()

# %% wrong: no-trainer (its vectors)
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train().vectors

# %% wrong: no-trainer (the class)
    return Trainer

# %% wrong: no-trainer (the pieces)
    return keep_probability, noise_distribution, negative_sampling_loss

# %% wrong: no-return
    trainer = Trainer("miniworld", objective=negative_sampling_loss,
                      keep_probability=keep_probability, noise_distribution=noise_distribution,
                      dim=50, epochs=3, progress=False)
    trainer.train()

# %% wrong: not-trained
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False)

# %% wrong: not-trained (train without brackets)
    trainer = Trainer("miniworld", objective=negative_sampling_loss,
                      keep_probability=keep_probability, noise_distribution=noise_distribution,
                      dim=50, epochs=3, progress=False)
    trainer.train
    return trainer

# %% wrong: too-little-training (a learning rate far too low)
    return Trainer("miniworld", objective=negative_sampling_loss, learning_rate=0.0005,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=1, progress=False).train()

# %% wrong: other-text
    from w2vlib.corpora.story import story
    return Trainer(list(story(2000)), objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=20, epochs=1, progress=False).train()

# %% wrong: keep-not-passed
    return Trainer("miniworld", objective=negative_sampling_loss,
                   noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: noise-not-passed
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: loss-not-passed (by its name)
    return Trainer("miniworld", objective="negative_sampling",
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: called-not-passed
    counts = np.array([100, 10, 1])
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability,
                   noise_distribution=noise_distribution(counts),
                   dim=50, epochs=3, progress=False).train()

# %% wrong: called-not-passed (the loss)
    loss = negative_sampling_loss(tf.zeros(2), tf.zeros((2, 5)))
    return Trainer("miniworld", objective=loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: called-not-passed (with empty brackets)
    return Trainer("miniworld", objective=negative_sampling_loss(),
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: text-for-function
    return Trainer("miniworld", objective="negative_sampling", keep_probability="word2vec",
                   noise_distribution="unigram", dim=50, epochs=3, progress=False).train()

# %% wrong: keep-discards
def keep_probability(frequency, threshold):
    return np.maximum(0, 1 - np.sqrt(threshold / frequency))

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: keep-discards (one minus the chance to keep)
def my_keep(f, t):
    return 1 - np.minimum(1, (np.sqrt(f / t) + 1) * t / f)

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss, keep_probability=my_keep,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: keep-published-rule
def keep_probability(frequency, threshold):
    return np.minimum(1, np.sqrt(threshold / frequency))

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: keep-without-root
def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=lambda f, t: np.minimum(1, t / f),
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: keep-everything
def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=lambda f, t: np.ones(len(f)),
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: keep-not-a-chance
def keep_probability(frequency, threshold):
    return (np.sqrt(frequency / threshold) + 1) * threshold / frequency

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: keep-other-shape (no return)
def keep_probability(frequency, threshold):
    np.minimum(1, (np.sqrt(frequency / threshold) + 1) * threshold / frequency)

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: noise-plain-counts
def noise_distribution(counts, power=1):
    return counts**power / (counts**power).sum()

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: noise-inverse
def noise_distribution(counts):
    rarity = 1 / counts
    return rarity / rarity.sum()

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: noise-uniform
def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability,
                   noise_distribution=lambda counts: np.full(len(counts), 1 / len(counts)),
                   dim=50, epochs=3, progress=False).train()

# %% wrong: noise-by-rank
def noise_distribution(counts):
    ids = np.arange(len(counts))
    return (np.log(ids + 2) - np.log(ids + 1)) / np.log(len(counts) + 1)

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: noise-not-normalised
def noise_distribution(counts):
    return (counts / counts.sum()) ** 0.75

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: noise-other-shape
def noise_distribution(counts):
    weights = counts**0.75
    print(weights / weights.sum())

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: noise-power-without-default
def noise_distribution(counts, power):
    return counts**power / (counts**power).sum()

def assemble():
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dim=50, epochs=3, progress=False).train()

# %% wrong: loss-without-gradient (NumPy)
def loss(positive_logits, negative_logits):
    return np.logaddexp(0, -positive_logits) + np.logaddexp(0, negative_logits).sum(axis=1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-without-gradient (a constant)
def loss(positive_logits, negative_logits):
    return tf.zeros_like(positive_logits)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-without-gradient (.numpy())
def loss(positive_logits, negative_logits):
    total = tf.nn.softplus(-positive_logits) + tf.reduce_sum(tf.nn.softplus(negative_logits), 1)
    return total.numpy()

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-not-per-pair
def loss(positive_logits, negative_logits):
    losses = tf.nn.softplus(-positive_logits) + tf.reduce_sum(tf.nn.softplus(negative_logits), 1)
    return tf.reduce_mean(losses)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-returns-none
def loss(positive_logits, negative_logits):
    tf.nn.softplus(-positive_logits) + tf.reduce_sum(tf.nn.softplus(negative_logits), axis=1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-other-form
def loss(embeddings, context_ids, num_negative_samples):
    return tf.reduce_sum(embeddings, axis=1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-stops (NumPy's way to pick rows)
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels] - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled] - np.log(sampled_expected)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)

def assemble():
    return Trainer("miniworld", objective=nce_loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-negatives-wanted
def loss(positive_logits, negative_logits):
    return tf.nn.softplus(-positive_logits) + tf.reduce_sum(tf.nn.softplus(-negative_logits), 1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-negatives-wanted (in NCE)
def loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    true = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(bias, labels)
    true -= tf.math.log(true_expected)
    other = tf.matmul(inputs, tf.gather(weights, sampled), transpose_b=True)
    other += tf.gather(bias, sampled) - tf.math.log(sampled_expected)
    return tf.nn.softplus(-true) + tf.reduce_sum(tf.nn.softplus(-other), axis=1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-true-refused
def loss(positive_logits, negative_logits):
    return tf.nn.softplus(positive_logits) + tf.reduce_sum(tf.nn.softplus(negative_logits), 1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-negatives-subtracted
def loss(positive_logits, negative_logits):
    return tf.nn.softplus(-positive_logits) - tf.reduce_sum(tf.nn.softplus(negative_logits), 1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: diverged (a learning rate of 100)
def assemble():
    return Trainer("miniworld", objective=lambda p, n: 1e6 * negative_sampling_loss(p, n),
                   learning_rate=10, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-only-positive
def loss(positive_logits, negative_logits):
    return tf.nn.softplus(-positive_logits) + 0 * tf.reduce_sum(negative_logits, axis=1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-mean-over-negatives
def loss(positive_logits, negative_logits):
    return tf.nn.softplus(-positive_logits) + tf.reduce_mean(tf.nn.softplus(negative_logits), 1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-not-corrected
def loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    true = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(bias, labels)
    other = tf.matmul(inputs, tf.gather(weights, sampled), transpose_b=True)
    other += tf.gather(bias, sampled)
    return tf.nn.softplus(-true) + tf.reduce_sum(tf.nn.softplus(other), axis=1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-not-corrected (sampled softmax without log-Q)
def loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    true = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(bias, labels)
    other = tf.matmul(inputs, tf.gather(weights, sampled), transpose_b=True)
    other += tf.gather(bias, sampled)
    return tf.reduce_logsumexp(tf.concat([true[:, None], other], 1), axis=1) - true

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-correction-added
def loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    true = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(bias, labels)
    true += tf.math.log(true_expected)
    other = tf.matmul(inputs, tf.gather(weights, sampled), transpose_b=True)
    other += tf.gather(bias, sampled) + tf.math.log(sampled_expected)
    return tf.nn.softplus(-true) + tf.reduce_sum(tf.nn.softplus(other), axis=1)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: loss-softmax-of-logits
def loss(positive_logits, negative_logits):
    logits = tf.concat([positive_logits[:, tf.newaxis], negative_logits], axis=1)
    return tf.reduce_logsumexp(logits, axis=1) - positive_logits

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% wrong: (half of the loss)
def loss(positive_logits, negative_logits):
    return 0.5 * negative_sampling_loss(positive_logits, negative_logits)

def assemble():
    return Trainer("miniworld", objective=loss, keep_probability=keep_probability,
                   noise_distribution=noise_distribution, dim=50, epochs=3,
                   progress=False).train()

# %% error: a setting that does not exist
    return Trainer("miniworld", objective=negative_sampling_loss,
                   keep_probability=keep_probability, noise_distribution=noise_distribution,
                   dimensions=50, epochs=3, progress=False).train()

# %% error: the pieces by position
    return Trainer("miniworld", negative_sampling_loss, keep_probability, noise_distribution)

# %% error: a corpus that is not there
    return Trainer("mini-world", objective=negative_sampling_loss, progress=False).train()

# %% error: a misspelt name
    return Trainer("miniworld", objective=negative_sample_loss, progress=False).train()

# %% error: a parameter too many
def assemble(corpus):
    return Trainer(corpus, progress=False).train()

# %% error: a bracket is missing
    return Trainer("miniworld", objective=negative_sampling_loss.train()

# %% not attempted: only the first line
    pieces = {"objective": negative_sampling_loss}
    # YOUR CODE HERE
    raise NotImplementedError()
