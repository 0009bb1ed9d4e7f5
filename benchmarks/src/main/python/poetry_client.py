"""What bin/poetry client-4 does, on Twisted: fetch poems by Deferreds, print them, stop.

Used by bin/benchmark, to compare how soon the poem is there.
"""

import sys

from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.internet.protocol import ClientFactory, Protocol


class PoemReader(Protocol):
    def __init__(self):
        self.chunks = []

    def dataReceived(self, data):
        self.chunks.append(data)

    def connectionLost(self, reason):
        self.factory.finish(b"".join(self.chunks))


class PoemFactory(ClientFactory):
    protocol = PoemReader

    def __init__(self):
        self.waiting = Deferred()

    def finish(self, poem):
        waiting, self.waiting = self.waiting, None
        if waiting is not None:
            waiting.callback(poem)

    def clientConnectionFailed(self, connector, reason):
        waiting, self.waiting = self.waiting, None
        if waiting is not None:
            waiting.errback(reason)


def fetch(address):
    host, port = address.rsplit(":", 1)
    factory = PoemFactory()
    wanted = factory.waiting
    reactor.connectTCP(host, int(port), factory)
    return wanted


def main(addresses):
    poems = []
    outstanding = len(addresses)

    def complain(failure):
        print("Poem failed:", failure.getErrorMessage(), file=sys.stderr)

    def one_less(_):
        nonlocal outstanding
        outstanding -= 1
        if outstanding == 0:
            reactor.stop()

    for address in addresses:
        fetch(address).addCallbacks(poems.append, complain).addBoth(one_less)
    reactor.run()
    for poem in poems:
        print(poem.decode())


main(sys.argv[1:])
