extension Method {
  /// The place in a request's body that a `Malformed` names, with the names of the fields, such as
  /// "lines.amount"; an id that is unknown stays a number.
  public func names(of path: [UInt16]) -> String {
    Self.requestShapes[self]?.names(of: path) ?? path.map { String($0) }.joined(separator: ".")
  }

  /// Described once, at the first malformed body.
  private static let requestShapes: [Method: MessageShape] = {
    var byName: [String: MessageShape] = [:]
    do throws(Malformed) {
      for entry in try MessageRegistry.entries() { byName[entry.shape.name] = entry.shape }
    } catch {
      // A test describes every message, so there is none that fails; numbers would do otherwise.
      return [:]
    }
    return Dictionary(
      uniqueKeysWithValues: allCases.compactMap { method in
        byName[method.messages.request].map { (method, $0) }
      })
  }()
}
