"""The fork-server: imports once, then forks one child for each job and tells its supervisor how the child ended.

The supervisor sends one byte with three descriptors on the control socket: the job, the report, and a socket for this one job. When
the child has ended, its wait status goes out on that socket. When the supervisor shuts that socket down, the child is killed.
When the control socket closes, the server ends and every child dies with it.
"""

import gc
import json
import os
import select
import signal
import socket
import sys

from engine.adapters.sandbox.guest.child import run_child
from engine.adapters.sandbox.guest.lockdown import LAYERS, Lockdown, drop_privileges
from engine.adapters.sandbox.guest.memory_importer import import_from_memory_only
from engine.adapters.sandbox.guest.preload import load_extensions, preload
from engine.adapters.sandbox.guest.report_format import STATUS
from engine.adapters.sandbox.guest.resource_limits import address_space_bytes
from engine.adapters.sandbox.guest.stdlib_archive import StdlibArchive
from engine.adapters.sandbox.guest.warm_up import warm_up

DESCRIPTORS = 3
PARENT_CHECK_MILLISECONDS = 5_000


def main(control_descriptor: int, layers: str) -> None:
    """Prepare, say hello on the control socket with what isolates the children, and serve until the supervisor is gone."""
    control = socket.socket(fileno=control_descriptor)
    preload()
    import_from_memory_only(StdlibArchive(), load_extensions())
    warm_up()
    drop_privileges()
    lockdown = _working_lockdown(frozenset(layers.split(",")) & frozenset(LAYERS))
    for name in [name for name in sys.modules if name.split(".")[0] == "engine"]:
        del sys.modules[name]
    server = Server(control, lockdown)
    control.sendall(json.dumps({"isolation": lockdown.isolation, "python": sys.version.split()[0]}).encode() + b"\n")
    gc.collect()
    gc.disable()
    gc.freeze()
    server.serve()


def _working_lockdown(layers: frozenset[str]) -> Lockdown:
    """The strongest lock that a child on this machine really can enter."""
    for left_out in (frozenset[str](), frozenset({"landlock"}), frozenset(LAYERS)):
        lockdown = Lockdown(layers - left_out)
        if _can_enter(lockdown):
            return lockdown
    return Lockdown(frozenset())


def _can_enter(lockdown: Lockdown) -> bool:
    child = os.fork()
    if child == 0:
        try:
            lockdown.enter(address_space_bytes() + (64 << 20), 1)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


class Server:
    """The loop: jobs in, forks, ends out."""

    def __init__(self, control: socket.socket, lockdown: Lockdown) -> None:
        """Watch the control socket and the ends of children."""
        self._control = control
        self._lockdown = lockdown
        self._process = os.getpid()
        self._supervisor = os.getppid()
        self._base_bytes = address_space_bytes()
        self._jobs: dict[int, socket.socket] = {}
        self._children: dict[int, int] = {}
        self._poll = select.poll()
        self._wake_up, wake_up_end = socket.socketpair()
        wake_up_end.setblocking(False)
        self._wake_up_end = wake_up_end
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_up_end.fileno(), warn_on_full_buffer=False)
        self._poll.register(self._control, select.POLLIN)
        self._poll.register(self._wake_up, select.POLLIN)

    def serve(self) -> None:
        """Serve until the supervisor is gone, then kill what still runs."""
        while os.getppid() == self._supervisor:
            ready = {descriptor for descriptor, _ in self._poll.poll(PARENT_CHECK_MILLISECONDS)}
            # Kills come first and new jobs last, because a descriptor that is closed here may be used again for the next job.
            for descriptor in ready & self._children.keys():
                self._poll.unregister(descriptor)
                self._kill(self._children.pop(descriptor))
            if self._wake_up.fileno() in ready:
                self._wake_up.recv(4096)
                self._reap()
            if self._control.fileno() in ready and not self._accept():
                break
        for child in self._jobs:
            self._kill(child)

    def _accept(self) -> bool:
        """Fork for the next job; False when the control socket is closed."""
        content, descriptors, _, _ = socket.recv_fds(self._control, 1, DESCRIPTORS)
        if not content:
            return False
        job, report, job_socket = descriptors
        child = os.fork()
        if child == 0:
            run_child(self._lockdown, self._process, self._base_bytes, (job, report))
        os.close(job)
        os.close(report)
        self._jobs[child] = socket.socket(fileno=job_socket)
        self._children[job_socket] = child
        self._poll.register(job_socket, select.POLLIN)
        return True

    def _reap(self) -> None:
        """Tell the end of every child that has ended, with its processor time in microseconds."""
        while self._jobs:
            child, status, usage = os.wait3(os.WNOHANG)
            if child == 0:
                return
            job_socket = self._jobs.pop(child)
            if self._children.pop(job_socket.fileno(), None) is not None:
                self._poll.unregister(job_socket)
            self._tell(job_socket, STATUS.pack(status, int((usage.ru_utime + usage.ru_stime) * 1e6)))

    def _tell(self, job_socket: socket.socket, message: bytes) -> None:
        try:
            job_socket.send(message)
        except OSError:
            return
        finally:
            job_socket.close()

    def _kill(self, child: int) -> None:
        """Kill a child with its session; it has not been waited for, so its number is still its own."""
        for kill in (os.killpg, os.kill):
            try:
                kill(child, signal.SIGKILL)
            except ProcessLookupError:
                continue
