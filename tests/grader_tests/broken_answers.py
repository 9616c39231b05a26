"""Right answers spoilt in ways that a careless comparison would let through."""

from copy import deepcopy

import numpy as np


def one_percent_more(answer):
    return answer * 1.01 if answer.dtype.kind == "f" else None


def turned_sign(answer):
    return -answer if answer.dtype.kind in "if" else None


def one_more(answer):
    return answer + 1 if answer.dtype.kind in "iu" else None


def shifted_by_one_place(answer):
    return np.roll(answer, 1, axis=0) if answer.ndim else None


def backwards(answer):
    return answer[::-1] if answer.ndim else None


def transposed(answer):
    return answer.T if answer.ndim > 1 else None


def column(answer):
    return answer[..., np.newaxis] if answer.dtype.kind in "iufb" else None


def last_left_out(answer):
    return answer[:-1] if answer.ndim and len(answer) else None


def last_twice(answer):
    return np.concatenate([answer, answer[-1:]]) if answer.ndim and len(answer) else None


def zeros(answer):
    return np.zeros_like(answer) if answer.dtype.kind in "iufb" else None


def not_a_number(answer):
    return np.full(answer.shape, np.nan) if answer.dtype.kind == "f" else None


def infinite(answer):
    return np.full(answer.shape, np.inf) if answer.dtype.kind == "f" else None


def one_element_off(answer):
    if answer.dtype.kind not in "if" or not answer.size:
        return None
    answer = answer.copy()
    answer.flat[-1] += 1 + abs(answer.flat[-1]) // 10
    return answer


TWINS = (
    one_percent_more,
    turned_sign,
    one_more,
    shifted_by_one_place,
    backwards,
    transposed,
    column,
    last_left_out,
    last_twice,
    zeros,
    not_a_number,
    infinite,
    one_element_off,
)


HARMLESS = {("08.pca_coordinates", turned_sign)}  # the sign of a direction is free
OF_NO_MEANING = (one_percent_more, turned_sign, one_more, one_element_off)  # on a t-SNE map


def apply(twin, answer, keep: bool = False):
    """The spoilt answer, or None where that spoils nothing (the answer itself with ``keep``).

    Of a random loss (a dict) the drawn losses are spoilt; one percent is within its tolerance,
    so there it is ten, and an order of draws means nothing. Of drawn ids (a dict, too) the ids are,
    and each of several t-SNE maps. Of a trainer's answers the arrays are; settings are left alone.
    """
    if isinstance(answer, dict) and "ids" in answer:
        if twin not in (one_more, turned_sign, zeros):
            return answer if keep else None
        return answer | {"ids": twin(answer["ids"])}
    if isinstance(answer, dict) and "maps" in answer:
        if twin in OF_NO_MEANING:
            return answer if keep else None
        return answer | {"maps": [twin(places) for places in answer["maps"]]}
    if isinstance(answer, dict) and "losses" not in answer:
        return _spoil_a_trainers(twin, answer) or (answer if keep else None)
    if isinstance(answer, dict):
        if twin in (shifted_by_one_place, backwards, last_left_out, last_twice, one_element_off):
            return answer if keep else None
        losses = answer["losses"]
        spoilt = losses * 1.15 if twin is one_percent_more else twin(losses)
        changed = {"losses": spoilt, "gradients": answer["gradients"]}
        return changed if spoilt is not None else answer if keep else None
    array = np.asarray(answer)
    spoilt = twin(array)
    if spoilt is None or (spoilt.shape == array.shape and np.array_equal(spoilt, array)):
        return answer if keep else None
    return spoilt


def _spoil_a_trainers(twin, answer: dict) -> dict | None:
    """Vectors whose analogies are lost, or losses; None where that changes neither."""
    if "vectors" in answer:
        spoils = twin not in (one_percent_more, turned_sign, one_element_off)
        spoilt = twin(answer["vectors"]) if spoils else None
        return None if spoilt is None else answer | {"vectors": spoilt}
    if "settings" in answer:
        return None
    spoilt = {form: [twin(array) for array in arrays] for form, arrays in answer.items()}
    return None if any(array is None for a in spoilt.values() for array in a) else spoilt


def spoil(arguments) -> bool:
    """Change the first argument that can be changed; False if there is none."""
    for argument in arguments:
        if isinstance(argument, np.ndarray) and argument.size:
            argument.flat[0] = (
                not argument.flat[0] if argument.dtype == bool else 1 + argument.flat[0]
            )
            return True
        if isinstance(argument, list):
            argument.append(deepcopy(argument[0]) if argument else "one more")
            return True
    return False
