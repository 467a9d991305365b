import Foundation

/// What a measured stretch came to.
struct Figures: Sendable {
  /// What was done: calls, declarations, payments, lines.
  var done: UInt64 = 0
  /// Answers that were not what they should be.
  var wrong: UInt64 = 0
  /// The first of those.
  var firstWrong = ""
  /// From the first call to the last answer.
  var seconds = 0.0
  /// From the call (closed loop) or its planned time (open loop) to the answer.
  var latency = Histogram()
  /// Processor seconds of the server, and of this program.
  var serverCPU = 0.0
  var clientCPU = 0.0
  /// What the server has resident at the end, in MiB.
  var residentMiB = 0.0

  /// Done in a second.
  var rate: Double { seconds > 0 ? Double(done) / seconds : 0 }
}

/// Prints rows.
enum Report {
  /// A row of a rate; true where it reaches its target.
  @discardableResult
  static func row(_ name: String, _ figures: Figures, target: Double?) -> Bool {
    let per = figures.done > 0 ? 100_000 / Double(figures.done) : 0
    let latency = figures.latency
    var parts = [
      name.padding(toLength: 34, withPad: " ", startingAt: 0),
      "\(number(figures.rate, 0))/s",
      "p50=\(millis(latency.percentile(0.5)))", "p90=\(millis(latency.percentile(0.9)))",
      "p99=\(millis(latency.percentile(0.99)))", "p99.9=\(millis(latency.percentile(0.999)))",
      "max=\(millis(latency.largest)) ms",
      "server=\(number(figures.serverCPU * per, 3)) client=\(number(figures.clientCPU * per, 3))"
        + " CPU-s/100k",
      "rss=\(number(figures.residentMiB, 1)) MiB", "n=\(figures.done)",
    ]
    if figures.wrong > 0 { parts.append("WRONG=\(figures.wrong) (\(figures.firstWrong))") }
    let isReached = figures.wrong == 0 && figures.rate >= target ?? 0
    if let target { parts.append("target=\(number(target, 0))/s \(verdict(isReached))") }
    say(parts.joined(separator: "  "))
    return isReached
  }

  /// A row of one value that must not exceed its target.
  static func value(_ name: String, _ value: Double, _ unit: String, most target: Double) {
    say(
      name.padding(toLength: 34, withPad: " ", startingAt: 0)
        + "  \(number(value, 2)) \(unit)  target≤\(number(target, 0)) \(unit) "
        + verdict(value <= target))
  }

  /// Anything else worth a line.
  static func note(_ text: String) { say("  # " + text) }

  private static func verdict(_ isReached: Bool) -> String { isReached ? "PASS" : "short" }

  private static func millis(_ nanoseconds: UInt64) -> String {
    number(Double(nanoseconds) / 1_000_000, 3)
  }

  static func number(_ value: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", value)
  }

  static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
