internal import Bureau
internal import Crypto
internal import Synchronization
internal import Transport

/// Threads that derive keys from passwords by scrypt, which takes about 100 ms of a core each. They
/// share nothing but their mailboxes and put each result into the bureau's queue.
final class PasswordHasher: Sendable {
  /// The most passwords that wait at one thread: more than the bureau has in progress at once, so
  /// that only a stop refuses one.
  static let waitingMax = 128

  private struct QueuedPassword: Sendable {
    var waiter: UInt64
    var derivation: Derivation
  }

  /// One mailbox for each thread, because a doorbell wakes one thread.
  private let boxes: [Mailbox<QueuedPassword>]
  private let queue: WorkQueue<Input>
  private let threads = Lock<[WorkerThread]>([])
  private let next = Atomic<Int>(0)

  init(count: Int, queue: WorkQueue<Input>) {
    boxes = (0..<count).map { _ in Mailbox<QueuedPassword>(limit: Self.waitingMax) }
    self.queue = queue
  }

  func start() {
    for (number, box) in boxes.enumerated() {
      let thread = WorkerThread(name: "scrypt-\(number + 1)") { [self] in run(box) }
      threads.withLock { $0.append(thread) }
    }
  }

  /// Queues a password at the next thread in turn; false where too many wait, or after ``stop()``.
  func enqueue(_ waiter: UInt64, _ derivation: Derivation) -> Bool {
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return boxes[Int(number.magnitude) % boxes.count].put(
      QueuedPassword(waiter: waiter, derivation: derivation))
  }

  /// Ends the threads after the passwords that wait; waits for them.
  func stop() {
    for box in boxes { box.close() }
    for thread in threads.withLock({ $0 }) { thread.join() }
  }

  private func run(_ work: Mailbox<QueuedPassword>) {
    while let waiting = work.takeAll(within: nil) {
      for one in waiting { derive(one) }
    }
  }

  private func derive(_ one: QueuedPassword) {
    queue.submitReserved(Self.answer(one.waiter, one.derivation))
  }

  /// Derives a password's key and returns it as input for the bureau. A failure becomes
  /// `.notDerived`: the request is refused, and no partial key is ever stored or compared.
  static func answer(_ waiter: UInt64, _ derivation: Derivation) -> Input {
    let cost = derivation.cost
    do throws(CryptoFailure) {
      let bytes = try Scrypt.derive(
        password: derivation.password, salt: derivation.salt,
        cost: ScryptCost(n: Int(cost.n), r: Int(cost.r), p: Int(cost.p)),
        length: DerivedKey.byteCount)
      return DerivedKey(bytes: bytes).map { .derived(waiter, $0) } ?? .notDerived(waiter)
    } catch {
      Log.write(.error, "scrypt_failed", [("cause", "\(error)")])
      return .notDerived(waiter)
    }
  }
}
