import Protocol

/// A call of a workload.
struct LoadCall {
  var method: Method
  var meta: Meta?
  var body: [UInt8] = []
  /// The deadline, in ms.
  var timeout: UInt32 = 30_000
}

/// The calls of a load: numbered units of one or several calls that are sent in one write. A unit
/// is done when its last call is answered. Used on the load's thread only.
protocol Workload: AnyObject {
  /// Returns the calls of a unit; nil where there are no more units.
  func calls(_ unit: Int) -> [LoadCall]?
  /// Whether an answer is right; `place` is the index of the call in its unit.
  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool
}

extension Workload {
  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    response.status == .ok
  }
}

/// A workload with the rate and the length of its load.
struct LoadPlan: Sendable {
  /// Makes the workload, on the load's thread.
  var workload: @Sendable () throws -> any Workload
  /// The number of units under way in a closed loop; ignored in an open one.
  var inFlight: Int
  /// The time during which units are started, in seconds.
  var seconds: Double
  /// The rate of an open loop, units a second; nil: a closed loop.
  var rate: Double?
}
