internal import Protocol

/// 税务机关: an officer's requests: login locks, the clocks, and the payments that wait for an officer.
enum Officer {
  /// The longest step of a sandbox realm's business clock: 400 days.
  static let stepMillisecondsMax: UInt64 = 400 * 86_400_000
  /// The most that a sandbox realm's business clock is ahead of the real time: a hundred years.
  static let aheadMillisecondsMax: UInt64 = 36_525 * 86_400_000

  /// Decides the `officer.` requests.
  ///
  /// - Throws: `.wrongRole`; to unlock `.personNotFound`; to advance the clock `.notSandbox` or
  ///   `.limit`; to confirm it `.clockNotStepped` or `.clockMoved`; to resolve a payment as
  ///   `OfficerCases.resolve`.
  static func decide(
    _ request: OfficerRequest, _ caller: Caller, _ state: State, _ context: inout Context
  ) throws(Refusal) -> Decision {
    guard case .officer(let name) = caller else { throw Dispatch.wrongRole }
    return switch request {
    case .unlock(let unlock): try self.unlock(unlock, state)
    case .clockAdvance(let step): try advance(step, state, context)
    case .clockConfirm(let confirm): try self.confirm(confirm, context)
    case .clockShow:
      .reply(clock(context, business: context.now.business))
    case .attempts: OfficerCases.list(context)
    case .show(let which): OfficerCases.show(which, context)
    case .resolve(let finding): try OfficerCases.resolve(finding, name, state, &context)
    }
  }

  /// Returns the lookups of a request: the person to unlock; or the payment to resolve, with its
  /// employer and the person to notify.
  static func needs(_ request: OfficerRequest, _ state: State, _ found: LookupResults) -> [Lookup] {
    switch request {
    case .unlock(let unlock): [.person(unlock.resident)]
    case .resolve(let finding): Bank.attempt(finding.number, state, found)
    case .clockAdvance, .clockShow, .clockConfirm, .attempts, .show: []
    }
  }

  private static func unlock(
    _ unlock: OfficerUnlock, _ state: State
  ) throws(Refusal) -> Decision {
    guard state.persons[unlock.resident] != nil else {
      throw Refusal(.personNotFound, "没有这个人：\(unlock.resident.masked)")
    }
    return Decision(
      .reply(Done(text: "")),
      events: [.person(.loginUnlocked(LoginUnlocked(resident: unlock.resident)))])
  }

  private static func advance(
    _ step: ClockAdvance, _ state: State, _ context: Context
  ) throws(Refusal) -> Decision {
    guard context.realm.sandbox else {
      throw Refusal(.notSandbox, "只有沙箱环境可以调整业务时间")
    }
    guard step.milliseconds <= stepMillisecondsMax else {
      throw Refusal(.limit, "一次最多前进 400 天")
    }
    let ahead = state.clockAhead + step.milliseconds
    guard ahead <= aheadMillisecondsMax else {
      throw Refusal(.limit, "业务时间最多领先 100 年")
    }
    let business = context.now.real.adding(milliseconds: Int64(ahead))
    return Decision(
      .reply(clock(context, business: business)),
      events: [.realm(.clockAdvanced(ClockAdvanced(milliseconds: ahead)))])
  }

  /// Confirms a wall clock that has stepped. The officer repeats the time that was shown: a clock
  /// that has stepped again since is refused.
  private static func confirm(
    _ confirm: ClockConfirm, _ context: Context
  ) throws(Refusal) -> Decision {
    guard context.wall.isStepped else {
      throw Refusal(.clockNotStepped, "系统时钟没有跳变，无需确认", next: "shebao officer clock")
    }
    let since = context.wall.at.milliseconds(since: confirm.wall)
    guard abs(since) <= WallClock.stepMillisecondsMax else {
      throw Refusal(.clockMoved, "系统时钟已与所确认的不同", next: "shebao officer clock")
    }
    return Decision(
      .reply(
        ClockState(
          business: context.now.business, real: context.now.real, wall: context.wall.at,
          stepped: false)),
      events: [
        .realm(.clockConfirmed(ClockConfirmed(real: context.now.real, wall: context.wall.at)))
      ])
  }

  private static func clock(_ context: Context, business: Timestamp) -> ClockState {
    ClockState(
      business: business, real: context.now.real, wall: context.wall.at,
      stepped: context.wall.isStepped)
  }
}
