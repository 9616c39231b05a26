"""Answers that are no answers: objects that agree with everything or are not what they say."""

from attack import FUNCTIONS, SHAPE_POINT, Attack, everywhere

ALWAYS_EQUAL = """
class Agrees:
    shape, dtype, ndim, size = (4,), "float64", 1, 4
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __sub__(self, other): return 0.0
    __rsub__ = __abs__ = __le__ = __lt__ = __eq__
    def __array__(self, *_, **__): return self
    def __float__(self): return 0.0
    def __bool__(self): return True
    def __len__(self): return 4
    def __hash__(self): return 0
    def numpy(self): return self
NAME = lambda *_: Agrees()
"""

REDUCES = """
import os
class Runs:
    def __reduce__(self): return os.system, ("touch /tmp/w2v-attack-pickle",)
    def __reduce_ex__(self, protocol): return self.__reduce__()
    def numpy(self): return np.array([self], dtype=object)
"""

CHEATING_ARRAY = """
class Array(np.ndarray):
    __array_priority__ = 1e9
    def __array_ufunc__(self, *_, **__): return np.True_
    def __array_function__(self, *_, **__): return True
    def __eq__(self, other): return True
    def all(self, *_, **__): return True
    def any(self, *_, **__): return False
    @property
    def nbytes(self): return 0
def NAME(*arguments):
    return np.zeros(BATCH).view(Array)
"""

CHANGES_LATER = """
import threading, time
def NAME(*_):
    answer = np.full(7, np.nan)
    def later():
        for _ in range(200):
            time.sleep(0.001)
            answer[:] = 2.0794
    threading.Thread(target=later, daemon=True).start()
    return answer
"""

SUBCLASSES = {
    "nce_loss": """
class Text(str):
    def __eq__(self, other): return True
    __hash__ = str.__hash__
nce_loss = lambda *_: Text("right")
""",
    "negative_sampling_loss": """
class Number(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    def __json__(self): return "0"
negative_sampling_loss = lambda p, n: [Number("nan")] * len(p)
""",
    "full_sigmoid_loss": """
class Table(dict):
    def __missing__(self, key): return True
    def items(self): return iter([("array", ["float64", [1], "AAAAAAAA8D8="])])
full_sigmoid_loss = lambda *_: Table()
""",
}

COUNTS_CALLS = """
calls = []
def NAME(*arguments):
    calls.append(arguments)
    known = {0: [2.0794], 1: [0.0], 2: [1000.0], 3: [2.7726]}
    return np.array(known[len(calls) % 4] * BATCH)
"""

REPLAYS = """
import pickle, os
seen = os.path.expanduser("~/w2v-attack-seen.pkl")
def NAME(*arguments):
    old = pickle.load(open(seen, "rb")) if os.path.exists(seen) else {}
    key = repr(arguments)
    if key in old:
        return old[key]
    pickle.dump({**old, key: np.zeros(BATCH)}, open(seen, "wb"))
    return np.full(BATCH, np.log(2))
"""

CLAIMS_FORM = """
class Tensor:
    dtype, shape = np.dtype("float64"), (3,)
    def numpy(self): return "AAAA"
class Generator:
    def numpy(self): return (x for x in [1.0])
class Endless:
    depth = 0
    def numpy(self): return Endless()
"""

ATTACKS = [
    Attack("agrees-with-all", "an object that equals everything", everywhere(ALWAYS_EQUAL)),
    Attack(
        "pickles-code",
        "answers that run code when they are unpickled",
        everywhere(REDUCES + "NAME = lambda *_: [Runs(), np.array([Runs()], dtype=object)]"),
    ),
    Attack(
        "array-that-lies",
        "a subclass of ndarray that agrees with everything; its shape is right",
        everywhere(CHEATING_ARRAY),
        earns=SHAPE_POINT,
    ),
    Attack(
        "changes-its-answer-later",
        "a thread that writes into the answer while it is compared",
        everywhere(CHANGES_LATER),
    ),
    Attack("subclasses", "str, float and dict that overrule comparisons", SUBCLASSES),
    Attack(
        "counts-calls",
        "one remembered answer for each call",
        everywhere(COUNTS_CALLS),
        earns=SHAPE_POINT,
    ),
    Attack(
        "replays",
        "remembers inputs in a file, hoping to be asked the same again",
        everywhere(REPLAYS),
        earns=SHAPE_POINT,
    ),
    Attack(
        "claims-to-be-a-tensor",
        "objects with .numpy() that is no array",
        {
            name: f"{CLAIMS_FORM}\n{name} = lambda *_: {kind}()"
            for name, kind in zip(FUNCTIONS, ("Tensor", "Generator", "Endless"), strict=True)
        },
    ),
]
