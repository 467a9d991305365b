@testable import Service
import Testing

@Suite struct FeedWindowTests {
  @Test(
    arguments: [(0, 0), (64, 64), (1_024, 1_024), (1_025, 1_024), (.max, 1_024)]
      as [(UInt64, UInt64)])
  func `R-703: a feed starts with its credit, or a window of it`(granted: UInt64, total: UInt64) {
    #expect(FeedWindow(granted: granted).total == total)
  }

  @Test func `R-430: a small credit is passed on as it is`() {
    var window = FeedWindow(granted: 2)
    #expect(window.renew() == nil)
    window.grant(3)
    #expect(window.renew() == 3)
    window.grant(3)
    #expect(window.renew() == nil)
    window.grant(1)
    #expect(window.renew() == nil)
  }

  @Test func `R-703: a large credit is given by the half window as items are written`() {
    var window = FeedWindow(granted: 1_000_000)
    for _ in 0..<512 {
      window.wrote()
      #expect(window.renew() == nil)
    }
    window.wrote()
    #expect(window.renew() == 1_024 + 513)
    var ahead = window.total - 513
    for written in 514...1_000_000 as ClosedRange<UInt64> {
      guard written <= window.total else { break }
      window.wrote()
      _ = window.renew()
      ahead = max(ahead, window.total - written)
    }
    #expect(ahead == FeedWindow.aheadMax && window.total == 1_000_000)
  }
}
