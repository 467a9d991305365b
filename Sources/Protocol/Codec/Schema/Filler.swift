/// The way to fill a message. The same filling makes the same message, always, so that golden
/// vectors can be made again.
public struct Filling: Sendable {
  /// The extent to which a message is filled.
  public enum Amount: String, Sendable, CaseIterable {
    /// Defaults, no optional field, the smallest value for required fields.
    case minimal
    /// A random value other than the default in every field.
    case full
    /// The largest or longest value in every field.
    case limits
    /// Fields present or absent, empty or not, at random.
    case random
  }

  /// The extent.
  public let amount: Amount
  /// The seed of the random numbers.
  public let seed: UInt64
  /// The longest text or bytes, where the field's maximum is above it.
  public let bytesMax: Int
  /// The longest list, where the field's maximum is above it.
  public let countMax: Int
  /// The id of a field in the outermost message that is to be one longer than its maximum.
  public let beyond: UInt16?

  /// Creates a filling; see the properties.
  public init(
    _ amount: Amount, seed: UInt64 = 0, bytesMax: Int = .max, countMax: Int = .max,
    beyond: UInt16? = nil
  ) {
    self.amount = amount
    self.seed = seed
    self.bytesMax = bytesMax
    self.countMax = countMax
    self.beyond = beyond
  }
}

/// Makes a message. Where the message's own check refuses one, up to 64 seeds are tried.
///
/// - Throws: `Malformed`: the reason for which the last was refused, or `noSample` where no value
///   of a domain type was found.
public func fill<M: Message>(_ type: M.Type, _ filling: Filling) throws(Malformed) -> M {
  var seed = filling.seed
  for _ in 0..<63 {
    var filler = Filler(filling, seed: seed)
    do throws(Malformed) {
      return try M.fields(&filler, nil)
    } catch {
      if error.reason == .noSample { throw error }
    }
    seed = seed &* 31 &+ 17
  }
  var filler = Filler(filling, seed: seed)
  return try M.fields(&filler, nil)
}

/// Makes messages; the values of domain types come from `Samples`.
struct Filler: Coder {
  private let filling: Filling
  private var samples: Samples
  private var depth = 0
  /// Below this depth lists and optional fields stay empty, so that recursion ends.
  private static let depthMax = 6

  init(_ filling: Filling, seed: UInt64? = nil) {
    self.filling = filling
    samples = Samples(seed: seed ?? filling.seed)
  }

  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    guard appears(f) else { return v = f.presence == .defaulted ? 0 : nil }
    let most: UInt64 =
      switch f.kind {
      case .flag: 1
      case .number32: UInt64(UInt32.max)
      case .money: zigzag(Money.fenMax)
      default: .max
      }
    switch filling.amount {
    case .minimal: v = f.presence == .defaulted ? 0 : f.kind == .flag ? 1 : 0
    case .limits: v = most
    case .full, .random: v = samples.number(upTo: most)
    }
  }

  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    guard appears(f) else { return v = nil }
    switch filling.amount {
    case .minimal: v = Id128(high: 0, low: 0)
    case .limits: v = Id128(high: .max, low: .max)
    case .full, .random: v = Id128(high: samples.next(), low: samples.next())
    }
  }

  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    guard appears(f) else { return v = f.presence == .defaulted ? "" : nil }
    v = samples.text(bytes: length(f))
  }

  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    guard appears(f) else { return v = f.presence == .defaulted ? [] : nil }
    v = samples.bytes(length(f))
  }

  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    guard appears(f) else { return v = nil }
    switch filling.amount {
    case .minimal: v = Digest256(0, 0, 0, 0)
    case .limits: v = Digest256(.max, .max, .max, .max)
    case .full, .random:
      v = Digest256(samples.next(), samples.next(), samples.next(), samples.next())
    }
  }

  mutating func numberValue<V: NumberValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard appears(f) else { return v = nil }
    v = samples.value(V.self, filling.amount)
    if v == nil { throw malformed(.noSample, f) }
  }

  mutating func textValue<V: TextValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard appears(f) else { return v = nil }
    v = samples.value(V.self, filling.amount)
    if v == nil { throw malformed(.noSample, f) }
  }

  mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard appears(f) else { return v = nil }
    let cases = V.allCases.sorted { $0.rawValue < $1.rawValue }
    switch filling.amount {
    case .minimal: v = cases.first
    case .limits: v = cases.last
    case .full, .random:
      v = cases.isEmpty ? nil : cases[samples.below(cases.count)]
    }
    if v == nil { throw malformed(.noSample, f) }
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    guard appears(f) else { return v = nil }
    depth += 1
    v = try M.fields(&self, nil)
    depth -= 1
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    guard appears(f) else { return v = f.presence == .defaulted ? [] : nil }
    let element = I.field(in: f)
    var items: [I.Value] = []
    for _ in 0..<count(f) {
      var next: I.Value?
      try I.code(&self, element, &next)
      items.append(try present(next, f))
    }
    v = items
  }

  /// Whether to write a field that may be absent.
  private mutating func appears(_ f: Field) -> Bool {
    switch f.presence {
    case .required, .element: return true
    case .defaulted, .optional: break
    }
    if depth == 0, filling.beyond == f.id { return true }
    switch filling.amount {
    case .minimal: return false
    case .full, .limits: return depth < Filler.depthMax
    case .random: return depth < Filler.depthMax && samples.below(2) == 0
    }
  }

  private mutating func length(_ f: Field) -> Int {
    if depth == 0, filling.beyond == f.id { return f.max + 1 }
    let most = min(f.max, filling.bytesMax)
    switch filling.amount {
    case .minimal: return 0
    case .limits: return most
    // A short field often has exactly its maximum: a token, a trace.
    case .full, .random: if most <= 64, samples.below(2) == 0 { return most }
    }
    return min(most, (filling.amount == .full ? 1 : lowest(f)) + samples.below(32))
  }

  private mutating func count(_ f: Field) -> Int {
    if depth == 0, filling.beyond == f.id { return f.max + 1 }
    let most = min(f.max, filling.countMax)
    switch filling.amount {
    case .minimal: return 0
    case .limits: return most
    case .full: return min(most, 1 + samples.below(3))
    case .random: return min(most, lowest(f) + samples.below(4))
    }
  }

  /// Returns the smallest number of elements: an optional list may be present and empty.
  private func lowest(_ f: Field) -> Int { f.presence == .optional ? 0 : 1 }
}
