import Protocol

/// A phone, whose messages are in the sandbox's inbox.
struct Phone {
  let rig: ServerRig
  let mobile: MobileNumber

  /// Waits for a message after `last` and returns its code.
  func code(after last: Int) throws -> String {
    try rig.lab([
      "sandbox", "inbox", "--mobile", mobile.text, "--after", "\(last)", "--wait", "30", "--code",
    ]).filter(\.isNumber)
  }

  /// Returns the id of the newest message of all phones; 0 where there is none.
  func last() throws -> Int {
    let text = try rig.lab(["sandbox", "inbox", "--last", "--output", "json"])
    if let id = JSONNumber.first("id", in: text) { return id }
    guard text.contains("\"data\":[]") else { throw RigFailure("no message's id: \(text)") }
    return 0
  }
}
