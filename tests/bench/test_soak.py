"""`make soak`, shortened: every program says the value that only it was given, and the server is afterwards what it was before."""

from cordon_bench import soak


def test_two_thousand_programs_get_their_own_answers_and_leave_nothing():
    report = soak.soak(2000, connections=8)
    assert report.executions == 2000
    assert report.wrong_count == 0, "\n".join(report.wrong)
    assert report.left == {}
    assert report.leaking() == {}
    assert set(report.latencies) == {"python", "javascript", "typescript", "cpp", "go", "rust", "java"}


def test_the_mixture_is_what_it_says():
    workload = soak.Workload(1, soak.COMPILED)
    bodies = [workload.next()[0] for _ in range(20_000)]
    share = {language: sum(body["language"] == language for body in bodies) / len(bodies) for language in ("python", "javascript", "typescript")}
    assert abs(share["python"] - 0.6) < 0.02 and abs(share["javascript"] - 0.2) < 0.02 and abs(share["typescript"] - 0.1) < 0.02
    compiled = [body["code"] for body in bodies if body["language"] in soak.COMPILED]
    again = len(compiled) - len(set(compiled))
    assert abs(again / len(compiled) - 0.9) < 0.03


def test_no_two_programs_are_to_say_the_same():
    workload = soak.Workload(1, soak.COMPILED)
    assert len({workload.next()[1]["output"] for _ in range(5000)}) == 5000


class Answer:
    def __init__(self, status=200, **body):
        self.data = b"something else"
        self.body = {"output": "a\n", "success": True, "stderr": "", "error": None, **body}
        self.code = status

    def status(self):
        return self.code

    def json(self):
        return self.body


def test_another_programs_value_is_a_wrong_answer():
    assert soak.problem(Answer(), {"output": "a\n", "success": True}) == ""
    assert "'b\\n'" in soak.problem(Answer(output="b\n"), {"output": "a\n", "success": True})
    assert "status 500" in soak.problem(Answer(status=500), {"output": "a\n", "success": True})


def test_what_is_left_behind_is_told():
    before = {"processes": 10, "mounts of the host": 5, "files of /tmp": []}
    assert soak.what_is_left(before, lambda: {"processes": 9, "mounts of the host": 5, "files of /tmp": []}, patience=1) == {}
    found = soak.what_is_left(before, lambda: {"processes": 11, "mounts of the host": 5, "files of /tmp": ["cordon-x"]}, patience=1)
    assert found == {"processes": (10, 11), "files of /tmp": ([], ["cordon-x"])}


def test_memory_that_grows_with_every_execution_is_a_leak():
    flat, noisy, growing = [30_000] * 60, [30_000 + 500 * (i % 3) for i in range(60)], [30_000 + 1000 * i for i in range(60)]
    report = soak.Report(memory={"flat": flat, "noisy": noisy, "growing": growing})
    assert set(report.leaking()) == {"growing"}
    assert report.failed() and not soak.Report(memory={"flat": flat}).failed()
