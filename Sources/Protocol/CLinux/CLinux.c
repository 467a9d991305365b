#define _GNU_SOURCE
#include <malloc.h>
#include "CLinux.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

_Static_assert(CLINUX_READ == EPOLLIN && CLINUX_WRITE == EPOLLOUT, "epoll's bits");
_Static_assert(CLINUX_ERROR == EPOLLERR && CLINUX_HANGUP == EPOLLHUP, "epoll's bits");
_Static_assert(CLINUX_ADDRESS_MAX >= sizeof(struct sockaddr_storage), "any address fits");

#define RETRY(result, call) \
  do {                      \
    result = (call);        \
  } while (result < 0 && errno == EINTR)

static int closed_with(int fd, int error) {
  close(fd);
  return -error;
}

int clinux_epoll_create(void) {
  int fd = epoll_create1(EPOLL_CLOEXEC);
  return fd < 0 ? -errno : fd;
}

static int control(int epoll, int operation, int fd, uint32_t events, uint64_t token) {
  struct epoll_event event = {.events = events, .data = {.u64 = token}};
  return epoll_ctl(epoll, operation, fd, &event) < 0 ? -errno : 0;
}

int clinux_epoll_add(int epoll, int fd, uint32_t events, uint64_t token) {
  return control(epoll, EPOLL_CTL_ADD, fd, events, token);
}

int clinux_epoll_modify(int epoll, int fd, uint32_t events, uint64_t token) {
  return control(epoll, EPOLL_CTL_MOD, fd, events, token);
}

int clinux_epoll_wait(int epoll, clinux_ready *ready, int max, int timeout) {
  struct epoll_event events[CLINUX_READY_MAX];
  if (max > CLINUX_READY_MAX) max = CLINUX_READY_MAX;
  int count = epoll_wait(epoll, events, max, timeout);
  if (count < 0) return errno == EINTR ? 0 : -errno;
  for (int i = 0; i < count; i++) {
    ready[i].token = events[i].data.u64;
    ready[i].events = events[i].events;
  }
  return count;
}

int clinux_eventfd(void) {
  int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return fd < 0 ? -errno : fd;
}

int clinux_eventfd_ring(int fd) {
  uint64_t one = 1;
  ssize_t result;
  RETRY(result, write(fd, &one, sizeof one));
  // EAGAIN: the counter is full, so it rings already.
  return result < 0 && errno != EAGAIN ? -errno : 0;
}

int clinux_eventfd_silence(int fd) {
  uint64_t rings;
  ssize_t result;
  RETRY(result, read(fd, &rings, sizeof rings));
  return result < 0 && errno != EAGAIN ? -errno : 0;
}

int clinux_poll_readable(int fd, int timeout) {
  struct pollfd one = {.fd = fd, .events = POLLIN};
  int count = poll(&one, 1, timeout);
  if (count < 0) return errno == EINTR ? 0 : -errno;
  return count;
}

int clinux_parse_address(const char *host, uint16_t port, clinux_address *address) {
  memset(address, 0, sizeof *address);
  struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(port)};
  struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
  if (inet_pton(AF_INET, host, &v4.sin_addr) == 1) {
    memcpy(address->bytes, &v4, sizeof v4);
    address->length = sizeof v4;
    return 0;
  }
  if (inet_pton(AF_INET6, host, &v6.sin6_addr) == 1) {
    memcpy(address->bytes, &v6, sizeof v6);
    address->length = sizeof v6;
    return 0;
  }
  return -EINVAL;
}

int clinux_unix_address(const char *path, clinux_address *address) {
  struct sockaddr_un local = {.sun_family = AF_UNIX};
  size_t length = strlen(path);
  if (length == 0) return -EINVAL;
  if (length >= sizeof local.sun_path) return -ENAMETOOLONG;
  memcpy(local.sun_path, path, length + 1);
  memset(address, 0, sizeof *address);
  memcpy(address->bytes, &local, sizeof local);
  address->length = offsetof(struct sockaddr_un, sun_path) + length + 1;
  return 0;
}

int clinux_resolve(const char *host, uint16_t port, clinux_address *addresses, int max) {
  struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  struct addrinfo *found = NULL;
  char service[8];
  snprintf(service, sizeof service, "%u", port);
  int error = getaddrinfo(host, service, &hints, &found);
  if (error != 0) return -10000 - (error < 0 ? -error : error);
  int count = 0;
  for (struct addrinfo *one = found; one != NULL && count < max; one = one->ai_next) {
    if (one->ai_addrlen > CLINUX_ADDRESS_MAX) continue;
    memset(&addresses[count], 0, sizeof addresses[count]);
    memcpy(addresses[count].bytes, one->ai_addr, one->ai_addrlen);
    addresses[count].length = one->ai_addrlen;
    count++;
  }
  freeaddrinfo(found);
  return count;
}

static sa_family_t family(const clinux_address *address) {
  struct sockaddr any;
  if (address->length < sizeof(sa_family_t)) return AF_UNSPEC;
  memcpy(&any, address->bytes, sizeof any);
  return any.sa_family;
}

int clinux_address_text(const clinux_address *address, char *text, size_t max) {
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
  if (max == 0) return -ENOSPC;
  text[0] = 0;
  switch (family(address)) {
    case AF_INET:
      memcpy(&v4, address->bytes, sizeof v4);
      return inet_ntop(AF_INET, &v4.sin_addr, text, max) == NULL ? -errno : 0;
    case AF_INET6:
      memcpy(&v6, address->bytes, sizeof v6);
      return inet_ntop(AF_INET6, &v6.sin6_addr, text, max) == NULL ? -errno : 0;
    default: return 0;
  }
}

int clinux_address_port(const clinux_address *address) {
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
  switch (family(address)) {
    case AF_INET: memcpy(&v4, address->bytes, sizeof v4); return ntohs(v4.sin_port);
    case AF_INET6: memcpy(&v6, address->bytes, sizeof v6); return ntohs(v6.sin6_port);
    default: return 0;
  }
}

int clinux_address_is_loopback(const clinux_address *address) {
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
  switch (family(address)) {
    case AF_INET:
      memcpy(&v4, address->bytes, sizeof v4);
      return (ntohl(v4.sin_addr.s_addr) >> 24) == 127;
    case AF_INET6:
      memcpy(&v6, address->bytes, sizeof v6);
      return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr) ? 1 : 0;
    default: return 0;
  }
}

int clinux_address_is_unix(const clinux_address *address) { return family(address) == AF_UNIX; }

static int new_socket(const clinux_address *address) {
  int fd = socket(family(address), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  return fd < 0 ? -errno : fd;
}

static int bind_and_listen(int fd, const clinux_address *address, int backlog) {
  if (bind(fd, (const struct sockaddr *)address->bytes, address->length) < 0)
    return closed_with(fd, errno);
  if (listen(fd, backlog) < 0) return closed_with(fd, errno);
  return fd;
}

int clinux_listen(const clinux_address *address, int backlog, int share_port) {
  int on = 1, fd = new_socket(address);
  if (fd < 0) return fd;
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) return closed_with(fd, errno);
  if (share_port && setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) < 0)
    return closed_with(fd, errno);
  return bind_and_listen(fd, address, backlog);
}

int clinux_listen_unix(const clinux_address *address, int backlog) {
  int fd = new_socket(address);
  if (fd < 0) return fd;
  // fchmod before bind decides the mode of the path that bind creates (unix(7), Linux).
  if (fchmod(fd, 0600) < 0) return closed_with(fd, errno);
  return bind_and_listen(fd, address, backlog);
}

static void no_delay(int fd, const clinux_address *address) {
  int on = 1;
  if (family(address) != AF_UNIX) setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

int clinux_accept(int fd, clinux_address *peer) {
  struct sockaddr_storage storage;
  socklen_t length = sizeof storage;
  int accepted;
  memset(&storage, 0, sizeof storage);
  RETRY(accepted, accept4(fd, (struct sockaddr *)&storage, &length, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (accepted < 0) return -errno;
  memset(peer, 0, sizeof *peer);
  if (length > sizeof storage) length = sizeof storage;
  memcpy(peer->bytes, &storage, length);
  peer->length = length;
  no_delay(accepted, peer);
  return accepted;
}

int clinux_local_address(int fd, clinux_address *address) {
  struct sockaddr_storage storage;
  socklen_t length = sizeof storage;
  if (getsockname(fd, (struct sockaddr *)&storage, &length) < 0) return -errno;
  memset(address, 0, sizeof *address);
  if (length > sizeof storage) length = sizeof storage;
  memcpy(address->bytes, &storage, length);
  address->length = length;
  return 0;
}

int clinux_connect(const clinux_address *address, int *in_progress) {
  int fd = new_socket(address);
  *in_progress = 0;
  if (fd < 0) return fd;
  no_delay(fd, address);
  if (connect(fd, (const struct sockaddr *)address->bytes, address->length) == 0) return fd;
  // connect(2): after EINTR the attempt goes on in the background, as after EINPROGRESS.
  if (errno != EINPROGRESS && errno != EINTR) return closed_with(fd, errno);
  *in_progress = 1;
  return fd;
}

int clinux_socket_error(int fd) {
  int error = 0;
  socklen_t length = sizeof error;
  if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) < 0) return -errno;
  return error;
}

int clinux_shutdown_write(int fd) { return shutdown(fd, SHUT_WR) < 0 ? -errno : 0; }

int clinux_peer_credentials(int fd, uint32_t *uid, int32_t *pid) {
  struct ucred who;
  socklen_t length = sizeof who;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &length) < 0) return -errno;
  *uid = who.uid;
  *pid = who.pid;
  return 0;
}

int clinux_socketpair(int fds[2]) {
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds) < 0 ? -errno : 0;
}

int clinux_set_buffers(int fd, int send_bytes, int receive_bytes) {
  if (setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &send_bytes, sizeof send_bytes) < 0) return -errno;
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes) < 0)
    return -errno;
  return 0;
}

intptr_t clinux_receive(int fd, void *bytes, size_t count) {
  ssize_t result;
  RETRY(result, recv(fd, bytes, count, 0));
  return result < 0 ? -errno : result;
}

intptr_t clinux_send(int fd, const void *bytes, size_t count) {
  ssize_t result;
  RETRY(result, send(fd, bytes, count, MSG_NOSIGNAL));
  return result < 0 ? -errno : result;
}

int clinux_name_thread(const char *name) { return -pthread_setname_np(pthread_self(), name); }

int clinux_cond_init_monotonic(void *cond) {
  pthread_condattr_t attributes;
  int error = pthread_condattr_init(&attributes);
  if (error != 0) return -error;
  error = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  if (error == 0) error = pthread_cond_init(cond, &attributes);
  pthread_condattr_destroy(&attributes);
  return -error;
}

static void set_of(sigset_t *set, const int *signals, int count) {
  sigemptyset(set);
  for (int i = 0; i < count; i++) sigaddset(set, signals[i]);
}

int clinux_block_signals(const int *signals, int count) {
  sigset_t set;
  set_of(&set, signals, count);
  return -pthread_sigmask(SIG_BLOCK, &set, NULL);
}

int clinux_wait_signal(const int *signals, int count) {
  sigset_t set;
  int signal = 0;
  set_of(&set, signals, count);
  int error = sigwait(&set, &signal);
  return error == 0 ? signal : -error;
}

int clinux_ignore_pipe(void) { return signal(SIGPIPE, SIG_IGN) == SIG_ERR ? -errno : 0; }

int clinux_ignore_file_size(void) {
  return signal(SIGXFSZ, SIG_IGN) == SIG_ERR ? -errno : 0;
}

void clinux_trim_heap(void) { malloc_trim(0); }
