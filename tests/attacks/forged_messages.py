"""Attacks on the talk between judge and kernel: forged, late, doubled, huge or broken messages."""

from attack import FUNCTIONS, Attack, everywhere

# ``forge(question)`` in a cell's namespace makes the results; the judge gets them encoded.
FORGER = """
import base64, json
from grader_tests import answering, wire

def reply(namespace, request):
    question = wire.decode(base64.b64decode(request).decode("ascii"))
    made = namespace["forge_" + question["name"]](question)
    text = made if isinstance(made, str) else wire.encode(made)
    return base64.b64encode(text.encode()).decode()

answering.reply = reply
def results(question, **changes):
    plain = {"answer": 0.0, "error": None, "inputs_changed": False}
    return [{**plain, **changes} for _ in question["cases"]]
def error(**changes):
    return {"type": "ValueError", "text": "a", "line": 1, "source": "b", **changes}
"""

FORGED = {
    "claims-points": (
        'lambda q: {"verdict": "right", "score": 5.0, "max_score": 5.0}',
        'lambda q: results(q, state="right", score=4.0)',
        "lambda q: [True] * len(q['cases'])",
    ),
    "claims-expected": (
        'lambda q: results(q, answer={"array": ["float64", [1], "AAAAAAAA8D8="]}, expected=0)',
        "lambda q: results(q, answer=[float('nan')] * 3, error=[])",
        "lambda q: results(q, inputs_changed=None)",
    ),
    "wrong-counts": (
        "lambda q: []",
        "lambda q: results(q)[:1]",
        "lambda q: results(q) * 1000",
    ),
    "huge-errors": (
        "lambda q: results(q, error=error(type='T' * 2_000_000))",
        "lambda q: results(q, error=error(source='s' * 2_000_000))",
        "lambda q: results(q, error=error(text='a\\n' * 1_000_000))",
    ),
    "live-errors": (
        "lambda q: results(q, error=error(type='<script>alert(1)</script>'))",
        "lambda q: results(q, error=error(source='`</code><img src=x onerror=alert(1)>`'))",
        "lambda q: results(q, error=error(text='\\x1b]0;w2v-attack\\x07\\x1b[2J</td><iframe>'))",
    ),
    "odd-errors": (
        "lambda q: results(q, error=error(line=10 ** 4000))",
        "lambda q: results(q, error=error(line=True, type='', text='', source=''))",
        "lambda q: results(q, error={'type': 'NotImplementedError'})",
    ),
    "broken-json": (
        "lambda q: '[' * 1_000_000",
        'lambda q: \'{"list": [{"float": "1e999"}, NaN, Infinity]}\'',
        "lambda q: '{\"dict\": ' * 11 + '1' * 100_000 + '}' * 11",
    ),
    "broken-arrays": (
        'lambda q: \'{"array": ["float64", [0, 33554432, 33554432, 33554432], ""]}\'',
        'lambda q: \'{"array": ["object", [1], "AAAAAAAAAAA="]}\'',
        'lambda q: \'{"array": ["float64", [-1], "AAAAAAAAAAA="]}\'',
    ),
    "many-small-values": (
        "lambda q: '{\"list\": [' + ','.join(['null'] * 1_000_000) + ']}'",
        "lambda q: '{\"list\": [' + ','.join(['{\"float\":\"nan\"}'] * 1_000_000) + ']}'",
        "lambda q: '{\"dict\": {' + ','.join(f'\"{i}\":1' for i in range(300_000)) + '}}'",
    ),
}

NOT_BASE64 = """
from grader_tests import answering
original, sizes = answering.reply, [200_000_000]
answering.reply = lambda *a: "x" * sizes.pop() if sizes else original(*a)
"""
FORMATTER = """
formatter = get_ipython().display_formatter.formatters["text/plain"]
formatter.for_type(str, lambda text, printer, cycle: printer.text("'e30='"))
get_ipython().display_formatter.format = lambda *_, **__: ({"text/plain": "'bnVsbA=='"}, {})
"""
EXPRESSIONS = """
get_ipython().user_expressions = lambda expressions: {
    "answer": {"status": "ok", "data": {"text/plain": "'eyJsaXN0IjogW119'"}, "metadata": {}}
}
"""

# Replies of a wrong form; a judge that trusts it would fall over.
MALFORMED = """
kernel = get_ipython().kernel
original = kernel.session.send
forms = iter([None, [], "text", 5, {"answer": None}, {"answer": []}, {"answer": {"status": "ok"}},
              {"answer": {"status": "ok", "data": None}},
              {"answer": {"status": "ok", "data": {"text/plain": ["a"]}}}] * 20)
def send(stream, kind, content=None, *args, **more):
    if kind == "execute_reply" and isinstance(content, dict) and content.get("user_expressions"):
        content = {**content, "user_expressions": next(forms)}
    return original(stream, kind, content, *args, **more)
kernel.session.send = send
"""
NO_STATUS = """
kernel = get_ipython().kernel
original = kernel.session.send
def send(stream, kind, content=None, *args, **more):
    if kind == "execute_reply":
        content = {"nothing": []}
    return original(stream, kind, content, *args, **more)
kernel.session.send = send
"""

# Every request is answered three times, the later ones in advance.
DOUBLED = """
import copy
kernel = get_ipython().kernel
original = kernel.session.send
claim = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {
    "answer": {"status": "ok", "data": {"text/plain": "'eyJsaXN0IjogW119'"}, "metadata": {}}}}
def send(stream, kind, content=None, parent=None, *args, **more):
    if kind == "execute_reply" and parent:
        base, _, number = parent["header"]["msg_id"].rpartition("_")
        for ahead in (0, 0, 1, 2, 3) if number.isdigit() else (0, 0):
            later = copy.deepcopy(parent)
            if ahead:
                later["header"]["msg_id"] = f"{base}_{int(number) + ahead}"
            original(stream, kind, claim, later, *args, **more)
    return original(stream, kind, content, parent, *args, **more)
kernel.session.send = send
"""

# A client of its own, with the key from the connection file.
SECOND_CLIENT = """
import threading, time
from ipykernel.connect import get_connection_file
from jupyter_client import BlockingKernelClient
def talk():
    client = BlockingKernelClient(connection_file=get_connection_file())
    client.load_connection_file()
    client.start_channels()
    for _ in range(100):
        client.execute("nce_loss = lambda *_: 0.0", user_expressions={"answer": "'e30='"})
        time.sleep(0.02)
    client.control_channel.send(client.session.msg("interrupt_request", {}))
threading.Thread(target=talk, daemon=True).start()
"""
SHUTDOWN = """
from ipykernel.connect import get_connection_file
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient(connection_file=get_connection_file())
client.load_connection_file()
client.start_channels()
client.shutdown(restart=False)
"""

NOISE = """
kernel = get_ipython().kernel
for number in range(20_000):
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"},
                        parent={"header": {"msg_id": f"none_{number}"}})
for kind in ("comm_open", "comm_msg", "comm_close", "update_display_data", "clear_output",
             "execute_input", "no_such_kind"):
    for content in ({}, {"comm_id": 1}, {"comm_id": "a", "target_name": "jupyter.widget",
                    "data": {"state": {"_model_name": "OutputModel", "msg_id": "x"}}},
                    {"transient": {"display_id": []}, "data": 5}):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent("shell"))
"""
GARBAGE = """
kernel = get_ipython().kernel
for frames in ([b"no delimiter"], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"sig", b"{", b"{", b"{", b"{"],
               [b"<IDS|MSG>", b"", b"[" * 100_000, b"{}", b"{}", b"{}"], []):
    try:
        kernel.iopub_socket.send_multipart(frames)
        kernel.shell_socket.send_multipart(frames)
    except Exception:
        pass
for part in (b"[" * 100_000, b"null", b'{"msg_type": 5}', b'{"date": "\\ud800"}', b"\xff"):
    parts = [part] * 4
    for its in (kernel.iopub_socket, kernel.shell_socket):
        try:
            its.send_multipart([b"<IDS|MSG>", kernel.session.sign(parts), *parts])
        except Exception:
            pass
"""
POINTS = """
kernel = get_ipython().kernel
for number in range(40):
    for kind, content in (
        ("execute_result", {"data": {"text/plain": "18.0"}, "metadata": {}, "execution_count": 1}),
        ("display_data", {"data": {"text/plain": "5.0"}, "metadata": {},
                          "transient": {"display_id": "test_nce_loss"}}),
        ("update_display_data", {"data": {"text/plain": "18.0"}, "metadata": {},
                                 "transient": {"display_id": "test_nce_loss"}}),
    ):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent("shell"))
18.0
"""

CLOSES_SOCKETS = """
import os, threading
threading.Timer(3, os._exit, [1]).start()
kernel = get_ipython().kernel
for name in ("shell_stream", "control_stream", "iopub_socket", "stdin_socket", "shell_socket"):
    try:
        getattr(kernel, name).close()
    except Exception:
        pass
"""
STOPS_ITSELF = """
import os, signal, threading, time
def nce_loss(*_):
    if os.fork() == 0:
        time.sleep(2)
        os.kill(os.getppid(), signal.SIGKILL)
        os._exit(0)
    os.kill(os.getpid(), signal.SIGSTOP)
"""
HOOKS = """
import sys
shell = get_ipython()
shell.events.register("pre_execute", lambda: None)
shell.events.register("post_execute", lambda: print("execute_result 18.0"))
def last(*_):
    raise SystemExit(0)
shell.events.register("post_run_cell", last)
sys.stdout = sys.stderr = None
shell.displayhook = shell.display_pub = None
"""


def _forged():
    for name, three in FORGED.items():
        cells = {
            f: f"forge_{f} = {source}\n{f} = len"
            for f, source in zip(FUNCTIONS, three, strict=True)
        }
        yield Attack(f"forged-{name}", "results made up by a patched reply", cells, before=FORGER)


WRONG = everywhere("NAME = lambda *_: None")
ATTACKS = [
    *_forged(),
    Attack("forged-200-megabytes", "a reply of 200 MB", WRONG, before=NOT_BASE64),
    Attack("forged-formatter", "a text formatter that makes results up", WRONG, before=FORMATTER),
    Attack(
        "forged-expressions", "user_expressions that makes results up", WRONG, before=EXPRESSIONS
    ),
    Attack("forged-malformed", "replies of wrong forms", WRONG, before=MALFORMED, loses_own=True),
    Attack("forged-no-status", "replies without a status", WRONG, before=NO_STATUS, loses_own=True),
    Attack(
        "forged-doubled",
        "replies in advance and in triplicate",
        WRONG,
        before=DOUBLED,
        loses_own=True,
    ),
    Attack(
        "second-client",
        "talks to its kernel with the key of the connection file",
        WRONG,
        before=SECOND_CLIENT,
        loses_own=True,
    ),
    Attack(
        "shuts-down",
        "shuts its kernel down as a client",
        {"nce_loss": SHUTDOWN},
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "noise", "thousands of messages that belong to nothing", WRONG, before=NOISE, loses_own=True
    ),
    Attack("garbage", "frames that are no messages", WRONG, before=GARBAGE, loses_own=True),
    Attack(
        "forged-points", "results and displays that hold points", WRONG, before=POINTS, after=POINTS
    ),
    Attack(
        "closes-sockets",
        "closes the kernel's sockets",
        {"nce_loss": CLOSES_SOCKETS},
        honest=("full_sigmoid_loss",),
        loses_own=True,
    ),
    Attack(
        "stops-itself",
        "stops its own process while it should answer",
        {"nce_loss": STOPS_ITSELF},
        honest=("full_sigmoid_loss",),
    ),
    Attack(
        "hooks",
        "event hooks that print, end and remove the displays",
        WRONG,
        before=HOOKS,
        loses_own=True,
    ),
]
