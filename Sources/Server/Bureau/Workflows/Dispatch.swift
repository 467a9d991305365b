internal import Protocol

/// Routes each request to its workflow. A new workflow adds one case to each of the two switches; a
/// workflow decides its own requests and no others.
enum Dispatch {
  /// Returns the lookups of a request, in order: a later one may rest on the result of an earlier
  /// one, so that the engine asks again after each.
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
  ///
  /// - Throws: the refusal of the request's workflow; for a clerk's request first those of
  ///   ``SignedInClerk``.
  static func decide(
    _ request: Request, _ caller: Caller, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    let method = request.method
    switch request {
    // The loop has answered it; the bureau never gets one.
    case .system: throw wrongRole
    case .login(let request): return try Logins.decide(request, state, volatile, &context)
    case .account(let request): return try Activation.decide(request, state, volatile, &context)
    case .app(let request): return try AppScan.decide(request, caller, state, volatile, &context)
    case .session(let request):
      let clerk = try SignedInClerk(caller, method, nil, state, context.found)
      return try Sessions.decide(request, clerk, state, volatile, &context)
    case .registration(let request):
      let clerk = try SignedInClerk(caller, method, nil, state, context.found)
      return Registrations.decide(request, clerk)
    case .todo(let request): return try Todos.decide(request, caller, state, context)
    case .declare(let request):
      let clerk = try SignedInClerk(caller, method, request.notice, state, context.found)
      return try Declaring.decide(request, clerk, context)
    case .pay(let request):
      let clerk = try SignedInClerk(caller, method, request.notice, state, context.found)
      return try Paying.decide(request, clerk, state, volatile, &context)
    case .agreement(let request):
      let clerk = try SignedInClerk(caller, method, nil, state, context.found)
      return try Agreements.decide(request, clerk, state, volatile, &context)
    case .paymentPassword(let request):
      let clerk = try SignedInClerk(caller, method, nil, state, context.found)
      return try PaymentPasswords.decide(request, clerk, state, volatile, &context)
    case .query(let request):
      let clerk = try SignedInClerk(caller, method, nil, state, context.found)
      return try Queries.decide(request, clerk, context)
    case .bank(let request): return try Bank.decide(request, caller, state, &context)
    case .sms(let request): return Gateway.decide(request, state)
    case .imports(let request): return try Imports.decide(request, state, &context)
    case .officer(let request): return try Officer.decide(request, caller, state, &context)
    }
  }

  /// The refusal `.wrongRole`, for a caller of another kind than the method asks for. The engine
  /// makes the caller that `Method.audience` asks for, so that a decision throws it only where a
  /// method names the wrong audience.
  static var wrongRole: Refusal { Refusal(.wrongRole, "该凭证无权调用此方法") }

  /// Returns the lookups of every clerk's request: the session's employer and person.
  private static func clerkNeeds(_ caller: Caller) -> [Lookup] {
    guard case .clerk(let session) = caller else { return [] }
    return [.employer(session.registration), .person(session.resident)]
  }

  /// Returns the same, and the notice of the request where memory lacks it: a wholly paid or
  /// withdrawn one is not loaded with its employer, and must not be answered as not found.
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
