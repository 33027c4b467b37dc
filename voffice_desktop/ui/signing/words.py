"""What a key, a signature and a level of proof are called on screen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from voffice_desktop.services.signing_values import WARN_DAYS, CertificationLook, Key, SignatureKind, Standing, Step
from voffice_desktop.signing.appearance import VIETNAM

translate = QCoreApplication.translate


def kind_words(kind: SignatureKind) -> str:
    """The name of a signature."""
    return {
        "personal": translate("signing", "Chữ ký số cá nhân của lãnh đạo"),
        "agency": translate("signing", "Chữ ký số cơ quan"),
        "certification": translate("signing", "Chữ ký chứng thực của đơn vị"),
    }[kind]


def place_words(kind: SignatureKind) -> str:
    """Where it will stand."""
    return {
        "personal": translate("signing", "Giữa chức vụ và họ tên người ký"),
        "agency": translate("signing", "Trùm khoảng một phần ba chữ ký người có thẩm quyền, về bên trái"),
        "certification": translate("signing", "Góc dưới bên trái, trang đầu"),
    }[kind]


def step_words(step: Step) -> str:
    """What is being done now."""
    return {
        "opening": translate("signing", "Đang mở khóa ký…"),
        "annexes": translate("signing", "Đang ký số các phụ lục…"),
        "preparing": translate("signing", "Đang lấy bản trình ký từ máy chủ…"),
        "checking": translate("signing", "Đang đối chiếu từng trang với bản đã duyệt…"),
        "signing": translate("signing", "Đang ký…"),
        "verifying": translate("signing", "Đang kiểm tra chữ ký vừa tạo…"),
        "sending": translate("signing", "Đang gửi chữ ký lên máy chủ…"),
        "done": translate("signing", "Xong."),
    }[step]


def level_words(level: str) -> str:
    """What the signatures made now will prove."""
    if level == "B-B":
        return translate(
            "signing", "Mức PAdES B-B: máy chủ chưa có dịch vụ dấu thời gian, giờ ký theo đồng hồ máy chủ."
        )
    return translate("signing", "Mức PAdES {level}: có dấu thời gian và dữ liệu xác thực lâu dài.").format(
        level=level
    )


def look_words(look: CertificationLook) -> list[str]:
    """What a person should know of the place before a certification is signed."""
    said = []
    if look.over_content:
        said.append(
            translate("signing", "Cả góc dưới bên trái trang đầu đều có nội dung: chữ ký sẽ đè lên một phần.")
        )
    elif look.moved:
        words = translate(
            "signing", "Góc dưới bên trái có nội dung; chữ ký dời đến cách mép trái {left} mm, mép dưới {bottom} mm."
        )
        said.append(words.format(left=round(look.from_left_mm), bottom=round(look.from_bottom_mm)))
    if look.rotation:
        said.append(translate("signing", "Trang đầu được xoay; chữ ký đặt theo chiều đang xem."))
    if look.cropped:
        said.append(translate("signing", "Trang đầu bị cắt lề; chữ ký đặt trong phần đang xem."))
    if look.earlier_signatures:
        words = translate("signing", "Tệp đã có {count} chữ ký; các chữ ký đó được giữ nguyên giá trị.")
        said.append(words.format(count=look.earlier_signatures))
    return said


def day(moment: datetime) -> str:
    """``dd/MM/yyyy`` in Vietnam."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y")


def key_words(key: Key) -> str:
    """One line: whose, where it lies."""
    where = translate("signing", "thiết bị {label}") if key.source == "token" else translate("signing", "tệp {label}")
    return f"{key.certificate.subject} · {where.format(label=key.label)}"


def owner_words(key: Key, standing: Standing | None) -> tuple[str, str]:
    """(tone, sentence) on whether the server knows the certificate; empty while the server was not asked."""
    if standing is None:
        return "", ""
    owner = standing.registered.get(key.id)
    if owner == "unit":
        return "ok", translate("signing", "Đã đăng ký cho đơn vị của bạn.")
    if owner == "person":
        return "ok", translate("signing", "Đã đăng ký cho chính bạn.")
    return "danger", translate("signing", "Chưa đăng ký cho bạn hoặc đơn vị của bạn trên máy chủ: ký sẽ bị từ chối.")


def validity_words(key: Key, now: datetime) -> tuple[str, str]:
    """(tone, sentence): until when it serves, with the warnings at 60, 30 and 7 days."""
    until = day(key.certificate.not_after)
    left = key.days_left(now)
    if key.trouble:
        return "danger", trouble_words(key.trouble, until)
    if left <= WARN_DAYS[2]:
        return "danger", translate("signing", "Chỉ còn {days} ngày (đến {day}): gia hạn ngay.").format(
            days=left, day=until
        )
    if left <= WARN_DAYS[1]:
        return "warn", translate("signing", "Còn {days} ngày (đến {day}): làm thủ tục gia hạn.").format(
            days=left, day=until
        )
    if left <= WARN_DAYS[0]:
        return "warn", translate("signing", "Còn {days} ngày (đến {day}): chuẩn bị gia hạn.").format(
            days=left, day=until
        )
    since = day(key.certificate.not_before)
    return "ok", translate("signing", "Có hiệu lực từ {since} đến {day}.").format(since=since, day=until)


def trouble_words(code: str, until: str = "") -> str:
    """Why a key cannot sign."""
    return {
        "certificate_expired": translate("signing", "Chứng thư đã hết hạn ngày {day}.").format(day=until),
        "certificate_not_yet_valid": translate("signing", "Chứng thư chưa có hiệu lực."),
        "key_file_missing": translate(
            "signing", "Không thấy tệp chứng thư ở chỗ cũ. Cắm lại ổ đĩa hoặc chọn lại tệp."
        ),
        "token_locked": translate("signing", "Thiết bị ký đã bị khóa. Mở khóa bằng phần mềm của nhà cung cấp."),
        "token_driver_missing": translate("signing", "Không nạp được trình điều khiển này."),
        "token_unplugged": translate("signing", "Chưa cắm thiết bị ký."),
        "token_failed": translate("signing", "Thiết bị ký báo lỗi hoặc vừa bị rút. Cắm lại rồi đọc lại."),
    }.get(code, translate("signing", "Chưa dùng được ({code}).").format(code=code))


def pin_words(key: Key | None) -> str:
    """What to type: a PIN for a token, a password for a file; and how many tries are left."""
    if key is None or key.source == "file":
        return translate("signing", "Mật khẩu của tệp chứng thư")
    return {
        "few_tries": translate("signing", "Mã PIN của thiết bị (đã nhập sai, còn ít lần thử)"),
        "last_try": translate("signing", "Mã PIN của thiết bị (CHỈ CÒN MỘT LẦN THỬ trước khi bị khóa)"),
    }.get(key.pin_state, translate("signing", "Mã PIN của thiết bị"))
