/// Whether a method answers once or in items. Rule R-402.
public enum MethodShape: UInt8, Equatable, Sendable {
  /// No method has this number: the call ends with UNIMPLEMENTED, its body unread.
  case unknown
  /// One request, one response, within a deadline.
  case unary
  /// One request, any number of items, one response; idle-limited, no deadline of its own.
  case stream
  /// Not declared: a call is unary until its first item.
  case undeclared
}

/// The method shapes of a server's connection, by method number.
public struct MethodTable: Equatable, Sendable {
  private var shapes: [MethodShape] = []
  private let others: MethodShape

  /// A table without declarations: every number has the shape `others`.
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
