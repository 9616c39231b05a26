"""Exercise 07.most_similar: the nearest words of a word."""

import numpy as np

from grader_tests.comparing import Close, SameIds
from grader_tests.exercise import SHAPE, Case, Example, Exercise, Misconception
from grader_tests.exercise_07_cosine import VECTOR_FOR_TABLE, cosines, rows_of_any_length
from grader_tests.telling_apart import drawn_until_told_apart

TWIN = "an identical row"
GAP = 0.01  # between any two of the numbers that words are sorted by, so that there are no ties


def words_and_tables(rng):
    return drawn_until_told_apart(MOST_SIMILAR, lambda: words_with_and_without_twin(rng))


def words_with_and_without_twin(rng):
    """Few neighbours, one, or all other words; then words that have a twin.

    Of a twin's cosines each is exactly 1, so that rounding does not decide which of the two comes
    first; it stands at a lower id or at a higher one.
    """
    cases = []
    for index, (count, dimension) in enumerate(((8, 3), (9, 4), (7, 5), (10, 3))):
        word, table = told_apart(rng, count, dimension)
        k = (3, 4, count - 1, 1)[index]
        dtype = np.float32 if index % 2 else np.float64
        cases.append(Case((word, table.astype(dtype), k)))
    for index in range(4):
        word, table = with_twin(rng, lower=index % 2 == 0)
        dtype = np.float32 if index > 1 else np.float64
        cases.append(Case((word, table.astype(dtype), 2 + index % 2), TWIN))
    return cases


def told_apart(rng, count, dimension):
    """A word and a table for which cosine, dot product and distance give other orders."""
    while True:
        table = rows_of_any_length(rng, count, dimension)
        word = int(rng.integers(1, count - 1))
        others = np.delete(np.arange(count), word)
        numbers = [measure(word, table)[others] for measure in (cosine, dot, closeness)]
        orders = [tuple(np.argsort(-n)) for n in numbers]
        first = {order[0] for order in orders}
        apart = all(np.diff(np.sort(n)).min() > GAP for n in numbers)
        signs = (numbers[0] > 0.1).any() and (numbers[0] < -0.1).any()
        if apart and signs and len(first) == 3:
            return word, table


def with_twin(rng, lower):
    """The word's row and its copy hold the same number four times, but for signs."""
    while True:
        word, table = told_apart(rng, 8, 4)
        twin = int(rng.integers(0, word) if lower else rng.integers(word + 1, 8))
        table[word] = rng.choice([0.5, 1, 1.5, 2]) * rng.choice([-1, 1], 4)  # its length is exact
        table[twin] = table[word]
        numbers = cosine(word, table)[np.delete(np.arange(8), [word, twin])]
        if np.diff(np.sort(numbers)).min() > GAP and numbers.max() < 1 - GAP:
            return word, table


def cosine(word, table):
    return cosines(table[word : word + 1], table)[0]


def dot(word, table):
    return table @ table[word]


def closeness(word, table):
    return -np.linalg.norm(table - table[word], axis=1)


def nearest_words(word_id, table, k):
    """Look for the best of the other words, then for the best of those left, k times."""
    similarity = cosine(word_id, table)
    left = [word for word in range(len(table)) if word != word_id]
    found = []
    for _ in range(k):
        best = left[0]
        for word in left:
            if similarity[word] > similarity[best]:
                best = word
        found.append(best)
        left.remove(best)
    return np.array(found)


def sorted_by(measure, itself_out=True):
    """The words sorted by another number, highest first."""

    def words(word_id, table, k):
        order = np.argsort(-measure(word_id, table), kind="stable")
        if itself_out:
            order = order[order != word_id]
        return order[:k]

    return words


def wrong_axis(word_id, table):
    unit = table / np.linalg.norm(table, axis=0)
    return unit @ unit[word_id]


def dropped_first(word_id, table, k):
    return sorted_by(cosine, itself_out=False)(word_id, table, k + 1)[1:]


def itself_at_zero(word_id, table):
    numbers = cosine(word_id, table)
    numbers[word_id] = 0
    return numbers


def itself_lowest_upwards(word_id, table):
    """The word's own number is -inf, and the lowest come first."""
    numbers = -cosine(word_id, table)
    numbers[word_id] = np.inf
    return numbers


def after_deletion(word_id, table, k):
    """Positions among the others: one too low from the word on."""
    return np.argsort(-np.delete(cosine(word_id, table), word_id), kind="stable")[:k]


def ranks(word_id, table, k):
    order = np.argsort(-cosine(word_id, table), kind="stable")
    return np.argsort(order)[:k]


def best_cosines(word_id, table, k):
    return cosine(word_id, table)[nearest_words(word_id, table, k)]


def all_others(word_id, table, k):
    return nearest_words(word_id, table, len(table) - 1)


MOST_SIMILAR = Exercise(
    name="07.most_similar",
    title="The nearest words",
    task="""Return the ids of the `k` words of highest cosine with the word `word_id`, the nearest
first. The word itself is no answer, though its cosine is 1. Another word may have the very same
row; that one *is* an answer. You may use your `cosine_similarity`.""",
    signature="most_similar(word_id, table, k)",
    minutes=10,
    difficulty=2,
    aspects={SHAPE: 1, "values": 3, TWIN: 1},
    inputs=words_and_tables,
    spec=nearest_words,
    compare=SameIds(),
    recognise=Close(),
    misconceptions=(
        Misconception(
            "itself-included",
            "the word itself",
            "The word itself is among the answers: nothing is nearer to it. Leave it out by its "
            "id, for example by `cosines[word_id] = -np.inf` before you sort.",
            wrong=(sorted_by(cosine, itself_out=False), sorted_by(dot, itself_out=False)),
        ),
        Misconception(
            "ascending",
            "the farthest words",
            "These are the words of *lowest* cosine: `np.argsort` sorts upwards. Sort the negative "
            "numbers, or turn the order round with `[::-1]`.",
            wrong=(
                sorted_by(lambda word, table: -cosine(word, table)),
                sorted_by(lambda word, table: -cosine(word, table), itself_out=False),
                sorted_by(itself_lowest_upwards, itself_out=False),
            ),
        ),
        Misconception(
            "by-dot-product",
            "by dot product",
            "You sort by dot products, so long rows win. Divide by the lengths of the *table's* "
            "rows; scaling the word's own row alone changes no order.",
            wrong=(sorted_by(dot),),
        ),
        Misconception(
            "by-distance",
            "by Euclidean distance",
            "You sort by the Euclidean distance, so words with a row of the same length win. Sort "
            "by cosine.",
            wrong=(
                sorted_by(closeness),
                sorted_by(closeness, itself_out=False),
                sorted_by(lambda word, table: -closeness(word, table)),
            ),
        ),
        Misconception(
            "wrong-axis",
            "columns scaled instead of rows",
            "You scale the columns of the table. A word is a row: divide by "
            "`np.linalg.norm(table, axis=1, keepdims=True)`.",
            wrong=(sorted_by(wrong_axis), sorted_by(wrong_axis, itself_out=False)),
        ),
        Misconception(
            "by-absolute-cosine",
            "opposite words count as near",
            "You sort by the size of the cosine without its sign, so opposite words come first. "
            "Keep the sign.",
            wrong=(sorted_by(lambda word, table: np.abs(cosine(word, table))),),
        ),
        Misconception(
            "lowest-of-the-best-first",
            "the nearest word last",
            "These are the right words, but the nearest one stands last. Turn the order round: "
            "`[::-1]`.",
            wrong=(lambda word, table, k: nearest_words(word, table, k)[::-1],),
        ),
        Misconception(
            "other-order",
            "the right words in another order",
            "These are the right words in another order. The nearest one comes first. "
            "(`np.argpartition` and sets don't sort.)",
            wrong=(lambda word, table, k: np.sort(nearest_words(word, table, k)),),
            kind="order",
        ),
        Misconception(
            "shifted-ids",
            "ids shifted by a deletion",
            "After the word is deleted from the row of cosines, all later places are one too low: "
            "they are no ids any more. Keep the row whole, and put -np.inf at the word.",
            wrong=(after_deletion,),
        ),
        Misconception(
            "itself-at-zero",
            "the word's own cosine set to 0",
            "You set the word's own cosine to 0, but others may be below 0: then the word comes "
            "before them. Set it to -np.inf.",
            wrong=(sorted_by(itself_at_zero, itself_out=False),),
        ),
        Misconception(
            "first-dropped",
            "the first one dropped",
            "You drop whatever was sorted first. With an identical row that may be the *other* "
            "word, and the word itself stays. Leave it out by its id, not by its place.",
            wrong=(dropped_first,),
            fails_only=TWIN,
        ),
        Misconception(
            "twins-left-out",
            "the identical row left out, too",
            "You leave out every row with a cosine of 1. Only the word `word_id` itself is no "
            "answer; another word with the same row is the nearest of all.",
            wrong=(
                lambda word, table, k: sorted_by(
                    lambda w, t: np.where(cosine(w, t) > 1 - 1e-6, -2, cosine(w, t)), False
                )(word, table, k),
            ),
        ),
        VECTOR_FOR_TABLE,
        Misconception(
            "row-of-a-row",
            "a table with one row",
            "Your cosines are a table with a single row, (1, V). Take that row out first: "
            "`cosine_similarity(...)[0]`.",
            wrong=(
                lambda word, table, k: np.argsort(-cosine(word, table), kind="stable")[np.newaxis],
                lambda word, table, k: np.empty((0, len(table)), int),
                lambda word, table, k: nearest_words(word, table, k)[np.newaxis],
            ),
            raises=(("IndexError", r"index [1-9] is out of bounds for axis 0 with size 1$"),),
        ),
        Misconception(
            "one-too-few",
            "k - 1 words",
            "You return one word too few. `[1:k]` has k - 1 places, and so has `[:k]` without the "
            "word itself. First leave the word out by its id, then take k.",
            wrong=(
                lambda word, table, k: nearest_words(word, table, k)[:-1],
                lambda word, table, k: dropped_first(word, table, k)[:-1],
            ),
        ),
        Misconception(
            "all-words",
            "k not used",
            "You return all words, sorted. Only the first `k` are asked for: `[:k]`.",
            wrong=(
                all_others,
                lambda word, table, k: sorted_by(cosine, False)(word, table, len(table)),
                lambda word, table, k: sorted_by(cosine, False)(word, table, len(table))[1:],
                lambda word, table, k: np.append(all_others(word, table, k), word),
            ),
        ),
        Misconception(
            "one-too-many",
            "k + 1 words",
            "You return k + 1 words, perhaps with the word itself as the first. Return k others.",
            wrong=(
                lambda word, table, k: sorted_by(cosine, False)(word, table, k + 1),
                lambda word, table, k: sorted_by(cosine)(word, table, k + 1),
            ),
        ),
        Misconception(
            "cosines-returned",
            "cosines instead of ids",
            "You return the cosines themselves. `np.argsort` gives the ids in the order of their "
            "numbers; `np.sort` gives the numbers.",
            wrong=(best_cosines, lambda word, table, k: np.sort(cosine(word, table))[::-1][:k]),
        ),
        Misconception(
            "rows-returned",
            "rows instead of ids",
            "You return the rows of the nearest words. Return their ids, which `np.argsort` gives.",
            wrong=(lambda word, table, k: table[nearest_words(word, table, k)],),
        ),
        Misconception(
            "with-cosines",
            "ids together with cosines",
            "You return pairs of id and cosine. Return the ids only.",
            wrong=(
                lambda word, table, k: np.column_stack(
                    [nearest_words(word, table, k), best_cosines(word, table, k)]
                ),
            ),
        ),
        Misconception(
            "ranks",
            "ranks instead of ids",
            "You sort twice, and get each word's rank. `np.argsort(-cosines)` alone holds ids, "
            "the nearest first.",
            wrong=(ranks,),
        ),
        Misconception(
            "float-ids",
            "ids as floats",
            "The ids are right but for their dtype: an id is a whole number. Use `.astype(int)`, "
            "or fill an array that was made with `dtype=int`.",
            wrong=(lambda word, table, k: nearest_words(word, table, k).astype(float),),
            kind="dtype",
        ),
    ),
    hints=(
        "`cosine_similarity(table[[word_id]], table)[0]` holds the cosine with every word, (V,). "
        "(`table[[word_id]]` is a table of one row.)",
        "Make sure that the word itself can't win: `cosines[word_id] = -np.inf`. (If yours is a "
        "tensor, make an array of it first: `np.array(...)`.)",
        "`np.argsort(-cosines)` sorts from high to low and gives ids; its first `k` are the "
        "answer.",
    ),
    example=Example(
        call="most_similar(1, np.array([[0, 1.0], [2, 0], [9, 9], [0.1, 0]]), 2)",
        answer="[3 2]",
        why="word 3 has the same direction as word 1, word 2 is 45 degrees off, word 0 90 degrees",
    ),
    errors=(
        (
            "axis 1 is out of bounds for array of dimension 1",
            "`table[word_id]` is a single vector, (D,), and `cosine_similarity` wants tables: give "
            "it one with a single row, `table[[word_id]]`, (1, D).",
        ),
        (
            "does not support item assignment",
            "A tensor can't be changed. Make an array of it first: `cosines = np.array(cosines)`.",
        ),
    ),
    library=("nearest", "neighbors"),
)
