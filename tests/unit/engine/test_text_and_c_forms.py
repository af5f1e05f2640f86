"""Canonical forms of texts and of C: exact forms, which answers are equal, and laws."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.canonicalization.c_form import canonical_c_form
from engine.canonicalization.c_syntax import SEES_LAYOUT
from engine.canonicalization.text_form import canonical_text_form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e\u0301", "é\n"),
        ("\ufeffa\r\nb\rc  ", "a\nb\nc\n"),
        ("a\n\n\n\nb\n\n", "a\n\nb\n"),
        ("* a\n+ b\n- c", "- a\n- b\n- c\n"),
        ("1) a\n1) b\n7. c", "1. a\n2. b\n3. c\n"),
        ("1. a\n   * x\n   * y\n1. b", "1. a\n   - x\n   - y\n2. b\n"),
        ("1. a\n\ntext\n\n4. b", "1. a\n\ntext\n\n1. b\n"),
        ("##  Title ##\n* * *\n___", "## Title\n---\n---\n"),
        ("a  b __c__ _d_ `_e_  f` snake_case_name", "a b **c** *d* `_e_  f` snake_case_name\n"),
        ("```\n* a  b\n\n\n```\n* c", "```\n* a  b\n\n\n```\n- c\n"),
        ("    * code  here", "    * code  here\n"),
        ("", ""),
    ],
)
def test_text_forms(text, expected):
    assert canonical_text_form(text).output == expected


@settings(max_examples=400)
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["* ", "1. ", "    ", "_", "__", "`", "```\n", "# ", "-", "\n", "\n\n", " ", "a", "\t", "~~~", "e\u0301", "\r", "***\n", "2) "]
        )
    ).map("".join)
)
def test_text_forms_are_stable(text):
    form = canonical_text_form(text)
    assert form.problem is None
    assert form.output is not None
    assert canonical_text_form(form.output).output == form.output


C_SOURCE = """\
#include <stdio.h>
#define N   10 /* ten */
static int total; // kept
struct point { int x; };
int sum(const int *values, int count) {
    int x = N, *p = &x;
    for (int i=0;i<count;i++) { int x = values[i]; total += x - -i; }
    printf("a  b\\n");
    goto end;
end: return *p + N;
}
"""
C_FORM = """\
#include <stdio.h>
#define N 10
static int total;
struct point {
    int x;
};
int sum(const int * v1, int v2) {
    int v3 = N, * v4 = & v3;
    for (int v5 = 0; v5 < v2; v5++) {
        int v6 = v1[v5];
        total += v6 - - v5;
    }
    printf("a  b\\n");
    goto end;
    end : return * v4 + N;
}
"""


def test_the_form_of_c():
    form = canonical_c_form(C_SOURCE)
    assert (form.output, form.problem) == (C_FORM, None)
    assert [step.name for step in form.steps] == ["layout", "local_names"]
    assert canonical_c_form(C_FORM).output == C_FORM


@pytest.mark.parametrize(
    ("first", "second", "are_equal"),
    [
        ("int f(int a) { return a; }", "```c\nint f(int b)\n{ /* b */ return b; }\n```", True),
        ("int f(int a) { return a; }", "int g(int a) { return a; }", False),
        ("int f(int a) { { int b = a; a = b; } return a; }", "int f(int x) { { int y = x; x = y; } return x; }", True),
        ("int a; int f(void) { { int b = a; } return a; }", "int a; int f(void) { { int a = a; } return a; }", False),
        ("int f(int v) { return v1 + v; }", "int f(int v) { return v1 + v1; }", False),
        ("int f(void) { extern int a; return a; }", "int f(void) { extern int b; return b; }", False),
        ("int f(void) { int g(int); return g(1); }", "int f(void) { int h(int); return h(1); }", False),
        ("int f(void) { enum { A }; return A; }", "int f(void) { enum { B }; return B; }", False),
        ("#define USE (a + 1)\nint f(int a) { return USE; }", "#define USE (a + 1)\nint f(int b) { return USE; }", False),
        ("int f(int a) { return s.a; }", "int f(int b) { return s.b; }", False),
        ("int f(int a) { a: goto a; return a; }", "int f(int b) { a: goto a; return b; }", True),
    ],
)
def test_which_c_answers_are_equal(first, second, are_equal):
    forms = [canonical_c_form(text) for text in (first, second)]
    assert all(form.problem is None for form in forms)
    assert (forms[0].output == forms[1].output) is are_equal


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not C: there is no code in it"),
        ("/* nothing */", "not C: there is no code in it"),
        ("#1;", "not C: it cannot be parsed (line 1)"),
        ("int f( { }", "not C: it cannot be parsed (line 1)"),
        ("I would rather not.", "not C: it cannot be parsed (line 1)"),
        ("#define S(x) #x\nint a;", SEES_LAYOUT),
        ("int a = __LINE__;", SEES_LAYOUT),
        ("x" * 300_000, "the output is longer than 250000 characters"),
    ],
)
def test_c_without_a_form(text, problem):
    form = canonical_c_form(text)
    assert (form.output, form.problem) == (None, problem)


@given(st.text(alphabet=st.sampled_from("abi{}();=*&+-/#\n\"' 1.,<>intforwhile"), max_size=60) | st.text(max_size=40))
def test_c_never_raises_and_its_forms_are_stable(text):
    form = canonical_c_form(text)
    assert "defect" not in (form.problem or "")
    if form.output is not None:
        assert canonical_c_form(form.output).output == form.output
