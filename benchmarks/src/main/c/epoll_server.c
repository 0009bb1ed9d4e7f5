/*
 * The yardstick: what a server costs when there is nothing between it and the kernel.
 *
 *   epoll_server requests|poem PORT
 *
 * One thread, level-triggered epoll, the same work as the Java servers beside it. "requests": answer
 * each request (bytes up to an empty line) with the same 120 bytes, all that one read brought in one
 * write. "poem": send 3,003 bytes to whoever connects and close.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define RESPONSE "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 55\r\n\r\n"
#define BODY "No man is an island, entire of itself; every man is a p"
#define LINE "The reactor waits, and while it waits the poems come.\n"

enum { RESPONSE_SIZE = 120, POEM_SIZE = 3003, BUFFER_SIZE = 65536, EVENTS = 1024, FILES = 65536 };
_Static_assert(sizeof RESPONSE - 1 + sizeof BODY - 1 == RESPONSE_SIZE, "the response has 120 bytes");

/* By descriptor: how much of "\r\n\r\n" the last bytes were, and how much of the answer is owed. */
static struct connection { int matched; long owed; } connections[FILES];
static char poem[POEM_SIZE], input[BUFFER_SIZE];
static char responses[BUFFER_SIZE / 4 * RESPONSE_SIZE]; /* as many as one read can ask for */
static int epoll, listener, serves_poem;

static void die(const char *what) { perror(what); exit(1); }

static void watch(int operation, int fd, unsigned events) {
  struct epoll_event event = {.events = events, .data.fd = fd};
  if (epoll_ctl(epoll, operation, fd, &event) < 0) die("epoll_ctl");
}

static long count_requests(struct connection *c, const char *bytes, long length) {
  long found = 0;
  int matched = c->matched;
  for (long i = 0; i < length; i++) {
    if (bytes[i] == ((matched & 1) ? '\n' : '\r')) {
      if (++matched == 4) { found++; matched = 0; }
    } else {
      matched = bytes[i] == '\r';
    }
  }
  c->matched = matched;
  return found;
}

/* All responses are alike, so what is owed says where to go on: at its place within a response. */
static void answer(int fd, struct connection *c) {
  long skip = (RESPONSE_SIZE - c->owed % RESPONSE_SIZE) % RESPONSE_SIZE;
  ssize_t sent = write(fd, responses + skip, c->owed);
  if (sent < 0 && errno != EAGAIN) { close(fd); return; }
  c->owed -= sent < 0 ? 0 : sent;
  if (c->owed > 0) watch(EPOLL_CTL_MOD, fd, EPOLLOUT); /* reads no more until that has gone */
}

static void ready(int fd, unsigned events) {
  struct connection *c = &connections[fd];
  if (c->owed > 0 && (events & EPOLLOUT)) {
    answer(fd, c);
    if (c->owed == 0) watch(EPOLL_CTL_MOD, fd, EPOLLIN);
    return;
  }
  ssize_t length = read(fd, input, sizeof input);
  if (length <= 0) {
    if (length == 0 || errno != EAGAIN) close(fd);
    return;
  }
  c->owed = count_requests(c, input, length) * RESPONSE_SIZE;
  if (c->owed > 0) answer(fd, c);
}

static void accept_all(void) {
  int fd;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    if (serves_poem) {
      if (write(fd, poem, POEM_SIZE) != POEM_SIZE) die("a poem did not fit the socket's buffer");
      close(fd);
    } else if (fd >= FILES) {
      close(fd);
    } else {
      int on = 1;
      setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      connections[fd] = (struct connection){0, 0};
      watch(EPOLL_CTL_ADD, fd, EPOLLIN);
    }
  }
}

static void listen_on(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int on = 1;
  listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (listener < 0) die("socket");
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0) die("bind");
  if (listen(listener, 4096) < 0) die("listen");
}

int main(int argc, char **argv) {
  if (argc != 3) { fputs("usage: epoll_server requests|poem PORT\n", stderr); return 2; }
  serves_poem = strcmp(argv[1], "poem") == 0;
  signal(SIGPIPE, SIG_IGN);
  for (int i = 0; i < POEM_SIZE; i++) poem[i] = LINE[i % (sizeof LINE - 1)];
  for (size_t i = 0; i < sizeof responses; i += RESPONSE_SIZE)
    memcpy(responses + i, RESPONSE BODY, RESPONSE_SIZE);
  listen_on(atoi(argv[2]));
  if ((epoll = epoll_create1(EPOLL_CLOEXEC)) < 0) die("epoll_create1");
  watch(EPOLL_CTL_ADD, listener, EPOLLIN);
  for (struct epoll_event events[EVENTS];;) {
    int count = epoll_wait(epoll, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      if (events[i].data.fd == listener) accept_all();
      else ready(events[i].data.fd, events[i].events);
    }
  }
}
