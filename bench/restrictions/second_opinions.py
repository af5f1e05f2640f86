"""Which rules of other programs decide the same as ours."""

RUFF: dict[str, tuple[str, ...]] = {
    "secure_python/code-from-text": ("S307", "S102"),
    "secure_python/shell-true": ("S602",),
    "secure_python/unsafe-pickle": ("S301", "S302"),
    "secure_python/unsafe-yaml": ("S506",),
    "secure_python/weak-hash": ("S324",),
    "secure_python/weak-random": ("S311",),
    "secure_python/sql-from-parts": ("S608",),
    "secure_python/hard-coded-secret": ("S105", "S106", "S107"),
    "secure_python/predictable-temporary-file": ("S306",),
    "secure_python/shared-temporary-folder": ("S108",),
    "secure_python/no-certificate-check": ("S501",),
    "secure_python/no-timeout": ("S113",),
    "secure_python/every-interface": ("S104",),
    "secure_python/swallowed-error": ("S110",),
    "clean_python/complexity": ("C901",),
    "clean_python/line-length": ("E501",),
    "clean_python/parameters": ("PLR0913",),
    "clean_python/function-names": ("N802",),
    "clean_python/class-names": ("N801",),
    "clean_python/ambiguous-names": ("E741",),
    "clean_python/docstrings": ("D101", "D102", "D103", "D419"),
    "clean_python/types": ("ANN001", "ANN002", "ANN003", "ANN201", "ANN202"),
    "clean_python/bare-except": ("E722",),
    "clean_python/mutable-defaults": ("B006",),
    "clean_python/star-imports": ("F403",),
    "clean_python/unused-imports": ("F401",),
    "clean_python/none-comparison": ("E711",),
    "clean_python/truth-comparison": ("E712",),
    "clean_python/print-left": ("T201", "T203"),
}
BANDIT: dict[str, tuple[str, ...]] = {
    "secure_python/code-from-text": ("B307", "B102"),
    "secure_python/shell-command": ("B605",),
    "secure_python/shell-true": ("B602",),
    "secure_python/unsafe-pickle": ("B301", "B302"),
    "secure_python/unsafe-yaml": ("B506",),
    "secure_python/weak-hash": ("B324",),
    "secure_python/weak-random": ("B311",),
    "secure_python/sql-from-parts": ("B608",),
    "secure_python/hard-coded-secret": ("B105", "B106", "B107"),
    "secure_python/predictable-temporary-file": ("B306",),
    "secure_python/shared-temporary-folder": ("B108",),
    "secure_python/no-certificate-check": ("B501",),
    "secure_python/no-timeout": ("B113",),
    "secure_python/every-interface": ("B104",),
    "secure_python/swallowed-error": ("B110",),
    "secure_python/wide-permissions": ("B103",),
    "secure_python/archive-paths": ("B202",),
    "secure_python/no-autoescape": ("B701",),
}
GCC: dict[str, tuple[str, ...]] = {
    "misra_c/2.6": ("-Wunused-label",),
    "misra_c/2.7": ("-Wunused-parameter",),
    "misra_c/5.3": ("-Wshadow",),
    "misra_c/8.2": ("-Wstrict-prototypes",),
    "misra_c/9.4": ("-Woverride-init",),
    "misra_c/12.5": ("-Wsizeof-array-argument",),
    "misra_c/16.4": ("-Wswitch-default",),
    "misra_c/17.4": ("-Wreturn-type",),
    "misra_c/18.8": ("-Wvla",),
}
# what the add-on of cppcheck 2.10 decides; 2.6, 5.3, 12.5 and 17.4 it leaves to warnings of cppcheck itself
_MISRA = """
2.7 3.1 3.2 4.1 4.2 6.1 6.2 7.1 7.2 7.3 7.4 8.2 8.8 8.10 8.11 8.12 8.14 9.3 9.4 9.5 12.3
13.3 13.4 13.6 15.1 15.2 15.3 15.4 15.5 15.6 15.7 16.2 16.3 16.4 16.5 16.6 16.7 17.1 17.6
17.7 18.5 18.7 18.8 19.2 20.1 20.2 20.4 20.5 20.7 20.10 20.11 21.1 21.2 21.3 21.4 21.5 21.6 21.7
21.8 21.9 21.10 21.11 21.12
"""
CPPCHECK: dict[str, tuple[str, ...]] = {f"misra_c/{number}": (f"misra-c2012-{number}",) for number in _MISRA.split()}
