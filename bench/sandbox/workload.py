"""The candidate that is measured: a merge sort with ten tests, as a model would write it."""

from engine.ports.sandbox import Call, Program

SOURCE = '''
from typing import List

def merge_sort(numbers: List[int]) -> List[int]:
    """Sort a list by merging sorted halves."""
    if len(numbers) <= 1:
        return numbers
    middle = len(numbers) // 2
    left, right = merge_sort(numbers[:middle]), merge_sort(numbers[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]
'''
ENTRY_POINT = "merge_sort"
TESTS: tuple[list[int], ...] = tuple([(seed * position * 7919) % 101 for position in range(20)] for seed in range(10))
PROGRAM = Program(SOURCE, ENTRY_POINT, False, tuple((Call((list(numbers),)),) for numbers in TESTS))
ENDLESS = Program("def merge_sort(numbers):\n    while True: pass", ENTRY_POINT, False, ((Call(([],)),),))
EXPECTED = [sorted(numbers) for numbers in TESTS]
