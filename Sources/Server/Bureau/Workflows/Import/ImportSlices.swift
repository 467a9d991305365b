internal import Protocol

extension Hall { mutating func apply(_ slice: Slice) {} }
