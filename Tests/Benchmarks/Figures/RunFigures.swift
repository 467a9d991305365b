/// The runs of a row; each figure is the median over them.
struct RunFigures {
  /// The share of the machine's time that other programs may take before a row is marked DISTURBED.
  static let disturbedShare = 0.05

  private let runs: [Figures]

  init(_ runs: [Figures]) { self.runs = runs }

  var rate: Double { median(\.rate) }
  var least: Double { runs.map(\.rate).min() ?? 0 }
  var most: Double { runs.map(\.rate).max() ?? 0 }
  var wrong: UInt64 { runs.reduce(0) { $0 + $1.wrong } }
  var firstWrong: String { runs.first { $0.wrong > 0 }?.firstWrong ?? "" }

  /// Latencies, processor time and memory, as printed.
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
    let server = BenchReport.number(median { per100k($0.serverCPU, $0) }, 3)
    let client = BenchReport.number(median { per100k($0.clientCPU, $0) }, 3)
    words.append("CPU-s/100k server=\(server) client=\(client)")
    words.append("rss=\(BenchReport.number(median(\.residentMiB), 1)) MiB")
    words.append("n=\(runs.reduce(0) { $0 + $1.done })")
    return words + [others]
  }

  /// The share of the machine that other programs took in the worst run.
  private var others: String {
    let share = runs.map { $0.otherCPU / max($0.seconds * Double(Machine.cores), 0.001) }.max() ?? 0
    let text = "others=\(BenchReport.number(share * 100, 0)) % of the machine"
    return share > Self.disturbedShare ? text + " DISTURBED" : text
  }

  private func per100k(_ seconds: Double, _ run: Figures) -> Double {
    run.done > 0 ? seconds * 100_000 / Double(run.done) : 0
  }

  private func millis(_ value: (Figures) -> Double) -> String {
    BenchReport.number(median(value) / 1_000_000, 3)
  }

  private func median(_ value: (Figures) -> Double) -> Double {
    let all = runs.map(value).sorted()
    guard let middle = all.dropFirst(all.count / 2).first else { return 0 }
    return all.count % 2 == 1 ? middle : (middle + all[all.count / 2 - 1]) / 2
  }
}
