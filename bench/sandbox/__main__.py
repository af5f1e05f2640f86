"""Measure the sandbox and print the tables of bench/README.md: `python -m bench.sandbox [COUNT]`."""

import os
import platform
import sys
import time

from bench.sandbox.measuring import Figures, measure, resident_megabytes
from bench.sandbox.ways import in_bubblewrap, in_fresh_interpreter, in_sandbox, in_this_process
from bench.sandbox.workload import ENDLESS, PROGRAM
from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.adapters.sandbox.isolation import IsolationSettings
from engine.ports.sandbox import Limits

WALL_SECONDS = 0.25
KILLS = 20


def main() -> None:
    """Measure everything with so many candidates for each way (default 1,000)."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    load = f"load average before: {os.getloadavg()[0]:.1f}, priority {os.nice(0)}"
    print(f"Python {platform.python_version()}, Linux {platform.release().split('-')[0]}, {os.cpu_count()} processors, {load}\n")
    _print_ways(_ways(count))
    print()
    _print_server()


def _ways(count: int) -> dict[str, Figures]:
    few = max(count // 10, 10)
    with ForkServerSandbox() as all_layers, ForkServerSandbox(IsolationSettings(("seccomp",))) as filter_only:
        for sandbox in (all_layers, filter_only):
            in_sandbox(sandbox, 2)()
        isolation = all_layers.run(PROGRAM, Limits()).isolation
        servers = [server.process_id for server in all_layers.servers]
        figures = {
            f"Skyt's sandbox ({isolation})": measure(in_sandbox(all_layers), count, servers),
            "Skyt's sandbox (seccomp)": measure(in_sandbox(filter_only), count, [server.process_id for server in filter_only.servers]),
            f"Skyt's sandbox ({isolation}), twice under two hash seeds": measure(in_sandbox(all_layers, 2), count // 2, servers),
        }
    figures["fresh `python -I`"] = measure(in_fresh_interpreter(), few)
    bubblewrap = in_bubblewrap()
    if bubblewrap is not None:
        figures["fresh `python -I` in bubblewrap"] = measure(bubblewrap, few)
    figures["`exec` in the same process (unsafe floor)"] = measure(in_this_process, count)
    return figures


def _print_ways(figures: dict[str, Figures]) -> None:
    fresh = figures["fresh `python -I`"]
    print("| one candidate with 10 tests | p50 ms | p95 ms | processor ms | candidates/s on 2 threads | processor time, fresh = 1 |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, one in figures.items():
        ratio = one.processor_ms / fresh.processor_ms
        print(f"| {name} | {one.p50_ms:.2f} | {one.p95_ms:.2f} | {one.processor_ms:.2f} | {one.rate:.0f} | {ratio:.2f} |")


def _print_server() -> None:
    with ForkServerSandbox() as sandbox:
        started = time.perf_counter()
        sandbox.run(PROGRAM, Limits())
        ready = time.perf_counter() - started
        memory = resident_megabytes(sandbox.servers[0].process_id)
        late = [sandbox.run(ENDLESS, Limits(wall_seconds=WALL_SECONDS)).wall_ms - WALL_SECONDS * 1e3 for _ in range(KILLS)]
    print("| the fork-server | |")
    print("| --- | ---: |")
    print(f"| ready and first candidate done after | {ready * 1e3:.0f} ms |")
    print(f"| resident memory, shared pages included | {memory:.0f} MB |")
    print(f"| an endless loop is dead after its limit, at most of {KILLS} | {max(late):.0f} ms |")


main()
