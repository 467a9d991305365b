/// What a fuzz target found: a property that does not hold for its input.
struct Finding: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// Throws a finding where `condition` does not hold.
  static func unless(_ condition: Bool, _ what: @autoclosure () -> String) throws(Finding) {
    if !condition { throw Finding(what()) }
  }
}

/// A thing to fuzz. Nothing that it is given may trap, hang, or break its properties.
protocol FuzzTarget: SendableMetatype {
  static func run(_ input: [UInt8]) throws(Finding)
}

/// What decodes, or nothing.
enum Readable {
  static func value<Value, Failure: Error>(_ body: () throws(Failure) -> Value) -> Value? {
    do throws(Failure) { return try body() } catch { return nil }
  }
}
