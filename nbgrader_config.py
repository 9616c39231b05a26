"""Read by nbgrader's own tools when they are started in this folder: formgrader, and `nbgrader`.

To be started elsewhere, they need this folder in JUPYTER_CONFIG_PATH.
"""

import sys
from pathlib import Path

HERE = str(Path(__file__).resolve().parent)
if sys.path[0] != HERE:  # nbgrader reads this file again for every request
    sys.path.insert(0, HERE)

try:
    from tools.nbgrader_config import instructor_config, let_alembic_be_found
except ImportError as error:  # nbgrader would go on without, and run students' code unguarded
    sys.exit(f"{__file__}: {error}")

let_alembic_be_found()
get_config().merge(instructor_config(Path(HERE)))  # noqa: F821
