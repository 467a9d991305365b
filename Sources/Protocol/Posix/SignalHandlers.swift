internal import Glibc

/// A signal (signal(7)).
public struct Signal: Sendable, Equatable {
  /// The signal's number.
  public let number: Int32

  /// Wraps a number of signal(7).
  public init(_ number: Int32) { self.number = number }

  /// SIGINT: Ctrl-C.
  public static let interrupt = Signal(SIGINT)
  /// SIGTERM: the request to end.
  public static let terminate = Signal(SIGTERM)
  /// SIGHUP: the terminal is closed.
  public static let hangUp = Signal(SIGHUP)
  /// SIGQUIT: Ctrl-\.
  public static let quit = Signal(SIGQUIT)
  /// SIGTSTP: Ctrl-Z.
  public static let stop = Signal(SIGTSTP)
  /// SIGALRM: a timer of alarm(2).
  public static let alarm = Signal(SIGALRM)

  /// Sends the signal to the calling thread (raise(3)).
  public func raise() { _ = Glibc.raise(number) }

  /// Sends the signal to the process (kill(2)).
  public func sendToThisProcess() { kill(getpid(), number) }
}

/// Signal handlers that were installed, with the former ones, which `restore` puts back.
public struct SignalHandlers {
  private var before: [(Signal, sigaction)] = []

  /// Installs `handler` for each signal (sigaction(2)). Calls that another thread is in go on
  /// (SA_RESTART); poll(2) returns all the same.
  ///
  /// - Parameter handler: may touch lock-free atomics only (signal-safety(7)).
  public init(for signals: [Signal], _ handler: @convention(c) (Int32) -> Void) {
    for signal in signals {
      var action = sigaction()
      // Proof: without SA_SIGINFO the union's member is sa_handler, of just this type.
      unsafe action.__sigaction_handler.sa_handler = handler
      action.sa_flags = SA_RESTART
      var former = sigaction()
      // Proof: both structs are lent for the call.
      _ = unsafe sigaction(signal.number, &action, &former)
      before.append((signal, former))
    }
  }

  /// Restores the former handlers.
  public func restore() {
    for (signal, former) in before {
      var former = former
      // Proof: as above.
      _ = unsafe sigaction(signal.number, &former, nil)
    }
  }
}
