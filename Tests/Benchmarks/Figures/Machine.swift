import Foundation
import Glibc

/// The kernel's figures on processes and processors (proc(5)).
enum Machine {
  /// Returns the processor seconds of a process so far, user and system; 0 where it has ended.
  static func cpuSeconds(_ process: Int32) -> Double {
    guard let fields = stat(process), let user = Double(fields[11]),
      let system = Double(fields[12])
    else { return 0 }
    return (user + system) / ticksPerSecond
  }

  /// Returns the processor seconds of a process and its children, including those that were reaped.
  static func cpuSecondsOfFamily(_ process: Int32) -> Double {
    var ticks = 0.0
    for name in names("/proc") {
      guard let child = Int32(name), let fields = stat(child) else { continue }
      if child == process {
        ticks += fields[11...14].reduce(0) { $0 + (Double($1) ?? 0) }
      } else if fields[1] == "\(process)" {
        ticks += fields[11...12].reduce(0) { $0 + (Double($1) ?? 0) }
      }
    }
    return ticks / ticksPerSecond
  }

  /// Returns the time that a process's threads have run so far, in milliseconds, and the number of
  /// times that one of them went to sleep (schedstat and status of proc(5)).
  static func threads(_ process: Int32) -> (milliseconds: Double, sleeps: UInt64) {
    let folder = "/proc/\(process)/task"
    var (milliseconds, sleeps) = (0.0, 0 as UInt64)
    for thread in names(folder) {
      let run = (read("\(folder)/\(thread)/schedstat") ?? "").split(separator: " ").first
      milliseconds += (run.flatMap { Double($0) } ?? 0) / 1e6
      sleeps += number("voluntary_ctxt_switches:", in: "\(folder)/\(thread)/status")
    }
    return (milliseconds, sleeps)
  }

  /// The processor seconds of all cores that were not idle so far, including those that a
  /// hypervisor took.
  static var busySeconds: Double {
    let first = (read("/proc/stat") ?? "").split(separator: "\n").first ?? ""
    let ticks = first.split(separator: " ").dropFirst().prefix(8).map { Double($0) ?? 0 }
    guard ticks.count == 8 else { return 0 }
    return (ticks.reduce(0, +) - ticks[3] - ticks[4]) / ticksPerSecond
  }

  /// The number of cores that this program may use.
  static let cores = ProcessInfo.processInfo.activeProcessorCount

  /// Returns a process's resident memory, in MiB.
  static func residentMiB(_ process: Int32) -> Double {
    Double(number("VmRSS:", in: "/proc/\(process)/status")) / 1_024
  }

  /// Returns the peak of a process's resident memory, in MiB.
  static func peakMiB(_ process: Int32) -> Double {
    Double(number("VmHWM:", in: "/proc/\(process)/status")) / 1_024
  }

  /// Returns this thread's processor time, in nanoseconds; other threads and programs do not count.
  static func threadNanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// The load average of the last minute.
  static var load: String {
    String((read("/proc/loadavg") ?? "?").split(separator: " ").first ?? "?")
  }

  /// Milliseconds since 1970.
  static var wallMilliseconds: UInt64 { UInt64(Date().timeIntervalSince1970 * 1_000) }

  /// USER_HZ, the unit of time in these files (proc(5)).
  private static let ticksPerSecond = 100.0

  /// Returns the fields of /proc/PID/stat from the state on; nil where the process has ended.
  private static func stat(_ process: Int32) -> [Substring]? {
    guard let text = read("/proc/\(process)/stat"), let name = text.lastIndex(of: ")") else {
      return nil
    }
    let fields = text[name...].split(separator: " ").dropFirst()
    return fields.count > 14 ? Array(fields) : nil
  }

  private static func names(_ folder: String) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch { return [] }
  }

  private static func number(_ field: String, in path: String) -> UInt64 {
    let lines = (read(path) ?? "").split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix(field) }) else { return 0 }
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { UInt64($0) } ?? 0
  }

  private static func read(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
