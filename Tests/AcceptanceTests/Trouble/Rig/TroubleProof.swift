import Foundation

/// How much of trouble a run is to prove: `PROVE_TROUBLE` asks for the full numbers.
enum TroubleProof {
  static let isFull = ProcessInfo.processInfo.environment["PROVE_TROUBLE"] != nil

  /// A line that the lane `trouble` reads.
  static func figure(_ name: String, _ reached: Int, of wanted: Int) {
    print("figure \(name) \(reached)/\(wanted)")
  }

  /// Times and memory, for whoever reads the log.
  static func measured(_ text: String) { print("measured \(text)") }

  /// Milliseconds since 1970.
  static var wallMilliseconds: UInt64 { UInt64(Date().timeIntervalSince1970 * 1_000) }

  /// Memory of a process that is in RAM, in MiB (proc(5)).
  static func residentMiB(_ process: Int32, _ field: String = "VmRSS") -> Int {
    let status = TestFiles.read("/proc/\(process)/status").split(separator: "\n")
    let line = status.first { $0.hasPrefix("\(field):") } ?? ""
    return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1_024
  }
}
