"""One server for all tests that do not start their own, unless CORDON_URL names one; and the rule that
a skipped test is a failure unless its reason begins with one of ALLOWED."""

import os
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

# What may be missing on a machine that is otherwise all right.
ALLOWED = ("not possible here: ",)


_server = None


def pytest_sessionstart(session):
    """Before the tests are collected: some modules look at CORDON_URL when they are imported."""
    global _server
    if "CORDON_URL" in os.environ or session.config.option.collectonly:
        return
    from support.server import Server

    _server = Server().start()
    os.environ["CORDON_URL"] = _server.url


@pytest.fixture(scope="session")
def shared_server():
    """The server that all tests share; None if somebody else started it."""
    return _server


def pytest_sessionfinish(session, exitstatus):
    if _server is not None:
        _server.remove()
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    unexplained = [
        report
        for report in reporter.stats.get("skipped", [])
        if not str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        .removeprefix("Skipped: ")
        .startswith(ALLOWED)
    ]
    if unexplained and session.exitstatus == 0:
        for report in unexplained:
            reporter.write_line(f"SKIPPED WITHOUT A REASON THAT IS ALLOWED: {report.nodeid}", red=True)
        session.exitstatus = 1
