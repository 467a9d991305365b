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
  mutating func setClocks(from before: Clocks, to after: Clocks) {
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
