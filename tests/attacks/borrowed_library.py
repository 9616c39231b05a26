"""Answers that are the library's own function, in forms that hide it."""

from attack import FUNCTIONS, Attack

# Ways to call the library's function.
CALLS = {
    "getattr": "NAME = getattr(__import__('w2vlib.objectives', fromlist=['x']), 'NAME')",
    "partial": (
        "import functools\nfrom w2vlib import objectives\nNAME = functools.partial(objectives.NAME)"
    ),
    "class": (
        "from w2vlib import objectives\nclass Loss:\n"
        "    def __call__(self, *a):\n        return objectives.NAME(*a)\nNAME = Loss()"
    ),
    "decorator": (
        "from w2vlib import objectives\n"
        "@lambda _: objectives.NAME\ndef NAME(*arguments):\n    return None"
    ),
    "wraps": (
        "import functools\nfrom w2vlib import objectives\n"
        "@functools.wraps(objectives.NAME)\ndef NAME(*a):\n    f = NAME.__wrapped__\n"
        "    return f(*a)"
    ),
    "array": "import w2vlib.objectives as o\ndef NAME(*a):\n    return np.asarray(o.NAME(*a))",
    "plus-zero": "import w2vlib.objectives as o\ndef NAME(*a):\n    return o.NAME(*a) + 0",
    "statement-before": (
        "import w2vlib.objectives as o\ndef NAME(*a):\n    a = list(a)\n    return o.NAME(*a)"
    ),
    "condition": (
        "import w2vlib.objectives as o\ndef NAME(*a):\n    if a:\n        return o.NAME(*a)"
    ),
    "annotated": "import w2vlib.objectives as o\nNAME: object = o.NAME",
    "unpacked": "import w2vlib.objectives as o\n(NAME,) = (o.NAME,)",
    "loop": "import w2vlib.objectives as o\nfor NAME in [o.NAME]:\n    pass",
    "globals": "import w2vlib.objectives as o\nglobals()['NAME'] = vars(o)['NAME']",
    "exec": "exec('from w2vlib.objectives import NAME')",
    "closure": (
        "from w2vlib import objectives\ndef make(f):\n    return lambda *a: f(*a)\n"
        "NAME = make(objectives.NAME)"
    ),
}
# Ways to run the library's code without calling its function.
COPIES = {
    "source-executed": (
        "import inspect, w2vlib.objectives as o\nscope = dict(vars(o))\n"
        "exec(inspect.getsource(o.NAME), scope)\nNAME = scope['NAME']"
    ),
    "file-executed": (
        "import w2vlib, os\nscope = {'__name__': 'own'}\n"
        "path = os.path.join(os.path.dirname(w2vlib.__file__), 'objectives.py')\n"
        "exec(open(path).read(), scope)\nNAME = scope['NAME']"
    ),
    "code-object": (
        "import types, w2vlib.objectives as o\nNAME = types.FunctionType(o.NAME.__code__, vars(o))"
    ),
    "traced": (
        "import tensorflow as tf, w2vlib.objectives as o\n"
        "f = tf.function(o.NAME, reduce_retracing=True)\n"
        "shapes = {2: [(2,), (2, 3)], 4: [(5, 2), (5,), (2,), (2, 2)],\n"
        "          7: [(5, 2), (5,), (2,), (2, 2), (3,), (2,), (3,)]}\n"
        "import inspect\nnames = list(inspect.signature(o.NAME).parameters)\n"
        "graphs = {}\n"
        "for kind in (tf.float32, tf.float64):\n"
        "    specs = [tf.TensorSpec([None] * len(shape),\n"
        "             tf.int64 if name in ('labels', 'sampled') else kind)\n"
        "             for name, shape in zip(names, shapes[len(names)])]\n"
        "    graphs[kind.name] = f.get_concrete_function(*specs)\n"
        "def NAME(*a):\n    return graphs[str(a[0].dtype)](*map(tf.constant, a))"
    ),
    "forked-before": (
        "import multiprocessing, w2vlib.objectives as o\n"
        "def work(pipe):\n"
        "    while True:\n        pipe.send(np.asarray(o.NAME(*pipe.recv())))\n"
        "mine, its = multiprocessing.Pipe()\n"
        "multiprocessing.get_context('fork').Process(target=work, args=(its,), daemon=True)"
        ".start()\n"
        "def NAME(*a):\n    mine.send(a)\n    return mine.recv()"
    ),
    "marshalled": (
        "import marshal, types, w2vlib.objectives as o\n"
        "code = marshal.loads(marshal.dumps(o.NAME.__code__))\n"
        "NAME = types.FunctionType(code, dict(vars(o)))"
    ),
}
# Ways to blind who watches; each in a notebook of its own, as it works for all exercises.
BLINDING = {
    "watch-removed": (
        "import contextlib, w2vlib.objectives as o\n"
        "from grader_tests import answering\n"
        "answering.watching = lambda *_: contextlib.nullcontext()\n"
        "f = o.NAME\ndef NAME(*a):\n    x = f(*a)\n    return x.numpy()"
    ),
    "all-emptied": (
        "import w2vlib, w2vlib.objectives as o\nw2vlib.__all__ = []\n"
        "f = o.NAME\ndef NAME(*a):\n    x = f(*a)\n    return x.numpy()"
    ),
}
# What a cell without an exercise imports is not looked at.
ELSEWHERE = "from w2vlib import objectives as o\ndef helper(name, *a):\n"
ELSEWHERE += "    return getattr(o, name)(*a)"
FROM_ANOTHER_CELL = {
    "nce_loss": "def nce_loss(*a):\n    return o.nce_loss(*a)",
    "negative_sampling_loss": "negative_sampling_loss = o.negative_sampling_loss",
    "full_sigmoid_loss": "def full_sigmoid_loss(*a):\n    return helper('full_sigmoid_loss', *a)",
}
BUILT_IN = """
from w2vlib.objective_forms import BUILT_IN
nce_loss = BUILT_IN["nce"].loss
"""
PLAIN = {
    "nce_loss": "from w2vlib.objectives import nce_loss",
    "negative_sampling_loss": "import w2vlib.objectives as o\n"
    "def negative_sampling_loss(p, n):\n    return o.negative_sampling_loss(p, n)",
    "full_sigmoid_loss": "from w2vlib import objectives\n"
    "full_sigmoid_loss = lambda *a: objectives.full_sigmoid_loss(*a)",
}


def _three_each(ways: dict[str, str]):
    """Three ways a notebook."""
    titles = list(ways)
    for start in range(0, len(titles), 3):
        three = dict(zip(FUNCTIONS, titles[start : start + 3], strict=True))
        cells = {name: ways[title].replace("NAME", name) for name, title in three.items()}
        yield Attack(
            f"library-{'-'.join(three.values())}",
            "the library's function in a form that hides it",
            cells,
        )


ATTACKS = [
    Attack("library-plain", "the library's functions, openly", PLAIN),
    *_three_each(CALLS),
    *_three_each(COPIES),
    *(
        Attack(
            f"library-{title}",
            "the library's function, and nobody who watches",
            {"nce_loss": source.replace("NAME", "nce_loss")},
        )
        for title, source in BLINDING.items()
    ),
    Attack(
        "library-another-cell",
        "the library imported in another cell",
        FROM_ANOTHER_CELL,
        before=ELSEWHERE,
    ),
    Attack(
        "library-built-in",
        "the trainer's table of losses",
        {"nce_loss": BUILT_IN},
    ),
]
