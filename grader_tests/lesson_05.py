"""Lesson 05: the full softmax loss, the sampled one, and which of them to use when."""

from grader_tests.exercise import Choice, Option, Question, prediction
from grader_tests.exercise_05_full_softmax import FULL_SOFTMAX_LOSS
from grader_tests.exercise_05_rows import ROWS_WITH_GRADIENT
from grader_tests.exercise_05_sampled_softmax import SAMPLED_SOFTMAX_LOSS

CHOOSE_LOSS = Choice(
    name="05.choose_loss",
    title="Which loss when?",
    task="""Four people train a model. For each, choose what to train with and what to validate
with.""",
    minutes=10,
    difficulty=2,
    questions={
        "answers": Question(
            "A help desk picks one of 200 prepared answers, and shows how sure it is.",
            {
                "full": Option(
                    "train with the full softmax loss, validate with it, too",
                    "Right: 200 scores cost next to nothing, nothing needs a correction, and "
                    "the probabilities are there.",
                ),
                "sampled-full": Option(
                    "train with sampled softmax, 20 negatives; validate with the full softmax loss",
                    "That would work, but with 200 classes there is nothing to save, and each "
                    "step becomes noisier. Sample when V is large.",
                ),
                "negative": Option(
                    "train with negative sampling, validate with the full sigmoid loss",
                    "One answer is right and the others are not: that is one choice. Negative "
                    "sampling asks yes/no questions, and its scores are no probabilities.",
                    "M4",
                ),
                "sampled": Option(
                    "train with sampled softmax, 20 negatives; validate with the same loss",
                    "The sampled loss only chooses among 21, so its value is another one than the "
                    "full loss's. It says nothing about how sure the model may be among 200.",
                    "M27",
                ),
            },
            "full",
        ),
        "language": Question(
            "A model tells the next word out of 500,000, with its probability. It must train in "
            "a week.",
            {
                "full": Option(
                    "train with the full softmax loss, validate with it, too",
                    "The validation is right. But this training touches all 500,000 rows of the "
                    "output table at every step, and a sampled loss only 1 + K.",
                    "M18",
                ),
                "sampled": Option(
                    "train with sampled softmax, validate with the same loss",
                    "Training so is right. But a sampled loss's value depends on k and on the "
                    "draw: validate with the full softmax loss.",
                    "M27",
                ),
                "negative-full": Option(
                    "train with negative sampling, validate with the full softmax of its scores",
                    "The scores of negative sampling estimate log p - log(k·Q). Their softmax is "
                    "not the probability of the next word.",
                    "M5",
                ),
                "sampled-full": Option(
                    "train with sampled softmax and its correction, validate with the full "
                    "softmax loss",
                    "Right: cheap steps that learn log p, and an exact value now and then. "
                    "Validation needs no gradient and far fewer examples.",
                ),
            },
            "sampled-full",
        ),
        "vectors": Question(
            "Two runs of negative sampling on the same text, k = 5 and k = 15 negatives. Which "
            "one predicts the contexts of held-out pairs better?",
            {
                "training": Option(
                    "compare their training losses",
                    "One loss sums 6 questions and the other 16, so they can't be compared. "
                    "Training losses are for training.",
                    "M8",
                ),
                "sigmoid": Option(
                    "compare their full sigmoid losses",
                    "The scores of the two runs are shifted by different -log(k·Q), and the full "
                    "sigmoid loss sees that shift. It compares runs with the same k only.",
                    "M20",
                ),
                "softmax": Option(
                    "add log(k·Q) to the scores, then compare full softmax losses",
                    "Right: with log(k·Q) added the scores of both estimate log p, and the full "
                    "softmax loss asks both the same question.",
                ),
                "raw": Option(
                    "compare the full softmax losses of the scores as they are",
                    "A softmax of these scores gives shares of p / Q, not of p: rare words come "
                    "out too high. Add log(k·Q) first.",
                    "M5",
                ),
            },
            "softmax",
        ),
        "tags": Question(
            "A photo gets tags out of 50,000, often several: a dog *and* a bowl. Training must be "
            "quick.",
            {
                "full": Option(
                    "train with the full softmax loss, validate with it, too",
                    "In a softmax the tags compete: the dog would take probability from the "
                    "bowl, though both are right. Besides, every step touches 50,000 rows.",
                    "M4",
                ),
                "sampled-full": Option(
                    "train with sampled softmax, validate with the full softmax loss",
                    "Cheap, but still one choice: the dog would take probability from the bowl, "
                    "though both are right. Ask yes/no questions.",
                    "M4",
                ),
                "nce": Option(
                    "train with NCE, validate with the NCE loss on new negatives",
                    "Yes/no questions are right. But this value depends on k and on the draw: "
                    "validate with all 50,000 questions.",
                    "M8",
                ),
                "nce-sigmoid": Option(
                    "train with NCE, validate with the full sigmoid loss",
                    "Right: each tag has a yes/no question of its own, a few of them for "
                    "training, all of them for validation (keep k and Q fixed when you compare).",
                ),
            },
            "nce-sigmoid",
        ),
    },
    hints=(
        "Three questions decide: is V large? Is there one right class, or may there be several? "
        "Does the number depend on k, on Q or on a draw?",
        "Train with a sampled loss only where V is large. Validate without sampling, with scores "
        "that estimate the same thing.",
    ),
)

EXERCISES = (FULL_SOFTMAX_LOSS, SAMPLED_SOFTMAX_LOSS, ROWS_WITH_GRADIENT, CHOOSE_LOSS)


# --- predictions ----------------------------------------------------------------------------


STEP_TIME = prediction(
    "05.step_time",
    "How long does a step take?",
    "The vocabulary grows from 1,000 to 500,000 words. What happens to the time of one "
    "training step?",
    {
        "both": Option(
            "both losses take about 500 times as long",
            "The sampled loss never looks at the words that were not drawn, and as many are drawn "
            "of 500,000 words as of 1,000.",
        ),
        "full": Option(
            "the full softmax takes far longer, the sampled one about as long as before",
            "Right: the full softmax computes a score and a gradient for every word. The sampled "
            "loss has as much to do as before.",
        ),
        "neither": Option(
            "both take about as long as before: a matrix product is quick",
            "A matrix product is quick, but its work grows with the number of rows: V scores "
            "per example, and a gradient for each of the V rows.",
        ),
    },
    "full",
)
WITHOUT_CORRECTION = prediction(
    "05.without_correction",
    "What does the correction do?",
    "Frequent words are drawn as negatives more often than rare ones. You leave the "
    "correction out. Which probabilities come out too small?",
    {
        "frequent": Option(
            "those of frequent words",
            "Right: they are pushed down each time they are drawn, more often than they deserve.",
        ),
        "rare": Option(
            "those of rare words",
            "A negative is pushed down. Rare words are hardly ever drawn, so they are pushed "
            "down too seldom and come out too large.",
        ),
        "none": Option(
            "none: the softmax makes them sum to 1",
            "They sum to 1 either way, but the shares are wrong: a word that is drawn often "
            "is pushed down often.",
        ),
    },
    "frequent",
)
VALUE_OF_THE_LOSS = prediction(
    "05.value_of_the_loss",
    "Is the sampled loss the full loss?",
    "The same scores for 14 words, and 5 negatives that all differ. With the correction, "
    "where does the sampled softmax loss lie on average?",
    {
        "same": Option(
            "at the full softmax loss: that is what the correction is for",
            "The correction makes the *scores* right that a training ends with. The value "
            "stays lower, for two reasons that stand below the figure.",
            "M27",
        ),
        "above": Option(
            "above the full softmax loss",
            "That can happen if words may repeat. With negatives that all differ, each word's "
            "expected count is at most 1, and the value lies below.",
            "M27",
        ),
        "below": Option(
            "below the full softmax loss",
            "Right. The correction makes the *sum* over the negatives right on average, but the "
            "loss weights it with the label's own expected count, which is below 1, and takes "
            "the log of it, which lies low if the sum varies.",
        ),
    },
    "below",
)
PREDICTIONS = (STEP_TIME, WITHOUT_CORRECTION, VALUE_OF_THE_LOSS)
