internal import COpenSSL
internal import Crypto

/// A TLS session in memory: ciphertext is passed in and out as bytes, without a socket.
///
///     socket → receive → read → plaintext          plaintext → write → takeCipher → socket
///
/// After each `receive`, call `read` until `needsMore`; after any call, also a failed one, call
/// `takeCipher`. Not `Sendable`: one thread at a time.
@safe
public final class TLSSession {
  /// The side of the connection.
  public enum Role: Equatable, Sendable {
    /// Connects; the server's certificate must carry this DNS name or address.
    case client(serverName: String)
    /// Accepts connections.
    case server
  }

  /// The result of a `read`.
  public enum ReadResult: Equatable, Sendable {
    /// This many bytes of plaintext were appended, at least one. There may be more.
    case bytes(Int)
    /// All received data is read.
    case needsMore
    /// The peer sent close_notify: it sends no more.
    case closed
  }

  /// State of the session.
  private enum Phase {
    case handshaking
    case established
    case failed(TLSFailure)
  }

  /// Greatest amount of received ciphertext that is not yet read, bytes.
  public static let receivedMax = 1 << 20
  /// Greatest amount of written ciphertext that is not yet taken, bytes.
  public static let writtenMax = 16 << 20
  /// Greatest plaintext of one record, bytes (RFC 8446 §5.1).
  public static let recordMax = 16 << 10
  /// Bytes that a record adds to its plaintext, at most: header, content type, tag.
  static let recordOverhead = 22
  /// A memory buffer that contained more bytes than this is replaced, so that idle sessions stay
  /// small.
  private static let keptMax = 4 << 10

  /// The verified peer; nil before the handshake is complete, and for a peer without a certificate.
  public private(set) var peer: PeerIdentity?

  private let pointer: OpaquePointer
  private let role: Role
  // Both are owned by `pointer`, and replaced only through it.
  private var input: OpaquePointer
  private var output: OpaquePointer
  private var inputPeak = 0
  private var phase = Phase.handshaking
  private var ended = false
  private var closing = false

  /// A new session. A client calls `handshake` for its first bytes to send.
  ///
  /// `now` (UTC ms) is the moment at which the peer's certificate must be valid; without it OpenSSL
  /// reads the system's clock. A `ticket` of an earlier session shortens the handshake when it is
  /// for the same name, and is ignored otherwise.
  ///
  /// - Throws: `configuration` for a name that is not a host, or a context of the other side.
  public init(
    context: TLSContext, role: Role, now: Int64? = nil, resuming ticket: TLSTicket? = nil
  ) throws(TLSFailure) {
    guard context.isServer == (role == .server) else {
      throw TLSFailure(.configuration, "a context of the other side")
    }
    ErrorQueue.clear()
    guard let pointer = unsafe SSL_new(context.pointer) else { throw .configuration("SSL_new") }
    // SSL_set_bio takes the references over, both or none at all.
    guard let input = unsafe BIO_new(BIO_s_mem()), let output = unsafe BIO_new(BIO_s_mem()) else {
      unsafe SSL_free(pointer)
      throw .configuration("BIO_new")
    }
    unsafe SSL_set_bio(pointer, input, output)
    unsafe self.pointer = pointer
    unsafe self.input = unsafe input
    unsafe self.output = unsafe output
    self.role = role
    if let now { unsafe X509_VERIFY_PARAM_set_time(SSL_get0_param(pointer), Int(now / 1_000)) }
    switch role {
    case .server: unsafe SSL_set_accept_state(pointer)
    case .client(let name): try beginClient(name, ticket)
    }
  }

  deinit {
    unsafe SSL_free(pointer)
  }

  private func beginClient(_ name: String, _ ticket: TLSTicket?) throws(TLSFailure) {
    unsafe SSL_set_connect_state(pointer)
    guard isHost(name) else { throw TLSFailure(.configuration, "host name") }
    guard unsafe co_expect(pointer, name, isAddress(name) ? 1 : 0) == 1 else {
      throw .configuration("host name")
    }
    if let ticket, ticket.serverName == name, unsafe !ticket.offer(in: pointer) {
      throw .configuration("ticket")
    }
  }

  // MARK: Ciphertext

  /// Passes in ciphertext from the socket.
  ///
  /// - Throws: `overflow` beyond `receivedMax` unread bytes; the failure of a session that failed.
  public func receive(_ cipher: Span<UInt8>) throws(TLSFailure) {
    try unsafe cipher.withUnsafeBufferPointer { buffer throws(TLSFailure) in
      try unsafe receive(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Passes in ciphertext from the socket, as the span form does.
  ///
  /// - Throws: `overflow` beyond `receivedMax` unread bytes; the failure of a session that failed.
  public func receive(_ cipher: UnsafeRawBufferPointer) throws(TLSFailure) {
    if case .failed(let failure) = phase { throw failure }
    guard unsafe !cipher.isEmpty else { return }
    let unread = unsafe co_pending(input) + cipher.count
    guard unread <= Self.receivedMax else {
      throw fail(TLSFailure(.overflow, "\(unread) bytes received and not read"))
    }
    var count = 0
    guard unsafe BIO_write_ex(input, cipher.baseAddress, cipher.count, &count) == 1 else {
      throw fail(TLSFailure(.overflow, "no memory: \(ErrorQueue.drain().text)"))
    }
    inputPeak = max(inputPeak, unread)
  }

  /// Records the end of the socket's input: once all is read, `read` throws `closedEarly` unless
  /// the peer had sent close_notify. A truncated connection is so never taken for a complete one
  /// (RFC 8446 §6.1).
  public func receiveEnd() {
    ended = true
  }

  /// Ciphertext that waits for the socket, bytes.
  public var cipherCount: Int { unsafe co_pending(output) }

  /// Appends the waiting ciphertext to `bytes` and removes it here.
  public func takeCipher(into bytes: inout [UInt8]) {
    let count = cipherCount
    guard count > 0 else { return }
    Self.grow(&bytes, by: count)
    bytes.append(addingCapacity: count) { span in
      unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
        var taken = 0
        _ = unsafe BIO_read_ex(output, buffer.baseAddress, count, &taken)
        initialized = taken
      }
    }
    guard count > Self.keptMax, case .established = phase, let fresh = unsafe BIO_new(BIO_s_mem())
    else { return }
    unsafe output = unsafe fresh
    unsafe SSL_set0_wbio(pointer, fresh)
  }

  // MARK: Handshake

  /// Whether the handshake is complete and plaintext can pass.
  public var isEstablished: Bool {
    if case .established = phase { true } else { false }
  }

  /// Continues the handshake with the received data; true once it is complete.
  ///
  /// A client is complete before the server has checked its certificate: a refusal then comes from
  /// `read`.
  ///
  /// - Throws: the cause for which the handshake failed; `closedEarly` when the socket has ended.
  public func handshake() throws(TLSFailure) -> Bool {
    switch phase {
    case .established: return true
    case .failed(let failure): throw failure
    case .handshaking: break
    }
    if closing { throw TLSFailure(.notOpen, "closed before the handshake was complete") }
    ErrorQueue.clear()
    let result = unsafe SSL_do_handshake(pointer)
    guard result == 1 else {
      switch try outcome(result) {
      case .needsMore:
        if ended { throw fail(TLSFailure(.closedEarly, "ended during the handshake")) }
        return false
      case .closed, .bytes: throw fail(TLSFailure(.handshake, "closed during the handshake"))
      }
    }
    guard chosenProtocol() else {
      throw fail(TLSFailure(.handshake, "the peer does not offer protocol shebao/1"))
    }
    peer = try identity()
    phase = .established
    return true
  }

  /// A ticket to resume with; nil on a server, and before the server's ticket was read.
  public var ticket: TLSTicket? {
    switch role {
    case .server: nil
    case .client(let name): unsafe TLSTicket(session: pointer, serverName: name)
    }
  }

  /// Whether this session resumed an earlier one.
  public var isResumed: Bool { unsafe SSL_session_reused(pointer) == 1 }

  private func chosenProtocol() -> Bool {
    var name: UnsafePointer<UInt8>?
    var count: UInt32 = 0
    unsafe SSL_get0_alpn_selected(pointer, &name, &count)
    return count > 0
  }

  private func identity() throws(TLSFailure) -> PeerIdentity? {
    guard let certificate = unsafe SSL_get1_peer_certificate(pointer) else { return nil }
    do throws(CryptoFailure) {
      let handle = unsafe CertificateHandle(owned: certificate)
      return PeerIdentity(certificate: try Certificate(handle))
    } catch {
      throw fail(TLSFailure(.untrusted, "\(error)"))
    }
  }

  // MARK: Plaintext

  /// Appends up to `limit` bytes of plaintext, `limit` ≥ 1; continues the handshake first.
  ///
  /// - Throws: the cause for which the session failed.
  public func read(into bytes: inout [UInt8], max limit: Int) throws(TLSFailure) -> ReadResult {
    precondition(limit > 0, "a read of nothing")
    guard try handshake() else { return .needsMore }
    var total = 0
    while total < limit {
      let result = try readRecord(into: &bytes, max: min(limit - total, Self.recordMax))
      switch result {
      case .bytes(let count): total += count
      case .needsMore, .closed:
        renewInput()
        guard total == 0 else { return .bytes(total) }
        if result == .needsMore, ended {
          throw fail(TLSFailure(.closedEarly, "ended without close_notify"))
        }
        return result
      }
    }
    return .bytes(total)
  }

  private func readRecord(
    into bytes: inout [UInt8], max count: Int
  ) throws(TLSFailure) -> ReadResult {
    // Nothing buffered: skips OpenSSL's costly empty read.
    if unsafe co_pending(input) == 0, unsafe SSL_has_pending(pointer) == 0,
      unsafe SSL_get_shutdown(pointer) & SSL_RECEIVED_SHUTDOWN == 0
    {
      return .needsMore
    }
    ErrorQueue.clear()
    Self.grow(&bytes, by: count)
    var taken = 0
    var status: Int32 = 0
    bytes.append(addingCapacity: count) { span in
      unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
        status = unsafe SSL_read_ex(pointer, buffer.baseAddress, count, &taken)
        initialized = taken
      }
    }
    return status == 1 ? .bytes(taken) : try outcome(status)
  }

  /// Encrypts plaintext into records of up to `recordMax` bytes; one call with many messages costs
  /// less than many calls.
  ///
  /// - Throws: `notOpen` before the handshake is complete and after `close`; `overflow` beyond
  ///   `writtenMax` bytes not taken.
  public func write(_ plain: Span<UInt8>) throws(TLSFailure) {
    switch phase {
    case .failed(let failure): throw failure
    case .handshaking: throw TLSFailure(.notOpen, "written before the handshake was complete")
    case .established: break
    }
    if closing { throw TLSFailure(.notOpen, "written after close") }
    guard !plain.isEmpty else { return }
    let records = (plain.count + Self.recordMax - 1) / Self.recordMax
    let pending = cipherCount + plain.count + records * Self.recordOverhead
    guard pending <= Self.writtenMax else {
      throw TLSFailure(.overflow, "\(pending) bytes written and not taken")
    }
    ErrorQueue.clear()
    var count = 0
    let status = unsafe plain.withUnsafeBufferPointer { buffer in
      unsafe SSL_write_ex(pointer, buffer.baseAddress, buffer.count, &count)
    }
    guard status == 1 else {
      throw fail(TLSFailure(.protocolViolation, "SSL_write_ex: \(ErrorQueue.drain().text)"))
    }
  }

  /// Sends close_notify: nothing can be written any more; the peer's data can still be read. No
  /// effect a second time, after a failure, or during the handshake.
  public func close() {
    guard !closing else { return }
    closing = true
    guard case .established = phase else { return }
    ErrorQueue.clear()
    _ = unsafe SSL_shutdown(pointer)
    ErrorQueue.clear()
  }

  // MARK: Failures and memory

  /// Translates the result of a failed OpenSSL call; throws when it is a failure and not a wait.
  private func outcome(_ result: Int32) throws(TLSFailure) -> ReadResult {
    switch unsafe SSL_get_error(pointer, result) {
    case SSL_ERROR_WANT_READ: return .needsMore
    case SSL_ERROR_ZERO_RETURN: return .closed
    case let kind:
      let errors = ErrorQueue.drain()
      throw fail(TLSFailure(reason(errors.reason), "\(errors.text) (\(kind))"))
    }
  }

  private func reason(_ number: Int32) -> TLSFailure.Reason {
    if number == SSL_R_CERTIFICATE_VERIFY_FAILED {
      let verdict = Int32(truncatingIfNeeded: unsafe SSL_get_verify_result(pointer))
      return CertificateFault(verdict: verdict).map { .init($0) } ?? .untrusted
    }
    if number >= SSL_AD_REASON_OFFSET, number <= SSL_AD_REASON_OFFSET + 255 {
      return .refusedByPeer(alert: Int(number - SSL_AD_REASON_OFFSET))
    }
    return isEstablished ? .protocolViolation : .handshake
  }

  private func fail(_ failure: TLSFailure) -> TLSFailure {
    phase = .failed(failure)
    return failure
  }

  private func renewInput() {
    guard inputPeak > Self.keptMax, unsafe co_pending(input) == 0,
      let fresh = unsafe BIO_new(BIO_s_mem())
    else { return }
    inputPeak = 0
    unsafe input = unsafe fresh
    unsafe SSL_set0_rbio(pointer, fresh)
  }

  /// Doubles the capacity; otherwise each record would copy the array.
  private static func grow(_ bytes: inout [UInt8], by count: Int) {
    let needed = bytes.count + count
    guard needed > bytes.capacity else { return }
    bytes.reserveCapacity(max(needed, bytes.capacity * 2))
  }
}
