/// How a call ended, in the `aux` of its RESPONSE: gRPC's numbers and meanings. Rule R-501.
public enum Status: UInt8, CaseIterable, Sendable {
  /// Done as asked.
  case ok = 0
  /// The caller cancelled it.
  case cancelled = 1
  /// Something that has no better name.
  case unknown = 2
  /// The request is wrong whatever the state.
  case invalidArgument = 3
  /// The time allowed ran out.
  case deadlineExceeded = 4
  /// What was named does not exist, or is not the caller's to see.
  case notFound = 5
  /// What was to be made exists.
  case alreadyExists = 6
  /// The caller is known and may not.
  case permissionDenied = 7
  /// A limit was met: calls, bytes, tries.
  case resourceExhausted = 8
  /// Right at another time; the state must change first.
  case failedPrecondition = 9
  /// Lost against another call.
  case aborted = 10
  /// Past the end.
  case outOfRange = 11
  /// No such method, or not in this shape.
  case unimplemented = 12
  /// A fault of the server's own.
  case `internal` = 13
  /// Not now: restarting, draining, or the connection is gone.
  case unavailable = 14
  /// Stored data is damaged.
  case dataLoss = 15
  /// The caller is not known, or no longer.
  case unauthenticated = 16
}
