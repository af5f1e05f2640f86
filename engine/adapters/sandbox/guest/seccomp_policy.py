"""Which system calls a candidate may make: an allow-list; everything else fails.

Nothing here can open, name or inspect a file, start a process or thread, send a signal, reach the network, map executable
memory or change what the process may do. The list has to be enough when there is no Landlock.
"""

import errno
from dataclasses import dataclass

PROT_EXEC = 0x4
MAP_ANONYMOUS = 0x20
MAP_HUGETLB = 0x40000


@dataclass(frozen=True)
class ArgumentTest:
    """A condition on a system call's argument (counted from 0): `argument & mask == value`, over all 64 bits."""

    index: int
    value: int
    mask: int = 0xFFFF_FFFF_FFFF_FFFF


@dataclass(frozen=True)
class Rule:
    """One system call that is allowed when every test on its arguments holds."""

    name: str
    tests: tuple[ArgumentTest, ...] = ()


_UNCONDITIONAL = """
    read close lseek fstat
    munmap brk mremap madvise
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending sigaltstack
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getrusage setitimer getitimer alarm
    getpid gettid getppid getuid geteuid getgid getegid uname getcwd
    futex sched_yield getrandom restart_syscall exit exit_group
"""

ALLOWED: tuple[Rule, ...] = (
    *(Rule(name) for name in _UNCONDITIONAL.split()),
    Rule("write", (ArgumentTest(0, 1),)),
    Rule("write", (ArgumentTest(0, 2),)),
    Rule("mmap", (ArgumentTest(2, 0, PROT_EXEC), ArgumentTest(3, MAP_ANONYMOUS, MAP_ANONYMOUS | MAP_HUGETLB))),
    Rule("mprotect", (ArgumentTest(2, 0, PROT_EXEC),)),
    Rule("prlimit64", (ArgumentTest(0, 0), ArgumentTest(2, 0))),
)

# clone3 takes its flags by pointer, so no filter can see them; ENOSYS makes the C library use clone, which is refused.
# ioctl answers as for something that is no terminal, which is what honest code asks.
ERRORS: dict[str, int] = {"clone3": errno.ENOSYS, "ioctl": errno.ENOTTY}
DEFAULT_ERROR = errno.EPERM

# No honest program asks for these; asking ends the process and says so.
_ENDS_THE_PROCESS = """
    ptrace process_vm_readv process_vm_writev bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register
    keyctl add_key request_key init_module finit_module delete_module kexec_load kexec_file_load mount umount2 pivot_root chroot
    unshare setns reboot swapon swapoff acct quotactl open_by_handle_at name_to_handle_at pidfd_getfd pidfd_send_signal
    modify_ldt iopl ioperm
"""
KILLED: tuple[str, ...] = tuple(_ENDS_THE_PROCESS.split())
