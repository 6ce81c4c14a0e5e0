"""Serve a collection on this machine, and build it anew whenever a seed is saved."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

HOST = "127.0.0.1"
PORTS = range(8000, 8100)


def serve(root: Path, address: str) -> int:
    """Serve the site until it is stopped, and return the exit code; ``address`` may be empty."""
    address = address or _free()
    if not address:
        last = PORTS[-1]
        sys.stderr.write(f"no free port from {PORTS[0]} to {last}: name one, as in {HOST}:9000\n")
        return 1
    sys.stderr.write(f"The reader will be at http://{address}/ (to stop it: Ctrl+C)\n")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    os.chdir(root)
    if os.name == "posix":  # in our place, so that a signal to us is one to the server
        os.execve(sys.executable, command, environment)
    return subprocess.run(command, env=environment, check=False).returncode


def _free() -> str:
    """Return the first free address, so that a second reader does not stop the first; or ``""``."""
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)):
                return f"{HOST}:{port}"
    return ""
