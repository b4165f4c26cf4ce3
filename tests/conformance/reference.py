"""Runs an AWS CLI's command lines, each in a fork of this process.

Importing the AWS CLI takes longer than most of its commands; here that happens once. A request is a line of JSON with
`args`, `env`, `cwd` and `stdin`, the answer one with `exit`, `stdout` and `stderr` (Base64). The fork is what the
program's own process would be: its streams are pipes, the environment and the time zone are the request's.
"""

import base64
import importlib.util
import json
import os
import select
import signal
import sys
import time
from unittest import mock

# A library in C with threads of its own, which a fork loses and then waits for. No command of MTurk needs it.
if importlib.util.find_spec("awscrt"):
    for name in ("", ".auth", ".checksums", ".crypto", ".exceptions", ".http", ".io", ".s3"):
        sys.modules["awscrt" + name] = mock.MagicMock()

requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "w")

import awscli.clidriver  # noqa: E402
import awscli.formatter  # noqa: E402,F401


# The longest life of a fork, in seconds.
LIMIT = 80


def become(request, stdin, stdout, stderr):
    """The program itself; does not return."""
    for number, end in enumerate((stdin, stdout, stderr)):
        os.dup2(end, number)
    os.closerange(3, 64)
    os.chdir(request["cwd"])
    # The AWS CLI sets this when it is imported.
    models = os.environ["AWS_DATA_PATH"]
    os.environ.clear()
    os.environ.update(request["env"], AWS_DATA_PATH=models)
    time.tzset()
    signal.alarm(LIMIT)
    sys.argv = ["aws", *request["args"]]
    try:
        code = awscli.clidriver.main()
    except SystemExit as exit:
        code = exit.code
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads of the process before the fork, which the usual way out would wait for, are not there.
    os._exit(code or 0)


def run(request):
    ends = [os.pipe() for _ in range(3)]
    (stdin, feed), (out, stdout), (err, stderr) = ends
    child = os.fork()
    if child == 0:
        become(request, stdin, stdout, stderr)
    for end in (stdin, stdout, stderr):
        os.close(end)
    # All inputs fit into the pipe.
    try:
        os.write(feed, request["stdin"].encode())
    except BrokenPipeError:
        pass
    os.close(feed)
    printed = read_both(out, err)
    _, status = os.waitpid(child, 0)
    exit = os.waitstatus_to_exitcode(status)
    stdout, stderr = (base64.b64encode(printed[end]).decode() for end in (out, err))
    return {"exit": exit if exit >= 0 else None, "stdout": stdout, "stderr": stderr}


def read_both(*ends):
    """What comes from pipes until both are closed."""
    printed, open_ends = {end: b"" for end in ends}, list(ends)
    while open_ends:
        for end in select.select(open_ends, [], [])[0]:
            part = os.read(end, 1 << 16)
            printed[end] += part
            if not part:
                open_ends.remove(end)
                os.close(end)
    return printed


for line in requests:
    print(json.dumps(run(json.loads(line))), file=answers, flush=True)
