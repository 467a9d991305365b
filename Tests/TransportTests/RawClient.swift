import Glibc
import Protocol

@testable import Transport

/// A client with a blocking socket and the protocol's state machine, for behaviour that no good
/// client shows.
final class RawClient {
  let socket: Descriptor
  var machine: Connection
  var events: [ConnectionEvent] = []

  init(port: UInt16, receiveBuffer: Int32? = nil, hello: Hello = testHello()) throws {
    let number = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    socket = Descriptor(owning: number)
    if var receiveBuffer {
      unsafe setsockopt(number, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4)
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        unsafe Glibc.connect(number, raw, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw ConnectFailure.refused }
    machine = Connection(role: .client, hello: hello, now: 0)
  }

  /// Writes the state machine's output, `size` bytes at a time; false once the peer is gone.
  @discardableResult
  func send(by size: Int = .max) -> Bool { write(machine.takeOutput(), by: size) }

  /// Writes `bytes` past the state machine, `size` at a time; false once the peer is gone.
  @discardableResult
  func write(_ bytes: [UInt8], by size: Int = .max) -> Bool {
    var at = 0
    while at < bytes.count {
      let count = min(size, bytes.count - at)
      let written = unsafe bytes.withUnsafeBytes { raw in
        unsafe Glibc.send(
          socket.number, raw.baseAddress.map { unsafe $0 + at }, count, Int32(MSG_NOSIGNAL)
        )
      }
      guard written > 0 else { return false }
      at += written
    }
    return true
  }

  /// Blocks for more input; false at its end.
  func receive() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe recv(socket.number, &bytes, bytes.count, 0)
    guard count > 0 else { return false }
    machine.receive(bytes.span.extracting(0..<count), now: 0, into: &events)
    return true
  }

  /// Returns all bytes to the end, past the state machine, which would end the connection for
  /// answers to calls that it never made.
  func rest() -> [UInt8] {
    var all: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe recv(socket.number, &bytes, bytes.count, 0)
      guard count > 0 else { return all }
      all += bytes[..<count]
    }
  }

  /// Receives until `wanted` responses came, or to the end; returns their number.
  func responses(_ wanted: Int) -> Int {
    while true {
      let count = responseCount
      if count >= wanted { return count }
      if !receive() { return responseCount }
    }
  }

  var responseCount: Int {
    events.count { event in
      if case .response(let response) = event { response.status == .ok } else { false }
    }
  }

  func shutdownWriting() { Glibc.shutdown(socket.number, Int32(SHUT_WR)) }
}
