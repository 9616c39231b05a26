"""Lesson 01: the memory of one-hot and of dense vectors."""

from grader_tests.exercise import Choice, NumberQuestion, Option

BATCH, SIZE, DIMENSION = 256, 50_000, 100
FLOAT = 4  # bytes of a float32
NEXT_STEP = (
    "Write a plain number of bytes, without quotes and without a unit: rows times columns, times "
    "the bytes of one number. A float32 has 32 bits, which are 4 bytes."
)
EXACT = "You may let Python multiply: the answer is the exact product"


def bytes_of(text: str, rows: int, columns: int, reason: str, **others: tuple) -> NumberQuestion:
    """A question for the bytes of a float32 array, with what everybody may get wrong.

    ``others`` are further wrong numbers: misconception -> (number, how one gets there, reason).
    """
    count = rows * columns
    wrong = {
        "bytes-of-a-float-forgotten": (
            count,
            f"{rows:,} × {columns:,}",
            "This is how many numbers there are. Each of them takes 4 bytes as a float32.",
        ),
        "bits-for-bytes": (
            8 * FLOAT * count,
            f"{rows:,} × {columns:,} × 32",
            "These are bits. 8 bits are a byte, and a float32 has 32 bits, so 4 bytes.",
        ),
        "eight-bytes": (
            2 * FLOAT * count,
            f"{rows:,} × {columns:,} × 8",
            "8 bytes are a float64, NumPy's default. A float32 has 4.",
        ),
        "megabytes": (
            FLOAT * count / 1e6,
            f"{rows:,} × {columns:,} × 4 / 1,000,000",
            "These are megabytes, and the size is right. Here the answer is asked in bytes.",
        ),
        "kilobytes": (
            FLOAT * count / 1e3,
            f"{rows:,} × {columns:,} × 4 / 1,000",
            "These are kilobytes, and the size is right. Here the answer is asked in bytes.",
        ),
        "gigabytes": (
            FLOAT * count / 1e9,
            f"{rows:,} × {columns:,} × 4 / 1,000,000,000",
            "These are gigabytes, and the size is right. Here the answer is asked in bytes.",
        ),
        "kibibytes": (
            FLOAT * count / 2**10,
            f"{rows:,} × {columns:,} × 4 / 1,024",
            "These are units of 1,024 bytes, and the size is right. The answer is asked in bytes.",
        ),
        "mebibytes": (
            FLOAT * count / 2**20,
            f"{rows:,} × {columns:,} × 4 / 1,048,576",
            "These are units of 1,048,576 bytes (MiB), and the size is right. The answer is asked "
            "in bytes.",
        ),
        "gibibytes": (
            FLOAT * count / 2**30,
            f"{rows:,} × {columns:,} × 4 / 1,073,741,824",
            "These are units of 2³⁰ bytes (GiB), and the size is right. The answer is asked in "
            "bytes.",
        ),
        **{name.replace("_", "-"): rest for name, rest in others.items()},
    }
    right = Option(f"{rows:,} × {columns:,} × 4", reason)
    options = {FLOAT * count: right} | {
        number: Option(way, why, name) for name, (number, way, why) in wrong.items()
    }
    return NumberQuestion(text, options, FLOAT * count, NEXT_STEP)


IDS = (
    BATCH * FLOAT,
    f"{BATCH} × 4",
    "These are 4 bytes for each word of the batch: its id. Each word has a whole vector here.",
)

ONE_VECTOR = "This is one vector. A batch has n of them."

PREDICT_MEMORY = Choice(
    name="01.predict_memory",
    title="How much memory?",
    task=f"""Predict four numbers, in bytes, before you run on. The vocabulary has V = {SIZE:,}
words, a dense vector D = {DIMENSION} numbers, and a batch n = {BATCH} words. All arrays are
float32, with the zeros stored like any other number. You may let Python multiply.""",
    minutes=8,
    difficulty=1,
    questions={
        "one_hot_batch": bytes_of(
            "a batch of n one-hot vectors, shape (n, V)",
            BATCH,
            SIZE,
            "256 × 50,000 × 4 bytes: 51 MB, of which only 256 numbers are not 0.",
            rounded=(51_000_000, "51,000,000", f"This is rounded. {EXACT}, 256 × 50,000 × 4."),
            rounded_megabytes=(51, "51", f"51 are megabytes, and rounded. {EXACT}, in bytes."),
            ids_only=IDS,
            one_vector=(
                FLOAT * SIZE,
                f"{SIZE:,} × 4",
                "This is one vector. A batch has n of them.",
            ),
            dimension_for_vocabulary=(
                FLOAT * BATCH * DIMENSION,
                f"{BATCH} × {DIMENSION} × 4",
                "This is the dense batch: V and D are exchanged. A one-hot vector has a place for "
                "every word of the vocabulary.",
            ),
            whole_table=(
                FLOAT * SIZE * SIZE,
                f"{SIZE:,} × {SIZE:,} × 4",
                "This is a one-hot vector for every word of the vocabulary. The batch has only n.",
            ),
        ),
        "dense_batch": bytes_of(
            "the same batch as dense vectors, shape (n, D)",
            BATCH,
            DIMENSION,
            "256 × 100 × 4 bytes: 0.1 MB, and it does not grow with the vocabulary.",
            rounded=(100_000, "100,000", f"This is rounded. {EXACT}, 256 × 100 × 4."),
            rounded_kilobytes=(102, "102", f"102 are kilobytes, and rounded. {EXACT}, in bytes."),
            rounded_megabytes=(0.1, "0.1", f"0.1 is in megabytes, and rounded. {EXACT}, in bytes."),
            ids_only=IDS,
            one_vector=(FLOAT * DIMENSION, f"{DIMENSION} × 4", ONE_VECTOR),
            vocabulary_for_dimension=(
                FLOAT * BATCH * SIZE,
                f"{BATCH} × {SIZE:,} × 4",
                "This is the one-hot batch: V and D are exchanged. A dense vector has D numbers, "
                "however many words there are.",
            ),
            whole_table=(
                FLOAT * SIZE * DIMENSION,
                f"{SIZE:,} × {DIMENSION} × 4",
                "This is the table with all words. The batch holds only n of its rows.",
            ),
        ),
        "one_hot_table": bytes_of(
            "a table with the one-hot vector of every word, shape (V, V)",
            SIZE,
            SIZE,
            "50,000 × 50,000 × 4 bytes: 10 GB. It grows with the square of the vocabulary.",
            ones_only=(
                FLOAT * SIZE,
                f"{SIZE:,} × 4",
                "This counts one number per word, the 1. The zeros are stored, too.",
            ),
            dimension_for_vocabulary=(
                FLOAT * SIZE * DIMENSION,
                f"{SIZE:,} × {DIMENSION} × 4",
                "This is the dense table. In the one-hot table each row has V columns, not D.",
            ),
            batch_for_table=(
                FLOAT * BATCH * SIZE,
                f"{BATCH} × {SIZE:,} × 4",
                "This is the batch. The table has a row for every word of the vocabulary.",
            ),
        ),
        "dense_table": bytes_of(
            "a table with the dense vector of every word, shape (V, D)",
            SIZE,
            DIMENSION,
            "50,000 × 100 × 4 bytes: 20 MB, 500 times less than the one-hot table.",
            vocabulary_for_dimension=(
                FLOAT * SIZE * SIZE,
                f"{SIZE:,} × {SIZE:,} × 4",
                "This is the one-hot table. In the dense table each row has D columns, not V.",
            ),
            one_number_per_word=(
                FLOAT * SIZE,
                f"{SIZE:,} × 4",
                "This is one number per word. Each word has a vector of D numbers.",
            ),
            batch_for_table=(
                FLOAT * BATCH * DIMENSION,
                f"{BATCH} × {DIMENSION} × 4",
                "This is the batch. The table has a row for every word of the vocabulary.",
            ),
        ),
    },
    hints=(
        "How many rows, how many columns? Their product is the number of floats.",
        "A float32 has 32 bits, and 8 bits are a byte.",
    ),
)
