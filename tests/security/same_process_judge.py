"""How not to do it: a judge that runs a candidate in its own process, next to the expected values.

Run as a script, in a process of its own.
Reads one JSON request from standard input and prints `pass` or `fail`.
"""

import json
import sys


def judge(code: str, name: str, args: list, expected: list) -> str:
    namespace = {"__name__": "answer"}
    exec(code, namespace)
    for arguments, wanted in zip(args, expected, strict=True):
        if namespace[name](*arguments) != wanted:
            return "fail"
    return "pass"


if __name__ == "__main__":
    request = json.loads(sys.stdin.read())
    print(judge(request["code"], request["function"], request["args"], request["expected"]))
