internal import Bureau
internal import Crypto
internal import Transport

/// scrypt, on threads of its own: a hundred milliseconds of a core for each password.
final class Deriver: Sendable {
  /// The most passwords that wait; beyond it a login is refused, not started.
  static let waitingMax = 64

  private struct Work: Sendable {
    var park: UInt64
    var derivation: Derivation
  }

  /// A box for each thread, since a doorbell wakes one sleeper.
  private let boxes: [Mailbox<Work>]
  private let desk: Desk<Item>
  private let threads = Lock<[WorkerThread]>([])

  init(count: Int, desk: Desk<Item>) {
    boxes = (0..<count).map { _ in Mailbox<Work>(limit: max(1, Self.waitingMax / count)) }
    self.desk = desk
  }

  /// Starts the threads.
  func start() {
    for (number, box) in boxes.enumerated() {
      let thread = WorkerThread(name: "scrypt-\(number + 1)") { [self] in run(box) }
      threads.withLock { $0.append(thread) }
    }
  }

  /// Takes a password; false where too many wait.
  func take(_ park: UInt64, _ derivation: Derivation) -> Bool {
    boxes[Int(park % UInt64(boxes.count))].put(Work(park: park, derivation: derivation))
  }

  /// Ends the threads.
  func stop() {
    for box in boxes { box.close() }
    for thread in threads.withLock({ $0 }) { thread.join() }
  }

  private func run(_ work: Mailbox<Work>) {
    while let waiting = work.take(within: nil) {
      for one in waiting { derive(one) }
    }
  }

  private func derive(_ one: Work) {
    let cost = one.derivation.cost
    do throws(CryptoFailure) {
      let key = try Scrypt.derive(
        password: one.derivation.password, salt: one.derivation.salt,
        cost: ScryptCost(n: Int(cost.n), r: Int(cost.r), p: Int(cost.p)), length: 32)
      desk.dropReserved(.derived(one.park, key))
    } catch {
      // An empty key equals no stored one: the login is refused, never let in.
      Log.write(.error, "scrypt_failed", [("cause", "\(error)")])
      desk.dropReserved(.derived(one.park, []))
    }
  }
}
