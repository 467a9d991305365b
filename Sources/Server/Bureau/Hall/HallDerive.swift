internal import Protocol

/// A password that is with scrypt. It is judged when it comes back, whether or not anyone still
/// waits: its try was counted before it left.
struct PasswordAway: Sendable {
  var incoming: Incoming
  var found: Found
  /// When its try was counted.
  var counted: Timestamp
  /// The person, who stays in memory meanwhile.
  var resident: ResidentID?
}

extension Hall {
  /// The most passwords with scrypt at once; one more is refused before its try is counted.
  static var awayMax: Int { 64 }

  /// Throws where no other password can be sent to scrypt, or its request has no place to wait.
  func checkAway(_ incoming: Incoming) throws(Refusal) {
    guard away.count < Self.awayMax else { throw Parking.full }
    try parking.check(incoming, .derive)
  }

  /// Sends a password to scrypt.
  mutating func derive(
    _ derivation: Derivation, _ incoming: Incoming, _ caller: Caller, _ found: Found
  ) throws(Refusal) {
    let number = try parking.park(place(incoming, caller, found, .derive)).number
    away[number] = PasswordAway(
      incoming: incoming, found: found, counted: means.now.real, resident: derivation.resident)
    jobs.append(.derive(park: number, derivation))
  }

  /// A password has come back. Where nobody waits for it any more, a right one still must not count
  /// as an error.
  mutating func take(derived park: UInt64, _ key: DerivedKey) {
    guard let one = away.removeValue(forKey: park) else { return }
    let place = parking.take(park)
    if let place, place.incoming.deadline > means.now.real {
      return perform(place.incoming, place.found, derived: key)
    }
    if let place { answerTooLate(place) }
    guard case .login(.password(let request)) = one.incoming.request, gate.sealed == nil else {
      return
    }
    means.found = one.found
    record(PasswordStep.late(request, key, state, means))
  }

  /// scrypt gave no answer: nothing is known of the password, so its try is taken back.
  mutating func take(notDerived park: UInt64) {
    guard let one = away.removeValue(forKey: park) else { return }
    if case .login(.password(let request)) = one.incoming.request, gate.sealed == nil {
      means.found = one.found
      let back = PasswordStep.takeBack(request, counted: one.counted, state, lobby, means)
      for passing in back.passing { pass(passing) }
      record(back.events)
    }
    guard let place = parking.take(park) else { return }
    let refusal = Refusal(.exhausted, "系统繁忙，密码未经校验，不计入错误次数", next: "请稍后重试")
    put(place.incoming.ticket, .refusal(refusal), restsOn: state.sequence)
  }

  /// The persons whose passwords are with scrypt.
  var personsAway: Set<ResidentID> { Set(away.values.compactMap(\.resident)) }
}
