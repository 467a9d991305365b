/// What every JSON answer stands in: `{"v":1,"ok":true,"data":…,"meta":…}`.
package enum Envelope {
  /// The version of the contract; members are only ever added under one number.
  package static let version: Int64 = 1

  /// A success; `meta` (trace number, server's time) is left out when there is none.
  package static func success(_ data: JSONValue, meta: JSONObject? = nil) -> JSONValue {
    var members = [
      JSONMember("v", .integer(version)), JSONMember("ok", true), JSONMember("data", data),
    ]
    if let meta { members.append(JSONMember("meta", .object(meta))) }
    return .object(JSONObject(members))
  }

  /// A failure; the object under `error` is the report's.
  package static func failure(_ report: ErrorReport, _ language: Language) -> JSONValue {
    ["v": .integer(version), "ok": false, "error": report.json(language)]
  }
}
