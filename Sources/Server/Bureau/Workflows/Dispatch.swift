internal import Protocol

/// Where each request goes: the one switch that a new workflow adds its case to. Below it each
/// workflow decides its own requests and no others.
enum Dispatch {
  /// What a request needs in memory, in the order in which it is needed.
  static func needs(
    _ request: Request, _ caller: Caller, _ state: State, _ volatile: VolatileState,
    _ found: LookupResults
  ) -> [Lookup] {
    switch request {
    case .system, .sms: []
    case .login(let request): Logins.needs(request, volatile, found)
    case .account(let request): Activation.needs(request, volatile)
    case .app(let request): AppScan.needs(request, volatile)
    case .session, .registration, .agreement, .paymentPassword, .query: clerkNeeds(caller)
    case .todo(let request): clerkNeeds(caller, request.notice, state)
    case .declare(let request): clerkNeeds(caller, request.notice, state)
    case .pay(let request):
      clerkNeeds(caller, request.notice, state) + Paying.needs(request, caller, state)
    case .bank(let request): Bank.needs(request, state, found)
    case .imports(let request): Imports.needs(request)
    case .officer(let request): Officer.needs(request, state, found)
    }
  }

  /// Decides a request. Pure: everything that it may use is an argument.
  static func decide(
    _ request: Request, _ caller: Caller, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    let method = request.method
    switch request {
    // Answered by the loop, which alone knows.
    case .system: throw wrongDoor
    case .login(let request): return try Logins.decide(request, state, volatile, &context)
    case .account(let request): return try Activation.decide(request, state, volatile, &context)
    case .app(let request): return try AppScan.decide(request, caller, state, volatile, &context)
    case .session(let request):
      let desk = try ClerkDesk(caller, method, nil, state, context.found)
      return try Sessions.decide(request, desk, state, volatile, &context)
    case .registration(let request):
      let desk = try ClerkDesk(caller, method, nil, state, context.found)
      return Registrations.decide(request, desk)
    case .todo(let request): return try Todos.decide(request, caller, state, context)
    case .declare(let request):
      let desk = try ClerkDesk(caller, method, request.notice, state, context.found)
      return try Declaring.decide(request, desk, context)
    case .pay(let request):
      let desk = try ClerkDesk(caller, method, request.notice, state, context.found)
      return try Paying.decide(request, desk, state, volatile, &context)
    case .agreement(let request):
      let desk = try ClerkDesk(caller, method, nil, state, context.found)
      return try Agreements.decide(request, desk, state, volatile, &context)
    case .paymentPassword(let request):
      let desk = try ClerkDesk(caller, method, nil, state, context.found)
      return try PaymentPasswords.decide(request, desk, state, volatile, &context)
    case .query(let request):
      let desk = try ClerkDesk(caller, method, nil, state, context.found)
      return try Queries.decide(request, desk, context)
    case .bank(let request): return try Bank.decide(request, caller, state, &context)
    case .sms(let request): return Gateway.decide(request, state)
    case .imports(let request): return try Imports.decide(request, state, &context)
    case .officer(let request): return try Officer.decide(request, caller, state, &context)
    }
  }

  /// A request that came to a caller's door to which it does not belong. The engine makes a caller
  /// of the kind that the method's row asks for, so that only what the row does not say leads here.
  static var wrongDoor: Refusal { Refusal(.wrongRole, "该凭证无权调用此方法") }

  /// What every clerk's request needs: the employer and the person of the session.
  private static func clerkNeeds(_ caller: Caller) -> [Lookup] {
    guard case .clerk(let session) = caller else { return [] }
    return [.employer(session.registration), .person(session.resident)]
  }

  /// The same, and the notice that the request is about. One that is wholly paid or withdrawn is
  /// not read with its employer, and asking for it must not be answered as if it had never been.
  private static func clerkNeeds(
    _ caller: Caller, _ number: NoticeNumber?, _ state: State
  ) -> [Lookup] {
    guard case .clerk(let session) = caller, let number,
      let employer = state.employers[session.registration], employer.notices[number] == nil
    else { return clerkNeeds(caller) }
    return clerkNeeds(caller)
      + [.notice(NoticeName(registration: session.registration, number: number))]
  }
}
