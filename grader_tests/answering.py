"""What runs in the learner's kernel: call the learner's code on inputs, send the answers back.

This module knows no right answer. The judge ships it into the sandbox; the learner's own
``check`` uses it in place. A *probe* is the way in which an exercise's function is called.
"""

import base64
import linecache
import sysconfig
import traceback
from copy import deepcopy
from pathlib import Path

import numpy as np

from grader_tests import wire

MAX_TEXT = 2_000
DRAWS_WITH_GRADIENT = 200
MAX_LOSSES = 1_000
MAX_IDS = 10_000  # of a draw; numbers of a map, too
_COMPILED = (".pyx", ".pxd", ".pxi")  # frames of Cython code name files that are not there
_LIBRARIES = tuple({sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")})


def call(function, *arguments):
    """The plain probe: the answer is what the function returns."""
    return function(*arguments)


def embedding_model_loss(
    model_class, weights, bias, embeddings, context_ids, num_negative_samples, draws
):
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


def over_seeds(function, *arguments):
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


def maps(function, vectors, calls):
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


def call_or_refuse(function, *arguments):
    """As ``call``, but "ValueError" where the function raises that, and "None" for None."""
    try:
        answer = function(*arguments)
    except ValueError:
        return "ValueError"
    return "None" if answer is None else answer


def value(answer):
    """The probe of a choice: the learner's variable itself."""
    return answer


PROBES = {
    probe.__name__: probe
    for probe in (call, call_or_refuse, embedding_model_loss, maps, over_seeds, value)
}


def answer_cases(answer, probe: str, cases: list) -> list[dict]:
    """Run the learner's ``answer`` on every case (a list of arguments).

    Returns one dict a case: ``answer``, ``error`` (None, or type, text, line and source) and
    ``inputs_changed``.
    """
    return [_answer_case(answer, PROBES[probe], arguments) for arguments in cases]


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
        installed = frame.filename.startswith((*_LIBRARIES, str(Path(__file__).parent), "<frozen"))
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
