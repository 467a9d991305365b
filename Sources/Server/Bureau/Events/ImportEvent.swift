internal import Protocol

/// An event of an import (导入).
package enum ImportEvent: Sendable, Equatable {
  /// 未提交: begun, without parts.
  case importBegun(ImportBegun)
  /// A part was received and checked.
  case importPartTaken(ImportPartTaken)
  /// The import was committed (导入中), or refused for its problems (已拒绝).
  case importCommitted(ImportCommitted)
  /// A slice was applied; with the last one the import is (已导入).
  case importSliceApplied(ImportSliceApplied)
}

extension ImportEvent: EventFamily {
  enum Number: UInt16, CaseIterable {
    case importBegun = 96
    case importPartTaken = 97
    case importCommitted = 98
    case importSliceApplied = 99
  }

  @inline(__always)
  init(_ number: Number, _ body: Span<UInt8>) throws(Malformed) {
    switch number {
    case .importBegun: self = .importBegun(try .read(body))
    case .importPartTaken: self = .importPartTaken(try .read(body))
    case .importCommitted: self = .importCommitted(try .read(body))
    case .importSliceApplied: self = .importSliceApplied(try .read(body))
    }
  }

  func visit<V: FactVisitor>(_ visitor: inout V) -> V.Result {
    switch self {
    case .importBegun(let e): visitor.visit(e, Number.importBegun)
    case .importPartTaken(let e): visitor.visit(e, Number.importPartTaken)
    case .importCommitted(let e): visitor.visit(e, Number.importCommitted)
    case .importSliceApplied(let e): visitor.visit(e, Number.importSliceApplied)
    }
  }
}
