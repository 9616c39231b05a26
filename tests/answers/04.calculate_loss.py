# %% right: positional arguments
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return tf.reduce_mean(losses)

# %% right: keywords in another order
        loss = tf.nn.nce_loss(
            num_classes=self.vocab_size,
            num_sampled=num_negative_samples,
            inputs=embeddings,
            labels=context_ids,
            biases=bias,
            weights=weights,
        )
        return tf.math.reduce_mean(loss)

# %% right: sum over the batch size
        loss = tf.nn.nce_loss(weights, bias, context_ids, embeddings,
                              num_negative_samples, self.vocab_size)
        batch_size = tf.cast(tf.shape(embeddings)[0], tf.float32)
        return tf.reduce_sum(loss) / batch_size

# %% right: every default spelled out, labels reshaped
        w, b = self.get_bias_weights()
        y = tf.reshape(tf.cast(context_ids, tf.int64), [-1, 1])
        l = tf.nn.nce_loss(w, b, y, embeddings, num_negative_samples, self.weights.shape[0],
                           num_true=1, sampled_values=None, remove_accidental_hits=False, name="nce")
        mean = tf.add_n(tf.unstack(l)) / len(l)
        return mean

# %% right: draws the candidates itself
        candidates = tf.random.log_uniform_candidate_sampler(
            true_classes=context_ids,
            num_true=1,
            num_sampled=num_negative_samples,
            unique=True,
            range_max=self.vocab_size,
        )
        return tf.reduce_mean(
            tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples,
                           self.vocab_size, sampled_values=candidates)
        )

# %% right: own NCE, with the sampler's expected counts
        sampled, true_expected, sampled_expected = tf.random.log_uniform_candidate_sampler(
            context_ids, 1, num_negative_samples, True, self.vocab_size)
        labels = tf.reshape(context_ids, [-1])
        true_logits = tf.reduce_sum(embeddings * tf.gather(weights, labels), axis=1)
        true_logits += tf.gather(bias, labels) - tf.math.log(true_expected[:, 0])
        neg_logits = tf.matmul(embeddings, tf.gather(weights, sampled), transpose_b=True)
        neg_logits += tf.gather(bias, sampled) - tf.math.log(sampled_expected)
        positive = tf.nn.softplus(-true_logits)
        negative = tf.reduce_sum(tf.nn.softplus(neg_logits), axis=1)
        return tf.reduce_mean(positive + negative)

# %% right: own NCE, with the expected counts of the textbook, k p
        sampled, _, _ = tf.random.log_uniform_candidate_sampler(
            context_ids, 1, num_negative_samples, True, self.vocab_size)
        def log_expected(ids):
            ids = tf.cast(ids, tf.float32)
            p = (tf.math.log(ids + 2) - tf.math.log(ids + 1)) / np.log(self.vocab_size + 1)
            return tf.math.log(num_negative_samples * p)
        batch = tf.shape(context_ids)[0]
        ids = tf.concat([context_ids, tf.tile(sampled[tf.newaxis], [batch, 1])], axis=1)
        logits = tf.einsum("bd,bkd->bk", embeddings, tf.gather(weights, ids)) + tf.gather(bias, ids)
        logits = logits - log_expected(ids)
        answers = tf.concat([tf.ones([batch, 1]), tf.zeros([batch, num_negative_samples])], axis=1)
        crosses = tf.nn.sigmoid_cross_entropy_with_logits(labels=answers, logits=logits)
        return tf.reduce_mean(tf.reduce_sum(crosses, axis=1))

# %% right: compiled with tf.function
class EmbeddingModel:
    def __init__(self, vocab_size, embedding_dim):
        self.vocab_size = vocab_size
        self.weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
        self.bias = tf.Variable(tf.zeros([vocab_size]))

    def get_bias_weights(self):
        return self.weights, self.bias

    @tf.function
    def calculate_loss(self, embeddings, context_ids, num_negative_samples):
        weights, bias = self.get_bias_weights()
        return tf.reduce_mean(tf.nn.nce_loss(weights, bias, context_ids, embeddings,
                                             num_negative_samples, self.vocab_size))

# %% right: a tf.Module whose helper does the work
class EmbeddingModel(tf.Module):
    def __init__(self, vocab_size: int, embedding_dim: int):
        super().__init__()
        self.vocab_size, self.embedding_dim = vocab_size, embedding_dim
        self.weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
        self.bias = tf.Variable(tf.zeros([vocab_size]))

    def get_bias_weights(self):
        return self.weights, self.bias

    def losses(self, embeddings, context_ids, k):
        return tf.nn.nce_loss(*self.get_bias_weights(), context_ids, embeddings, k, self.vocab_size)

    def calculate_loss(self, embeddings, context_ids, num_negative_samples):
        return tf.reduce_mean(self.losses(embeddings, context_ids, num_negative_samples), axis=0)

# %% wrong: sum
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return tf.reduce_sum(losses)

# %% wrong: sum (in a loop)
        total = 0.0
        for loss in tf.nn.nce_loss(weights, bias, context_ids, embeddings,
                                   num_negative_samples, self.vocab_size):
            total += loss
        return total

# %% wrong: no-reduction
        return tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)

# %% wrong: no-reduction (mean along the wrong axis)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return tf.reduce_mean(losses[:, tf.newaxis], axis=1)

# %% wrong: labels-inputs-swapped
        losses = tf.nn.nce_loss(weights, bias, embeddings, context_ids, num_negative_samples, self.vocab_size)
        return tf.reduce_mean(losses)

# %% wrong: labels-inputs-swapped (by keyword)
        losses = tf.nn.nce_loss(weights=weights, biases=bias, inputs=context_ids, labels=embeddings,
                                num_sampled=num_negative_samples, num_classes=self.vocab_size)
        return tf.reduce_mean(losses)

# %% wrong: counts-swapped
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, self.vocab_size, num_negative_samples)
        return tf.reduce_mean(losses)

# %% wrong: counts-swapped (by keyword)
        nce = tf.nn.nce_loss(weights=weights, biases=bias, inputs=embeddings, labels=context_ids,
                             num_sampled=self.vocab_size, num_classes=num_negative_samples)
        return tf.reduce_mean(nce)

# %% wrong: weights-bias-swapped
        losses = tf.nn.nce_loss(bias, weights, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return tf.reduce_mean(losses)

# %% wrong: weights-bias-swapped (unpacked in the wrong order)
        bias, weights = self.get_bias_weights()
        loss = tf.nn.nce_loss(weights=weights, biases=bias, labels=context_ids, inputs=embeddings,
                              num_sampled=num_negative_samples, num_classes=self.vocab_size)
        return tf.reduce_mean(loss)

# %% wrong: sampled-softmax
        losses = tf.nn.sampled_softmax_loss(weights, bias, context_ids, embeddings,
                                            num_negative_samples, self.vocab_size)
        return tf.reduce_mean(losses)

# %% wrong: sampled-softmax (accidental hits kept)
        losses = tf.nn.sampled_softmax_loss(weights, bias, context_ids, embeddings, num_negative_samples,
                                            self.vocab_size, remove_accidental_hits=False)
        return tf.reduce_mean(losses)

# %% wrong: no-bias
        losses = tf.nn.nce_loss(weights, tf.zeros([self.vocab_size]), context_ids, embeddings,
                                num_negative_samples, self.vocab_size)
        return tf.reduce_mean(losses)

# %% wrong: no-bias (multiplied away)
        nothing = 0 * bias
        losses = tf.nn.nce_loss(weights, nothing, context_ids, embeddings,
                                num_negative_samples, self.vocab_size)
        return tf.reduce_mean(losses)

# %% wrong: constant (float)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return float(tf.reduce_mean(losses))

# %% wrong: constant (numpy)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return np.mean(losses.numpy())

# %% wrong: constant (wrapped in a constant)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return tf.constant(losses.numpy().mean())

# %% wrong: constant (gradient stopped)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return tf.stop_gradient(tf.reduce_mean(losses))

# %% wrong: positive-twice (raw logit added)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        ids = context_ids[:, 0]
        true_logits = tf.reduce_sum(embeddings * tf.gather(weights, ids), axis=1) + tf.gather(bias, ids)
        losses += tf.nn.sigmoid_cross_entropy_with_logits(tf.ones_like(true_logits), true_logits)
        return tf.reduce_mean(losses)

# %% wrong: positive-twice (corrected logit added)
        sampled, true_expected, sampled_expected = tf.random.log_uniform_candidate_sampler(
            context_ids, 1, num_negative_samples, True, self.vocab_size)
        ids = tf.squeeze(context_ids, 1)
        positive = tf.reduce_sum(embeddings * tf.gather(weights, ids), 1) + tf.gather(bias, ids)
        positive -= tf.math.log(tf.squeeze(true_expected, 1))
        rest = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size,
                              sampled_values=(sampled, true_expected, sampled_expected))
        return tf.reduce_mean(rest + tf.nn.softplus(-positive))

# %% wrong: uniform-noise
        sampled = tf.random.uniform_candidate_sampler(context_ids, 1, num_negative_samples, True, self.vocab_size)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples,
                                self.vocab_size, sampled_values=sampled)
        return tf.reduce_mean(losses)

# %% wrong: with-replacement
        sampled = tf.random.log_uniform_candidate_sampler(
            context_ids, 1, num_negative_samples, unique=False, range_max=self.vocab_size)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples,
                                self.vocab_size, sampled_values=sampled)
        return tf.reduce_mean(losses)

# %% wrong: negative-sampling (expected counts of one)
        sampled, true_count, sampled_count = tf.random.log_uniform_candidate_sampler(
            context_ids, 1, num_negative_samples, True, self.vocab_size)
        losses = tf.nn.nce_loss(
            weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size,
            sampled_values=(sampled, tf.ones_like(true_count), tf.ones_like(sampled_count)))
        return tf.reduce_mean(losses)

# %% wrong: negative-sampling (by hand)
        sampled, *_ = tf.random.log_uniform_candidate_sampler(
            context_ids, 1, num_negative_samples, True, self.vocab_size)
        logits = embeddings @ tf.transpose(weights) + bias
        positive = tf.gather(logits, context_ids, batch_dims=1)
        negative = tf.gather(logits, sampled, axis=1)
        loss = tf.nn.softplus(-positive[:, 0]) + tf.reduce_sum(tf.nn.softplus(negative), axis=1)
        return tf.reduce_mean(loss)

# %% wrong: no-return
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        overall_loss = tf.reduce_mean(losses)

# %% wrong: no-return (printed)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        loss = tf.reduce_mean(losses)
        loss

# %% wrong: (the sign turned)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return -tf.reduce_mean(losses)

# %% wrong: other-number-of-negatives (always one)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, 1, self.vocab_size)
        return tf.reduce_mean(losses)

# %% wrong: other-number-of-negatives (five, as in the text above)
        num_sampled = 5
        losses = tf.nn.nce_loss(weights=weights, biases=bias, labels=context_ids, inputs=embeddings,
                                num_sampled=num_sampled, num_classes=self.vocab_size)
        return tf.reduce_mean(losses)

# %% wrong: (half as many negatives)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings,
                                num_negative_samples // 2, self.vocab_size)
        return tf.reduce_mean(losses)

# %% wrong: (tables of its own, so that the model's never learn)
        weights = tf.Variable(tf.random.normal([self.vocab_size, self.embedding_dim]))
        bias = tf.Variable(tf.zeros([self.vocab_size]))
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return tf.reduce_mean(losses)

# %% wrong: (the full sigmoid loss)
        logits = embeddings @ tf.transpose(weights) + bias
        answers = tf.one_hot(context_ids[:, 0], self.vocab_size)
        losses = tf.nn.sigmoid_cross_entropy_with_logits(answers, logits)
        return tf.reduce_mean(tf.reduce_sum(losses, axis=1))

# %% wrong: (the full softmax)
        logits = embeddings @ tf.transpose(weights) + bias
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=context_ids[:, 0], logits=logits)
        return tf.reduce_mean(losses)

# %% wrong: (only the first example)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return losses[0]

# %% wrong: (mean over the questions, too)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return tf.reduce_mean(losses) / (1 + num_negative_samples)

# %% wrong: (a text)
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return f"{tf.reduce_mean(losses):.3f}"

# %% wrong: wrong-vocabulary-size (the last id instead of the number of ids)
        nce_losses = tf.nn.nce_loss(
            weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size - 1)
        return tf.reduce_mean(nce_losses)

# %% error: an attribute that is not there
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings,
                                num_negative_samples, self.num_classes)
        return tf.reduce_mean(losses)

# %% error: an argument forgotten
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples)
        return tf.reduce_mean(losses)

# %% error: a name that is not there
        losses = nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size)
        return tf.reduce_mean(losses)

# %% error: a parenthesis is missing
        losses = tf.nn.nce_loss(weights, bias, context_ids, embeddings, num_negative_samples, self.vocab_size
        return tf.reduce_mean(losses)

# %% not attempted: only a comment
        # use tf.nn.nce_loss here?
        raise NotImplementedError()
