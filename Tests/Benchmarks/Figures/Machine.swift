import Foundation
import Glibc

/// What the kernel counts of processes (proc(5)).
enum Machine {
  /// Processor seconds of a process so far, user and system.
  static func cpuSeconds(_ process: Int32) -> Double {
    guard let fields = stat(process), let user = Double(fields[11]),
      let system = Double(fields[12])
    else { return 0 }
    return (user + system) / ticksPerSecond
  }

  /// The same of a process and its children, those that have ended included.
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

  /// What a process's threads have run so far, in milliseconds, and how often one of them went to
  /// sleep (sched-stats, proc(5)).
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

  /// Processor seconds that all cores together have spent on anything so far, time that a
  /// hypervisor took included.
  static var busySeconds: Double {
    let first = (read("/proc/stat") ?? "").split(separator: "\n").first ?? ""
    let ticks = first.split(separator: " ").dropFirst().prefix(8).map { Double($0) ?? 0 }
    guard ticks.count == 8 else { return 0 }
    return (ticks.reduce(0, +) - ticks[3] - ticks[4]) / ticksPerSecond
  }

  /// Cores that this program may use.
  static let cores = ProcessInfo.processInfo.activeProcessorCount

  /// A process's resident memory, in MiB.
  static func residentMiB(_ process: Int32) -> Double {
    Double(number("VmRSS:", in: "/proc/\(process)/status")) / 1_024
  }

  /// The most that a process had resident, in MiB.
  static func peakMiB(_ process: Int32) -> Double {
    Double(number("VmHWM:", in: "/proc/\(process)/status")) / 1_024
  }

  /// What this thread has had of a processor, in nanoseconds: what else runs is not in it.
  static func threadNanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// The load of the last minute: what else keeps the cores busy.
  static var load: String {
    String((read("/proc/loadavg") ?? "?").split(separator: " ").first ?? "?")
  }

  /// Milliseconds since 1970.
  static var wallMilliseconds: UInt64 { UInt64(Date().timeIntervalSince1970 * 1_000) }

  /// The kernel's clock tick in these files (proc(5)).
  private static let ticksPerSecond = 100.0

  /// The fields of a process's line from its state on; nil where it is gone.
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
