import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The journal's bytes of messages that state and wire share. An entry must be readable for ever,
/// so the fields of such a message never change their numbers.
@Suite struct JournalFormTests {
  @Test func `the journal's bytes of an employer and its enrolments do not change`()
    throws
  {
    var employer = Fixture.employer(1)
    employer.registration.phone = "0532-80001"
    employer.registration.subOffice = try #require(TaxOfficeCode("13702020100"))
    let month = try #require(Period(year: 2020, month: 1))
    let last = try #require(Period(year: 2026, month: 9))
    let levy = try #require(LevyCode(number: 10_210))
    let open = Insurance(levy: levy, name: "养老", from: month, status: "正常", heads: 12)
    let closed = Insurance(
      levy: levy, name: "养老", from: month, through: last, status: "停保", heads: 0)
    let filed = EmployerFiled(
      file: employer.registration,
      enrolments: [
        Enrolment(
          agency: Fixture.agency, agencyName: "中心", unit: Fixture.unit(1),
          insurances: [open, closed])
      ])
    try expect(
      [.employer(.employerFiled(filed))],
      """
      2000640100000a88020881d0b498fbdec90612123931333730323032303030303030303139511a16e99d92e5b2\
      9be7acac31e69c89e99990e585ace58fb82206e6ada3e5b8b82a12e69c89e99990e8b4a3e4bbbbe585ace58fb8\
      321ee8bdafe4bbb6e5928ce4bfa1e681afe68a80e69cafe69c8de58aa1e4b89a3a22e99d92e5b29be5b882e5b8\
      82e58d97e58cbae9a699e6b8afe4b8ade8b7af31e58fb74209e78e8be6b395e4baba4a09e69d8ee8b4a2e58aa1\
      520a303533322d383030303158a0f7d08533622de59bbde5aeb6e7a88ee58aa1e680bbe5b180e99d92e5b29be5\
      b882e5b882e58d97e58cbae7a88ee58aa1e5b1806884f8d08533720fe7acace4b880e7a88ee58aa1e68980789d\
      f0cd0912575608818091dbb6f28db0331206e4b8ade5bf831a0a3337303230303030303122361908e24f1206e5\
      85bbe880811891aa0c2a06e6ada3e5b8b8300c1b08e24f1206e585bbe880811891aa0c20f1ae0c2a06e5819ce4\
      bf9d
      """)
  }

  @Test func `the journal's bytes of an agreement do not change`() throws {
    var agreement = PayRig.agreed()
    agreement.automatic = true
    agreement.reason = "户名不符"
    let added = AgreementAdded(registration: Fixture.registration(1), agreement: agreement)
    try expect(
      [.employer(.agreementAdded(added))],
      """
      5000ce0000000881d0b498fbdec90612c2010a0d31333730323032303030302d3110a0f7d08533188ceaf5d4fd\
      02208ceaf5d4fd022a13363232323032303230303131323233333434353216e99d92e5b29be7acac31e69c89e9\
      9990e585ace58fb8380140014a0d303533322d3830303030303031500258016089cad4096b0000000000000007\
      000000000000000d722000000000000000000000000000000000000000000000000000000000000000007a0ce6\
      88b7e5908de4b88de7aca6820112333730323032313939303031303130303135
      """)
  }

  private func expect(_ events: [Event], _ hex: String) throws {
    let bytes = EventCoding.encode(events)
    #expect(Hexadecimal.text(bytes) == hex)
    #expect(try EventCoding.decode(bytes) == events)
  }
}
