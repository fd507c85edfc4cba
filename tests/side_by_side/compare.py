"""Two interpreters and one recording server to a list of differences.

    python compare.py REFERENCE_PYTHON CANDIDATE_PYTHON [--all]

Runs the same application under both interpreters, each of which has a `groq` installed, and compares what went over
the wire (method, path, query, headers in order, body) and what came back (values, types, exceptions). Versions,
multipart boundaries and the port are made equal first. Exit status 1 when something differs that is not listed in
`KEPT`; `--all` prints the kept differences too.
"""

from __future__ import annotations

import json
import pathlib
import re
import subprocess
import sys
from typing import Any, Dict, Iterator, List, Tuple

from recorder import Server

__all__ = ["main"]

JSON = Dict[str, Any]

UNTYPED = "fields that the API sends and 1.7.0 leaves untyped are declared"
# Differences we keep: a regular expression over "case.colour.what", and the reason. The first that matches counts.
KEPT: List[Tuple[str, str]] = [
    (
        r"^(batches|files)-\S+\.(type|repr)$",
        "one class for a batch and one for a file, bound to every name 1.7.0 has for it",
    ),
    (r"^(model|path|default|get-extra|json-as-text|list-for|odd-model)\S*\.(repr|set)$", UNTYPED),
    (r"^(transcription|translation|file|form)\S*\.(repr|set)$", UNTYPED),
    (
        r"^sse(-crlf|-no-done)?\.\S*\[3\]\.(dict\.usage|repr|set)$",
        "usage given only inside `x_groq` is put where it belongs",
    ),
    (r"^headers-1[678]\.", "names of headers ignore case: 1.7.0 sends such a header twice, or does not remove it"),
    (r"^body-7\.", "an omitted value is dropped at any depth, not only at the top"),
    (
        r"^file-(8|9|10|11)\.\w+\.result\.(raised|text)$",
        "one error for what cannot be uploaded, a RuntimeError and a TypeError",
    ),
    (
        r"^scalar-as-text-for-model\.",
        "a text answer stays text where a model is expected: a transcription may well read `12`",
    ),
    (r"^headers-1[45]\.\w+\.result\.text$", "the message also names the header"),
    (r"^text-for-model\.strict\.\w+\.result\.text$", "the message is in our own words"),
    (r"^cast-2\.", "a bare `dict` is a type to parse to: 1.7.0 fails while unpacking its arguments"),
]


APPLICATION = pathlib.Path(__file__).with_name("application.py")


def observe(python: str) -> Dict[str, JSON]:
    """Run the application under one interpreter; for each case what was sent and what came of it."""
    server = Server()
    url = "http://127.0.0.1:%d" % server.server_address[1]
    done = subprocess.run([python, "-W", "ignore", str(APPLICATION), url], stdout=subprocess.PIPE, timeout=600)
    server.shutdown()
    server.server_close()
    if done.returncode:
        sys.exit("%s failed with status %d" % (python, done.returncode))
    seen: Dict[str, JSON] = {}
    for line in done.stdout.decode().splitlines():
        record = json.loads(line)
        seen[record["case"]] = {"requests": server.cases.get(record["case"], []), "result": record["result"]}
    return seen


def differences(left: Any, right: Any, where: str) -> Iterator[Tuple[str, Any, Any]]:
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted({*left, *right}):
            yield from differences(left.get(key, "(absent)"), right.get(key, "(absent)"), where + "." + str(key))
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for number, (one, other) in enumerate(zip(left, right)):
            yield from differences(one, other, "%s[%d]" % (where, number))
    elif left != right or type(left) is not type(right):
        yield where, left, right


def main(argv: List[str]) -> int:
    reference, candidate = observe(argv[0]), observe(argv[1])
    counts = {"same": 0, "kept": 0, "different": 0}
    for case in sorted({*reference, *candidate}):
        found = list(differences(reference.get(case), candidate.get(case), case))
        counts["same"] += not found
        for where, left, right in found:
            reason = next((text for pattern, text in KEPT if re.search(pattern, where)), None)
            counts["kept" if reason else "different"] += 1
            if not reason or "--all" in argv:
                print(
                    "%s\n  reference: %s\n  candidate: %s%s"
                    % (where, left, right, "\n  kept: " + reason if reason else "")
                )
    requests = sum(len(seen["requests"]) for seen in reference.values())
    print(
        "%d cases, %d requests: %s"
        % (len(reference), requests, ", ".join("%d %s" % (n, word) for word, n in counts.items()))
    )
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
