"""The command `autograder`: loads the command that was typed and runs it; what goes wrong becomes a sentence.

Each process that grades loads this again, and so does each `--help`: nothing is imported here that takes long.
"""

import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from autograder.command_line import parse
from autograder.commands.complaints import complain
from autograder.errors import INTERRUPTED, OUR_FAULT, WRONG_USAGE, CommandError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name that the terminal cannot show costs no result
    options = parse(arguments)
    # No command multiplies large matrices, and to start numpy's threads, one for each processor, takes 0.1 s and more.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        status: int = import_module(f"autograder.commands.{options.command}").run(options)
        return status
    except CommandError as error:
        complain(f"{error.beginning}{error}")
        return error.status
    except OSError as error:
        complain(f"{error.filename or 'a file'}: {error.strerror or error}{_advise(error)}")
        return OUR_FAULT if options.command == "grade" else WRONG_USAGE
    except KeyboardInterrupt:
        complain("stopped. Finished results are kept; run the same command to continue.")
        return INTERRUPTED


def _advise(error: OSError) -> str:
    """What to do about an error of the file system, where we know."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return ". Free some space and run the same command again. Finished results are kept." if full else ""


if __name__ == "__main__":
    sys.exit(main())
