"""Exercise 09.spot_the_error: ten claims as tutorials make them."""

from grader_tests.exercise import Choice, Option, Question


def claim(text: str, source: str, right: str, **options: tuple[str, str]) -> Question:
    """A claim; each option is (its text, the reason why it is right or wrong).

    Whoever chooses a wrong option has the misconception ``source``, or one of the question's own.
    """
    made = {
        key: Option(said, reason, "" if key == right else source)
        for key, (said, reason) in options.items()
    }
    return Question(text, made, right)


SPOT_THE_ERROR = Choice(
    name="09.spot_the_error",
    title="Spot the error",
    task="""Ten claims, as tutorials make them. Some are true. For each, choose *true*, or the
reason why it is not.""",
    minutes=20,
    difficulty=2,
    questions={
        "sampler": claim(
            "*We pass the true class to the candidate sampler, so it is never drawn as a "
            "negative.*",
            "M1",
            "independent",
            true=(
                "true",
                "The sampler does not look at it when it draws: it only computes the expected "
                "count of the true class. Accidental hits must be removed in a step of their own.",
            ),
            independent=(
                "not so: candidates are drawn without regard to the true class",
                "Right: the true class is passed for its expected count only. Removing "
                "accidental hits is a separate step.",
            ),
            shared=(
                "not so: the true class is always drawn, as one of the negatives",
                "It is drawn as often as the noise distribution says, like any other word: "
                "seldom, if it is rare.",
            ),
        ),
        "five": claim(
            "*The negative sampling loss is a softmax over the scores of the true word and of "
            "its negatives.*",
            "M3",
            "sigmoids",
            true=(
                "true",
                "That is the sampled softmax, and without its correction. Negative sampling asks "
                "a yes/no question for each word.",
            ),
            sigmoids=(
                "not so: negative sampling asks a yes/no question for each of these words",
                "Right: a sum of sigmoid losses. The softmax over 1 + K scores is sampled "
                "softmax without its correction.",
            ),
            whole=(
                "not so: the softmax goes over the whole vocabulary",
                "That would be the full softmax, where nothing is sampled. Negative sampling has "
                "no softmax at all.",
            ),
        ),
        "scores": claim(
            "*The scores of NCE estimate log p, those of negative sampling log p - log(k·Q).*",
            "M5",
            "true",
            true=(
                "true",
                "Right: negative sampling is NCE without the correction, so its scores learn to "
                "hold it.",
            ),
            same=(
                "not so: both estimate log p, as the two are one loss",
                "They differ by log(k·Q), which only NCE takes off the scores before it asks its "
                "questions.",
            ),
            turned=(
                "not so: it is the other way round",
                "NCE takes log(k·Q) off the scores itself, so they need not hold it. Negative "
                "sampling takes nothing off.",
            ),
        ),
        "rule": claim(
            "*The paper of 2013 drops a word of frequency f with the chance 1 - √(t/f).*",
            "M7",
            "true",
            true=(
                "true",
                "Right: that is the chance to *drop* it, and 0 for words rarer than t. "
                "word2vec.c keeps a little more than that.",
            ),
            keep=(
                "not so: that is the chance to keep it",
                "Try a frequent word: f = 100 t gives 0.9. Frequent words are to be dropped, so "
                "this is the chance to drop it.",
            ),
            rare=(
                "not so: it would drop rare words first",
                "For a rare word t/f is large, the root is above 1, and the chance counts as 0: "
                "rare words always stay.",
            ),
        ),
        "noise": claim(
            "*`tf.random.fixed_unigram_candidate_sampler(unigrams=counts, …)` draws negatives "
            "as word2vec does.*",
            "M23",
            "power",
            true=(
                "true",
                "Its `distortion` is 1.0 by default: plain counts. word2vec takes them to the "
                "power 0.75.",
            ),
            inverse=(
                "not so: word2vec draws rare words more often than frequent ones",
                "No: frequent words are drawn more often, only less so than by their counts.",
            ),
            power=(
                "not so: it needs `distortion=0.75`, and the default is 1.0",
                "Right: with 1.0 the counts are taken as they are.",
            ),
        ),
        "analogy": claim(
            "*The vector nearest to king - man + woman is often that of king itself, so the "
            "three inputs are left out of the answers.*",
            "M15",
            "true",
            true=(
                "true",
                "Right: woman - man is a short step, and king lies nearest to where it began.",
            ),
            never=(
                "not so: it is queen, and nothing needs to be left out",
                "With the inputs left in, the answer is often one of them. All published "
                "accuracies leave them out.",
            ),
            answer=(
                "not so: only king has to be left out",
                "`woman` may be nearest as well. All three inputs are left out.",
            ),
        ),
        "adam": claim(
            "*The gradient of an embedding table has only a few rows, so a step of Keras' Adam "
            "moves only these.*",
            "M19",
            "whole",
            true=(
                "true",
                "Keras 3's Adam works on the whole table: rows that were touched earlier go on "
                "moving, by what Adam remembers of their gradients.",
            ),
            dense=(
                "not so: the gradient has all rows",
                "The gradient does have only a few rows. It is the *optimizer* that works on the "
                "whole table.",
            ),
            whole=(
                "not so: it works on the whole table, and rows touched earlier move on",
                "Right: you will have seen such a row move without a gradient.",
            ),
        ),
        "loss": claim(
            "*We stopped subsampling, and the validation loss fell. So the vectors are better.*",
            "M20",
            "questions",
            true=(
                "true",
                "Subsampling changes which pairs are learned, so such losses are answers to two "
                "different questions. Compare analogies or similarity.",
            ),
            training=(
                "not so: a training loss would have shown it",
                "That one has the same fault, and others: with subsampling it is taken on other "
                "pairs.",
            ),
            questions=(
                "not so: losses can't compare models that learned from different pairs",
                "Right: without subsampling a model learns the frequencies of the raw text, and "
                "the held-out pairs have just these. Ask for analogies or similarity instead.",
            ),
        ),
        "hard": claim(
            "*An adaptive sampler should look at hard words more often: weight each word with "
            "exp(-loss).*",
            "M22",
            "lowers",
            true=(
                "true",
                "exp(-loss) is small where the loss is large: hard words get *less*. Hard ones "
                "need exp(+loss) or the like.",
            ),
            lowers=(
                "not so: exp(-loss) lowers the share of hard words",
                "Right: the sign must be plus.",
            ),
            equal=(
                "not so: after dividing by the sum all words have the same share",
                "Dividing by the sum leaves the proportions as they are: easy words still get "
                "more.",
            ),
        ),
        "window": claim(
            "*A larger window sees more context, so it makes better vectors; it only takes "
            "longer.*",
            "M14",
            "trade",
            true=(
                "true",
                "It depends on what for. Near words tell which form a word has, far ones its "
                "topic; a wide window mixes them.",
            ),
            trade=(
                "not so: it trades a word's form for its topic, and can make vectors worse",
                "Right: you will have seen the analogies fall as the window grows.",
            ),
            smaller=(
                "not so: a window of 1 is always best",
                "With a window of 1 much of what tells a word's topic is never seen. It depends "
                "on the text and on the task.",
            ),
        ),
    },
    hints=(
        "Three of the ten are true. Each of the others was shown to be wrong in one of the "
        "lessons 03 to 09.",
        "Lesson 03: sampler, noise. 04 and 05: five, scores. 06: rule. 07: analogy. This lesson: "
        "adam, loss, hard, window.",
    ),
)
