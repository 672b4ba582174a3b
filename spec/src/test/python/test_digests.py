"""Every hosted protocol: listed in order, hashed as pinned, and the hash is the one its description gives."""

from __future__ import annotations

import contextlib
import hashlib
import json

import pyarrow as pa
import pytest
from conftest import WORKER
from vgi_rpc.rpc import SubprocessTransport, _RpcProxy
from vgi_rpc.rpc._reflection import Reflection
from vgi_rpc.rpc._type_tokens import schema_tokens

REFLECTION = "vgi_rpc.Reflection.v1"

#: Digests from the reference; None where a protocol exists in our kit only.
PINNED = {
    "ConformanceService": "05479410c96f34410a2b10a4f6a49d59dcfd9d6d1d45ce9a9807d060a3bd6014",
    "conformance.Secondary.v1": "58557cf1611546ad22d1c379bc3ce1b04166082f78375e9fc959f0086347eab6",
    REFLECTION: "3c7db4cae8cdfc93dc4a76e73b8b759e18e45e6a5811adba4e520366344b919a",
    "ClientConformanceService": "e97f3929388bbefd5389fa0691040e44d9aa5b4deb998c3b5be59144fe87dbae",
    "zeta.Primary.v1": None,
    "alpha.Extra.v1": None,
    "conformance.TransportKind.v1": None,
}

HOSTED = {
    "conformance": ["ConformanceService", "conformance.Secondary.v1", REFLECTION],
    "unsorted": ["zeta.Primary.v1", "conformance.Secondary.v1", "alpha.Extra.v1", REFLECTION],
    "client": ["ClientConformanceService", REFLECTION],
    "kind": ["conformance.TransportKind.v1", REFLECTION],
}


def tokens(schema_ipc: bytes) -> list[dict[str, object]]:
    """The type tokens of a described schema, made by the reference's own code."""
    return schema_tokens(pa.ipc.read_schema(pa.py_buffer(schema_ipc)))


def digest(description: object) -> str:
    """The hash that follows from a description, computed here from its parts."""
    methods = []
    for method in sorted(description.methods, key=lambda each: each.name):  # type: ignore[attr-defined]
        entry = {
            "name": method.name,
            "type": method.method_type,
            "has_return": method.has_return,
            "has_header": method.has_header,
            "params": tokens(method.params_schema_ipc),
        }
        if method.has_return:
            entry["result"] = tokens(method.result_schema_ipc)
        if method.has_header:
            entry["header"] = tokens(method.header_schema_ipc)
        methods.append(entry)
    preimage = {"protocol": description.protocol, "methods": methods}  # type: ignore[attr-defined]
    text = json.dumps(preimage, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"vgi_rpc.protocol_hash.v1|" + text.encode("utf-8")).hexdigest()


@pytest.mark.parametrize("protocols", HOSTED)
def test_hosted_protocols(protocols: str) -> None:
    """A worker with this set of protocols, asked through reflection."""
    with contextlib.closing(SubprocessTransport([*WORKER, "--protocols", protocols])) as transport:
        reflection = _RpcProxy(Reflection, transport, None)
        listing = reflection.list_protocols().protocols
        assert [summary.protocol for summary in listing] == HOSTED[protocols]
        for summary in listing:
            description = reflection.describe(protocol=summary.protocol)
            assert description.protocol_hash == summary.protocol_hash
            assert digest(description) == summary.protocol_hash, summary.protocol
            assert PINNED[summary.protocol] in (None, summary.protocol_hash), summary.protocol
