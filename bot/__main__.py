"""`python -m bot` and the console script `onrecord`."""

import sys

from bot.cli.main import app
from bot.show.terminal import print_error
from corpus.errors import OnRecordError


def main() -> None:
    """Run the command line; an expected error is told in a plain sentence, exit code 1."""
    try:
        app()
    except OnRecordError as error:
        print_error(error)
        sys.exit(1)


if __name__ == "__main__":
    main()
