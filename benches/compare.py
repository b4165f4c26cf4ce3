#!/usr/bin/env python3
"""hitdeck beside the AWS CLI v2: start-up, 10,000 and 50,000 assignments, memory, processor time, and what latency costs.

    cargo build --release && python3 benches/compare.py

Prints a Markdown table. Both programs ask the same endpoint (`hitdeck endpoint`, a process of its own on the same
machine) in turns, each going first every other time. Needs nothing but Python's standard library and the AWS CLI v2.
"""

import argparse
import datetime
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

# No program under test lives longer, in seconds: one that hangs ends the measurement instead of holding it up.
LIMIT = 600

HIT = "3BULK0000000000000000000000000"
ANSWER_BYTES = 2048
PAGE = 100
VERB = "list-assignments-for-hit"


class Endpoint:
    """`hitdeck endpoint` with one big HIT, for as long as the `with` lasts."""

    def __init__(self, hitdeck, count, latency=0):
        self.command = [hitdeck, "endpoint", "--bulk", f"{count}x{ANSWER_BYTES}", "--latency", str(latency)]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        # It says where it is once it holds all it was asked for.
        limit = threading.Timer(LIMIT, self.process.kill)
        limit.start()
        url = self.process.stdout.readline().strip()
        limit.cancel()
        return url or sys.exit("compare: the endpoint did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(LIMIT)


def environment(home):
    """Invented credentials, and nothing of the user's own."""
    nowhere = os.path.join(home, "none")
    return {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "AWS_CONFIG_FILE": nowhere,
        "AWS_SHARED_CREDENTIALS_FILE": nowhere,
        "AWS_ACCESS_KEY_ID": "AKIDINVENTED",
        "AWS_SECRET_ACCESS_KEY": "invented",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
    }


def run(command, env):
    """Runs a command with its output thrown away: seconds, peak memory in MiB, and seconds of processor time."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    limit = threading.Timer(LIMIT, process.kill)
    limit.start()
    _, status, usage = os.wait4(process.pid, 0)
    limit.cancel()
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"compare: exit code {process.returncode} of: {' '.join(command)}")
    unit = 1 if platform.system() == "Darwin" else 1024
    return seconds, usage.ru_maxrss * unit / 2**20, usage.ru_utime + usage.ru_stime


def bare_client(url):
    """Reads the pages of the big HIT and looks for nothing but the next token: seconds of processor time."""
    # Here, for a child begins as a copy of this process: what is imported counts in the memory of all that start later.
    import http.client
    import json
    import urllib.parse

    connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=LIMIT)
    headers = {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "MTurkRequesterServiceV20170117.ListAssignmentsForHIT",
    }
    asked, mark = {"HITId": HIT, "MaxResults": PAGE}, b'"NextToken":"'
    start = time.process_time()
    while True:
        connection.request("POST", "/", json.dumps(asked), headers)
        body = connection.getresponse().read()
        at = body.find(mark)
        if at < 0:
            return time.process_time() - start
        asked["NextToken"] = body[at + len(mark) : body.index(b'"', at + len(mark))].decode()


class Measure:
    """Runs of several commands in turns, and their medians."""

    def __init__(self, commands, env, runs):
        samples = {name: [] for name in commands}
        names = list(commands)
        for turn in range(runs + 1):
            for name in names if turn % 2 else reversed(names):
                sample = run(commands[name], env)
                # The first turn warms the disk cache.
                if turn > 0:
                    samples[name].append(sample)
        medians = {name: [statistics.median(one) for one in zip(*of)] for name, of in samples.items()}
        self.seconds, self.memory, self.cpu = ({name: of[at] for name, of in medians.items()} for at in range(3))


class Table:
    """Rows of a Markdown table, printed as they come. Memory below `floor` MiB does not show."""

    def __init__(self, floor):
        self.floor = floor
        print("| | hitdeck | aws | ratio | target |")
        print("|---|---|---|---|---|")

    @staticmethod
    def row(what, ours, theirs, ratio, target):
        print(f"| {what} | {ours} | {theirs} | {ratio} | {target} |", flush=True)

    def times(self, what, ours, theirs, target=None):
        verdict = "" if target is None else f"≥ {target}×: {verdict_of(theirs / ours >= target)}"
        self.row(what, spell(ours), spell(theirs), f"{theirs / ours:.1f}×", verdict)

    def memory(self, what, ours, theirs, target=None):
        verdict = "" if target is None else f"≤ 1/{target}: {verdict_of(ours * target <= theirs)}"
        # What is at the floor may be less: then the ratio is one that is reached at least.
        least = "≤ " if ours <= self.floor + 1 else ""
        self.row(what, f"{least}{ours:.0f} MiB", f"{theirs:.0f} MiB", f"{least}1/{theirs / ours:.1f}", verdict)


def verdict_of(met):
    return "met" if met else "**missed**"


def spell(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def commands(args, url, ours=(), theirs=()):
    """The two command lines for the big HIT."""
    common = ["--hit-id", HIT, "--endpoint-url", url, "--output", "json"]
    return {
        "hitdeck": [args.hitdeck, VERB, *common, *ours],
        "aws": [args.aws, "mturk", VERB, *common, *theirs],
    }


def start_up(args, env, table):
    with Endpoint(args.hitdeck, 10) as url:
        one = Measure(commands(args, url), env, args.runs)
    table.times("start-up and one page", one.seconds["hitdeck"], one.seconds["aws"], 40)
    table.memory("peak memory of that", one.memory["hitdeck"], one.memory["aws"])


def ten_thousand(args, env, table):
    with Endpoint(args.hitdeck, 10_000) as url:
        both = commands(args, url)
        both["aws, pages of 100"] = [*both["aws"], "--page-size", str(PAGE)]
        both["jsonl"] = [*both["hitdeck"], "--output", "jsonl"]
        both["jsonl"].remove("json")
        both["jsonl"].remove("--output")
        measure = Measure(both, env, args.long_runs)
    seconds, memory = measure.seconds, measure.memory
    table.times("10,000 × 2 KiB as json", seconds["hitdeck"], seconds["aws"], 10)
    table.times("… aws with `--page-size 100`", seconds["hitdeck"], seconds["aws, pages of 100"])
    table.times("… hitdeck as jsonl", seconds["jsonl"], seconds["aws, pages of 100"])
    table.memory("peak memory of 10,000 × 2 KiB as json", memory["hitdeck"], memory["aws"])
    table.memory("… hitdeck as jsonl", memory["jsonl"], memory["aws"])


def growth(args, env, table):
    """Peak memory by the number of assignments: ours should hardly grow. The target stands where it can be seen."""
    for count in (1_000, 10_000, 50_000):
        with Endpoint(args.hitdeck, count) as url:
            both = commands(args, url, theirs=["--page-size", str(PAGE)])
            memory = {name: run(command, env)[1] for name, command in both.items()}
        target = 6 if count == 50_000 else None
        table.memory(f"peak memory of {count:,} × 2 KiB, once", memory["hitdeck"], memory["aws"], target)


def fifty_thousand(args, env, table):
    """Queries, tables and text of 50,000, once each: what has to wait for the last page, and what does not."""
    kinds = {
        "`--query 'Assignments[].[WorkerId,Answer]'` as json": ["--query", "Assignments[].[WorkerId,Answer]"],
        "`--query 'sort_by(Assignments,&SubmitTime)'` as json": ["--query", "sort_by(Assignments,&SubmitTime)"],
        "`--output table`": ["--output", "table"],
        "`--output text`": ["--output", "text"],
    }
    with Endpoint(args.hitdeck, 50_000) as url:
        for words, more in kinds.items():
            both = commands(args, url, ours=more, theirs=[*more, "--page-size", str(PAGE)])
            (ours, our_memory, _), (theirs, their_memory, _) = (run(both[name], env) for name in ("hitdeck", "aws"))
            table.times(f"50,000 × 2 KiB, {words}, once", ours, theirs)
            table.memory("… peak memory", our_memory, their_memory, 1)
        ours = run([*commands(args, url)["hitdeck"][:-2], "--output", "csv"], env)
        table.row("50,000 × 2 KiB, `--output csv`, once", f"{spell(ours[0])}, {ours[1]:.0f} MiB", "–", "–", "")


def processor(args, env, table):
    """Processor time of 10,000 assignments, beside a client that reads the same bytes and does nothing with them.

    The least of several runs, in turns: whatever else the machine does only adds to it.
    """
    outputs = ("json", "jsonl", "csv", "text")
    with Endpoint(args.hitdeck, 10_000) as url:
        bare, ours = [], {output: [] for output in outputs}
        for _ in range(args.runs):
            bare.append(bare_client(url))
            for output in outputs:
                command = [*commands(args, url)["hitdeck"][:-2], "--output", output]
                ours[output].append(run(command, env)[2])
    for output in outputs:
        what = f"processor time of 10,000 × 2 KiB as {output}, beside a bare client"
        table.row(what, spell(min(ours[output])), spell(min(bare)), f"{min(ours[output]) / min(bare):.1f}×", "")


def latency(args, env, table):
    # The last page is not full: behind a full one the service answers once more, with an empty page.
    count, milliseconds = 1_990, 50
    pages = -(-count // PAGE)
    least = pages * milliseconds / 1000
    with Endpoint(args.hitdeck, count, milliseconds) as url:
        both = Measure(commands(args, url, theirs=["--page-size", str(PAGE)]), env, args.long_runs)
    ours, theirs = both.seconds["hitdeck"], both.seconds["aws"]
    what = f"{count:,} with {milliseconds} ms latency; {pages} pages can not take less than {spell(least)}"
    target = f"≤ 1.05 × that: {verdict_of(ours <= 1.05 * least)} ({ours / least:.3f}; aws {theirs / least:.3f})"
    table.row(what, spell(ours), spell(theirs), f"{theirs / ours:.1f}×", target)


def first_line(command):
    return subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0].strip()


def is_v2(path):
    try:
        return first_line([path, "--version"]).startswith("aws-cli/2")
    except OSError:
        return False


def find_aws():
    """The AWS CLI v2. The first `aws` on the path may be version 1."""
    folders = [*os.environ["PATH"].split(os.pathsep), "/usr/bin", "/usr/local/bin"]
    candidates = (shutil.which("aws", path=folder) for folder in folders)
    return next((path for path in candidates if path and is_v2(path)), None)


def arguments():
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=21, metavar="N", help="runs of what is short (21)")
    parser.add_argument("--long-runs", type=int, default=3, metavar="N", help="runs of what is long (3)")
    parser.add_argument("--hitdeck", default=str(root / "target/release/hitdeck"), metavar="PATH")
    parser.add_argument("--aws", default=find_aws(), metavar="PATH")
    args = parser.parse_args()
    if not os.access(args.hitdeck, os.X_OK):
        parser.error(f"{args.hitdeck} is not there: run cargo build --release first")
    if args.aws is None or not is_v2(args.aws):
        parser.error("the AWS CLI v2 is not installed, so there is nothing to compare with (Debian: apt install awscli)")
    return args


def main():
    args = arguments()
    print(f"{datetime.date.today():%-d %B %Y}, {os.cpu_count()} cores, which the endpoint shares; medians.")
    print(f"{first_line([args.hitdeck, '--version'])} beside {first_line([args.aws, '--version'])}.\n")
    with tempfile.TemporaryDirectory() as home:
        env = environment(home)
        floor = run(["true"], env)[1]
        table = Table(floor)
        for part in (start_up, ten_thousand, growth, fifty_thousand, latency, processor):
            part(args, env, table)
        # A child begins as a copy of this process, and its peak counts from there.
        print(f"\nMemory below {floor:.0f} MiB does not show.")


if __name__ == "__main__":
    main()
