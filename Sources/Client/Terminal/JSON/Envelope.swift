/// The object around the output of format `json`: `{"v":1,"ok":true,"data":…,"meta":…}`. A failure
/// has it in format `jsonl` too.
package enum Envelope {
  /// The version of the contract, `v`; under one version members are only added.
  package static let version: Int64 = 1

  /// Returns the envelope of a success, without `meta` where that is nil.
  package static func success(_ data: JSONValue, meta: JSONObject? = nil) -> JSONValue {
    var members = [
      JSONMember("v", .integer(version)), JSONMember("ok", true), JSONMember("data", data),
    ]
    if let meta { members.append(JSONMember("meta", .object(meta))) }
    return .object(JSONObject(members))
  }

  /// Returns the envelope of a failure.
  package static func failure(_ report: ErrorReport, _ language: Language) -> JSONValue {
    ["v": .integer(version), "ok": false, "error": report.json(language)]
  }
}
