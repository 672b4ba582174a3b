"""Fixtures of the shared vgi-rpc suite for Millrace, in either role.

What runs is chosen by the environment, so that one run is one report:

MILLRACE_ROLE        ``server``: the released Python client calls our worker.
                     ``client``: our client, through its driver, calls the released Python worker.
MILLRACE_TRANSPORTS  comma list out of pipe, subprocess, unix, unix_threaded, unix_launcher, tcp
                     (server) or stdio, shm, unix, tcp (client).
MILLRACE_WORKER      command line of the worker: ours as server, the Python one as client.
VGI_CLIENT_DRIVER    command line of our client driver (client role).
MILLRACE_GROUPS      only these groups; without it, all that vary with the transport.

Nothing is skipped quietly: groups that need HTTP are named in ``HTTP_GROUPS`` and leave the
collection; any other test that finds a fixture missing fails.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import socket
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Protocol

import pytest
from peers import scratch, tcp_worker, unix_worker
from vgi_rpc.conformance import ConformanceService
from vgi_rpc.conformance.client_driver import ClientDriver
from vgi_rpc.introspect import introspect
from vgi_rpc.rpc import (
    SubprocessTransport,
    TcpTransport,
    UnixTransport,
    _RpcProxy,
    tcp_connect,
    unix_connect,
)

ROLE = os.environ.get("MILLRACE_ROLE", "server")
TRANSPORTS = [name for name in os.environ.get("MILLRACE_TRANSPORTS", "").split(",") if name]
WORKER = shlex.split(os.environ.get("MILLRACE_WORKER", ""))

if ROLE not in ("server", "client") or not TRANSPORTS or not WORKER:
    raise pytest.UsageError("set MILLRACE_ROLE, MILLRACE_TRANSPORTS and MILLRACE_WORKER; see conftest.py")

#: Groups about HTTP and what exists on HTTP only (external storage, identity, grants, sessions).
HTTP_GROUPS = frozenset(
    """
    TestAdversarialHttpRequestContract TestExternalByteStream TestExternalFetchFailures
    TestExternalFetchSecurity TestExternalInputRoutes TestExternalRef TestExternalStorageUrlPair
    TestGrantPrefixRouting TestResolveTokenBearer TestSealedGrantRejections TestSealedGrants
    TestErrorKindsReachTheWire TestGrantFreshness TestGrantIssuance TestIdentityAbsentByDefault
    TestIdentityNarrowing TestIdentityWireShape TestIntrospectionAuthorization
    TestIntrospectionHappyPath TestIntrospectionIsNotThrottled TestRejectionsAreUniform
    TestTheCredentialSizeCap TestTheJwsTrap TestUnavailableCarriesARetryHint
    TestUnavailableIsTransient TestCompressedHttpRequestCap TestErrorModelOnTheWire
    TestUnclassifiedErrorsAreUnknown TestServeStartLifecycle TestExternalLocation TestHealth
    TestUnauthorized TestProxyProof TestProxyProofOffMode TestHttpCompressionNegotiationConformance
    TestHttpResponseCap TestExternalizedResponseCap TestHttpResponseCapProducer TestCallTokenSplit
    TestColdCallStateCache TestErrorHeader TestRequestId TestCors TestCorsOffMode TestSticky
    """.split()
)

#: Groups that watch the server itself and so say nothing about a client.
SERVER_GROUPS = frozenset(
    "TestAdversarialRawRequestContract TestResourceSoak TestTransportKindContext".split()
)

#: Groups that don't vary with the transport and so have a run of their own.
ONCE_GROUPS = frozenset("TestResourceSoak TestTransportKindContext".split())


#: How long a test may take before it counts as hanging.
HANG_S = 40


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the groups of the shared suite out that this run is not about."""
    if not any(item.path.name == "test_shared_suite.py" for item in items):
        return

    def group(item: pytest.Item) -> str:
        return item.cls.__name__  # type: ignore[attr-defined]

    known = {group(item) for item in items}
    out = HTTP_GROUPS | ONCE_GROUPS | (SERVER_GROUPS if ROLE == "client" else frozenset())
    only = frozenset(os.environ.get("MILLRACE_GROUPS", "").split())
    unknown = (out | only) - known
    if unknown:
        raise pytest.UsageError(f"the suite has no group {sorted(unknown)}; update conftest.py")
    keep = only or known - out
    config.hook.pytest_deselected(items=[item for item in items if group(item) not in keep])
    items[:] = [item for item in items if group(item) in keep]
    for item in items:
        # The suite's 5 s are a guard against hangs that counts on workers and clients that run
        # already; here a test body may start a worker and a driver, beside other runs.
        limit = item.get_closest_marker("timeout")
        if limit is None or limit.args[0] < HANG_S:
            item.add_marker(pytest.mark.timeout(HANG_S), append=False)


class Workers:
    """The workers of one run, each started when a test first needs it, ended with the run."""

    def __init__(self) -> None:
        self._open = contextlib.ExitStack()
        self._known: dict[str, Any] = {}

    def close(self) -> None:
        self._open.close()

    def _once(self, name: str, start: Callable[[], Any]) -> Any:
        if name not in self._known:
            self._known[name] = start()
        return self._known[name]

    def shared_pipe(self) -> SubprocessTransport:
        """One worker on stdio for the whole run."""

        def start() -> SubprocessTransport:
            transport = SubprocessTransport(WORKER)
            self._open.callback(transport.close)
            return transport

        return self._once("subprocess", start)

    def unix(self, transport: str) -> str:
        """The socket path of the worker behind one of the Unix transports."""
        one_at_a_time = ROLE == "server" and transport == "unix"
        threads = "--no-threaded" if one_at_a_time else "--threaded"

        def start() -> str:
            if transport == "unix_launcher":
                return self._open.enter_context(launched())
            return self._open.enter_context(unix_worker(WORKER, threads))[1]

        return self._once(transport, start)

    def tcp(self) -> tuple[str, int]:
        """Host and port of the worker on TCP."""
        return self._once(
            "tcp", lambda: self._open.enter_context(tcp_worker(WORKER, "--threaded"))
        )


@contextlib.contextmanager
def launched() -> Iterator[str]:
    """Our worker as vgi-rpc's own launcher starts it; the idle timeout ends it afterwards."""
    from vgi_rpc.launcher import LaunchConfig, launch

    with scratch() as state:
        state.chmod(0o700)
        yield launch(
            LaunchConfig(
                worker_argv=tuple(WORKER),
                idle_timeout=120.0,
                connect_timeout=15.0,
                worker_startup_timeout=60.0,
                state_dir=str(state),
            )
        )


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """The workers of this run."""
    started = Workers()
    try:
        yield started
    finally:
        started.close()


@contextlib.contextmanager
def python_client(workers: Workers, transport: str, protocol: type, on_log: Any) -> Iterator[Any]:
    """The released Python client, bound to one protocol of our worker."""
    if transport == "pipe":
        own = SubprocessTransport(WORKER)
        try:
            yield _RpcProxy(protocol, own, on_log)
        finally:
            own.close()
            assert own.proc.returncode == 0, f"the worker ended with {own.proc.returncode}"
    elif transport == "subprocess":
        yield _RpcProxy(protocol, workers.shared_pipe(), on_log)
    elif transport == "tcp":
        with tcp_connect(protocol, *workers.tcp(), on_log=on_log) as proxy:
            yield proxy
    else:
        with unix_connect(protocol, workers.unix(transport), on_log=on_log) as proxy:
            yield proxy


@contextlib.contextmanager
def our_client(workers: Workers, transport: str, protocol: type, on_log: Any) -> Iterator[Any]:
    """Our client, through its driver, bound to one protocol of the Python worker."""
    target: Any
    if transport in ("stdio", "shm"):
        target = WORKER
    elif transport == "tcp":
        target = "{}:{}".format(*workers.tcp())
    else:
        target = workers.unix(transport)
    proxy = ClientDriver.from_env(service=protocol).connect(transport, target, on_log)
    try:
        yield proxy
    finally:
        proxy.close()
        status = proxy._proc.wait()
        # 3: somebody did not free a batch in the segment; which side, its stderr can't tell.
        assert status == 0, f"the client driver ended with {status}"


def connect(workers: Workers, transport: str, protocol: type, on_log: Any = None) -> Any:
    """A client of this run's role on one transport."""
    open_client = python_client if ROLE == "server" else our_client
    return open_client(workers, transport, protocol, on_log)


@pytest.fixture(params=TRANSPORTS)
def conformance_conn(request: pytest.FixtureRequest, workers: Workers) -> Callable[..., Any]:
    """Opens a client of the primary protocol on the transport of this test."""
    return lambda on_log=None: connect(workers, request.param, ConformanceService, on_log)


@pytest.fixture(params=TRANSPORTS)
def conformance_raw_conn(request: pytest.FixtureRequest, workers: Workers) -> Callable[..., Any]:
    """The same; every transport of ours so far is a byte stream a test may write to itself."""
    return lambda on_log=None: connect(workers, request.param, ConformanceService, on_log)


@pytest.fixture(scope="session")
def conformance_protocol_connector(workers: Workers) -> Callable[..., Any]:
    """Opens a client of any protocol on the worker behind a transport."""
    return lambda transport, protocol, on_log=None: connect(workers, transport, protocol, on_log)


@pytest.fixture(params=TRANSPORTS)
def conformance_describe(request: pytest.FixtureRequest, workers: Workers) -> Any:
    """What the worker says of its primary protocol, asked over the transport of this test."""
    if ROLE == "client":
        with connect(workers, request.param, ConformanceService) as proxy:
            return proxy.describe()
    with contextlib.closing(bare_transport(request.param, workers)) as transport:
        return introspect(transport)


def bare_transport(name: str, workers: Workers) -> Any:
    """A connection without a protocol; the caller closes it."""
    if name in ("pipe", "subprocess"):
        return SubprocessTransport(WORKER)
    if name == "tcp":
        return TcpTransport(socket.create_connection(workers.tcp()))
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect(workers.unix(name))
    return UnixTransport(connection)


@pytest.fixture
def conformance_resource_soak_target() -> Iterator[Any]:
    """A worker of its own, watched from outside for memory, descriptors and threads it keeps."""
    from vgi_rpc.conformance._resource_soak_pytest import ResourceSoakTarget

    with unix_worker(WORKER, "--threaded") as (process, path):
        yield ResourceSoakTarget(
            name="millrace-unix",
            pid=process.pid,
            connect=lambda: unix_connect(ConformanceService, path),
            # The JIT compiles, and so grows, for longer than an interpreter warms up.
            warmup_multiplier=4,
        )


class TransportKindProbe(Protocol):
    """Hosted by ``--protocols kind``; says over which transport a call reached the worker."""

    protocol_name: ClassVar[str] = "conformance.TransportKind.v1"

    def report_transport_kind(self) -> str:
        """The kind the handler sees in its call context."""
        ...


@pytest.fixture
def conformance_transport_kind_probes() -> tuple[tuple[str, Callable[[], str]], ...]:
    """One call over each transport to a worker that reports what it was reached by."""
    command = [*WORKER, "--protocols", "kind"]

    def ask(proxy: Any) -> str:
        return str(proxy.report_transport_kind())

    def over_pipe() -> str:
        with contextlib.closing(SubprocessTransport(command)) as transport:
            return ask(_RpcProxy(TransportKindProbe, transport, None))

    def over_unix() -> str:
        with unix_worker(command) as (_, path), unix_connect(TransportKindProbe, path) as proxy:
            return ask(proxy)

    def over_tcp() -> str:
        with tcp_worker(command) as address, tcp_connect(TransportKindProbe, *address) as proxy:
            return ask(proxy)

    return (("pipe", over_pipe), ("unix", over_unix), ("tcp", over_tcp))
