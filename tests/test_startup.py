"""What an import and a new client may load: counts and names of modules, and certificates."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
from typing import Any, List

import pytest

import groq
from groq import _http
from twin import Twin

HEAVY = {"httpx", "pydantic", "asyncio", "ssl", "typing_extensions", "logging", "anyio", "distro"}


def loaded(statement: str) -> List[str]:
    """The modules that a statement loads into a new interpreter."""
    program = "import json, sys; before = {*sys.modules}; %s; print(json.dumps([*({*sys.modules} - before)]))"
    done = subprocess.run([sys.executable, "-c", program % statement], capture_output=True, timeout=50, check=True)
    modules: List[str] = json.loads(done.stdout)
    return modules


@pytest.mark.parametrize(
    "statement",
    [
        "import groq",
        "from groq import Groq",
        "from groq import AsyncGroq, GroqError, omit, NOT_GIVEN, RateLimitError, APIStatusError",
        "import groq; dir(groq); groq.__version__; groq.DEFAULT_MAX_RETRIES",
        "from groq import Groq; Groq.__module__, isinstance(5, Groq), repr(Groq)",
    ],
)
def test_an_import_loads_few_modules_and_no_library(statement: str) -> None:
    modules = loaded(statement)
    assert HEAVY & {*modules} == set()
    assert len(modules) < 40, sorted(modules)


def test_a_new_client_needs_no_library_before_its_first_call() -> None:
    statement = "from groq import Groq; client = Groq(api_key='k', base_url='http://host', max_retries=1, timeout=3)"
    assert HEAVY & {*loaded(statement + "; client.api_key")} == set()


@pytest.fixture
def certificates(monkeypatch: pytest.MonkeyPatch) -> List[str]:
    """Grows by one each time that certificates are loaded; nothing is loaded yet."""
    loads: List[str] = []
    for name in ("load_verify_locations", "load_default_certs"):
        original = getattr(ssl.SSLContext, name)

        def load(self: Any, *args: Any, original: Any = original, **kwargs: Any) -> Any:
            loads.append(original.__name__)
            return original(self, *args, **kwargs)

        monkeypatch.setattr(ssl.SSLContext, name, load)
    monkeypatch.setattr(_http, "_contexts", {})
    return loads


def test_a_plain_http_address_loads_no_certificates(twin: Twin, certificates: List[str]) -> None:
    server = twin.serve()
    client = twin.closing(twin.client_class(api_key="k", base_url=server.url))
    twin.call(client.models.list())
    twin.call(client.with_options(timeout=3).models.list())
    assert certificates == []


def test_all_clients_share_one_set_of_certificates(twin: Twin, certificates: List[str]) -> None:
    clients = [twin.closing(twin.client_class(api_key="k")) for _ in range(3)]
    contexts = {id(client._client._transport._pool._ssl_context) for client in clients}
    assert len(contexts) == 1
    # The awaited client must not read files later, on the event loop; the other reads them when it first connects.
    assert len(certificates) == twin.pick(0, 1)
    own = twin.closing_http(twin.default_http_class(verify=False))
    assert id(own._transport._pool._ssl_context) not in contexts


def test_a_client_with_an_http_client_of_its_own_loads_no_certificates(twin: Twin, certificates: List[str]) -> None:
    twin.call(twin.client({}).models.list())
    assert certificates == []


def test_the_name_of_the_package_needs_no_metadata() -> None:
    assert groq.__title__ == "groq"
    assert "importlib.metadata" not in loaded("import groq; groq.__title__, groq.__version__")
