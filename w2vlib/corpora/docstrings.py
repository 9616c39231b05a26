"""The English documentation on this computer: docstrings of installed packages, as prose.

Files are parsed with `ast`, never imported. About 3 million words with the course's environment.
"""

from __future__ import annotations

import ast
import gzip
import hashlib
import importlib.util
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from tqdm.auto import tqdm

from w2vlib.corpora.cache_folder import cache_folder
from w2vlib.corpora.docstring_prose import prose_sentences
from w2vlib.write_aside import write_aside

# Import name -> name of the distribution, which knows the version.
PACKAGES = {
    "tensorflow": "tensorflow",
    "keras": "keras",
    "numpy": "numpy",
    "scipy": "scipy",
    "sklearn": "scikit-learn",
    "matplotlib": "matplotlib",
    "pandas": "pandas",
    "sqlalchemy": "SQLAlchemy",
    "IPython": "ipython",
    "tornado": "tornado",
    "joblib": "joblib",
    "traitlets": "traitlets",
    "jinja2": "Jinja2",
    "PIL": "pillow",
    "h5py": "h5py",
    "ipywidgets": "ipywidgets",
    "nbgrader": "nbgrader",
    "nbconvert": "nbconvert",
    "jupyter_server": "jupyter_server",
}
_CLEANING = 2  # raise it when the cleaning changes, so that older cached text is not used


class Docstrings:
    """Sentences from the docstrings of installed packages and of Python itself.

    The text is made once (about 20 seconds, with a progress bar) and cached under the versions of
    the packages; in a folder that cannot be written, for this process only.

    Args:
        packages: import names to read; those not installed are left out.
        folder: where the text is cached.
        standard_library: read Python's own modules and its help topics, too.
        progress: show a bar on standard error while the text is made.
    """

    name = "docstrings"

    def __init__(
        self,
        packages: list[str] | None = None,
        folder: str | Path | None = None,
        standard_library: bool = True,
        progress: bool = True,
    ):
        self.packages = list(PACKAGES) if packages is None else list(packages)
        self.standard_library = standard_library
        self.progress = progress
        self.folder = Path(folder) if folder else cache_folder()
        self._text: Path | None = None
        self._temporary: tempfile.TemporaryDirectory | None = None

    def sentences(self) -> Iterator[list[str]]:
        """A fresh pass over the text; the first one ever makes it."""
        if self._text is None or not self._text.is_file():
            self._text = self._make_text()
        with gzip.open(self._text, "rt", encoding="utf-8") as file:
            for line in file:
                yield line.split()

    def version(self) -> str:
        """Changes with Python, with the version of any package, and with the cleaning."""
        return f"docstrings {self._key()}"

    def _make_text(self) -> Path:
        text = self.folder / f"docstrings-{self._key()}.txt.gz"
        if text.is_file():
            return text
        try:
            self._write(text)
        except OSError as error:
            self._temporary = tempfile.TemporaryDirectory(prefix="w2vlib-")
            warnings.warn(
                f"the text could not be kept in {self.folder} ({error}); it is made anew each time",
                stacklevel=3,
            )
            text = Path(self._temporary.name) / text.name
            self._write(text)
        return text

    def _write(self, text: Path) -> None:
        with write_aside(text) as aside, gzip.open(aside, "wt", 5, encoding="utf-8") as out:
            for docstring in self._docstrings():
                for sentence in prose_sentences(docstring):
                    out.write(" ".join(sentence) + "\n")

    def _key(self) -> str:
        """Changes with Python, with the version of any package, and with the cleaning."""
        versions = [f"cleaning {_CLEANING}"]
        if self.standard_library:
            versions.append(f"python {sys.version_info[:3]}")
        for package in self.packages:
            if package_folder(package):
                versions.append(f"{package} {_version(package)}")
        return hashlib.sha256("\n".join(versions).encode()).hexdigest()[:16]

    def _docstrings(self) -> Iterator[str]:
        """Every docstring once, however often it is re-exported."""
        seen: set[bytes] = set()
        files = [file for package in self.packages for file in _python_files(package)]
        files += _standard_library() if self.standard_library else []
        # Where nobody watches a terminal (a notebook, a file) the bar would be hundreds of lines.
        hidden = None if self.progress else True
        for file in tqdm(
            files, desc="reading docstrings", unit="files", disable=hidden, file=sys.stderr
        ):
            for docstring in docstrings_of(file):
                digest = hashlib.sha1(docstring.encode("utf-8", "replace")).digest()
                if digest not in seen:
                    seen.add(digest)
                    yield docstring


def package_folder(package: str) -> Path | None:
    """The folder of an installed package, found without importing it; None if not installed."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def _version(package: str) -> str:
    try:
        return metadata.version(PACKAGES.get(package, package))
    except metadata.PackageNotFoundError:
        return "unknown"


def _python_files(package: str) -> list[Path]:
    folder = package_folder(package)
    return [] if folder is None else _without(("tests",), folder)


def _standard_library() -> list[Path]:
    """Python's own modules, among them `pydoc_data.topics`, the texts of `help("topics")`."""
    return _without(("test", "tests", "site-packages", "lib2to3"), Path(os.__file__).parent)


def _without(left_out: tuple[str, ...], folder: Path) -> list[Path]:
    """Python files below a folder, but none of folders that hold code rather than prose."""
    files = sorted(folder.rglob("*.py"))
    return [f for f in files if not set(left_out) & set(f.relative_to(folder).parts)]


def docstrings_of(file: Path) -> Iterator[str]:
    """Docstrings of a module and all in it; texts given to `add_newdoc`; values of `topics`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about escapes in other people's strings
            tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError, OSError, RecursionError):
        return  # a template or a file for another Python version
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if docstring := ast.get_docstring(node):
                yield docstring
        elif isinstance(node, ast.Call) and _called(node) == "add_newdoc":
            yield from (text for arg in node.args for text in _strings(arg) if " " in text)
        elif isinstance(node, ast.Dict) and file.parent.name == "pydoc_data":
            yield from (text for value in node.values for text in _strings(value))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _strings(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value
