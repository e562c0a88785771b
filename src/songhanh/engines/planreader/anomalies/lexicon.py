"""Words of communication plans, rightly spelt; and the forms that only look like misspellings."""

from songhanh.engines.vntext import bare, listed

TERMS = listed(
    """
    bình đẳng giới | phấn đấu | cộng tác viên | cổ động trực quan | trục đường | đố vui
    | tuyên truyền
    | tuyên truyền viên | báo cáo viên | truyền thông | thông tin | phối hợp | chủ trì | kế hoạch
    | thực hiện | triển khai | tổ chức | phổ biến | pháp luật | chính sách | nâng cao | nhận thức
    | phụ nữ | trẻ em | vị thành niên | thanh niên | bạo lực | phòng ngừa | ứng phó
    | tháng hành động
    | hương ước | quy ước | chỉ tiêu | mục tiêu | nhiệm vụ | giải pháp | kinh phí | ngân sách
    | dự toán
    | kiểm tra | giám sát | sơ kết | tổng kết | khen thưởng | biểu dương | cơ quan | đơn vị
    | địa phương
    | doanh nghiệp | người dân | cán bộ | công chức | viên chức | hội viên | đoàn viên | tập huấn
    | bồi dưỡng | kỹ năng | kiến thức | cộng đồng | gia đình | nhà trường | học sinh
    | sinh viên | giáo dục
    | đào tạo | văn hóa | thể thao | du lịch | dân số | nông thôn | đô thị | dân tộc thiểu số
    | tôn giáo
    | già làng | chuyên mục | chuyên đề | chuyên trang | phóng viên | biên tập viên | truyền thanh
    | phát thanh | truyền hình | mạng xã hội | hưởng ứng | lồng ghép | hướng dẫn | đôn đốc
    | tham mưu
    | đề xuất | tổng hợp | báo cáo | định kỳ | khó khăn | vướng mắc | thẩm quyền | kịp thời
    | giải quyết
    | vận động | xã hội hóa | huy động | nguồn lực | tài trợ | viện trợ | mô hình | câu lạc bộ
    | địa chỉ tin cậy | tư vấn | hỗ trợ | định kiến giới | khuôn mẫu giới | phân biệt đối xử
    | hội nghị
    | hội thảo | tọa đàm | nói chuyện | cuộc thi | tờ rơi | áp phích | băng rôn | khẩu hiệu
    | thông điệp
    | sản phẩm | nội dung | hình thức | đa dạng | đổi mới | đẩy mạnh | tăng cường | xây dựng
    | phát triển
    | kinh tế | chính trị | ủy ban nhân dân | hội đồng nhân dân | mặt trận tổ quốc
    | liên hiệp phụ nữ
    | nông dân | cựu chiến binh | công đoàn | lao động | thương binh | tư pháp | tài chính | nội vụ
    | công an | thường xuyên | trách nhiệm | quy định | phạm vi | chức năng | đối tượng | tham gia
    | phê duyệt | ban hành | căn cứ | chiến dịch | cao điểm | chất lượng | hiệu quả | kết quả
    | đánh giá
    | chính quyền | công việc | phương tiện | hoạt động | chương trình | tiếp cận | nhân dân
    | hiện đại
    | công nghệ | nền tảng số | chuyển đổi số | người có uy tín | vùng sâu | vùng xa
    | cung cấp | khuyến khích
    | khảo sát | điều tra | điển hình | tiêu biểu | nhân rộng | quản lý | lãnh đạo | chỉ đạo
    | đảm bảo
    | bảo đảm | theo dõi | tiến độ | chia sẻ | kinh nghiệm | trực tiếp | gián tiếp
    | thân thiện | trợ giúp
    | sức khỏe | sinh sản | giới tính | lựa chọn | hậu quả | nguyên nhân | khu dân cư
    | khu công nghiệp
    | thời lượng | phát sóng | tin bài | hệ thống | thành viên | phong trào | tìm hiểu
    | trắc nghiệm
    | trực tuyến | dư luận | phản bác | xuyên tạc | sai lệch | đoàn thể | công tác
    | thời gian | khu vực
    | tình hình | thực tế | nghị quyết | chú trọng | tôn trọng | quan trọng | vấn đề | văn bản
    | hành chính | bản tin | đàn ông | đàn bà | phân công | đầu tiên | giám hiệu
    | chỉ tiêu cụ thể
    | hành động | tìm kiếm | yêu cầu | mục đích | điều kiện | cơ sở | đề nghị | thống nhất
    | thiết thực | tiết kiệm | nghiêm túc | quyền lợi | nghĩa vụ | hạnh phúc | tiến bộ | tảo hôn
    | hôn nhân | xâm hại | quấy rối | tình dục | nạn nhân | can thiệp | phát hiện | ngăn chặn
    | vi phạm | trẻ em gái | tổ dân phố | khu phố | phong tục | tập quán | hủ tục | văn nghệ
    | phát động | diễu hành | tiểu phẩm | trưng bày | triển lãm | kỷ niệm | sinh hoạt | ngoại khóa
    | giáo viên | phụ huynh | hòa giải | tiếp nhận | an sinh | bảo hiểm | môi trường | nông nghiệp
    | khoa học | dịch vụ | vai trò | vị trí | năng lực | trình độ | chuyên môn | nghiệp vụ
    | quy hoạch | đại biểu | nhiệm kỳ | đầu mối | thường trực | phụ trách | chuyên trách | phân bổ
    | cân đối | quyết toán | sử dụng | đóng góp | ủng hộ | đồng hành | lan tỏa | cam kết | ký kết
    | an toàn | phương án | phương thức | biện pháp | tiêu chí | tiêu chuẩn | thi đua | tập thể
    | cá nhân | xuất sắc | học kỳ | chủ đề | địa điểm | thành phần | độc lập | xã hội chủ nghĩa
    """
)
# Words of the same letters as a term and as good: "truyền thống" beside "truyền thông", "công ăn"
# beside "công an", "giá định" in "đánh giá định kỳ".
TWINS = frozenset(
    listed(
        """
        truyền thống | giả định | giá định | phần đầu | bản hành | cùng cấp | người dẫn | bao cao
        | thành niên | chi tiêu | thăm gia | cáo điểm | đồ thị | công ăn | công đoạn | năng cao
        | cần cử | tiền đó | tự vấn | từ vấn | tại chính | công tác | cộng tác | nơi dùng | nhận dân
        | phân công | quản lí | định kì | kĩ năng | qui định | qui ước | hàng năm | hằng năm
        | đã đăng | hành đồng | hành đóng | cơ số | có số | có sở | chủ để | phát đồng | để nghỉ
        | hóa giải | đầu mỗi | cả nhân | điều kiến | kỳ kết | phân bố | mỗi trường | hơn nhân
        | nhãn dán | mời trưởng | mọi trường | chữ trong | dẫn so
        | khóa học | khoá học | điều hành | kí kết | kỉ niệm | đó thì | công tắc
        """
    )
)
# Long enough that one changed letter cannot make another word of them.
DAMAGEABLE = tuple(
    term
    for term in TERMS
    if (len(term) >= 11 and not term.endswith((" viên", " gái")))
    or term in {"phối hợp", "kế hoạch", "thực hiện", "tìm kiếm"}
)
# Small words with a mark or a letter a scanner changes often; the forms on the left are no words.
SMALL_WORDS = {
    **dict.fromkeys(("vói", "vởi", "vóí"), "với"),
    **dict.fromkeys(("cùa", "cúa", "cũa", "cuả"), "của"),
    **dict.fromkeys(("vể", "vễ", "vê"), "về"),
    **dict.fromkeys(("đển", "đễn"), "đến"),
    **dict.fromkeys(("đưọc", "đuọc", "đựơc", "đuợc"), "được"),
    **dict.fromkeys(("cãc", "cảc"), "các"),
    **dict.fromkeys(("ngưòi", "ngưởi", "nguòi"), "người"),
    **dict.fromkeys(("nhửng", "nhừng"), "những"),
    **dict.fromkeys(("giừa", "giửa"), "giữa"),
    **dict.fromkeys(("trưòng", "truòng"), "trường"),
    **dict.fromkeys(("trưóc", "trưởc"), "trước"),
}
BY_BARE: dict[str, frozenset[str]] = {}
for _term in TERMS:
    BY_BARE[bare(_term)] = BY_BARE.get(bare(_term), frozenset()) | {_term}
for _term in (twin for twin in TWINS if bare(twin) in BY_BARE):
    BY_BARE[bare(_term)] |= {_term}
TERM_LENGTHS = tuple(sorted({len(term.split()) for term in TERMS}, reverse=True))

# Phrases one letter away from a term, and as good: none of them is a misspelling of it.
NEIGHBOURS = frozenset(
    listed(
        """
        trải nghiệm | phương diện | khu nông nghiệp | linh nghiệm | hiệu nghiệm | thực tiễn
        | phù hợp | chính quy | kinh nguyệt | truyền tin | truyền thần | tuyên dương | công nghiệp
        | thường trú
        """
    )
)

# Foreign words and names a plan may print; none of them is a misspelt syllable.
FOREIGN = frozenset(
    listed(
        """
        fanpage | facebook | zalo | youtube | tiktok | video | clip | infographic | internet
        | website | email | online
        | logo | banner | poster | radio | podcast | livestream | stress | smartphone | app
        | qr | led | pano | panô
        | kịch | ê-kíp | karaoke | gala | talkshow | stream | teen | trailer | hotline | inox
        | slogan | spot | web
        """
    )
)
