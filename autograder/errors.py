"""How a command ends: its exit statuses, and the base class of what ends it with a sentence.

Whatever raises such an error imports this, so it needs the standard library only. It says nothing about how an error is
written into a result: that is the text of the error alone.
"""

OK, OUR_FAULT, WRONG_USAGE, NO_SANDBOX, DIFFERS, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""The exit statuses. docs/commands.md says what each command means by them."""


class CommandError(Exception):
    """Ends a command with a sentence in place of a traceback. The message says what is wrong and what to do.

    status: how the command ends. beginning: what the terminal shows in front of the message.
    """

    status = WRONG_USAGE
    beginning = ""
