import Protocol
import Testing

@Suite struct `Round trips` {
  @Test(arguments: SampleType.all, Filling.Amount.allCases)
  func `decoding what was encoded gives the message back`(
    _ sample: SampleType, _ amount: Filling.Amount
  ) throws {
    for seed: UInt64 in 0..<100 {
      let filling = Filling(amount, seed: seed, bytesMax: 600, countMax: 3)
      #expect(try sample.isRoundTrip(filling), "seed \(seed)")
    }
  }

  @Test(arguments: SampleType.all)
  func `a filling gives the same bytes every time`(_ sample: SampleType) throws {
    let filling = Filling(.random, seed: 11, bytesMax: 100, countMax: 3)
    let first = try sample.encoded(filling)
    #expect(try sample.encoded(filling) == first)
  }

  @Test(arguments: SampleType.small)
  func `a prefix is refused or is a message of its own`(_ sample: SampleType) throws {
    for seed: UInt64 in 0..<10 {
      let bytes = try sample.encoded(Filling(.full, seed: seed))
      for count in 0..<bytes.count {
        expectCanonical(sample, Array(bytes.prefix(count)))
      }
    }
  }

  @Test func `every prefix is refused where the last field is always written`() throws {
    for seed: UInt64 in 0..<10 {
      let bytes = encode(try fill(Strict.self, Filling(.full, seed: seed)))
      for count in 0..<bytes.count {
        #expect(throws: Malformed.self, "\(count) of \(digits(bytes))") {
          try decode(Strict.self, from: Array(bytes.prefix(count)))
        }
      }
    }
  }

  @Test(arguments: SampleType.small)
  func `a flipped bit is refused or gives a message of exactly those bytes`(
    _ sample: SampleType
  ) throws {
    for seed: UInt64 in 0..<6 {
      let bytes = try sample.encoded(Filling(.full, seed: seed))
      for bit in 0..<bytes.count * 8 {
        var flipped = bytes
        flipped[bit / 8] ^= 1 << UInt8(bit % 8)
        expectCanonical(sample, flipped)
      }
    }
  }

  @Test(arguments: SampleType.small)
  func `random bytes are refused or are a message of exactly those bytes`(
    _ sample: SampleType
  ) throws {
    var state: UInt64 = 42
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let count = Int(state >> 60)
      let bytes = (0..<count).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      expectCanonical(sample, bytes)
    }
  }

  @Test(arguments: SampleType.all)
  func `every stated maximum holds at the limit and not one past it`(_ sample: SampleType) throws {
    for field in try sample.shape().fields {
      guard let max = field.max, field.kind != .digest, field.isList || field.kind != .textValue
      else { continue }
      let past = Filling(.full, seed: 3, beyond: field.id)
      let reason: Malformed.Reason = field.isList ? .tooMany : .tooLong
      #expect(try sample.broken(past)?.reason == reason, "\(field.name) \(max) + 1")
      let bytes = try sample.encoded(past)
      #expect("\(field.name) \(max) + 1") {
        try sample.recoded(bytes)
      } throws: { error in
        (error as? Malformed)?.reason == reason && (error as? Malformed)?.path == [field.id]
      }
    }
    let limits = Filling(.limits, countMax: 3)
    #expect(try sample.broken(limits) == nil)
    let bytes = try sample.encoded(limits)
    #expect(try sample.recoded(bytes).bytes == bytes)
  }

  @Test func `a message with a check of its own can be filled`() throws {
    for amount in Filling.Amount.allCases {
      for seed: UInt64 in 0..<20 {
        #expect(try SampleType.of(Meta.self).isRoundTrip(Filling(amount, seed: seed)))
      }
    }
  }

  private func expectCanonical(_ sample: SampleType, _ bytes: [UInt8]) {
    do throws(Malformed) {
      let again = try sample.recoded(bytes)
      let isSame = again.bytes == bytes && again.skipped == 0
      if !isSame && again.skipped == 0 {
        Issue.record("\(digits(bytes)) came back as \(digits(again.bytes))")
      }
      if again.skipped > 0 && again.bytes.count >= bytes.count {
        Issue.record("\(digits(bytes)) lost nothing though it skipped")
      }
    } catch {
      // Refused, as it may be; the place is within the bytes.
      if error.offset > bytes.count { Issue.record("\(error) lies beyond \(digits(bytes))") }
    }
  }
}
