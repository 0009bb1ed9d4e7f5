"""What both servers in Python send, byte for byte the same as those in other languages do."""

RESPONSE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 55\r\n\r\n"
    b"No man is an island, entire of itself; every man is a p"
)
LINE = b"The reactor waits, and while it waits the poems come.\n"
POEM = (LINE * 56)[:3003]
CHUNK = (LINE * 1214)[: 64 * 1024]
CHUNKS = 2048
PORTION = 11
DELAY = 0.7
BACKLOG = 4096
END = b"\r\n\r\n"


class RequestScanner:
    """Finds the ends of one connection's requests, wherever TCP has cut them."""

    __slots__ = ("tail",)

    def __init__(self):
        self.tail = b""

    def count(self, data):
        """Returns how many requests end in the bytes that have come."""
        if self.tail:
            data = self.tail + data
        found = data.count(END)
        rest = data[data.rfind(END) + len(END) :] if found else data
        self.tail = rest[-3:]
        return found
