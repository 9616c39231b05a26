"""What runs in the learner's kernel: call the learner's code on inputs, send the answers back.

This module knows no right answer. The judge ships it into the sandbox; the learner's own
``check`` uses it in place. A *probe* is the way in which an exercise's function is called.
"""

import base64
import linecache
import sysconfig
import traceback
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import numpy as np

from grader_tests import wire

MAX_TEXT = 2_000
DRAWS_WITH_GRADIENT = 200
MAX_LOSSES = 1_000
MAX_IDS = 10_000  # of a draw; numbers of a map, too
_COMPILED = (".pyx", ".pxd", ".pxi")  # frames of Cython code name files that are not there
_OURS = Path(__file__).parent
_LIBRARIES = tuple(
    {
        *(sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")),
        *(str(_OURS), str(_OURS.parent / "w2vlib")),
    }
)


def call(function: Callable, *arguments: object) -> object:
    """The plain probe: the answer is what the function returns."""
    return function(*arguments)


def embedding_model_loss(
    model_class: type,
    weights: np.ndarray,
    bias: np.ndarray,
    embeddings: np.ndarray,
    context_ids: np.ndarray,
    num_negative_samples: int,
    draws: int,
) -> dict | None:
    """Losses and gradients of ``model_class(...).calculate_loss`` over repeated draws.

    The model's own variables get ``weights`` (V, D) and ``bias`` (V,) first.

    Returns:
        ``{"losses": (draws, ...), "gradients": {"weights": (V, D), "bias": (V,),
        "embeddings": (B, D)}}``, gradients being means over the first draws and None where the
        loss does not depend on the table. None if ``calculate_loss`` returns None.
    """
    import tensorflow as tf

    model = model_class(*weights.shape)
    tables = dict(zip(("weights", "bias"), model.get_bias_weights(), strict=True))
    tables["weights"].assign(weights)
    tables["bias"].assign(bias)
    tables["embeddings"] = tf.constant(embeddings)
    context_ids = tf.constant(context_ids)
    losses, sums = [], dict.fromkeys(tables)
    for draw in range(draws):
        with tf.GradientTape() as tape:
            tape.watch(tables["embeddings"])
            loss = model.calculate_loss(tables["embeddings"], context_ids, num_negative_samples)
        if loss is None:
            return None
        losses.append(np.asarray(loss))
        if losses[-1].size > MAX_LOSSES or losses[-1].shape != losses[0].shape:
            return {"losses": losses[-1][np.newaxis], "gradients": sums}
        if draw < DRAWS_WITH_GRADIENT and tf.is_tensor(loss):
            for name, gradient in tape.gradient(loss, tables).items():
                if gradient is not None:
                    share = tf.convert_to_tensor(gradient).numpy() / min(draws, DRAWS_WITH_GRADIENT)
                    sums[name] = share if sums[name] is None else sums[name] + share
    return {"losses": np.stack(losses), "gradients": sums}


def over_seeds(function: Callable, *arguments: object) -> dict | None:
    """The ids that ``function`` draws for many seeds.

    In the place of the seed stands ``{"first": 7, "draws": 400, "again": 3}``: the function is
    called with the seeds 7 to 406, then once more with the first three of them. Each call gets
    copies of the other arguments, but for the last call, in which a change of them is seen.

    Returns:
        ``{"ids": (n,), "lengths": (draws + again,), "again": 3}``, the ids of all calls one after
        another; ``{"other": answer}`` for an answer that is no flat array of whole numbers; None
        for None.
    """
    place = next(i for i, argument in enumerate(arguments) if isinstance(argument, dict))
    first, draws, again = (arguments[place][key] for key in ("first", "draws", "again"))
    seeds = [*range(first, first + draws), *range(first, first + again)]
    drawn = []
    for call_number, seed in enumerate(seeds, 1):
        given = list(arguments) if call_number == len(seeds) else deepcopy(list(arguments))
        given[place] = seed
        answer = function(*given)
        if answer is None:
            return None
        try:
            ids = np.asarray(answer)
        except (TypeError, ValueError):  # rows of different lengths
            return {"other": answer}
        if ids.ndim != 1 or ids.size > MAX_IDS or (ids.size and ids.dtype.kind not in "iu"):
            return {"other": answer}
        drawn.append(ids.astype(np.int64))
    lengths = np.array([len(ids) for ids in drawn])
    return {"ids": np.concatenate(drawn), "lengths": lengths, "again": again}


def maps(function: Callable, vectors: np.ndarray, calls: list) -> dict | None:
    """The places that ``function(vectors, perplexity, seed)`` gives for each of ``calls``.

    ``calls`` are pairs of a perplexity and a seed. Each gets a copy of ``vectors``, but for the
    last one, in which a change of them is seen. All run on one thread: on several, sums are added
    up in any order, and a map may differ from the one before.

    Returns:
        ``{"maps": [(n, d), ...]}``; ``{"other": answer}`` for an answer that is no table of
        numbers; None for None.
    """
    from threadpoolctl import threadpool_limits

    made = []
    with threadpool_limits(1):
        for number, (perplexity, seed) in enumerate(calls, 1):
            given = vectors if number == len(calls) else vectors.copy()
            answer = function(given, perplexity, seed)
            if answer is None:
                return None
            try:
                places = np.asarray(answer)
            except (TypeError, ValueError):  # rows of different lengths
                return {"other": answer}
            if places.ndim != 2 or places.size > MAX_IDS or places.dtype.kind not in "iuf":
                return {"other": answer}
            made.append(places)
    return {"maps": made}


def call_or_refuse(function: Callable, *arguments: object) -> object:
    """As ``call``, but "ValueError" where the function raises that, and "None" for None."""
    try:
        answer = function(*arguments)
    except ValueError:
        return "ValueError"
    return "None" if answer is None else answer


class Assembled:
    """What the trainer that the learner's ``assemble()`` returns really holds and has learned.

    It is asked for once, in the first case: to train takes seconds. A case asks for a ``part`` of
    it: "keep_probability", "noise_distribution" or "objective", the trainer's own piece, called
    with ``inputs``; or "vectors".

    Returns:
        What the piece returns, MISSING where the trainer was given none; of an objective
        ``{form: [array]}`` with the losses of all pairs and then their gradients, flat; of the
        vectors ``{"epochs": n, "words": [...], "vectors": (V, D)}``; for all parts OTHER where
        there is no trainer, None for None.
    """

    MISSING = "not given to the trainer"
    OTHER = "no trainer"

    def __init__(self):
        self.made = []  # the trainer, or the exception that came in its place

    def __call__(self, assemble: Callable, part: str, inputs: list):
        """What the learner's ``assemble()`` gave for a part; it is called once for all parts."""
        if not self.made:
            try:
                self.made.append(assemble())
            except Exception as error:
                self.made.append(error)
        (trainer,) = self.made
        if isinstance(trainer, Exception):
            raise trainer
        if trainer is None:
            return None
        from w2vlib import Trainer

        if not isinstance(trainer, Trainer):
            return self.OTHER
        if part == "vectors":
            vectors = trainer.vectors
            epochs = len(trainer.history["loss"])
            return {"epochs": epochs, "words": vectors.words, "vectors": vectors.matrix}
        if part not in trainer.functions:
            return self.MISSING
        if part == "objective":
            return losses_and_gradients(trainer.objective, inputs)
        return trainer.functions[part](*inputs)


def losses_and_gradients(objective: object, inputs: list) -> dict:
    """``{form: [array]}``: losses (B,) and gradients of their sum, one after another.

    ``inputs`` are positive_logits (B,), negative_logits (B, K), then those of a loss of candidates:
    weights, bias, labels, inputs, sampled, true_expected, sampled_expected. A loss of logits, of
    all classes, or of candidates takes what it needs of them.
    """
    import tensorflow as tf

    tensors = [tf.constant(array) for array in inputs]
    weights, example = tensors[2], tensors[5]
    arguments, learned = {
        "logits": (tensors[:2], tensors[:2]),
        "full": (tensors[2:6], [weights, example]),
        "candidates": (tensors[2:], [weights, example]),
    }[objective.form]
    with tf.GradientTape() as tape:
        tape.watch(learned)
        losses = objective.loss(*arguments)
        total = tf.reduce_sum(losses)
    gradients = [tf.convert_to_tensor(gradient) for gradient in tape.gradient(total, learned)]
    return {objective.form: [np.concatenate([np.ravel(part) for part in (losses, *gradients)])]}


def chosen(function: Callable, *_judges_own: object) -> dict | None:
    """``{"settings": answer}`` of a function without arguments; the case's are not for it."""
    answer = function()
    return None if answer is None else {"settings": answer}


def value(answer: object) -> object:
    """The probe of a choice: the learner's variable itself."""
    return answer


PROBES = {
    probe.__name__: probe
    for probe in (call, call_or_refuse, chosen, embedding_model_loss, maps, over_seeds, value)
}
PROBES["assembled"] = Assembled  # a class is made anew for all cases of a check


def answer_cases(answer: object, probe: str, cases: list) -> list[dict]:
    """Run the learner's ``answer`` on every case (a list of arguments).

    Returns one dict a case: ``answer``, ``error`` (None, or type, text, line and source) and
    ``inputs_changed``.
    """
    way = PROBES[probe]() if isinstance(PROBES[probe], type) else PROBES[probe]
    return [_answer_case(answer, way, arguments) for arguments in cases]


def reply(namespace: dict, request: str) -> str:
    """The judge's question and the answer to it, both base64 text (see ``wire``)."""
    question = wire.decode(base64.b64decode(request).decode("ascii"))
    if question["name"] not in namespace:
        results = None
    else:
        answer = namespace[question["name"]]
        results = answer_cases(answer, question["probe"], question["cases"])
    return base64.b64encode(wire.encode(results).encode("ascii")).decode("ascii")


def _answer_case(answer, probe, arguments: list) -> dict:
    before = wire.encode(arguments)
    arguments = wire.decode(before)  # the learner gets a copy of their own
    result = {"answer": None, "error": None, "inputs_changed": False}
    try:
        result["answer"] = probe(answer, *arguments)
        result["answer"] = wire.decode(wire.encode(result["answer"]))
    except KeyboardInterrupt:  # whoever asks has waited long enough
        raise
    except BaseException as error:  # whatever else the learner's code raises is an answer, too
        result["error"] = describe_error(error)
    result["inputs_changed"] = wire.encode(arguments) != before
    return result


def describe_error(error: BaseException) -> dict:
    """Type, text and the learner's own line: the last one outside the installed libraries."""
    own = None
    for frame in traceback.extract_tb(error.__traceback__):
        installed = frame.filename.startswith((*_LIBRARIES, "<frozen"))
        if not installed and not frame.filename.endswith(_COMPILED):
            own = frame
    if isinstance(error, SyntaxError):
        line, source = error.lineno, (error.text or "").strip()
    else:
        line = own.lineno if own else None
        source = linecache.getline(own.filename, own.lineno).strip() if own else ""
    return {
        "type": type(error).__name__,
        "text": _text(error)[:MAX_TEXT],
        "line": line,
        "source": source[:200],
    }


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # an exception of the learner's own kind
        return "(its text can't be shown)"
