/// Whether a method answers once or in items. Rule R-402.
public enum MethodShape: UInt8, Equatable, Sendable {
  /// No method has the number: the call ends with UNIMPLEMENTED, its body unread.
  case unknown
  /// One request, one response, within a deadline.
  case unary
  /// One request, any number of items, one response; idle-limited, no deadline of its own.
  case stream
  /// Not said here: a call is unary until its first item.
  case undeclared
}

/// The shape of each method number, for a server's connection.
public struct MethodTable: Equatable, Sendable {
  private var shapes: [MethodShape] = []
  private let others: MethodShape

  /// A table in which numbers that are not declared have one shape.
  public init(others: MethodShape = .unknown) { self.others = others }

  /// The shape of a method.
  public subscript(_ method: UInt16) -> MethodShape {
    get { Int(method) < shapes.count ? shapes[Int(method)] : others }
    set {
      while shapes.count <= Int(method) { shapes.append(others) }
      shapes[Int(method)] = newValue
    }
  }
}
