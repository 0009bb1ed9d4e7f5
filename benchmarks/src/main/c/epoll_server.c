/*
 * The yardstick: what a server costs when there is nothing between it and the kernel.
 *
 *   epoll_server requests|poem|stream|slow PORT
 *
 * One thread, level-triggered epoll, the same work as the Java servers beside it. "requests": answer
 * each request (bytes up to an empty line) with the same 120 bytes, all that one read brought in one
 * write. "poem": send 3,003 bytes to whoever connects and close. "stream": send 128 MiB and close.
 * "slow": send 11 bytes of the poem now and every 0.7 s; all timers being equally long, they are a
 * queue.
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
#include <time.h>
#include <unistd.h>

#define RESPONSE "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 55\r\n\r\n"
#define BODY "No man is an island, entire of itself; every man is a p"
#define LINE "The reactor waits, and while it waits the poems come.\n"

enum { RESPONSE_SIZE = 120, POEM_SIZE = 3003, BUFFER_SIZE = 65536, EVENTS = 1024, FILES = 65536 };
enum { PORTION = 11, DELAY_MILLIS = 700, CHUNK_SIZE = 65536, CHUNKS = 2048 };
_Static_assert(sizeof RESPONSE - 1 + sizeof BODY - 1 == RESPONSE_SIZE, "the response has 120 bytes");

/*
 * By descriptor: how much of "\r\n\r\n" the last bytes were, and how much of the answer or of the
 * stream is owed; or at which byte of the poem a slow client is, when it gets the next, and who is
 * before and after it in the queue, which begins and ends at number 0.
 */
static struct connection {
  int matched;
  long owed;
  int at, before, after;
  long due;
} connections[FILES];
static char poem[POEM_SIZE], chunk[CHUNK_SIZE], input[BUFFER_SIZE];
static char responses[BUFFER_SIZE / 4 * RESPONSE_SIZE]; /* as many as one read can ask for */
static int epoll, listener;
static enum { REQUESTS, POEM, STREAM, SLOW, WORKS } work;
static const char *const names[WORKS] = {"requests", "poem", "stream", "slow"};

static void die(const char *what) { perror(what); exit(1); }

/* For what is so short that it fits the socket's buffer. Nobody may be there to read it. */
static void write_all(int fd, const char *bytes, long length) {
  ssize_t sent = write(fd, bytes, length);
  if (sent >= 0 ? sent != length : errno == EAGAIN) die("a few bytes did not fit the socket's buffer");
}

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

static void stream(int fd, struct connection *c) {
  long skip = (CHUNK_SIZE - c->owed % CHUNK_SIZE) % CHUNK_SIZE;
  ssize_t sent = write(fd, chunk + skip, CHUNK_SIZE - skip);
  if (sent < 0 && errno == EAGAIN) return;
  if (sent < 0 || (c->owed -= sent) == 0) close(fd);
}

static long now_millis(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void leave_queue(struct connection *c) {
  connections[c->before].after = c->after;
  connections[c->after].before = c->before;
}

static void send_slowly(int fd, struct connection *c, long now) {
  write_all(fd, poem + c->at, PORTION);
  c->at = (c->at + PORTION) % POEM_SIZE;
  c->due = now + DELAY_MILLIS;
  c->before = connections[0].before;
  c->after = 0;
  connections[c->before].after = fd;
  connections[0].before = fd;
}

static void send_what_is_due(void) {
  long now = now_millis();
  for (int fd; (fd = connections[0].after) != 0 && connections[fd].due <= now;) {
    leave_queue(&connections[fd]);
    send_slowly(fd, &connections[fd], now);
  }
}

/* How many milliseconds to wait for events at most; -1 for as long as it takes. */
static int patience(void) {
  int first = connections[0].after;
  long left = first == 0 ? -1 : connections[first].due - now_millis();
  return first != 0 && left < 0 ? 0 : (int)left;
}

static void ready(int fd, unsigned events) {
  struct connection *c = &connections[fd];
  if (work == STREAM) {
    stream(fd, c);
    return;
  }
  if (c->owed > 0 && (events & EPOLLOUT)) {
    answer(fd, c);
    if (c->owed == 0) watch(EPOLL_CTL_MOD, fd, EPOLLIN);
    return;
  }
  ssize_t length = read(fd, input, sizeof input);
  if (length <= 0) {
    if (length < 0 && errno == EAGAIN) return;
    if (work == SLOW) leave_queue(c);
    close(fd);
    return;
  }
  c->owed = count_requests(c, input, length) * RESPONSE_SIZE;
  if (c->owed > 0) answer(fd, c);
}

static void begin(int fd) {
  struct connection *c = &connections[fd];
  int on = 1;
  *c = (struct connection){0};
  switch (work) {
    case REQUESTS:
      setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      break;
    case STREAM:
      c->owed = (long)CHUNKS * CHUNK_SIZE;
      break;
    default:
      send_slowly(fd, c, now_millis());
  }
  watch(EPOLL_CTL_ADD, fd, work == STREAM ? EPOLLOUT : EPOLLIN);
}

static void accept_all(void) {
  int fd;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    if (work == POEM) {
      write_all(fd, poem, POEM_SIZE);
      close(fd);
    } else if (fd >= FILES) {
      close(fd);
    } else {
      begin(fd);
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

static int usage(void) {
  fputs("usage: epoll_server requests|poem|stream|slow PORT\n", stderr);
  return 2;
}

int main(int argc, char **argv) {
  if (argc != 3) return usage();
  while (work < WORKS && strcmp(argv[1], names[work]) != 0) work++;
  if (work == WORKS) return usage();
  signal(SIGPIPE, SIG_IGN);
  for (int i = 0; i < POEM_SIZE; i++) poem[i] = LINE[i % (sizeof LINE - 1)];
  for (int i = 0; i < CHUNK_SIZE; i++) chunk[i] = LINE[i % (sizeof LINE - 1)];
  for (size_t i = 0; i < sizeof responses; i += RESPONSE_SIZE)
    memcpy(responses + i, RESPONSE BODY, RESPONSE_SIZE);
  listen_on(atoi(argv[2]));
  if ((epoll = epoll_create1(EPOLL_CLOEXEC)) < 0) die("epoll_create1");
  watch(EPOLL_CTL_ADD, listener, EPOLLIN);
  for (struct epoll_event events[EVENTS];;) {
    int count = epoll_wait(epoll, events, EVENTS, patience());
    for (int i = 0; i < count; i++) {
      if (events[i].data.fd == listener) accept_all();
      else ready(events[i].data.fd, events[i].events);
    }
    send_what_is_due();
  }
}
