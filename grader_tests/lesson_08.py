"""Lesson 08: word vectors in the plane, and what may be read from a map."""

from grader_tests.exercise import Choice, Option, Question, prediction
from grader_tests.exercise_08_pca import PCA_COORDINATES
from grader_tests.exercise_08_tsne import TSNE_COORDINATES

READ_THE_MAP = Choice(
    name="08.read_the_map",
    title="Read the map",
    task="""Six people look at maps of word vectors and draw a conclusion. For each, choose what
may be said. All maps but the last one are t-SNE maps.""",
    minutes=10,
    difficulty=2,
    questions={
        "neighbours": Question(
            "*mean* and *median* lie beside each other, at three seeds and at perplexities 5, 10 "
            "and 30.",
            {
                "nothing": Option(
                    "nothing: a t-SNE map says nothing about the vectors",
                    "It does say something: near neighbours are what t-SNE tries to keep. If they "
                    "stay together over seeds and perplexities, a look at the cosine will most "
                    "likely agree.",
                ),
                "near": Option(
                    "the two vectors are most likely near each other; the cosine can confirm it",
                    "Right: near neighbours are what t-SNE keeps best, and these stayed together "
                    "whatever was changed. The cosine is the proof; the map only told you where "
                    "to look.",
                ),
                "nearest": Option(
                    "*median* is the nearest word to *mean* in the whole vocabulary",
                    "The map shows some sixty words out of thousands. A word that was not drawn "
                    "may be nearer.",
                ),
            },
            "near",
        ),
        "sizes": Question(
            "The group of the colours is twice as wide as that of the files.",
            {
                "spread": Option(
                    "the vectors of the colours differ more from each other",
                    "t-SNE gives a tight group and a loose group about the same room, as you saw "
                    "with groups that differed tenfold. Measure the spread in the vectors.",
                    "M16",
                ),
                "more": Option(
                    "there are more words for colours in the text",
                    "A map only knows the vectors that it was given. Neither the text nor its "
                    "counts go into it.",
                ),
                "nothing": Option(
                    "nothing about the vectors",
                    "Right: each point gets a width of its own, so that it has about as many "
                    "neighbours as any other. That evens out how tight the groups are.",
                ),
            },
            "nothing",
        ),
        "gaps": Question(
            "The files lie near the servers, and both far from the colours.",
            {
                "nothing": Option(
                    "nothing yet about which groups are alike; compare their vectors",
                    "Right: you saw gaps of 20 and 180 come out alike. The mean cosine between two "
                    "groups answers the question.",
                ),
                "alike": Option(
                    "files and servers are more alike than files and colours",
                    "It may be so, but the map is no evidence: once two groups are apart, t-SNE "
                    "hardly cares how far. Another seed may put the colours in between.",
                    "M16",
                ),
                "measure": Option(
                    "how much more alike they are: divide one gap by the other",
                    "Gaps in a t-SNE map have no unit. You saw gaps of 20, 180 and 200 come out "
                    "alike.",
                    "M16",
                ),
            },
            "nothing",
        ),
        "clumps": Question(
            "At perplexity 2, 300 vectors of another text fall into about forty small clumps.",
            {
                "forty": Option(
                    "the words have about forty kinds of meaning",
                    "At perplexity 2 pure noise falls into clumps, too. Look again at larger "
                    "perplexities before you count anything.",
                    "M16",
                ),
                "again": Option(
                    "nothing yet; draw it again at larger perplexities and with other seeds",
                    "Right: with so few neighbours each point only holds on to one or two others, "
                    "and noise gives clumps as well. What stays at larger perplexities deserves a "
                    "closer look.",
                ),
                "broken": Option(
                    "the training has failed: good vectors form few groups",
                    "The clumps come from the perplexity, not from the vectors. A map can't tell "
                    "whether a training has failed.",
                ),
            },
            "again",
        ),
        "seeds": Question(
            "With another seed the colours lie at the left instead of the top, and the map looks "
            "turned over.",
            {
                "unstable": Option(
                    "t-SNE has failed, as a right map would always be the same",
                    "Turned or mirrored, a map has the same distances, so t-SNE can't prefer one. "
                    "Even the order of the groups is mostly free.",
                ),
                "same": Option(
                    "nothing: places and directions are free; look who neighbours whom",
                    "Right: left, right, top and bottom have no meaning here, and the axes have no "
                    "names. Neighbours should mostly be the same.",
                ),
                "average": Option(
                    "one must take the mean of the two maps",
                    "Each map lies in its own way, so the mean of two places is the place of "
                    "nothing. Compare neighbours instead.",
                ),
            },
            "same",
        ),
        "pca": Question(
            "Here the map is PCA's. Its axes show 20 % of the variance. *red* and *thread* are "
            "far apart, *file* and *seed* lie on each other.",
            {
                "both": Option(
                    "*red* and *thread* differ, and *file* and *seed* are alike",
                    "The first is right. But *file* and *seed* may differ in any of the directions "
                    "that you don't see, and these hold 80 % of the variance.",
                ),
                "far": Option(
                    "*red* and *thread* differ at least so much; the other two may be alike or not",
                    "Right: PCA only leaves directions out, so two vectors can't be nearer than "
                    "their places are. They may well be farther apart.",
                ),
                "none": Option(
                    "nothing: distances in a map have no meaning",
                    "That is so in a t-SNE map. PCA leaves directions out and changes nothing "
                    "else, so vectors are at least as far apart as their places.",
                ),
            },
            "far",
        ),
    },
    hints=(
        "Ask what the method tries to keep. t-SNE: who is near whom. PCA: as much of the variance "
        "as two directions can show.",
        "Sizes, gaps, shapes, directions and clumps at a small perplexity came out of made-up "
        "clouds that had none of them.",
    ),
)

EXERCISES = (PCA_COORDINATES, TSNE_COORDINATES, READ_THE_MAP)


# --- predictions ----------------------------------------------------------------------------


SHADOW = prediction(
    "08.shadow",
    "What does the plane show?",
    "The vectors have 50 numbers. How much of their variance do the two widest directions show?",
    {
        "all": Option(
            "nearly all: the widest directions hold what matters",
            "That happens if the numbers hang together closely. Word vectors use all of their "
            "directions, and two of them show a small part.",
        ),
        "two-fiftieths": Option(
            "2 of 50, so 4 %",
            "That would be so if all directions were equally wide. Groups of words make some of "
            "them wider, and PCA picks the two widest.",
        ),
        "between": Option(
            "more than 2 of 50, but less than half",
            "Right: words of a kind share directions, so that some are wider than others. But "
            "there are more kinds than two directions can hold.",
        ),
    },
    "between",
)
NOISE = prediction(
    "08.noise",
    "Groups in noise?",
    "150 vectors of pure noise: nothing belongs together. What does t-SNE draw at perplexity 2?",
    {
        "even": Option(
            "an even cloud",
            "That is what one should see. But at perplexity 2 each point holds on to its one or "
            "two nearest points, and in noise, too, somebody is the nearest.",
            "M16",
        ),
        "clumps": Option(
            "many small clumps",
            "Right: each point holds on to its one or two nearest points, and in noise, too, "
            "somebody is the nearest.",
        ),
        "ring": Option(
            "a ring, as all are equally far from each other",
            "They are *about* equally far, but not quite: somebody is always the nearest, and at "
            "perplexity 2 each point holds on to that one.",
        ),
    },
    "clumps",
)
SIZES = prediction(
    "08.sizes",
    "A tight group and a loose one",
    "Two groups of 50 vectors, one of them ten times as wide as the other. How do they look in "
    "a t-SNE map of perplexity 30?",
    {
        "tenfold": Option(
            "one is about ten times as wide as the other",
            "t-SNE looks at who is near, *compared with the point's other neighbours*. So it gives "
            "tight and loose groups the same room.",
            "M16",
        ),
        "equal": Option(
            "about equally wide",
            "Right: each point has a width of its own, chosen so that it has about 30 neighbours. "
            "That evens out tight and loose groups.",
        ),
        "one": Option(
            "they run into each other",
            "The groups are far enough apart, and t-SNE keeps neighbours together. Only their "
            "widths get lost.",
        ),
    },
    "equal",
)
PREDICTIONS = (SHADOW, NOISE, SIZES)
