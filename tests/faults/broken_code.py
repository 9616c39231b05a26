"""Notebooks that are whole, but whose code loops, ends Python, makes noise, or breaks things."""

from tests.faults.fault import (
    answering,
    cell,
    graded,
    place,
    right_answers,
    with_answer,
    with_cell,
)

NOT_RIGHT = ("error", "wrong")


# Loops


@graded()
def loop_in_an_own_cell(notebook):
    return with_cell(notebook, "while True:\n    pass")


@graded(nce_loss="timeout")
def loop_in_the_cell_of_an_exercise(notebook):
    return with_answer(notebook, "while True:\n    pass")


@graded(nce_loss="timeout")
def loop_in_an_answer(notebook):
    return with_answer(notebook, answering("while True:\n    pass"))


@graded(nce_loss=("timeout", "killed"))
def loop_that_takes_no_interruption(notebook):
    stubborn = "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    return with_answer(notebook, stubborn)


@graded()
def awaiting_for_ever(notebook):
    return with_cell(notebook, "import asyncio\nawait asyncio.sleep(10**6)")


# Python ends


@graded()
def own_cell_ends_python(notebook):
    return with_cell(notebook, "import os\nos._exit(0)")


@graded(nce_loss="killed")
def exercise_ends_python(notebook):
    return with_answer(notebook, "import os\nos._exit(1)")


@graded(nce_loss="killed")
def answer_ends_python(notebook):
    return with_answer(notebook, answering("import os\nos._exit(1)"))


@graded(nce_loss="killed")
def answer_kills_its_process(notebook):
    return with_answer(
        notebook, answering("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    )


@graded(nce_loss="killed")
def crash_in_c(notebook):
    return with_answer(notebook, answering("import ctypes\nctypes.string_at(0)"))


@graded(nce_loss=("killed", "error"))
def endless_recursion_without_a_limit(notebook):
    lift = "import sys\nsys.setrecursionlimit(10**9)\n"
    return with_answer(notebook, lift + answering("return nce_loss(*[weights] * 7)"))


@graded()
def quit_in_a_cell(notebook):
    return with_cell(notebook, "quit()")


@graded()
def restart_of_the_kernel_from_within(notebook):
    restart = "import IPython\nIPython.Application.instance().kernel.do_shutdown(True)"
    return with_cell(notebook, restart)


@graded()
def sys_exit_in_a_cell(notebook):
    return with_cell(notebook, "import sys\nsys.exit(1)")


@graded(nce_loss=("error", "killed"))
def sys_exit_in_an_answer(notebook):
    return with_answer(notebook, answering("import sys\nsys.exit(0)"))


@graded(nce_loss=("error", "timeout"))
def interruption_raised_in_an_answer(notebook):
    return with_answer(notebook, answering("raise KeyboardInterrupt"))


@graded(nce_loss="error")
def exception_of_an_own_kind(notebook):
    kind = "class Odd(BaseException):\n    def __str__(self): raise ValueError\n"
    return with_answer(notebook, kind + answering("raise Odd"))


# Memory


@graded(nce_loss="error")
def endless_recursion(notebook):
    return with_answer(notebook, answering("return nce_loss(*[weights] * 7)"))


@graded(nce_loss="error")
def more_memory_than_there_is(notebook):
    return with_answer(notebook, answering("return np.zeros(10**13)"))


@graded()
def memory_eaten_bit_by_bit(notebook):
    return with_cell(notebook, "eaten = []\nwhile True:\n    eaten.append(bytearray(10**8))")


@graded(nce_loss=("error", "killed", "wrong"))
def answer_of_a_gigabyte(notebook):
    return with_answer(notebook, answering("return np.ones(2**27)"))


# Output


@graded()
def two_million_lines(notebook):
    return with_cell(notebook, "for number in range(2_000_000):\n    print(number)")


@graded()
def line_of_50_megabytes(notebook):
    return with_cell(notebook, "print('x' * 50_000_000)")


@graded()
def output_of_50_megabytes(notebook):
    return with_cell(notebook, "'x' * 50_000_000")


@graded()
def printing_in_an_answer(notebook):
    noisy = cell(notebook, "nce_loss")["source"]
    return with_answer(notebook, noisy.replace("    return ", "    print('x' * 999)\n    return "))


@graded()
def warnings_and_noise_on_standard_error(notebook):
    noise = "import logging, sys, warnings\nlogging.basicConfig(level=10, force=True)\n"
    noise += "warnings.simplefilter('always')\nwarnings.warn('old')\n"
    return with_cell(notebook, noise + "print('noise' * 1000, file=sys.stderr)")


@graded()
def huge_figures(notebook):
    draw = "import matplotlib.pyplot as plt\nfor _ in range(3):\n"
    draw += "    plt.figure(figsize=(90, 90))\n    plt.plot(range(10))\nplt.show()"
    return with_cell(notebook, draw)


@graded()
def one_hundred_open_figures(notebook):
    draw = "import matplotlib.pyplot as plt\nfor _ in range(100):\n    plt.figure()\nplt.show()"
    return with_cell(notebook, draw)


@graded()
def html_scripts_and_widgets(notebook):
    show = "from IPython.display import HTML, Javascript, display\nimport ipywidgets\n"
    show += "display(HTML('<script>alert(1)</script>'), Javascript('alert(2)'))\n"
    return with_cell(notebook, show + "ipywidgets.IntSlider()")


@graded()
def standard_output_closed(notebook):
    return with_cell(notebook, "import sys\nsys.stdout.close()\nsys.stderr.close()")


# Questions to nobody


@graded()
def question_to_the_user(notebook):
    return with_cell(notebook, "name = input('Your name? ')")


@graded(nce_loss="error")
def question_in_an_answer(notebook):
    return with_answer(notebook, answering("return input('What should it be? ')"))


@graded()
def breakpoint_left(notebook):
    return with_cell(notebook, "breakpoint()")


@graded(nce_loss="error")
def debugger_left_in_an_answer(notebook):
    return with_answer(notebook, answering("import pdb\npdb.set_trace()\nreturn 1 / 0"))


# Names


@graded()
def magics_and_shell_lines(notebook):
    lines = "%matplotlib inline\n%load_ext autoreload\n%autoreload 2\n!ls -la\n!pip install numpy\n"
    return with_cell(notebook, lines + "%timeit -n 1 -r 1 1 + 1\n%nonsense\nfiles = !ls")


@graded(
    calculate_loss="right",
    nce_loss="error",
    negative_sampling_loss="error",
    full_sigmoid_loss="error",
)
def reset_of_all_names(notebook):
    with_answer(notebook, right_answers()["calculate_loss"], "calculate_loss")
    return with_cell(notebook, "%reset -f", before="test_nce_loss")


@graded(nce_loss="error", negative_sampling_loss="error", full_sigmoid_loss="error")
def needed_names_deleted(notebook):
    return with_cell(notebook, "del np, tf", before="nce_loss")


@graded()
def print_redefined(notebook):
    return with_cell(notebook, "print = None\nsum = 3\nlist = [1]\ndir = type = 'mine'")


@graded(nce_loss="error")
def answer_renamed(notebook):
    return with_answer(notebook, "def my_nce_loss(*arguments):\n    return 0")


@graded(nce_loss="error")
def answer_that_is_no_function(notebook):
    return with_answer(notebook, "nce_loss = 3")


@graded(nce_loss="error")
def answer_with_too_few_parameters(notebook):
    return with_answer(notebook, "def nce_loss():\n    return 0")


@graded(nce_loss="error")
def answer_left_empty(notebook):
    return with_answer(notebook, "")


@graded(nce_loss="wrong")
def answer_without_return(notebook):
    return with_answer(notebook, answering("pass"))


@graded(nce_loss=NOT_RIGHT)
def answer_that_is_a_generator(notebook):
    return with_answer(notebook, answering("yield 1"))


@graded(nce_loss=NOT_RIGHT)
def answer_that_is_a_coroutine(notebook):
    return with_answer(notebook, "async " + answering("return inputs[:, 0]"))


@graded()
def names_in_other_alphabets(notebook):
    return with_cell(notebook, "π = 3.14\nПример = '例'\ndef función(ß): return ß * π\nfunción(2)")


# Text that Python refuses


@graded(nce_loss="error")
def tabs_among_spaces(notebook):
    return with_answer(notebook, answering("a = 1") + "\treturn a\n        return a")


@graded(nce_loss="error")
def syntax_error(notebook):
    return with_answer(notebook, "def nce_loss(:\n    return")


@graded()
def syntax_error_in_an_own_cell(notebook):
    return with_cell(notebook, "This is a note to myself, not code.")


@graded(nce_loss="error")
def zero_bytes_in_the_code(notebook):
    return with_answer(notebook, "nce_loss = '\0'")


@graded(nce_loss="error")
def parentheses_nested_too_deep(notebook):
    return with_answer(notebook, "nce_loss = " + "(" * 5000 + ")" * 5000)


@graded(nce_loss=("error", "killed"))
def expression_nested_too_deep(notebook):
    return with_answer(notebook, "nce_loss = " + "-" * 100_000 + "1")


# The world around


@graded()
def threads_left_running(notebook):
    left = "import threading, time\ndef run():\n    while True: time.sleep(0.01)\n"
    return with_cell(notebook, left + "for _ in range(20): threading.Thread(target=run).start()")


@graded()
def processes_left_running(notebook):
    left = "import os, subprocess, time\nsubprocess.Popen(['sleep', '100000'])\n"
    return with_cell(notebook, left + "if os.fork() == 0: time.sleep(10**6)")


@graded()
def window_toolkit_for_figures(notebook):
    window = "import matplotlib\nmatplotlib.use('TkAgg', force=True)\n"
    return with_cell(notebook, window + "import matplotlib.pyplot as plt\nplt.figure()\nplt.show()")


@graded()
def another_working_folder(notebook):
    return with_cell(
        notebook, "import os\nos.makedirs('/tmp/x')\nos.chdir('/tmp/x')\nos.rmdir('/tmp/x')"
    )


@graded()
def another_language_of_the_system(notebook):
    change = "import locale, os\nos.environ.update(LC_ALL='de_DE.UTF-8', TZ='Asia/Tokyo')\n"
    return with_cell(notebook, change + "locale.setlocale(locale.LC_ALL, 'de_DE.UTF-8')")


@graded()
def environment_emptied(notebook):
    return with_cell(
        notebook, "import os, sys\nos.environ.clear()\nsys.path.clear()\nsys.argv.clear()"
    )


@graded()
def disk_filled(notebook):
    fill = "with open('/tmp/full', 'wb') as file:\n    while True: file.write(bytes(10**6))"
    return with_cell(notebook, fill)


@graded()
def signals_ignored(notebook):
    ignore = "import signal\nfor one in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):\n"
    return with_cell(notebook, ignore + "    signal.signal(one, signal.SIG_IGN)")


@graded(calculate_loss=NOT_RIGHT)
def tensorflow_1_as_in_old_tutorials(notebook):
    with_answer(notebook, right_answers()["calculate_loss"], "calculate_loss")
    return with_cell(notebook, "tf.compat.v1.disable_eager_execution()")


@graded()
def missing_packages_and_files(notebook):
    missing = "import gensim\nimport my_helpers\nopen('/home/me/data.txt')"
    return with_cell(with_cell(notebook, missing), "from google.colab import drive")


@graded()
def tests_run_by_hand(notebook):
    at = place(notebook, "nce_loss")
    return with_cell(notebook, notebook["cells"][at + 1]["source"], before="nce_loss")
