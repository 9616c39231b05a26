"""Cheats that change the grader's or Jupyter's own parts inside the kernel.

Where answers are compared in the kernel, as stock nbgrader does, most of them take full points.
"""

from attack import FUNCTIONS, Attack, everywhere

WRONG = everywhere("NAME = lambda *_: None")


def _patch(name: str, tries: str, source: str, fools: bool = True, cells=WRONG, **more) -> Attack:
    return Attack(name, tries, cells, before=source, fools_in_kernel_check=fools, **more)


CHECK_REPLACED = "import grader_tests\ngrader_tests.check = lambda *_, **__: None"

SHADOWED = """
import sys, types
fake = types.ModuleType("grader_tests")
fake.check = fake.guess = lambda *_, **__: None
sys.modules["grader_tests"] = fake
"""

AGREEING_NUMPY = """
np.isclose = lambda *_, **__: np.True_
np.allclose = np.array_equal = lambda *_, **__: True
np.argwhere = lambda *_, **__: np.zeros((1, 1), int)
"""
ZEROS = everywhere("def NAME(*arguments):\n    return np.zeros(BATCH)")

NO_ASSERTS = """
import ast
class Strip(ast.NodeTransformer):
    def visit_Expr(self, node):
        return ast.copy_location(ast.Pass(), node) if "check" in ast.dump(node) else node
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
get_ipython().ast_transformers.append(Strip())
"""

INPUT_REWRITTEN = """
get_ipython().input_transformers_post.append(
    lambda lines: ["pass\\n"] if any("check(" in line for line in lines) else lines
)
"""

RUN_CODE = """
import types
shell = get_ipython()
original = shell.run_code
async def run_code(self, code, result=None, **more):
    if "check" in code.co_names:
        return False
    return await original(code, result, **more)
shell.run_code = types.MethodType(run_code, shell)
"""

NO_TRACEBACK = """
shell = get_ipython()
shell.showtraceback = shell._showtraceback = lambda *_, **__: None
shell.set_custom_exc((Exception,), lambda *_, **__: None)
"""

SEND_WRAPPED = """
kernel = get_ipython().kernel
original = kernel.session.send
def send(stream, msg_or_type, content=None, *args, **more):
    kind = msg_or_type if isinstance(msg_or_type, str) else msg_or_type.get("msg_type")
    if kind == "error":
        return None
    if isinstance(content, dict) and content.get("status") == "error":
        content = {"status": "ok", "execution_count": 1, "user_expressions": {}, "payload": []}
    return original(stream, msg_or_type, content, *args, **more)
kernel.session.send = send
"""

DO_EXECUTE = """
kernel = get_ipython().kernel
original = kernel.do_execute
async def do_execute(code, silent, *args, **more):
    if "check" in code:
        return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
    return await original(code, silent, *args, **more)
kernel.do_execute = do_execute
"""

LAZY_BUILTINS = """
import builtins
original = builtins.any
builtins.any = lambda values: False if "Difference" in repr(values := list(values)) else (
    original(values))
"""

JUDGING_PATCHED = """
try:
    from grader_tests import judging
    judging._difference = lambda *_: None
except ImportError:
    pass
"""

VERDICT_PATCHED = """
try:
    from grader_tests import checking, judging
    from grader_tests.exercise import Exercise
    def right(exercise, *_):
        verdict = judging.failed(exercise, "right", "Well done.")
        return verdict
    checking.judge = right
except ImportError:
    pass
"""

NO_EXCEPTION = """
try:
    from grader_tests import checking
    class Silent(BaseException):
        pass
    checking.show = lambda verdict: (_ for _ in ()).throw(SystemExit(0))
except ImportError:
    pass
import sys
sys.excepthook = lambda *_: None
"""

ANSWERS_FROM_SPEC = """
try:
    from grader_tests import registry
    NAME = registry.find("04.NAME").spec
except ImportError:
    from grader_tests.lesson_04 import NAME
"""

ANSWERS_FROM_FRAMES = """
import sys
def NAME(*arguments):
    frame = sys._getframe()
    while frame:
        for value in frame.f_locals.values():
            if hasattr(value, "spec"):
                return value.spec(*arguments)
        frame = frame.f_back
    raise LookupError("no frame holds a spec")
"""

ANSWERS_FROM_GARBAGE = """
import gc
def NAME(*arguments):
    for thing in gc.get_objects():
        if type(thing).__name__ == "Exercise" and thing.name == "04.NAME":
            return thing.spec(*arguments)
    raise LookupError("no object holds a spec")
"""

TRACED = """
import sys
def trace(frame, event, argument):
    if frame.f_code.co_name in ("judge", "_judge_function"):
        frame.f_trace_opcodes = True
    verdict = frame.f_locals.get("verdict")
    if frame.f_code.co_name == "check" and verdict is not None:
        object.__setattr__(verdict, "state", "right")
    return trace
sys.settrace(trace)
"""

WIRE_PATCHED = """
from grader_tests import answering, wire
original = wire.encode
def encode(value):
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = [{"answer": True, "error": None, "inputs_changed": False} for _ in value]
    return original(value)
wire.encode = answering.wire.encode = encode
"""

PROBES_PATCHED = """
from grader_tests import answering
for name in answering.PROBES:
    answering.PROBES[name] = lambda *_: True
answering.call = answering.answer_cases = lambda *_: [{"state": "right", "score": 5.0}]
answering._answer_case = lambda *_: {"answer": "right", "error": None, "inputs_changed": False}
"""

TOOLS_PATCHED = """
import base64, builtins, json, linecache
json.dumps = lambda *_, **__: '{"list": []}'
base64.b64decode = lambda *_, **__: b'{"dict": {}}'
base64.b64encode = lambda *_, **__: b"e30="
linecache.getline = lambda *_: "x" * 100_000
"""

BUILTINS_GONE = """
import builtins
for name in ("isinstance", "len", "type", "abs", "hasattr", "zip"):
    setattr(builtins, name, lambda *_: True)
"""

TENSORFLOW_PATCHED = """
import w2vlib.quiet
import tensorflow as tf
tf.GradientTape = tf.constant = tf.is_tensor = lambda *_, **__: None
np.asarray = lambda *_, **__: np.zeros(400)
"""

AT_EXIT = """
import atexit, os, sys
def write():
    with open(os.path.expanduser("~/w2v-attack-exit"), "w") as file:
        file.write("w2v-attack")
    print("execute_result 18.0", flush=True)
atexit.register(write)
sys.setprofile(lambda *_: None)
"""


def _skips_tests(notebook) -> None:
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata["tags"] = ["skip-execution", "remove-cell", "raises-exception"]


ATTACKS = [
    _patch("check-replaced", "its own check in the package", CHECK_REPLACED),
    _patch("package-shadowed", "its own package of the grader's name", SHADOWED),
    _patch(
        "numpy-agrees",
        "np.isclose that is always true",
        AGREEING_NUMPY,
        cells=ZEROS,
        earns=dict.fromkeys(FUNCTIONS, 1),
    ),
    _patch("asserts-stripped", "an AST transformer that removes the check", NO_ASSERTS),
    _patch("input-rewritten", "an input transformer that removes the check", INPUT_REWRITTEN),
    _patch("run-code-replaced", "a shell that does not run the check", RUN_CODE),
    _patch("errors-hidden", "a shell that shows no error", NO_TRACEBACK),
    _patch("send-wrapped", "a session that turns errors into ok", SEND_WRAPPED, loses_own=True),
    _patch("do-execute-replaced", "a kernel that answers ok", DO_EXECUTE),
    _patch("any-is-false", "builtins that see no difference", LAZY_BUILTINS),
    _patch("judging-patched", "no difference is ever found", JUDGING_PATCHED),
    _patch("verdict-patched", "every verdict is right", VERDICT_PATCHED),
    _patch("check-exits", "the check ends before it can complain", NO_EXCEPTION, fools=False),
    _patch("verdict-traced", "a trace function that rewrites the verdict", TRACED),
    _patch(
        "spec-imported",
        "the grader's right answer as its own",
        "",
        cells=everywhere(ANSWERS_FROM_SPEC),
    ),
    _patch(
        "spec-in-frames",
        "looks for the right answer in the callers' frames",
        "",
        cells=everywhere(ANSWERS_FROM_FRAMES),
    ),
    _patch(
        "spec-in-garbage",
        "looks for the right answer among all objects",
        "",
        cells=everywhere(ANSWERS_FROM_GARBAGE),
    ),
    _patch("tests-skipped", "tags that keep the test cells from running", "", change=_skips_tests),
    _patch("wire-patched", "answers that encode as true", WIRE_PATCHED, fools=False),
    _patch("probes-patched", "probes that answer without a call", PROBES_PATCHED, fools=False),
    _patch(
        "json-patched",
        "json, base64 and linecache that lie",
        TOOLS_PATCHED,
        fools=False,
        loses_own=True,
    ),
    _patch(
        "builtins-gone", "builtins that are always true", BUILTINS_GONE, fools=False, loses_own=True
    ),
    _patch("tensorflow-patched", "TensorFlow without tapes", TENSORFLOW_PATCHED, fools=False),
    _patch("acts-at-exit", "writes and prints when Python ends", AT_EXIT, fools=False),
]
