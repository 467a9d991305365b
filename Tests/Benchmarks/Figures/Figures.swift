/// The figures of one measurement.
struct Figures: Sendable {
  /// The number of units done: calls, declarations, payments or lines.
  var done: UInt64 = 0
  /// The number of wrong answers.
  var wrong: UInt64 = 0
  /// The status and text of the first wrong answer.
  var firstWrong = ""
  /// The time from the first call to the last answer.
  var seconds = 0.0
  /// The times from the call (closed loop) or its planned time (open loop) to the answer.
  var latency = Histogram()
  /// Processor seconds of the server, and of the client.
  var serverCPU = 0.0
  var clientCPU = 0.0
  /// Processor seconds of everything else on the machine meanwhile.
  var otherCPU = 0.0
  /// The server's resident memory at the end, in MiB.
  var residentMiB = 0.0

  /// Units a second.
  var rate: Double { seconds > 0 ? Double(done) / seconds : 0 }

  /// Sets the processor seconds from readings before and after the measurement.
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
