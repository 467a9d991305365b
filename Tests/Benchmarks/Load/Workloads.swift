import Protocol
import Transport

/// `system.ping`.
final class PingWorkload: Workload {
  private let once = [LoadCall(method: SystemMethods.ping.method)]

  func calls(_ unit: Int) -> [LoadCall]? { once }
}

/// `system.counters`, once.
final class CountersWorkload: Workload {
  private let counters: Lock<[String: UInt64]>

  init(_ counters: Lock<[String: UInt64]>) { self.counters = counters }

  func calls(_ unit: Int) -> [LoadCall]? {
    unit == 0 ? [LoadCall(method: SystemMethods.counters.method)] : nil
  }

  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    do throws(Malformed) {
      for counter in try decode(CountersReply.self, from: response.body).counters {
        counters.withLock { $0[counter.name] = counter.value }
      }
      return true
    } catch {
      return false
    }
  }
}

/// `todo.list` of each employer in turn. The calls are encoded beforehand, so that the server is
/// measured.
final class TodoWorkload: Workload {
  private var ready: [[LoadCall]] = []
  private let once: Bool

  /// - Parameter once: whether the workload ends after one call for each employer.
  init(_ employers: Int, once: Bool = false) {
    self.once = once
    let body = Request.todo(.list(TodoFilter())).encoded()
    for employer in 0..<employers {
      let meta = Meta(session: RealmFixture.token(employer))
      ready.append([LoadCall(method: TodoMethods.list.method, meta: meta, body: body)])
    }
  }

  func calls(_ unit: Int) -> [LoadCall]? {
    guard !once || unit < ready.count else { return nil }
    return ready[unit % ready.count]
  }

  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    response.status == .ok && response.body.count > 50
  }
}

/// `declare.save` of every notice of a realm, employers in turn; then `declare.void` of each, and
/// so on: it never ends, and the server's memory does not grow with it.
final class DeclareWorkload: Workload {
  private let realm: RealmFixture
  private let first: Int
  private let tokens: [SessionToken]
  private let amount: Money
  private var keys: KeyMaker

  init(_ realm: RealmFixture, from first: Int, ahead: UInt64) {
    self.realm = realm
    self.first = first
    tokens = (0..<realm.employers).map(RealmFixture.token)
    amount = RealmFixture.amount(lines: realm.lines)
    keys = KeyMaker(ahead: ahead)
  }

  func calls(_ unit: Int) -> [LoadCall]? {
    let unit = unit + first
    let pass = unit / (realm.employers * realm.notices)
    let employer = unit % realm.employers
    let notice = RealmFixture.notice(employer, unit / realm.employers % realm.notices)
    let request: Request =
      pass % 2 == 0
      ? .declare(.save(DeclareSave(notice: notice, version: 1, amount: amount)))
      : .declare(.void(DeclareVoid(notice: notice, version: 1)))
    return [
      LoadCall(
        method: request.method, meta: Meta(session: tokens[employer], key: keys.key()),
        body: request.encoded())
    ]
  }
}

/// The digests of previews by unit, handed from `PreviewWorkload` to `PayWorkload`.
typealias Previews = Lock<[Digest256]>

/// `pay.preview` of every notice of a realm; stores the digests when it is freed.
final class PreviewWorkload: Workload {
  private let realm: RealmFixture
  private let count: Int
  private let tokens: [SessionToken]
  private let previews: Previews
  private var digests: [Digest256]

  init(_ realm: RealmFixture, count: Int, into previews: Previews) {
    self.realm = realm
    self.count = count
    self.previews = previews
    tokens = (0..<realm.employers).map(RealmFixture.token)
    digests = [Digest256](repeating: .zero, count: count)
  }

  func calls(_ unit: Int) -> [LoadCall]? {
    guard unit < count else { return nil }
    let employer = unit % realm.employers
    let notice = RealmFixture.notice(employer, unit / realm.employers)
    return [
      LoadCall(
        method: PayMethods.preview.method, meta: Meta(session: tokens[employer]),
        body: Request.pay(.preview(PreviewRequest(notice: notice, deferrable: []))).encoded())
    ]
  }

  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    guard response.status == .ok else { return false }
    do throws(Malformed) {
      let preview = try decode(Preview.self, from: response.body)
      digests[unit] = preview.digest
      return preview.passwordUsed && preview.methods.first?.allowed == true
    } catch {
      return false
    }
  }

  deinit { previews.withLock { $0 = digests } }
}

/// Payments by agreement, from the confirmation to the bank's success: `pay.agreement` and, in the
/// same write, a `pay.status` that waits for the outcome.
final class PayWorkload: Workload {
  private let realm: RealmFixture
  private let first: Int
  private let digests: [Digest256]
  private let tokens: [SessionToken]
  private let amount: Money
  private var keys: KeyMaker

  init(_ realm: RealmFixture, _ previews: Previews, from first: Int, ahead: UInt64) {
    self.realm = realm
    self.first = first
    digests = previews.withLock { $0 }
    tokens = (0..<realm.employers).map(RealmFixture.token)
    amount = RealmFixture.amount(lines: realm.lines)
    keys = KeyMaker(ahead: ahead)
  }

  func calls(_ unit: Int) -> [LoadCall]? {
    let unit = unit + first
    guard unit < digests.count else { return nil }
    let employer = unit % realm.employers
    let key = keys.key()
    let pay = PayByAgreement(
      notice: RealmFixture.notice(employer, unit / realm.employers), version: 1, deferrable: [],
      deferralConfirmed: false, total: amount, digest: digests[unit],
      password: RealmFixture.password,
      withoutPassword: false)
    let status = PaymentStatusRequest(key: key, wait: true)
    return [
      LoadCall(
        method: PayMethods.agreement.method, meta: Meta(session: tokens[employer], key: key),
        body: Request.pay(.agreement(pay)).encoded()),
      LoadCall(
        method: PayMethods.status.method, meta: Meta(session: tokens[employer]),
        body: Request.pay(.status(status)).encoded()),
    ]
  }

  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    guard response.status == .ok else { return false }
    guard place == 1 else { return true }
    do throws(Malformed) {
      return try decode(Payment.self, from: response.body).status == .succeeded
    } catch {
      return false
    }
  }
}
