import Protocol

/// A phone whose messages the sandbox has.
struct Phone {
  let rig: ServerRig
  let mobile: MobileNumber

  /// The first code after a message, once it is there.
  func code(after last: Int) throws -> String {
    try rig.lab([
      "sandbox", "inbox", "--mobile", mobile.text, "--after", "\(last)", "--wait", "30", "--code",
    ]).filter(\.isNumber)
  }

  /// The newest message's number.
  func last() throws -> Int {
    let text = try rig.lab(["sandbox", "inbox", "--last", "--output", "json"])
    return JSONNumber.first("id", in: text) ?? 0
  }
}
