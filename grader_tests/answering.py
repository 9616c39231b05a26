"""What runs in the learner's kernel: call the learner's code on inputs, send the answers back.

This module knows no right answer. The judge ships it into the sandbox; the learner's own
``check`` uses it in place. A *probe* is the way in which an exercise's function is called.
"""

import base64
import linecache
import sysconfig
import traceback
from pathlib import Path

import numpy as np

from grader_tests import wire

MAX_TEXT = 2_000
DRAWS_WITH_GRADIENT = 200
MAX_LOSSES = 1_000
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


def value(answer):
    """The probe of a choice: the learner's variable itself."""
    return answer


PROBES = {probe.__name__: probe for probe in (call, embedding_model_loss, value)}


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
    except Exception as error:  # whatever the learner's code raises is an answer, too
        result["error"] = describe_error(error)
    result["inputs_changed"] = wire.encode(arguments) != before
    return result


def describe_error(error: BaseException) -> dict:
    """Type, text and the learner's own line: the last one outside the installed libraries."""
    own = None
    for frame in traceback.extract_tb(error.__traceback__):
        if not frame.filename.startswith((*_LIBRARIES, str(Path(__file__).parent), "<frozen")):
            own = frame
    if isinstance(error, SyntaxError):
        line, source = error.lineno, (error.text or "").strip()
    else:
        line = own.lineno if own else None
        source = linecache.getline(own.filename, own.lineno).strip() if own else ""
    return {
        "type": type(error).__name__,
        "text": str(error)[:MAX_TEXT],
        "line": line,
        "source": source[:200],
    }
