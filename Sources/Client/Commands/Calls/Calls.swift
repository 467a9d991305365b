package import Protocol

/// The way to the server. Tests script one; `ChannelCalls` is the real one.
package protocol Calls: AnyObject {
  /// Connects, where that has not been done, and says to whom.
  func greeting() throws(CallFailure) -> Greeting
  /// Sends a request and blocks for its answer.
  func send(_ request: Request, _ terms: CallTerms) throws(CallFailure) -> any Message
  /// Sends a request; what it gives blocks for the answer. Several may be under way, and arrive in
  /// the order in which they were sent.
  func start(
    _ request: Request, _ terms: CallTerms
  ) throws(CallFailure) -> () throws(CallFailure) -> any Message
  /// Drops the connection; the next call makes another.
  func reconnect()
}
