/// The end of a call, in the `aux` of its RESPONSE: gRPC's numbers and meanings. Rule R-501.
public enum Status: UInt8, CaseIterable, Sendable {
  /// Done as asked.
  case ok = 0
  /// The caller cancelled it.
  case cancelled = 1
  /// An error without a better status.
  case unknown = 2
  /// The request is wrong, whatever the state.
  case invalidArgument = 3
  /// The time allowed ran out.
  case deadlineExceeded = 4
  /// The named object does not exist, or the caller may not see it.
  case notFound = 5
  /// The object to be made exists.
  case alreadyExists = 6
  /// The caller is known and lacks the permission.
  case permissionDenied = 7
  /// A limit was met: calls, bytes, tries.
  case resourceExhausted = 8
  /// The request is valid only in another state.
  case failedPrecondition = 9
  /// The call lost against another one.
  case aborted = 10
  /// A value past the valid range.
  case outOfRange = 11
  /// No such method, or not in this shape.
  case unimplemented = 12
  /// A fault of the server's own.
  case `internal` = 13
  /// Temporarily not available: restarting, draining, or the connection is gone.
  case unavailable = 14
  /// Stored data is damaged.
  case dataLoss = 15
  /// The caller has no valid session.
  case unauthenticated = 16
}
