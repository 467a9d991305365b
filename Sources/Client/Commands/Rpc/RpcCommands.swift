import Protocol
import Terminal

/// `rpc`: the protocol's methods and messages, for implementers of a client.
enum RpcCommands {
  static let all =
    [
      Command(["rpc", "list"], Phrase("全部方法", "all methods"), run: list),
      Command(
        ["rpc", "describe"], Phrase("一个方法的消息", "a method's messages"),
        arguments: [
          ArgumentSpec(
            "method", Phrase("方法", "method"), Phrase("如 pay.preview", "such as pay.preview"))
        ], run: describe),
    ] + RpcCalls.all + [RpcDump.command]

  private static func list(_ run: Run) throws(ErrorReport) -> ExitCode {
    let table = Table(
      [
        Column("number", Phrase("编号", "number"), .right),
        Column("method", Phrase("方法", "method")), Column("audience", Phrase("角色", "role")),
        Column("idempotency", Phrase("重复", "repeat")),
        Column("request", Phrase("请求", "request")), Column("reply", Phrase("应答", "reply")),
      ],
      Method.all.map { method in
        [
          .number(Int64(method.number)), .text(method.name), .text(method.audience.name),
          .text(method.idempotency.rawValue), .text(method.messages.request),
          .text(method.messages.reply),
        ]
      })
    try run.show(CommandOutput(.array(table.json), items: table.json, [.table(table)]))
    return .done
  }

  private static func describe(_ run: Run) throws(ErrorReport) -> ExitCode {
    let method = try run.value("method", Phrase("方法", "method")) { Method(name: $0) }
    let entries: [SchemaEntry]
    do throws(Malformed) {
      entries = try MessageRegistry.entries()
    } catch {
      throw ErrorReport(.fault, code: "schema", what: Phrase(same: "\(error)"))
    }
    let names = [method.messages.request, method.messages.reply]
    let shapes = entries.map(\.shape).filter { names.contains($0.name) }
    let rows = shapes.flatMap { shape in
      shape.fields.map { field -> [Cell] in
        [
          .text(shape.name), .number(Int64(field.id)), .text(field.name),
          .text(field.isList ? "[\(field.type)]" : field.type), .text("\(field.presence)"),
        ]
      }
    }
    let table = Table(
      [
        Column("message", Phrase("消息", "message")), Column("id", Phrase("编号", "id"), .right),
        Column("field", Phrase("字段", "field")), Column("type", Phrase("类型", "type")),
        Column("presence", Phrase("出现", "presence")),
      ], rows)
    try run.show(CommandOutput(.array(table.json), items: table.json, [.table(table)]))
    return .done
  }
}
