import Foundation
import Transport

/// Prints the rows of results, and keeps them for the ratios to peers and the table at the end.
enum BenchReport {
  /// The result of a row.
  struct Entry: Sendable {
    var name: String
    /// The median of the runs; or the value, in a row of a value.
    var reached: Double
    var target: Double?
    var isReached: Bool
    var unit: String
    /// The quotients of this rate and the peers', by the peer's name.
    var ratios: [(peer: String, ratio: Double)] = []
  }

  private static let lines = Lock<[Entry]>([])

  /// Prints the row of a rate measured once.
  ///
  /// - Returns: whether the rate reaches the target, with no wrong answer.
  @discardableResult
  static func row(_ name: String, _ figures: Figures, target: Double?) -> Bool {
    row(name, runs: [figures], target: target)
  }

  /// Prints the row of a rate, the median of its runs.
  ///
  /// - Returns: whether the median reaches the target, with no wrong answer.
  @discardableResult
  static func row(_ name: String, runs: [Figures], target: Double?) -> Bool {
    let all = RunFigures(runs)
    let isReached = all.wrong == 0 && all.rate >= target ?? 0
    var head = [padded(name), "\(number(all.rate, 0))/s"]
    if runs.count > 1 {
      head.append(
        "[\(number(all.least, 0))..\(number(all.most, 0))] of \(runs.count) runs")
    }
    if let target { head.append("target=\(number(target, 0))/s \(verdict(isReached))") }
    if all.wrong > 0 { head.append("WRONG=\(all.wrong) (\(all.firstWrong))") }
    say(head.joined(separator: "  "))
    say("    " + all.details.joined(separator: "  "))
    keep(Entry(name: name, reached: all.rate, target: target, isReached: isReached, unit: "/s"))
    return isReached
  }

  /// Prints the row of a value that must not exceed its target.
  static func value(_ name: String, _ value: Double, _ unit: String, most target: Double) {
    let isReached = value <= target
    say(
      padded(name) + "  \(number(value, 2)) \(unit)  target≤\(number(target, 0)) \(unit) "
        + verdict(isReached))
    keep(Entry(name: name, reached: value, target: target, isReached: isReached, unit: unit))
  }

  /// Prints the row of a peer, with the quotient of our row's rate and the peer's.
  static func peer(_ name: String, runs: [Figures], beside row: String) {
    let all = RunFigures(runs)
    let ratio = lines.withLock { lines -> Double? in
      guard let place = lines.lastIndex(where: { $0.name == row }), all.rate > 0 else { return nil }
      let ratio = lines[place].reached / all.rate
      lines[place].ratios.append((name, ratio))
      return ratio
    }
    let comparison = ratio.map { "\(row) is \(number($0, 2)) × this" } ?? "\(row) was not measured"
    say("  = \(padded(name))  \(number(all.rate, 0))/s  \(comparison)")
    say("    " + all.details.joined(separator: "  "))
  }

  /// Prints the rows that have a target or a peer again, one line each.
  static func summary() {
    let shown = lines.withLock { $0 }.filter { $0.target != nil || !$0.ratios.isEmpty }
    guard shown.count > 1 else { return }
    say("")
    for line in shown {
      let places = line.unit == "/s" ? 0 : 2
      var parts = [padded(line.name), "\(number(line.reached, places)) \(line.unit)"]
      if let target = line.target {
        parts.append("target \(number(target, 0))  \(verdict(line.isReached))")
      }
      parts += line.ratios.map { "\(number($0.ratio, 2)) × \($0.peer)" }
      say(parts.joined(separator: "  "))
    }
  }

  /// Prints a remark.
  static func comment(_ text: String) { say("  # " + text) }

  static func number(_ value: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", value)
  }

  static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private static func keep(_ line: Entry) { lines.withLock { $0.append(line) } }

  private static func padded(_ name: String) -> String {
    name.padding(toLength: 34, withPad: " ", startingAt: 0)
  }

  private static func verdict(_ isReached: Bool) -> String { isReached ? "PASS" : "short" }
}
