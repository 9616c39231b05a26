"""How inputs and answers travel between the judge and the learner's kernel: as JSON text.

Arrays go as base64 bytes with dtype and shape. Nothing that is read here is ever executed:
there is no pickle and no ``eval``, and every size is checked before memory is taken.
"""

import base64
import binascii
import json
import math
from dataclasses import dataclass

import numpy as np

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 12
ARRAY_DTYPES = ("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
ARRAY_DTYPES += ("float16", "float32", "float64")


class WireError(ValueError):
    """The text is not a message of this format, or it is too large."""


@dataclass(frozen=True)
class Other:
    """Stands for a value that is no answer: an object, a complex array, a lambda..."""

    description: str


def encode(value: object) -> str:
    """JSON text of ``value``; what is no answer becomes an ``Other`` that says what it was."""
    return json.dumps(_pack(value, MAX_DEPTH), allow_nan=False)


def decode(text: str, max_bytes: int = MAX_BYTES) -> object:
    """The value behind ``encode``'s text.

    Raises:
        WireError: the text is no such message, nested too deep, or longer than ``max_bytes``.
    """
    if not isinstance(text, str) or len(text) > max_bytes:
        raise WireError(f"an answer may have at most {max_bytes:,} bytes")
    try:
        return _unpack(json.loads(text, parse_constant=_refuse_constant), MAX_DEPTH)
    except (ValueError, RecursionError) as error:
        raise WireError(f"unreadable answer: {error}") from None


def _pack(value, depth: int):
    if depth == 0:
        return {"other": "a value nested too deep"}
    if value is None or type(value) in (bool, str):
        return value
    if type(value) is int:
        return value if abs(value) < 2**63 else {"other": "an integer beyond 64 bits"}
    if type(value) is float:
        return value if math.isfinite(value) else {"float": str(value)}
    if type(value) in (list, tuple):
        return {"list": [_pack(item, depth - 1) for item in value]}
    if type(value) is dict:
        return {"dict": {str(key): _pack(item, depth - 1) for key, item in value.items()}}
    if isinstance(value, Other):
        return {"other": value.description}
    return _pack_array(value, depth)


def _pack_array(value, depth: int):
    array = value
    if not isinstance(value, np.ndarray | np.generic):
        if not hasattr(value, "numpy"):  # TensorFlow's tensors and variables have it
            return {"other": f"an object of type {type(value).__name__}"[:80]}
        array = value.numpy()
    array = np.asarray(array)
    if array.dtype.kind == "U":
        return _pack(array.tolist(), depth)
    if array.dtype.name == "bfloat16":
        array = array.astype(np.float32)
    if array.dtype.name not in ARRAY_DTYPES:
        return {"other": f"an array of dtype {array.dtype.name}"}
    if array.nbytes > MAX_BYTES // 2:
        return {"other": f"an array of {array.nbytes:,} bytes"}
    if array.dtype.kind == "b":  # np.empty may hold other bytes than 0 and 1
        array = np.asarray(array).view(np.uint8) != 0
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
    return {"array": [array.dtype.name, list(array.shape), data]}


def _unpack(packed, depth: int):
    if isinstance(packed, str):
        return _whole(packed)
    if packed is None or isinstance(packed, bool | int | float):
        return packed
    if not isinstance(packed, dict) or len(packed) != 1:
        raise WireError("unknown kind of value")
    ((kind, content),) = packed.items()
    if depth == 0 and kind != "other":  # what _pack puts at its end is no deeper
        raise WireError("nested too deep")
    if kind == "list" and isinstance(content, list):
        return [_unpack(item, depth - 1) for item in content]
    if kind == "dict" and isinstance(content, dict):
        return {_whole(key): _unpack(item, depth - 1) for key, item in content.items()}
    if kind == "float" and content in ("nan", "inf", "-inf"):
        return float(content)
    if kind == "other" and isinstance(content, str):
        return Other(_whole(content[:200]))
    if kind == "array" and isinstance(content, list) and len(content) == 3:
        return _unpack_array(*content)
    raise WireError("unknown kind of value")


def _whole(text: str) -> str:
    """Without lone surrogates, which no file takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _unpack_array(dtype, shape, data) -> np.ndarray:
    if dtype not in ARRAY_DTYPES or not isinstance(shape, list) or len(shape) > 8:
        raise WireError("no such array")
    if not all(type(size) is int and 0 <= size <= MAX_BYTES for size in shape):
        raise WireError("no such shape")
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise WireError("array bytes are not base64") from None
    if len(content) != math.prod(shape) * np.dtype(dtype).itemsize:
        raise WireError("array bytes do not fit the shape")
    if dtype == "bool" and content.strip(b"\x00\x01"):
        raise WireError("a bool that is neither 0 nor 1")
    return np.frombuffer(content, dtype).reshape(shape).copy()


def _refuse_constant(name):
    raise WireError(f"{name} must not appear bare")
