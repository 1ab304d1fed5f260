"""Every sample of every manifest answers as it says."""

import pytest

import server


def samples():
    for language in server.LANGUAGES:
        for sample in server.manifest(language)["samples"]:
            yield pytest.param(language, sample, id=f"{language}-{sample['name']}")


@server.needs_server
@pytest.mark.parametrize("language, sample", samples())
def test_sample(http, language, sample):
    answer = server.execute(
        http,
        language=language,
        code=sample["source"],
        stdin=sample.get("stdin", ""),
        args=sample.get("args", []),
        options=sample.get("options", {}),
    )
    assert answer["stdout"] == sample.get("stdout", ""), answer
    if "error" in sample:
        assert not answer["success"]
        assert answer["error"].startswith(sample["error"]), answer
    else:
        assert answer["success"] and answer["error"] is None, answer
