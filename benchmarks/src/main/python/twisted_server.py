"""Twisted, on its usual reactor: twisted_server.py requests|poem|stream|slow PORT"""

import sys

from twisted.internet import reactor
from twisted.internet.interfaces import IPullProducer
from twisted.internet.protocol import Factory, Protocol
from zope.interface import implementer

from content import BACKLOG, CHUNK, CHUNKS, DELAY, POEM, PORTION, RESPONSE, RequestScanner


class Requests(Protocol):
    def connectionMade(self):
        self.transport.setTcpNoDelay(True)
        self.scanner = RequestScanner()

    def dataReceived(self, data):
        found = self.scanner.count(data)
        if found:
            self.transport.write(RESPONSE * found)


class Poem(Protocol):
    def connectionMade(self):
        self.transport.write(POEM)
        self.transport.loseConnection()


@implementer(IPullProducer)
class Stream(Protocol):
    def connectionMade(self):
        self.left = CHUNKS
        self.transport.registerProducer(self, False)

    def resumeProducing(self):
        self.transport.write(CHUNK)
        self.left -= 1
        if not self.left:
            self.transport.unregisterProducer()
            self.transport.loseConnection()

    def stopProducing(self):
        pass


class Slow(Protocol):
    at = 0

    def connectionMade(self):
        self.send()

    def send(self):
        self.transport.write(POEM[self.at : self.at + PORTION])
        self.at = (self.at + PORTION) % len(POEM)
        self.next = reactor.callLater(DELAY, self.send)

    def connectionLost(self, reason):
        self.next.cancel()


def main(work, port):
    works = {"requests": Requests, "poem": Poem, "stream": Stream, "slow": Slow}
    factory = Factory.forProtocol(works[work])
    factory.noisy = False
    reactor.listenTCP(int(port), factory, backlog=BACKLOG, interface="127.0.0.1")
    reactor.run()


main(*sys.argv[1:])
