internal import COpenSSL

/// A TLS session ticket: lets a client resume with the same server without the certificate being
/// sent again (RFC 8446 §2.2). Use it once: a second use lets an observer link the two connections.
@safe
public final class TLSTicket: @unchecked Sendable {
  // Proof for @unchecked: this SSL_SESSION is a private duplicate that is never changed; a session
  // that resumes takes a duplicate of it.
  private let pointer: OpaquePointer
  /// The server name that was verified in the session; the ticket is for that name only.
  public let serverName: String

  init?(session: OpaquePointer, serverName: String) {
    guard let current = unsafe SSL_get_session(session),
      unsafe SSL_SESSION_is_resumable(current) == 1,
      let pointer = unsafe SSL_SESSION_dup(current)
    else { return nil }
    unsafe self.pointer = pointer
    self.serverName = serverName
  }

  deinit {
    unsafe SSL_SESSION_free(pointer)
  }

  func offer(in session: OpaquePointer) -> Bool {
    guard let copy = unsafe SSL_SESSION_dup(pointer) else { return false }
    defer { unsafe SSL_SESSION_free(copy) }
    return unsafe SSL_set_session(session, copy) == 1
  }
}
