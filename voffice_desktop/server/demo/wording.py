"""Words of health administration, invented but plausible, from which titles and bodies are put together."""

from __future__ import annotations

from random import Random

TOPICS: dict[str, tuple[str, ...]] = {
    "KCB": (
        "công tác thu dung, điều trị người bệnh sốt xuất huyết Dengue",
        "công tác phòng, chống dịch bệnh mùa đông - xuân",
        "việc triển khai hồ sơ bệnh án điện tử",
        "việc cấp giấy phép hành nghề khám bệnh, chữa bệnh",
        "việc đánh giá chất lượng bệnh viện",
        "công tác kiểm soát nhiễm khuẩn tại cơ sở khám bệnh, chữa bệnh",
        "hoạt động khám bệnh, chữa bệnh từ xa",
        "việc luân phiên người hành nghề về y tế cơ sở",
        "công tác cấp cứu ngoại viện",
        "công tác điều dưỡng và chăm sóc người bệnh toàn diện",
        "việc thực hiện hướng dẫn chẩn đoán và điều trị bệnh tay chân miệng",
        "việc quản lý bệnh không lây nhiễm tại trạm y tế xã",
        "công tác phục hồi chức năng dựa vào cộng đồng",
        "việc xếp cấp chuyên môn kỹ thuật của cơ sở khám bệnh, chữa bệnh",
        "công tác an toàn người bệnh và báo cáo sự cố y khoa",
        "hoạt động xét nghiệm và liên thông kết quả xét nghiệm",
        "công tác dinh dưỡng lâm sàng tại các bệnh viện",
        "công tác bảo đảm y tế trong mùa mưa bão",
    ),
    "QLD": (
        "việc bảo đảm cung ứng thuốc phục vụ khám bệnh, chữa bệnh",
        "việc gia hạn giấy đăng ký lưu hành thuốc",
        "công tác đấu thầu thuốc tập trung cấp quốc gia",
        "việc kê khai, công bố giá thuốc",
        "công tác cảnh giác dược",
        "việc thu hồi thuốc không đạt tiêu chuẩn chất lượng",
        "việc thực hành tốt cơ sở bán lẻ thuốc",
        "công tác kiểm nghiệm thuốc, mỹ phẩm",
        "việc quản lý thuốc phải kiểm soát đặc biệt",
        "việc công bố sản phẩm mỹ phẩm",
        "việc kết nối cơ sở dữ liệu dược quốc gia",
        "công tác phát triển dược liệu và thuốc cổ truyền trong nước",
        "việc dự trữ thuốc hiếm, thuốc giải độc",
        "việc bán thuốc kê đơn theo đơn thuốc điện tử",
    ),
    "VPB": (
        "việc cải cách thủ tục hành chính lĩnh vực y tế",
        "công tác văn thư, lưu trữ và lập hồ sơ điện tử",
        "việc ứng dụng chữ ký số chuyên dùng công vụ",
        "việc cung cấp dịch vụ công trực tuyến toàn trình",
        "công tác tổng hợp, báo cáo định kỳ của ngành Y tế",
        "việc tiếp nhận và xử lý kiến nghị của cử tri",
        "việc thực hành tiết kiệm, chống lãng phí",
        "công tác truyền thông về y tế",
        "việc chuẩn bị hội nghị tổng kết công tác y tế",
    ),
    "TTRB": (
        "công tác tiếp công dân, giải quyết khiếu nại, tố cáo",
        "việc kê khai, kiểm soát tài sản, thu nhập",
        "việc thực hiện kết luận kiểm tra về mua sắm trang thiết bị y tế",
        "công tác kiểm tra hành nghề y, dược ngoài công lập",
        "công tác phòng, chống tham nhũng, tiêu cực",
        "việc xử lý quảng cáo thực phẩm chức năng sai sự thật",
    ),
    "BYT": (
        "công tác bảo hiểm y tế toàn dân",
        "việc đầu tư, nâng cấp trạm y tế cấp xã",
        "việc sắp xếp tổ chức bộ máy ngành Y tế",
        "công tác tiêm chủng mở rộng",
        "công tác an toàn thực phẩm dịp lễ, Tết",
        "việc thực hiện Chương trình mục tiêu quốc gia về chăm sóc sức khỏe, dân số và phát triển",
        "công tác chuyển đổi số y tế",
        "việc lập sổ sức khỏe điện tử",
        "công tác dân số và phát triển",
        "việc bảo đảm nguồn nhân lực y tế cho y tế cơ sở",
        "công tác phòng, chống tác hại của thuốc lá",
        "việc khám sức khỏe định kỳ, khám sàng lọc cho người dân",
        "công tác hợp tác quốc tế về y tế",
        "việc quản lý chất thải y tế",
    ),
}

_FRAMES = {
    "CV": (
        "tăng cường {t}", "đẩy mạnh {t}", "báo cáo kết quả {t}", "chấn chỉnh {t}", "phối hợp thực hiện {t}",
        "cho ý kiến về {t}", "hướng dẫn {t}", "đôn đốc {t}", "trả lời kiến nghị về {t}", "cung cấp thông tin về {t}",
        "góp ý dự thảo văn bản quy định {t}", "rà soát {t}",
    ),
    "QĐ": (
        "Về việc ban hành Kế hoạch {t}", "Về việc phê duyệt Đề án {t}", "Về việc thành lập Tổ công tác {t}",
        "Về việc ban hành Quy trình {t}", "Về việc kiện toàn Ban Chỉ đạo {t}",
        "Về việc phê duyệt danh mục nhiệm vụ {t}",
    ),
    "TB": ("Kết luận của lãnh đạo tại cuộc họp về {t}", "Về {t}", "Kết quả kiểm tra {t}"),
    "KH": ("Triển khai {t}", "Kiểm tra, giám sát {t}", "Tập huấn {t}"),
    "BC": ("Kết quả thực hiện {t}", "Sơ kết {t}", "Tình hình {t}"),
    "TTr": ("Về việc phê duyệt Kế hoạch {t}", "Về {t}", "Về việc bố trí kinh phí {t}"),
    "GM": ("Dự họp về {t}", "Dự hội nghị trực tuyến về {t}"),
    "CĐ": ("Về {t}",),
    "CT": ("Về tăng cường {t}",),
    "HD": ("Thực hiện {t}",),
}  # fmt: skip

_TAILS = (
    "", "", "", " năm 2026", " năm 2026", " 6 tháng cuối năm 2026", " quý IV năm 2026", " giai đoạn 2026 - 2030",
    " trong tình hình mới", " tại các đơn vị trực thuộc", " trên phạm vi toàn quốc", " đợt 2",
    " tại tuyến y tế cơ sở", " theo chỉ đạo của Thủ tướng Chính phủ",
)  # fmt: skip

TYPE_NAMES = {
    "CV": "", "QĐ": "QUYẾT ĐỊNH", "TB": "THÔNG BÁO", "KH": "KẾ HOẠCH", "BC": "BÁO CÁO", "TTr": "TỜ TRÌNH",
    "GM": "GIẤY MỜI", "CĐ": "CÔNG ĐIỆN", "CT": "CHỈ THỊ", "HD": "HƯỚNG DẪN",
}  # fmt: skip

TYPE_WORDS = {
    "CV": "Công văn", "QĐ": "Quyết định", "TB": "Thông báo", "KH": "Kế hoạch", "BC": "Báo cáo", "TTr": "Tờ trình",
    "GM": "Giấy mời", "CĐ": "Công điện", "CT": "Chỉ thị", "HD": "Hướng dẫn",
}  # fmt: skip

OPENINGS = (
    "Thực hiện chỉ đạo của Chính phủ, Thủ tướng Chính phủ về {t}; trên cơ sở báo cáo của các địa phương, đơn vị, "
    "{me} thông báo tình hình và đề nghị như sau:",
    "Thời gian qua, {t} đã đạt được những kết quả bước đầu. Tuy nhiên, qua theo dõi, kiểm tra, {me} nhận thấy còn "
    "một số tồn tại, hạn chế cần tập trung khắc phục, cụ thể:",
    "Căn cứ chức năng, nhiệm vụ được giao và chương trình công tác năm, để bảo đảm tiến độ, chất lượng {t}, {me} "
    "có ý kiến như sau:",
    "Ngày {d}, {me} nhận được văn bản của một số đơn vị phản ánh khó khăn, vướng mắc trong {t}. Sau khi nghiên cứu, "
    "trao đổi với các cơ quan liên quan, {me} có ý kiến như sau:",
    "Để chuẩn bị tốt các điều kiện phục vụ Nhân dân, hạn chế thấp nhất các tình huống bị động trong {t}, {me} đề "
    "nghị triển khai các nội dung sau đây:",
)

FACTS = (
    "Đến ngày {d}, đã có {n} đơn vị gửi báo cáo, đạt {p}% kế hoạch; còn {m} đơn vị chưa gửi báo cáo theo yêu cầu.",
    "Số lượt người dân được phục vụ trong kỳ là {b} lượt, tăng {q}% so với cùng kỳ năm trước.",
    "Kinh phí đã giải ngân đạt {p}% dự toán được giao; một số hạng mục chậm do vướng mắc về thủ tục mua sắm.",
    "Tỷ lệ hồ sơ được giải quyết đúng hạn đạt {p}%, trong đó hồ sơ trực tuyến toàn trình chiếm {q}%.",
    "Có {m} cơ sở được nhắc nhở, {q} cơ sở phải hoàn thiện lại hồ sơ; chưa ghi nhận vi phạm nghiêm trọng.",
    "Nhân lực tại tuyến cơ sở còn thiếu, nhất là bác sĩ có kinh nghiệm; công tác đào tạo lại chưa thường xuyên.",
    "Hệ thống thông tin của một số đơn vị chưa kết nối đầy đủ, việc chia sẻ dữ liệu còn chậm và chưa thống nhất.",
    "Việc phân công trách nhiệm ở một số nơi chưa rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm.",
    "Cơ số thuốc, vật tư, trang thiết bị được bổ sung kịp thời; không để xảy ra tình trạng gián đoạn phục vụ.",
    "Công tác truyền thông được đổi mới về hình thức, nội dung phù hợp với từng nhóm đối tượng và từng địa bàn.",
)

ORDERS = (
    "Rà soát, cập nhật kế hoạch, phương án của đơn vị về {t}; phân công cụ thể cho từng cá nhân, tập thể;",
    "Tổ chức tập huấn, hướng dẫn chuyên môn cho đội ngũ trực tiếp làm nhiệm vụ, ưu tiên tuyến y tế cơ sở;",
    "Bảo đảm đầy đủ thuốc, hóa chất, vật tư, trang thiết bị và nhân lực; chủ động nguồn dự phòng cho {w} tuần;",
    "Tăng cường kiểm tra, giám sát, kịp thời phát hiện và xử lý nghiêm các trường hợp vi phạm;",
    "Phối hợp chặt chẽ với các sở, ban, ngành và chính quyền cấp xã trong quá trình triển khai;",
    "Đẩy mạnh truyền thông để người dân hiểu, đồng thuận và chủ động tham gia;",
    "Ứng dụng công nghệ thông tin, kết nối, chia sẻ dữ liệu; bảo đảm an toàn thông tin và bảo vệ dữ liệu cá nhân;",
    "Cập nhật số liệu lên hệ thống trước ngày {k} hằng tháng và chịu trách nhiệm về tính chính xác của số liệu;",
    "Bố trí kinh phí trong dự toán được giao, sử dụng tiết kiệm, hiệu quả, đúng quy định của pháp luật;",
    "Thiết lập đường dây nóng, phân công trực lãnh đạo, trực chuyên môn 24/24 giờ trong thời gian cao điểm;",
    "Sơ kết, tổng kết, đánh giá kết quả, kịp thời biểu dương tập thể, cá nhân có thành tích;",
    "Tổng hợp khó khăn, vướng mắc vượt thẩm quyền, báo cáo {me} xem xét, giải quyết;",
)

PARAGRAPHS = (
    "Thủ trưởng các đơn vị trực tiếp chỉ đạo, chịu trách nhiệm trước {me} về kết quả {t}; không để tình trạng đùn "
    "đẩy, né tránh, chậm trễ trong giải quyết công việc của người dân, tổ chức và doanh nghiệp.",
    "Quá trình triển khai phải bám sát quy định của pháp luật, quy chế làm việc và hướng dẫn chuyên môn đã ban hành; "
    "trường hợp phát sinh vấn đề mới, chưa có quy định thì kịp thời báo cáo để được hướng dẫn.",
    "Các nhiệm vụ được thực hiện theo lộ trình, có trọng tâm, trọng điểm, phù hợp với khả năng cân đối nguồn lực và "
    "điều kiện thực tế của từng địa phương, đơn vị; ưu tiên vùng sâu, vùng xa, biên giới, hải đảo.",
    "Việc kiểm tra, đánh giá được tiến hành định kỳ và đột xuất; kết quả kiểm tra là một căn cứ để xem xét mức độ "
    "hoàn thành nhiệm vụ của tập thể, cá nhân và công tác thi đua, khen thưởng cuối năm.",
    "Các đơn vị chủ động lồng ghép với những chương trình, kế hoạch đang thực hiện để tránh chồng chéo, trùng lặp; "
    "sử dụng thống nhất biểu mẫu báo cáo kèm theo văn bản này.",
    "Trên cơ sở ý kiến của các chuyên gia, {me} đã tiếp thu, hoàn thiện nội dung, bảo đảm tính khả thi và thống nhất "
    "với các quy định hiện hành về {t}.",
)

SECTIONS = (
    "MỤC ĐÍCH, YÊU CẦU",
    "TÌNH HÌNH THỰC HIỆN",
    "KẾT QUẢ ĐẠT ĐƯỢC",
    "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
    "NỘI DUNG, NHIỆM VỤ TRỌNG TÂM",
    "GIẢI PHÁP THỰC HIỆN",
    "KINH PHÍ THỰC HIỆN",
    "CHẾ ĐỘ THÔNG TIN, BÁO CÁO",
    "KIẾN NGHỊ, ĐỀ XUẤT",
    "TỔ CHỨC THỰC HIỆN",
)

BASES = (
    "Căn cứ Luật Khám bệnh, chữa bệnh ngày 09 tháng 01 năm 2023",
    "Căn cứ Luật Dược ngày 06 tháng 4 năm 2016 và Luật sửa đổi, bổ sung một số điều của Luật Dược",
    "Căn cứ Luật Tổ chức Chính phủ",
    "Căn cứ Nghị định của Chính phủ quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Y tế",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
    "Căn cứ Chương trình công tác năm 2026 của Bộ Y tế",
)

TABLE_ROWS = (
    "Xây dựng kế hoạch chi tiết của đơn vị", "Tổ chức hội nghị triển khai", "Tập huấn chuyên môn cho tuyến cơ sở",
    "Rà soát, thống kê nhu cầu thuốc và vật tư", "Kiểm tra liên ngành", "Cập nhật cơ sở dữ liệu",
    "Truyền thông trên các phương tiện thông tin đại chúng", "Giám sát hỗ trợ tại cơ sở", "Báo cáo sơ kết",
    "Đánh giá độc lập kết quả thực hiện", "Hoàn thiện quy trình chuyên môn", "Tổng kết, đề xuất khen thưởng",
)  # fmt: skip

DOERS = ("Sở Y tế các tỉnh, thành phố", "Cục Quản lý Khám, chữa bệnh", "Cục Quản lý Dược", "Văn phòng Bộ",
         "Các bệnh viện trực thuộc Bộ", "Các viện chuyên ngành")  # fmt: skip

OPINIONS = (
    "Nhất trí với nội dung trình.",
    "Đồng ý. Đề nghị bổ sung số liệu đến hết tháng 10.",
    "Kính trình lãnh đạo xem xét, quyết định.",
    "Nội dung phù hợp quy định; thể thức đã kiểm tra.",
    "Đồng ý trình; lưu ý tiến độ theo kết luận giao ban.",
    "Đã rà soát, thống nhất với ý kiến của các đơn vị liên quan.",
)

RETURNS = (
    "Đề nghị làm rõ nguồn kinh phí và bổ sung ý kiến của Vụ Kế hoạch - Tài chính.",
    "Số liệu tại trang 2 chưa thống nhất với báo cáo tháng trước, đề nghị rà soát lại.",
    "Bổ sung phân công cụ thể đơn vị chủ trì, phối hợp và thời hạn hoàn thành từng nhiệm vụ.",
    "Căn cứ pháp lý chưa đầy đủ, đề nghị hoàn thiện trước khi trình lại.",
)

DIRECTIONS = (
    "Giao chủ trì nghiên cứu, tham mưu văn bản trả lời trước hạn.",
    "Chủ trì, phối hợp với các đơn vị liên quan đề xuất phương án xử lý.",
    "Xử lý theo thẩm quyền, báo cáo kết quả.",
    "Tổng hợp vào báo cáo chung của ngành.",
    "Nghiên cứu, đề xuất; lưu ý thời hạn yêu cầu của cơ quan gửi.",
)

RESULTS = (
    "Đã có văn bản trả lời cơ quan gửi.",
    "Đã tổng hợp, báo cáo lãnh đạo; lưu hồ sơ.",
    "Đã triển khai đến các đơn vị liên quan, không có ý kiến khác.",
    "Đã hoàn thành theo yêu cầu, đúng thời hạn.",
)

REPORTS = (
    "Đã xây dựng đề cương và phân công các nhóm việc.",
    "Đã lấy ý kiến các đơn vị, đang tổng hợp, tiếp thu.",
    "Hoàn thành dự thảo lần 2, đang xin ý kiến pháp chế.",
    "Một số địa phương gửi số liệu chậm, đã có văn bản đôn đốc.",
    "Hoàn thành toàn bộ nội dung, trình lãnh đạo xem xét.",
)

_GIVEN = ("Mẫu", "Thử", "Ví Dụ")
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thu", "Quang")


def subject(chance: Random, type_code: str, unit: str) -> tuple[str, str]:
    """A trích yếu for a document of that type in that unit's field of work, and its topic."""
    topic = chance.choice(TOPICS[unit] if chance.random() < 0.85 else TOPICS["BYT"])
    frames = _FRAMES[type_code]
    text = frames[int(chance.random() * len(frames))].replace("{t}", topic)
    return (text[0].upper() + text[1:] if type_code != "CV" else text) + chance.choice(_TAILS), topic


def sample_name(chance: Random) -> str:
    """A plainly invented name such as "Phan Thu Ví Dụ"."""
    return f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE)} {chance.choice(_GIVEN)}"
