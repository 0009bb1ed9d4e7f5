"""asyncio, on uvloop's event loop if there is one: asyncio_server.py requests|poem|stream|slow PORT"""

import asyncio
import sys

from content import BACKLOG, CHUNK, CHUNKS, DELAY, POEM, PORTION, RESPONSE, RequestScanner

try:
    import uvloop
except ImportError:
    uvloop = None


class Requests(asyncio.Protocol):
    def __init__(self):
        self.scanner = RequestScanner()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        found = self.scanner.count(data)
        if found:
            self.transport.write(RESPONSE * found)


class Poem(asyncio.Protocol):
    def connection_made(self, transport):
        transport.write(POEM)
        transport.close()


class Stream(asyncio.Protocol):
    def __init__(self):
        self.left = CHUNKS
        self.paused = False

    def connection_made(self, transport):
        self.transport = transport
        self.produce()

    def pause_writing(self):
        self.paused = True

    def resume_writing(self):
        self.paused = False
        # Not at once: uvloop calls this in the middle of sending, and sometimes loses the last chunk.
        asyncio.get_running_loop().call_soon(self.produce)

    def produce(self):
        while self.left and not self.paused:
            self.left -= 1
            self.transport.write(CHUNK)
        if not self.left and not self.paused:
            self.transport.close()


class Slow(asyncio.Protocol):
    at = 0

    def connection_made(self, transport):
        self.transport = transport
        self.send()

    def send(self):
        self.transport.write(POEM[self.at : self.at + PORTION])
        self.at = (self.at + PORTION) % len(POEM)
        self.next = asyncio.get_running_loop().call_later(DELAY, self.send)

    def connection_lost(self, reason):
        self.next.cancel()


async def main(work, port):
    works = {"requests": Requests, "poem": Poem, "stream": Stream, "slow": Slow}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(works[work], "127.0.0.1", int(port), backlog=BACKLOG)
    await server.serve_forever()


if uvloop is not None:
    uvloop.install()
asyncio.run(main(*sys.argv[1:]))
