/// A property of a fuzz target that does not hold for an input.
struct BrokenProperty: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// Throws the described property where `condition` does not hold.
  static func unless(_ condition: Bool, _ what: @autoclosure () -> String) throws(BrokenProperty) {
    if !condition { throw BrokenProperty(what()) }
  }
}

/// Code to be fuzzed. No input may make it trap, hang, or break one of its properties.
protocol FuzzTarget: SendableMetatype {
  static func run(_ input: [UInt8]) throws(BrokenProperty)
}

/// Turns an error into nil, for inputs that need not be readable.
enum Readable {
  static func value<Value, Failure: Error>(_ body: () throws(Failure) -> Value) -> Value? {
    do throws(Failure) { return try body() } catch { return nil }
  }
}
