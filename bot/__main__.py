"""`python -m bot` and the console script `onrecord`."""

import sys

from pydantic import ValidationError

from bot.cli.main import app
from bot.settings import wrong_variables
from bot.show.terminal import print_error
from corpus.errors import Misconfigured, OnRecordError


def main() -> None:
    """Run the command line; an expected error is told in a plain sentence, exit code 1."""
    try:
        app()
    except OnRecordError as error:
        print_error(error)
        sys.exit(1)
    except ValidationError as error:
        names = ", ".join(wrong_variables(error))
        print_error(Misconfigured("error.settings", names=names))
        sys.exit(1)


if __name__ == "__main__":
    main()
