import Foundation

/// A library that is preloaded before the C library (ld.so(8), LD_PRELOAD) and injects faults, so
/// that the program under test needs no switch for tests.
///
/// Each of its functions looks for files in a folder:
///
/// | file    | effect                                                                      |
/// | ------- | --------------------------------------------------------------------------- |
/// | `clock` | its content, in milliseconds, is added to the wall clock                     |
/// | `sync`  | fdatasync(2) and fsync(2) of the journal's log fail with EIO                 |
/// | `write` | a write to the journal's log fails with EIO                                  |
/// | `room`  | a write to the journal's log fails with ENOSPC                               |
struct Interposer: Sendable {
  private let folder: String
  private let library: String

  /// Compiles the library with clang.
  init() throws {
    folder = try TestFiles.folder("orders")
    library = folder + "/interposer.so"
    try TestFiles.write(Self.source, to: folder + "/interposer.c")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let compiler = path.split(separator: ":").map { "\($0)/clang" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let compiler else { throw RigFailure("no clang in \(path)") }
    let child = try ChildProcess.start(
      compiler,
      ["-shared", "-fPIC", "-O1", "-o", library, folder + "/interposer.c"],
      environment: ["PATH": path], output: folder + "/compiler.log")
    guard try child.wait() == 0 else { throw RigFailure("clang: \(child.text)") }
  }

  /// The variables that preload it into a program.
  var environment: [String: String] { ["LD_PRELOAD": library, "ORDERS": folder] }

  /// Injects a fault by its file.
  func inject(_ name: String, _ text: String = "1") throws {
    try TestFiles.write(text, to: "\(folder)/\(name)")
  }

  /// Ends a fault.
  func clear(_ name: String) throws { try TestFiles.remove("\(folder)/\(name)") }

  func remove() throws { try TestFiles.remove(folder) }

  private static let source = """
    #define _GNU_SOURCE
    #include <errno.h>
    #include <fcntl.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/syscall.h>
    #include <sys/types.h>
    #include <time.h>
    #include <unistd.h>

    static int order(const char *name, char *text, size_t size) {
      const char *folder = getenv("ORDERS");
      char path[512];
      if (!folder) return 0;
      snprintf(path, sizeof path, "%s/%s", folder, name);
      int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
      if (fd < 0) return 0;
      ssize_t n = text ? syscall(SYS_read, fd, text, size - 1) : 0;
      if (text) text[n < 0 ? 0 : n] = 0;
      syscall(SYS_close, fd);
      return 1;
    }

    static int is_log(int fd) {
      char link[64], path[512];
      snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
      ssize_t n = readlink(link, path, sizeof path - 1);
      if (n < 0) return 0;
      path[n] = 0;
      const char *end = "journal.db-wal";
      return n >= (ssize_t)strlen(end) && !strcmp(path + n - strlen(end), end);
    }

    static int write_fails(int fd) {
      int room = order("room", NULL, 0);
      if (!(room || order("write", NULL, 0)) || !is_log(fd)) return 0;
      errno = room ? ENOSPC : EIO;
      return 1;
    }

    int clock_gettime(clockid_t id, struct timespec *time) {
      long result = syscall(SYS_clock_gettime, id, time);
      if (result < 0) return -1;
      char text[32];
      if (id == CLOCK_REALTIME && order("clock", text, sizeof text)) {
        long long off = atoll(text), all = time->tv_nsec / 1000000 + off;
        time->tv_sec += all / 1000;
        all %= 1000;
        if (all < 0) { all += 1000; time->tv_sec -= 1; }
        time->tv_nsec = all * 1000000 + time->tv_nsec % 1000000;
      }
      return 0;
    }

    static int sync_fails(int fd) {
      if (!order("sync", NULL, 0) || !is_log(fd)) return 0;
      errno = EIO;
      return 1;
    }

    int fdatasync(int fd) { return sync_fails(fd) ? -1 : (int)syscall(SYS_fdatasync, fd); }
    int fsync(int fd) { return sync_fails(fd) ? -1 : (int)syscall(SYS_fsync, fd); }

    ssize_t write(int fd, const void *bytes, size_t count) {
      return write_fails(fd) ? -1 : syscall(SYS_write, fd, bytes, count);
    }
    ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
      return write_fails(fd) ? -1 : syscall(SYS_pwrite64, fd, bytes, count, offset);
    }
    ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
      return write_fails(fd) ? -1 : syscall(SYS_pwrite64, fd, bytes, count, offset);
    }
    """
}
