"""System call numbers of the two supported machines, by name.

Sources: Linux `arch/x86/entry/syscalls/syscall_64.tbl` for x86_64 and `include/uapi/asm-generic/unistd.h` for aarch64;
the audit architecture constants are those of `include/uapi/linux/audit.h`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Machine:
    """One processor architecture: its audit number, its system calls, and the lowest number of a foreign call table, if any."""

    audit_architecture: int
    numbers: dict[str, int]
    foreign_from: int | None = None


def _table(text: str) -> dict[str, int]:
    return {name: int(number) for name, number in (entry.split("=") for entry in text.split())}


X86_64 = Machine(
    audit_architecture=0xC000003E,
    foreign_from=0x40000000,  # the x32 table shares the architecture number
    numbers=_table(
        """
        socket=41 setpgid=109 setsid=112
        read=0 write=1 close=3 fstat=5 lseek=8 mmap=9 mprotect=10 munmap=11 brk=12 rt_sigaction=13 rt_sigprocmask=14 rt_sigreturn=15
        ioctl=16 sched_yield=24 mremap=25 madvise=28 nanosleep=35 getitimer=36 alarm=37 setitimer=38 getpid=39 exit=60 uname=63
        getcwd=79 gettimeofday=96 getrusage=98 times=100 ptrace=101 getuid=102 getgid=104 geteuid=107 getegid=108 getppid=110
        rt_sigpending=127 sigaltstack=131 modify_ldt=154 pivot_root=155 chroot=161 acct=163 mount=165 umount2=166 swapon=167
        swapoff=168 reboot=169 iopl=172 ioperm=173 init_module=175 delete_module=176 quotactl=179 gettid=186 time=201 futex=202
        restart_syscall=219 clock_gettime=228 clock_getres=229 clock_nanosleep=230 exit_group=231 kexec_load=246 add_key=248
        request_key=249 keyctl=250 unshare=272 perf_event_open=298 prlimit64=302 name_to_handle_at=303 open_by_handle_at=304 setns=308
        process_vm_readv=310 process_vm_writev=311 finit_module=313 seccomp=317 getrandom=318 kexec_file_load=320 bpf=321
        userfaultfd=323 pidfd_send_signal=424 io_uring_setup=425 io_uring_enter=426 io_uring_register=427 clone3=435 pidfd_getfd=438
        landlock_create_ruleset=444 landlock_add_rule=445 landlock_restrict_self=446
        """
    ),
)
AARCH64 = Machine(
    audit_architecture=0xC00000B7,
    numbers=_table(
        """
        setpgid=154 setsid=157 socket=198
        getcwd=17 ioctl=29 umount2=39 mount=40 pivot_root=41 chroot=51 close=57 quotactl=60 lseek=62 read=63 write=64 fstat=80 acct=89
        exit=93 exit_group=94 unshare=97 futex=98 nanosleep=101 getitimer=102 setitimer=103 kexec_load=104 init_module=105
        delete_module=106 clock_gettime=113 clock_getres=114 clock_nanosleep=115 ptrace=117 sched_yield=124 restart_syscall=128
        sigaltstack=132 rt_sigaction=134 rt_sigprocmask=135 rt_sigpending=136 rt_sigreturn=139 reboot=142 times=153 uname=160
        getrusage=165 gettimeofday=169 getpid=172 getppid=173 getuid=174 geteuid=175 getgid=176 getegid=177 gettid=178 brk=214
        munmap=215 mremap=216 add_key=217 request_key=218 keyctl=219 mmap=222 swapon=224 swapoff=225 mprotect=226 madvise=233
        perf_event_open=241 prlimit64=261 name_to_handle_at=264 open_by_handle_at=265 setns=268 process_vm_readv=270
        process_vm_writev=271 finit_module=273 seccomp=277 getrandom=278 bpf=280 userfaultfd=282 kexec_file_load=294
        pidfd_send_signal=424 io_uring_setup=425 io_uring_enter=426 io_uring_register=427 clone3=435 pidfd_getfd=438
        landlock_create_ruleset=444 landlock_add_rule=445 landlock_restrict_self=446
        """
    ),
)
MACHINES = {"x86_64": X86_64, "aarch64": AARCH64}
