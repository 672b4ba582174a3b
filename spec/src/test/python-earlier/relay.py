"""Copies between standard input and output and a Unix socket, for clients that only start processes."""

from __future__ import annotations

import os
import socket
import sys
import threading


def main() -> None:
    """Connects to the socket named on the command line and copies until either side ends."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect(sys.argv[1])

    def up() -> None:
        while piece := os.read(0, 1 << 16):
            connection.sendall(piece)
        connection.shutdown(socket.SHUT_WR)

    threading.Thread(target=up, daemon=True).start()
    while piece := connection.recv(1 << 16):
        view = memoryview(piece)
        while view:
            view = view[os.write(1, view) :]


main()
