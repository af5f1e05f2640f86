"""What a worker wants of the processor: what it used and what it waited for."""

import os
import threading
import time

from workers.processor_time import WantedTime


def test_it_grows_with_work_and_with_waiting_for_the_processor_and_not_with_sleep() -> None:
    wanted, start = WantedTime(), time.process_time()
    first = wanted()
    while time.process_time() - start < 0.05:
        pass
    worked = wanted()
    threading.Event().wait(0.2)
    assert worked - first >= 0.05
    assert wanted() - worked < 0.2


def test_where_linux_tells_nothing_it_is_what_the_process_used(monkeypatch) -> None:
    monkeypatch.setattr("workers.processor_time._SCHEDULE", "/proc/nothing-here")
    before = time.process_time()
    assert before <= WantedTime()() <= time.process_time()


def test_what_was_waited_for_is_read_as_nanoseconds(monkeypatch, tmp_path) -> None:
    schedule = tmp_path / "schedstat"
    schedule.write_text("1 2500000000 3\n")
    monkeypatch.setattr("workers.processor_time._SCHEDULE", os.fspath(schedule))
    assert 2.5 <= WantedTime()() - time.process_time() + 0.01 <= 2.52
