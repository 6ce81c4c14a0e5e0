"""A real Firefox, driven by WebDriver BiDi, the protocol that it speaks by itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

READY = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Firefox:
    """One tab of a Firefox."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._sent = 0
        self.version = str(
            self._ask("session.new", capabilities={})["capabilities"]["browserVersion"]
        )
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _ask(self, method: str, **parameters: object) -> Any:
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=60))
            if answer.get("id") == self._sent:
                assert answer["type"] == "success", answer
                return answer["result"]

    def goto(self, url: str) -> None:
        """Open an address, and wait until the page is complete."""
        self._ask("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def run(self, script: str) -> Any:
        """Return what an expression gives: a string, a number or a truth value."""
        answer = self._ask(
            "script.evaluate", expression=script, target={"context": self._tab}, awaitPromise=True
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return answer["result"].get("value")

    def wait(self, script: str, seconds: float = 20) -> Any:
        """Return what an expression gives once it is true; fail when it is not in time.

        While a page gives way to the next there is nothing to ask; that is no failure.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                found = self.run(script)
            except AssertionError:
                found = None
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError(f"not in {seconds} s: {script}")

    def hover(self, selector: str, *then: str) -> None:
        """Move the mouse to the middle of an element, and do what else is told there."""
        middle = self.run(
            f"""(async () => {{
                const element = document.querySelector({json.dumps(selector)});
                element.scrollIntoView({{ block: "center", behavior: "instant" }});
                const frame = () => new Promise((next) => requestAnimationFrame(next));
                for (let count = 0; count < 5; count += 1) await frame();
                const box = element.getClientRects()[0];
                return JSON.stringify([box.x + box.width / 2, box.y + box.height / 2]);
            }})()"""
        )
        x, y = (round(number) for number in json.loads(middle))
        steps = [{"type": "pointerMove", "x": place, "y": y} for place in (x - 2, x)]
        presses = [{"type": step, "button": 0} for step in then]
        mouse = {"type": "pointer", "id": "mouse", "actions": [*steps, *presses]}
        self._ask("input.performActions", context=self._tab, actions=[mouse])

    def click(self, selector: str) -> None:
        """Click on an element."""
        self.hover(selector, "pointerDown", "pointerUp")

    def type(self, words: str) -> None:
        """Type words on the keyboard."""
        strokes = [{"type": step, "value": c} for c in words for step in ("keyDown", "keyUp")]
        keys = {"type": "key", "id": "keys", "actions": strokes}
        self._ask("input.performActions", context=self._tab, actions=[keys])

    def close(self) -> None:
        """End the browser."""
        self._ask("browser.close")


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Start a Firefox with a profile of its own; without one the run fails, it does not skip."""
    path = os.environ.get("READER_FIREFOX") or shutil.which("firefox-esr")
    assert path, "no Firefox: run scripts/test, or set READER_FIREFOX to its path"
    arguments = ["--headless", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(
        [path, *arguments, "--remote-debugging-port", "0", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "HOME": str(profile)},
    ) as process:
        assert process.stderr
        ready = next(filter(None, map(READY.search, process.stderr)), None)
        assert ready, "Firefox ended before it was ready"
        try:
            with connect(f"{ready[1]}/session", max_size=None) as socket:
                made = Firefox(socket)
                yield made
                made.close()
            process.wait(timeout=20)
        finally:
            process.kill()
