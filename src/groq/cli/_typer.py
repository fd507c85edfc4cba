"""All commands, parsed by typer."""

from __future__ import annotations

import inspect
from typing import Any, Callable, Dict, List, Optional, Sequence, Type, cast

import typer
import typer.main

from .._version import __version__
from . import _commands
from ._declare import Command, Invocation, Parameter
from ._failure import Usage
from ._statuses import STATUSES

__all__ = ["parsed"]

# Click's class, which newer releases of typer carry along under a name of their own.
_UsageError = cast(Type[Exception], typer.BadParameter.__mro__[1])


def parsed(argv: Sequence[str], prog: str) -> Optional[Invocation]:
    """The command that `argv` asks for; None where help or the version was asked for, and shown."""
    command: Any = typer.main.get_command(_app())
    try:
        found = command.main(args=list(argv), prog_name=prog, standalone_mode=False)
    except _UsageError as error:
        told: Any = error
        usage = told.ctx.get_usage() if told.ctx else "Usage: %s COMMAND [OPTIONS] [ARGS]..." % prog
        raise Usage(told.format_message(), usage) from None
    except typer.Abort:  # what it makes of an interrupt
        raise KeyboardInterrupt from None
    return found if isinstance(found, Invocation) else None


def _app() -> typer.Typer:
    app = typer.Typer(
        help="Talk to Groq from the command line.",
        epilog=STATUSES,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_version_or_command)
    groups: Dict[str, typer.Typer] = {}
    for name, help in _commands.GROUPS.items():
        groups[name] = typer.Typer(help=help, epilog=STATUSES)
        app.add_typer(groups[name], name=name)
    for command in _commands.COMMANDS:
        group, _, name = command.name.rpartition(" ")
        target = groups[group] if group else app
        target.command(name, help=command.help, epilog=STATUSES)(_callback(command))
    return app


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo("groq %s" % __version__)
        raise typer.Exit


def _version_or_command(
    version: bool = typer.Option(False, "--version", help="show the version", callback=_show_version, is_eager=True),
) -> None:
    """Only what stands before a command."""


def _callback(command: Command[Any]) -> Callable[..., Invocation]:
    """A function with the signature that typer reads; it runs nothing, so that nothing runs inside typer."""

    def callback(context: typer.Context, **given: Any) -> Invocation:
        return Invocation(command, given, context.get_usage())

    parameters = command.parameters()
    signature: Any = callback
    signature.__annotations__ = {"context": typer.Context, **{p.name: _annotation(p) for p in parameters}}
    signature.__signature__ = inspect.Signature(
        [
            inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
            *map(_signed, parameters),
        ]
    )
    return callback


def _annotation(parameter: Parameter) -> Any:
    if parameter.kind is bool:
        return bool
    if parameter.many:
        return List[str] if parameter.required else Optional[List[str]]
    return str if parameter.required else Optional[str]


def _signed(parameter: Parameter) -> inspect.Parameter:
    default: Any = parameter.default if parameter.kind is bool else ... if parameter.required else None
    if parameter.flags:
        shown: Any = typer.Option(
            default,
            *parameter.flags,
            help=parameter.described,
            metavar=parameter.metavar or None,
            show_default=False,
        )
    else:
        shown = typer.Argument(default, help=parameter.described, metavar=parameter.metavar, show_default=False)
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(parameter.name, kind, default=shown, annotation=_annotation(parameter))
