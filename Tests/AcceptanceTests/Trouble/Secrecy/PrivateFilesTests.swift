import Foundation
import Testing

/// Files that the server's commands write are private to their owner, since they contain names,
/// resident IDs, accounts and keys; a folder that others may enter is refused.
@Suite(.serialized) struct PrivateFilesTests {
  private static func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  /// Returns the files below a folder that have permissions for group or others.
  private static func open(below folder: String) throws -> [String] {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
    try #require(!files.isEmpty, "\(folder) is empty")
    return try files.filter { try mode("\(folder)/\($0)") & 0o077 != 0 }
  }

  @Test func `a backup, keys and a credential go into no folder that others may enter`()
    async throws
  {
    try await onThread {
      let rig = try ServerRig("private", isAlone: true)
      try withRig(rig) { try Self.prove(rig) }
    }
  }

  private static func prove(_ rig: ServerRig) throws {
    try rig.startServer()
    let to = rig.folder + "/open"
    let realm = ["--data", rig.data, "--keys", rig.keys]
    let commands = [
      ["backup", to, "--data", rig.data], ["keys", "export", to] + realm,
      ["credential", "issue", "--role", "gateway", "--name", "sms", "--out", to] + realm,
    ]
    for command in commands {
      try FileManager.default.createDirectory(
        atPath: to, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
      let said = try rig.run("shebaod", command, expecting: 70)
      #expect(said.contains("next: chmod 700 \(to)"), "\(command[0]): \(said)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: to) == [], "\(command[0])")
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: to)
      try rig.daemon(command)
      #expect(try open(below: to) == [], "\(command[0])")
      try FileManager.default.removeItem(atPath: to)
    }
    #expect(try rig.daemon(["credential", "list"] + realm).split(separator: "\n").count == 1)
    #expect(try open(below: rig.data) == [])
    #expect(try open(below: rig.keys) == [])
  }
}
