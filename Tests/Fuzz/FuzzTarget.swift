/// What a fuzz target found: a property that does not hold for its input.
struct BrokenProperty: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// Throws a finding where `condition` does not hold.
  static func unless(_ condition: Bool, _ what: @autoclosure () -> String) throws(BrokenProperty) {
    if !condition { throw BrokenProperty(what()) }
  }
}

/// A thing to fuzz. Nothing that it is given may trap, hang, or break its properties.
protocol FuzzTarget: SendableMetatype {
  static func run(_ input: [UInt8]) throws(BrokenProperty)
}

/// What decodes, or nothing.
enum Readable {
  static func value<Value, Failure: Error>(_ body: () throws(Failure) -> Value) -> Value? {
    do throws(Failure) { return try body() } catch { return nil }
  }
}
