internal import Protocol

/// 税务机关: imports, login locks, the sandbox's clock, and attempts that wait for an officer.
enum Officer {
  /// The longest step of a sandbox realm's clock: 400 days.
  static let stepMillisecondsMax: UInt64 = 400 * 86_400_000
  /// How far a sandbox realm's clock may be ahead in all: a hundred years.
  static let aheadMillisecondsMax: UInt64 = 36_525 * 86_400_000

  /// Decides an officer's requests.
  static func decide(
    _ request: Request, _ name: String, _ state: State, _ means: inout Means
  ) throws(Refusal) -> Decision {
    switch request {
    case .importBegin, .importPart, .importCommit, .importShow, .importProblems:
      try Imports.decide(request, state, &means)
    case .officerUnlock(let unlock): try self.unlock(unlock, state)
    case .officerClockAdvance(let step): try advance(step, state, means)
    case .officerClockConfirm(let confirm): try self.confirm(confirm, means)
    case .officerClockShow:
      .reply(.clockState(clock(means, business: means.now.business)))
    case .officerAttempts, .officerShow, .officerResolve:
      try OfficerCases.decide(request, name, state, &means)
    default: throw Dispatch.wrongDoor
    }
  }

  private static func unlock(
    _ unlock: OfficerUnlock, _ state: State
  ) throws(Refusal) -> Decision {
    guard state.persons[unlock.resident] != nil else {
      throw Refusal(.personNotFound, "没有这个人：\(unlock.resident.masked)")
    }
    return Decision(
      .reply(.empty), events: [.loginUnlocked(LoginUnlocked(resident: unlock.resident))])
  }

  private static func advance(
    _ step: ClockAdvance, _ state: State, _ means: Means
  ) throws(Refusal) -> Decision {
    guard means.realm.sandbox else {
      throw Refusal(.notSandbox, "只有沙箱环境可以调整业务时间")
    }
    guard step.milliseconds <= stepMillisecondsMax else {
      throw Refusal(.limit, "一次最多前进 400 天")
    }
    let ahead = state.clockAhead + step.milliseconds
    guard ahead <= aheadMillisecondsMax else {
      throw Refusal(.limit, "业务时间最多领先 100 年")
    }
    let business = means.now.real.adding(milliseconds: Int64(ahead))
    return Decision(
      .reply(.clockState(clock(means, business: business))),
      events: [.clockAdvanced(ClockAdvanced(milliseconds: ahead))])
  }

  /// What was confirmed is what the officer saw: a wall clock that has stepped again since is not.
  private static func confirm(
    _ confirm: ClockConfirm, _ means: Means
  ) throws(Refusal) -> Decision {
    guard means.wall.isStepped else {
      throw Refusal(.clockNotStepped, "系统时钟没有跳变，无需确认", next: "shebao officer clock")
    }
    let since = means.wall.at.milliseconds(since: confirm.wall)
    guard abs(since) <= WallClock.stepMillisecondsMax else {
      throw Refusal(.clockMoved, "系统时钟已与所确认的不同", next: "shebao officer clock")
    }
    return Decision(
      .reply(
        .clockState(
          ClockState(
            business: means.now.business, real: means.now.real, wall: means.wall.at,
            stepped: false))),
      events: [.clockConfirmed(ClockConfirmed(real: means.now.real, wall: means.wall.at))])
  }

  private static func clock(_ means: Means, business: Timestamp) -> ClockState {
    ClockState(
      business: business, real: means.now.real, wall: means.wall.at, stepped: means.wall.isStepped)
  }
}
