# %% [markdown]
# # How this course works
#
# **How do I know whether my code is right, and what helps me when it is not?**
#
# Welcome! In ten lessons you write, piece by piece, a program that learns what words mean
# from nothing but text. This first one takes about 10 minutes. After it you can run cells,
# solve an exercise, and read what its check tells you.

# %% [markdown]
# ## The map
#
# The program is **word2vec**, which Tomas Mikolov and others published in 2013. It makes a
# **vector**, a list of numbers, for each word; words that are used alike get vectors that
# are alike. In lesson 09 your pieces of it train a model.
#
# |lesson|what you write|its use in lesson 09|minutes|
# |---|---|---|---|
# |00|your first function| |10|
# |01|words to ids, ids to vectors|vocabulary, table of vectors|60|
# |02|pairs of neighbouring words|what is learned from|60|
# |03|words drawn at random|your noise|90|
# |04|NCE, negative sampling|your loss|100|
# |05|the softmax losses|validation|95|
# |06|dropping frequent words|your rule|75|
# |07|similar words, analogies|is it good?|90|
# |08|maps of words|the map at the end|75|
# |09|a real training| |130|

# %% [markdown]
# In all that is about 13 hours. You should know Python's functions, loops and lists, a
# little NumPy (arrays and their shapes, products of matrices), and logarithms. Machine
# learning and TensorFlow are explained where they come up. Our text is British English; in
# code you will also meet American spelling, such as `neighbors`.

# %% [markdown]
# ## Run a cell
#
# A notebook is made of cells. Some hold text, like this one; some hold code. Click on the
# code cell below and press **Shift + Enter**: Python runs it, and what it shows appears
# under it. The number in `[ ]` on the left says that it has run; a star, `[*]`, that it is
# running still. TensorFlow takes some seconds to load.

# %%
import w2vlib.quiet  # keeps TensorFlow's start-up messages out of the notebook

import contextlib
import sys

import numpy as np
import tensorflow as tf

from grader_tests import CheckFailed, check, guess

# %% [markdown]
# Run the cells from the top, one after another. A later cell uses what earlier ones have
# imported or defined.
#
# ## Is my machine ready?
#
# The course wants Python 3.11, 3.12 or 3.13, TensorFlow 2.21, and NumPy 2. A graphics
# processor (GPU) is not needed. If the last line says *other versions*, close JupyterLab
# and start the course again as its README says; that installs the right versions.

# %%
gpus = tf.config.list_physical_devices("GPU")
print("Python     ", sys.version.split()[0])
print("NumPy      ", np.__version__)
print("TensorFlow ", tf.__version__)
print("GPU        ", f"{len(gpus)} found" if gpus else "none; the processor is enough")
ready = (
    (3, 11) <= sys.version_info[:2] <= (3, 13)
    and np.__version__.startswith("2.")
    and tf.__version__.startswith("2.21.")
)
print("ready" if ready else "other versions: see above")

# %% [markdown]
# Can it train, too? Here is the goal of the whole course, in a small size. `w2vlib`, the
# library of the course, reads 2000 sentences of a made-up story about a dog, a cat and a
# kitchen. Nobody tells it what a word means. Then we ask which words it takes for similar.
# (You need not understand this code yet. You will write its pieces yourself.)

# %%
from w2vlib import Trainer
from w2vlib.corpora.story import story

# 16 numbers a word; a window of 2 (lesson 02); no word left out (lessons 01 and 06);
# the seed is where chance begins; validation=False keeps no text back for a test.
settings = {"dim": 16, "window": 2, "min_count": 1, "subsample": 0, "seed": 1}
trainer = Trainer(story(2000), progress=False, validation=False, **settings).train()
for word in ("dog", "growl", "bowl", "four"):
    near = [other for other, _ in trainer.vectors.neighbors(word, k=3)]
    print(f"{word:6} is like", ", ".join(near))

# %% [markdown]
# A dog is like other animals, to growl is like other sounds. If you see such lines, your
# machine is ready.

# %% [markdown]
# ## What is an exercise?
#
# Every exercise looks the same. From top to bottom:
#
# 1. The **task**, with its difficulty (●○○ is easy), minutes and points.
# 2. The **scaffold cell**: the beginning of a function. Replace `# YOUR CODE HERE` and the
#    line below it by your code. Keep the function's name and its parameters.
# 3. The **test cell**: it checks your function. It is locked, so you can't change it by
#    accident.
# 4. **Folds**: hints, the expected output, and errors that others have met. Click on one to
#    open it, the first hint first.

# %% [markdown]
# ## What does a check say?
#
# Not attempted, not yet right, stopped by an error, or right. You can see all four before
# you write anything: below we ask the check of this lesson's exercise, which is about a
# function that *doubles* values. The function `ask` shows the verdict and goes on. In a real
# test cell, all but *right* also end in an error, so that you can't overlook it.

# %%
def ask(answer):
    """Show what the check says about `answer`; never stop with an error."""
    with contextlib.suppress(CheckFailed):
        check("00.double", answer, seed=1)

# %% [markdown]
# **Not attempted.** This is how a scaffold cell looks before you write. Nothing is wrong,
# there is just nothing to judge yet:

# %%
def untouched(values):
    raise NotImplementedError

ask(untouched)

# %% [markdown]
# **Not yet right, and why.** Here is a function that adds two, where it should multiply by
# two. What does the check find out about it?

# %%
def add_two(values):
    return np.array(values) + 2

ask(add_two)

# %% [markdown]
# It names the misunderstanding. Open *The call that shows it*: there you see the call that
# failed, what was expected, and what came instead. The picture shows the same.
#
# The numbers are drawn anew for every check. To see the same ones again, type in a new
# cell, with the *seed* that your check has shown:
# `check("00.double", double, seed=99632)`
#
# **Stopped by an error.** Then the check tells you the line:

# %%
def stops(values):
    return values.double()

ask(stops)

# %% [markdown]
# **Right.** You will see this one in a moment, from your own test cell.
#
# The points of an exercise are divided among a few things, listed at the end: here the
# shape of the answer, lists, and arrays. ✔ means earned. ✘ marks the first thing that fails,
# and the message is about it; – means that this one fails, too. So a function that is right
# for arrays only gets a part of the points.

# %% [markdown]
# ## What if I am stuck?
#
# Open the hints one after another: in each exercise the last one is nearly the answer. The
# course's own folder `solutions` holds every lesson with all answers, already run (if you
# got the course without it, ask your teacher).
#
# In a lesson, later cells call your function, so they fail while it does. But each lesson
# imports what it needs of earlier ones from `w2vlib`. You can always begin the next one.

# %% [markdown]
# ## Now you
#
# From time to time a lesson asks you to predict something *before* you run it. Predictions
# give no points. A wrong one is worth as much as a right one: you remember better what
# surprised you. Put one of the keys, with its quotes, in place of `None`.

# %% [markdown] prediction="00.list_times_two"

# %%
print([1, 2, 3] * 2)
print(np.array([1, 2, 3]) * 2)

# %% exercise="00.double"
def double(values):
    """Every value doubled.

    values: a flat list of numbers, or an array of any shape.
    Returns an array (or a list) of the same shape; `values` stays as it is.
    """
    ### BEGIN SOLUTION
    return 2 * np.array(values)
    ### END SOLUTION

# %% [markdown]
# ## The Validate button
#
# Above the notebook JupyterLab has a button **Validate** (it belongs to nbgrader). Save,
# then press it. It runs the whole notebook from the top in a fresh Python and says whether
# all checks pass. Your code may work now only because of something you have deleted since;
# a fresh start finds that out. Exercises you have not attempted are reported, too.
# A cell that does not end is stopped after 90 seconds.

# %% [markdown]
# ## Where is my work?
#
# In the notebook's file, and nowhere else: your code, and what the cells have shown. Save it
# with **Ctrl + S** (on a Mac **⌘ + S**). A check sends nothing. It notes your points on your
# own disk; *README.md*, in the folder on the left, shows them.
#
# What is *not* in the file are the values in Python's memory. When you open the notebook
# again, run the cells from the top: menu *Run*, then *Run All Cells*. It stops at the first
# check that is not right.

# %% [markdown]
# ## Summary
#
# - Shift + Enter runs a cell; run them from the top.
# - Your code goes into the scaffold cell; the test cell says *not attempted*, *not yet
#   right* with a reason, where your code stopped, or *right*.
# - Hints are folded below it. Validate runs everything in a fresh Python.
# - Your work is in the notebook's file. Save it.

# %% [markdown]
# **What could go wrong**
#
# - `NameError: name 'np' is not defined`: a cell above has not run yet. Run from the top.
# - You changed a function, but the check says the same: run the function's cell again first.
# - A cell shows `[*]` and never ends: press ■ above the notebook, and look for a loop that
#   never stops.
# - Nothing helps: menu *Kernel*, then *Restart Kernel*, and run from the top.

# %% [markdown]
# **Where it comes from.** The scaffold cells, the locked test cells and the Validate button
# are those of nbgrader (Project Jupyter and others, 2019).
#
# Next: *01-one-hot-vs-dense*, how a word becomes numbers.
