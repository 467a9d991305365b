#pragma once

#include <stddef.h>
#include <stdint.h>

// No header of the system but these two: a module that includes <sys/types.h> becomes the owner
// of timespec in the eyes of Swift.
//
// Linux calls that Swift's module Glibc lacks or imports badly. _GNU_SOURCE stays in CLinux.c:
// in a header it changes the shape of fd_set for everyone who imports this module.
//
// Every function returns a value >= 0, or -errno. EINTR is retried here and nowhere else, but
// for clinux_epoll_wait and clinux_poll_readable, where a signal counts as "nothing is ready".

typedef struct clinux_ready {
  uint64_t token;
  uint32_t events;
} clinux_ready;

enum {
  CLINUX_READ = 0x001,    // EPOLLIN
  CLINUX_WRITE = 0x004,   // EPOLLOUT
  CLINUX_ERROR = 0x008,   // EPOLLERR
  CLINUX_HANGUP = 0x010,  // EPOLLHUP
};

#define CLINUX_READY_MAX 256
#define CLINUX_ADDRESS_MAX 128

// A socket address as the kernel has it; `length` is 0 when there is none.
typedef struct clinux_address {
  uint8_t bytes[CLINUX_ADDRESS_MAX];
  uint32_t length;
} clinux_address;

int clinux_epoll_create(void);
int clinux_epoll_add(int epoll, int fd, uint32_t events, uint64_t token);
int clinux_epoll_modify(int epoll, int fd, uint32_t events, uint64_t token);
// At most CLINUX_READY_MAX; timeout in milliseconds, -1 = none.
int clinux_epoll_wait(int epoll, clinux_ready *ready, int max, int timeout);

int clinux_eventfd(void);
int clinux_eventfd_ring(int fd);
int clinux_eventfd_silence(int fd);
int clinux_poll_readable(int fd, int timeout);

// numeric addresses only; the port is written into `port`
int clinux_parse_address(const char *host, uint16_t port, clinux_address *address);
int clinux_unix_address(const char *path, clinux_address *address);
// getaddrinfo; blocks; returns how many, or a negative EAI_ value minus 10000
int clinux_resolve(const char *host, uint16_t port, clinux_address *addresses, int max);
// "127.0.0.1" or "::1" without the port; 1 when loopback
int clinux_address_text(const clinux_address *address, char *text, size_t max);
int clinux_address_port(const clinux_address *address);
int clinux_address_is_loopback(const clinux_address *address);
int clinux_address_is_unix(const clinux_address *address);

int clinux_listen(const clinux_address *address, int backlog, int share_port);
// bind with umask 0177, so that the path is 0600 from its first instant
int clinux_listen_unix(const clinux_address *address, int backlog);
int clinux_accept(int fd, clinux_address *peer);
int clinux_local_address(int fd, clinux_address *address);
// a descriptor; connecting goes on in the background
int clinux_connect(const clinux_address *address, int *in_progress);
int clinux_socket_error(int fd);
int clinux_shutdown_write(int fd);
int clinux_peer_credentials(int fd, uint32_t *uid, int32_t *pid);
int clinux_socketpair(int fds[2]);
int clinux_set_buffers(int fd, int send_bytes, int receive_bytes);

intptr_t clinux_receive(int fd, void *bytes, size_t count);
intptr_t clinux_send(int fd, const void *bytes, size_t count);

int clinux_name_thread(const char *name);
int clinux_cond_init_monotonic(void *cond);
int clinux_block_signals(const int *signals, int count);
int clinux_wait_signal(const int *signals, int count);
int clinux_ignore_pipe(void);
int clinux_ignore_file_size(void);

// Gives free heap pages of every arena back to the system (malloc_trim(3)).
void clinux_trim_heap(void);
