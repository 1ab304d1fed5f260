"""An attack is a file: a program, whose first line says how it must end.

    # expect: contained | stopped by: system_call_filter
    // expect: memory_limit | stopped by: memory_limit | limits: {"memory": 67108864} | timeout: 5

The first part is `refused` (a 400), or verdicts joined by ` or `, where `contained` means ok, and the program
says `contained`. No program may ever say `ESCAPED`. Parts that may follow:

    stopped by: A + B     the protections that hold it, by the names of `cordon-cage-without`; with all of
                          them gone the same program says ESCAPED, which test_attacks_weakened.py sees
    weakened: V or 500    then it ends with verdict V or status 500 instead, because it cannot say anything
    limits, args, env     of the request, in JSON; timeout, stdin as they are
    signal, exit          what the answer must say, too
    runs: plant look      one request after another with this as the argument; all must end as expected
    beside: hold          while a request with this argument runs
    compare: differ       all of them must print different things
    compile wall: 3s      on a server whose compile steps may take only that long

{{port}} and {{state}} in it become the server's port and state folder. Lines `//--- PATH` or `#--- PATH` begin
another file of the submission.
"""

import dataclasses
import json
import pathlib
import re
import socket
import threading
import time

from support.server import SECRET

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = {".py": "python", ".js": "javascript", ".ts": "typescript", ".java": "java", ".cpp": "cpp", ".go": "go",
             ".rs": "rust"}
KEYS = {"stopped by", "weakened", "limits", "args", "env", "timeout", "stdin", "signal", "exit", "runs", "beside", "compare",
        "compile wall"}


@dataclasses.dataclass(frozen=True)
class Attack:
    name: str
    language: str
    files: tuple  # of (path or None, content)
    outcome: str
    options: dict = dataclasses.field(hash=False)

    @property
    def stopped_by(self):
        return tuple(sorted(self.options["stopped by"].split(" + "))) if "stopped by" in self.options else ()

    def with_code(self, suffix, files):
        return dataclasses.replace(self, name=f"{self.name}~{suffix}", files=tuple(files))


def load(path):
    text = path.read_text()
    first = text.split("\n", 1)[0]
    match = re.fullmatch(r"(?:#|//) expect: (.*)", first)
    assert match, f"{path}: the first line must say what is expected"
    outcome, *parts = match[1].split(" | ")
    options = dict(part.split(": ", 1) for part in parts)
    assert options.keys() <= KEYS, f"{path}: {options.keys() - KEYS}"
    pieces = re.split(r"(?m)^(?://|#)--- (\S+)\n", text)
    files = [(None, pieces[0]), *zip(pieces[1::2], pieces[2::2])]
    return Attack(str(path.relative_to(HERE)), LANGUAGES[path.suffix], tuple(files), outcome, options)


def all_attacks():
    return [load(path) for path in sorted(HERE.glob("*/*.*")) if path.suffix in LANGUAGES and "__pycache__" not in path.parts]


def body_of(attack, server, argument=None):
    def fill(text):
        return (text.replace("{{port}}", str(server.port)).replace("{{state}}", str(server.state))
                .replace("{{host}}", socket.gethostname()))

    body = {"timeout": 20}
    if len(attack.files) == 1:
        body["code"] = fill(attack.files[0][1])
    else:
        main = {"python": "main.py", "javascript": "main.js", "typescript": "main.ts", "java": "Main.java", "cpp": "main.cpp",
                "go": "main.go", "rust": "main.rs"}[attack.language]
        body["files"] = [{"path": path or main, "content": fill(content)} for path, content in attack.files]
    for key in ("limits", "args", "env"):
        if key in attack.options:
            body[key] = json.loads(fill(attack.options[key]))
    for key, value in (("timeout", float), ("stdin", str)):
        if key in attack.options:
            body[key] = value(attack.options[key])
    if argument is not None:
        body["args"] = [argument]
    return body


def run(attack, server):
    """[(status, answer)] of its requests, the one beside first."""
    def ask(argument=None):
        body = body_of(attack, server, argument)
        return server.execute(body.pop("code", None), attack.language, patience=150, **body)

    arguments = attack.options.get("runs", "").split() or [None]
    if "beside" not in attack.options:
        return [ask(argument) for argument in arguments]
    beside = []
    thread = threading.Thread(target=lambda: beside.append(ask(attack.options["beside"])))
    thread.start()
    time.sleep(1.5)  # it prints nothing that could be waited for before it ends
    answers = [ask(argument) for argument in arguments]
    thread.join()
    return beside + answers


def escaped(answers):
    return any("ESCAPED" in (answer.get("stdout") or "") for _, answer in answers)


def complaint(attack, answers):
    """What is wrong with the answers; None if the attack was held."""
    if escaped(answers):
        return "it escaped"
    if SECRET in json.dumps(answers):
        return "the server's environment leaked"
    for status, answer in answers:
        if status != (400 if attack.outcome == "refused" else 200):
            return f"status {status}, expected {attack.outcome}"
        if status == 400:
            continue
        ending = answer["verdict"]
        if ending == "ok" and "contained" in answer["stdout"].splitlines():
            ending = "contained"
        if ending not in attack.outcome.split(" or ") and answer["verdict"] not in attack.outcome.split(" or "):
            return f"{ending}, expected {attack.outcome}"
        late = answer["usage"]["total_ms"] - answer["usage"]["compile_ms"] - answer["usage"]["queue_ms"] - 1000 * float(attack.options.get("timeout", 20))
        if late > 5000:
            return f"it ended {late / 1000:.1f} s late"
        for key, field in (("signal", "signal"), ("exit", "exit_code")):
            if key in attack.options and str(answer[field]) != attack.options[key]:
                return f"{field} {answer[field]}, expected {attack.options[key]}"
    if attack.options.get("compare") == "differ":
        printed = [answer["stdout"] for _, answer in answers]
        if len(set(printed)) != len(printed):
            return "two sandboxes have the same"
    return None


def summary(answers):
    keep = ("verdict", "exit_code", "signal", "error", "stdout", "stderr", "detail", "title", "findings")
    return [(status, {k: str(answer[k])[-600:] for k in keep if answer.get(k) not in (None, "")}) for status, answer in answers]
