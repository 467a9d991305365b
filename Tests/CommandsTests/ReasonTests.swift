import Foundation
import Protocol
import Terminal
import TestConsole
import Testing
import Transport

@testable import Commands

/// The table of reasons: complete, with one exit code and a gloss each.
@Suite struct `The table of reasons` {
  /// Reads the codes from the server's sources: no server module may be imported here.
  private static func codes(_ path: String, _ pattern: String) throws -> [String] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      guard line.contains(pattern), let equals = line.range(of: "= \"") else { return nil }
      return String(line[equals.upperBound...].prefix { $0 != "\"" })
    }
  }

  @Test(arguments: [
    ("Sources/Server/Bureau/Refusal.swift", "case "),
    ("Sources/Protocol/Frame/CallError.swift", "public static let "),
  ])
  func `each reason of the server is in the table, once`(path: String, pattern: String) throws {
    let codes = try Self.codes(path, pattern)
    #expect(codes.count > 10)
    for code in codes {
      #expect(Reasons.table.filter { $0.reason == code }.count == 1, "\(code)")
    }
  }

  @Test func `no failure ends with 0, and each has a gloss`() {
    for entry in Reasons.table {
      #expect(entry.exit != .done && !entry.gloss.isEmpty, "\(entry.reason)")
    }
  }

  @Test func `an unknown reason ends with 1 and keeps the server's words`() throws {
    let rig = try CommandRig()
    #expect(rig.run("todo list", [CommandFixtures.refused("NEVER_HEARD", "从未听说")]) == 1)
    #expect(rig.console.messages.contains("从未听说"))
  }

  @Test func `in English the gloss comes with the Chinese original`() throws {
    let rig = try CommandRig()
    #expect(rig.run("todo list --lang en", [CommandFixtures.refused("NOTHING_DUE", "无需缴款")]) == 88)
    #expect(rig.console.messages.contains("nothing is due (无需缴款)"))
  }

  @Test(arguments: [
    (ConnectFailure.refused, ExitCode.unreachable, "connect.refused"),
    (.name("x"), .unreachable, "connect.name"), (.timedOut, .unreachable, "connect.timed-out"),
    // A server that crashes or stops during the handshake.
    (.ended(.lost), .unreachable, "connect.lost"),
    (.ended(.closedByPeer), .unreachable, "connect.lost"),
    (.ended(.peer(.drain, "")), .temporary, "connect.turned-away"),
    (.ended(.peer(.full, "too many connections")), .temporary, "connect.turned-away"),
    (.ended(.peer(.badVersion, "")), .protocolMismatch, "connect.protocol"),
    (.ended(.local(.timeout, "no HELLO")), .unreachable, "connect.timed-out"),
    (.ended(.foreignProtocol(.http)), .protocolMismatch, "connect.protocol"),
    (.plainOffLoopback, .configuration, "connect.plain"),
    (.denied, .notPermitted, "connect.denied"),
  ])
  func `each obstacle to a connection has its code and exit code`(
    failure: ConnectFailure, exit: ExitCode, code: String
  ) {
    let report = Failures.report(.connect(failure), server: "x:1")
    #expect(report.exit == exit && report.code == code)
  }
}
