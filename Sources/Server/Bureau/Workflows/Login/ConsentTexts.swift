internal import Protocol

/// The documents that a person accepts at the first login (告知同意书, 服务协议; L1.7). A changed text
/// gets a new version, which is asked for again.
enum ConsentTexts {
  struct Document {
    let number: UInt32
    /// Its version, from 1.
    let version: UInt32
    let title: String
    let text: String
  }

  /// All documents, in their present versions.
  static let documents = [personalInformation, faceRecognition]

  /// Returns the documents whose present version the person has not accepted.
  static func missing(_ person: Person, _ digests: any Digests) -> [ConsentDocument] {
    documents.map { document in
      ConsentDocument(
        document: document.number, version: document.version, title: document.title,
        hash: hash(document, digests))
    }
    .filter { document in
      !person.consents.contains {
        $0.document == document.document && $0.version == document.version
          && $0.hash == document.hash
      }
    }
  }

  /// Returns a document with its text; nil for an unknown number.
  static func text(_ number: UInt32, _ digests: any Digests) -> ConsentText? {
    documents.first { $0.number == number }.map { document in
      ConsentText(
        document: document.number, version: document.version, title: document.title,
        hash: hash(document, digests), text: document.text)
    }
  }

  private static func hash(_ document: Document, _ digests: any Digests) -> Digest256 {
    digests.plain(Array(document.text.utf8))
  }

  private static let personalInformation = Document(
    number: 1, version: 1, title: "个人信息保护告知同意书",
    text: """
      个人信息保护告知同意书

      您在首次登录电子税务局社保费系统前，请仔细阅读本告知同意书。本系统由税务机关设立，用于用人单位申报和缴纳社会保险费。

      一、我们处理哪些个人信息
      1. 身份信息：姓名、居民身份证号码、用户名、在用人单位的办税人员身份类型。
      2. 联系信息：登录手机号码、安全及通知手机号码。
      3. 登录与操作信息：登录时间、登录方式、会话记录，以及您办理申报、缴费、协议和查询等业务的记录。
      居民身份证号码等属于敏感个人信息，一旦泄露可能影响您的人身和财产安全，我们仅在办理本系统业务所必需的范围内处理。

      二、处理的目的和方式
      1. 核验您的身份，确认您有权代表所选用人单位办理业务。
      2. 向您发送验证码，并通知您缴费结果、协议变动和账号安全事项。
      3. 依照税收和社会保险法律法规的要求留存业务凭据，供核对、审计和争议处理使用。
      我们以加密方式传输上述信息，以单向计算的结果保存登录密码、支付密码和会话凭据，不保存其原文。

      三、向谁提供
      1. 为办理委托扣款，向您选择的银行提供用人单位名称、账户和缴费金额，不提供您的居民身份证号码。
      2. 为发送短信，向短信服务单位提供手机号码和短信内容。
      3. 法律法规规定应当提供的其他情形。
      除上述情形外，未经您另行同意，不向他人提供。

      四、保存多久
      账号信息在您担任办税人员期间保存；业务记录按照会计档案和税收征管资料的规定期限保存。期限届满后予以删除或者匿名化处理。

      五、您的权利
      您可以查询、更正您的个人信息，可以查看并结束自己的登录会话，也可以向主管税务机关申请删除或者撤回同意。撤回同意不影响撤回前已经办理的业务；撤回后您将不能继续登录本系统，\
      但仍可在办税服务厅办理。

      六、联系我们
      对个人信息的处理有疑问或者意见的，请联系主管税务机关，或者拨打12366纳税缴费服务热线。

      七、版本
      本告知同意书内容变更时，将在您下次登录时重新征得同意。

      您点击“确认”，表示您已阅读并理解上述内容，同意我们按照本告知同意书处理您的个人信息。
      """)

  private static let faceRecognition = Document(
    number: 2, version: 1, title: "人脸识别服务协议",
    text: """
      人脸识别服务协议

      本协议说明您使用税务APP或者个人所得税APP扫码验证身份时，人脸识别服务如何进行。请在确认前仔细阅读。

      一、服务内容
      办理登录、确认办税人员身份、变更委托扣款协议、设置支付密码等业务时，需要确认操作者为您本人。您用APP扫描二维码后，由该APP按其规则核验您的身份，必要时进行人脸识别，\
      并只将“通过”或者“不通过”的结果告知本系统。

      二、人脸信息的处理
      1. 本系统不采集、不接收、不保存您的人脸图像和人脸特征。
      2. 人脸识别由APP的运营单位实施，其对人脸信息的处理适用您与该单位之间的约定。
      3. 本系统保存的仅为核验结果、核验时间和所用APP的种类。

      三、您的选择
      人脸识别并非登录的唯一方式。您可以选择短信验证码进行第二步验证；但首次确认办税人员身份以及办理涉及资金安全的业务时，须通过扫码验证。不愿使用人脸识别的，\
      可以到办税服务厅由工作人员核验身份后办理。

      四、您的责任
      1. 由您本人扫码和进行人脸识别，不得由他人代替，也不得使用照片、视频、面具等方式冒充他人。
      2. 扫码前核对APP中显示的业务内容、单位名称，并核对屏幕上的两位数字；内容不符的，请拒绝。
      3. 妥善保管手机和APP的登录凭据；发现他人冒用的，请立即结束会话并联系主管税务机关。

      五、责任的限制
      因您将手机交由他人使用、未核对内容即予同意等原因造成的损失，由您依法承担相应责任；因本系统的过错造成的损失，由我们依法承担责任。

      六、协议的变更和终止
      本协议内容变更时，将在您下次登录时重新征得同意。您可以向主管税务机关申请终止本协议；终止后，须扫码验证的业务请到办税服务厅办理。

      您点击“确认”，表示您已阅读、理解并同意本协议。
      """)
}
