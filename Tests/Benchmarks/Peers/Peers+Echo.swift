import Foundation

extension Peers {
  /// Measures gRPC in C++: an echo of 16 bytes on one connection, with as many calls under way as
  /// ours.
  func grpc(beside row: String) throws {
    let folder = FileManager.default.currentDirectoryPath + "/.build/peers"
    let (server, client) = (folder + "/echo_server", folder + "/echo_client")
    guard [server, client].allSatisfy(FileManager.default.isExecutableFile) else {
      throw BenchFailure(
        "peer absent: no gRPC here; ./dev bench --peers installs libgrpc++-dev and builds the echo")
    }
    let port = "\(try PeerProcess.freePort())"
    let running = try PeerProcess([server, port, "\(Machine.cores)"])
    defer { running.stop() }
    try PeerProcess.waitFor([client, port, "1", "1", "0", "16"])
    let words = [client, port, "1", "\(options.inFlight)", "\(options.seconds)", "16"]
    let runs = try runs(running) {
      guard let said = try PeerProcess.said(by: words, within: options.seconds + 60) else {
        throw BenchFailure("the gRPC echo failed")
      }
      return try Self.echoes(said)
    }
    BenchReport.peer("gRPC C++ echo \(options.inFlight) in flight", runs: runs, beside: row)
  }

  /// Parses a line "done=N seconds=S".
  private static func echoes(_ said: String) throws -> (done: Double, seconds: Double) {
    var values: [String: Double] = [:]
    for word in said.split(whereSeparator: \.isWhitespace) {
      let parts = word.split(separator: "=")
      if parts.count == 2 { values[String(parts[0])] = Double(parts[1]) }
    }
    guard let done = values["done"], let seconds = values["seconds"], seconds > 0 else {
      throw BenchFailure("the gRPC echo said: \(said)")
    }
    return (done, seconds)
  }
}
