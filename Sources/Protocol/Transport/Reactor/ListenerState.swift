internal import TLS

/// A listening socket and what its connections need.
final class ListenerState {
  private let descriptor: Descriptor
  let tls: TLSContext?
  /// A Unix listener's only user.
  let onlyUser: UInt32?

  init(_ descriptor: consuming Descriptor, _ tls: TLSContext?, onlyUser: UInt32?) {
    self.descriptor = descriptor
    self.tls = tls
    self.onlyUser = onlyUser
  }

  var fd: Int32 { descriptor.number }
}
