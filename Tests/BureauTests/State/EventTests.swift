import Protocol
import Testing

@testable import Bureau

/// A released event: its number, its message's name and the checksum of its bytes.
struct ReleasedEvent: Sendable, CustomTestStringConvertible {
  let number: UInt16
  let name: String
  /// FNV-1a over the bytes of its ``fillings``.
  let checksum: UInt64
  let typeName: String
  let event: @Sendable (Filling) throws(Malformed) -> Event

  /// Every amount of filling, with three seeds each.
  static let fillings = Filling.Amount.allCases.flatMap { amount in
    (0..<3).map { Filling(amount, seed: $0, bytesMax: 300, countMax: 3) }
  }

  /// The journal's form at each event's release. A row is added for a new event; none is ever
  /// changed.
  static let all = [
    ReleasedEvent(1, "PersonFiled", 0x562e_b0a0_4678_1156) { .person(.personFiled($0)) },
    ReleasedEvent(2, "PasswordSet", 0x1294_25f0_bc12_e540) { .person(.passwordSet($0)) },
    ReleasedEvent(3, "LoginFailed", 0x41a7_4b9d_861c_adab) { .person(.loginFailed($0)) },
    ReleasedEvent(4, "LoginPassed", 0x9c22_4a54_31a9_0325) { .person(.loginPassed($0)) },
    ReleasedEvent(5, "LoginUnlocked", 0x8473_88e4_306c_e90d) { .person(.loginUnlocked($0)) },
    ReleasedEvent(6, "ConsentAccepted", 0x33d5_88d9_409f_5d36) { .person(.consentAccepted($0)) },
    ReleasedEvent(7, "IdentityConfirmed", 0xfadb_4eee_dd3f_0f0b) {
      .person(.identityConfirmed($0))
    },
    ReleasedEvent(8, "CodeOrdered", 0x3f93_3ac9_cd15_175f) { .person(.codeOrdered($0)) },
    ReleasedEvent(9, "LoginUncounted", 0x2e23_0b13_8ca9_6f5f) { .person(.loginUncounted($0)) },
    ReleasedEvent(16, "SessionBegun", 0x9e2f_221e_7ef1_9f09) { .session(.sessionBegun($0)) },
    ReleasedEvent(17, "SessionFinished", 0x3c27_6121_10e1_db45) { .session(.sessionFinished($0)) },
    ReleasedEvent(18, "SessionProved", 0x3856_351c_6f26_be95) { .session(.sessionProved($0)) },
    ReleasedEvent(20, "MessageOrdered", 0xd833_cfa0_a99b_1f13) { .message(.messageOrdered($0)) },
    ReleasedEvent(21, "MessageTaken", 0xfe9a_1281_2f4a_fbb1) { .message(.messageTaken($0)) },
    ReleasedEvent(22, "MessagesExpired", 0x6344_5bfe_9561_d944) { .message(.messagesExpired($0)) },
    ReleasedEvent(32, "EmployerFiled", 0x1d42_ac99_7493_d27e) { .employer(.employerFiled($0)) },
    ReleasedEvent(33, "NoticeFiled", 0x4370_0113_dcc5_1515) { .employer(.noticeFiled($0)) },
    ReleasedEvent(34, "NoticeWithdrawn", 0x3fe5_dd68_d92b_2525) { .employer(.noticeWithdrawn($0)) },
    ReleasedEvent(35, "Declared", 0xd67a_99ce_9e0c_b442) { .employer(.declared($0)) },
    ReleasedEvent(36, "DeclarationVoided", 0x4b59_7e26_8431_8ba5) {
      .employer(.declarationVoided($0))
    },
    ReleasedEvent(48, "AttemptRequested", 0xb530_6887_4b75_90d1) {
      .employer(.attemptRequested($0))
    },
    ReleasedEvent(49, "AttemptHandedOut", 0x0355_c507_2391_8f18) {
      .employer(.attemptHandedOut($0))
    },
    ReleasedEvent(50, "AttemptSucceeded", 0x250e_5cdc_8ea2_236d) {
      .employer(.attemptSucceeded($0))
    },
    ReleasedEvent(51, "AttemptFailed", 0x2715_b35b_65d4_9580) { .employer(.attemptFailed($0)) },
    ReleasedEvent(52, "AttemptUnknown", 0x0fa5_3981_a933_50cb) { .employer(.attemptUnknown($0)) },
    ReleasedEvent(53, "AttemptCancelled", 0x2ba2_63f3_d848_0b48) {
      .employer(.attemptCancelled($0))
    },
    ReleasedEvent(54, "AttemptReferred", 0xba80_8001_bd58_fbd3) { .employer(.attemptReferred($0)) },
    ReleasedEvent(55, "AttemptDisputed", 0xf554_f13a_4118_350b) { .employer(.attemptDisputed($0)) },
    ReleasedEvent(56, "AttemptResolved", 0xab3b_fdcf_ec73_fdf3) { .employer(.attemptResolved($0)) },
    ReleasedEvent(64, "PaymentPasswordFailed", 0xf252_e802_3f9b_8de4) {
      .employer(.paymentPasswordFailed($0))
    },
    ReleasedEvent(65, "PaymentPasswordPassed", 0x1932_8c63_e4df_105c) {
      .employer(.paymentPasswordPassed($0))
    },
    ReleasedEvent(66, "PaymentPasswordChanged", 0x2040_b6a9_4e59_1392) {
      .employer(.paymentPasswordChanged($0))
    },
    ReleasedEvent(67, "PaymentPasswordUseSet", 0xafd2_926e_babf_5cf4) {
      .employer(.paymentPasswordUseSet($0))
    },
    ReleasedEvent(80, "AgreementAdded", 0x0b86_7271_4ade_a381) { .employer(.agreementAdded($0)) },
    ReleasedEvent(81, "AgreementMoved", 0x3d6a_7a5b_7712_59ad) { .employer(.agreementMoved($0)) },
    ReleasedEvent(82, "AutoPaymentSet", 0x7267_623a_cdb9_e066) { .employer(.autoPaymentSet($0)) },
    ReleasedEvent(96, "ImportBegun", 0x8596_9a2f_2e23_72ea) { .imports(.importBegun($0)) },
    ReleasedEvent(97, "ImportPartTaken", 0x3ca2_0742_398c_8bc4) { .imports(.importPartTaken($0)) },
    ReleasedEvent(98, "ImportCommitted", 0x06f6_6a2e_832d_44b6) { .imports(.importCommitted($0)) },
    ReleasedEvent(99, "ImportSliceApplied", 0x3a65_3ec4_aafb_7b7d) {
      .imports(.importSliceApplied($0))
    },
    ReleasedEvent(112, "ClockAdvanced", 0xc854_650d_3aff_b60f) { .realm(.clockAdvanced($0)) },
    ReleasedEvent(113, "ClockConfirmed", 0x7f01_f3c7_f4ed_aacf) { .realm(.clockConfirmed($0)) },
    ReleasedEvent(116, "RecoveryBegun", 0x30fc_ef1f_c67e_a86d) { .realm(.recoveryBegun($0)) },
    ReleasedEvent(117, "RecoveryEnded", 0xa118_2fd3_d89f_97a5) { .realm(.recoveryEnded($0)) },
  ]

  init<E: Message>(
    _ number: UInt16, _ name: String, _ checksum: UInt64, _ make: @escaping @Sendable (E) -> Event
  ) {
    self.number = number
    self.name = name
    self.checksum = checksum
    typeName = "\(E.name)"
    event = { filling throws(Malformed) in make(try fill(E.self, filling)) }
  }

  var testDescription: String { "\(number) \(name)" }
}

extension Event {
  /// The number that the journal has for it.
  var number: UInt16 {
    let bytes = EventCoding.encode([self])
    return UInt16(bytes[0]) | UInt16(bytes[1]) << 8
  }
}

@Suite struct EventTests {
  @Test(arguments: ReleasedEvent.all)
  func `a released event keeps its number, its name and its bytes`(
    _ released: ReleasedEvent
  ) throws {
    #expect(released.typeName == released.name)
    // FNV-1a.
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for filling in ReleasedEvent.fillings {
      let event = try released.event(filling)
      let bytes = EventCoding.encode([event])
      #expect(try EventCoding.decode(bytes) == [event])
      #expect(event.number == released.number)
      for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    #expect(sum == released.checksum)
  }

  @Test func `every number of an event is in the list, and no two are the same`() {
    let numbers =
      Self.numbers(EmployerEvent.self) + Self.numbers(PersonEvent.self)
      + Self.numbers(SessionEvent.self) + Self.numbers(MessageEvent.self)
      + Self.numbers(ImportEvent.self) + Self.numbers(RealmEvent.self)
    #expect(numbers.sorted() == ReleasedEvent.all.map(\.number))
  }

  private static func numbers<F: EventFamily>(_ family: F.Type) -> [UInt16] {
    F.Number.allCases.map(\.rawValue)
  }

  @Test func `the bytes of a list with one event of each aggregate do not change`() throws {
    let filling = Filling(.full, seed: 4, bytesMax: 8, countMax: 1)
    let listed = ReleasedEvent.all.filter { [3, 17, 21, 35, 50, 98, 116].contains($0.number) }
    let events = try listed.map { try $0.event(filling) }
    let bytes = EventCoding.encode(events)
    let hex = bytes.map { String(0x100 + Int($0), radix: 16).dropFirst() }.joined()
    #expect(hex == Self.listed.joined())
    #expect(try EventCoding.decode(bytes) == events)
  }

  private static let listed = [
    "03002b0000000a12333530323033313939303031303639393431121508b7cffceb0e1206ec8788fb",
    "fd0518ac83cbfafd05",
    "1100130000000b6e73e372e2338acae474c66a4b98b0301003",
    "1500110000000b6e73e372e2338acae474c66a4b98b030",
    "23001100000008b995fcf5eed9601202363918a29ad209",
    "32001b00000008b995fcf5eed960109fc1a282b2cae184061a03e7a4be208fc70c",
    "6200620000000a600b6e73e372e2338acae474c66a4b98b0301208e58ea6c3a9e7a4be180320d6eb",
    "a1af858393ba012865308b0138c2f5faebce9e1b40f289e74d483050b5d7c9c5a7db0b58d4968cde",
    "a9f0e80962085ac3a92037615a7868c4c90170d584c3f803",
    "74001700000008d0dffab2f20510a0d4a7eff3051a070608d59d0c101a",
  ]
}
