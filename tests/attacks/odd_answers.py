"""Answers of absurd kinds and sizes, which must neither count nor hurt the judge."""

from attack import FUNCTIONS, Attack, cell

ODD = {
    "deep": "deep = []\nfor _ in range(100_000):\n    deep = [deep]\nNAME = lambda *_: deep",
    "circular": "circle = []\ncircle.append(circle)\nNAME = lambda *_: circle",
    "recursive": "def NAME(*a):\n    return NAME(*a)",
    "many-digits": "NAME = lambda *_: 10 ** 1_000_000",
    "digits-in-a-list": "NAME = lambda *_: [2**62] * 3 + [2**63, -(2**4000)]",
    "many-keys": "NAME = lambda *_: {str(i): i for i in range(100_000)}",
    "two-gigabytes": "NAME = lambda *_: np.zeros(2**28)",
    "just-too-large": "NAME = lambda *_: np.zeros(2**21 + 1)",
    "no-elements": "NAME = lambda *_: np.zeros((0, 10**9, 10**9))",
    "long-text": "NAME = lambda *_: 'x' * 30_000_000",
    "long-error": "def NAME(*_):\n    raise ValueError('<b>' + 'x' * 30_000_000)",
    "long-name": "NAME = lambda *_: type('x' * 30_000_000, (), {})()",
    "error-of-long-name": "def NAME(*_):\n    raise type('E' * 3_000_000, (Exception,), {})('a')",
    "nan": "NAME = lambda *arguments: np.full(BATCH, np.nan)",
    "infinite": "NAME = lambda *arguments: np.full(BATCH, np.inf)",
    "ragged": "NAME = lambda *_: [[1.0], [1.0, 2.0]]",
    "objects": "NAME = lambda *_: np.array([None, 'a', 1], dtype=object)",
    "strings": "NAME = lambda *_: np.array(['1.0', '2.0'])",
    "complex": "NAME = lambda *arguments: np.zeros(BATCH, complex)",
    "dates": "NAME = lambda *arguments: np.zeros(BATCH, 'datetime64[s]')",
    "records": "NAME = lambda *arguments: np.zeros(BATCH, [('a', 'f8')])",
    "bytes": "NAME = lambda *_: b'\\x00' * 8",
    "surrogates": "NAME = lambda *_: {'\\ud800': '\\udfff'}",
    "error-of-surrogates": "def NAME(*_):\n    raise ValueError('\\ud800 \\x00 \\x1b[2J')",
    "exits": "def NAME(*_):\n    raise SystemExit(0)",
    "keyboard": "def NAME(*_):\n    raise KeyboardInterrupt",
    "bare-exception": "def NAME(*_):\n    raise BaseException('out')",
    "error-without-text": (
        "class Mute(Exception):\n    def __str__(self): raise Mute\ndef NAME(*_):\n    raise Mute()"
    ),
    "coroutine": "async def NAME(*_):\n    return 0.0",
    "generator": "def NAME(*_):\n    yield 0.0",
}
SHAPE_IS_RIGHT = {"nan", "infinite"}  # which earns the point of the shape


def _attacks():
    """Three odd answers a notebook, one for each function."""
    titles = list(ODD)
    for start in range(0, len(titles), 3):
        three = dict(zip(FUNCTIONS, titles[start : start + 3], strict=True))
        yield Attack(
            f"odd-{'-'.join(three.values())}",
            "answers that no exercise asks for",
            {name: cell(ODD[title], name) for name, title in three.items()},
            earns={name: 1 for name, title in three.items() if title in SHAPE_IS_RIGHT},
        )


ATTACKS = list(_attacks())
