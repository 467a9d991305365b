package import Protocol

/// The connection to the server. `ChannelCalls` is the real one; tests script their own.
///
/// Every function throws `CallFailure.connect` where there is no connection and none can be opened;
/// `send`, and the closure of `start`, also throw the other cases.
package protocol Calls: AnyObject {
  /// Connects, unless connected, and returns the server's greeting.
  func greeting() throws(CallFailure) -> Greeting
  /// Sends a request and blocks for its reply.
  func send(_ request: Request, _ terms: CallTerms) throws(CallFailure) -> any Message
  /// Sends a request without waiting; the returned closure blocks for the reply. Several requests
  /// may be in flight, and arrive in the order of sending.
  func start(
    _ request: Request, _ terms: CallTerms
  ) throws(CallFailure) -> () throws(CallFailure) -> any Message
  /// Closes the connection; the next call opens another.
  func reconnect()
}
