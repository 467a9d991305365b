/// What `shebao-bench` was asked for.
struct BenchOptions {
  /// How long a row is measured, in seconds.
  var seconds = 5.0
  /// Calls or payments under way at one time.
  var inFlight = 128
  /// How often each row is measured; medians are shown, and the least and the most rate.
  var runs = 1
  /// Employers of the durable benchmarks.
  var employers = 4_000
  /// An open loop's rate where another than the target's half is wanted.
  var rate: Double?
  /// Where `shebaod` is; beside this program unless named.
  var server: String
  /// Whether the server is left for a profiler: its number is printed, and its folder kept.
  var keep = false
  /// Whether the peers that are here are measured beside our rows.
  var peers = false
  /// The benchmarks.
  var names: [String] = []

  static let usage = """
    shebao-bench [NAME…] [--seconds N] [--in-flight N] [--runs N] [--rate N] [--employers N]
                 [--server PATH] [--keep] [--peers]

    """

  /// Reads a command line.
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
