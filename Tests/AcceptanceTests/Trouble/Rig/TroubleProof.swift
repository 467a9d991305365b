import Foundation

/// The scale of the lane `trouble`, and its output.
enum TroubleProof {
  static let isFull = ProcessInfo.processInfo.environment["PROVE_TROUBLE"] != nil

  /// Prints a figure for `./dev prove`.
  static func figure(_ name: String, _ reached: Int, of wanted: Int) {
    print("figure \(name) \(reached)/\(wanted)")
  }

  /// Prints a measurement into the log.
  static func measured(_ text: String) { print("measured \(text)") }

  /// Milliseconds since 1970.
  static var wallMilliseconds: UInt64 { UInt64(Date().timeIntervalSince1970 * 1_000) }

  /// Returns a memory field of /proc/PID/status, in MiB (proc(5)): VmRSS now, VmHWM at its peak.
  static func residentMiB(_ process: Int32, _ field: String = "VmRSS") throws -> Int {
    let status = TestFiles.read("/proc/\(process)/status").split(separator: "\n")
    let line = status.first { $0.hasPrefix("\(field):") }
    guard let kibibytes = line?.split(whereSeparator: \.isWhitespace).compactMap({ Int($0) }).first
    else { throw RigFailure("process \(process) has no \(field)") }
    return kibibytes / 1_024
  }
}
