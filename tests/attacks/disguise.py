"""Attacks in disguise: the same program in a form that no search for names or patterns sees through.

Each is named `<attack>~<disguise>` and must end as the attack does.
"""

import base64
import codecs
import zlib


def _python(code):
    encoded = code.encode()
    yield "base64", f"import base64\nexec(base64.b64decode({base64.b64encode(encoded)!r}))\n"
    yield "zlib-by-getattr", ("b = __builtins__\ng = getattr\nz = g(b, '__imp' + 'ort__')('zl' + 'ib')\n"
                              f"g(b, 'ex' + 'ec')(g(z, 'decomp' + 'ress')(bytes.fromhex({zlib.compress(encoded).hex()!r})))\n")
    yield "rot13", f"import codecs\neval(compile(codecs.decode({codecs.encode(code, 'rot13')!r}, 'rot13'), 'x', 'exec'))\n"
    yield "numbers", f"(lambda f: f(''.join(map(chr, {[ord(c) for c in code]})), {{}}))(vars(__builtins__)['cexe'[::-1]])\n"


def _javascript(code):
    encoded = base64.b64encode(code.encode()).decode()
    yield "function-of-base64", (f"new (async () => {{}}).constructor('require', 'process', Buffer.from('{encoded}', 'base64').toString())"
                                 "(require, process);\n")
    yield "eval-of-numbers", f"(0, eval)('(function(require) {{' + String.fromCharCode({','.join(str(ord(c)) for c in code)}) + '\\n}})')(require);\n"


def _typescript(code):
    yield "import-of-a-computed-name", [(None, "const name: string = ['.', ['st', 'neddih'].join('.').split('').reverse().join('')].join('/');\n"
                                         "await import(name);\n"), ("hidden.ts", code)]


def _java(code):
    yield "unicode-escapes", "".join(c if c == "\n" else f"\\u{ord(c):04x}" for c in code)


def _cpp(code):
    yield "digraphs-in-another-file", [(None, "%:define NAME(x) %:x\n%:include NAME(x.txt)\nint unused<::> = <%1, 2%>;\n"),
                                       ("x.txt", code)]


def _go(code):
    yield "in-another-file", [(None, "package main\n\nfunc main() { other() }\n"), ("other.go", code.replace("func main()", "func other()"))]


def _rust(code):
    yield "included", [(None, 'include!(concat!("x", ".", "txt"));\n'), ("x.txt", code)]


_WAYS = {"python": _python, "javascript": _javascript, "typescript": _typescript, "java": _java, "cpp": _cpp, "go": _go, "rust": _rust}


def disguised(attacks):
    """Of every attack of the themes that are about getting at something."""
    found = []
    for attack in attacks:
        if attack.name.split("/")[0] not in ("escape", "information") or len(attack.files) > 1 or "{{" in attack.files[0][1]:
            continue
        line, code = attack.files[0][1].split("\n", 1)
        ways = list(_WAYS[attack.language](code))
        # Each attack in one disguise, every disguise equally often.
        for suffix, files in ways[len(found) % len(ways):][:1]:
            found.append(attack.with_code(suffix, [(None, files)] if isinstance(files, str) else files))
    return found
