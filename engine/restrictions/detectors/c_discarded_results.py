"""Results in C that nobody looks at."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node, called, declared_name, function_declarator, functions, is_void
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.parameters import text
from engine.restrictions.syntax import text_of

_CAN_FAIL = "fopen fread fwrite fgets scanf sscanf fscanf malloc calloc realloc strtol strtoul remove rename"
# the other functions with a result of C11's ctype.h, fenv.h, locale.h, math.h, setjmp.h, signal.h, stdio.h, stdlib.h, string.h, time.h
_OTHERS = """
isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper setlocale localeconv
acos asin atan atan2 cos sin tan cosh sinh tanh exp exp2 frexp ldexp log log10 log2 modf pow sqrt cbrt hypot ceil floor round trunc
fmod fabs fmin fmax setjmp signal raise fclose fflush freopen setvbuf tmpfile tmpnam fprintf printf snprintf sprintf vfprintf vprintf
vsnprintf vsprintf vscanf vsscanf vfscanf fgetc getc getchar gets fputc putc putchar fputs puts ungetc fgetpos fseek fsetpos ftell feof
ferror atof atoi atol atoll strtod strtof strtold strtoll strtoull rand aligned_alloc atexit at_quick_exit getenv system bsearch abs
labs llabs div ldiv lldiv mblen mbtowc wctomb mbstowcs wcstombs memcpy memmove memset memchr memcmp strcpy strncpy strcat strncat
strcmp strncmp strcoll strxfrm strchr strrchr strspn strcspn strpbrk strstr strtok strerror strlen clock difftime mktime time asctime
ctime gmtime localtime strftime timespec_get feclearexcept fegetexceptflag feraiseexcept fesetexceptflag fetestexcept fegetround fesetround
"""
_STANDARD = {"can_fail": _CAN_FAIL.split(), "all": [*_CAN_FAIL.split(), *_OTHERS.split()]}


def c_discarded_results(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each statement that calls a function which the file defines or declares with a result, or a standard one, and drops the result.

    `standard` names the standard functions that count: those that `can_fail` (default), or `all` with a result. A cast to void shows
    that it is dropped on purpose and is allowed.
    """
    declared = [node for node in answer.syntax_nodes.get("declaration", []) if function_declarator(node) is not None]
    returning = {_name(node) for node in (*functions(answer), *declared) if not is_void(node)}
    returning |= {*_STANDARD[text(parameters, "standard", "can_fail")]}
    for statement in answer.syntax_nodes.get("expression_statement", []):
        call = statement.named_children[0] if statement.named_children else None
        if call is not None and call.type == "call_expression" and called(call) in returning:
            yield finding_on(call, f"the result of '{called(call)}' is dropped", "Use the result, or cast it to void.")


def _name(node: Node) -> str:
    return text_of(declared_name(node.child_by_field_name("declarator")))


DETECTOR = Detector("c_discarded_results", C, c_discarded_results, {"standard": {"enum": ["can_fail", "all"]}})
