"""Sliders under a figure, where the notebook runs in a program that can show them."""

import os
from collections.abc import Callable

# Set by the programs that show widgets: Jupyter's server, Visual Studio Code, Google Colab.
_FRONT_ENDS = ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG")


def sliders(draw: Callable, **controls: tuple | list) -> None:
    """Show sliders that call `draw` with their values, first at once, then whenever one is moved.

    Where nothing can be moved (a notebook that is built, tested or graded) a line says so instead;
    show a still figure, too.

    Args:
        draw: shows a figure; gets the controls' values by their names.
        controls: name -> (lowest, highest, first value) for whole numbers, or a list of choices.
    """
    if not any(name in os.environ for name in _FRONT_ENDS):
        print("(Run this cell in Jupyter to get sliders here.)")
        return
    from ipywidgets import Dropdown, IntSlider, interact

    widgets = {}
    for name, control in controls.items():
        label = name.replace("_", " ")
        if isinstance(control, tuple):
            low, high, first = control
            widgets[name] = IntSlider(first, low, high, description=label, continuous_update=False)
        else:
            widgets[name] = Dropdown(options=control, description=label)
    interact(draw, **widgets)
