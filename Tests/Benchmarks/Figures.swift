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
  /// Processor seconds of the server, and of the client.
  var serverCPU = 0.0
  var clientCPU = 0.0
  /// Processor seconds that anything else on the machine took meanwhile.
  var otherCPU = 0.0
  /// What the server has resident at the end, in MiB.
  var residentMiB = 0.0

  /// Done in a second.
  var rate: Double { seconds > 0 ? Double(done) / seconds : 0 }

  /// Notes what the processors did: from readings before and after.
  mutating func note(_ before: Clocks, _ after: Clocks) {
    serverCPU = after.server - before.server
    clientCPU = after.client - before.client
    otherCPU = max(0, after.busy - before.busy - serverCPU - clientCPU)
  }

  /// A reading of processor seconds: the server's, the client's and the whole machine's.
  struct Clocks: Sendable {
    var server: Double
    var client: Double
    var busy: Double
  }
}

/// Several runs of one row: medians of each figure by itself.
struct Runs {
  /// Others' share of the machine's time above which a run is called disturbed.
  static let disturbedShare = 0.05

  private let runs: [Figures]

  init(_ runs: [Figures]) { self.runs = runs }

  var rate: Double { median(\.rate) }
  var least: Double { runs.map(\.rate).min() ?? 0 }
  var most: Double { runs.map(\.rate).max() ?? 0 }
  var wrong: UInt64 { runs.reduce(0) { $0 + $1.wrong } }
  var firstWrong: String { runs.first { $0.wrong > 0 }?.firstWrong ?? "" }

  /// Latencies, processor time and memory, as words.
  var details: [String] {
    var words: [String] = []
    if runs.contains(where: { $0.latency.count > 0 }) {
      let shares: [(String, Double)] = [
        ("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999),
      ]
      words = shares.map { name, share in
        "\(name)=\(millis { Double($0.latency.percentile(share)) })"
      }
      words.append("max=\(millis { Double($0.latency.largest) }) ms")
    }
    let server = Report.number(median { per100k($0.serverCPU, $0) }, 3)
    let client = Report.number(median { per100k($0.clientCPU, $0) }, 3)
    words.append("CPU-s/100k server=\(server) client=\(client)")
    words.append("rss=\(Report.number(median(\.residentMiB), 1)) MiB")
    words.append("n=\(runs.reduce(0) { $0 + $1.done })")
    return words + [others]
  }

  /// What else ran meanwhile: the worst run's share of the machine.
  private var others: String {
    let share = runs.map { $0.otherCPU / max($0.seconds * Double(Machine.cores), 0.001) }.max() ?? 0
    let text = "others=\(Report.number(share * 100, 0)) % of the machine"
    return share > Self.disturbedShare ? text + " DISTURBED" : text
  }

  private func per100k(_ seconds: Double, _ run: Figures) -> Double {
    run.done > 0 ? seconds * 100_000 / Double(run.done) : 0
  }

  private func millis(_ value: (Figures) -> Double) -> String {
    Report.number(median(value) / 1_000_000, 3)
  }

  private func median(_ value: (Figures) -> Double) -> Double {
    let all = runs.map(value).sorted()
    guard let middle = all.dropFirst(all.count / 2).first else { return 0 }
    return all.count % 2 == 1 ? middle : (middle + all[all.count / 2 - 1]) / 2
  }
}
