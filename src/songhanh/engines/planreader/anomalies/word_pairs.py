"""Words that stand beside each other in plans again and again: "địa bàn", "bàn tỉnh", "trước ngày".

Taken from plans and their guidance, each pair from three texts at least. A pair tells which of
several words with the same letters is meant; it says nothing against a pair that is not here.
"""

YEAR = "##"  # stands for any number of four figures
NUMBER = "#"  # stands for any other

# A word and a colon, then the words that follow it.
_PAIRS = """
#: buổi chiến chuyên cuốn cuộc câu của do giờ hàng hằng học hội kỳ lao lượt lớp mô ngày năm phóng
phút tháng tin to triệu trong tọa tổ và về vụ xã đến đồng ##: có của in là như nhận the trên tăng
tại và đạt đến a: # ## day an: ninh phường toàn tỉnh xã ba: cuộc na ban: biên chấp dân giám hành
mặt ngành nhân nữ quản thường tuyên vì binh: và biên: dịch giới phòng soạn tập biến: chính chủ
kiến kế luật pháp về biết: cơ pháp biểu: của dân dương mẫu về biện: pháp xã biệt: cho khó là đối
buổi: giao nói sinh sáng truyền bà: con bài: có giảng hằng mạng mỗi trên tuyên viết về bàn: huyện
thành tỉnh xã bào: dân bác: các những bám: sát bán: người báo: chí cáo in kết số và điện bình:
chọn luận lãng đẳng băng: rôn bước: xóa bạn: bè bạo: lực bản: chỉ các có của hướng quy số tin
trong tài về điện đồ bảng: điện bảo: chỉ mật tính vệ đảm bắt: dư bằng: các giới hai tiếng bến: xe
bền: vững bị: di quấy bỏ: bạo nội túi định bố: trí bốn: tin bồi: dưỡng bổ: kinh sung bộ: chính chỉ
các của hội làm môn nội nữ phận phụ thông tiêu truyền tài và văn về y đài đội cam: kết can: be
thiệp cao: chất hiểu kiến nhận năng tuổi về vị ý điểm cha: mẹ chi: bộ hội ngân phí thường chia: sẻ
chiếm: # chiến: dịch lược chiều: sâu cho: các cán công cơ cộng giáo hệ học hội lãnh nam người nạn
nữ phóng phụ sở trẻ từng việc đội chung: cho tay chuyên: biệt gia môn mục trang đề chuyển: biến
đổi chuyện: chuyên với chuông: vàng chuẩn: bị của thôn chánh: văn chí: bình của theo truyền và về
y ứng chính: công phủ quyền sách thống thức trị xác chú: trọng chúng: ở chăm: sóc chưa: có khẳng
chương: trình chạy: chữ chấm: điểm chấp: hành chất: lượng chậm: nhất chế: văn xuất độ chỉ: số tin
tiêu đạo chịu: trách chọn: giới việc chống: bạo mua quấy chốt: số chợ: phiên chụp: ảnh chủ: cuộc
nghĩa nhiệm trì trương tịch yếu đề động chức: # bồi chiến chính cuộc các của diễn giao giải giảng
hoạt họp hội kiểm lễ ngoại ngày nói năng phiên sinh sơ sắc tháng thực truyền tập tọa tối tổng từ
việc và ít đào chứng: từ chữ: trên cung: cấp cuối: năm quý cuộc: họp khảo sống thi truyền vận cá:
nhân các: buổi bản chuyên chính chương chỉ cuộc cơ cấp cửa diễn doanh dân dịp giá hoạt huyện hành
hình hương hộ hội hủ khoa khu kênh loại lớp mô mục nghị nguồn ngành ngày nhiệm nhà nhóm nội phong
phòng phó phương phường quy sản sở thiết thành thôn thông thời tiêu trang trung trường tài tập
tỉnh tổ vụ xã đoàn đơn địa đợt ấn cách: giới làm cán: bộ cáo: # ban bộ có của giám hàng kết năm
quý số sở viên về định đột ủy cân: bằng đối câu: chuyện hỏi lạc còn: lại nội quy thiếu có: # bạo
chiều của hiệu hoàn hương khó kế liên nguy nhiều nhạy nội quy số sự thưởng thẩm trách tổ từ uy
vướng yêu ít đóng đông định ảnh công: an chức cộng dân khai nghiệp nghệ nhiệm nhân nhận thực trách
tác việc văn đoàn cùng: tham căn: cứ cơ: bản quan sở cường: cung công kiểm thông thời truyền tuyên
vận cả: hai năm cảm: giới cảnh: khó cấp: ban cho có dịch học hội kế ngân phát thông thẩm trên tài
tỉnh và xã được ủy cần: thiết thơ đạt cầu: các cẩm: nang cận: huyết kiến rộng thông cập: nhật cậy:
tại cặp: tảo cổ: động cổng: thông cộng: hòa tác đồng cờ: hằng phướn trong cụ: thể cụm: công của:
ban bộ chuyên chính chủ các cán công cơ cả cấp cộng doanh dân giám hệ học hội kế luật mất mục nam
ngành người nhà nữ pháp phụ sở sự thành tháng thủ trung trường trưởng trẻ tỉnh tổ từng việc văn
vấn xã đoàn đài đảng địa đối đồng đời ủy củng: cố cứ: chức công kế luật nghị nhiệm quyết vào đánh
cử: cán cửa: ngõ cực: của và về đấu ủng cựu: sinh day: # di: động diễn: đàn diễu: hành do: ngân
doanh: nghiệp nhân du: lịch dung: bình công của giới hoạt liên này phân phòng quản sau thực truyền
tuyên vi và xúc định ưu duy: trì duyệt: chương không nội dành: cho dân: các cư cử gian huyện phố
số tham thành trong trên tăng tỉnh tộc vận về xã được dây: nóng dõi: dư lĩnh dùng: chung dư: luận
dương: tập dưới: # cờ dưỡng: hòa kiến nghiệp nâng định đội dạng: hóa nhóm dạy: chính có nội dẫn:
các cơ của hệ số thanh triển về xây áp đài dịch: cao truyền tài vụ dịp: # dục: bình giới nghề pháp
quốc trong trên và về đạo dụng: bộ chính các công hệ kinh nền thí và điện dữ: liệu dự: các thảo
toán án dựng: bộ chuyên các câu gia hương kho kế kịch mô môi mới nông tài và đội em: gái nói ghi:
nhận ghép: các giáo nội trong tuyên vấn yếu gia: các của giám phát rai tài tâm tích về đình được
giai: đoạn gian: cao chốt hoàn mạng như thực giang: về giao: cho lưu nhiệm năm sở và già: làng
giá: giữa kế kết trị việc và giám: hiệu sát đốc gián: tiếp giáo: dục viên và giúp: hội xã giả:
định giải: pháp quyết trí viên đáp giảm: số giảng: chính dạy viên giấy: sang giới: # a bằng chia
cho các có cấp của dùng giai hằng ngày năm phù tham theo thiệu tiêu trong trên tính tại tối từ và
vào vùng ít đến ở giữa: các kỳ gái: trong góc: thân góp: của phần tích ý gương: phụ tiêu điển gần:
gũi gắn: với gặp: khó gọi: là gửi: báo sở trước hai: giới thứ hiểu: biết luật pháp về đúng hiện:
bình bộ chính chương chế các có công của hàng hành kế mục như nếu phù quyết theo truyền trên tuyên
tại tốt và về đại đủ hiệp: hội phụ hiệu: lực quả trưởng hoàn: cảnh thành hoạch: cán của do giai
như này năm phát phổ số theo thực triển truyền tuyên tại và vào với hoạt: chi chuyên chính cộng
của dưới ngoại văn động huy: các vai động huyết: thống huyện: và xây ủy huấn: cho cán kỹ phóng hà:
bắc giang hàng: năm tháng hành: bình bản bộ chiến chính các kèm kế quyết sổ tỉnh vi và văn động
hình: bình câu giáo hay hoạt hải mới thức thực truyền tỉnh đắc ảnh hòa: giải xã hóa: # các công
doanh dân thôn thể và về địa hôn: nhân hút: # sự hơn: # hương: ước hướng: các dư dẫn nghiệp hưởng:
lớn tại ứng hạ: tầng hại: phụ trên trẻ hạnh: phúc hậu: quả hằng: năm quý tháng tuần hẹp: khoảng
hết: năm hệ: thống họa: thông học: ## bổng cơ kỳ liệu phổ sinh trên tập viên và về đường họp: của
thôn tổ đánh họăc: lồng hỏi: đáp hỗ: trợ hộ: có gia và hội: a chủ cá các công cơ cấp của gia huyện
hóa hằng liên nghị nông tham theo thi thành thảo thực trong trên trước tỉnh tổ tổng viên vùng về
xây xã đoàn đại để đồng hộp: thư hợp: biên báo bảo cho cung các có giữa kiểm kết pháp thi thực
truyền tuyên tác tình tổ với xây xử đề hủ: tục in: ## a an the ấn khai: chiến chương các công hoạt
kế thác tháng thực truyền trên đồng khen: thưởng khi: bị có cần kết sinh kho: học khoa: học khoản:
mạng khoảng: cách khu: chế công dân kinh phố vực khuyến: khích khuyết: tật khuôn: mẫu khác: theo
khích: người khó: khăn khóa: cho định không: còn có dưới gian phân phải quá tảo với ít đạt để định
khả: năng khảo: sát khấu: hóa khẩn: cấp khẩu: hiệu khẳng: định khỏe: giới sinh kinh: nghiệm phí tế
kiếm: kiến kiến: giới nghị thức kiểm: tra kiệm: chi kiện: của truyền kèm: theo kê: giới tỉnh kênh:
sóng truyền kêu: gọi kính: gửi ký: báo cam túc kế: hoạch thừa kết: chương giữa hợp không kế luận
năm nối quả thúc thực vào kể: từ kịch: bản kịp: thời kỳ: # báo hằng tổ tổng việc và về đào kỷ:
nguyên niệm kỹ: năng thuật lan: tỏa lao: động liên: hiệp quan tục đoàn liệu: có giấy hỏi nền số
truyền tuyên và về điện loa: phường truyền loại: hình luận: của kiểm trên và xã luật: bình của mới
ngân pháp phòng tổ và về là: # các cơ kế vào đầu ở làm: cha cho chủ công hay kinh truyền việc đúng
đại lâm: sơn lãnh: đạo lê: thị lên: tiếng trang lý: các của hình kịp nghiêm ngành nhà thông và văn
ảo lĩnh: của vực lưu: trữ động lược: phát quốc lượng: bài công phát tin tuyên lượt: người phát thi
lạc: bộ hậu lại: chương các khuôn lạng: sơn lập: dự hội kế nhóm tổ lắp: đặt lặp: lại lễ: hội phát
lệ: cơ hương nữ lệch: về lịch: và lối: của sống lồng: ghép lộ: trình lớn: trong lớp: làm tập lời:
câu lợi: thế ích lục: kèm lộ lứa: tuổi lừa: đảo lựa: chọn lực: cho gia học kể lượng trên tại từ và
đối may: be minh: để miền: núi miễn: phí mua: bán màn: hình mít: tinh mô: hình môi: trường mưu:
ban báo bố sơ thực triển tổng ủy mạng: có xã mạnh: công hợp truyền xã ứng mất: cân mẫu: giới số
mật: và mắc: vượt mặt: trận mọi: lĩnh người mỗi: cơ gia hoạt học khu lớp năm quý tháng tuần xã
mộc: lâm một: hoạt lần năm số mới: ban các hình về ít đạt mời: chuyên già mở: chuyên lớp rộng ít
mục: thực tiêu trên về đích nam: # giới sơn tỉnh và xã đến ngay: tại nghiêm: những trọng túc vi
nghiên: cứu nghiệm: giữa trực với nghiệp: không phối trong và vụ đưa nghĩa: việt vụ nghề: nghiệp
nghệ: an sĩ số thuật thông và nghị: báo các của hội phổ quyết sở định ủy ngoài: nước xã ngoại:
khóa vụ nguy: cơ nguyên: nhân số nguồn: chi huy hợp kinh lực ngân tài ngành: liên triển tỉnh và để
ngày: # dân gia hội ký kỷ pháp phụ quốc thành tháng ngân: sách ngũ: cán làm phóng tuyên ngư: dân
người: cao cha chồng cung có dân học khuyết lao nổi phụ tham trong truy đứng ngắn: bằng gọn ngừa:
ứng nhiều: cách người nhiệm: của người thi vụ nhà: giáo lãnh nước quản trường tạm văn nhân: bạo
bản có cận dân ngày rộng tham thành tiêu trong tích viên và nhóm: giải đặc đối như: câu sau trên
tờ điều nhạy: cảm nhất: # ba là một ngày về nhận: diện phản thông thức nhật: bộ kiến ký thông về
nhằm: nâng những: hành lợi người nội thành thông tổ niên: có và xã niệm: ngày này: có kế thay trên
nâng: cao nòng: cốt nói: chuyện không nóng: tiếp nông: dân nghiệp thôn núi: giai năm: ## báo có
của gửi học kiểm trước tổ tổng và về xây để năng: cân làm lực ngân sử thực truyền tư viết nơi: làm
nhận nước: bảo ngoài theo tổng và về được nạn: nhân nắm: bắt tình nếu: có phát nền: tảng nối: hỗ
nổi: tiếng nội: bộ dung quy vụ nữ: # chiếm chuyên các công doanh góp làm năm phường sinh tiêu
trong tỉnh tự việt và vùng xã đại phim: ngắn phiên: chợ tòa phong: trào tục pháp: chủ của giảng
khác luật lý về phát: # hiện huy hành lại sinh sóng sổ thanh thông triển trên tài tối tờ ít động
phân: biệt bổ công cấp đấu phê: duyệt phí: chi cho hoạt hằng theo thường thực và phích: tại phòng:
báo chuyên chính chống công hội kinh kế lao ngừa nội sở thời tài tổ văn vắt ủy phó: bạo chủ giám
với phóng: sự viên phù: hợp phú: yên phương: # báo kịp ngày pháp phối theo thức tiện trong và xây
định phường: # chịu có mỗi tổ và vùng xây phạm: pháp phụ vi phải: chính là phản: biện bác hồi ánh
phấn: đấu phần: thay thu thứ phẩm: chất thông trong truyền phỏng: vấn phố: ban triển tăng tổ và
văn phối: họp hợp phổ: biến thông phụ: huynh lục nữ trách phục: vụ phủ: ban phê về qua: ban hệ
không loa phòng sở quan: báo chỉ chịu chủ khác liên phối thường triển truyền tâm tổ và điểm đến
quen: tiếp qui: định quy: hoạch lao phạm tắc định ước quyết: số toán định quyền: địa quá: # trình
quán: của lạc và quét: mã quý: có phát trước về quả: # báo các công của hằng như thực tuyên về
quản: lý trị quảng: cáo ngãi trị quấy: rối quốc: dân gia tế việt quỹ: học ra: toàn riêng: tư rung:
chuông rà: soát rõ: người số thời việc rơi: điện rất: mong rối: tình rộng: các mô ra rãi và sai:
lệch sự trái sang: bản tiếng tài sau: khi đây sinh: hoạt sản tham viên vướng động ở so: the với
song: hành soát: hương soạn: bộ tài sung: sau sách: bình hiện hằng luật nhà phường thành và về xã
địa đối sáng: thứ tác tạo sáp: nhập sát: công nhận việc sân: khấu sóc: sức sóng: phát và sơ: kết
sơn: về sản: phẩm vị xuất sắc: tôn sắp: xếp sẻ: chia các dữ việc số: # ## chuyên cộng dùng giới
liệu lượng năm thôn thế trong tại và về vụ xã đa được đến sống: trong sổ: kế tay sở: bố cung cơ
dân dự giáo giới hội khoa lao ngoại nội số thông trong tài tăng tư tổ văn vật về y sức: khỏe sử:
dụng sửa: đổi sự: kiện nghiệp phân quan tham thay thật thống tiến đa thai: nhi tham: dự gia mưu
than: # thanh: chuyên các cơ cấp của hiện hóa niên nội phường quyết toán tra và về xã thao: du
huyện và thay: thế đổi the: ## day sum theo: bộ chuyên chức dõi hướng khả kế lộ phân phụ quy quyết
yêu đề định thi: hành sáng trực tìm đua thiết: bị chế kế thực thiểu: # số thiệu: luật phụ thoại:
di thông thu: hút hẹp thuộc: chương sở thành: lập niên phố tích tựu viên ủy tháng: # cuối gửi hành
năm trước và về thân: thiện thêm: từ thí: điểm thói: quen thôn: làng mới tổ được thông: a an báo
bình cao cho chuyên chuyển chính các cộng của hiện khu minh như phù phải qua số theo tin trong
trên trực tư tại từ và vào về xây áp điệp đến đối đổi ở thúc: năm đẩy thư: viện thương: binh
thường: trực vụ xuyên thưởng: kịp theo thẩm: quyền định thế: của giới kế thể: chế các cán dục hóa
liên như thao tỉnh và thị: trấn thống: bài giáo kê loa màn nhất phát quản thông truyền tốt đài để
thời: báo cung các gian lượng những phản sự thủ: lĩnh pháp trưởng tướng thứ: ba bảy hai nhất tiếng
thức: bình bộ cho các cơ của giới in pháp thực trong truyền tuân và về áp thực: hiện hành tế tin:
bài báo bình cho chuyên chính có cơ cập cậy pháp sai trên tuyên và về xấu điện đại tiêu: # biểu
bình chung chuẩn chí chủ cần cụ của giai lĩnh phấn quốc tổng về đến tiến: bộ độ tiếng: chăm dao
dân mông phổ thái tày việt ê tiếp: cho cận nhận tại và âm tiết: kiệm sinh tiền: hôn tiểu: phẩm
tiện: lợi thông truyền và to: # ## a be the toàn: bộ cho dân mạng thể trên tỉnh xã toán: chi các
hằng kinh tra: các công hoạt sở việc về định trang: bình cộng mạng thông tin tranh: với trao: đổi
treo: băng triển: gia khai kinh lãm triệu: đồng trong: # chính các công cơ cộng dự gia hệ học kế
kỷ lĩnh mọi mỗi một ngày nhà năm phường quá quý tháng toàn truyền trường tuyên tuần tình tỉnh từng
việc và xây xã đó độ trung: học triển tâm ương truy: cập truyền: bình bằng cho hình miệng phù
thanh thông thống trong trên viên về trào: thi tiến trách: nhiệm trên: # báo bảng các cơ cổng hệ
không loa môi mạng nền sóng thiết toàn trang đây địa ứng trì: # biên chuyên các giám hướng tham
theo triển truyền tổ ít đưa trình: công của giải giảng mục phát sản số thực triển truyền tại vào
văn về ủy trí: kinh nguồn ngân phòng trong trích: yếu trò: chuyện chơi của trước: # khi ngày đây
trường: chính học hợp mạng số sống trung truyền tổ trưởng: ban buôn bản các phòng thôn tổ trạm: y
trả: lời trải: nghiệm trấn: phấn xây trần: thị trận: tổ trật: tự trắc: nghiệm trẻ: em trị: tiến
tỉnh đầu trọng: sự tâm trở: lên trợ: bình của giúp khi lý nguồn nạn quốc trụ: sở trục: đường trực:
quan thuộc tiếp tuyến tỉnh đảng tu: ngày tuyên: giáo quang truyền tuyến: tìm đơn tuyển: sinh tuân:
thủ tuổi: lao vị tài: chính khoản liệu trợ tác: bình giáo học năm nước phẩm quốc thanh truyền
tuyên viên tâm: của dịch giáo lý văn y tìm: hiểu kiếm tình: dục hình tích: cực xuất tín: tham
trong và tính: khi nhạy thai thường tiện tòa: giả tô: minh tôn: giáo trọng túc: thực xá tăng:
cường số thêm thời tính từ tư: cho nhân pháp vấn tướng: chính tượng: theo trong về tạc: về tại:
bản các cơ cộng hộ khu nhà nơi phụ thôn trường trụ tờ vùng địa tạm: lánh tạo: chuyển trong và về
điều tải: lại tin tảng: chung dữ số tảo: hôn tất: cả tầng: và tận: dụng tập: huấn kinh quán thể
trung viên tặng: quà tế: giỏi phụ trong và về xã xóa tỉnh: a an ban bình bạn bố có giai hiểu hòa
kết lâm mộc nam quảng theo thái triển trên trước tuyên và về với xem xuống xây áp đoàn ủy tịch: ủy
tọa: đàm tố: văn tối: thiểu tốt: đẹp tổ: chức dân quốc truyền trưởng tư tổng: biên hợp kết quát
tộc: thiểu và ít tờ: gấp rơi trình tục: tập từ: # dự hình khi nguồn ngày ngân thanh tỉnh từng:
bước dân học hộ lĩnh lứa nhóm tử: của tại tỉnh và đang tự: do quản tin tỷ: lệ số uy: tín vai: trò
ven: biển vi: bạo của phạm vi về xuất viên: ban báo chức các cơ dân kịp pháp sử tham theo thực
truyền và về được để ở viết: tin viễn: thông việc: an ban bạo hướng làm lồng nhà phê thực triển
tuyên tôn tổ với đầu viện: trợ việt: nam vui: có và: # an báo bình bố bộ cá các công cơ cả cộng du
duy dân gia gián giải hiệu hoạt huy hòa hằng hệ không khả kinh kiểm kết kỹ miền môi ngoài nguồn
ngày người nhà nhân những nâng năm nền nữ phát phân phòng phù phương phản số sở sự tham tháng
thông thúc thể tiếng triển truyền trách trước trắc trẻ tôn tăng tư tổ tổng vào vì vận xã áp đào đô
đẩy đặc đến địa đột ảnh ủy vào: chương các hoạt hương hệ khả kế ngày năm sinh tiêu vì: bình sự
vùng: biên cao sâu ven xa đồng văn: bản hóa nghệ phòng số thư vĩnh: long vướng: mắc vượt: thẩm
vấn: cho các hướng nâng sức tiền tâm tại đề vận: dụng tỉnh động vật: chất vắt: sữa về: an bình bộ
chính chương chủ công dân gia giới hình hội kết kỹ luật lựa mất nguồn nhiệm nhận nội pháp phòng
quấy sở sức thành thể thực triển truyền tình việc ủy vệ: nạn vị: báo chủ có gửi kịp liên nghiêm
phản phối thuộc thành thế triển trực tính xây với: bình bạo cuộc các hội lao nam những năm nữ
phòng phụ sở sự thông tâm từng điều đoàn đặc vụ: báo bạo cho chủ công của hướng hỗ hội tham thông
trong trước trọng trợ tuyên tại tỉnh tổng việc và về xây xã được để vực: của thông tư với xem: xét
xuyên: của hằng theo tạc xuất: biểu bản chương các của khen phim sắc theo tin và xuống: cơ xâm:
hại xây: dựng xã: báo hội năm phát thực triển trước tổ và về xét: đề xóa: bỏ xúc: phạm xảy: ra
xấu: độc xử: lý trong về y: ngọc tế yêu: cầu thương yếu: tố án: có ánh: dương về áp: dụng phích ê:
đê ích: của ít: hơn người nhất ý: thức đa: chiều dạng đang: quản đạt đi: bộ điều: # chỉnh hành
kiện tra điểm: bộ hằng phát sai trong truyền tư và văn về điển: hình điện: thoại tử điệp: bình
chuẩn ngắn truyền tích đoàn: kết lao thanh thể viên đoạn: ## đoạt: giải đài: phát truyền đàm: nhân
trên đàn: ông đối đào: mỹ tạo đánh: giá đáp: pháp đây: gọi là đã: ký được đê: và đình: hạnh ký
trong tại việt và văn được đó: nữ đóng: góp đô: thị đôn: đốc đông: đồng đúng: hạn quy đăng: bài ký
tải ít đơn: giản vị đưa: chỉ các nội thông tin đường: chính dây lối được: bố các cập giao hướng
phát phê phỏng phổ rà thay thông tiếp truyền tuyên tư tập đại: biểu chúng sứ đoàn đạo: chung các
hệ đức đạt: # hiệu từ ít được đảm: # an bảo kinh theo đảng: ủy đấu: # mỗi tranh đến đầu: cơ của
khóa mối tư đầy: đủ đẩy: các mạnh sự đắc: lắc đẳng: giới đặc: biệt khu thù điểm đẹp: của đến: #
bình các công hết ngày năm toàn từng đề: bình cho cương của giới nghị nâng phát tài tại về xuất án
để: báo chỉ công phát phối tham thu thực tiết trình tìm tổng xem được định địa: bàn chỉ phương
điểm định: của hiện hướng kiến kỳ này phân số được đọc: văn đố: vui đốc: các sở thực đối: ngân
thoại tác tượng với xử đồ: họa vui đồng: bào bộ chí chính hoạt hành loạt nhân phục tăng tại từ và
đã đổi: các hành kinh mới tài độ: báo thông tuổi độc: lập đội: biên ngũ động: chủ các cấp của
doanh giáo hưởng hội hợp lồng nam ngoại nguồn người nhân năm nữ sự thiết thành tháng thông thực
truyền trải trực tại tỉnh viên và vì văn xã đoàn đều đột: xuất đời: sống đợt: cao truyền đức: phụ
đứng: đầu ưu: tiên ương: hội ước: của không thôn thực tại đã được ảnh: hưởng trên về đơn ấn: phẩm
sang ở: các cơ trường vùng địa ấp ủng: hộ ủy: ban nam đảng ứng: của dụng phó tháng xử
"""


def _read() -> frozenset[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    first = ""
    for word in _PAIRS.split():
        if word.endswith(":"):
            first = word[:-1]
        else:
            found.append((first, word))
    return frozenset(found)


WORD_PAIRS = _read()
WORDS = frozenset(word for pair in WORD_PAIRS for word in pair)
