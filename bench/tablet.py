"""A tablet as the server sees it: one signed-in worker on one connection that is kept open."""

import socket
import uuid
from urllib.parse import urlencode

PATIENCE = 10  # seconds for an answer


class Tablet:
    """Sends bytes that cost little to make, so that the server is measured and not the one who asks."""

    def __init__(self, port, worker):
        self.port, self.worker, self.socket = port, worker, None
        self.cookies = f"session={worker.session}; csrf={worker.csrf}"

    def tap(self, cell, level, version, operation=None, htmx=True):
        """Status and body of the answer to a tap. Raises OSError when none came."""
        words = {"who": cell.code, "level": level, "version": version, "operation": operation or uuid.uuid4()}
        return self.post(f"{cell.path}mark/", words, htmx=htmx)

    def post(self, path, words, htmx=True, cookies=None):
        body = urlencode(words)
        head = f"X-CSRFToken: {self.worker.csrf}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        head += f"Content-Length: {len(body)}\r\n" + ("HX-Request: true\r\n" if htmx else "")
        return self.send(f"POST {path}", head, body, cookies)

    def get(self, path):
        return self.send(f"GET {path}", "", "", None)

    def send(self, what, head, body, cookies):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        text = f"{what} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies or self.cookies}\r\n{head}\r\n{body}"
        try:
            self.socket.sendall(text.encode())
            return self.answer()
        except OSError:
            self.hang_up()
            raise

    def answer(self):
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.more()
        head, _, body = data.partition(b"\r\n\r\n")
        status = int(head[9:12])
        _, _, length = head.lower().partition(b"content-length: ")
        length = 0 if status == 204 else int(length.split(b"\r\n")[0])
        while len(body) < length:
            body += self.more()
        if b"\r\nConnection: close" in head:
            self.hang_up()
        return status, body

    def more(self):
        received = self.socket.recv(65536)
        if not received:
            raise ConnectionResetError("the server hung up")
        return received

    def hang_up(self):
        if self.socket is not None:
            self.socket.close()
        self.socket = None
