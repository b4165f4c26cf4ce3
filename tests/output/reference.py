"""Fills in what the AWS CLI prints for the cases in cases.json.

Run it with the Python that has awscli 2 (on Debian: /usr/bin/python3 reference.py) after adding a case.
"""
import copy
import io
import json
import pathlib
import types

import jmespath
from awscli import formatter, table

CASES = pathlib.Path(__file__).with_name("cases.json")


class Pages(formatter.PageIterator):
    """A paginated run that has its pages already."""

    def __init__(self, pages, resume):
        self._pages = pages
        self._result_keys = [jmespath.compile("Assignments")]
        self._resume_token = resume
        self._non_aggregate_part = {}

    def __iter__(self):
        return iter(self._pages)


class Resetting(io.StringIO):
    """Standard output as colorama wraps it: a reset after every write."""

    def write(self, text):
        super().write(text)
        super().write("\x1b[0m")


def printed(case):
    """What the AWS CLI prints; None where it fails."""
    color = case.get("color", False)
    query = case.get("query")
    args = types.SimpleNamespace(color="off", query=query and jmespath.compile(query))
    table.determine_terminal_width = lambda: case.get("width", 80)
    output = formatter.get_formatter(case["format"], args)
    if color:
        output.table._styler = object.__new__(table.ColorizedStyler)
    if "whole" in case:
        response = copy.deepcopy(case["whole"])
    else:
        response = Pages(copy.deepcopy(case["pages"]), case.get("resume"))
    stream = Resetting() if color else io.StringIO()
    try:
        output("ListAssignmentsForHIT", response, stream)
    except (AttributeError, IndexError, TypeError, ValueError, jmespath.exceptions.JMESPathError):
        return None
    return stream.getvalue()


cases = json.loads(CASES.read_text())
for case in cases:
    case["expected"] = printed(case)
lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
CASES.write_text(f"[\n{lines}\n]\n")
