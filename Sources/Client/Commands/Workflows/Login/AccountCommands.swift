import Protocol
import Terminal

/// `account activate`: sets the first password by SMS code and resident ID (账户激活).
enum AccountCommands {
  static let all = [
    Command(
      ["account", "activate"], Phrase("激活账户并设置密码", "set the first password"),
      options: [
        OptionSpec(
          "resident", value: Phrase("身份证号码", "ID"), Phrase("居民身份证号码", "resident ID")),
        OptionSpec("mobile", value: Phrase("手机号码", "mobile"), Phrase("登记的手机", "mobile on file")),
        CommandOptions.codeFile, CommandOptions.codeStdin, CommandOptions.passwordFile,
        CommandOptions.passwordStdin,
      ], run: activate)
  ]

  private static func activate(_ run: Run) throws(ErrorReport) -> ExitCode {
    let resident = try run.value(
      "resident", Phrase("居民身份证号码", "resident ID"), ResidentID.self)
    let mobile = try run.value("mobile", Phrase("手机号码", "mobile"), MobileNumber.self)
    let slider = try SliderSolution.drag(run)
    let start = ActivationStart(
      resident: resident, mobile: mobile, challenge: slider.challenge, position: slider.position,
      proof: slider.proof)
    let sent = try run.ask(AccountMethods.activateStart, start)
    try run.note(Phrase("验证码已发送至 \(sent.phone)", "a code is on its way to \(sent.phone)"))
    let code = try run.code(Phrase("短信验证码", "SMS code"))
    let password = try newPassword(run)
    let finish = ActivationFinish(request: sent.request, code: code, password: password.text)
    let done = try run.ask(AccountMethods.activate, finish)
    try run.show(done, Phrase("密码设置成功", "the password is set"))
    return .done
  }

  /// Returns the new password, given by an option or typed twice.
  private static func newPassword(_ run: Run) throws(ErrorReport) -> Secret {
    if let given = try run.givenSecret("password") { return given }
    let first = try run.secret("password", Phrase("新密码（12 位以上）", "new password, 12 or more"))
    let second = try run.secret("password", Phrase("再次输入", "again"))
    guard first.matches(second) else {
      throw ErrorReport(
        .badData, code: "password.differs",
        what: Phrase("两次输入的密码不一致", "the two passwords differ"))
    }
    return first
  }
}
