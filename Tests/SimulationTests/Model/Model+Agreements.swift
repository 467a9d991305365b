import Protocol

/// Withholding agreements (A1–A4).
extension Model {
  mutating func add(_ add: AgreementAdd, _ employer: Int) -> Prediction {
    guard !add.accountName.isEmpty else { return .refused("AGREEMENT_INVALID") }
    let offices = employers[employer].notices.map(\.office) + [employers[employer].office]
    guard offices.contains(add.office) else { return .refused("AGREEMENT_INVALID") }
    let known = employers[employer].agreement(add.number)
    var generation = 1
    if let known {
      let old = employers[employer].agreements[known]
      guard old.status == .refused || old.status == .ended else {
        return .refused("AGREEMENT_EXISTS")
      }
      generation = old.generation + 1
    }
    guard banks[add.clearingBank]?.isConnected == true else {
      return .refused("BANK_NOT_CONNECTED")
    }
    var agreement = ModelAgreement(
      number: add.number, office: add.office, bank: add.clearingBank, status: .verifying,
      automatic: false, generation: generation)
    agreement.ask(0, at: real)
    if let known {
      employers[employer].agreements[known] = agreement
    } else {
      employers[employer].agreements.append(agreement)
    }
    order(add.clearingBank)
    return .agreement(agreement)
  }

  mutating func delete(_ number: AgreementNumber, _ employer: Int) -> Prediction {
    guard let place = employers[employer].agreement(number) else {
      return .refused("AGREEMENT_NOT_FOUND")
    }
    var agreement = employers[employer].agreements[place]
    guard [.verifying, .active, .refused].contains(agreement.status) else {
      return .refused("AGREEMENT_NOT_USABLE")
    }
    guard !employers[employer].attempts.contains(where: { $0.agreement == number && $0.isLive })
    else { return .refused("AGREEMENT_IN_USE") }
    if agreement.status == .refused {
      // The bank has refused it, so there is no agreement to end.
      agreement.status = .ended
    } else {
      guard banks[agreement.bank]?.isConnected == true else {
        return .refused("BANK_NOT_CONNECTED")
      }
      agreement.status = .ending
      agreement.generation += 1
      agreement.isEnd = true
      agreement.ask(0, at: real)
      order(agreement.bank)
    }
    employers[employer].agreements[place] = agreement
    return .agreement(agreement)
  }

  /// Turns auto-payment on or off. At one office it is on for one agreement only (A4).
  mutating func automatic(_ auto: AutoPayment, _ employer: Int) -> Prediction {
    guard let place = employers[employer].agreement(auto.number) else {
      return .refused("AGREEMENT_NOT_FOUND")
    }
    let office = employers[employer].agreements[place].office
    guard employers[employer].agreements[place].status == .active else {
      return .refused("AGREEMENT_NOT_USABLE")
    }
    for other in employers[employer].agreements.indices
    where auto.on && employers[employer].agreements[other].office == office {
      employers[employer].agreements[other].automatic = false
    }
    employers[employer].agreements[place].automatic = auto.on
    return .agreement(employers[employer].agreements[place])
  }
}
