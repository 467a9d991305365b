import Crypto
import Foundation
import Protocol
@testable import Service
import TLS
import Testing
import Transport

/// A private realm in a private folder, with a server that listens on free ports.
final class ServiceRig {
  let folder: String
  let server: Server
  var data: String { "\(folder)/data" }

  init() throws {
    folder = "/tmp/shebao-service-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let made = ServerCommand.run(
      ["init", "--data", "\(folder)/data", "--sandbox", "--scrypt", "16"])
    try #require(made == 0)
    server = try Server.start(Self.settings("\(folder)/data"))
  }

  static func settings(_ data: String) -> ServerSettings {
    var settings = ServerSettings(data: data, keys: "\(data)-keys")
    settings.listen = .tcp(host: "127.0.0.1", port: 0)
    settings.plain = .tcp(host: "127.0.0.1", port: 0)
    settings.socket = "\(data)/officer.sock"
    return settings
  }

  /// Opens a plain connection without a credential, as a clerk's.
  func plain() throws -> Channel {
    let port = try #require(server.ports.plain)
    return try Channel.connect(.tcp(host: "127.0.0.1", port: port), hello: Self.hello)
  }

  /// Opens a connection to the officers' socket.
  func officer() throws -> Channel {
    try Channel.connect(.unix(path: "\(data)/officer.sock"), hello: Self.hello)
  }

  /// Opens a TLS connection with a new credential of a role, or without one.
  func tls(role: String? = nil, name: String = "") throws -> Channel {
    guard let role else { return try tls(nil) }
    return try tls(try issue(role: role, name: name))
  }

  /// Opens a TLS connection with a credential, or without one.
  func tls(_ pair: (certificate: [UInt8], key: [UInt8])?) throws -> Channel {
    let context = try TLSContext.client(
      authorityPEM: read("\(data)-keys/ca.pem"), certificatePEM: pair?.certificate,
      privateKeyPEM: pair?.key)
    let port = try #require(server.ports.tls)
    return try Channel.connect(
      .tcp(host: "127.0.0.1", port: port),
      tls: TLSClient(context: context, serverName: "127.0.0.1"), hello: Self.hello)
  }

  func issue(role: String, name: String) throws -> (certificate: [UInt8], key: [UInt8]) {
    let out = "\(folder)/credentials"
    let done = ServerCommand.run(
      ["credential", "issue", "--data", data, "--role", role, "--name", name, "--out", out])
    try #require(done == 0)
    return (try read("\(out)/\(role)-\(name).pem"), try read("\(out)/\(role)-\(name).key"))
  }

  /// Revokes the first credential that was issued.
  func revokeFirst() throws {
    let list = try String(decoding: read("\(data)-keys/credentials.list"), as: UTF8.self)
    let serial = try #require(list.split(separator: " ").first)
    let revoked = ServerCommand.run(
      ["credential", "revoke", "--data", data, "--serial", String(serial)])
    try #require(revoked == 0)
  }

  func read(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// Stops the server and removes the folder.
  func close() {
    server.stop()
    remove()
  }

  func remove() {
    do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
  }

  static var hello: Hello {
    Hello(
      software: "test", version: "0", realm: Id128(high: 0, low: 0),
      schemaHash: SchemaHash.current, serverTimeMs: 0)
  }
}

extension Channel {
  /// Calls until the server ends the connection, for 20 s; returns whether it ended it with this
  /// code.
  func endsWith(_ code: GoAwayCode) -> Bool {
    let end = MonotonicClock.milliseconds() + 20_000
    while MonotonicClock.milliseconds() < end {
      do throws(ChannelFailure) {
        _ = try call(method: SystemMethods.health.method.number, body: [], timeoutMs: 5_000)
      } catch {
        guard let reason = self.end else { continue }
        if case .ended(.peer(code, _)) = reason { return true }
        return false
      }
    }
    return false
  }

  /// Sends a request and waits for its end.
  func ask(
    _ request: Request, session: SessionToken? = nil, key: Id128? = nil
  ) throws -> ChannelReply {
    try call(
      method: request.method.number, meta: Meta(session: session, key: key),
      body: request.encoded(), timeoutMs: 10_000)
  }
}
