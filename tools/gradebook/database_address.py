"""The address of a gradebook's database, and what is said about it: never its password."""

import contextlib
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from tools.doctor import part_command
from tools.grading.trouble import CannotGrade

EXAMPLE = "postgresql://NAME:PASSWORD@HOST/DATABASE"
CONNECT_SECONDS = "10"  # PostgreSQL's client else waits for minutes for a host that is silent
SECRET = ("password", "passfile", "sslpassword")


class Address:
    """A database's URL.

    Raises:
        CannotGrade: it is none, or what is needed to reach it is not installed.
    """

    def __init__(self, url: str):
        try:
            self.url = make_url(url)
        except (ArgumentError, ValueError):  # what was given is not shown: it may be a secret
            raise CannotGrade(f"--gradebook takes a database's URL, such as {EXAMPLE}.") from None
        if self.is_sqlite and self.url.database in (None, "", ":memory:"):
            raise CannotGrade(
                "--gradebook: SQLite needs a file, as in sqlite:////home/me/grades.db."
            )
        if self.url.get_backend_name() == "postgresql" and "connect_timeout" not in self.url.query:
            self.url = self.url.update_query_dict({"connect_timeout": CONNECT_SECONDS})
        self._find_driver()

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def text(self) -> str:
        """The URL, password and all."""
        return self.url.render_as_string(hide_password=False)

    @property
    def shown(self) -> str:
        """The URL without what may be secret."""
        return self.url.set(query={}).render_as_string(hide_password=True)

    def _find_driver(self) -> None:
        kind = self.url.drivername
        try:
            create_engine(self.url).dispose()
        except NoSuchModuleError:
            raise CannotGrade(
                f"--gradebook: there is no kind of database called {kind!r}. Use {EXAMPLE}."
            ) from None
        except ImportError as error:
            postgres = self.url.get_backend_name() == "postgresql"
            mend = part_command("postgresql") if postgres else f"its package {error.name}"
            raise CannotGrade(
                f"--gradebook: the driver for {kind} is not installed. Install it: {mend}"
            ) from None

    @contextlib.contextmanager
    def errors(self) -> Iterator[None]:
        """Turn what the database says into one line.

        Raises:
            CannotGrade: the database said that something is wrong.
        """
        try:
            yield
        except DBAPIError as error:
            raise CannotGrade(
                f"--gradebook: {self.shown} can't be used: {self.what_it_said(error)}"
            ) from None

    def what_it_said(self, error: DBAPIError) -> str:
        """The first line of what the database said, without secrets."""
        said = str(error.orig).strip().split("\n")[0][:300]
        secrets = [self.url.password, *(self.url.query.get(name) for name in SECRET)]
        for secret in filter(None, map(str, filter(None, secrets))):
            for form in (secret, quote(secret, safe=""), quote_plus(secret)):
                said = said.replace(form, "***")
        return said
