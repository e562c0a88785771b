"""Entry of ``songhanh``: reads the words, calls one command, prints what it gives.

Exit 0 done · 1 done, findings of severity error exist · 2 refused · 3 interrupted.
"""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from songhanh.site.commandline import (
    data_commands,
    plan_commands,
    report_commands,
    result_commands,
    site_commands,
    unit_commands,
)
from songhanh.site.commandline.errors import WrongUseError
from songhanh.site.commandline.output import (
    INTERRUPTED,
    REFUSED,
    Outcome,
    print_outcome,
    say,
)

Command = Callable[[argparse.Namespace], Outcome]

GROUPS = (
    plan_commands,
    unit_commands,
    data_commands,
    result_commands,
    report_commands,
    site_commands,
)


_PROBLEMS = (
    (r"the following arguments are required: (.+)", r"còn thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không nhận \1"),
    (
        r"argument (.+): invalid choice: '?(.*?)'? \(choose from (.+)\)",
        r"\1 chỉ nhận \3, không nhận “\2”",
    ),
    (r"argument (.+): expected (?:one|at least one) argument", r"sau \1 còn thiếu giá trị"),
    (r"argument (.+): invalid int value: '(.*)'", r"\1 phải là số nguyên, không phải “\2”"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 không đi cùng \2"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 có thể là \2, hãy ghi đủ"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)
"""What argparse says, by pattern, and how it reads in Vietnamese."""

_HEADINGS = {
    "usage:": "cách dùng:",
    "positional arguments:": "tham số:",
    "options:": "tùy chọn:",
    "show this help message and exit": "hiện hướng dẫn này",
}


class VietnameseParser(argparse.ArgumentParser):
    """A parser that helps in Vietnamese and refuses in one plain Vietnamese sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse with exit 2.

        Raises:
            WrongUseError: always.
        """
        raise WrongUseError(
            f"Lệnh “{self.prog}” chưa đúng cách dùng ({_in_vietnamese(message)}). "
            f"Hãy xem “{self.prog} --help” rồi gọi lại."
        )

    def format_help(self) -> str:
        """The help, with the headings argparse writes in English."""
        text = super().format_help()
        for english, vietnamese in _HEADINGS.items():
            text = text.replace(english, vietnamese, 1)
        return text


def _in_vietnamese(message: str) -> str:
    """What argparse says about the words of a call, in Vietnamese."""
    for pattern, words in _PROBLEMS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(words)
    return message


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in words
    words = [word for word in words if word != "--json"]
    try:
        options = parser().parse_args(words)
        command: Command = options.command
        outcome = command(options)
        print_outcome(outcome, as_json=as_json)
    except KeyboardInterrupt:
        say("Đã dừng theo yêu cầu.")
        return INTERRUPTED
    except BrokenPipeError:
        return INTERRUPTED
    except Exception as error:
        sentence = refusal_of(error)
        if sentence is None:
            raise
        say(sentence)
        return REFUSED
    return outcome.exit_code


def refusal_of(error: Exception) -> str | None:
    """The sentence of a refusal; None when the error is no refusal but a fault of ours."""
    if isinstance(error, WrongUseError):
        return str(error)
    from songhanh.foundation.lib.errors import RefusedError
    from songhanh.foundation.lib.rules import NotAllowedError

    if isinstance(error, RefusedError):
        return error.message
    if isinstance(error, NotAllowedError):
        return error.reason
    return None


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    root = VietnameseParser(
        prog="songhanh", description="Song Hành: từ văn bản kế hoạch đến báo cáo được ký."
    )
    root.add_argument("--by", metavar="TÀI_KHOẢN", help="ghi nhật ký dưới tên tài khoản này")
    commands = root.add_subparsers(metavar="LỆNH", required=True)
    for group in GROUPS:
        group.add_to(commands)
    return root


if __name__ == "__main__":
    sys.exit(main())
