"""How two answers are compared. Each comparison gives None, or the first ``Difference``."""

from dataclasses import dataclass

import numpy as np

from grader_tests.wire import Other


@dataclass(frozen=True)
class Difference:
    """``kind`` is "type", "shape", "dtype", "order" or "value"; a doubtful one is drawn again."""

    kind: str
    text: str
    doubtful: bool = False


def as_array(answer: object) -> np.ndarray | Difference:
    """The answer as an array of numbers or bools, or what is wrong with it."""
    if isinstance(answer, Other):
        return Difference("type", f"Your answer is {answer.description}, not an array of numbers.")
    if isinstance(answer, str | dict):
        return Difference("type", f"Your answer is a {type(answer).__name__}, not an array.")
    try:
        array = np.asarray(answer)
    except ValueError:
        return Difference("shape", "The rows of your answer have different lengths.")
    if array.dtype.kind not in "biuf":
        return Difference("type", "Your answer holds things that are not numbers.")
    return array


def as_number(answer: object) -> float | None:
    """The answer as one number; None for anything else, bools and arrays with axes included.

    A NumPy number comes out of the learner's kernel as an array without axes.
    """
    if isinstance(answer, np.ndarray | np.generic):
        answer = answer.item() if answer.ndim == 0 and answer.dtype.kind in "iuf" else None
    return float(answer) if type(answer) in (int, float) else None


def shape_difference(expected: np.ndarray, got: np.ndarray) -> Difference | None:
    """None where the shapes are the same."""
    if expected.shape == got.shape:
        return None
    return Difference(
        "shape", f"Your answer has shape {got.shape}; it should have shape {expected.shape}."
    )


@dataclass(frozen=True)
class Close:
    """Numbers within ``atol + rtol * |expected|``, compared in float64.

    NaN and infinities equal themselves only. With ``dtype`` the answer must have just that.
    """

    rtol: float = 1e-4
    atol: float = 1e-5
    dtype: str | None = None

    def __call__(self, expected: object, got: object) -> Difference | None:
        """None where the answers agree."""
        expected, got = np.asarray(expected), as_array(got)
        if isinstance(got, Difference):
            return got
        if difference := shape_difference(expected, got):
            return difference
        if self.dtype and got.dtype.name != self.dtype:
            return Difference(
                "dtype", f"Your answer has dtype {got.dtype.name}; it should be {self.dtype}."
            )
        expected, got = expected.astype(np.float64), got.astype(np.float64)
        close = np.isclose(got, expected, self.rtol, self.atol, equal_nan=True)
        if close.all():
            return None
        where = tuple(int(i) for i in np.argwhere(~close)[0])
        place = f" at {list(where)}" if where else ""
        return Difference(
            "value", f"Expected {expected[where]:.6g}{place}, but your answer is {got[where]:.6g}."
        )


@dataclass(frozen=True)
class SameRows:
    """Rows of whole numbers, of just that dtype; other kinds of mistake come before the order.

    A list of arrays, which only a wrong idea can give, is compared array by array.
    """

    def __call__(self, expected: object, got: object) -> Difference | None:
        """None where the answers agree."""
        if isinstance(expected, list):
            if not isinstance(got, list) or len(got) != len(expected):
                return Difference("type", f"There should be a list of {len(expected)} arrays.")
            found = (self(one, other) for one, other in zip(expected, got, strict=True))
            return next((difference for difference in found if difference), None)
        expected, got = np.asarray(expected), as_array(got)
        if isinstance(got, Difference):
            return got
        if difference := shape_difference(expected, got):
            return difference
        if got.dtype != expected.dtype:
            text = f"Your answer has dtype {got.dtype.name}; it should be {expected.dtype.name}."
            return Difference("dtype", text)
        if np.array_equal(expected, got):
            return None
        if sorted(expected.tolist()) == sorted(got.tolist()):
            return Difference("order", "These are the right rows in another order.")
        row = int((expected != got).reshape(len(got), -1).any(axis=1).argmax())
        text = f"Expected {expected[row].tolist()} in row {row}, but yours is {got[row].tolist()}."
        return Difference("value", text)


@dataclass(frozen=True)
class SameIds:
    """One id, or a row of them: whole numbers of any width, in the same places."""

    def __call__(self, expected: object, got: object) -> Difference | None:
        """None where the answers agree."""
        expected, got = np.asarray(expected), as_array(got)
        if isinstance(got, Difference):
            return got
        if difference := shape_difference(expected, got):
            return difference
        if got.dtype.kind not in "iu":
            kind = "bools" if got.dtype.kind == "b" else "floats"
            return Difference("dtype", f"Your answer holds {kind}; an id is a whole number.")
        if np.array_equal(expected, got):
            return None
        if sorted(expected.flat) == sorted(got.flat):
            return Difference("order", "These are the right ids in another order.")
        return Difference("value", f"Expected {expected.tolist()}, but yours is {got.tolist()}.")


@dataclass(frozen=True)
class SameStatistics:
    """Random losses with gradients, as the probe ``embedding_model_loss`` returns them.

    Mean losses may differ by ``rtol`` of their size plus ``z`` standard errors; mean gradients
    by ``gradient_rtol`` of their length. At z = 4.5 fewer than one right answer in 100,000 is
    refused; a difference up to half as large again is called doubtful all the same.
    """

    rtol: float = 0.03
    z: float = 4.5
    gradient_rtol: float = 0.5

    def __call__(self, expected: object, got: object) -> Difference | None:
        """None where the answers agree."""
        if not isinstance(got, dict) or set(got) != {"losses", "gradients"}:
            return Difference("type", "calculate_loss should return a number (a scalar tensor).")
        losses, right = as_array(got["losses"]), np.asarray(expected["losses"], np.float64)
        if isinstance(losses, Difference):
            return losses
        if losses.ndim == 0 or len(losses) != len(right):
            return Difference("type", f"There should be {len(right)} losses, one for each draw.")
        if losses.shape[1:] != right.shape[1:]:
            return shape_difference(right[0], losses[0])
        if not np.isfinite(losses).all():
            return Difference("value", "The loss is not finite.")
        return self._losses(right, losses.astype(np.float64)) or self._gradients(expected, got)

    def distance(self, expected: object, got: object) -> float:
        """How far apart the mean losses are; several ideas may be within the tolerance."""
        return float(np.abs(np.mean(expected["losses"]) - np.mean(got["losses"])))

    def _losses(self, right: np.ndarray, losses: np.ndarray) -> Difference | None:
        # The spec's spread only: an answer must not widen its own tolerance.
        mean, error = right.mean(axis=0), np.sqrt(2 * right.var(axis=0) / len(right))
        allowed = self.rtol * np.abs(mean) + self.z * error
        distance = np.abs(losses.mean(axis=0) - mean)
        if (distance <= allowed).all():
            return None
        text = f"Over many draws the mean loss should be {np.mean(mean):.4g}; "
        text += f"yours is {losses.mean():.4g}."
        return Difference("value", text, doubtful=bool((distance <= 1.5 * allowed).all()))

    def _gradients(self, expected, got) -> Difference | None:
        for name, right in expected["gradients"].items():
            gradient = got["gradients"].get(name) if isinstance(got["gradients"], dict) else None
            if isinstance(gradient, np.ndarray) and gradient.dtype.kind == "f":
                gradient = gradient if gradient.any() else None  # times zero is left out
            if (right is None) != (gradient is None):
                return Difference("gradient", f"The loss has no gradient for {name}.")
            if right is None:
                continue
            gradient = as_array(gradient)
            if isinstance(gradient, Difference) or gradient.shape != right.shape:
                return Difference("gradient", f"The gradient for {name} has the wrong shape.")
            distance, length = np.linalg.norm(gradient - right), np.linalg.norm(right)
            if not distance <= self.gradient_rtol * length:
                return Difference("gradient", f"The gradient for {name} is wrong.")
        return None
