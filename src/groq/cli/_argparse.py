"""The commands that work without the extra "cli", parsed by argparse."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn, Optional, Sequence

from .._version import __version__
from . import _commands
from ._declare import Command, Invocation, Parameter
from ._failure import Failure, Usage
from ._statuses import STATUSES

__all__ = ["INSTALL", "parsed"]

INSTALL = 'python -m pip install "groq[cli]"'


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Usage(message, self.format_usage())


def parsed(argv: Sequence[str], prog: str) -> Optional[Invocation]:
    """The command that `argv` asks for; None where help or the version was asked for, and shown."""
    others = {command.name.split()[0] for command in _commands.COMMANDS if not command.plain}
    if argv and argv[0] in others:
        raise Failure("`groq %s` needs more packages: %s" % (argv[0], INSTALL))
    parser = _parser(prog, others)
    if not argv:
        raise Usage("say what to do, chat or serve; for more commands: %s" % INSTALL, parser.format_usage())
    try:
        arguments = parser.parse_args(argv)
    except SystemExit:  # how argparse ends after help and the version
        return None
    given = vars(arguments)
    command, usage = given.pop("the command"), given.pop("its usage")
    return Invocation(command, given, usage)


def _parser(prog: str, others: Any) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=prog,
        description="Talk to Groq from the command line.",
        epilog="%s Also %s, after: %s" % (STATUSES, ", ".join(sorted(others)), INSTALL),
    )
    parser.add_argument("--version", action="version", version="groq %s" % __version__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in _commands.COMMANDS:
        if command.plain:
            _add(command, commands)
    return parser


def _add(command: Command[Any], commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser(
        command.name,
        help=_escaped(command.help),
        description=command.help,
        epilog=STATUSES,
        allow_abbrev=False,
    )
    for parameter in command.parameters():
        if parameter.kind is bool:
            _add_switch(parameter, parser)
        elif parameter.flags:
            action = "append" if parameter.many else "store"
            parser.add_argument(
                *parameter.flags,
                dest=parameter.name,
                metavar=parameter.metavar,
                help=_escaped(parameter.described),
                action=action,
            )
        else:
            _add_argument(parameter, parser)
    parser.set_defaults(**{"the command": command, "its usage": parser.format_usage()})


def _add_argument(parameter: Parameter, parser: argparse.ArgumentParser) -> None:
    nargs = ("+" if parameter.many else None) if parameter.required else ("*" if parameter.many else "?")
    parser.add_argument(parameter.name, nargs=nargs, metavar=parameter.metavar, help=_escaped(parameter.described))


def _add_switch(parameter: Parameter, parser: argparse.ArgumentParser) -> None:
    on, _, off = parameter.flags[0].partition("/")
    help = _escaped(parameter.help)
    parser.add_argument(on, *parameter.flags[1:], dest=parameter.name, action="store_true", default=None, help=help)
    if off:
        parser.add_argument(off, dest=parameter.name, action="store_false", default=None, help="the opposite")


def _escaped(text: str) -> str:
    """Help for argparse, which takes a percent sign for a placeholder."""
    return text.replace("%", "%%")
