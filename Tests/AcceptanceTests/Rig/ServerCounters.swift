import Protocol
import Transport

/// Reads the server's counters by name, as `system.counters` lists them.
enum ServerCounters {
  static func read(_ rig: ServerRig) throws -> [String: UInt64] {
    let channel = try rig.connectOfficer()
    defer { channel.close() }
    return try read(channel)
  }

  static func read(_ channel: Channel) throws -> [String: UInt64] {
    guard let reply = try channel.ask(.system(.counters)) as? CountersReply else {
      throw RigFailure("counters")
    }
    return Dictionary(uniqueKeysWithValues: reply.counters.map { ($0.name, $0.value) })
  }
}
