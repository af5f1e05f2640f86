"""The services that are measured: each its own process on a processor of its own, and what they use."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.api.places import FIRST_PORT, NODE, PEERS, PEERS_DSN, PYTHON_OF_PEERS, REDIS_URL, STATE
from cli.supervisor.programs import LEAN

SERVER_CORE, LOAD_CORE = os.environ.get("SERVER_CORE", "0"), os.environ.get("LOAD_CORE", "1")


@dataclass
class Contender:
    """One service with its requests: for each question a file of tokens and bodies."""

    name: str
    command: list[str]
    environment: dict[str, str]
    port: int
    bodies: dict[str, Path]
    process: Any = None
    most_resident_mb: float = 0.0

    def start(self) -> None:
        """Start it and wait until it answers."""
        environment = os.environ | {"PORT": str(self.port), "PG_DSN": PEERS_DSN, "REDIS_URL": REDIS_URL, "POOL": "10"} | self.environment
        log = (STATE / f"log-{self.name}.txt").open("w")
        command = ["taskset", "-c", SERVER_CORE, *self.command]
        self.process = subprocess.Popen(command, env=environment, start_new_session=True, stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{self.name} did not come up, see {log.name}")
            time.sleep(0.2)

    def stop(self) -> None:
        """End it."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)

    def ask(self, question: str, number: int) -> Any:  # noqa: ANN401 - JSON
        """One answer."""
        token, _, body = self.bodies[question].read_text().splitlines()[number].partition("\t")
        headers = {"content-type": "application/json", "accept": "application/json"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/graphql", body.encode(), headers)
        answer = json.loads(urllib.request.urlopen(request, timeout=20).read())
        if "errors" in answer:
            raise SystemExit(f"{self.name} {question}: {str(answer)[:600]}")
        return answer["data"]

    def _answers(self) -> bool:
        """Whether it listens; a service of questions also answers the first."""
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            if self.bodies:
                self.ask("Q1", 0)
        except OSError:
            return False
        return True

    def load(self, question: str, connections: int, seconds: int) -> dict[str, float]:
        """Requests a second, latency in milliseconds and the server's processor time a request in microseconds."""
        before = self.processor_us()
        command = ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s"]
        command += ["-s", str(Path(__file__).with_name("load.lua")), f"http://127.0.0.1:{self.port}/graphql"]
        environment = os.environ | {"BODIES": str(self.bodies[question])}
        output = self._watched(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True))
        requests, microseconds, p50, p95, failed = (int(part) for part in output.split("WRK ")[1].split()[:5])
        if failed:
            raise SystemExit(f"{self.name} {question}: {failed} requests failed")
        used = (self.processor_us() - before) / max(1, requests)
        return {"rps": requests / microseconds * 1e6, "p50": p50 / 1e3, "p95": p95 / 1e3, "cpu": used}

    def _watched(self, load: "subprocess.Popen[str]") -> str:
        """What the load prints; its server's resident memory is looked at twenty times a second until it ends."""
        while load.poll() is None:
            self.most_resident_mb = max(self.most_resident_mb, self.resident_mb())
            time.sleep(0.05)
        return load.communicate()[0]

    def processor_us(self) -> float:
        """Processor time used so far, in microseconds."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e3

    def resident_mb(self) -> float:
        """Resident memory (RSS), files that it shares with other processes included, in MB."""
        return self._memory_mb("status", "VmRSS")

    def proportional_mb(self) -> float:
        """Resident memory with a share only of what other processes use as well (PSS), in MB."""
        return self._memory_mb("smaps_rollup", "Pss")

    def _memory_mb(self, file: str, name: str) -> float:
        found = re.search(rf"^{name}:\s+(\d+)", Path(f"/proc/{self.process.pid}/{file}").read_text(), re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0


def plain_strawberry(bodies: dict[str, Path]) -> Contender:
    """The peers' plain Strawberry with DataLoaders and asyncpg, without authorization, limits or metrics."""
    command = [str(PYTHON_OF_PEERS), str(PEERS / "peers" / "sb_app.py")]
    return Contender("strawberry", command, {"VARIANT": "base", "PYTHONDONTWRITEBYTECODE": "1"}, FIRST_PORT + 1, bodies)


def node_graphql_ws() -> Contender:
    """The peers' subscription server of Node: graphql-ws, ws and one connection to Redis."""
    command = [str(NODE), str(NODE.parents[3] / "peers" / "subs_node.mjs")]
    return Contender("node", command, {"NODE_ENV": "production"}, FIRST_PORT + 3, {})


def skyt(bodies: dict[str, Path]) -> Contender:
    """Skyt's service, in production's settings."""
    return Contender("skyt", [sys.executable, *LEAN, "-m", "bench.api.service"], {}, FIRST_PORT + 2, bodies)
