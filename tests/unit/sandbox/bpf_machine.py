"""A classic BPF interpreter for the instructions that the seccomp filter uses, so that both machines' filters can be run anywhere.

Source: McCanne and Jacobson, "The BSD Packet Filter", USENIX Winter 1993; seccomp_data as in `include/uapi/linux/seccomp.h`.
"""

import struct

from engine.adapters.sandbox.guest.seccomp_filter import AND, JUMP_IF_AT_LEAST, JUMP_IF_EQUAL, LOAD_WORD, RETURN, Instruction


def run_filter(program: list[Instruction], architecture: int, number: int, arguments: tuple[int, ...] = ()) -> int:
    """What the filter answers to a system call."""
    padded = (*arguments, *(0,) * (6 - len(arguments)))
    data = struct.pack("<IIQ6Q", number & 0xFFFFFFFF, architecture, 0, *(value & 0xFFFFFFFFFFFFFFFF for value in padded))
    accumulator, counter = 0, 0
    while True:
        code, true, false, operand = program[counter]
        counter += 1
        if code == LOAD_WORD:
            accumulator = struct.unpack_from("<I", data, operand)[0]
        elif code == AND:
            accumulator &= operand
        elif code == JUMP_IF_EQUAL:
            counter += true if accumulator == operand else false
        elif code == JUMP_IF_AT_LEAST:
            counter += true if accumulator >= operand else false
        elif code == RETURN:
            return operand
        else:
            raise AssertionError(f"unknown instruction {code:#x}")
