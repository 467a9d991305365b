internal import Protocol

/// A loop for channels: one thread for any number of them.
public final class ChannelLoop: Sendable {
  let loop: Loop<ChannelKeeper>

  /// Starts the thread.
  public init(name: String = "channels", settings: LoopSettings = LoopSettings()) {
    loop = Loop(settings: settings)
    loop.start(name: name, delegate: ChannelKeeper(loop: loop))
  }

  /// Cuts every channel and ends the thread.
  public func stop() {
    loop.stop()
    loop.join()
  }
}
