import Protocol

/// One call to be made.
struct LoadCall {
  var method: Method
  var meta: Meta?
  var body: [UInt8] = []
  /// Milliseconds.
  var timeout: UInt32 = 30_000
}

/// What a load consists of: numbered units, each of one or several calls that leave in one write. A
/// unit is done when its last call is answered. Used on the load's thread only.
protocol Workload: AnyObject {
  /// The calls of a unit; nil where there is nothing left to do.
  func calls(_ unit: Int) -> [LoadCall]?
  /// Whether an answer is what it should be; `place` is the call's place in its unit.
  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool
}

extension Workload {
  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    response.status == .ok
  }
}

/// How a load is driven.
struct LoadPlan: Sendable {
  /// Makes the script, on the load's thread.
  var workload: @Sendable () throws -> any Workload
  /// How many units are under way at one time; an open loop starts them at its rate instead.
  var inFlight: Int
  /// How long new units are started, in seconds.
  var seconds: Double
  /// An open loop's rate, units a second.
  var rate: Double?
}
