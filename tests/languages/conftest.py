import pytest

import server


@pytest.fixture(scope="session")
def http():
    with server.client() as client:
        yield client
