"""The training history as TensorBoard scalars: loss, validation loss, words per second.

TensorFlow writes them without TensorBoard: `tf.summary.scalar` asks for that package, but
`tf.summary.write` with the scalar plugin's name does not. Only looking at them needs it:
`pip install tensorboard`, then `tensorboard --logdir FOLDER`.
"""

from __future__ import annotations

from pathlib import Path

from w2vlib.write_aside import write_folder_aside

# A fixed name: a second export replaces the first, and no host name is told. TensorBoard reads
# every file with "tfevents" in its name.
EVENTS = "events.out.tfevents.w2vlib"


def write(folder: Path, history: dict[str, list]) -> None:
    """Writes one event file; the step is the number of the epoch, the first being 1.

    Args:
        history: lists with one entry per epoch, as in `Trainer.history`.

    Raises:
        ValueError: the history is empty.
    """
    values = scalars(history)
    if not any(values.values()):
        raise ValueError("the training history is empty: there are no scalars to write")

    import tensorflow as tf

    metadata = tf.compat.v1.SummaryMetadata()
    metadata.plugin_data.plugin_name = "scalars"
    metadata.data_class = 1  # DATA_CLASS_SCALAR in TensorFlow's summary.proto
    with write_folder_aside(folder) as aside:
        writer = tf.summary.create_file_writer(str(aside))
        with writer.as_default():
            for tag, column in values.items():
                for epoch, value in column:
                    tf.summary.write(tag, tf.constant(value, tf.float32), epoch, metadata)
        writer.close()
        next(aside.glob("*tfevents*")).rename(aside / EVENTS)


def scalars(history: dict[str, list]) -> dict[str, list[tuple[int, float]]]:
    """Tag -> (epoch, value) of every epoch that has a value."""
    pace = [
        words / seconds if seconds else None
        for words, seconds in zip(
            history.get("words", []), history.get("seconds", []), strict=False
        )
    ]
    columns = {
        "loss": history.get("loss", []),
        "validation_loss": history.get("validation_loss", []),
        "words_per_second": pace,
    }
    return {
        tag: [(epoch, value) for epoch, value in enumerate(column, start=1) if value is not None]
        for tag, column in columns.items()
    }
