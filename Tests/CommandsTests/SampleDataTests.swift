import Protocol
import Terminal
import Testing

@testable import Commands

/// Generated data, and the form of the officer's import file.
@Suite struct `Generated data` {
  private static func data(_ seed: UInt64 = 42) throws -> SampleData {
    SampleData(seed: seed, month: try CommandFixtures.need(Period(year: 2026, month: 4)))
  }

  @Test func `the same seed gives the same bytes, another one others`() throws {
    func bytes(_ seed: UInt64) throws -> [UInt8] {
      var all: [UInt8] = []
      _ = try GenerateCommand.write(try Self.data(seed), 20) { all += $0 }
      return all
    }
    #expect(try bytes(42) == bytes(42))
    #expect(try bytes(42) != bytes(43))
  }

  @Test func `every identifier passes its checks and no two employers share one`() throws {
    let data = try Self.data()
    var taxpayers = Set<String>()
    var residents = Set<String>()
    for index in 0..<1_000 {
      let records = data.records(ofEmployer: index)
      let employer = records.employer
      #expect(TaxpayerID(text: employer.taxpayer)?.kind == .unifiedCode, "\(employer.taxpayer)")
      #expect(RegistrationNumber(employer.registration) != nil)
      #expect(TaxOfficeCode(employer.office) != nil && TaxOfficeCode(employer.subOffice) != nil)
      #expect(taxpayers.insert(employer.taxpayer).inserted)
      for enrolment in employer.enrolments {
        #expect(AgencyCode(enrolment.agency) != nil && UnitNumber(text: enrolment.unit) != nil)
      }
      for person in records.persons {
        #expect(ResidentID(text: person.resident) != nil && MobileNumber(person.mobile) != nil)
        #expect(residents.insert(person.resident).inserted)
      }
    }
  }

  @Test func `lines add up, and there is something of each kind`() throws {
    let data = try Self.data()
    let notices = (0..<1_000).flatMap { data.records(ofEmployer: $0).notices }
    for notice in notices {
      #expect(notice.total == notice.lines.reduce(0) { $0 + $1.amount })
      #expect(NoticeNumber(text: notice.notice) != nil && BusinessDate(notice.due) != nil)
    }
    #expect(Set(notices.map(\.notice)).count == notices.count)
    #expect(notices.contains { $0.special } && notices.contains { !$0.special && !$0.sequential })
    #expect(notices.contains { $0.lines.contains { !$0.deferrableUntil.isEmpty } })
    #expect(notices.contains { $0.due == "2026-01-31" })
    #expect(data.records(ofEmployer: 7).employer.enrolments[0].insurances[0].heads >= 500)
  }

  @Test func `a line is read back as it was written`() throws {
    let data = try Self.data()
    for index in 0..<50 {
      let records = data.records(ofEmployer: index)
      for notice in records.notices {
        var writer = RecordWriter()
        writer.line("notice", notice)
        let record = try RecordReader.record(9, Array(writer.drain().dropLast()))
        #expect(record.notice == notice && record.line == 9)
      }
      var writer = RecordWriter()
      writer.line("employer", records.employer)
      #expect(
        try RecordReader.record(1, Array(writer.drain().dropLast())).employer == records.employer)
    }
  }

  @Test(arguments: [
    (#"{"notice":{"total":1234}}"#, "notice.total"),
    (#"{"notice":{"total":"12.345"}}"#, "notice.total"),
    (#"{"notice":{"lines":[{"amount":"1"},{"heads":-1}]}}"#, "notice.lines[2].heads"),
    (#"{"person":{"nam":"x"}}"#, "person.nam"), (#"{"x":{}}"#, "x"), ("{", "第 2 列"),
    (#"{"person":{},"notice":{}}"#, "employer"),
  ])
  func `a line that is wrong is refused by its place`(line: String, place: String) {
    do throws(UnreadableRecord) {
      _ = try RecordReader.record(1, Array(line.utf8))
      Issue.record("taken: \(line)")
    } catch {
      #expect(error.reason.zh.contains(place), "\(error.reason.zh)")
    }
  }
}
