"""Processes the suite talks to: workers that announce where they listen, and how they are ended."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

STARTUP_LIMIT_S = 60.0


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A directory whose path is short enough for a Unix socket in it."""
    path = Path(tempfile.mkdtemp(prefix="mr-", dir="/tmp"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def first_line(process: subprocess.Popen[bytes]) -> str:
    """The worker's first line on stdout, or an error that says what became of the worker."""
    assert process.stdout is not None
    descriptor = process.stdout.fileno()
    deadline = time.monotonic() + STARTUP_LIMIT_S
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise RuntimeError(f"{process.args!r} announced nothing within {STARTUP_LIMIT_S:g} s")
        byte = os.read(descriptor, 1)
        if not byte:
            raise RuntimeError(f"{process.args!r} ended with {process.wait()} and announced nothing")
        line += byte
    return line.decode("utf-8").rstrip("\n")


def stop(process: subprocess.Popen[bytes]) -> int:
    """End a worker the way an operator would, and return its exit status."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise RuntimeError(f"{process.args!r} did not end within 10 s of SIGTERM") from None
    assert process.stdout is not None
    process.stdout.close()
    return process.returncode


@contextlib.contextmanager
def listening(command: list[str]) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A worker on a socket, with the line by which it said where it listens."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    try:
        yield process, first_line(process)
    finally:
        stop(process)


@contextlib.contextmanager
def unix_worker(command: list[str], *flags: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A worker on a Unix socket; yields its process and the socket's path."""
    with scratch() as directory:
        path = str(directory / "w.sock")
        with listening([*command, "--unix", path, *flags]) as (process, line):
            assert line == f"UNIX:{path}", f"announced {line!r} for {path!r}"
            yield process, path


@contextlib.contextmanager
def tcp_worker(command: list[str], *flags: str) -> Iterator[tuple[str, int]]:
    """A worker on a loopback TCP port of the system's choice; yields host and port."""
    with listening([*command, "--tcp", "127.0.0.1:0", *flags]) as (_, line):
        assert line.startswith("TCP:127.0.0.1:"), f"announced {line!r}"
        yield "127.0.0.1", int(line.rpartition(":")[2])
