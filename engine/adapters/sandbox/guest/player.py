"""Plays scenarios on the code under test and reports what each call did."""

import marshal
import sys
from typing import Any

from engine.adapters.sandbox.guest.failures import OUT_OF_TIME, ScenarioTimeout, describe, ends_scenario, failure
from engine.adapters.sandbox.guest.report_format import ENDED, KEPT, LOADED, OBSERVED, PROBLEM
from engine.adapters.sandbox.guest.report_writer import ReportWriter
from engine.adapters.sandbox.guest.scenario_clock import ScenarioClock
from engine.oracle.observation import encode

MODULE = "answer"
Subject = Any  # A function, class or object of the code under test: it can be anything.


class Player:
    """One job's play: loads the source as a module, then makes the calls of every scenario."""

    def __init__(self, job: dict[str, Any], report: ReportWriter) -> None:
        """Take the job as the supervisor packed it, and where to report."""
        self._job = job
        self._report = report
        self._clock = ScenarioClock(job["scenario_seconds"], is_shared="signal" in job["source"])
        self._max_bytes: int = job["observation_bytes"]

    def play(self) -> None:
        """Play everything and report the end."""
        namespace = self._load()
        if namespace is not None:
            self._play_scenarios(namespace)
        self._report.write(ENDED)

    def _load(self) -> dict[str, Any] | None:
        """Execute the module's body; None after reporting why there is no module."""
        module = type(sys)(MODULE)
        sys.modules[MODULE] = module
        try:
            code = compile(self._job["source"], "<answer>", "exec", dont_inherit=True)
            self._clock.start()
            exec(code, module.__dict__)  # noqa: S102
        except BaseException as error:  # noqa: BLE001
            self._clock.stop()
            self._report.write(PROBLEM, 0, failure(error)[0], ("", "", describe(error, "the answer does not load")))
            return None
        self._clock.stop()
        return module.__dict__

    def _play_scenarios(self, namespace: dict[str, Any]) -> None:
        name = self._job["entry_point"]
        if name not in namespace:
            self._report.write(PROBLEM, 0, "invalid", ("", "", f"the answer does not define '{name}'"))
            return
        self._report.write(LOADED)
        for number, packed in enumerate(self._job["scenarios"]):
            try:
                self._play_scenario(namespace[name], number, packed)
            except ScenarioTimeout:
                self._clock.stop()

    def _play_scenario(self, subject: Subject, number: int, packed: bytes) -> None:
        """Make the calls of one scenario. Arguments are unpacked anew, so nothing is shared.

        A method that raises does not end it: what it left of the object is seen by the calls after it. Everything else that does not
        return ends it.
        """
        calls = marshal.loads(packed)  # noqa: S302
        try:
            self._clock.start()
            for method, arguments, is_kept in calls:
                outcome, texts, result = self._call(subject, method, arguments, is_kept=is_kept)
                self._report.write(KEPT if is_kept else OBSERVED, number, outcome, texts)
                if ends_scenario(method, outcome, texts[0]):
                    return
                subject = result if method == "init" else subject
        except ScenarioTimeout:
            self._clock.stop()
            self._report.write(OBSERVED, number, "timeout", ("", "", OUT_OF_TIME))
        finally:
            self._clock.stop()

    def _call(
        self, subject: Subject, method: str | None, arguments: list[Any], *, is_kept: bool
    ) -> tuple[str, tuple[str, str, str], Subject]:
        """Make one call: outcome; encoded value or exception type, encoded arguments after it, message; and the result itself.

        Arguments that are kept, because no call can change them, are not encoded.
        """
        try:
            function = subject if method is None or method == "init" else getattr(subject, method, None)
            if function is None:
                return "invalid", ("AttributeError", "", f"there is no method '{method}'"), None
            result = function(*arguments)
            value = "null" if method == "init" else encode(result, self._max_bytes)
            return "returned", (value, "" if is_kept else encode(arguments, self._max_bytes), ""), result
        except BaseException as error:  # noqa: BLE001
            return (*self._failed(error, arguments, is_kept=is_kept), None)

    def _failed(self, error: BaseException, arguments: list[Any], *, is_kept: bool) -> tuple[str, tuple[str, str, str]]:
        outcome, name = failure(error)
        try:
            after = encode(arguments, self._max_bytes) if outcome == "raised" and not is_kept else ""
        except BaseException:  # noqa: BLE001
            after = ""
        return outcome, (name, after, describe(error))
