internal import Glibc
internal import Store
internal import Transport

/// `shebaod serve`: serves until SIGTERM or SIGINT, then drains and ends.
enum ServeCommand {
  static func run(_ arguments: Arguments) throws(ServerFault) {
    Signals.ignorePipe()
    Signals.ignoreFileSize()
    Signals.block(SIGTERM, SIGINT)
    let settings = try settings(arguments)
    let server = try Server.start(settings)
    Heap.trim()
    // Scripts wait for this line; it has the ports, also those the system chose.
    Log.write(
      .info, "serving",
      [
        ("tls", server.ports.tls.map(String.init) ?? "none"),
        ("plain", server.ports.plain.map(String.init) ?? "none"),
        ("socket", settings.socket ?? "none"),
      ])
    let signal = Signals.wait(SIGTERM, SIGINT)
    Log.write(.info, "draining", [("signal", "\(signal)")])
    server.stop()
    Log.write(.info, "stopped")
  }

  private static func settings(_ arguments: Arguments) throws(ServerFault) -> ServerSettings {
    var settings = ServerSettings(data: try arguments.data(), keys: try arguments.keys())
    settings.listen = try endpoint(arguments, "listen")
    settings.plain = try endpoint(arguments, "plain")
    settings.socket = arguments.value("socket") ?? settings.data + "/officer.sock"
    settings.loops = try arguments.number("loops", 1...16) ?? settings.loops
    settings.readers = try arguments.number("readers", 1...16) ?? settings.readers
    settings.connectionsMax =
      try arguments.number("connections", 1...100_000) ?? settings.connectionsMax
    settings.perAddressMax =
      try arguments.number("per-address", 1...100_000) ?? settings.perAddressMax
    if let seconds = try arguments.number("idle-seconds", 1...86_400) {
      settings.idleMs = UInt64(seconds) * 1_000
    }
    if let seconds = try arguments.number("drain-seconds", 1...600) {
      settings.drainMs = UInt32(seconds) * 1_000
    }
    if let lag = try arguments.number("books-lag", 1...1_000_000) {
      settings.booksLag = UInt64(lag)
    }
    settings.isForced = arguments.flag("force")
    settings.spinMicroseconds = try arguments.number("spin-us", 0...1_000) ?? 0
    guard settings.listen != nil || settings.plain != nil else {
      throw ServerFault("nothing to listen on", next: "add --listen 127.0.0.1:7443")
    }
    return settings
  }

  private static func endpoint(_ arguments: Arguments, _ name: String) throws(ServerFault)
    -> Endpoint?
  {
    guard let text = arguments.value(name) else { return nil }
    guard let endpoint = Endpoint(text) else {
      throw ServerFault("--\(name) \(text) is not HOST:PORT")
    }
    return endpoint
  }
}
