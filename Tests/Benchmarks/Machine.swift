import Foundation

/// What the kernel counts of processes (proc(5)).
enum Machine {
  /// Processor seconds of a process so far, user and system.
  static func cpuSeconds(_ process: Int32) -> Double {
    guard let text = read("/proc/\(process)/stat"), let name = text.lastIndex(of: ")") else {
      return 0
    }
    let fields = text[name...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
      return 0
    }
    return (user + system) / 100
  }

  /// A process's resident memory, in MiB.
  static func residentMiB(_ process: Int32) -> Double {
    let lines = (read("/proc/\(process)/status") ?? "").split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("VmRSS:") }) else { return 0 }
    return Double(line.split(separator: " ").dropFirst().first ?? "0").map { $0 / 1_024 } ?? 0
  }

  /// The load of the last minute: what else keeps the cores busy.
  static var load: String {
    String((read("/proc/loadavg") ?? "?").split(separator: " ").first ?? "?")
  }

  /// Milliseconds since 1970.
  static var wallMilliseconds: UInt64 { UInt64(Date().timeIntervalSince1970 * 1_000) }

  private static func read(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
