import Protocol
import Terminal

/// `payment-password`: sets the payment password (支付密码), and turns its use on or off (A5, A6).
enum PaymentPasswordCommands {
  static let all = [
    Command(
      ["payment-password", "set"], Phrase("设置支付密码", "set the payment password"),
      options: [
        CommandOptions.codeFile, CommandOptions.codeStdin, CommandOptions.passwordFile,
        CommandOptions.passwordStdin,
        CommandOptions.dryRun, CommandOptions.key,
      ], run: set),
    Command(
      ["payment-password", "on"], Phrase("启用支付密码", "ask for the payment password"),
      options: [CommandOptions.dryRun, CommandOptions.key], run: on),
    Command(
      ["payment-password", "off"], Phrase("停用支付密码", "don't ask for the payment password"),
      options: [
        CommandOptions.passwordFile, CommandOptions.passwordStdin, CommandOptions.codeFile,
        CommandOptions.codeStdin,
        OptionSpec.flag("by-code", Phrase("用短信验证码代替密码", "prove it by SMS code and scan")),
        CommandOptions.dryRun, CommandOptions.key,
      ], run: off),
  ]

  private static func sendCode(_ run: Run) throws(ErrorReport) -> SmsCodeSent {
    let sent = try run.ask(PaymentPasswordMethods.code)
    try run.note(Phrase("验证码已发送至 \(sent.phone)", "a code is on its way to \(sent.phone)"))
    return sent
  }

  private static func set(_ run: Run) throws(ErrorReport) -> ExitCode {
    // A dry run sends no SMS code.
    guard !run.isDry else {
      let blank = PaymentPasswordSet(
        request: Id128(high: 0, low: 0), code: "", password: "", again: "")
      try run.showDry(PaymentPasswordMethods.set, blank)
      return .done
    }
    let sent = try sendCode(run)
    let code = try run.code(Phrase("短信验证码", "SMS code"))
    let first: Secret
    let again: Secret
    if let given = try run.givenSecret("password") {
      first = given
      again = given
    } else {
      first = try run.secret("password", Phrase("支付密码（6 位数字）", "password, 6 digits"))
      again = try run.secret("password", Phrase("再次输入支付密码", "the password again"))
    }
    let set = PaymentPasswordSet(
      request: sent.request, code: code, password: first.text, again: again.text)
    return try end(
      run, try run.change(PaymentPasswordMethods.set, set),
      Phrase("设置支付密码成功", "the password is set"))
  }

  private static func on(_ run: Run) throws(ErrorReport) -> ExitCode {
    let use = PaymentPasswordUse(on: true)
    guard !run.isDry else {
      try run.showDry(PaymentPasswordMethods.use, use)
      return .done
    }
    return try end(
      run, try run.change(PaymentPasswordMethods.use, use),
      Phrase("支付密码已启用", "the password is asked for"))
  }

  private static func off(_ run: Run) throws(ErrorReport) -> ExitCode {
    guard !run.isDry else {
      try run.showDry(PaymentPasswordMethods.use, PaymentPasswordUse(on: false))
      return .done
    }
    let use: PaymentPasswordUse
    if run.invocation.flag("by-code") {
      let sent = try sendCode(run)
      let code = try run.code(Phrase("短信验证码", "SMS code"))
      use = PaymentPasswordUse(on: false, request: sent.request, code: code)
    } else {
      let password = try run.secret("password", Phrase("支付密码", "payment password"))
      use = PaymentPasswordUse(on: false, password: password.text)
    }
    return try end(
      run, try run.change(PaymentPasswordMethods.use, use),
      Phrase("支付密码已停用", "the password is not used"))
  }

  private static func end(
    _ run: Run, _ done: Done, _ gloss: Phrase
  ) throws(ErrorReport) -> ExitCode {
    try run.show(done, gloss)
    return .done
  }
}
