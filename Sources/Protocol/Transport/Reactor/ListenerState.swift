internal import TLS

/// A listening socket of a reactor, with the settings of its connections.
final class ListenerState {
  private let descriptor: Descriptor
  let tls: TLSContext?
  /// The only user whom a Unix listener admits; nil for TCP.
  let onlyUser: UInt32?

  init(_ descriptor: consuming Descriptor, _ tls: TLSContext?, onlyUser: UInt32?) {
    self.descriptor = descriptor
    self.tls = tls
    self.onlyUser = onlyUser
  }

  var fd: Int32 { descriptor.number }
}
