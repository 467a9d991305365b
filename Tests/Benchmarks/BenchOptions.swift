/// The command line of `shebao-bench`.
struct BenchOptions {
  /// The length of a measurement, in seconds.
  var seconds = 5.0
  /// Calls or payments under way at one time in a closed loop.
  var inFlight = 128
  /// The number of measurements of each row; medians are shown, with the least and the greatest
  /// rate.
  var runs = 1
  /// The number of employers of the durable benchmarks.
  var employers = 4_000
  /// The rate of the open loop, units a second; nil: half of the target.
  var rate: Double?
  /// The path of `shebaod`, by default beside this program.
  var server: String
  /// Whether the server's pid and folder are printed and the folder is kept, for a profiler.
  var keep = false
  /// Whether the peers installed here are measured beside our rows.
  var peers = false
  /// The names of the benchmarks to run; empty: all but `start`.
  var names: [String] = []

  static let usage = """
    shebao-bench [NAME…] [--seconds N] [--in-flight N] [--runs N] [--rate N] [--employers N]
                 [--server PATH] [--keep] [--peers]

    """

  /// Parses a command line.
  ///
  /// - Throws: `BenchFailure` at an unknown option or a value out of its range.
  init(_ line: [String]) throws {
    let own = line.first ?? "."
    server =
      own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/shebaod"
    var rest = line.dropFirst()
    while let word = rest.popFirst() {
      switch word {
      case "--seconds": seconds = try Self.number(word, rest.popFirst(), 0.1...600)
      case "--in-flight": inFlight = Int(try Self.number(word, rest.popFirst(), 1...10_000))
      case "--runs": runs = Int(try Self.number(word, rest.popFirst(), 1...100))
      case "--employers": employers = Int(try Self.number(word, rest.popFirst(), 1...1_000_000))
      case "--rate": rate = try Self.number(word, rest.popFirst(), 1...10_000_000)
      case "--server": server = try need(rest.popFirst(), "--server needs a path")
      case "--keep": keep = true
      case "--peers": peers = true
      default:
        guard !word.hasPrefix("-") else { throw BenchFailure("no option \(word)\n\(Self.usage)") }
        names.append(word)
      }
    }
  }

  private static func number(
    _ option: String, _ text: String?, _ range: ClosedRange<Double>
  ) throws -> Double {
    guard let value = text.flatMap(Double.init), range.contains(value) else {
      throw BenchFailure("\(option) needs a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}
