import Protocol
import Testing

extension MessageProbe {
  /// The probes of all messages.
  static let all: [MessageProbe] = {
    do throws(Malformed) {
      return try MessageRegistry.entries().map(\.probe)
    } catch {
      Issue.record("the registry has a message without a shape: \(error)")
      return []
    }
  }()

  static func named(_ name: String) -> MessageProbe? { all.first { $0.name == name } }
}

@Suite struct Messages {
  @Test(arguments: MessageProbe.all)
  func `comes back equal from its encoding, however it is filled`(_ probe: MessageProbe) throws {
    for amount in Filling.Amount.allCases {
      for seed: UInt64 in 0..<12 {
        let filling = Filling(amount, seed: seed, bytesMax: 300, countMax: 3)
        #expect(try probe.isRoundTrip(filling), "\(amount) \(seed)")
      }
    }
  }

  @Test(arguments: MessageProbe.all)
  func `is refused when it is cut within a field`(_ probe: MessageProbe) throws {
    for seed: UInt64 in 0..<2 {
      let bytes = try probe.encoded(Filling(.full, seed: seed, bytesMax: 60, countMax: 2))
      let ends = fieldEnds(bytes)
      #expect(ends.last == bytes.count)
      for count in 0..<bytes.count {
        let prefix = Array(bytes.prefix(count))
        do throws(Malformed) {
          let reading = try probe.read(prefix)
          #expect(ends.contains(count) && reading.bytes == prefix, "\(count) of \(digits(bytes))")
        } catch {
          #expect(error.reason != .unknownField)
        }
      }
    }
  }

  @Test(arguments: MessageProbe.all)
  func `R-801: skips an unknown odd field and refuses an even one`(_ probe: MessageProbe) throws {
    let bytes = try probe.encoded(Filling(.full, seed: 5, bytesMax: 60, countMax: 2))
    for (wire, body) in [(0, "01"), (1, "01*8"), (2, "02 07 08"), (3, "01*16"), (5, "01*4")] {
      let odd = try probe.read(bytes + tag(60_001, wire) + hex(body))
      #expect(odd.skipped == 1 && odd.bytes == bytes, "wire \(wire)")
      #expect(throws: Malformed(.unknownField, offset: bytes.count + 3, path: [60_000])) {
        try probe.read(bytes + tag(60_000, wire) + hex(body))
      }
    }
  }

  @Test(arguments: MessageProbe.all)
  func `a flipped bit is refused or gives a message of exactly those bytes`(
    _ probe: MessageProbe
  ) throws {
    let bytes = try probe.encoded(Filling(.full, seed: 9, bytesMax: 32, countMax: 1))
    for bit in 0..<bytes.count * 8 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      do throws(Malformed) {
        let reading = try probe.read(flipped)
        #expect(reading.skipped > 0 || reading.bytes == flipped, "bit \(bit) of \(digits(bytes))")
      } catch {
        #expect(error.offset <= flipped.count)
      }
    }
  }

  @Test func `R-412: a field named like a secret is marked as one, but for codes that explain`()
    throws
  {
    let names = ["token", "password", "again", "code", "pin", "secret", "login"]
    let shown = try MessageRegistry.entries().flatMap { entry in
      entry.shape.fields.filter { field in
        [.text, .textValue, .bytes, .id, .digest].contains(field.kind) && !field.isSecret
          && names.contains { field.name.lowercased().hasSuffix($0) }
      }
      .map { "\(entry.shape.name).\($0.name)" }
    }
    #expect(
      shown == ["Payment.code", "DebitReport.code", "AgreementReport.code", "ImportProblem.code"])
  }

  private func tag(_ id: UInt32, _ wire: Int) -> [UInt8] {
    let value = id << 3 | UInt32(wire)
    return [0, 7, 14].map { UInt8(value >> $0 & 0x7F) | ($0 < 14 ? 0x80 : 0) }
  }

  /// Returns the offsets at which the outermost fields end, found from tags and lengths only.
  private func fieldEnds(_ bytes: [UInt8]) -> [Int] {
    var at = 0
    var ends = [0]
    func number() -> Int {
      var value = 0
      var shift = 0
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        if shift < 63 { value |= Int(byte & 0x7F) << shift }
        shift += 7
        if byte < 0x80 { break }
      }
      return value
    }
    while at < bytes.count {
      switch number() & 7 {
      case 0: _ = number()
      case 2:
        let length = number()
        at += length
      default: at += 16
      }
      ends.append(at)
    }
    return ends
  }
}
