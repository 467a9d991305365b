@testable import Bureau
import Protocol
@testable import Service
import Testing

@Suite struct PasswordWorkTests {
  private static func answer(n: UInt32) -> Input {
    let cost = ScryptParameters(n: n, r: 8, p: 1)
    return PasswordHasher.answer(
      7, Derivation(password: Array("any".utf8), salt: [UInt8](repeating: 1, count: 16), cost: cost)
    )
  }

  @Test func `a password comes back as a key`() {
    guard case .derived(7, let key) = Self.answer(n: 16) else {
      Issue.record("no key")
      return
    }
    #expect(key.bytes.count == DerivedKey.byteCount)
  }

  @Test(arguments: [20_000, 262_144] as [UInt32])
  func `a cost that scrypt refuses comes back as a failure, never as a key`(n: UInt32) {
    guard case .notDerived(7) = Self.answer(n: n) else {
      Issue.record("a key")
      return
    }
  }

  @Test(
    arguments: [
      (2, true), (16, true), (16_384, true), (131_072, true), (262_144, false), (20_000, false),
      (3, false), (1, false), (0, false),
    ] as [(UInt32, Bool)])
  func `a realm's cost is one that scrypt takes`(n: UInt32, isAcceptedCost: Bool) {
    #expect(RealmFile.isAcceptedCost(n) == isAcceptedCost)
    let file = RealmFile(
      id: Id128(high: 1, low: 2), region: 3702, sandbox: true, scryptN: n, codePauseSeconds: 60)
    #expect((RealmFile(text: file.text) == file) == isAcceptedCost)
  }

  @Test(arguments: ["20000", "262144"])
  func `no realm is made with a cost that scrypt refuses`(n: String) {
    let data = "/tmp/shebao-no-realm-\(n)"
    #expect(ServerCommand.run(["init", "--data", data, "--sandbox", "--scrypt", n]) != 0)
  }

  @Test(
    arguments: [
      (.paymentPasswordWrong, .done, .never), (.deadline, .notStarted, .now),
      (.deadline, .unknown, .withSameKey), (.deadline, .done, .withSameKey),
      (.exhausted, .notStarted, .after),
    ] as [(RefusalCode, CallError.Outcome, CallError.Retry)])
  func `a refusal travels with what its request has done`(
    code: RefusalCode, outcome: CallError.Outcome, retry: CallError.Retry
  ) {
    let refusal = Refusal(code, "不", next: "再试", left: 2)
    let error = RefusalStatus.error(refusal, outcome, now: Timestamp(clamping: 1_000))
    #expect(error.outcome == outcome)
    #expect(error.retry == retry)
    #expect(error.actual == 2)
    #expect(error.next == "再试")
  }
}
