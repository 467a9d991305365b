import Fixtures
import Protocol
import Testing

@testable import Bureau

/// 我的税务登记信息 and 我的参保登记信息 (I1, I2).
@Suite struct RegistrationTests {
  private static func shown(_ change: (inout Registration) -> Void = { _ in }) -> Registration {
    var employer = Fixture.employer(1)
    change(&employer.registration)
    var rig = EngineRig.ofOne(employers: [employer])
    let clerk = rig.signIn()
    guard let shown = rig.call(.registration(.show), as: clerk).reply as? Registration else {
      preconditionFailure("not shown")
    }
    return shown
  }

  @Test func `I1: every field of the page is there`() {
    let file = Fixture.employer(1).registration
    let shown = Self.shown()
    #expect(shown.registration == file.number)
    #expect(shown.taxpayer == file.taxpayer)
    #expect(shown.name == file.name)
    #expect(shown.status == "正常")
    #expect(shown.type == "有限责任公司")
    #expect(shown.industry == "软件和信息技术服务业")
    #expect(shown.address == file.address)
    #expect(shown.office == file.office && shown.officeName == file.officeName)
    #expect(shown.subOffice == file.subOffice && shown.subOfficeName == file.subOfficeName)
    #expect("\(shown.registered)" == "2015-03-01")
  }

  @Test(
    arguments: [
      ("王", "王"), ("王法", "王*"), ("张三丰", "张**"), ("欧阳锋", "欧**"), ("", ""),
      ("阿依古丽·买买提", "阿*******"),
    ])
  func `I1: names leave the server masked`(_ name: String, _ masked: String) {
    let shown = Self.shown { file in
      file.legalRepresentative = name
      file.financeOfficer = name
    }
    #expect(shown.legalRepresentative == masked)
    #expect(shown.financeOfficer == masked)
  }

  @Test(
    arguments: [
      ("13800000001", "138****0001"), ("0532-80001", "053***0001"), ("12366", "*****"),
      ("1236612", "*******"), ("12366123", "123*6123"), ("", ""),
    ])
  func `I1: the phone leaves the server masked`(_ phone: String, _ masked: String) {
    #expect(Self.shown { $0.phone = phone }.phone == masked)
  }

  @Test func `I2: every enrolment is shown with its insurances, in order`() throws {
    let month = try #require(Period(year: 2020, month: 1))
    let levy = try #require(LevyCode(number: 10_210))
    let agencies = ["3702120000000000002", "3702020000000000001"]
    var employer = Fixture.employer(1)
    employer.enrolments = try agencies.flatMap { agency in
      try ["370200000002", "370200000001"].map { unit in
        Enrolment(
          agency: try #require(AgencyCode(agency)), agencyName: "社会保险事业中心",
          unit: try #require(UnitNumber(text: unit)),
          insurances: [
            Insurance(levy: levy, name: "企业职工基本养老保险", from: month, status: "正常参保", heads: 12)
          ])
      }
    }
    var rig = EngineRig.ofOne(employers: [employer])
    let clerk = rig.signIn()
    guard let list = rig.call(.registration(.enrolments), as: clerk).reply as? EnrolmentList
    else {
      Issue.record("not shown")
      return
    }
    #expect(
      list.enrolments.map(\.agency.text) == [agencies[1], agencies[1], agencies[0], agencies[0]])
    #expect(
      list.enrolments.map(\.unit.text) == [
        "370200000001", "370200000002", "370200000001", "370200000002",
      ])
    #expect(list.enrolments.allSatisfy { $0.insurances.map(\.heads) == [12] })
  }
}
