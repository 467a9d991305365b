import Protocol

/// One call to be made.
struct Call {
  var method: Method
  var meta: Meta?
  var body: [UInt8] = []
  /// Milliseconds.
  var timeout: UInt32 = 30_000
}

/// What a load consists of: numbered units, each of one or several calls that leave in one write. A
/// unit is done when its last call is answered. Used on the load's thread only.
protocol Script: AnyObject {
  /// The calls of a unit; nil where there is nothing left to do.
  func calls(_ unit: Int) -> [Call]?
  /// Whether an answer is what it should be; `place` is the call's place in its unit.
  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool
}

extension Script {
  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    response.status == .ok
  }
}

/// How a load is driven.
struct Plan: Sendable {
  /// Makes the script, on the load's thread.
  var script: @Sendable () throws -> any Script
  /// How many units are under way at one time; an open loop starts them at its rate instead.
  var inFlight: Int
  /// How long new units are started, in seconds.
  var seconds: Double
  /// An open loop's rate, units a second.
  var rate: Double?
}
