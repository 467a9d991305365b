import Bureau
import Protocol
@testable import Service
import Testing
import Transport

/// A wall clock and a monotonic clock that a test sets.
private final class Hands: Sendable {
  private let hands = Lock((wall: UInt64(0), monotonic: UInt64(0)))

  init(wall: UInt64, monotonic: UInt64) {
    hands.withLock { $0 = (wall, monotonic) }
  }

  var wall: UInt64 { hands.withLock { $0.wall } }
  var monotonic: UInt64 { hands.withLock { $0.monotonic } }

  func pass(_ milliseconds: UInt64) {
    hands.withLock {
      $0.wall += milliseconds
      $0.monotonic += milliseconds
    }
  }

  func set(wall: UInt64) { hands.withLock { $0.wall = wall } }

  func clock(notBefore: UInt64 = 0) -> BureauClock {
    BureauClock(
      notBefore: Timestamp(clamping: notBefore), wall: { self.wall },
      monotonic: { self.monotonic })
  }
}

/// The bureau's time runs by the monotonic clock and is slewed toward the wall clock.
struct BureauClockTests {
  private static let start: UInt64 = 1_800_000_000_000

  @Test func `the clock starts at the wall clock, but never before the last operation`() {
    let hands = Hands(wall: Self.start, monotonic: 5)
    #expect(hands.clock().now().milliseconds == Self.start)
    #expect(hands.clock(notBefore: Self.start + 9).now().milliseconds == Self.start + 9)
  }

  @Test(arguments: [Int64(-86_400_000), -400_000, 400_000, 86_400_000])
  func `a step of more than five minutes is not followed`(step: Int64) {
    let hands = Hands(wall: Self.start, monotonic: 0)
    let clock = hands.clock()
    hands.set(wall: UInt64(Int64(Self.start) + step))
    for second in 1...10 as ClosedRange<UInt64> {
      hands.pass(1_000)
      #expect(clock.follow())
      #expect(clock.now().milliseconds == Self.start + second * 1_000)
    }
  }

  @Test(arguments: [Int64(-2_000), -40, 40, 2_000])
  func `a small difference is slewed away and the time never goes back`(step: Int64) {
    let hands = Hands(wall: Self.start, monotonic: 0)
    let clock = hands.clock()
    hands.set(wall: UInt64(Int64(Self.start) + step))
    var last = clock.now()
    for _ in 1...1_000 {
      hands.pass(1_000)
      #expect(!clock.follow())
      #expect(clock.now() >= last)
      last = clock.now()
    }
    #expect(clock.now().milliseconds == hands.wall)
  }

  @Test func `a confirmed step ahead is taken at once`() {
    let hands = Hands(wall: Self.start, monotonic: 0)
    let clock = hands.clock()
    hands.pass(1_000)
    hands.set(wall: hands.wall + 86_400_000)
    #expect(clock.follow())
    #expect(
      clock.nowAndWall().wall == WallClock(at: Timestamp(clamping: hands.wall), isStepped: true))
    clock.confirm()
    #expect(clock.now().milliseconds == hands.wall)
    #expect(!clock.nowAndWall().wall.isStepped)
    hands.pass(1_000)
    #expect(!clock.follow())
    #expect(clock.now().milliseconds == hands.wall)
  }

  @Test func `after a confirmed step back the time runs at half its speed until it is right`() {
    let hands = Hands(wall: Self.start, monotonic: 0)
    let clock = hands.clock()
    hands.set(wall: Self.start - 600_000)
    #expect(clock.follow())
    clock.confirm()
    #expect(clock.now().milliseconds == Self.start)
    for second in 1...1_200 as ClosedRange<UInt64> {
      hands.pass(1_000)
      #expect(!clock.follow())
      #expect(clock.now().milliseconds == Self.start + second * 500)
    }
    #expect(clock.now().milliseconds == hands.wall)
    hands.pass(1_000)
    #expect(!clock.follow())
    #expect(clock.now().milliseconds == hands.wall)
  }

  @Test(arguments: [(-300_000, false), (-300_001, true), (700_000, false), (900_001, true)])
  func `while it catches up another step is one to confirm again`(_ step: Int64, _ isNew: Bool) {
    let hands = Hands(wall: Self.start, monotonic: 0)
    let clock = hands.clock()
    hands.set(wall: Self.start - 600_000)
    #expect(clock.follow())
    clock.confirm()
    hands.set(wall: UInt64(Int64(hands.wall) + step))
    #expect(clock.follow() == isNew)
  }
}
