internal import Protocol

enum Permissions { static func check(_ method: Method, _ session: Session) throws(Refusal) {} }
