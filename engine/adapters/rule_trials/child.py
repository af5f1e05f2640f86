"""The side of a trial that does the work: reads one request, answers it, ends."""

import resource
import sys

from engine.adapters.rule_trials.messages import ANSWER, REQUEST, TrialAnswer, TrialRequest
from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.adapters.tools.local import LocalTools
from engine.ports.rule_trials import MAX_VIOLATIONS, OutputTrial
from engine.ports.sandbox import Sandbox
from engine.restrictions.answer import Answer
from engine.restrictions.evaluation import find_violations
from engine.restrictions.examples import run_examples
from engine.restrictions.registry import detectors

MAX_MEMORY_BYTES = 2_000_000_000
MAX_FILE_BYTES = 20_000_000
MAX_PROCESSOR_SECONDS = 30


def main() -> None:
    """Serve standard input once. The sandbox starts its server only when a rule brings its own code along."""
    _limit()
    request = REQUEST.validate_json(sys.stdin.buffer.read())
    with ForkServerSandbox() as sandbox:
        answer = _answer(request, sandbox)
    sys.stdout.buffer.write(ANSWER.dump_json(answer))


def _answer(request: TrialRequest, sandbox: Sandbox) -> TrialAnswer:
    tools = LocalTools()
    if request.examples_of is not None:
        return TrialAnswer(examples=tuple(run_examples(request.examples_of, sandbox, tools)))
    answer = Answer(request.output, request.kind, sandbox=sandbox, tools=tools)
    found = find_violations(answer, request.rules, detectors())
    broken = dict.fromkeys((item.set_id, item.rule_id) for item in found if item.counts)
    undecided = dict.fromkeys((item.set_id, item.rule_id) for item in found if item.is_undecided and item.waiver is None)
    complies = not any(item.prevents_compliance for item in found)
    return TrialAnswer(OutputTrial(found[:MAX_VIOLATIONS], len(found), tuple(broken), tuple(undecided), complies))


def _limit() -> None:
    """Bound this process and all that it starts, which the one who asked ends anyway when the time is over."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE_BYTES, MAX_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_PROCESSOR_SECONDS, MAX_PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
