"""The shared vgi-rpc conformance suite, pointed at Millrace by the fixtures in conftest.py."""

from vgi_rpc.conformance._pytest_suite import *  # noqa: F401,F403
