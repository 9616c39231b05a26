# %% [markdown]
# # The NCE loss: `calculate_loss`
#
# **How can a model learn which words go together, if it may look at only a handful of
# the vocabulary's words at a time?**
#
# After this lesson you can write the NCE loss and the negative sampling loss yourself,
# say how they differ, and choose the loss to evaluate with. It takes about 100 minutes.

# %%
import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import numpy as np
import tensorflow as tf

from grader_tests import guess
from w2vlib import build_vocabulary, sentence_pairs  # lessons 01 and 02
from w2vlib import cosine_similarity  # lesson 07
from w2vlib.corpora.story import story
from w2vlib.plots import PALETTE, bars, new_figure, show

# %% [markdown]
# In comments and docstrings `V` is the size of the vocabulary, `D` the length of a word
# vector, `B` the batch size and `K` the number of negatives ($k$ in formulas). In exercise 1
# the arguments are TensorFlow tensors.

# %% [markdown]
# ## What a handful of negatives saves
#
# A softmax needs the scores of *all* words for each pair (lesson 02). With negatives, only
# the true word and the negatives are scored (lesson 03). How much work is that?

# %% tags=["experiment"]
V, D, K = 500_000, 100, 5
print(f"full softmax:         {V * D:>12,} multiplications for the scores of one pair")
print(f"{K} negatives, 1 + {K}:   {(1 + K) * D:>12,}")
print(f"ratio:                {V / (1 + K):>12,.0f}")

# %% [markdown]
# There are two ways to ask about these few words. *The dog can growl*, our story begins.
# Suppose the target is *growl*, its true context word is *dog*, and *cat, pun, bowl, ice,
# four* were drawn. Two models, trained in the two ways, might answer with these
# probabilities (rounded to two places):

# %% tags=["experiment"]
words = ["dog", "cat", "pun", "bowl", "ice", "four"]
first_row = [0.70, 0.18, 0.00, 0.08, 0.00, 0.04]
second_row = [0.95, 0.40, 0.05, 0.22, 0.01, 0.17]

# %% [markdown] prediction="04.which_row"

# %% tags=["experiment"]
print(f"first row sums to {sum(first_row):.2f}, second row to {sum(second_row):.2f}")
figure, (left, right) = new_figure(columns=2, sharey=True)
bars(left, words, first_row, "blue")
left.set(title="one choice among six", ylabel="probability", ylim=(0, 1.05))
bars(right, words, second_row, "vermilion")
right.set(title="six yes/no questions")
show(
    figure,
    "Two bar charts over dog, cat, pun, bowl, ice, four. Left, one choice among six: "
    "0.70, 0.18, 0, 0.08, 0, 0.04, which sum to 1. Right, six yes/no questions: 0.95, "
    "0.40, 0.05, 0.22, 0.01, 0.17, which do not.",
)

# %% [markdown]
# On the left, the words compete for one unit of probability: *which of these six is the
# context word?* On the right, each word has a question of its own: *is this word the true
# one, or a random one?* The rows come from two different models; they are not two readings
# of the same scores.
#
# This lesson is about the yes/no questions: *NCE* and *negative sampling* ask them. Lesson
# 05 is about the choice, which *sampled softmax* makes.

# %% [markdown]
# ## From a logit to yes or no
#
# A **logit** $z$ is any number from $-\infty$ to $\infty$: a score, or a score less
# something. The sigmoid $\sigma(z) = 1 / (1 + e^{-z})$ turns it into the probability of
# *yes*. The loss of one question is minus the log of the probability given to the right
# answer: $-\log \sigma(z)$ if it is yes, and $-\log(1 - \sigma(z)) = -\log \sigma(-z)$ if it
# is no. With the natural logarithm its unit is called a *nat*.

# %% tags=["experiment"]
logits = np.linspace(-6, 6, 121)
figure, axes = new_figure(width=6)
blue, red = PALETTE["blue"], PALETTE["vermilion"]
axes.plot(logits, np.logaddexp(0, -logits), color=blue, label="answer is yes")
axes.plot(logits, np.logaddexp(0, logits), "--", color=red, label="answer is no")
axes.set(xlabel="logit", ylabel="loss of one question (nats)")
axes.legend()
show(
    figure,
    "Loss against logit. For a yes it falls from 6 at logit -6 through 0.69 at 0 to "
    "almost 0 at 6; for a no it is the mirror image.",
)

# %% [markdown]
# A wrong answer given with confidence is expensive: the loss grows like the logit itself.
# It must stay finite for any logit, so never compute `log(sigmoid(z))` in two steps:

# %% tags=["experiment"]
z = -1000.0
with np.errstate(all="ignore"):
    print("two steps:", -np.log(1 / (1 + np.exp(-z))))
print("one step: ", np.logaddexp(0, -z), "  (log(e^0 + e^-z), without overflow)")

# %% [markdown]
# ## Noise-contrastive estimation
#
# Let $p(c)$ be the probability that $c$ is a true context word *of our target*. Mix every
# true context word with $k$ words drawn from the noise distribution $Q$. For each true
# word drawn, the mix holds on average $p(c)$ true and $k\,Q(c)$ noise copies of $c$. We see
# a copy of $c$ in the mix. How probable is it that it is a true one? (Such a probability
# *given that we see $c$* is written with a bar.)

# %% [markdown]
# $$P(\text{true} \mid c) = \frac{p(c)}{p(c) + k\,Q(c)} = \frac{1}{1 + k\,Q(c) / p(c)}
# = \sigma\bigl(\log p(c) - \log (k\,Q(c))\bigr)$$
#
# For example, with $p = 0.4$, $Q = 0.05$ and $k = 5$ it is $0.4 / (0.4 + 0.25) = 0.62$. The
# last step: the logit is $z = \log 0.4 - \log 0.25 = 0.47$, so $e^{-z} = 0.25 / 0.4 = 0.625$,
# and $\sigma(z) = 1 / (1 + 0.625) = 0.62$ again. This is the best answer that any
# classifier can give.

# %% [markdown]
# Let the model's score $s(c)$ stand for $\log p(c)$. Then the right logit is
# $s(c) - \log(k\,Q(c))$. Train a classifier with that logit, and the score is pushed to the
# *log probability itself*, without a sum over the vocabulary anywhere.
#
# $k\,Q(c)$ is how often we expect $c$ among the negatives, its **expected count**. (If the
# negatives must differ from each other, frequent words count less than that, at most once,
# and rare ones a little more: lesson 03.)

# %% [markdown]
# ## The model
#
# There are two tables (lesson 02). The *input* table holds the target vectors: these are
# the word vectors one keeps. The *output* table, `weights`, holds the context vectors. The
# score of a context word $c$ is `weights[c] · embedding + bias[c]`, where the embedding is
# the target's vector. The bias is the part of a word's score that is the same for every
# target: frequent words need a high one. You may meet the claim that `weights` are the word
# vectors; they are not.

# %% [markdown]
# Exercise 1 is a **class**: variables and functions that belong together. `self` is the
# object at hand, and `self.weights` is its own variable. `__init__` runs when an object is
# made, as by `EmbeddingModel(1000, 8)`; here it makes the two variables, all zero.
# `get_bias_weights` returns them. Both are given; you finish `calculate_loss`.

# %% exercise="04.calculate_loss"
class EmbeddingModel:
    """A skip-gram model's output side: it scores V context words."""

    def __init__(self, vocab_size: int, embedding_dim: int):
        self.vocab_size = vocab_size
        self.embedding_dim = embedding_dim
        self.weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))  # (V, D)
        self.bias = tf.Variable(tf.zeros([vocab_size]))  # (V,)

    def get_bias_weights(self) -> tuple[tf.Variable, tf.Variable]:
        """Return weights (V, D) and bias (V,)."""
        return self.weights, self.bias

    def calculate_loss(self, embeddings, context_ids, num_negative_samples: int):
        """Mean NCE loss of a batch.

        embeddings: (B, D) float32, the target words' vectors.
        context_ids: (B, 1) int64, the true context words.
        Returns a scalar tensor.
        """
        weights, bias = self.get_bias_weights()
        ### BEGIN SOLUTION
        nce_losses = tf.nn.nce_loss(
            weights,
            bias,
            context_ids,
            embeddings,
            num_negative_samples,
            self.vocab_size,
        )
        overall_loss = tf.reduce_mean(nce_losses)
        return overall_loss
        ### END SOLUTION

# %% [markdown]
# ## What is in that one call?
#
# `tf.nn.nce_loss` draws the negatives itself: all different, and **one set for the whole
# batch** (5 negatives are 5 words in all, shared by every example). It draws them
# **log-uniformly**: id 0 most often, then 1, 2, and so on, which suits ids that are sorted
# from the most to the least frequent word. So it gives another number each time you call
# it. How much does the number depend on how many negatives you ask for?

# %% [markdown] prediction="04.more_negatives"

# %% tags=["experiment"]
rng = np.random.default_rng(0)
model = EmbeddingModel(1000, 8)
model.weights.assign(rng.normal(0, 0.1, (1000, 8)))
vectors = tf.constant(rng.normal(size=(32, 8)), tf.float32)
context = tf.constant(rng.integers(0, 1000, (32, 1)))
for k in (5, 50, 500):
    draws = [float(model.calculate_loss(vectors, context, k)) for _ in range(20)]
    print(f"{k:3} negatives: loss {np.mean(draws):7.2f} ± {np.std(draws):.2f}")

# %% [markdown]
# The model did not change from line to line. The number of questions did, and so did
# $\log(k\,Q)$. So a lower training loss with fewer negatives says nothing about better
# vectors. Losses with another $k$, another $Q$ or another vocabulary can't be compared.

# %% [markdown]
# ## Open the box
#
# Now you write `tf.nn.nce_loss` yourself. The drawing is done for you: `sampled` holds the
# ids of the $K$ negatives that the whole batch shares, `true_expected` and
# `sampled_expected` hold the expected counts. A negative may happen to be the true word (an
# **accidental hit**). It stays in here, as it does in `tf.nn.nce_loss` by default.

# %% [markdown]
# Mind the shapes. Each example meets its *own* true word, so multiply row by row and sum
# over $D$, which gives (B,). Each example meets *every* negative: that is a matrix product,
# which gives (B, K). For example:

# %% tags=["experiment"]
a, b = np.arange(6).reshape(2, 3), np.ones((2, 3))
print("row by row:", (a * b).sum(axis=1))
print("every row with every row:", (a @ b.T).tolist())

# %% exercise="04.nce_loss"
def nce_loss(weights, bias, labels, inputs, sampled, true_expected, sampled_expected):
    """NCE loss of each example.

    weights (V, D), bias (V,), labels (B,) ids, inputs (B, D), sampled (K,) ids,
    true_expected (B,), sampled_expected (K,): expected counts.
    Returns (B,).
    """
    ### BEGIN SOLUTION
    positive = (inputs * weights[labels]).sum(axis=1) + bias[labels]  # (B,)
    positive = positive - np.log(true_expected)
    negative = inputs @ weights[sampled].T + bias[sampled]  # (B, K)
    negative = negative - np.log(sampled_expected)
    return np.logaddexp(0, -positive) + np.logaddexp(0, negative).sum(axis=1)
    ### END SOLUTION

# %% [markdown]
# Do the two agree? Draw candidates once with TensorFlow's own sampler and give the same
# ones to both. (The sampler also returns the expected counts.)

# %% tags=["experiment"]
sampled, true_count, sampled_count = tf.random.log_uniform_candidate_sampler(
    context, num_true=1, num_sampled=10, unique=True, range_max=1000, seed=1
)
theirs = tf.nn.nce_loss(
    model.weights, model.bias, context, vectors, 10, 1000,
    sampled_values=(sampled, true_count, sampled_count),
)
yours = nce_loss(
    model.weights.numpy(), model.bias.numpy(), context[:, 0].numpy(), vectors.numpy(),
    sampled.numpy(), true_count[:, 0].numpy(), sampled_count.numpy(),
)
print("largest difference:", np.abs(theirs - yours).max())

# %% [markdown]
# ## Negative sampling leaves something out
#
# word2vec uses a simpler loss, **negative sampling**: the same yes/no questions, but the
# score itself is the logit. Nothing is subtracted. What does a model learn then?
#
# Say we knew how often each of our six words is the true context word of *growl*: $p$.
# Take a noise $Q$ that prefers the last ones, and minimise the average of each loss by
# gradient descent (lesson 03), for all six scores at once.

# %% tags=["experiment"]
p = np.array([0.40, 0.25, 0.15, 0.10, 0.07, 0.03])
Q = np.array([0.05, 0.10, 0.15, 0.20, 0.25, 0.25])
k = 5

def best_scores(shift, steps=4000):
    """Minimise -Σ p log σ(s - shift) - k Σ Q log σ(shift - s), step by step."""
    s = np.zeros(len(p))
    for _ in range(steps):
        yes = 1 / (1 + np.exp(shift - s))
        s -= k * Q * yes - p * (1 - yes)  # the gradient
    return s

nce_scores = best_scores(shift=np.log(k * Q))
negative_sampling_scores = best_scores(shift=0)

# %% tags=["experiment"]
figure, axes = new_figure(columns=3, height=2.8, width=9)
for each, values, colour, title in zip(
    axes, (p, np.exp(nce_scores), np.exp(negative_sampling_scores)),
    ("black", "blue", "vermilion"),
    ("truth p", "exp(score), NCE", "exp(score), negative sampling"), strict=True,
):
    bars(each, words, values, colour)
    each.set(title=f"{title}\nsum {values.sum():.2f}", ylim=(0, 1.8))
axes[0].set(ylabel="value")
show(
    figure,
    "Three bar charts. The truth falls from 0.40 to 0.03. NCE gives the same bars, "
    "sum 1.00. Negative sampling gives 1.60, 0.50, 0.20, 0.10, 0.06, 0.02, sum "
    "2.48.",
)

# %% [markdown]
# NCE has recovered the probabilities themselves, and they sum to 1 though nobody told it
# to. Negative sampling has not. What did it learn?
#
# Its scores are $\log p(c) - \log(k\,Q(c))$: the word *dog*, rare in the noise, gets
# $0.40 / (5 \cdot 0.05) = 1.60$. Negative sampling learns the ratio $p / (k\,Q)$: how often
# the word is true, compared with how often it is noise. That is fine for word vectors, but
# it is no probability:

# %% tags=["experiment"]
print(np.round(np.exp(negative_sampling_scores), 2))
print(np.round(p / (k * Q), 2), " = p / (k Q)")

# %% [markdown]
# So the formulas of NCE and negative sampling differ by $\log(k\,Q)$ and by nothing else.
# Here $k$ is the number of negatives *per true word*. (The programs differ in one more
# thing: word2vec draws negatives for each example, `tf.nn.nce_loss` for the batch.) Now
# write the simpler one.

# %% exercise="04.negative_sampling_loss"
def negative_sampling_loss(positive_logits, negative_logits):
    """Negative sampling loss of each example.

    positive_logits (B,), negative_logits (B, K).
    Returns (B,).
    """
    ### BEGIN SOLUTION
    positive = np.logaddexp(0, -positive_logits)  # -log σ(positive)
    negative = np.logaddexp(0, negative_logits)  # -log σ(-negative), (B, K)
    return positive + negative.sum(axis=1)
    ### END SOLUTION

# %% [markdown]
# ## The same model in Keras
#
# Many tutorials build skip-gram from two `Embedding` layers and train it with binary
# cross-entropy (Keras's name for the yes/no loss) on explicit positives and negatives. Is that
# something else? Here target and context layer score one positive (column 0) and four
# negatives for each of 3 targets.

# %% tags=["experiment"]
first, second = (tf.keras.initializers.RandomNormal(stddev=1.0, seed=s) for s in (1, 2))
target_table = tf.keras.layers.Embedding(50, 8, embeddings_initializer=first)
context_table = tf.keras.layers.Embedding(50, 8, embeddings_initializer=second)
targets = np.array([3, 7, 9])  # (B,)
candidates = np.random.default_rng(1).integers(0, 50, (3, 5))  # (B, 1 + K)
vectors = target_table(targets)[:, tf.newaxis]  # (B, 1, D)
scores = tf.reduce_sum(vectors * context_table(candidates), axis=2)  # (B, 1 + K)
answers = np.zeros((3, 5))
answers[:, 0] = 1

binary = tf.keras.losses.BinaryCrossentropy(from_logits=True)(answers, scores)
by_hand = np.mean(negative_sampling_loss(scores[:, 0].numpy(), scores[:, 1:].numpy()))
print(f"Keras: {float(binary):.6f}   negative sampling / (1 + K): {by_hand / 5:.6f}")

# %% [markdown]
# It is negative sampling. Keras takes the *mean* over the 1 + K questions where word2vec
# takes the sum; the learning rate has to make up for the factor. The context layer is the
# output table, without a bias.

# %% [markdown]
# ## Training loss and evaluation loss
#
# The sampled losses above are made for training. They jump from draw to draw, and their
# size depends on $k$ and $Q$. For a steady number, drop the sampling: ask *every* class its
# question. This is the **full sigmoid loss**.
#
# To pick one column per row of an array, give NumPy two lists:
# `logits[np.arange(len(labels)), labels]`.

# %% exercise="04.full_sigmoid_loss"
def full_sigmoid_loss(weights, bias, labels, inputs):
    """Sigmoid loss over all V classes, for each example.

    weights (V, D), bias (V,), labels (B,) ids, inputs (B, D).
    Returns (B,).
    """
    ### BEGIN SOLUTION
    logits = inputs @ weights.T + bias  # (B, V)
    answers = np.zeros(logits.shape)  # 1 where the answer is yes
    answers[np.arange(len(labels)), labels] = 1
    return (np.logaddexp(0, logits) - answers * logits).sum(axis=1)
    ### END SOLUTION

# %% [markdown]
# What do both losses show while a model learns? Train `EmbeddingModel` on pairs (target,
# context) from 600 sentences of the story, with a window of 2. The word ids are sorted by
# falling frequency, as the log-uniform noise needs them.

# %% tags=["experiment"]
sentences = story(600)
vocabulary = build_vocabulary([word for sentence in sentences for word in sentence])
word_id = {word: place for place, word in enumerate(vocabulary)}
ids = [[word_id[word] for word in sentence] for sentence in sentences]
pairs = np.random.default_rng(4).permutation(sentence_pairs(ids, window=2))
targets, contexts = pairs.T
print(len(vocabulary), "words,", len(pairs), "pairs")

# %% [markdown]
# One step (lesson 03): draw a batch, compute its loss with eight negatives, and move all
# tables a little against its gradient.

# %% tags=["experiment"]
rng, V = np.random.default_rng(4), len(vocabulary)
table = tf.Variable(rng.normal(0, 0.1, (V, 16)), dtype=tf.float32)  # the word vectors
untrained = table.numpy()  # a copy
model = EmbeddingModel(V, 16)
variables = [table, model.weights, model.bias]

def train_step(batch, learning_rate=1.0):
    with tf.GradientTape() as tape:
        vectors = tf.gather(table, targets[batch])  # (B, D)
        loss = model.calculate_loss(vectors, contexts[batch][:, np.newaxis], 8)
    gradients = tape.gradient(loss, variables)
    for variable, gradient in zip(variables, gradients, strict=True):
        variable.assign_sub(learning_rate * tf.convert_to_tensor(gradient))
    return float(loss)

# %% tags=["experiment"]
def evaluate():
    weights, bias = model.weights.numpy(), model.bias.numpy()
    inputs = table.numpy()[targets[:500]]  # pairs that we don't train on
    return np.mean(full_sigmoid_loss(weights, bias, contexts[:500], inputs))

training, evaluation = [], {}
for step in range(400):
    training.append(train_step(rng.integers(500, len(pairs), 128)))
    if step % 10 == 0:  # the full loss is the expensive one
        evaluation[step] = evaluate()

# %% tags=["experiment"]
figure, (left, right) = new_figure(columns=2, width=9, height=3)
left.plot(training, color=PALETTE["orange"], linewidth=1)
left.set(title="NCE loss, 8 negatives", ylabel="loss (nats per pair)")
right.plot(list(evaluation), list(evaluation.values()), color=PALETTE["blue"])
right.set(title="full sigmoid loss")
for axes in (left, right):
    axes.set(xlabel="training step", ylim=(0, None))
show(
    figure,
    "Two losses against the training step. Left, the NCE loss is a jagged band; right, "
    "the full sigmoid loss is a smooth curve that falls.",
)

# %% [markdown]
# The jagged curve is what training sees. Its height can't be compared with that of the
# smooth one: the left sums nine questions, the right one a question for each word of the
# vocabulary.
#
# This is the first table that a loss of yours has trained. What has it learned? Here are
# the nearest words by the cosine (lesson 01), before and after:

# %% tags=["experiment"]
for when, vectors in (("before", untrained), ("after", table.numpy())):
    cosines = cosine_similarity(vectors, vectors)  # (V, V)
    for word in ("dog", "bowl"):
        near = np.argsort(-cosines[word_id[word]])[1:4]
        print(f"{when:6} {word:4}: {', '.join(vocabulary[i] for i in near)}")

# %% [markdown]
# Before, they are words by chance. Now the nearest to *dog* are other animals, and those to
# *bowl* are other vessels. (With other seeds a stray word may stand among them: 400 steps
# are few.)

# %% [markdown]
# The smooth curve is the one to watch one kind of training with. It may compare two models
# only if both were trained with the same loss, the same $k$ and the same $Q$. Negative
# sampling shifts its scores by $-\log(k\,Q)$, and the full sigmoid loss sees that shift,
# although nothing was learned better or worse. Here are the *best possible* scores for our
# six words:

# %% tags=["experiment"]
def full_sigmoid_of(scores):
    """All six noes, less the true word's score, which is p @ scores on average."""
    return np.logaddexp(0, scores).sum() - p @ scores

for negatives in (1, 5, 25):
    shifted = np.log(p / (negatives * Q))  # the best scores of negative sampling
    print(f"negative sampling, k = {negatives:2}: {full_sigmoid_of(shifted):.2f}")
print(f"NCE, any k and Q:          {full_sigmoid_of(np.log(p)):.2f}")
print(f"lowest possible:           {full_sigmoid_of(np.log(p / (1 - p))):.2f}")

# %% [markdown]
# Even NCE, which knows $p$ exactly, does not reach the lowest value: that belongs to scores
# of $\log(p / (1 - p))$. So the full sigmoid loss does not rank NCE against negative
# sampling. Lesson 05 has a loss that can compare more.

# %% [markdown]
# ## Summary
#
# - NCE asks 1 + K yes/no questions; the logit of class $c$ is $s(c) - \log(k\,Q(c))$.
# - Its scores become log probabilities. Negative sampling leaves the shift out, and its
#   scores become $\log p - \log(k\,Q)$.
# - Losses are summed over the questions and averaged over the batch.
# - Train with a sampled loss; watch the training with the full one.

# %% [markdown]
# **What could go wrong**
#
# - `log(sigmoid(x))` becomes log(0): use `np.logaddexp` or `tf.nn.softplus`.
# - Labels come before inputs in `tf.nn.nce_loss`, `num_sampled` before `num_classes`.
# - Its default noise is log-uniform: word ids must be sorted by falling frequency.
# - A loss went down after you changed $k$: that means nothing.
# - With `num_true=2` each of two labels gets the answer 1/2 in `tf.nn.nce_loss`, not 1.
# - You look for the biases of word2vec's own C program: it has none.

# %% [markdown]
# **Where it comes from.** Noise-contrastive estimation: Gutmann and Hyvärinen (2010); for
# language models: Mnih and Teh (2012). Negative sampling: Mikolov, Sutskever, Chen, Corrado
# and Dean (2013). What negative sampling learns: Levy and Goldberg (2014).
#
# Next: *05-sampled-vs-full-softmax*, the other way to ask.
