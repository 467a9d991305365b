/// One open call.
struct OpenCall {
  /// State of a call:
  ///
  /// | phase     | server                                | client                              |
  /// | --------- | ------------------------------------- | ----------------------------------- |
  /// | running   | the handler works                     | the answer is awaited               |
  /// | cancelled | CANCEL came; the handler still works  | CANCEL sent; the answer is awaited  |
  /// | answered  | RESPONSE sent; the handler still works| the caller was told; RESPONSE awaited |
  /// | ended     | a tombstone in the table              | the same                            |
  enum Phase: UInt8 {
    case running, cancelled, answered, ended
  }

  let id: UInt64
  var phase = Phase.running
  var shape: MethodShape
  /// Time at which the call is overdue, monotonic ms; `.max` for none.
  var deadline: UInt64
  /// Items allowed in total.
  var credit: UInt32
  /// Items sent or received so far.
  var items: UInt32 = 0
  /// Time of the last item or heartbeat of a stream, monotonic ms.
  var active: UInt64
  /// The timeout in use where it differs from the requested one, ms; else 0.
  var echoTimeoutMs: UInt32 = 0
}
