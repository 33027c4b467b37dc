<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="vi_VN">
<context>
    <name>Beside</name>
    <message>
        <source>Bản trình trước, chỉ xem</source>
        <translation>Previous submission, read only</translation>
    </message>
    <message>
        <source>Đóng bản trình trước</source>
        <translation>Close previous submission</translation>
    </message>
    <message>
        <source>Lần trình {0} · chỉ xem</source>
        <translation>Submission {0} · read only</translation>
    </message>
</context>
<context>
    <name>DossierTabs</name>
    <message>
        <source>Tệp của hồ sơ</source>
        <translation>Files of the record</translation>
    </message>
    <message>
        <source>Đóng thẻ</source>
        <translation>Close tab</translation>
    </message>
    <message>
        <source>Mở lại thẻ vừa đóng</source>
        <translation>Reopen closed tab</translation>
    </message>
    <message>
        <source>{0} · lần {1}</source>
        <translation>{0} · submission {1}</translation>
    </message>
    <message>
        <source>Bản PDF của {0}</source>
        <translation>PDF of {0}</translation>
    </message>
    <message>
        <source>Chuyển thẻ sang trái</source>
        <translation>Move tab left</translation>
    </message>
    <message>
        <source>Chuyển thẻ sang phải</source>
        <translation>Move tab right</translation>
    </message>
</context>
<context>
    <name>EntryPane</name>
    <message>
        <source>Bỏ</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Bỏ khỏi khay</source>
        <translation>Remove from the tray</translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>Lưu và nhập tiếp</source>
        <translation>Save and go on</translation>
    </message>
    <message>
        <source>Số đến {first}–{last}</source>
        <translation>Arrival numbers {first}–{last}</translation>
    </message>
    <message>
        <source>Số đến {number}</source>
        <translation>Arrival number {number}</translation>
    </message>
    <message>
        <source>Trình</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>Trình {name} (F8)</source>
        <translation>Submit to {name} (F8)</translation>
    </message>
    <message>
        <source>Từ chối</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refuse to accept</translation>
    </message>
    <message>
        <source>Vào sổ</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>{symbol}: máy chủ sẽ cấp số đến khi có mạng.</source>
        <translation>{symbol}: the server gives the arrival number when connected.</translation>
    </message>
    <message>
        <source>Đã ghi; số đến sẽ có khi kết nối lại.</source>
        <translation>Kept; the arrival number comes when connected.</translation>
    </message>
    <message>
        <source>Đã vào sổ cả loạt; {left} mục cần xem lại.</source>
        <translation>The pile is registered; {left} need a look.</translation>
    </message>
    <message>
        <source>Đã vào sổ, số đến {number}.</source>
        <translation>Registered, arrival number {number}.</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Bản sao có dấu nhận diện (*.pdf)</source>
        <translation>Marked copy (*.pdf)</translation>
    </message>
    <message>
        <source>Bản sao kèm bút phê, vẽ liền vào trang (*.pdf)</source>
        <translation>Copy with pen notes drawn into the pages (*.pdf)</translation>
    </message>
    <message>
        <source>Bản đọc kèm bút phê là chú thích PDF (*.pdf)</source>
        <translation>Reading copy with pen notes as PDF annotations (*.pdf)</translation>
    </message>
    <message>
        <source>Bản sao không kèm bút phê (*.pdf)</source>
        <translation>Copy without pen notes (*.pdf)</translation>
    </message>
    <message>
        <source>Lưu bản sao có dấu nhận diện</source>
        <translation>Save a marked copy</translation>
    </message>
</context>
<context>
    <name>InkStrip</name>
    <message>
        <source>Có bút phê viết tay. Ghi tóm tắt bằng chữ để người nhận tìm và đọc được.</source>
        <translation>There are handwritten notes. Type a summary so that others can find and read it.</translation>
    </message>
    <message>
        <source>Bút phê trang {0}</source>
        <translation>Note on page {0}</translation>
    </message>
</context>
<context>
    <name>KeptCard</name>
    <message>
        <source>Dung lượng dành cho tệp</source>
        <translation>Space for files</translation>
    </message>
    <message>
        <source>Khi mạng tính theo dung lượng, chỉ tải tệp bạn mở và tệp của chuyến đi.</source>
        <translation>On a metered connection only files you open and files of the trip are downloaded.</translation>
    </message>
    <message>
        <source>Không giới hạn</source>
        <translation>Unlimited</translation>
    </message>
    <message>
        <source>Kết nối mạng</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Theo hệ thống</source>
        <translation>As the system says</translation>
    </message>
    <message>
        <source>Trên máy này</source>
        <translation>On this device</translation>
    </message>
    <message>
        <source>Tính theo dung lượng</source>
        <translation>Metered</translation>
    </message>
    <message>
        <source>Tệp đang chiếm {used} trên {budget}.</source>
        <translation>Files take {used} of {budget}.</translation>
    </message>
    <message>
        <source>Tạm dừng</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Tải tiếp</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Đang tạm dừng; còn {count} tệp.</source>
        <translation>Paused; {count} files to go.</translation>
    </message>
    <message>
        <source>Còn {count} tệp sẽ tải.</source>
        <translation>{count} files will be fetched.</translation>
    </message>
    <message>
        <source>Mạng đang tính theo dung lượng.</source>
        <translation>The network is metered.</translation>
    </message>
</context>
<context>
    <name>LassoBar</name>
    <message>
        <source>Nhân đôi</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>Xóa</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>OpinionsDialog</name>
    <message>
        <source>Mẫu bút phê của tôi</source>
        <translation>My standard notes</translation>
    </message>
    <message>
        <source>Mỗi dòng một mẫu, nhiều nhất {0} dòng.</source>
        <translation>One note a line, at most {0} lines.</translation>
    </message>
    <message>
        <source>Lưu mẫu</source>
        <translation>Save notes</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>PageTools</name>
    <message>
        <source>Bỏ trang này</source>
        <translation>Drop this page</translation>
    </message>
    <message>
        <source>Bỏ trang trắng</source>
        <translation>Drop blank pages</translation>
    </message>
    <message>
        <source>Ghép các mục đang chọn</source>
        <translation>Join the chosen entries</translation>
    </message>
    <message>
        <source>Không có gì phải đổi.</source>
        <translation>Nothing to change.</translation>
    </message>
    <message>
        <source>Tách theo tờ phân cách</source>
        <translation>Split at separator sheets</translation>
    </message>
    <message>
        <source>Tách từ trang này</source>
        <translation>Split from this page</translation>
    </message>
    <message>
        <source>Tệp đã ký số được giữ nguyên.</source>
        <translation>A signed file stays as it is.</translation>
    </message>
    <message>
        <source>Xoay trang sang phải</source>
        <translation>Turn the page right</translation>
    </message>
    <message>
        <source>Xoay trang sang trái</source>
        <translation>Turn the page left</translation>
    </message>
    <message>
        <source>Đã xếp lại thành {count} mục.</source>
        <translation>Arranged into {count} entries.</translation>
    </message>
    <message>
        <source>Đính kèm các mục đang chọn vào mục này</source>
        <translation>Attach the chosen entries to this one</translation>
    </message>
    <message>
        <source>Bỏ đính kèm</source>
        <translation>Detach</translation>
    </message>
    <message>
        <source>Đã đính kèm {count} tệp; vào sổ thành một văn bản.</source>
        <translation>{count} files attached; they are registered as one document.</translation>
    </message>
    <message>
        <source>Đã tách {count} tệp ra thành mục riêng.</source>
        <translation>{count} files stand by themselves again.</translation>
    </message>
</context>
<context>
    <name>PaperPane</name>
    <message>
        <source>Trang quét</source>
        <translation>Scanned pages</translation>
    </message>
    <message>
        <source>Trang sau</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Trang trước</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Trang văn bản</source>
        <translation>Page of the document</translation>
    </message>
    <message>
        <source>Trang {page}/{pages}</source>
        <translation>Page {page}/{pages}</translation>
    </message>
</context>
<context>
    <name>ReaderFault</name>
    <message>
        <source>Liên kết này không an toàn nên không được mở:
{0}</source>
        <translation>This link is not safe and was not opened:
{0}</translation>
    </message>
    <message>
        <source>Liên kết</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Mở địa chỉ này ngoài chương trình?
{0}</source>
        <translation>Open this address outside the program?
{0}</translation>
    </message>
    <message>
        <source>Tệp được bảo vệ bằng mật khẩu.</source>
        <translation>The file is protected by a password.</translation>
    </message>
    <message>
        <source>Nhập mật khẩu do người gửi cung cấp.</source>
        <translation>Enter the password that the sender gave.</translation>
    </message>
    <message>
        <source>Mật khẩu không đúng.</source>
        <translation>The password is wrong.</translation>
    </message>
    <message>
        <source>Nhập lại mật khẩu do người gửi cung cấp.</source>
        <translation>Enter the sender's password again.</translation>
    </message>
    <message>
        <source>Tệp này không phải là PDF.</source>
        <translation>This file is not a PDF.</translation>
    </message>
    <message>
        <source>Đề nghị nơi gửi gửi lại bản PDF.</source>
        <translation>Ask the sender for a PDF.</translation>
    </message>
    <message>
        <source>Tệp bị hỏng, không mở được.</source>
        <translation>The file is damaged and cannot be opened.</translation>
    </message>
    <message>
        <source>Tải lại tệp hoặc đề nghị nơi gửi gửi lại.</source>
        <translation>Download it again or ask the sender for it.</translation>
    </message>
    <message>
        <source>Tệp có quá nhiều trang để mở an toàn.</source>
        <translation>The file has too many pages to be opened safely.</translation>
    </message>
    <message>
        <source>Đề nghị nơi gửi tách thành nhiều tệp.</source>
        <translation>Ask the sender to split it.</translation>
    </message>
    <message>
        <source>Trang này cần quá nhiều bộ nhớ để hiển thị.</source>
        <translation>This page needs too much memory to be shown.</translation>
    </message>
    <message>
        <source>Thu nhỏ trang rồi thử lại.</source>
        <translation>Zoom out and try again.</translation>
    </message>
    <message>
        <source>Trang này bị hỏng, không hiển thị được.</source>
        <translation>This page is damaged and cannot be shown.</translation>
    </message>
    <message>
        <source>Xem các trang khác hoặc thử lại.</source>
        <translation>Read other pages or try again.</translation>
    </message>
    <message>
        <source>Trang này làm dừng bộ hiển thị; các trang khác không bị ảnh hưởng.</source>
        <translation>This page stopped the renderer; other pages are not affected.</translation>
    </message>
    <message>
        <source>Trang này hiển thị quá lâu nên đã được dừng lại.</source>
        <translation>This page took too long and was stopped.</translation>
    </message>
    <message>
        <source>Xem trang khác hoặc thử lại.</source>
        <translation>Read another page or try again.</translation>
    </message>
    <message>
        <source>Bộ hiển thị trang không khởi động được.</source>
        <translation>The page renderer did not start.</translation>
    </message>
    <message>
        <source>Khởi động lại chương trình.</source>
        <translation>Restart the program.</translation>
    </message>
    <message>
        <source>Tệp chưa có trên máy này.</source>
        <translation>The file is not on this device.</translation>
    </message>
    <message>
        <source>Kết nối mạng rồi mở lại.</source>
        <translation>Connect and open it again.</translation>
    </message>
    <message>
        <source>Không đọc được tệp này.</source>
        <translation>This file cannot be read.</translation>
    </message>
    <message>
        <source>Thử lại; nếu vẫn lỗi, báo quản trị mã {0}.</source>
        <translation>Try again; if it fails, tell the administrator the code {0}.</translation>
    </message>
    <message>
        <source>Bấm vào trang để thử lại.</source>
        <translation>Click the page to try again.</translation>
    </message>
    <message>
        <source>Tệp này chưa có bản PDF để đọc.</source>
        <translation>This file has no PDF rendition to read.</translation>
    </message>
    <message>
        <source>Đề nghị nơi gửi gửi bản PDF, hoặc báo quản trị.</source>
        <translation>Ask the sender for a PDF, or tell the administrator.</translation>
    </message>
</context>
<context>
    <name>ActDialog</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>{name} (bắt buộc)</source>
        <translation>{name} (required)</translation>
    </message>
    <message>
        <source>Gõ tên để tìm</source>
        <translation>Type a name to search</translation>
    </message>
    <message>
        <source>Cần điền: {name}.</source>
        <translation>Please fill in: {name}.</translation>
    </message>
    <message>
        <source>Không đồng ý</source>
        <translation>Not agreed</translation>
    </message>
    <message>
        <source>Hoàn thành dự thảo</source>
        <translation>Finish the draft</translation>
    </message>
    <message>
        <source>Đồng ý gia hạn</source>
        <translation>Grant the extension</translation>
    </message>
</context>
<context>
    <name>ActFlow</name>
    <message>
        <source>Lưu bản sao có dấu nhận diện</source>
        <translation>Save a marked copy</translation>
    </message>
    <message>
        <source>Đã lưu bản sao.</source>
        <translation>Copy saved.</translation>
    </message>
    <message>
        <source>Số, ký hiệu</source>
        <translation>Number, symbol</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Nơi gửi, người trình</source>
        <translation>Sender, drafter</translation>
    </message>
    <message>
        <source>{act}: xong.</source>
        <translation>{act}: done.</translation>
    </message>
    <message>
        <source>{act}: đã ghi, sẽ gửi ngay khi có mạng.</source>
        <translation>{act}: recorded, will be sent as soon as there is a connection.</translation>
    </message>
    <message>
        <source>{act}: gửi đi sau 10 giây.</source>
        <translation>{act}: it will be sent in 10 seconds.</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Thu hồi</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Đã hoàn tác.</source>
        <translation>Undone.</translation>
    </message>
    <message>
        <source>Đã gửi đi nên không hoàn tác được nữa.</source>
        <translation>It was sent already and cannot be undone any more.</translation>
    </message>
    <message>
        <source>Đã ghi việc thu hồi, sẽ gửi ngay.</source>
        <translation>Taking back is noted and will be sent at once.</translation>
    </message>
</context>
<context>
    <name>ActionBar</name>
    <message>
        <source>Thao tác khác</source>
        <translation>More actions</translation>
    </message>
    <message>
        <source>Chưa làm được lúc này.</source>
        <translation>Not possible now.</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Đang mở dữ liệu trên máy</source>
        <translation>Opening the data on this device</translation>
    </message>
    <message>
        <source>Đang tải dữ liệu về máy</source>
        <translation>Downloading data to this device</translation>
    </message>
    <message>
        <source>Đang vào văn phòng mẫu</source>
        <translation>Entering the sample office</translation>
    </message>
    <message>
        <source>Đang chuẩn bị dữ liệu mẫu, lần đầu mất chừng một phút</source>
        <translation>Preparing the sample data; the first time takes about a minute</translation>
    </message>
</context>
<context>
    <name>AttentionScreen</name>
    <message>
        <source>Cần chú ý</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Không có việc nào cần xem lại.</source>
        <translation>Nothing needs a second look.</translation>
    </message>
    <message>
        <source>Các việc dưới đây chưa được máy chủ nhận. Nội dung đã nhập vẫn còn nguyên.</source>
        <translation>The server has not accepted what is listed below. Everything that was typed is still here.</translation>
    </message>
    <message>
        <source>Việc đã làm: {act}</source>
        <translation>What was done: {act}</translation>
    </message>
    <message>
        <source>{name} đã thay đổi lúc {time}</source>
        <translation>{name} changed it at {time}</translation>
    </message>
    <message>
        <source>Nội dung đã nhập</source>
        <translation>What was typed</translation>
    </message>
    <message>
        <source>Gửi lại</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Sẽ gửi lại ngay.</source>
        <translation>It will be sent again now.</translation>
    </message>
    <message>
        <source>Việc đã làm</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>Bỏ thay đổi này?</source>
        <translation>Discard this change?</translation>
    </message>
    <message>
        <source>Bỏ thay đổi</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Đã bỏ</source>
        <translation>Dropped</translation>
    </message>
    <message>
        <source>Giữ 30 ngày trên máy này, có thể chép hoặc lấy lại.</source>
        <translation>Kept for 30 days on this device; can be copied or taken back.</translation>
    </message>
    <message>
        <source>Việc đã làm: {act}, lúc {time}</source>
        <translation>What you did: {act}, at {time}</translation>
    </message>
    <message>
        <source>Hiện nay trên máy chủ: {state}</source>
        <translation>Now on the server: {state}</translation>
    </message>
    <message>
        <source>Hồ sơ không còn trên máy này.</source>
        <translation>The record is no longer on this device.</translation>
    </message>
    <message>
        <source>{count} nét bút</source>
        <translation>{count} pen strokes</translation>
    </message>
    <message>
        <source>Sửa rồi gửi</source>
        <translation>Edit and send</translation>
    </message>
    <message>
        <source>So sánh</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Sẽ gửi ý kiến vào bản mới.</source>
        <translation>Your words will go to the new version.</translation>
    </message>
    <message>
        <source>Đã bỏ thay đổi, giữ 30 ngày trong Đã bỏ.</source>
        <translation>Change dropped; kept for 30 days under Dropped.</translation>
    </message>
    <message>
        <source>Sửa rồi gửi lại</source>
        <translation>Edit and send again</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Gửi</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Nội dung được giữ 30 ngày trong mục Đã bỏ.</source>
        <translation>The content is kept for 30 days under Dropped.</translation>
    </message>
    <message>
        <source>{act}, bỏ lúc {time}</source>
        <translation>{act}, dropped at {time}</translation>
    </message>
    <message>
        <source>Không có nội dung chữ.</source>
        <translation>There is no text.</translation>
    </message>
    <message>
        <source>Chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Lấy lại</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Đã lấy lại, chưa gửi.</source>
        <translation>Taken back, not sent.</translation>
    </message>
    <message>
        <source>{count} việc chưa kịp gửi khi tài khoản bị khóa.</source>
        <translation>{count} acts had not been sent when the account was locked.</translation>
    </message>
    <message>
        <source>Gửi lại tất cả</source>
        <translation>Send all again</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Phiên làm việc đã hết. Vẫn đọc và xử lý được trên máy; đăng nhập lại để gửi.</source>
        <translation>The session has ended. Reading and working on this device goes on; sign in again to send.</translation>
    </message>
    <message>
        <source>Đăng nhập</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Ngoại tuyến từ {time}. Vẫn đọc và xử lý được; thay đổi sẽ tự gửi khi có mạng.</source>
        <translation>Offline since {time}. Reading and working goes on; changes are sent when there is a connection.</translation>
    </message>
    <message>
        <source>Máy chủ chỉ còn {left} trong {have} mục. Dữ liệu trên máy giữ nguyên, chờ bạn quyết định.</source>
        <translation>The server has only {left} of {have} items. The data on this device are untouched and wait for your decision.</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Mạng này trả lời thay cho máy chủ, thường là trang đăng nhập Wi-Fi. Mở trình duyệt để đăng nhập mạng; thay đổi sẽ tự gửi sau đó.</source>
        <translation>This network answers in the server's place, usually with a Wi-Fi sign-in page. Sign in to the network in a browser; changes will then be sent by themselves.</translation>
    </message>
    <message>
        <source>Ký số tạm bị chặn.</source>
        <translation>Signing is blocked meanwhile.</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>Mục lục</source>
        <translation>Outline</translation>
    </message>
    <message>
        <source>Trang</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Trang thu nhỏ</source>
        <translation>Thumbnails</translation>
    </message>
    <message>
        <source>Chữ ký số</source>
        <translation>Digital signatures</translation>
    </message>
</context>
<context>
    <name>ErrorSheet</name>
    <message>
        <source>Mã lỗi: {code}</source>
        <translation>Error code: {code}</translation>
    </message>
    <message>
        <source>Chép chi tiết</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>Tiếp tục làm việc</source>
        <translation>Continue working</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Lọc theo số, trích yếu, nơi gửi</source>
        <translation>Filter by number, subject, sender</translation>
    </message>
    <message>
        <source>Lọc danh sách</source>
        <translation>Filter the list</translation>
    </message>
    <message>
        <source>Độ khẩn</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>Mọi độ khẩn</source>
        <translation>Any urgency</translation>
    </message>
    <message>
        <source>Hỏa tốc</source>
        <translation>Express</translation>
    </message>
    <message>
        <source>Thượng khẩn</source>
        <translation>Very urgent</translation>
    </message>
    <message>
        <source>Khẩn</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Thêm điều kiện</source>
        <translation>Add a condition</translation>
    </message>
    <message>
        <source>Lưu bộ lọc</source>
        <translation>Save this filter</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Tìm trong văn bản</source>
        <translation>Find in document</translation>
    </message>
    <message>
        <source>Đúng dấu</source>
        <translation>Match marks</translation>
    </message>
    <message>
        <source>Chỗ trước</source>
        <translation>Previous match</translation>
    </message>
    <message>
        <source>Chỗ sau</source>
        <translation>Next match</translation>
    </message>
    <message>
        <source>Đóng tìm kiếm</source>
        <translation>Close search</translation>
    </message>
    <message>
        <source>Đang tìm…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>Không thấy</source>
        <translation>Not found</translation>
    </message>
</context>
<context>
    <name>FirstSync</name>
    <message>
        <source>Tiến độ đồng bộ lần đầu</source>
        <translation>Progress of the first synchronisation</translation>
    </message>
    <message>
        <source>Đang chuẩn bị</source>
        <translation>Preparing</translation>
    </message>
    <message>
        <source>Đang tải dữ liệu về máy</source>
        <translation>Downloading data to this device</translation>
    </message>
    <message>
        <source>{done} trên {total} mục</source>
        <translation>{done} of {total} records</translation>
    </message>
    <message>
        <source>{done} mục</source>
        <translation>{done} records</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Bàn việc</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>{count} việc cần chú ý</source>
        <translation>{count} need attention</translation>
    </message>
    <message>
        <source>Đến hạn trước</source>
        <translation>Due first</translation>
    </message>
    <message>
        <source>Không còn việc nào đến hạn hôm nay.</source>
        <translation>Nothing more is due today.</translation>
    </message>
    <message>
        <source>Mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Mở {title}</source>
        <translation>Open {title}</translation>
    </message>
    <message>
        <source>Không còn việc nào.</source>
        <translation>Nothing left to do.</translation>
    </message>
    <message>
        <source>quá hạn</source>
        <translation>overdue</translation>
    </message>
    <message>
        <source>đến hạn hôm nay</source>
        <translation>due today</translation>
    </message>
    <message>
        <source>cần xử lý</source>
        <translation>to do</translation>
    </message>
    <message>
        <source>chưa đọc</source>
        <translation>unread</translation>
    </message>
    <message>
        <source>Sắp đến hạn</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>Không còn việc nào đến hạn trong 7 ngày tới.</source>
        <translation>Nothing is due within 7 days.</translation>
    </message>
    <message>
        <source>Đang viết dở</source>
        <translation>Unfinished</translation>
    </message>
    <message>
        <source>Mở gần đây</source>
        <translation>Opened lately</translation>
    </message>
    <message>
        <source>Văn bản vừa mở sẽ hiện ở đây.</source>
        <translation>What you open shows here.</translation>
    </message>
    <message>
        <source>Thu gọn</source>
        <translation>Show fewer</translation>
    </message>
    <message>
        <source>Xem cả {count}</source>
        <translation>Show all {count}</translation>
    </message>
    <message>
        <source>Bút phê</source>
        <translation>Pen note</translation>
    </message>
</context>
<context>
    <name>InkButton</name>
    <message>
        <source>Mực xanh</source>
        <translation>Blue ink</translation>
    </message>
    <message>
        <source>Mực đỏ</source>
        <translation>Red ink</translation>
    </message>
    <message>
        <source>Mực đen</source>
        <translation>Black ink</translation>
    </message>
    <message>
        <source>Mực lục</source>
        <translation>Green ink</translation>
    </message>
    <message>
        <source>Mực khác</source>
        <translation>Other ink</translation>
    </message>
    <message>
        <source>Nét {0} pt</source>
        <translation>{0} pt stroke</translation>
    </message>
    <message>
        <source>Xanh</source>
        <translation>Blue</translation>
    </message>
    <message>
        <source>Đỏ</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Đen</source>
        <translation>Black</translation>
    </message>
    <message>
        <source>Lục</source>
        <translation>Green</translation>
    </message>
    <message>
        <source>{0}, nét {1} pt</source>
        <translation>{0}, {1} pt</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Bảng phím tắt</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Sắp xếp</source>
        <translation>Sort</translation>
    </message>
    <message>
        <source>Lọc danh sách</source>
        <translation>Filter the list</translation>
    </message>
    <message>
        <source>Thao tác khác</source>
        <translation>More actions</translation>
    </message>
    <message>
        <source>Các mục khác</source>
        <translation>Other tabs</translation>
    </message>
    <message>
        <source>Danh sách</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Danh sách dạng bảng</source>
        <translation>List as a table</translation>
    </message>
    <message>
        <source>Mới nhất trước</source>
        <translation>Newest first</translation>
    </message>
    <message>
        <source>Gần hạn trước</source>
        <translation>Due first</translation>
    </message>
    <message>
        <source>Theo số, ký hiệu</source>
        <translation>By number, symbol</translation>
    </message>
    <message>
        <source>Xem dạng dòng</source>
        <translation>Show as rows</translation>
    </message>
    <message>
        <source>Xem dạng bảng</source>
        <translation>Show as table</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Synchronise now</translation>
    </message>
    <message>
        <source>Đánh dấu đã đọc</source>
        <translation>Mark as read</translation>
    </message>
    <message>
        <source>Đánh dấu chưa đọc</source>
        <translation>Mark as unread</translation>
    </message>
    <message>
        <source>Mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Giữ tệp trên máy (đi công tác)</source>
        <translation>Keep files on this device (trip)</translation>
    </message>
    <message>
        <source>Không tìm thấy văn bản nào khớp bộ lọc.</source>
        <translation>Nothing matches the filter.</translation>
    </message>
    <message>
        <source>Bỏ bộ lọc</source>
        <translation>Clear the filter</translation>
    </message>
    <message>
        <source>Không còn việc nào ở đây.</source>
        <translation>Nothing left here.</translation>
    </message>
    <message>
        <source>Tạo mới</source>
        <translation>New</translation>
    </message>
</context>
<context>
    <name>LoadingRows</name>
    <message>
        <source>Đang tải danh sách</source>
        <translation>Loading the list</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Chi tiết</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>MarksList</name>
    <message>
        <source>Bút phê và ghi chú</source>
        <translation>Pen marks and notes</translation>
    </message>
    <message>
        <source>Trang {0} · {1}</source>
        <translation>Page {0} · {1}</translation>
    </message>
    <message>
        <source>lần trình {0}, đã khóa</source>
        <translation>submission {0}, locked</translation>
    </message>
    <message>
        <source>Chưa có bút phê nào trên tệp này.</source>
        <translation>No pen notes on this file yet.</translation>
    </message>
    <message>
        <source>Hiện hoặc ẩn bút phê của người này</source>
        <translation>Show or hide this person's notes</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Chép chi tiết</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>Mật khẩu của tệp</source>
        <translation>Password of the file</translation>
    </message>
    <message>
        <source>Chưa chọn văn bản nào.</source>
        <translation>No document chosen.</translation>
    </message>
    <message>
        <source>Mở tệp</source>
        <translation>Open the file</translation>
    </message>
</context>
<context>
    <name>PageCanvas</name>
    <message>
        <source>Trang văn bản</source>
        <translation>Document page</translation>
    </message>
</context>
<context>
    <name>PenBar</name>
    <message>
        <source>Thanh bút</source>
        <translation>Pen bar</translation>
    </message>
    <message>
        <source>Chọn</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>Bút</source>
        <translation>Pen</translation>
    </message>
    <message>
        <source>Tô sáng</source>
        <translation>Highlight</translation>
    </message>
    <message>
        <source>Tẩy</source>
        <translation>Eraser</translation>
    </message>
    <message>
        <source>Chọn vùng</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Ghi chú chữ</source>
        <translation>Text note</translation>
    </message>
    <message>
        <source>Mẫu bút phê</source>
        <translation>Ready phrases</translation>
    </message>
    <message>
        <source>Công cụ khác</source>
        <translation>More tools</translation>
    </message>
    <message>
        <source>Bút chì</source>
        <translation>Pencil</translation>
    </message>
    <message>
        <source>Gạch chân chữ</source>
        <translation>Underline text</translation>
    </message>
    <message>
        <source>Gạch bỏ chữ</source>
        <translation>Strike out text</translation>
    </message>
    <message>
        <source>Mũi tên</source>
        <translation>Arrow</translation>
    </message>
    <message>
        <source>Hình chữ nhật</source>
        <translation>Rectangle</translation>
    </message>
    <message>
        <source>Hình elip</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Dấu tích</source>
        <translation>Tick</translation>
    </message>
    <message>
        <source>Dấu chéo</source>
        <translation>Cross</translation>
    </message>
    <message>
        <source>Tẩy một phần nét</source>
        <translation>Erase part of a stroke</translation>
    </message>
    <message>
        <source>Vẽ bằng ngón tay</source>
        <translation>Draw with a finger</translation>
    </message>
    <message>
        <source>Thuận tay trái</source>
        <translation>Left-handed</translation>
    </message>
    <message>
        <source>Tẩy cả nét</source>
        <translation>Erase whole strokes</translation>
    </message>
    <message>
        <source>Soạn mẫu của tôi…</source>
        <translation>Edit my notes…</translation>
    </message>
</context>
<context>
    <name>PenDesk</name>
    <message>
        <source>Đồng ý</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <source>Không đồng ý</source>
        <translation>Not agreed</translation>
    </message>
    <message>
        <source>Chuyển Văn phòng xử lý</source>
        <translation>To the Office for handling</translation>
    </message>
    <message>
        <source>Chuyển bộ phận chuyên môn xử lý</source>
        <translation>To the department in charge</translation>
    </message>
    <message>
        <source>Đề nghị làm rõ thêm</source>
        <translation>Please clarify</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Làm lại</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Bút phê</source>
        <translation>Pen note</translation>
    </message>
    <message>
        <source>Bút</source>
        <translation>Pen</translation>
    </message>
    <message>
        <source>Ghi chú chữ</source>
        <translation>Text note</translation>
    </message>
    <message>
        <source>Nội dung ghi chú</source>
        <translation>Text of the note</translation>
    </message>
    <message>
        <source>Bút phê và ghi chú</source>
        <translation>Pen notes</translation>
    </message>
    <message>
        <source>Chuyển … xử lý</source>
        <translation>Pass to … for handling</translation>
    </message>
    <message>
        <source>Điền vào chỗ “…”</source>
        <translation>Fill in “…”</translation>
    </message>
</context>
<context>
    <name>ProcessLine</name>
    <message>
        <source>chờ gửi</source>
        <translation>to be sent</translation>
    </message>
    <message>
        <source>sau {count} phút</source>
        <translation>after {count} min</translation>
    </message>
    <message>
        <source>sau {count} giờ</source>
        <translation>after {count} h</translation>
    </message>
    <message>
        <source>sau {count} ngày làm việc</source>
        <translation>after {count} working days</translation>
    </message>
    <message>
        <source>{name}, thay mặt {other}</source>
        <translation>{name}, on behalf of {other}</translation>
    </message>
    <message>
        <source>thay mặt {other}</source>
        <translation>on behalf of {other}</translation>
    </message>
</context>
<context>
    <name>PropertiesPane</name>
    <message>
        <source>Các mục khác</source>
        <translation>Other tabs</translation>
    </message>
    <message>
        <source>Đóng thông tin hồ sơ</source>
        <translation>Close properties</translation>
    </message>
    <message>
        <source>Thông tin</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Ý kiến</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>Tệp</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Quá trình xử lý</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Chữ ký số hợp lệ, không bị sửa đổi</source>
        <translation>Digital signature valid, not modified</translation>
    </message>
    <message>
        <source>Chữ ký số chưa kiểm tra được đầy đủ</source>
        <translation>Digital signature could not be fully checked</translation>
    </message>
    <message>
        <source>Chữ ký số không hợp lệ</source>
        <translation>Digital signature not valid</translation>
    </message>
    <message>
        <source>Chưa có ý kiến nào.</source>
        <translation>No comments yet.</translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation>To be sent</translation>
    </message>
    <message>
        <source>Hồ sơ này không có tệp.</source>
        <translation>This record has no files.</translation>
    </message>
    <message>
        <source>{count} trang</source>
        <translation>{count} pages</translation>
    </message>
    <message>
        <source>đọc được khi ngoại tuyến</source>
        <translation>readable offline</translation>
    </message>
    <message>
        <source>chưa tải về</source>
        <translation>not downloaded</translation>
    </message>
    <message>
        <source>Đọc</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>Đọc {name}</source>
        <translation>Read {name}</translation>
    </message>
    <message>
        <source>Lưu bản sao</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>Lưu bản sao {name}</source>
        <translation>Save a copy of {name}</translation>
    </message>
    <message>
        <source>Ai đã xem</source>
        <translation>Who has looked</translation>
    </message>
    <message>
        <source>Trả lại bởi {name} lúc {time}</source>
        <translation>Returned by {name} at {time}</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>Tệp của hồ sơ</source>
        <translation>Files of the record</translation>
    </message>
    <message>
        <source>Vừa ngang</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>Vừa trang</source>
        <translation>Fit page</translation>
    </message>
    <message>
        <source>Cuộn liên tục</source>
        <translation>Continuous</translation>
    </message>
    <message>
        <source>Từng trang</source>
        <translation>Single page</translation>
    </message>
    <message>
        <source>Hai trang</source>
        <translation>Two pages</translation>
    </message>
    <message>
        <source>Xoay phải</source>
        <translation>Rotate right</translation>
    </message>
    <message>
        <source>Xoay trái</source>
        <translation>Rotate left</translation>
    </message>
    <message>
        <source>Sao chép chữ đã chọn</source>
        <translation>Copy selected text</translation>
    </message>
    <message>
        <source>In…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Xem trước khi in…</source>
        <translation>Print preview…</translation>
    </message>
    <message>
        <source>Hồ sơ trước</source>
        <translation>Previous record</translation>
    </message>
    <message>
        <source>Hồ sơ sau</source>
        <translation>Next record</translation>
    </message>
    <message>
        <source>Chưa chọn văn bản nào.</source>
        <translation>No document chosen.</translation>
    </message>
    <message>
        <source>Đang mở {0}…</source>
        <translation>Opening {0}…</translation>
    </message>
    <message>
        <source>Đến trang (1–{0})</source>
        <translation>Go to page (1–{0})</translation>
    </message>
    <message>
        <source>Đến trang</source>
        <translation>Go to page</translation>
    </message>
    <message>
        <source>Sao chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Văn bản này không cho phép sao chép chữ. Hãy trích dẫn bằng số hiệu.</source>
        <translation>Text of this document may not be copied. Please cite its number.</translation>
    </message>
    <message>
        <source>Xem trước khi in</source>
        <translation>Print preview</translation>
    </message>
    <message>
        <source>Trang {0} không in được.</source>
        <translation>Page {0} could not be printed.</translation>
    </message>
</context>
<context>
    <name>ReaderBar</name>
    <message>
        <source>Trang thu nhỏ và mục lục</source>
        <translation>Thumbnails and outline</translation>
    </message>
    <message>
        <source>Trang trước</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Đến trang</source>
        <translation>Go to page</translation>
    </message>
    <message>
        <source>Trang sau</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Thu phóng</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Tìm trong văn bản</source>
        <translation>Find in document</translation>
    </message>
    <message>
        <source>Toàn màn hình</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Việc khác</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>ReaderHost</name>
    <message>
        <source>Trang đọc</source>
        <translation>Reader</translation>
    </message>
    <message>
        <source>Về danh sách</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Thông tin hồ sơ</source>
        <translation>Properties</translation>
    </message>
    <message>
        <source>Hồ sơ này không có tệp để đọc.</source>
        <translation>This record has no file to read.</translation>
    </message>
    <message>
        <source>Chọn một văn bản để đọc.</source>
        <translation>Choose a document to read.</translation>
    </message>
    <message>
        <source>Đang tải {name}</source>
        <translation>Downloading {name}</translation>
    </message>
</context>
<context>
    <name>ReaderLinks</name>
    <message>
        <source>Liên kết này không an toàn nên không được mở:
{0}</source>
        <translation>This link is not safe and was not opened:
{0}</translation>
    </message>
    <message>
        <source>Liên kết</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Mở địa chỉ này ngoài chương trình?
{0}</source>
        <translation>Open this address outside the program?
{0}</translation>
    </message>
</context>
<context>
    <name>ReaderMenus</name>
    <message>
        <source>Vừa ngang</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>Vừa trang</source>
        <translation>Fit page</translation>
    </message>
    <message>
        <source>Sao chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Tô sáng</source>
        <translation>Highlight</translation>
    </message>
    <message>
        <source>Gạch chân chữ</source>
        <translation>Underline</translation>
    </message>
    <message>
        <source>Gạch bỏ chữ</source>
        <translation>Strike out</translation>
    </message>
    <message>
        <source>Tìm trong văn bản</source>
        <translation>Find in document</translation>
    </message>
    <message>
        <source>Cuộn liên tục</source>
        <translation>Continuous</translation>
    </message>
    <message>
        <source>Từng trang</source>
        <translation>Single page</translation>
    </message>
    <message>
        <source>Hai trang</source>
        <translation>Two pages</translation>
    </message>
    <message>
        <source>Xoay phải</source>
        <translation>Rotate right</translation>
    </message>
    <message>
        <source>Xoay trái</source>
        <translation>Rotate left</translation>
    </message>
    <message>
        <source>Toàn màn hình</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Bản trình trước bên cạnh</source>
        <translation>Previous submission beside it</translation>
    </message>
    <message>
        <source>Sao chép chữ đã chọn</source>
        <translation>Copy selected text</translation>
    </message>
    <message>
        <source>In…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Xem trước khi in…</source>
        <translation>Print preview…</translation>
    </message>
    <message>
        <source>Mở lại thẻ vừa đóng</source>
        <translation>Reopen closed tab</translation>
    </message>
    <message>
        <source>Hồ sơ trước</source>
        <translation>Previous record</translation>
    </message>
    <message>
        <source>Hồ sơ sau</source>
        <translation>Next record</translation>
    </message>
    <message>
        <source>Văn bản này không cho phép sao chép chữ.</source>
        <translation>Copying text is not allowed for this document.</translation>
    </message>
    <message>
        <source>Nền tối cho trang</source>
        <translation>Dark pages</translation>
    </message>
    <message>
        <source>Xem trước và in…</source>
        <translation>Preview and print…</translation>
    </message>
    <message>
        <source>Đóng thẻ</source>
        <translation>Close tab</translation>
    </message>
</context>
<context>
    <name>RegisteringFlow</name>
    <message>
        <source>Trùng với văn bản số đến {number}.</source>
        <translation>The same as arrival number {number}.</translation>
    </message>
    <message>
        <source>Đã trình {name}.</source>
        <translation>Submitted to {name}.</translation>
    </message>
    <message>
        <source>Đã từ chối tiếp nhận; nơi gửi được báo lý do.</source>
        <translation>Refused; the sender is told why.</translation>
    </message>
</context>
<context>
    <name>RolePicker</name>
    <message>
        <source>Dùng thử với dữ liệu mẫu</source>
        <translation>Try it with sample data</translation>
    </message>
    <message>
        <source>Chọn vai để xem văn phòng từ chỗ ngồi của người đó. Mọi người và văn bản là mẫu.</source>
        <translation>Choose a role to see the office from that desk. All people and documents are samples.</translation>
    </message>
</context>
<context>
    <name>SearchPopup</name>
    <message>
        <source>Kết quả tìm kiếm</source>
        <translation>Search results</translation>
    </message>
    <message>
        <source>Không tìm thấy “{text}”. Thử ít chữ hơn.</source>
        <translation>Nothing found for “{text}”. Try fewer words.</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Giao diện</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Màu nền</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Cỡ chữ</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Độ thoáng</source>
        <translation>Density</translation>
    </message>
    <message>
        <source>Ngôn ngữ</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Giao diện chạm và bút</source>
        <translation>Touch and pen layout</translation>
    </message>
    <message>
        <source>Bàn phím</source>
        <translation>Keyboard</translation>
    </message>
    <message>
        <source>Dùng phím một chữ cái trong danh sách và trang đọc</source>
        <translation>Single-letter keys in lists and the reader</translation>
    </message>
    <message>
        <source>Bảng phím tắt</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Tài khoản</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy được giữ {days} ngày khi ngoại tuyến.</source>
        <translation>Data stays on this device for {days} days offline.</translation>
    </message>
    <message>
        <source>Máy này không có kho khóa của hệ thống: chỉ mật khẩu bảo vệ dữ liệu trên máy.</source>
        <translation>This device has no system keyring: the password alone protects the data on it.</translation>
    </message>
    <message>
        <source>Đăng xuất</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Ủy quyền, vắng mặt</source>
        <translation>Delegation and absence</translation>
    </message>
    <message>
        <source>Giao bàn việc cho người khác trong những ngày vắng mặt, xem ai thay mặt ai.</source>
        <translation>Hand your desk over for the days on which you are away; see who stands in for whom.</translation>
    </message>
    <message>
        <source>Ủy quyền</source>
        <translation>Delegate</translation>
    </message>
</context>
<context>
    <name>SignInWindow</name>
    <message>
        <source>Văn phòng điện tử, dùng được cả khi mất mạng</source>
        <translation>The electronic office that works offline</translation>
    </message>
    <message>
        <source>Máy chủ</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Kiểm tra kết nối</source>
        <translation>Check connection</translation>
    </message>
    <message>
        <source>Tài khoản</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Mật khẩu</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Hiện mật khẩu</source>
        <translation>Show password</translation>
    </message>
    <message>
        <source>Mã dùng một lần</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <source>Giữ đăng nhập trên máy này</source>
        <translation>Stay signed in on this device</translation>
    </message>
    <message>
        <source>Đăng nhập</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Mở dữ liệu trên máy này</source>
        <translation>Open the data on this device</translation>
    </message>
    <message>
        <source>Cần nhập tài khoản và mật khẩu.</source>
        <translation>Account and password are needed.</translation>
    </message>
    <message>
        <source>Cần mật khẩu để mở dữ liệu trên máy này.</source>
        <translation>The password is needed to open the data on this device.</translation>
    </message>
    <message>
        <source>Kết nối tốt</source>
        <translation>Connection is good</translation>
    </message>
    <message>
        <source>Ẩn mật khẩu</source>
        <translation>Hide password</translation>
    </message>
    <message>
        <source>Đang đăng nhập</source>
        <translation>Signing in</translation>
    </message>
</context>
<context>
    <name>SignaturePanel</name>
    <message>
        <source>Chữ ký số của tệp</source>
        <translation>Digital signatures of the file</translation>
    </message>
    <message>
        <source>Bản đọc trên máy không mang chữ ký; bản gốc có chữ ký ở máy chủ.</source>
        <translation>The reading copy on this device carries no signature; the signed original is on the server.</translation>
    </message>
</context>
<context>
    <name>SignatureWords</name>
    <message>
        <source>Tài liệu không có chữ ký số.</source>
        <translation>The document has no digital signature.</translation>
    </message>
    <message>
        <source>Chữ ký không hợp lệ: không được coi tài liệu này là bản đã ký.</source>
        <translation>A signature is not valid: do not treat this document as signed.</translation>
    </message>
    <message>
        <source>Chữ ký còn nguyên vẹn, nhưng có thay đổi chưa giải thích được hết. Hãy xem từng chữ ký.</source>
        <translation>The signatures are intact, but there are changes that are not fully explained. Look at each signature.</translation>
    </message>
    <message>
        <source>Chữ ký hợp lệ: tài liệu còn nguyên vẹn kể từ khi ký.</source>
        <translation>Signatures valid: the document is unchanged since it was signed.</translation>
    </message>
    <message>
        <source>Hợp lệ</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Cần xem kỹ</source>
        <translation>Look closely</translation>
    </message>
    <message>
        <source>Không hợp lệ</source>
        <translation>Not valid</translation>
    </message>
    <message>
        <source>Chữ ký cá nhân của người có thẩm quyền</source>
        <translation>Personal signature of the authorised person</translation>
    </message>
    <message>
        <source>Chữ ký cơ quan</source>
        <translation>Agency signature</translation>
    </message>
    <message>
        <source>Chữ ký chứng thực của đơn vị</source>
        <translation>Certification signature of the unit</translation>
    </message>
    <message>
        <source>Chữ ký số</source>
        <translation>Digital signature</translation>
    </message>
    <message>
        <source>Chứng thư do {0} cấp.</source>
        <translation>Certificate issued by {0}.</translation>
    </message>
    <message>
        <source>Không rõ người ký</source>
        <translation>Signer unknown</translation>
    </message>
    <message>
        <source>Không rõ thời điểm ký.</source>
        <translation>Time of signing unknown.</translation>
    </message>
    <message>
        <source>Ký lúc {0}, có dấu thời gian.</source>
        <translation>Signed {0}, with a time stamp.</translation>
    </message>
    <message>
        <source>Ký lúc {0}, theo đồng hồ của máy ký.</source>
        <translation>Signed {0}, by the signing machine's clock.</translation>
    </message>
    <message>
        <source>Bao trùm toàn bộ tệp.</source>
        <translation>Covers the whole file.</translation>
    </message>
    <message>
        <source>Bao trùm tệp như lúc ký; sau đó tệp được bổ sung.</source>
        <translation>Covers the file as it was when signed; it was added to later.</translation>
    </message>
    <message>
        <source>Không có thay đổi nào sau chữ ký.</source>
        <translation>Nothing changed after the signature.</translation>
    </message>
    <message>
        <source>Sau chữ ký chỉ thêm dữ liệu xác thực lâu dài.</source>
        <translation>Only long-term validation data was added after it.</translation>
    </message>
    <message>
        <source>Sau chữ ký chỉ ký thêm hoặc điền ô đã chuẩn bị.</source>
        <translation>After it only prepared fields were filled or signed.</translation>
    </message>
    <message>
        <source>Sau chữ ký có thay đổi chưa giải thích được hết.</source>
        <translation>After it there are changes that are not fully explained.</translation>
    </message>
    <message>
        <source>Chứng thư số được tin cậy.</source>
        <translation>The certificate is trusted.</translation>
    </message>
    <message>
        <source>Chứng thư số hết hạn hoặc chưa có hiệu lực khi ký.</source>
        <translation>The certificate was not within its validity when signing.</translation>
    </message>
    <message>
        <source>Chứng thư số đã bị thu hồi.</source>
        <translation>The certificate was revoked.</translation>
    </message>
    <message>
        <source>Chưa xác minh được nơi cấp chứng thư số.</source>
        <translation>The issuer of the certificate could not be verified.</translation>
    </message>
    <message>
        <source>Chưa kiểm tra nơi cấp chứng thư số.</source>
        <translation>The issuer of the certificate was not checked.</translation>
    </message>
    <message>
        <source>Có dấu vết chữ ký nhưng không đọc được.</source>
        <translation>There are traces of a signature that cannot be read.</translation>
    </message>
    <message>
        <source>Không đọc được tệp.</source>
        <translation>The file cannot be read.</translation>
    </message>
    <message>
        <source>Tệp hỏng cấu trúc; phần mềm khác có thể hiển thị khác.</source>
        <translation>The file's structure is damaged; other programs may show it differently.</translation>
    </message>
    <message>
        <source>Một chữ ký được dùng cho nhiều ô ký.</source>
        <translation>One signature is used for several fields.</translation>
    </message>
    <message>
        <source>Nội dung đã ký bị sửa hoặc chữ ký bị hỏng.</source>
        <translation>Signed content was changed or the signature is damaged.</translation>
    </message>
    <message>
        <source>Chữ ký không bao trùm nội dung của tệp.</source>
        <translation>The signature does not cover the file's content.</translation>
    </message>
    <message>
        <source>Tệp bị thêm nội dung sau chữ ký cuối cùng.</source>
        <translation>Content was added after the last signature.</translation>
    </message>
    <message>
        <source>Chữ ký có cấu trúc không hợp chuẩn.</source>
        <translation>The signature's structure is not standard.</translation>
    </message>
    <message>
        <source>Chữ ký dùng thuật toán băm đã lỗi thời.</source>
        <translation>The signature uses an outdated digest.</translation>
    </message>
    <message>
        <source>Kiểm tra chữ ký quá lâu nên đã dừng.</source>
        <translation>Checking took too long and was stopped.</translation>
    </message>
    <message>
        <source>Máy chủ chưa kiểm tra được chữ ký này.</source>
        <translation>The server could not check this signature.</translation>
    </message>
</context>
<context>
    <name>SyncSheet</name>
    <message>
        <source>Tiến độ đồng bộ</source>
        <translation>Progress of synchronisation</translation>
    </message>
    <message>
        <source>Xem lại</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Synchronise now</translation>
    </message>
    <message>
        <source>Lần đồng bộ gần nhất: {time}.</source>
        <translation>Last synchronised: {time}.</translation>
    </message>
    <message>
        <source>Không thấy máy chủ từ {time}. Vẫn đọc và xử lý được.</source>
        <translation>The server has been out of reach since {time}. Reading and working goes on.</translation>
    </message>
    <message>
        <source>{count} thay đổi chờ gửi; sẽ tự gửi khi có mạng.</source>
        <translation>{count} changes wait and are sent when there is a connection.</translation>
    </message>
    <message>
        <source>{count} việc máy chủ chưa nhận, cần xem lại.</source>
        <translation>{count} were not accepted by the server and need review.</translation>
    </message>
    <message>
        <source>Mọi thay đổi đã được gửi.</source>
        <translation>All changes were sent.</translation>
    </message>
    <message>
        <source>Nhận bản của máy chủ</source>
        <translation>Take the server's state</translation>
    </message>
    <message>
        <source>Đi công tác</source>
        <translation>Trip</translation>
    </message>
    <message>
        <source>Mạng này trả lời thay cho máy chủ, thường là trang đăng nhập Wi-Fi. Mở trình duyệt để đăng nhập mạng; thay đổi chờ gửi sẽ tự gửi sau đó.</source>
        <translation>This network answers in place of the server, usually a Wi-Fi sign-in page. Open a browser to sign in to the network; waiting changes will then be sent by themselves.</translation>
    </message>
    <message>
        <source>Máy chủ chỉ còn {left} trong {have} mục đang có trên máy này. Dữ liệu trên máy giữ nguyên cho đến khi bạn đồng ý; hãy hỏi quản trị nếu không rõ vì sao.</source>
        <translation>The server has only {left} of the {have} items on this device. The data here stays until you agree; ask the administrator if you do not know why.</translation>
    </message>
    <message>
        <source>Đã nhận bản của máy chủ.</source>
        <translation>The server's state was taken.</translation>
    </message>
</context>
<context>
    <name>TextDialog</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Cần ghi nội dung trước khi gửi.</source>
        <translation>Please write something before sending.</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>Trang thu nhỏ</source>
        <translation>Thumbnails</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Mở điều hướng</source>
        <translation>Open navigation</translation>
    </message>
    <message>
        <source>Thông báo và việc cần chú ý</source>
        <translation>Notifications and attention</translation>
    </message>
    <message>
        <source>Tìm số, ký hiệu, trích yếu, nội dung…</source>
        <translation>Find number, symbol, subject, text…</translation>
    </message>
    <message>
        <source>Tìm kiếm</source>
        <translation>Search</translation>
    </message>
</context>
<context>
    <name>TrayPane</name>
    <message>
        <source>Chọn thư mục quét</source>
        <translation>Choose the scan folder</translation>
    </message>
    <message>
        <source>Chờ vào sổ</source>
        <translation>To be registered</translation>
    </message>
    <message>
        <source>Không nhận được {name}: {why}</source>
        <translation>Could not take {name}: {why}</translation>
    </message>
    <message>
        <source>Không đọc được thư mục quét {folder}. Kiểm tra kết nối tới thư mục.</source>
        <translation>The scan folder {folder} cannot be read. Check the connection to it.</translation>
    </message>
    <message>
        <source>Kéo thả tệp PDF, ảnh quét hoặc thư (.eml) vào đây.</source>
        <translation>Drop PDFs, scans or mails (.eml) here.</translation>
    </message>
    <message>
        <source>Thao tác khác</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Thêm tệp vào khay</source>
        <translation>Add files to the tray</translation>
    </message>
    <message>
        <source>Thôi theo dõi thư mục</source>
        <translation>Stop watching the folder</translation>
    </message>
    <message>
        <source>Vào sổ các mục đã rõ</source>
        <translation>Register the clear ones</translation>
    </message>
    <message>
        <source>Vào sổ {count} mục đã rõ</source>
        <translation>Register {count} clear ones</translation>
    </message>
    <message>
        <source>Văn bản và bản quét (*.pdf *.tif *.tiff *.png *.jpg *.jpeg *.eml)</source>
        <translation>Documents and scans (*.pdf *.tif *.tiff *.png *.jpg *.jpeg *.eml)</translation>
    </message>
    <message>
        <source>Đang theo dõi {folder}</source>
        <translation>Watching {folder}</translation>
    </message>
    <message>
        <source>Quét từ máy quét…</source>
        <translation>Scan from a scanner…</translation>
    </message>
    <message>
        <source>In tờ phân cách…</source>
        <translation>Print separator sheets…</translation>
    </message>
    <message>
        <source>Tờ phân cách.pdf</source>
        <translation>Separator sheets.pdf</translation>
    </message>
    <message>
        <source>Đã lưu {name}; in ra rồi đặt giữa các văn bản.</source>
        <translation>{name} saved; print it and lay the sheets between the documents.</translation>
    </message>
    <message>
        <source>{count} tệp không nhận được nằm trong thư mục con “Không nhận được”.</source>
        <translation>{count} files could not be taken; they lie in the subfolder “Không nhận được”.</translation>
    </message>
</context>
<context>
    <name>TripCheckCard</name>
    <message>
        <source>Còn thiếu {count} tệp: chờ tải xong trước khi đi.</source>
        <translation>{count} files are missing: wait for them before you leave.</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy chỉ mở được đến {day}: đồng bộ ngay trước khi đi, hoặc về sớm hơn.</source>
        <translation>The data on this device opens only until {day}: synchronise just before you leave, or return earlier.</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy mở được đến hết {day}.</source>
        <translation>The data on this device opens until the end of {day}.</translation>
    </message>
    <message>
        <source>Kiểm tra</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Kiểm tra trước chuyến đi</source>
        <translation>Check before the trip</translation>
    </message>
    <message>
        <source>Mọi tệp của chuyến đi đã có trên máy.</source>
        <translation>All files of the trip are on this device.</translation>
    </message>
    <message>
        <source>Ngày về</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Phiên đăng nhập còn hạn đến {day}.</source>
        <translation>The sign-in lasts until {day}.</translation>
    </message>
    <message>
        <source>Phiên đăng nhập hết hạn {day}: khi có mạng lại sẽ hỏi mật khẩu.</source>
        <translation>The sign-in ends on {day}: the password will be asked for when the network is back.</translation>
    </message>
    <message>
        <source>Sẵn sàng lên đường.</source>
        <translation>Ready to leave.</translation>
    </message>
    <message>
        <source>Tệp của chuyến đi lớn hơn dung lượng dành cho tệp; vẫn được giữ đủ.</source>
        <translation>The trip's files exceed the space for files; they are kept all the same.</translation>
    </message>
    <message>
        <source>{count} thay đổi chưa gửi: đồng bộ trước khi đi thì hơn.</source>
        <translation>{count} changes are not sent: better synchronise before you leave.</translation>
    </message>
    <message>
        <source>{count} việc cần xem lại trong Cần chú ý.</source>
        <translation>{count} acts need a look in Attention.</translation>
    </message>
    <message>
        <source>Mở chương trình khi không có mạng sẽ hỏi mật khẩu: hãy nhớ mang theo.</source>
        <translation>Opening the program offline will ask for the password: remember it.</translation>
    </message>
    <message>
        <source>Mở chương trình khi không có mạng không cần mật khẩu.</source>
        <translation>Opening the program offline needs no password.</translation>
    </message>
    <message>
        <source>Chứng thư ký của {name} còn hạn đến {day}.</source>
        <translation>The signing certificate of {name} is valid until {day}.</translation>
    </message>
    <message>
        <source>Chứng thư ký của {name} hết hạn {day}, trước ngày về: gia hạn trước khi đi.</source>
        <translation>The signing certificate of {name} ends on {day}, before the return: renew it before leaving.</translation>
    </message>
</context>
<context>
    <name>acts</name>
    <message>
        <source>Ý kiến</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Trả lời</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Lý do trả lại</source>
        <translation>Reason for returning</translation>
    </message>
    <message>
        <source>Lý do từ chối</source>
        <translation>Reason for refusing</translation>
    </message>
    <message>
        <source>Lý do thu hồi</source>
        <translation>Reason for recalling</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Chủ trì</source>
        <translation>Lead</translation>
    </message>
    <message>
        <source>Phối hợp</source>
        <translation>Coordinating</translation>
    </message>
    <message>
        <source>Hạn xử lý</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Ý kiến chỉ đạo</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Xin ý kiến của</source>
        <translation>Ask for the opinion of</translation>
    </message>
    <message>
        <source>Nội dung xin ý kiến</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Hạn trả lời</source>
        <translation>Answer due</translation>
    </message>
    <message>
        <source>Sổ đăng ký</source>
        <translation>Register book</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Recipients</translation>
    </message>
    <message>
        <source>Mức hoàn thành (%)</source>
        <translation>Done (%)</translation>
    </message>
    <message>
        <source>Nội dung báo cáo</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Hạn mới</source>
        <translation>New due date</translation>
    </message>
    <message>
        <source>Người thực hiện</source>
        <translation>Executors</translation>
    </message>
    <message>
        <source>Trả lời đề nghị gia hạn</source>
        <translation>Answer to the extension</translation>
    </message>
    <message>
        <source>Kế hoạch thực hiện</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Các mốc, mỗi dòng một mốc: 05/12 Tên mốc</source>
        <translation>Milestones, one a line: 05/12 Name</translation>
    </message>
</context>
<context>
    <name>captions</name>
    <message>
        <source>Văn bản đến</source>
        <translation>Incoming</translation>
    </message>
    <message>
        <source>Văn bản đi</source>
        <translation>Outgoing</translation>
    </message>
    <message>
        <source>Phiếu trình</source>
        <translation>Slips</translation>
    </message>
    <message>
        <source>Nhiệm vụ</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Đến</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Đi</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>Chờ vào sổ</source>
        <translation>To be registered</translation>
    </message>
    <message>
        <source>Đã vào sổ</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>Đã giao</source>
        <translation>Assigned</translation>
    </message>
    <message>
        <source>Đang xử lý</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Hoàn thành</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>Đã từ chối</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Đã thu hồi</source>
        <translation>Recalled</translation>
    </message>
    <message>
        <source>Dự thảo</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Đã duyệt</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Đã cấp số</source>
        <translation>Numbered</translation>
    </message>
    <message>
        <source>Đã ký số</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>Đã phát hành</source>
        <translation>Dispatched</translation>
    </message>
    <message>
        <source>Đã thay thế</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <source>Đang trình</source>
        <translation>Under review</translation>
    </message>
    <message>
        <source>Ở thư ký</source>
        <translation>With secretary</translation>
    </message>
    <message>
        <source>Ở lãnh đạo</source>
        <translation>With leader</translation>
    </message>
    <message>
        <source>Bị trả lại</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Mới giao</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Đã nhận</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Đang thực hiện</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>Đã báo cáo</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>Không đúng đơn vị</source>
        <translation>Wrong unit</translation>
    </message>
    <message>
        <source>Văn bản chính</source>
        <translation>Main document</translation>
    </message>
    <message>
        <source>Kèm theo</source>
        <translation>Attachment</translation>
    </message>
    <message>
        <source>Bản quét</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Phiếu</source>
        <translation>Slips</translation>
    </message>
</context>
<context>
    <name>chips</name>
    <message>
        <source>Cần xem lại</source>
        <translation>Needs review</translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation>To be sent</translation>
    </message>
    <message>
        <source>Bị trả lại</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>Hỏa tốc</source>
        <translation>Express</translation>
    </message>
    <message>
        <source>Thượng khẩn</source>
        <translation>Very urgent</translation>
    </message>
    <message>
        <source>Khẩn</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Đã xử lý</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Quá hạn {days} ngày</source>
        <translation>{days} days overdue</translation>
    </message>
    <message>
        <source>Quá hạn từ {hour}</source>
        <translation>Overdue since {hour}</translation>
    </message>
    <message>
        <source>Hôm nay, {hour}</source>
        <translation>Today, {hour}</translation>
    </message>
    <message>
        <source>Hạn hôm nay</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>Còn {days} ngày</source>
        <translation>{days} days left</translation>
    </message>
    <message>
        <source>Hạn {day}</source>
        <translation>Due {day}</translation>
    </message>
</context>
<context>
    <name>desk</name>
    <message>
        <source>Cần xử lý</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>Chờ vào sổ</source>
        <translation>To be registered</translation>
    </message>
    <message>
        <source>Quá hạn</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Đã xử lý</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Chờ cấp số</source>
        <translation>To be numbered</translation>
    </message>
    <message>
        <source>Chờ ký số</source>
        <translation>To be signed</translation>
    </message>
    <message>
        <source>Chờ phát hành</source>
        <translation>To be dispatched</translation>
    </message>
    <message>
        <source>Đã phát hành</source>
        <translation>Dispatched</translation>
    </message>
    <message>
        <source>Chờ tôi</source>
        <translation>Waiting for me</translation>
    </message>
    <message>
        <source>Đang trình</source>
        <translation>Under review</translation>
    </message>
    <message>
        <source>Bị trả lại</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>Đã kết thúc</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Cần làm</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>Đang thực hiện</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>Đang xử lý</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Số đến</source>
        <translation>Arrival number</translation>
    </message>
    <message>
        <source>Ngày đến</source>
        <translation>Arrived on</translation>
    </message>
    <message>
        <source>Số, ký hiệu</source>
        <translation>Number, symbol</translation>
    </message>
    <message>
        <source>Ngày văn bản</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Cơ quan ban hành</source>
        <translation>Issuer</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>Độ khẩn</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>Hạn xử lý</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Hạn trả lời</source>
        <translation>Answer due</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Số</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Ký hiệu</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Ngày ban hành</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Recipients</translation>
    </message>
    <message>
        <source>Mã phiếu</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Người trình</source>
        <translation>Drafter</translation>
    </message>
    <message>
        <source>Lãnh đạo</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Hạn</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Lần trình</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Kiến nghị</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>Lý do trả lại</source>
        <translation>Reason for returning</translation>
    </message>
    <message>
        <source>Người giao</source>
        <translation>Given by</translation>
    </message>
    <message>
        <source>Phối hợp</source>
        <translation>Coordinating</translation>
    </message>
    <message>
        <source>Người thực hiện</source>
        <translation>Done by</translation>
    </message>
    <message>
        <source>Tiến độ</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Kế hoạch</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Cơ quan</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Việc này cần kết nối với máy chủ.</source>
        <translation>This needs a connection to the server.</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Tạo mới</source>
        <translation>Create</translation>
    </message>
    <message>
        <source>Trình</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>Rút lại</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Đồng ý trình</source>
        <translation>Endorse</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>Chuyển lãnh đạo</source>
        <translation>Forward to leader</translation>
    </message>
    <message>
        <source>Trả lại</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Chuyển thư ký</source>
        <translation>To secretary</translation>
    </message>
    <message>
        <source>Phê duyệt</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Thu hồi bước</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Xin ý kiến</source>
        <translation>Consult</translation>
    </message>
    <message>
        <source>Trả lời ý kiến</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Ý kiến</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>Vào sổ</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Từ chối</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Giao xử lý</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>Nhận xử lý</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Hoàn thành</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>Trả lời thu hồi</source>
        <translation>Answer the recall</translation>
    </message>
    <message>
        <source>Cấp số</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Ký số</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Phát hành</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>Thu hồi</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>Thay thế</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Lập kế hoạch</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Báo cáo</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Chấp nhận kết quả</source>
        <translation>Accept the result</translation>
    </message>
    <message>
        <source>Xin gia hạn</source>
        <translation>Ask for extension</translation>
    </message>
    <message>
        <source>Trả lời gia hạn</source>
        <translation>Answer the extension</translation>
    </message>
    <message>
        <source>Bút phê</source>
        <translation>Pen note</translation>
    </message>
    <message>
        <source>Chứng thực</source>
        <translation>Certify</translation>
    </message>
    <message>
        <source>Chứng thực &amp; tải</source>
        <translation>Certify &amp; download</translation>
    </message>
    <message>
        <source>Đính chính</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Gửi lại</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Vị trí số, ngày, chữ ký</source>
        <translation>Places of number, date, signatures</translation>
    </message>
    <message>
        <source>Giao nhiệm vụ</source>
        <translation>Give a task</translation>
    </message>
    <message>
        <source>Sửa nhiệm vụ</source>
        <translation>Edit the task</translation>
    </message>
    <message>
        <source>Soạn phiếu trình trả lời</source>
        <translation>Draft an answering slip</translation>
    </message>
    <message>
        <source>Xem thay đổi</source>
        <translation>See changes</translation>
    </message>
    <message>
        <source>Hiệu chỉnh</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Trình lại</source>
        <translation>Resubmit</translation>
    </message>
    <message>
        <source>Phân công</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>Không đúng đơn vị</source>
        <translation>Wrong unit</translation>
    </message>
    <message>
        <source>Trả lại báo cáo</source>
        <translation>Return the report</translation>
    </message>
    <message>
        <source>Hủy nhiệm vụ</source>
        <translation>Cancel the task</translation>
    </message>
    <message>
        <source>Gắn văn bản trả lời</source>
        <translation>Link the answer</translation>
    </message>
    <message>
        <source>Văn bản trả lời</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Trả lời văn bản</source>
        <translation>Answers</translation>
    </message>
    <message>
        <source>Phiếu trình</source>
        <translation>Slip</translation>
    </message>
    <message>
        <source>Văn bản đi</source>
        <translation>Outgoing document</translation>
    </message>
    <message>
        <source>Vị trí dấu đến</source>
        <translation>Place of the arrival stamp</translation>
    </message>
    <message>
        <source>Bạn không còn được xem hồ sơ này.</source>
        <translation>You may no longer see this record.</translation>
    </message>
    <message>
        <source>Tài khoản đã bị khóa trước khi việc này được gửi.</source>
        <translation>The account was locked before this was sent.</translation>
    </message>
    <message>
        <source>Hồ sơ không còn hoặc bạn không còn được xem.</source>
        <translation>The record is gone, or you may no longer see it.</translation>
    </message>
    <message>
        <source>Máy chủ từ chối vì bạn không có quyền làm việc này.</source>
        <translation>The server refused: you may not do this.</translation>
    </message>
    <message>
        <source>Hồ sơ đã chuyển sang bước khác.</source>
        <translation>The record has moved on to another step.</translation>
    </message>
    <message>
        <source>Người khác đã sửa cùng nội dung trong lúc bạn ngoại tuyến.</source>
        <translation>Somebody else changed the same fields while you were offline.</translation>
    </message>
    <message>
        <source>Phiếu đã có bản trình mới, cần xem lại trước khi quyết định.</source>
        <translation>The slip has a newer revision; look at it before you decide.</translation>
    </message>
    <message>
        <source>Đã lấy lại từ mục Đã bỏ, chưa gửi.</source>
        <translation>Taken back from Discarded, not sent yet.</translation>
    </message>
</context>
<context>
    <name>looks</name>
    <message>
        <source>Theo hệ thống</source>
        <translation>Follow system</translation>
    </message>
    <message>
        <source>Sáng</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Tối</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Tương phản cao</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Thoáng (44)</source>
        <translation>Normal (44)</translation>
    </message>
    <message>
        <source>Gọn (36)</source>
        <translation>Compact (36)</translation>
    </message>
    <message>
        <source>Màu nền</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Cỡ chữ</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Độ thoáng</source>
        <translation>Density</translation>
    </message>
    <message>
        <source>Ngôn ngữ</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Bảng phím tắt</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Đăng xuất</source>
        <translation>Sign out</translation>
    </message>
</context>
<context>
    <name>places</name>
    <message>
        <source>VĂN BẢN</source>
        <translation>DOCUMENTS</translation>
    </message>
    <message>
        <source>THEO DÕI</source>
        <translation>FOLLOW-UP</translation>
    </message>
    <message>
        <source>Bàn việc</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Cần chú ý</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Chú ý</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>QUẢN TRỊ</source>
        <translation>ADMINISTRATION</translation>
    </message>
    <message>
        <source>Nhật ký</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Cài đặt ký số</source>
        <translation>Signing settings</translation>
    </message>
    <message>
        <source>Chứng thư</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Chờ ký số</source>
        <translation>Waiting to sign</translation>
    </message>
    <message>
        <source>Ký số</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Sổ văn bản đi</source>
        <translation>Outgoing register</translation>
    </message>
    <message>
        <source>Sổ đi</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Sổ văn bản đến</source>
        <translation>Incoming register</translation>
    </message>
    <message>
        <source>Sổ đến</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>VĂN THƯ</source>
        <translation>REGISTRY</translation>
    </message>
    <message>
        <source>Theo dõi giải quyết</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Số</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Ngày, tháng, năm</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Tháng</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Năm</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Chữ ký cá nhân</source>
        <translation>Personal signature</translation>
    </message>
    <message>
        <source>Chữ ký cơ quan</source>
        <translation>Agency signature</translation>
    </message>
    <message>
        <source>Vào sổ văn bản đến</source>
        <translation>Incoming document registered</translation>
    </message>
    <message>
        <source>Vào sổ</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Hạn</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>BỘ LỌC ĐÃ LƯU</source>
        <translation>SAVED FILTERS</translation>
    </message>
    <message>
        <source>Chờ vào sổ</source>
        <translation>To register</translation>
    </message>
    <message>
        <source>Theo dõi hạn</source>
        <translation>Deadlines</translation>
    </message>
    <message>
        <source>Lịch làm việc</source>
        <translation>Working calendar</translation>
    </message>
    <message>
        <source>Lịch</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>Ủy quyền, vắng mặt</source>
        <translation>Delegation, absence</translation>
    </message>
    <message>
        <source>Ủy quyền</source>
        <translation>Delegation</translation>
    </message>
    <message>
        <source>Cấu hình ký số, cấp số</source>
        <translation>Signing and numbering setup</translation>
    </message>
    <message>
        <source>Cấu hình ký</source>
        <translation>Signing setup</translation>
    </message>
    <message>
        <source>Cấu hình ký số</source>
        <translation>Signing setup</translation>
    </message>
    <message>
        <source>Mẫu phiếu trình</source>
        <translation>Slip form</translation>
    </message>
    <message>
        <source>Mẫu phiếu</source>
        <translation>Slip form</translation>
    </message>
</context>
<context>
    <name>roles</name>
    <message>
        <source>Lãnh đạo Bộ</source>
        <translation>Ministry leader</translation>
    </message>
    <message>
        <source>Duyệt phiếu trình, bút phê trên trang, giao nhiệm vụ.</source>
        <translation>Approves slips, writes on pages, gives tasks.</translation>
    </message>
    <message>
        <source>Thư ký lãnh đạo</source>
        <translation>Leader's secretary</translation>
    </message>
    <message>
        <source>Tiếp nhận phiếu trình, chuyển lãnh đạo hoặc trả lại.</source>
        <translation>Receives slips, forwards or returns them.</translation>
    </message>
    <message>
        <source>Thủ trưởng đơn vị</source>
        <translation>Head of unit</translation>
    </message>
    <message>
        <source>Giao xử lý văn bản đến, đồng ý trình.</source>
        <translation>Assigns incoming documents, endorses slips.</translation>
    </message>
    <message>
        <source>Trưởng phòng</source>
        <translation>Department head</translation>
    </message>
    <message>
        <source>Phân công chuyên viên, theo dõi việc của phòng.</source>
        <translation>Assigns specialists, follows the department's work.</translation>
    </message>
    <message>
        <source>Chuyên viên</source>
        <translation>Specialist</translation>
    </message>
    <message>
        <source>Xử lý văn bản được giao, soạn phiếu trình.</source>
        <translation>Works on assigned documents, drafts slips.</translation>
    </message>
    <message>
        <source>Văn thư</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>Vào sổ, cấp số, ký số cơ quan, phát hành.</source>
        <translation>Registers, numbers, signs for the agency, dispatches.</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Tài khoản hoặc mật khẩu chưa đúng.</source>
        <translation>Account or password is wrong.</translation>
    </message>
    <message>
        <source>Kiểm tra bộ gõ, phím Caps Lock rồi nhập lại.</source>
        <translation>Check the input method and Caps Lock, then try again.</translation>
    </message>
    <message>
        <source>Mật khẩu không mở được dữ liệu trên máy này.</source>
        <translation>The password does not open the data on this device.</translation>
    </message>
    <message>
        <source>Nhập lại mật khẩu của lần đăng nhập gần nhất, hoặc kết nối mạng để đăng nhập.</source>
        <translation>Enter the password of the last sign-in, or connect and sign in.</translation>
    </message>
    <message>
        <source>Cần mật khẩu để mở dữ liệu trên máy này.</source>
        <translation>The password is needed to open the data on this device.</translation>
    </message>
    <message>
        <source>Nhập mật khẩu của tài khoản.</source>
        <translation>Enter the account's password.</translation>
    </message>
    <message>
        <source>Mật khẩu đã đổi ở nơi khác; việc chưa gửi còn khóa bằng mật khẩu cũ.</source>
        <translation>The password was changed elsewhere; unsent work is still locked with the old one.</translation>
    </message>
    <message>
        <source>Mở dữ liệu trên máy bằng mật khẩu cũ để gửi nốt việc, rồi đăng nhập lại.</source>
        <translation>Open the data with the old password to send the rest, then sign in again.</translation>
    </message>
    <message>
        <source>Tài khoản này chưa từng đăng nhập trên máy.</source>
        <translation>This account has never signed in on this device.</translation>
    </message>
    <message>
        <source>Kết nối mạng và đăng nhập lần đầu.</source>
        <translation>Connect and sign in for the first time.</translation>
    </message>
    <message>
        <source>Địa chỉ máy chủ chưa đúng.</source>
        <translation>The server address is not right.</translation>
    </message>
    <message>
        <source>Nhập như https://voffice.coquan.gov.vn.</source>
        <translation>Enter it like https://voffice.coquan.gov.vn.</translation>
    </message>
    <message>
        <source>Tài khoản này cần thêm mã dùng một lần.</source>
        <translation>This account also needs a one-time code.</translation>
    </message>
    <message>
        <source>Nhập mã 6 số của ứng dụng xác thực.</source>
        <translation>Enter the 6 digits of the authenticator.</translation>
    </message>
    <message>
        <source>Đã thử sai quá nhiều lần.</source>
        <translation>Too many failed attempts.</translation>
    </message>
    <message>
        <source>Đợi 15 phút rồi thử lại, hoặc nhờ quản trị đặt lại mật khẩu.</source>
        <translation>Wait 15 minutes, or ask the administrator to reset the password.</translation>
    </message>
    <message>
        <source>Quản trị đã xóa dữ liệu của thiết bị này.</source>
        <translation>The administrator has wiped this device's data.</translation>
    </message>
    <message>
        <source>Liên hệ quản trị trước khi đăng nhập lại.</source>
        <translation>Contact the administrator before signing in again.</translation>
    </message>
    <message>
        <source>Phiên làm việc đã hết hạn.</source>
        <translation>The session has expired.</translation>
    </message>
    <message>
        <source>Đăng nhập lại; việc chưa gửi vẫn còn trên máy.</source>
        <translation>Sign in again; unsent work is still on this device.</translation>
    </message>
    <message>
        <source>Không kết nối được máy chủ.</source>
        <translation>The server cannot be reached.</translation>
    </message>
    <message>
        <source>Kiểm tra mạng và địa chỉ máy chủ rồi thử lại.</source>
        <translation>Check the network and the address, then try again.</translation>
    </message>
    <message>
        <source>Địa chỉ này không phải máy chủ voffice.</source>
        <translation>There is no voffice server at this address.</translation>
    </message>
    <message>
        <source>Xem lại địa chỉ, hoặc trang đăng nhập mạng đang chặn đường.</source>
        <translation>Check the address, or a network sign-in page stands in the way.</translation>
    </message>
    <message>
        <source>Chứng thư của máy chủ không được tin cậy.</source>
        <translation>The server's certificate is not trusted.</translation>
    </message>
    <message>
        <source>Không đăng nhập; báo quản trị kiểm tra chứng thư.</source>
        <translation>Do not sign in; ask the administrator to check the certificate.</translation>
    </message>
    <message>
        <source>Máy chủ trung gian (proxy) không cho đi qua.</source>
        <translation>The proxy does not let the program through.</translation>
    </message>
    <message>
        <source>Kiểm tra thiết lập proxy của máy.</source>
        <translation>Check the proxy settings of this device.</translation>
    </message>
    <message>
        <source>Đồng hồ của máy lệch so với máy chủ.</source>
        <translation>This device's clock differs from the server's.</translation>
    </message>
    <message>
        <source>Chỉnh lại ngày giờ của máy rồi thử lại.</source>
        <translation>Set the date and time, then try again.</translation>
    </message>
    <message>
        <source>Đã quá số ngày được dùng ngoại tuyến.</source>
        <translation>The days allowed offline are over.</translation>
    </message>
    <message>
        <source>Kết nối mạng và đăng nhập lại; việc chưa gửi vẫn còn.</source>
        <translation>Connect and sign in again; unsent work is kept.</translation>
    </message>
    <message>
        <source>Ổ đĩa đã đầy, chưa lưu thêm được.</source>
        <translation>The disk is full; nothing more can be saved.</translation>
    </message>
    <message>
        <source>Giải phóng dung lượng rồi thử lại; dữ liệu đang có không mất.</source>
        <translation>Free some space and try again; what is there is not lost.</translation>
    </message>
    <message>
        <source>Dữ liệu lưu trên máy bị hỏng.</source>
        <translation>The data on this device is damaged.</translation>
    </message>
    <message>
        <source>Đăng nhập khi có mạng để tải lại; việc chưa gửi được giữ nguyên.</source>
        <translation>Sign in online to download it again; unsent work is kept.</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy thuộc phiên bản voffice mới hơn.</source>
        <translation>The data on this device belongs to a newer voffice.</translation>
    </message>
    <message>
        <source>Cập nhật chương trình rồi mở lại.</source>
        <translation>Update the program and open it again.</translation>
    </message>
    <message>
        <source>Máy chủ cũ hơn chương trình này.</source>
        <translation>The server is older than this program.</translation>
    </message>
    <message>
        <source>Báo quản trị cập nhật máy chủ; vẫn đọc được dữ liệu trên máy.</source>
        <translation>Ask the administrator to update it; the data on this device can still be read.</translation>
    </message>
    <message>
        <source>Chương trình cũ hơn máy chủ.</source>
        <translation>This program is older than the server.</translation>
    </message>
    <message>
        <source>Máy này không có kho khóa của hệ thống.</source>
        <translation>This device has no system keyring.</translation>
    </message>
    <message>
        <source>Vẫn dùng được; mỗi lần mở sẽ hỏi mật khẩu.</source>
        <translation>It works all the same; the password is asked at each start.</translation>
    </message>
    <message>
        <source>voffice đang mở với hồ sơ này.</source>
        <translation>voffice is already open with this profile.</translation>
    </message>
    <message>
        <source>Chuyển sang cửa sổ đang mở.</source>
        <translation>Go to the open window.</translation>
    </message>
    <message>
        <source>Việc này chỉ làm được khi có mạng.</source>
        <translation>This can only be done online.</translation>
    </message>
    <message>
        <source>Kết nối lại rồi thực hiện.</source>
        <translation>Connect and do it again.</translation>
    </message>
    <message>
        <source>Tài khoản này không có quyền làm việc đó.</source>
        <translation>This account may not do that.</translation>
    </message>
    <message>
        <source>Chuyển cho người có thẩm quyền.</source>
        <translation>Pass it to somebody who may.</translation>
    </message>
    <message>
        <source>Hồ sơ đã sang bước khác.</source>
        <translation>The record has moved on.</translation>
    </message>
    <message>
        <source>Xem lại trạng thái mới rồi quyết định.</source>
        <translation>Look at its new state, then decide.</translation>
    </message>
    <message>
        <source>Hồ sơ đã được người khác thay đổi.</source>
        <translation>Somebody else has changed the record.</translation>
    </message>
    <message>
        <source>Xem bản mới rồi quyết lại; nội dung đã nhập vẫn còn.</source>
        <translation>See the new version and decide again; what was typed is kept.</translation>
    </message>
    <message>
        <source>Hồ sơ không còn, hoặc không còn quyền xem.</source>
        <translation>The record is gone, or may no longer be seen.</translation>
    </message>
    <message>
        <source>Quay lại danh sách.</source>
        <translation>Go back to the list.</translation>
    </message>
    <message>
        <source>Có nội dung nhập chưa đúng.</source>
        <translation>Something that was entered is not right.</translation>
    </message>
    <message>
        <source>Sửa ô được đánh dấu rồi gửi lại.</source>
        <translation>Correct the marked field and send again.</translation>
    </message>
    <message>
        <source>Tệp chưa được tải về máy này.</source>
        <translation>The file has not been downloaded to this device.</translation>
    </message>
    <message>
        <source>Kết nối mạng để tải; tệp sẽ tự mở.</source>
        <translation>Connect to download it; it opens by itself.</translation>
    </message>
    <message>
        <source>Chỉ văn thư tải được bản chứng thực.</source>
        <translation>Only the clerk may download the certified file.</translation>
    </message>
    <message>
        <source>Đề nghị văn thư của đơn vị.</source>
        <translation>Ask the unit's clerk.</translation>
    </message>
    <message>
        <source>Đơn vị chưa ký chứng thực tệp này.</source>
        <translation>The unit has not certified this file.</translation>
    </message>
    <message>
        <source>Ký chứng thực trước khi tải.</source>
        <translation>Certify it before downloading.</translation>
    </message>
    <message>
        <source>Tệp hỏng, không mở được.</source>
        <translation>The file is damaged and cannot be opened.</translation>
    </message>
    <message>
        <source>Tải lại, hoặc báo văn thư.</source>
        <translation>Download it again, or tell the clerk.</translation>
    </message>
    <message>
        <source>Tệp lớn hơn mức cho phép.</source>
        <translation>The file is larger than allowed.</translation>
    </message>
    <message>
        <source>Chia nhỏ hoặc nén lại tệp.</source>
        <translation>Split or compress it.</translation>
    </message>
    <message>
        <source>Tệp bị thay đổi trên đường truyền.</source>
        <translation>The file was changed on its way.</translation>
    </message>
    <message>
        <source>Tải lại; bản sai không được giữ.</source>
        <translation>Download it again; the wrong copy was not kept.</translation>
    </message>
    <message>
        <source>Không mở được văn phòng mẫu trên máy này.</source>
        <translation>The sample office could not be opened on this device.</translation>
    </message>
    <message>
        <source>Chạy lại với --reset; nếu vẫn vậy, xem nhật ký.</source>
        <translation>Run again with --reset; if it fails, see the log.</translation>
    </message>
    <message>
        <source>Chương trình gặp lỗi của chính nó.</source>
        <translation>The program hit an error of its own.</translation>
    </message>
    <message>
        <source>Việc đang làm vẫn còn. Mở Chi tiết để gửi nhật ký cho quản trị.</source>
        <translation>Your work is still here. Open Details to send the log to the administrator.</translation>
    </message>
    <message>
        <source>Chưa gửi được vì mất kết nối.</source>
        <translation>Not sent yet: there is no connection.</translation>
    </message>
    <message>
        <source>Sẽ tự gửi lại khi có mạng.</source>
        <translation>It will be sent when there is one.</translation>
    </message>
    <message>
        <source>Máy chủ không nhận việc này ({code}).</source>
        <translation>The server did not accept this ({code}).</translation>
    </message>
    <message>
        <source>Xem lại trong Cần chú ý.</source>
        <translation>See Attention.</translation>
    </message>
    <message>
        <source>Chưa làm được ({code}).</source>
        <translation>Not done ({code}).</translation>
    </message>
    <message>
        <source>Thử lại; nếu vẫn vậy, mở Chi tiết để báo quản trị.</source>
        <translation>Try again; if it fails, open Details and tell the administrator.</translation>
    </message>
    <message>
        <source>Mã PIN hoặc mật khẩu chưa đúng.</source>
        <translation>The PIN or password is wrong.</translation>
    </message>
    <message>
        <source>Nhập lại; thiết bị ký tự khóa sau vài lần sai.</source>
        <translation>Type it again; tokens lock after a few wrong tries.</translation>
    </message>
    <message>
        <source>Mã PIN chưa đúng, chỉ còn ít lần thử.</source>
        <translation>Wrong PIN; few tries are left.</translation>
    </message>
    <message>
        <source>Nhập lại thật cẩn thận, hoặc dừng và hỏi người giữ thiết bị.</source>
        <translation>Type it again with care, or stop and ask the token's keeper.</translation>
    </message>
    <message>
        <source>Mã PIN chưa đúng, chỉ còn một lần thử.</source>
        <translation>Wrong PIN; one try is left.</translation>
    </message>
    <message>
        <source>Sai lần nữa thiết bị sẽ bị khóa; dừng lại nếu không chắc.</source>
        <translation>One more mistake locks the token; stop if you are not sure.</translation>
    </message>
    <message>
        <source>Thiết bị ký đã bị khóa vì nhập sai PIN nhiều lần.</source>
        <translation>The token is locked after too many wrong PINs.</translation>
    </message>
    <message>
        <source>Mở khóa bằng phần mềm của nhà cung cấp thiết bị.</source>
        <translation>Unlock it with the vendor's program.</translation>
    </message>
    <message>
        <source>Chưa cắm thiết bị ký, hoặc thiết bị vừa bị rút.</source>
        <translation>The token is not plugged in, or was just pulled out.</translation>
    </message>
    <message>
        <source>Cắm lại rồi ký tiếp; văn bản vẫn chờ ký như cũ.</source>
        <translation>Plug it in and go on; the document still waits for its signature.</translation>
    </message>
    <message>
        <source>Không nạp được trình điều khiển của thiết bị ký.</source>
        <translation>The token's driver could not be loaded.</translation>
    </message>
    <message>
        <source>Chọn lại tệp thư viện PKCS#11 trong Cài đặt ký số.</source>
        <translation>Choose the PKCS#11 library again in the signing settings.</translation>
    </message>
    <message>
        <source>Thiết bị ký báo lỗi.</source>
        <translation>The token reports an error.</translation>
    </message>
    <message>
        <source>Rút ra, cắm lại rồi thử; văn bản vẫn chờ ký như cũ.</source>
        <translation>Pull it out, plug it in and try; the document still waits for its signature.</translation>
    </message>
    <message>
        <source>Không có chứng thư số dùng để ký.</source>
        <translation>There is no certificate for signing.</translation>
    </message>
    <message>
        <source>Kiểm tra thiết bị hoặc chọn chứng thư khác.</source>
        <translation>Check the token, or choose another certificate.</translation>
    </message>
    <message>
        <source>Tệp chứng thư số không đọc được.</source>
        <translation>The certificate file cannot be read.</translation>
    </message>
    <message>
        <source>Chọn đúng tệp .p12 hoặc .pfx.</source>
        <translation>Choose a proper .p12 or .pfx file.</translation>
    </message>
    <message>
        <source>Không thấy tệp chứng thư số ở chỗ cũ.</source>
        <translation>The certificate file is not where it was.</translation>
    </message>
    <message>
        <source>Cắm lại ổ đĩa chứa tệp, hoặc chọn lại tệp.</source>
        <translation>Plug in the drive with the file, or choose the file again.</translation>
    </message>
    <message>
        <source>Khóa bí mật không khớp với chứng thư số.</source>
        <translation>The private key is not the certificate's.</translation>
    </message>
    <message>
        <source>Chọn lại tệp, hoặc liên hệ nơi cấp.</source>
        <translation>Choose the file again, or contact the issuer.</translation>
    </message>
    <message>
        <source>Chứng thư số đã hết hạn.</source>
        <translation>The certificate has expired.</translation>
    </message>
    <message>
        <source>Dùng chứng thư còn hạn, hoặc gia hạn với nơi cấp.</source>
        <translation>Use a valid certificate, or renew it with the issuer.</translation>
    </message>
    <message>
        <source>Chứng thư số chưa đến ngày có hiệu lực.</source>
        <translation>The certificate is not valid yet.</translation>
    </message>
    <message>
        <source>Kiểm tra ngày giờ của máy, hoặc dùng chứng thư khác.</source>
        <translation>Check this machine's date and time, or use another certificate.</translation>
    </message>
    <message>
        <source>Chứng thư số đã bị thu hồi.</source>
        <translation>The certificate was revoked.</translation>
    </message>
    <message>
        <source>Dùng chứng thư khác và báo quản trị.</source>
        <translation>Use another certificate and tell the administrator.</translation>
    </message>
    <message>
        <source>Nơi cấp chứng thư số này không được cơ quan tin cậy.</source>
        <translation>The issuer of this certificate is not trusted here.</translation>
    </message>
    <message>
        <source>Dùng chứng thư chuyên dùng công vụ đã đăng ký.</source>
        <translation>Use a registered official certificate.</translation>
    </message>
    <message>
        <source>Chứng thư số này không phải của đơn vị ký.</source>
        <translation>This certificate is not the signing unit's.</translation>
    </message>
    <message>
        <source>Chọn chứng thư đã đăng ký cho đơn vị, hoặc nhờ quản trị đăng ký.</source>
        <translation>Choose a certificate registered for the unit, or have it registered.</translation>
    </message>
    <message>
        <source>Hình chữ ký không nằm đúng chỗ hoặc thiếu tên, giờ ký.</source>
        <translation>The stamp is not in its place, or lacks the name or the time.</translation>
    </message>
    <message>
        <source>Chưa có gì được ký; báo quản trị kiểm tra mẫu chữ ký của đơn vị.</source>
        <translation>Nothing was signed; ask the administrator to check the unit's signature look.</translation>
    </message>
    <message>
        <source>Tệp gửi đến để ký không phải bản đã duyệt.</source>
        <translation>The file offered for signing is not the approved one.</translation>
    </message>
    <message>
        <source>Không ký; tải lại văn bản, nếu vẫn vậy thì báo quản trị.</source>
        <translation>Not signed; load the document again, and tell the administrator if it stays so.</translation>
    </message>
    <message>
        <source>Tệp có thay đổi ngoài ô ký so với bản đã duyệt.</source>
        <translation>The file differs from the approved one outside the signature field.</translation>
    </message>
    <message>
        <source>Chữ ký vừa tạo không kiểm tra được nên không được nhận.</source>
        <translation>The signature just made does not hold, so it was not accepted.</translation>
    </message>
    <message>
        <source>Thử ký lại; nếu vẫn vậy, kiểm tra thiết bị ký.</source>
        <translation>Sign again; if it stays so, check the token.</translation>
    </message>
    <message>
        <source>Lần ký này để quá lâu nên đã hết hạn.</source>
        <translation>This signing was left too long and has lapsed.</translation>
    </message>
    <message>
        <source>Ký lại; văn bản vẫn chờ ký như cũ.</source>
        <translation>Sign again; the document still waits for its signature.</translation>
    </message>
    <message>
        <source>Người ký trước đã cấm ký thêm vào tệp này (DocMDP).</source>
        <translation>An earlier signer forbade further signatures on this file (DocMDP).</translation>
    </message>
    <message>
        <source>Không chứng thực được tệp này; đề nghị nơi gửi cấp bản cho phép ký thêm.</source>
        <translation>This file cannot be certified; ask the sender for one that allows more signatures.</translation>
    </message>
    <message>
        <source>Đồng hồ của máy lệch máy chủ hơn 5 phút nên không ký được.</source>
        <translation>This machine's clock is more than 5 minutes off the server's, so nothing can be signed.</translation>
    </message>
    <message>
        <source>Chỉnh lại ngày giờ của máy rồi ký lại.</source>
        <translation>Set this machine's date and time, then sign again.</translation>
    </message>
    <message>
        <source>Không đọc được tệp PDF để ký.</source>
        <translation>The PDF to be signed cannot be read.</translation>
    </message>
    <message>
        <source>Xin lại bản khác của tệp.</source>
        <translation>Ask for another copy of the file.</translation>
    </message>
    <message>
        <source>Tệp PDF bị đặt mật khẩu nên không ký được.</source>
        <translation>The PDF is locked with a password and cannot be signed.</translation>
    </message>
    <message>
        <source>Xin lại bản không có mật khẩu.</source>
        <translation>Ask for a copy without a password.</translation>
    </message>
    <message>
        <source>Đây không phải tệp PDF, ảnh quét hay thư.</source>
        <translation>This is no PDF, scan or mail.</translation>
    </message>
    <message>
        <source>Chọn tệp PDF, TIFF, PNG, JPEG hoặc .eml.</source>
        <translation>Choose a PDF, TIFF, PNG, JPEG or .eml file.</translation>
    </message>
    <message>
        <source>Thư này không có tệp nào vào sổ được.</source>
        <translation>This mail has no file that can be registered.</translation>
    </message>
    <message>
        <source>Mở thư và lưu riêng tệp cần vào sổ.</source>
        <translation>Open the mail and save the file by itself.</translation>
    </message>
    <message>
        <source>Không đọc được thư này.</source>
        <translation>This mail cannot be read.</translation>
    </message>
    <message>
        <source>Lưu lại thư từ chương trình thư rồi thả vào.</source>
        <translation>Save the mail anew from the mail program and drop it.</translation>
    </message>
    <message>
        <source>Máy này chưa nhận dạng được chữ tiếng Việt.</source>
        <translation>This machine cannot recognise Vietnamese text.</translation>
    </message>
    <message>
        <source>Nhờ quản trị cài tesseract với dữ liệu tiếng Việt.</source>
        <translation>Have tesseract with Vietnamese data installed.</translation>
    </message>
    <message>
        <source>Chưa nhận dạng được chữ trên bản quét.</source>
        <translation>The text of the scan could not be recognised.</translation>
    </message>
    <message>
        <source>Nhập tay, hoặc quét lại rõ hơn.</source>
        <translation>Enter it by hand, or scan it again more clearly.</translation>
    </message>
    <message>
        <source>Cần ghi lý do.</source>
        <translation>A reason is needed.</translation>
    </message>
    <message>
        <source>Ghi lý do rồi làm lại.</source>
        <translation>Write the reason and try again.</translation>
    </message>
    <message>
        <source>Tệp đã ký số phải giữ nguyên từng byte.</source>
        <translation>A signed file must stay as it is, byte for byte.</translation>
    </message>
    <message>
        <source>Vào sổ tệp gốc; không tách, ghép hay xoay.</source>
        <translation>Register the original; do not split, join or turn it.</translation>
    </message>
    <message>
        <source>Không ghi được tệp ra nơi đã chọn.</source>
        <translation>The file could not be written there.</translation>
    </message>
    <message>
        <source>Chọn thư mục khác hoặc giải phóng chỗ trống.</source>
        <translation>Choose another folder or free some space.</translation>
    </message>
    <message>
        <source>Tệp này chưa gửi lên máy chủ nên chưa có bản PDF để đọc.</source>
        <translation>This file was not sent to the server yet, so there is no PDF of it to read.</translation>
    </message>
    <message>
        <source>Sẽ đọc được sau khi đồng bộ.</source>
        <translation>It can be read after synchronising.</translation>
    </message>
    <message>
        <source>Không mở được kho khóa của hệ thống.</source>
        <translation>The system keyring cannot be opened.</translation>
    </message>
    <message>
        <source>Mở kho khóa rồi thử lại, hoặc đăng nhập khi có mạng; việc chưa gửi vẫn còn.</source>
        <translation>Unlock the keyring and try again, or sign in while online; unsent work is still here.</translation>
    </message>
    <message>
        <source>Không đọc được thiết lập chứng thư tin cậy của máy này.</source>
        <translation>The trusted certificates set for this device cannot be read.</translation>
    </message>
    <message>
        <source>Nhờ quản trị đặt lại tệp trust.json trong hồ sơ.</source>
        <translation>Ask an administrator to restore trust.json in the profile.</translation>
    </message>
    <message>
        <source>Địa chỉ này không mã hóa đường truyền.</source>
        <translation>This address does not encrypt the connection.</translation>
    </message>
    <message>
        <source>Dùng địa chỉ bắt đầu bằng https://.</source>
        <translation>Use an address that begins with https://.</translation>
    </message>
    <message>
        <source>Kết nối bị ngắt giữa chừng.</source>
        <translation>The connection was cut short.</translation>
    </message>
    <message>
        <source>Thử lại; chưa có gì bị mất.</source>
        <translation>Try again; nothing is lost.</translation>
    </message>
    <message>
        <source>Máy chủ đang gặp lỗi.</source>
        <translation>The server has a fault.</translation>
    </message>
    <message>
        <source>Đợi vài phút rồi thử lại; nếu vẫn vậy, báo quản trị.</source>
        <translation>Wait a few minutes and try again; if it stays so, tell an administrator.</translation>
    </message>
    <message>
        <source>Không đọc ghi được ổ đĩa.</source>
        <translation>The disk cannot be read or written.</translation>
    </message>
    <message>
        <source>Kiểm tra ổ đĩa và quyền của thư mục hồ sơ rồi thử lại.</source>
        <translation>Check the disk and the rights of the profile folder, then try again.</translation>
    </message>
    <message>
        <source>Hàng chờ gửi trên máy bị hỏng.</source>
        <translation>The outbox on this device is damaged.</translation>
    </message>
    <message>
        <source>Đăng nhập khi có mạng để làm việc tiếp; phần hỏng được giữ riêng.</source>
        <translation>Sign in while online to go on working; the damaged part is kept aside.</translation>
    </message>
    <message>
        <source>Tệp này không đọc được như PDF hay ảnh.</source>
        <translation>This file cannot be read as a PDF or a picture.</translation>
    </message>
    <message>
        <source>Xem tệp gốc, hoặc đề nghị nơi gửi gửi lại.</source>
        <translation>Look at the original, or ask the sender to send it again.</translation>
    </message>
    <message>
        <source>Tệp quá nặng để mở an toàn trên máy này.</source>
        <translation>The file is too heavy to be opened safely on this device.</translation>
    </message>
    <message>
        <source>Đề nghị nơi gửi gửi bản nhẹ hơn.</source>
        <translation>Ask the sender for a lighter one.</translation>
    </message>
    <message>
        <source>Một chương trình khác đang đồng bộ hồ sơ này.</source>
        <translation>Another program is synchronising this profile.</translation>
    </message>
    <message>
        <source>Đợi rồi thử lại.</source>
        <translation>Wait, then try again.</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy đang bận.</source>
        <translation>The data on this device is busy.</translation>
    </message>
    <message>
        <source>Bản lưu của tệp trên máy này đã hỏng.</source>
        <translation>This machine's copy of the file is damaged.</translation>
    </message>
    <message>
        <source>Tải lại tệp khi có mạng; bản trên máy chủ không ảnh hưởng.</source>
        <translation>Download it again when connected; the server's copy is not affected.</translation>
    </message>
    <message>
        <source>Bản lưu của tệp không còn trên máy này.</source>
        <translation>This machine's copy of the file is gone.</translation>
    </message>
    <message>
        <source>Kết nối mạng để tải lại.</source>
        <translation>Connect to download it again.</translation>
    </message>
    <message>
        <source>Tệp vừa được thay trên máy chủ trong lúc tải.</source>
        <translation>The file was replaced on the server while it was downloading.</translation>
    </message>
    <message>
        <source>Bản mới sẽ tự tải về.</source>
        <translation>The new one is downloaded by itself.</translation>
    </message>
    <message>
        <source>Không đọc được tệp này trên máy.</source>
        <translation>This file cannot be read on this machine.</translation>
    </message>
    <message>
        <source>Kiểm tra quyền đọc, hoặc chép tệp sang thư mục khác.</source>
        <translation>Check the right to read it, or copy it to another folder.</translation>
    </message>
    <message>
        <source>Việc này vừa được dừng.</source>
        <translation>This was stopped.</translation>
    </message>
    <message>
        <source>Làm lại khi cần.</source>
        <translation>Do it again when you need it.</translation>
    </message>
    <message>
        <source>Tệp này không có chữ để tìm hay so sánh.</source>
        <translation>This file holds no text to search or compare.</translation>
    </message>
    <message>
        <source>Nhận dạng chữ của bản quét trước.</source>
        <translation>Recognise the text of the scan first.</translation>
    </message>
    <message>
        <source>Không mở được phần đọc PDF trên máy này.</source>
        <translation>The PDF reader of this machine does not start.</translation>
    </message>
    <message>
        <source>Khởi động lại chương trình; nếu vẫn vậy, mở Chi tiết để báo quản trị.</source>
        <translation>Restart the program; if it stays so, open Details and tell the administrator.</translation>
    </message>
    <message>
        <source>Tệp này làm hỏng phần đọc PDF nên bị đóng lại.</source>
        <translation>This file broke the PDF reader and was closed.</translation>
    </message>
    <message>
        <source>Tải lại tệp, hoặc đề nghị nơi gửi gửi lại.</source>
        <translation>Download it again, or ask the sender for another.</translation>
    </message>
    <message>
        <source>Nét bút của người khác chỉ xem được, không sửa được.</source>
        <translation>Marks of others can be seen, not changed.</translation>
    </message>
    <message>
        <source>Viết ý kiến của mình bên cạnh.</source>
        <translation>Write your own beside them.</translation>
    </message>
    <message>
        <source>Không gọi được máy quét trên máy này.</source>
        <translation>The scanner of this machine cannot be reached.</translation>
    </message>
    <message>
        <source>Nhờ quản trị cài gói sane-utils.</source>
        <translation>Ask the administrator to install sane-utils.</translation>
    </message>
    <message>
        <source>Máy quét không trả lời.</source>
        <translation>The scanner does not answer.</translation>
    </message>
    <message>
        <source>Kiểm tra nguồn điện và dây nối, rồi tìm lại.</source>
        <translation>Check power and cable, then look again.</translation>
    </message>
    <message>
        <source>Máy quét đang bận.</source>
        <translation>The scanner is busy.</translation>
    </message>
    <message>
        <source>Chờ việc quét khác xong rồi quét lại.</source>
        <translation>Wait for the other scan, then scan again.</translation>
    </message>
    <message>
        <source>Máy quét bị kẹt giấy.</source>
        <translation>Paper is jammed in the scanner.</translation>
    </message>
    <message>
        <source>Gỡ giấy kẹt rồi quét tiếp các trang còn lại.</source>
        <translation>Take it out, then scan the remaining sheets.</translation>
    </message>
    <message>
        <source>Khay nạp của máy quét không có giấy.</source>
        <translation>The scanner's feeder is empty.</translation>
    </message>
    <message>
        <source>Đặt giấy vào khay rồi quét lại.</source>
        <translation>Put paper in, then scan again.</translation>
    </message>
    <message>
        <source>Nắp máy quét đang mở.</source>
        <translation>The scanner's cover is open.</translation>
    </message>
    <message>
        <source>Đóng nắp rồi quét lại.</source>
        <translation>Close it, then scan again.</translation>
    </message>
    <message>
        <source>Máy quét dừng giữa chừng.</source>
        <translation>The scanner stopped in the middle.</translation>
    </message>
    <message>
        <source>Quét lại; nếu vẫn vậy, khởi động lại máy quét.</source>
        <translation>Scan again; if it stays so, restart the scanner.</translation>
    </message>
    <message>
        <source>Máy chủ đã kết thúc phiên này trước hạn; dữ liệu trên máy đã khóa lại.</source>
        <translation>The server ended this session before its time; the data on this device are locked.</translation>
    </message>
    <message>
        <source>Đăng nhập lại khi có mạng; việc chưa gửi vẫn còn nguyên.</source>
        <translation>Sign in again when online; unsent work is untouched.</translation>
    </message>
    <message>
        <source>Ảnh chữ ký hoặc con dấu không dùng được.</source>
        <translation>The picture of the signature or seal cannot be used.</translation>
    </message>
    <message>
        <source>Chọn ảnh PNG rõ nét, dưới 2 MB, nền trong suốt hoặc trắng.</source>
        <translation>Choose a clear PNG under 2 MB, transparent or on white.</translation>
    </message>
    <message>
        <source>Tài khoản này đã bị khóa; dữ liệu trên máy đã được xóa.</source>
        <translation>This account was disabled; the data on this machine was removed.</translation>
    </message>
    <message>
        <source>Hỏi quản trị; việc chưa gửi vẫn còn nguyên cho đến khi mở lại tài khoản.</source>
        <translation>Ask the administrator; unsent work stays until the account is opened again.</translation>
    </message>
</context>
<context>
    <name>shortcuts</name>
    <message>
        <source>Tạo mới</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Tìm kiếm</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Lọc danh sách</source>
        <translation>Filter the list</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Synchronise now</translation>
    </message>
    <message>
        <source>Ô tiếp theo</source>
        <translation>Next pane</translation>
    </message>
    <message>
        <source>Ô trước đó</source>
        <translation>Previous pane</translation>
    </message>
    <message>
        <source>Hiện hoặc ẩn thông tin hồ sơ</source>
        <translation>Show or hide properties</translation>
    </message>
    <message>
        <source>Mở Cần chú ý</source>
        <translation>Open Attention</translation>
    </message>
    <message>
        <source>Xem dạng dòng</source>
        <translation>Show as rows</translation>
    </message>
    <message>
        <source>Xem dạng bảng</source>
        <translation>Show as table</translation>
    </message>
    <message>
        <source>Bảng phím tắt</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Toàn màn hình</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Thoát</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Tới Bàn việc</source>
        <translation>Go to Desk</translation>
    </message>
    <message>
        <source>Tới Văn bản đến</source>
        <translation>Go to Incoming</translation>
    </message>
    <message>
        <source>Tới Văn bản đi</source>
        <translation>Go to Outgoing</translation>
    </message>
    <message>
        <source>Tới Phiếu trình</source>
        <translation>Go to Slips</translation>
    </message>
    <message>
        <source>Tới Nhiệm vụ</source>
        <translation>Go to Tasks</translation>
    </message>
    <message>
        <source>Dòng tiếp theo</source>
        <translation>Next row</translation>
    </message>
    <message>
        <source>Dòng trước đó</source>
        <translation>Previous row</translation>
    </message>
    <message>
        <source>Đánh dấu đã đọc hoặc chưa đọc</source>
        <translation>Mark as read or unread</translation>
    </message>
    <message>
        <source>Ghi ý kiến</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Giao hoặc chuyển tiếp</source>
        <translation>Assign or forward</translation>
    </message>
    <message>
        <source>Việc chính của hồ sơ (có hỏi lại)</source>
        <translation>The record's main act (asks first)</translation>
    </message>
    <message>
        <source>Tìm trong văn bản</source>
        <translation>Find in document</translation>
    </message>
    <message>
        <source>Kết quả tiếp theo</source>
        <translation>Next match</translation>
    </message>
    <message>
        <source>Kết quả trước đó</source>
        <translation>Previous match</translation>
    </message>
    <message>
        <source>Tới trang</source>
        <translation>Go to page</translation>
    </message>
    <message>
        <source>Phóng to</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Thu nhỏ</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>Vừa chiều ngang</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>Trang thu nhỏ</source>
        <translation>Thumbnails</translation>
    </message>
    <message>
        <source>Mục lục</source>
        <translation>Outline</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Làm lại</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Chọn</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>Bút</source>
        <translation>Pen</translation>
    </message>
    <message>
        <source>Tô sáng</source>
        <translation>Highlight</translation>
    </message>
    <message>
        <source>Tẩy</source>
        <translation>Eraser</translation>
    </message>
    <message>
        <source>Chọn vùng</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Ghi chú chữ</source>
        <translation>Text note</translation>
    </message>
    <message>
        <source>Mẫu bút phê</source>
        <translation>Ready phrases</translation>
    </message>
    <message>
        <source>Gửi biểu mẫu</source>
        <translation>Send the form</translation>
    </message>
    <message>
        <source>Đóng, không gửi</source>
        <translation>Close without sending</translation>
    </message>
    <message>
        <source>Mọi nơi</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>Danh sách và trang đọc</source>
        <translation>Lists and reader</translation>
    </message>
    <message>
        <source>Trang đọc</source>
        <translation>Reader</translation>
    </message>
    <message>
        <source>Biểu mẫu</source>
        <translation>Forms</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Sao chép chữ hoặc nét đã chọn</source>
        <translation>Copy selected text or strokes</translation>
    </message>
    <message>
        <source>Chọn chữ của trang</source>
        <translation>Select the page's text</translation>
    </message>
    <message>
        <source>Tệp tiếp theo của hồ sơ</source>
        <translation>Next file of the record</translation>
    </message>
    <message>
        <source>Tệp trước của hồ sơ</source>
        <translation>Previous file of the record</translation>
    </message>
    <message>
        <source>Đóng thẻ tệp</source>
        <translation>Close file tab</translation>
    </message>
    <message>
        <source>Mở lại thẻ vừa đóng</source>
        <translation>Reopen closed tab</translation>
    </message>
    <message>
        <source>Hồ sơ sau</source>
        <translation>Next record</translation>
    </message>
    <message>
        <source>Hồ sơ trước</source>
        <translation>Previous record</translation>
    </message>
    <message>
        <source>Xoay phải</source>
        <translation>Rotate right</translation>
    </message>
    <message>
        <source>Xoay trái</source>
        <translation>Rotate left</translation>
    </message>
    <message>
        <source>Nhân đôi nét đã chọn</source>
        <translation>Duplicate selected strokes</translation>
    </message>
    <message>
        <source>Dán nét đã chép</source>
        <translation>Paste copied strokes</translation>
    </message>
    <message>
        <source>Xóa nét đã chọn</source>
        <translation>Delete selected strokes</translation>
    </message>
    <message>
        <source>Chuyển thẻ sang trái</source>
        <translation>Move tab left</translation>
    </message>
    <message>
        <source>Chuyển thẻ sang phải</source>
        <translation>Move tab right</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>{count} việc cần xem lại</source>
        <translation>{count} need review</translation>
    </message>
    <message>
        <source>Đã hết phiên · đăng nhập lại</source>
        <translation>Signed out · sign in again</translation>
    </message>
    <message>
        <source>Ngoại tuyến · {count} thay đổi chờ gửi</source>
        <translation>Offline · {count} changes to send</translation>
    </message>
    <message>
        <source>Ngoại tuyến từ {time}</source>
        <translation>Offline since {time}</translation>
    </message>
    <message>
        <source>Ngoại tuyến</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Đang đồng bộ {done}/{total}</source>
        <translation>Synchronising {done}/{total}</translation>
    </message>
    <message>
        <source>Đang đồng bộ</source>
        <translation>Synchronising</translation>
    </message>
    <message>
        <source>{count} thay đổi chờ gửi</source>
        <translation>{count} changes to send</translation>
    </message>
    <message>
        <source>Đã đồng bộ {time}</source>
        <translation>Synchronised {time}</translation>
    </message>
    <message>
        <source>Chưa đồng bộ</source>
        <translation>Not synchronised</translation>
    </message>
    <message>
        <source>Máy chủ thiếu dữ liệu · cần quyết định</source>
        <translation>The server lacks data · decide</translation>
    </message>
</context>
<context>
    <name>table</name>
    <message>
        <source>Số, ký hiệu</source>
        <translation>Number, symbol</translation>
    </message>
    <message>
        <source>Nơi gửi, người trình</source>
        <translation>Sender, drafter</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Hạn</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Cập nhật</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>Chưa đọc</source>
        <translation>Unread</translation>
    </message>
    <message>
        <source>{count} tệp</source>
        <translation>{count} files</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Hôm qua</source>
        <translation>Yesterday</translation>
    </message>
</context>
<context>
    <name>audit</name>
    <message>
        <source>Đăng nhập</source>
        <translation>Signed in</translation>
    </message>
    <message>
        <source>Đăng xuất</source>
        <translation>Signed out</translation>
    </message>
    <message>
        <source>Xóa dữ liệu thiết bị</source>
        <translation>Device wiped</translation>
    </message>
    <message>
        <source>Đổi mật khẩu</source>
        <translation>Password changed</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Viewed</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>Chép nội dung</source>
        <translation>Text copied</translation>
    </message>
    <message>
        <source>Lưu bản sao</source>
        <translation>Copy saved</translation>
    </message>
    <message>
        <source>Tải tệp lên</source>
        <translation>File uploaded</translation>
    </message>
    <message>
        <source>Tải bản gốc</source>
        <translation>Original downloaded</translation>
    </message>
    <message>
        <source>Tải bản chứng thực</source>
        <translation>Certified file downloaded</translation>
    </message>
    <message>
        <source>Ký chứng thực</source>
        <translation>Certified by signature</translation>
    </message>
    <message>
        <source>Bút phê</source>
        <translation>Pen notes</translation>
    </message>
    <message>
        <source>Vào sổ văn bản đến</source>
        <translation>Incoming document registered</translation>
    </message>
    <message>
        <source>Cấp số</source>
        <translation>Number given</translation>
    </message>
    <message>
        <source>Ký số văn bản đi</source>
        <translation>Outgoing document signed</translation>
    </message>
    <message>
        <source>Phát hành</source>
        <translation>Dispatched</translation>
    </message>
    <message>
        <source>Đổi chính sách</source>
        <translation>Policy changed</translation>
    </message>
    <message>
        <source>Thêm người dùng</source>
        <translation>User added</translation>
    </message>
    <message>
        <source>Đổi người dùng</source>
        <translation>User changed</translation>
    </message>
    <message>
        <source>Nhập danh sách người dùng</source>
        <translation>Users imported</translation>
    </message>
    <message>
        <source>Thêm chứng thư số</source>
        <translation>Certificate added</translation>
    </message>
    <message>
        <source>Nạp danh sách thu hồi</source>
        <translation>Revocation lists loaded</translation>
    </message>
</context>
<context>
    <name>AuditScreen</name>
    <message>
        <source>Người</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Từ ngày</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Đến ngày</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Lọc</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Kiểm tra chuỗi</source>
        <translation>Verify the chain</translation>
    </message>
    <message>
        <source>Xuất CSV</source>
        <translation>Export CSV</translation>
    </message>
    <message>
        <source>Xem tiếp</source>
        <translation>Show more</translation>
    </message>
    <message>
        <source>Đang đọc nhật ký…</source>
        <translation>Reading the log…</translation>
    </message>
    <message>
        <source>{count} dòng</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>Không có dòng nào trong khoảng này. Bỏ bớt điều kiện lọc?</source>
        <translation>No rows in this range. Remove a filter?</translation>
    </message>
    <message>
        <source>Đang kiểm tra chuỗi nhật ký…</source>
        <translation>Verifying the chain of the log…</translation>
    </message>
    <message>
        <source>Chuỗi nhật ký nguyên vẹn, {count} dòng.</source>
        <translation>The log's chain is whole, {count} rows.</translation>
    </message>
    <message>
        <source>Nhật ký đã bị can thiệp: {found}. Báo ngay cho người phụ trách an toàn thông tin.</source>
        <translation>The log has been tampered with: {found}. Tell whoever is responsible for information security at once.</translation>
    </message>
    <message>
        <source>Xuất nhật ký</source>
        <translation>Export the log</translation>
    </message>
    <message>
        <source>Đã xuất {count} dòng nhật ký.</source>
        <translation>{count} rows of the log exported.</translation>
    </message>
    <message>
        <source>Nhật ký hệ thống</source>
        <translation>System log</translation>
    </message>
    <message>
        <source>STT</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Thời gian</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Đối tượng</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Mọi người</source>
        <translation>Everyone</translation>
    </message>
    <message>
        <source>Mọi việc</source>
        <translation>All acts</translation>
    </message>
    <message>
        <source>Mọi kết quả</source>
        <translation>All outcomes</translation>
    </message>
    <message>
        <source>Được chấp nhận</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Bị từ chối: {code}</source>
        <translation>Refused: {code}</translation>
    </message>
</context>
<context>
    <name>DragOut</name>
    <message>
        <source>Đang chuẩn bị bản sao có dấu nhận diện; kéo lại khi chuẩn bị xong.</source>
        <translation>Preparing a marked copy; drag again when it is ready.</translation>
    </message>
    <message>
        <source>Bản sao đã sẵn sàng: kéo tệp ra thư mục cần lưu.</source>
        <translation>The copy is ready: drag the file to the folder where it is to go.</translation>
    </message>
</context>
<context>
    <name>LooksDialog</name>
    <message>
        <source>Ai đã xem</source>
        <translation>Who has looked</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đang hỏi máy chủ…</source>
        <translation>Asking the server…</translation>
    </message>
    <message>
        <source>Chưa ai mở hồ sơ này.</source>
        <translation>Nobody has opened this record yet.</translation>
    </message>
    <message>
        <source>Mới nhất ở trên.</source>
        <translation>Newest first.</translation>
    </message>
</context>
<context>
    <name>PluginsCard</name>
    <message>
        <source>Tiện ích mở rộng</source>
        <translation>Plug-ins</translation>
    </message>
    <message>
        <source>Đang ở chế độ an toàn: không tiện ích nào chạy. Mở lại bình thường để dùng tiện ích.</source>
        <translation>Safe mode: no plug-in runs. Start normally to use plug-ins.</translation>
    </message>
    <message>
        <source>Chưa có tiện ích nào trên máy này.</source>
        <translation>There is no plug-in on this device.</translation>
    </message>
    <message>
        <source>Được phép: {rights}</source>
        <translation>May: {rights}</translation>
    </message>
    <message>
        <source>Tắt</source>
        <translation>Switch off</translation>
    </message>
    <message>
        <source>Bật</source>
        <translation>Switch on</translation>
    </message>
    <message>
        <source>Đang ở chế độ an toàn.</source>
        <translation>Safe mode is on.</translation>
    </message>
    <message>
        <source>đang bật</source>
        <translation>on</translation>
    </message>
    <message>
        <source>đang tắt</source>
        <translation>off</translation>
    </message>
    <message>
        <source>cần đồng ý quyền mới</source>
        <translation>asks for new rights</translation>
    </message>
    <message>
        <source>đã tắt vì lỗi</source>
        <translation>switched off after an error</translation>
    </message>
    <message>
        <source>không dùng được</source>
        <translation>cannot be used</translation>
    </message>
</context>
<context>
    <name>RightsDialog</name>
    <message>
        <source>Bật tiện ích «{name}»?</source>
        <translation>Switch on the plug-in “{name}”?</translation>
    </message>
    <message>
        <source>Tiện ích này sẽ được phép:</source>
        <translation>This plug-in will be allowed to:</translation>
    </message>
    <message>
        <source>Tiện ích là chương trình chạy trên máy này. Chỉ bật tiện ích do cơ quan cài đặt.</source>
        <translation>A plug-in is a program on this device. Switch on only what your agency installed.</translation>
    </message>
    <message>
        <source>Không bật</source>
        <translation>Leave it off</translation>
    </message>
    <message>
        <source>Cho phép và bật</source>
        <translation>Allow and switch on</translation>
    </message>
</context>
<context>
    <name>WindowPlugins</name>
    <message>
        <source>Tiện ích chưa bật được.</source>
        <translation>The plug-in could not be switched on.</translation>
    </message>
</context>
<context>
    <name>WindowSurface</name>
    <message>
        <source>Lưu tệp</source>
        <translation>Save file</translation>
    </message>
</context>
<context>
    <name>ConflictSheet</name>
    <message>
        <source>So sánh hai bản</source>
        <translation>Compare two versions</translation>
    </message>
    <message>
        <source>{name} đã thay đổi lúc {time}</source>
        <translation>{name} changed it at {time}</translation>
    </message>
    <message>
        <source>Hai bản cạnh nhau</source>
        <translation>Two versions side by side</translation>
    </message>
    <message>
        <source>hồ sơ</source>
        <translation>record</translation>
    </message>
    <message>
        <source>Trong lúc chờ gửi, {what} này đã có bản {number}.</source>
        <translation>While your change waited, this {what} got version {number}.</translation>
    </message>
    <message>
        <source>Trong lúc chờ gửi, {what} này đã sang bước khác: {state}.</source>
        <translation>While your change waited, this {what} moved on: {state}.</translation>
    </message>
    <message>
        <source>Trong lúc chờ gửi, {what} này đã thay đổi.</source>
        <translation>While your change waited, this {what} changed.</translation>
    </message>
    <message>
        <source>Của tôi</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Trên máy chủ</source>
        <translation>On the server</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>(trống)</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>{field} (khác nhau)</source>
        <translation>{field} (differs)</translation>
    </message>
    <message>
        <source>Bút phê trang {page}</source>
        <translation>Pen notes on page {page}</translation>
    </message>
    <message>
        <source>Bỏ thay đổi của tôi</source>
        <translation>Drop my change</translation>
    </message>
    <message>
        <source>Nội dung được giữ 30 ngày trong mục Đã bỏ.</source>
        <translation>The content is kept for 30 days under Dropped.</translation>
    </message>
    <message>
        <source>Gửi ý kiến của tôi vào bản mới</source>
        <translation>Send my words to the new version</translation>
    </message>
    <message>
        <source>Việc này không có nội dung gửi được vào bản mới.</source>
        <translation>This act has no words that could go to the new version.</translation>
    </message>
    <message>
        <source>Xem bản mới rồi quyết lại</source>
        <translation>Look at the new version, then decide</translation>
    </message>
</context>
<context>
    <name>InkPreview</name>
    <message>
        <source>Trang {page}: {mine} bút phê của tôi, {theirs} của người khác</source>
        <translation>Page {page}: {mine} notes of mine, {theirs} of others</translation>
    </message>
</context>
<context>
    <name>TripScreen</name>
    <message>
        <source>Đi công tác</source>
        <translation>Trip</translation>
    </message>
    <message>
        <source>Công tác</source>
        <translation>Trip</translation>
    </message>
    <message>
        <source>Tải trước hồ sơ để đọc, bút phê và xử lý khi không có mạng.</source>
        <translation>Download records to read, annotate and handle them without a network.</translation>
    </message>
    <message>
        <source>Chuyến đi này</source>
        <translation>This trip</translation>
    </message>
    <message>
        <source>Tiến độ tải tệp của chuyến đi</source>
        <translation>Progress of the trip's files</translation>
    </message>
    <message>
        <source>Tạm dừng</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Kết thúc chuyến đi</source>
        <translation>End the trip</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Chưa chọn hồ sơ nào. Chọn ở dưới rồi bấm Tải về máy.</source>
        <translation>Nothing chosen yet. Choose below, then press Download.</translation>
    </message>
    <message>
        <source>{here}/{all} tệp, {size_here} trên {size}</source>
        <translation>{here}/{all} files, {size_here} of {size}</translation>
    </message>
    <message>
        <source>{count} tệp máy chủ không cho tải.</source>
        <translation>{count} files are refused by the server.</translation>
    </message>
    <message>
        <source>Đang tạm dừng: {files}.</source>
        <translation>Paused: {files}.</translation>
    </message>
    <message>
        <source>Đang tải: {files}.</source>
        <translation>Downloading: {files}.</translation>
    </message>
    <message>
        <source>Đã kết thúc chuyến đi; tệp vẫn được giữ như thường lệ.</source>
        <translation>The trip has ended; files are kept as usual.</translation>
    </message>
    <message>
        <source>Chọn hồ sơ mang theo</source>
        <translation>Choose what to take along</translation>
    </message>
    <message>
        <source>Loại hồ sơ</source>
        <translation>Kind of record</translation>
    </message>
    <message>
        <source>Nhóm</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Lọc theo chữ</source>
        <translation>Filter by text</translation>
    </message>
    <message>
        <source>Từ ngày</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Đến ngày</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Chọn tất cả</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>Hồ sơ mang theo</source>
        <translation>Records to take along</translation>
    </message>
    <message>
        <source>Tải về máy</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>{count} hồ sơ tìm thấy.</source>
        <translation>{count} records found.</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào trong khoảng này.</source>
        <translation>No record in this range.</translation>
    </message>
    <message>
        <source>Chọn ít nhất một hồ sơ.</source>
        <translation>Choose at least one record.</translation>
    </message>
    <message>
        <source>{records} hồ sơ, {files} tệp, {size}; còn tải {missing}, chừng {minutes} phút.</source>
        <translation>{records} records, {files} files, {size}; {missing} to download, about {minutes} minutes.</translation>
    </message>
    <message>
        <source>{records} hồ sơ, {files} tệp, {size}; đã có đủ trên máy.</source>
        <translation>{records} records, {files} files, {size}; all on this device.</translation>
    </message>
    <message>
        <source>Đang tải {count} hồ sơ về máy.</source>
        <translation>Downloading {count} records.</translation>
    </message>
    <message>
        <source>Đã đủ: {files} tệp ({size}) của {records} hồ sơ nằm trên máy này.</source>
        <translation>Complete: {files} files ({size}) of {records} records are on this machine.</translation>
    </message>
    <message>
        <source>Chờ kết nối máy chủ: {files}.</source>
        <translation>Waiting for the server: {files}.</translation>
    </message>
</context>
<context>
    <name>fields</name>
    <message>
        <source>Lần trình</source>
        <translation>Submission</translation>
    </message>
    <message>
        <source>Tiêu đề</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>Số, ký hiệu</source>
        <translation>Number, symbol</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Kiến nghị</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>Độ khẩn</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>Hạn</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Ngày văn bản</source>
        <translation>Document date</translation>
    </message>
    <message>
        <source>Cơ quan ban hành</source>
        <translation>Issuer</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Chức vụ người ký</source>
        <translation>Signer's title</translation>
    </message>
    <message>
        <source>Hạn trả lời</source>
        <translation>Reply due</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Lãnh đạo</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Kế hoạch</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Tiến độ</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Người thực hiện</source>
        <translation>Executors</translation>
    </message>
    <message>
        <source>Phân công</source>
        <translation>Assignments</translation>
    </message>
    <message>
        <source>Tệp</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Recipients</translation>
    </message>
    <message>
        <source>Người tiếp nhận</source>
        <translation>Received by</translation>
    </message>
</context>
<context>
    <name></name>
    <message>
        <source>Liên kết này không an toàn nên không được mở:
{0}</source>
        <translation>This link is not safe and was not opened:
{0}</translation>
    </message>
    <message>
        <source>Liên kết</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Mở địa chỉ này ngoài chương trình?
{0}</source>
        <translation>Open this address outside the program?
{0}</translation>
    </message>
    <message>
        <source>Tệp được bảo vệ bằng mật khẩu.</source>
        <translation>The file is protected by a password.</translation>
    </message>
    <message>
        <source>Nhập mật khẩu do người gửi cung cấp.</source>
        <translation>Enter the password that the sender gave.</translation>
    </message>
    <message>
        <source>Mật khẩu không đúng.</source>
        <translation>The password is wrong.</translation>
    </message>
    <message>
        <source>Nhập lại mật khẩu do người gửi cung cấp.</source>
        <translation>Enter the sender's password again.</translation>
    </message>
    <message>
        <source>Tệp này không phải là PDF.</source>
        <translation>This file is not a PDF.</translation>
    </message>
    <message>
        <source>Đề nghị nơi gửi gửi lại bản PDF.</source>
        <translation>Ask the sender for a PDF.</translation>
    </message>
    <message>
        <source>Tệp bị hỏng, không mở được.</source>
        <translation>The file is damaged and cannot be opened.</translation>
    </message>
    <message>
        <source>Tải lại tệp hoặc đề nghị nơi gửi gửi lại.</source>
        <translation>Download it again or ask the sender for it.</translation>
    </message>
    <message>
        <source>Tệp có quá nhiều trang để mở an toàn.</source>
        <translation>The file has too many pages to be opened safely.</translation>
    </message>
    <message>
        <source>Đề nghị nơi gửi tách thành nhiều tệp.</source>
        <translation>Ask the sender to split it.</translation>
    </message>
    <message>
        <source>Trang này cần quá nhiều bộ nhớ để hiển thị.</source>
        <translation>This page needs too much memory to be shown.</translation>
    </message>
    <message>
        <source>Thu nhỏ trang rồi thử lại.</source>
        <translation>Zoom out and try again.</translation>
    </message>
    <message>
        <source>Trang này bị hỏng, không hiển thị được.</source>
        <translation>This page is damaged and cannot be shown.</translation>
    </message>
    <message>
        <source>Xem các trang khác hoặc thử lại.</source>
        <translation>Read other pages or try again.</translation>
    </message>
    <message>
        <source>Trang này làm dừng bộ hiển thị; các trang khác không bị ảnh hưởng.</source>
        <translation>This page stopped the renderer; other pages are not affected.</translation>
    </message>
    <message>
        <source>Trang này hiển thị quá lâu nên đã được dừng lại.</source>
        <translation>This page took too long and was stopped.</translation>
    </message>
    <message>
        <source>Xem trang khác hoặc thử lại.</source>
        <translation>Read another page or try again.</translation>
    </message>
    <message>
        <source>Bộ hiển thị trang không khởi động được.</source>
        <translation>The page renderer did not start.</translation>
    </message>
    <message>
        <source>Khởi động lại chương trình.</source>
        <translation>Restart the program.</translation>
    </message>
    <message>
        <source>Tệp chưa có trên máy này.</source>
        <translation>The file is not on this device.</translation>
    </message>
    <message>
        <source>Kết nối mạng rồi mở lại.</source>
        <translation>Connect and open it again.</translation>
    </message>
    <message>
        <source>Không đọc được tệp này.</source>
        <translation>This file cannot be read.</translation>
    </message>
    <message>
        <source>Thử lại; nếu vẫn lỗi, báo quản trị mã {0}.</source>
        <translation>Try again; if it fails, tell the administrator the code {0}.</translation>
    </message>
    <message>
        <source>Tài liệu không có chữ ký số.</source>
        <translation>The document has no digital signature.</translation>
    </message>
    <message>
        <source>Chữ ký không hợp lệ: không được coi tài liệu này là bản đã ký.</source>
        <translation>A signature is not valid: do not treat this document as signed.</translation>
    </message>
    <message>
        <source>Chữ ký còn nguyên vẹn, nhưng có thay đổi chưa giải thích được hết. Hãy xem từng chữ ký.</source>
        <translation>The signatures are intact, but there are changes that are not fully explained. Look at each signature.</translation>
    </message>
    <message>
        <source>Chữ ký hợp lệ: tài liệu còn nguyên vẹn kể từ khi ký.</source>
        <translation>Signatures valid: the document is unchanged since it was signed.</translation>
    </message>
    <message>
        <source>Hợp lệ</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Cần xem kỹ</source>
        <translation>Look closely</translation>
    </message>
    <message>
        <source>Không hợp lệ</source>
        <translation>Not valid</translation>
    </message>
    <message>
        <source>Chữ ký cá nhân của người có thẩm quyền</source>
        <translation>Personal signature of the authorised person</translation>
    </message>
    <message>
        <source>Chữ ký cơ quan</source>
        <translation>Agency signature</translation>
    </message>
    <message>
        <source>Chữ ký chứng thực của đơn vị</source>
        <translation>The unit's certification signature</translation>
    </message>
    <message>
        <source>Chữ ký số</source>
        <translation>Digital signature</translation>
    </message>
    <message>
        <source>Chứng thư do {0} cấp.</source>
        <translation>Certificate issued by {0}.</translation>
    </message>
    <message>
        <source>Không rõ người ký</source>
        <translation>Signer unknown</translation>
    </message>
    <message>
        <source>Không rõ thời điểm ký.</source>
        <translation>Time of signing unknown.</translation>
    </message>
    <message>
        <source>Ký lúc {0}, có dấu thời gian.</source>
        <translation>Signed {0}, with a time stamp.</translation>
    </message>
    <message>
        <source>Ký lúc {0}, theo đồng hồ của máy ký.</source>
        <translation>Signed {0}, by the signing machine's clock.</translation>
    </message>
    <message>
        <source>Vừa ngang</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>Vừa trang</source>
        <translation>Fit page</translation>
    </message>
    <message>
        <source>Sao chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Tô sáng</source>
        <translation>Highlight</translation>
    </message>
    <message>
        <source>Gạch chân chữ</source>
        <translation>Underline</translation>
    </message>
    <message>
        <source>Gạch bỏ chữ</source>
        <translation>Strike out</translation>
    </message>
    <message>
        <source>Tìm trong văn bản</source>
        <translation>Find in document</translation>
    </message>
    <message>
        <source>Cuộn liên tục</source>
        <translation>Continuous</translation>
    </message>
    <message>
        <source>Từng trang</source>
        <translation>Single page</translation>
    </message>
    <message>
        <source>Hai trang</source>
        <translation>Two pages</translation>
    </message>
    <message>
        <source>Xoay phải</source>
        <translation>Rotate right</translation>
    </message>
    <message>
        <source>Xoay trái</source>
        <translation>Rotate left</translation>
    </message>
    <message>
        <source>Toàn màn hình</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Bản trình trước bên cạnh</source>
        <translation>Previous submission beside it</translation>
    </message>
    <message>
        <source>Sao chép chữ đã chọn</source>
        <translation>Copy selected text</translation>
    </message>
    <message>
        <source>In…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Xem trước khi in…</source>
        <translation>Print preview…</translation>
    </message>
    <message>
        <source>Mở lại thẻ vừa đóng</source>
        <translation>Reopen closed tab</translation>
    </message>
    <message>
        <source>Hồ sơ trước</source>
        <translation>Previous record</translation>
    </message>
    <message>
        <source>Hồ sơ sau</source>
        <translation>Next record</translation>
    </message>
    <message>
        <source>Văn bản này không cho phép sao chép chữ.</source>
        <translation>Copying text is not allowed for this document.</translation>
    </message>
    <message>
        <source>Bản sao có dấu nhận diện (*.pdf)</source>
        <translation>Marked copy (*.pdf)</translation>
    </message>
    <message>
        <source>Bản sao kèm bút phê, vẽ liền vào trang (*.pdf)</source>
        <translation>Copy with pen notes drawn into the pages (*.pdf)</translation>
    </message>
    <message>
        <source>Bản đọc kèm bút phê là chú thích PDF (*.pdf)</source>
        <translation>Reading copy with pen notes as PDF annotations (*.pdf)</translation>
    </message>
    <message>
        <source>Bản sao không kèm bút phê (*.pdf)</source>
        <translation>Copy without pen notes (*.pdf)</translation>
    </message>
    <message>
        <source>Lưu bản sao có dấu nhận diện</source>
        <translation>Save a marked copy</translation>
    </message>
</context>
<context>
    <name>AfterSheet</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>DispatchSheet</name>
    <message>
        <source>Phát hành văn bản</source>
        <translation>Dispatch document</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Recipients</translation>
    </message>
    <message>
        <source>Phát hành có hiệu lực ngay và không hoàn tác được.</source>
        <translation>Dispatch takes effect at once and cannot be undone.</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Phát hành đến {count} nơi</source>
        <translation>Dispatch to {count}</translation>
    </message>
    <message>
        <source>Chọn ít nhất một nơi nhận.</source>
        <translation>Choose at least one recipient.</translation>
    </message>
    <message>
        <source>{all} nơi nhận: {inside} đơn vị trong hệ thống nhận ngay, {outside} cơ quan qua trục liên thông.</source>
        <translation>{all} recipients: {inside} units of this system at once, {outside} agencies over the exchange.</translation>
    </message>
</context>
<context>
    <name>EditSheet</name>
    <message>
        <source>Sửa văn bản đi</source>
        <translation>Edit outgoing document</translation>
    </message>
    <message>
        <source>Văn bản đã có số; chỉ còn sửa được nơi nhận trước khi phát hành.</source>
        <translation>The document has its number; only recipients can be changed before dispatch.</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Độ khẩn</source>
        <translation>Urgency</translation>
    </message>
</context>
<context>
    <name>KeyPicker</name>
    <message>
        <source>Chứng thư số</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>Đọc lại thiết bị ký</source>
        <translation>Read tokens again</translation>
    </message>
    <message>
        <source>Chọn tệp .p12, .pfx</source>
        <translation>Choose a .p12 or .pfx file</translation>
    </message>
    <message>
        <source>Đang đọc chứng thư và thiết bị ký…</source>
        <translation>Reading certificates and tokens…</translation>
    </message>
    <message>
        <source>Cắm thiết bị ký hoặc chọn tệp chứng thư.</source>
        <translation>Plug in the token or choose a certificate file.</translation>
    </message>
    <message>
        <source>Chọn tệp chứng thư số</source>
        <translation>Choose a certificate file</translation>
    </message>
    <message>
        <source>Tệp chứng thư (*.p12 *.pfx)</source>
        <translation>Certificate files (*.p12 *.pfx)</translation>
    </message>
    <message>
        <source>Tệp {name} (mở khi ký)</source>
        <translation>File {name} (opened when signing)</translation>
    </message>
    <message>
        <source>Chứng thư trong tệp được đọc khi bạn nhập mật khẩu và ký.</source>
        <translation>The certificate in the file is read when you type its password and sign.</translation>
    </message>
</context>
<context>
    <name>KeysScreen</name>
    <message>
        <source>Cài đặt ký số</source>
        <translation>Signing settings</translation>
    </message>
    <message>
        <source>Đọc lại</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Chứng thư trên máy này</source>
        <translation>Certificates of this machine</translation>
    </message>
    <message>
        <source>Chưa thấy chứng thư nào. Cắm thiết bị ký, hoặc thêm tệp .p12, .pfx.</source>
        <translation>No certificate found. Plug in a token, or add a .p12 or .pfx file.</translation>
    </message>
    <message>
        <source>Mức chữ ký</source>
        <translation>Signature level</translation>
    </message>
    <message>
        <source>Chưa hỏi được máy chủ; cần mạng để ký số.</source>
        <translation>The server could not be asked; signing needs the network.</translation>
    </message>
    <message>
        <source>Thiết bị {label}, số {serial}</source>
        <translation>Token {label}, number {serial}</translation>
    </message>
    <message>
        <source>Tệp {path}</source>
        <translation>File {path}</translation>
    </message>
    <message>
        <source>Nơi cấp: {issuer} · Số hiệu: {serial}</source>
        <translation>Issuer: {issuer} · Serial: {serial}</translation>
    </message>
    <message>
        <source>Ký thử</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Bỏ khỏi danh sách</source>
        <translation>Remove from the list</translation>
    </message>
    <message>
        <source>Ký thử thành công: khóa và chứng thư khớp nhau.</source>
        <translation>The test signature holds: key and certificate belong together.</translation>
    </message>
    <message>
        <source>Thêm tệp chứng thư (.p12, .pfx)</source>
        <translation>Add a certificate file (.p12, .pfx)</translation>
    </message>
    <message>
        <source>Đường dẫn của tệp</source>
        <translation>Path of the file</translation>
    </message>
    <message>
        <source>Đường dẫn của tệp chứng thư</source>
        <translation>Path of the certificate file</translation>
    </message>
    <message>
        <source>Chọn tệp</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>Tệp chứng thư (*.p12 *.pfx)</source>
        <translation>Certificate files (*.p12 *.pfx)</translation>
    </message>
    <message>
        <source>Mật khẩu của tệp</source>
        <translation>Password of the file</translation>
    </message>
    <message>
        <source>Mật khẩu của tệp chứng thư</source>
        <translation>Password of the certificate file</translation>
    </message>
    <message>
        <source>Thêm</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Khóa ở nguyên trong tệp; chương trình chỉ nhớ chỗ của tệp, không nhớ mật khẩu.</source>
        <translation>The key stays in its file; only the file's place is remembered, never the password.</translation>
    </message>
    <message>
        <source>Trình điều khiển thiết bị ký (PKCS#11)</source>
        <translation>Token drivers (PKCS#11)</translation>
    </message>
    <message>
        <source>Bỏ</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Bỏ trình điều khiển {path}</source>
        <translation>Remove the driver {path}</translation>
    </message>
    <message>
        <source>Chưa có trình điều khiển nào.</source>
        <translation>No drivers yet.</translation>
    </message>
    <message>
        <source>Đường dẫn tệp thư viện của nhà cung cấp (.so, .dll, .dylib)</source>
        <translation>Path of the vendor's library (.so, .dll, .dylib)</translation>
    </message>
    <message>
        <source>Đường dẫn trình điều khiển</source>
        <translation>Path of the driver</translation>
    </message>
    <message>
        <source>Thư viện (*.so *.dll *.dylib)</source>
        <translation>Libraries (*.so *.dll *.dylib)</translation>
    </message>
</context>
<context>
    <name>NumberSheet</name>
    <message>
        <source>Cấp số văn bản</source>
        <translation>Give a number</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>Số sẽ cấp</source>
        <translation>Number to be given</translation>
    </message>
    <message>
        <source>Sổ đăng ký văn bản đi</source>
        <translation>Outgoing register</translation>
    </message>
    <message>
        <source>Ngày ban hành</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>Số văn bản</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Cấp số</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Đơn vị chưa có sổ cho loại văn bản này. Nhờ quản trị mở sổ.</source>
        <translation>The unit has no book for this type. Ask the administrator to open one.</translation>
    </message>
    <message>
        <source>Số tiếp theo: {number}</source>
        <translation>Next number: {number}</translation>
    </message>
    <message>
        <source>Số đang giữ: {number} ({reason})</source>
        <translation>Reserved: {number} ({reason})</translation>
    </message>
    <message>
        <source>Đang hỏi máy chủ số tiếp theo của sổ.</source>
        <translation>Asking the server for the book's next number.</translation>
    </message>
    <message>
        <source>Số đã cấp không lấy lại được. Số và ngày được điền vào đúng chỗ trên văn bản.</source>
        <translation>A number once given cannot be taken back. Number and date are filled in at their places.</translation>
    </message>
    <message>
        <source>Cấp số {number}</source>
        <translation>Give number {number}</translation>
    </message>
    <message>
        <source>Đã cấp số. Văn bản chờ ký số cơ quan.</source>
        <translation>Number given. The document waits for the agency's signature.</translation>
    </message>
    <message>
        <source>Ký số cơ quan</source>
        <translation>Sign for the agency</translation>
    </message>
    <message>
        <source>Chèn sau số</source>
        <translation>Insert behind number</translation>
    </message>
    <message>
        <source>Lý do chèn số (bắt buộc)</source>
        <translation>Reason for inserting (required)</translation>
    </message>
    <message>
        <source>Số chèn lùi ngày (ví dụ 123a)</source>
        <translation>Inserted back-dated number (such as 123a)</translation>
    </message>
    <message>
        <source>Ghi lý do chèn số; lý do đứng trong sổ.</source>
        <translation>Give the reason; it stands in the register.</translation>
    </message>
    <message>
        <source>Nhập một số đã cấp trong năm.</source>
        <translation>Type a number that was given this year.</translation>
    </message>
</context>
<context>
    <name>OutgoingBookScreen</name>
    <message>
        <source>Sổ đăng ký văn bản đi</source>
        <translation>Outgoing register</translation>
    </message>
    <message>
        <source>Từ ngày</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Đến ngày</source>
        <translation>To</translation>
    </message>
    <message>
        <source>In, lưu PDF</source>
        <translation>Print, save PDF</translation>
    </message>
    <message>
        <source>Lưu Excel</source>
        <translation>Save as Excel</translation>
    </message>
    <message>
        <source>Giữ số</source>
        <translation>Reserve a number</translation>
    </message>
    <message>
        <source>Hủy số đang giữ</source>
        <translation>Cancel reserved number</translation>
    </message>
    <message>
        <source>Đơn vị chưa có sổ văn bản đi. Nhờ quản trị mở sổ.</source>
        <translation>The unit has no outgoing register. Ask the administrator to open one.</translation>
    </message>
    <message>
        <source>Không có văn bản nào trong kỳ này.</source>
        <translation>No documents in this period.</translation>
    </message>
    <message>
        <source>{count} dòng</source>
        <translation>{count} lines</translation>
    </message>
    <message>
        <source>chưa hỏi được máy chủ các số đang giữ và số hủy</source>
        <translation>the server could not be asked for reserved and cancelled numbers</translation>
    </message>
    <message>
        <source>Chọn một số đang giữ trong sổ.</source>
        <translation>Choose a reserved number in the book.</translation>
    </message>
    <message>
        <source>Sổ không có dòng nào trong kỳ.</source>
        <translation>The book has no lines in this period.</translation>
    </message>
    <message>
        <source>Đơn vị chưa có sổ văn bản đi.</source>
        <translation>The unit has no outgoing register.</translation>
    </message>
    <message>
        <source>Lưu sổ văn bản đi</source>
        <translation>Save the outgoing register</translation>
    </message>
    <message>
        <source>Đã lưu {name}.</source>
        <translation>Saved {name}.</translation>
    </message>
    <message>
        <source>Số tiếp theo của sổ được giữ lại cho một văn bản ban hành sau; lý do được ghi vào sổ.</source>
        <translation>The book's next number is kept for a later document; the reason stands in the book.</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Số {number} sẽ không bao giờ được dùng; lý do được ghi vào sổ.</source>
        <translation>Number {number} will never be used; the reason stands in the book.</translation>
    </message>
    <message>
        <source>Hủy số</source>
        <translation>Cancel number</translation>
    </message>
    <message>
        <source>Đã giữ số.</source>
        <translation>Number reserved.</translation>
    </message>
    <message>
        <source>Đã hủy số.</source>
        <translation>Number cancelled.</translation>
    </message>
</context>
<context>
    <name>RecipientPicker</name>
    <message>
        <source>Gõ tên, không cần dấu</source>
        <translation>Type a name, marks not needed</translation>
    </message>
    <message>
        <source>Tìm nơi nhận</source>
        <translation>Find recipients</translation>
    </message>
    <message>
        <source>Nơi nhận theo nhóm</source>
        <translation>Recipients by group</translation>
    </message>
    <message>
        <source>Danh sách đã lưu</source>
        <translation>Saved lists</translation>
    </message>
    <message>
        <source>Lưu những nơi đã chọn thành danh sách</source>
        <translation>Save the chosen recipients as a list</translation>
    </message>
    <message>
        <source>Nơi nhận đã chọn</source>
        <translation>Chosen recipients</translation>
    </message>
    <message>
        <source>Bỏ nơi đang chọn trong danh sách</source>
        <translation>Remove the selected recipient</translation>
    </message>
    <message>
        <source>Đã chọn {count} nơi nhận</source>
        <translation>{count} recipients chosen</translation>
    </message>
    <message>
        <source>Đã gộp {count} nơi nhận trùng.</source>
        <translation>{count} duplicates merged.</translation>
    </message>
    <message>
        <source>Thêm từ danh sách đã lưu…</source>
        <translation>Add from a saved list…</translation>
    </message>
    <message>
        <source>Lần phát hành trước ({count})</source>
        <translation>Last dispatch ({count})</translation>
    </message>
    <message>
        <source>Lưu danh sách</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>Tên danh sách nơi nhận</source>
        <translation>Name of the list</translation>
    </message>
</context>
<context>
    <name>ResendSheet</name>
    <message>
        <source>Nơi nhận đã từ chối</source>
        <translation>Recipients that refused</translation>
    </message>
    <message>
        <source>Nơi nhận đã từ chối tiếp nhận</source>
        <translation>Recipients that refused it</translation>
    </message>
    <message>
        <source>Chọn nơi nhận cần gửi lại.</source>
        <translation>Choose whom to send it to again.</translation>
    </message>
</context>
<context>
    <name>SignSheet</name>
    <message>
        <source>Loại chữ ký</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Vị trí</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Tiến độ ký</source>
        <translation>Signing progress</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đang dừng sau văn bản này…</source>
        <translation>Stopping after this document…</translation>
    </message>
    <message>
        <source>Các văn bản sẽ ký</source>
        <translation>Documents to sign</translation>
    </message>
    <message>
        <source>{count} văn bản</source>
        <translation>{count} documents</translation>
    </message>
    <message>
        <source>Nhập mã PIN hoặc mật khẩu.</source>
        <translation>Type the PIN or password.</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>{count} văn bản đã ký</source>
        <translation>{count} documents signed</translation>
    </message>
    <message>
        <source>{count} bị từ chối</source>
        <translation>{count} refused</translation>
    </message>
    <message>
        <source>{count} chưa ký</source>
        <translation>{count} not signed</translation>
    </message>
    <message>
        <source>Chưa ký.</source>
        <translation>Not signed.</translation>
    </message>
</context>
<context>
    <name>SigningQueue</name>
    <message>
        <source>Chờ ký số</source>
        <translation>Waiting to sign</translation>
    </message>
    <message>
        <source>Văn bản chờ ký số</source>
        <translation>Documents waiting for signature</translation>
    </message>
    <message>
        <source>Chọn tất cả</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>Chứng thư và thiết bị ký</source>
        <translation>Certificates and tokens</translation>
    </message>
    <message>
        <source>Ký số</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Không còn văn bản nào chờ bạn ký số.</source>
        <translation>No document waits for your signature.</translation>
    </message>
    <message>
        <source>Ký số {count} văn bản</source>
        <translation>Sign {count} documents</translation>
    </message>
    <message>
        <source>Chọn văn bản cần ký.</source>
        <translation>Choose documents to sign.</translation>
    </message>
    <message>
        <source>Ký số cơ quan</source>
        <translation>Sign for the agency</translation>
    </message>
    <message>
        <source>Ký số cá nhân</source>
        <translation>Sign personally</translation>
    </message>
    <message>
        <source>Văn bản</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Đã ký số {count} văn bản.</source>
        <translation>{count} documents signed.</translation>
    </message>
</context>
<context>
    <name>SuccessorSheet</name>
    <message>
        <source>Văn bản thay thế (bắt buộc)</source>
        <translation>Replacing document (required)</translation>
    </message>
    <message>
        <source>Công văn đính chính (bắt buộc)</source>
        <translation>Correcting letter (required)</translation>
    </message>
    <message>
        <source>Lý do thay thế (bắt buộc)</source>
        <translation>Reason (required)</translation>
    </message>
    <message>
        <source>Nội dung đính chính (bắt buộc)</source>
        <translation>What is corrected (required)</translation>
    </message>
    <message>
        <source>Gõ số, ký hiệu hoặc trích yếu, không cần dấu</source>
        <translation>Type number, symbol or subject, marks not needed</translation>
    </message>
    <message>
        <source>Tìm văn bản</source>
        <translation>Find documents</translation>
    </message>
    <message>
        <source>Chọn văn bản trong danh sách.</source>
        <translation>Choose a document in the list.</translation>
    </message>
    <message>
        <source>Ghi lý do hoặc nội dung.</source>
        <translation>Write the reason.</translation>
    </message>
</context>
<context>
    <name>outgoing</name>
    <message>
        <source>Đã cấp số {symbol}.</source>
        <translation>Number {symbol} given.</translation>
    </message>
    <message>
        <source>Đã ghi, sẽ gửi ngay khi có mạng.</source>
        <translation>Saved; it will be sent as soon as there is a network.</translation>
    </message>
    <message>
        <source>Đã phát hành đến {count} nơi nhận.</source>
        <translation>Dispatched to {count} recipients.</translation>
    </message>
    <message>
        <source>Đã gửi lại.</source>
        <translation>Sent again.</translation>
    </message>
    <message>
        <source>Đã thay thế; nơi nhận được báo văn bản mới.</source>
        <translation>Replaced; recipients are told of the new document.</translation>
    </message>
    <message>
        <source>Đã đính chính; nơi nhận được báo.</source>
        <translation>Corrected; recipients are told.</translation>
    </message>
    <message>
        <source>Gửi lại văn bản</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Gửi lại</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Thay thế văn bản đã phát hành</source>
        <translation>Replace a dispatched document</translation>
    </message>
    <message>
        <source>Đính chính văn bản đã phát hành</source>
        <translation>Correct a dispatched document</translation>
    </message>
    <message>
        <source>Thay thế</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Đính chính</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Đã lưu vị trí.</source>
        <translation>Places saved.</translation>
    </message>
</context>
<context>
    <name>recipients</name>
    <message>
        <source>Đang gửi</source>
        <translation>On its way</translation>
    </message>
    <message>
        <source>Đã đến</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Đã tiếp nhận</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Phân công xử lý</source>
        <translation>Assigned</translation>
    </message>
    <message>
        <source>Đang xử lý</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Hoàn thành</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>Đã yêu cầu thu hồi</source>
        <translation>Recall asked</translation>
    </message>
    <message>
        <source>Đồng ý thu hồi</source>
        <translation>Recall agreed</translation>
    </message>
    <message>
        <source>Từ chối thu hồi</source>
        <translation>Recall refused</translation>
    </message>
    <message>
        <source>Nơi nhận ({count})</source>
        <translation>Recipients ({count})</translation>
    </message>
</context>
<context>
    <name>signing</name>
    <message>
        <source>Chữ ký số cá nhân của lãnh đạo</source>
        <translation>The leader's personal signature</translation>
    </message>
    <message>
        <source>Chữ ký số cơ quan</source>
        <translation>The agency's signature</translation>
    </message>
    <message>
        <source>Chữ ký chứng thực của đơn vị</source>
        <translation>The unit's certification signature</translation>
    </message>
    <message>
        <source>Giữa chức vụ và họ tên người ký</source>
        <translation>Between the signer's position and name</translation>
    </message>
    <message>
        <source>Trùm khoảng một phần ba chữ ký người có thẩm quyền, về bên trái</source>
        <translation>Over the left third of the authorised person's signature</translation>
    </message>
    <message>
        <source>Góc dưới bên trái, trang đầu</source>
        <translation>Bottom left of the first page</translation>
    </message>
    <message>
        <source>Đang mở khóa ký…</source>
        <translation>Opening the key…</translation>
    </message>
    <message>
        <source>Đang lấy bản trình ký từ máy chủ…</source>
        <translation>Getting the file to sign…</translation>
    </message>
    <message>
        <source>Đang đối chiếu từng trang với bản đã duyệt…</source>
        <translation>Comparing every page with the approved file…</translation>
    </message>
    <message>
        <source>Đang ký…</source>
        <translation>Signing…</translation>
    </message>
    <message>
        <source>Đang kiểm tra chữ ký vừa tạo…</source>
        <translation>Checking the signature just made…</translation>
    </message>
    <message>
        <source>Đang gửi chữ ký lên máy chủ…</source>
        <translation>Sending the signature…</translation>
    </message>
    <message>
        <source>Xong.</source>
        <translation>Done.</translation>
    </message>
    <message>
        <source>Mức PAdES B-B: máy chủ chưa có dịch vụ dấu thời gian, giờ ký theo đồng hồ máy chủ.</source>
        <translation>Level PAdES B-B: the server has no time-stamp service, the time is the server's clock.</translation>
    </message>
    <message>
        <source>Mức PAdES {level}: có dấu thời gian và dữ liệu xác thực lâu dài.</source>
        <translation>Level PAdES {level}: with time stamp and long-term validation data.</translation>
    </message>
    <message>
        <source>thiết bị {label}</source>
        <translation>token {label}</translation>
    </message>
    <message>
        <source>tệp {label}</source>
        <translation>file {label}</translation>
    </message>
    <message>
        <source>Đã đăng ký cho đơn vị của bạn.</source>
        <translation>Registered for your unit.</translation>
    </message>
    <message>
        <source>Đã đăng ký cho chính bạn.</source>
        <translation>Registered for you.</translation>
    </message>
    <message>
        <source>Chưa đăng ký cho bạn hoặc đơn vị của bạn trên máy chủ: ký sẽ bị từ chối.</source>
        <translation>Not registered for you or your unit on the server: signing will be refused.</translation>
    </message>
    <message>
        <source>Chỉ còn {days} ngày (đến {day}): gia hạn ngay.</source>
        <translation>Only {days} days left (until {day}): renew now.</translation>
    </message>
    <message>
        <source>Còn {days} ngày (đến {day}): làm thủ tục gia hạn.</source>
        <translation>{days} days left (until {day}): apply for renewal.</translation>
    </message>
    <message>
        <source>Còn {days} ngày (đến {day}): chuẩn bị gia hạn.</source>
        <translation>{days} days left (until {day}): prepare to renew.</translation>
    </message>
    <message>
        <source>Có hiệu lực từ {since} đến {day}.</source>
        <translation>Valid from {since} to {day}.</translation>
    </message>
    <message>
        <source>Chứng thư đã hết hạn ngày {day}.</source>
        <translation>The certificate expired on {day}.</translation>
    </message>
    <message>
        <source>Chứng thư chưa có hiệu lực.</source>
        <translation>The certificate is not valid yet.</translation>
    </message>
    <message>
        <source>Không thấy tệp chứng thư ở chỗ cũ. Cắm lại ổ đĩa hoặc chọn lại tệp.</source>
        <translation>The file is not where it was. Plug in the drive or choose the file again.</translation>
    </message>
    <message>
        <source>Thiết bị ký đã bị khóa. Mở khóa bằng phần mềm của nhà cung cấp.</source>
        <translation>The token is locked. Unlock it with the vendor's program.</translation>
    </message>
    <message>
        <source>Không nạp được trình điều khiển này.</source>
        <translation>This driver cannot be loaded.</translation>
    </message>
    <message>
        <source>Chưa cắm thiết bị ký.</source>
        <translation>The token is not plugged in.</translation>
    </message>
    <message>
        <source>Chưa dùng được ({code}).</source>
        <translation>Not usable ({code}).</translation>
    </message>
    <message>
        <source>Mật khẩu của tệp chứng thư</source>
        <translation>Password of the certificate file</translation>
    </message>
    <message>
        <source>Mã PIN của thiết bị (đã nhập sai, còn ít lần thử)</source>
        <translation>PIN of the token (mistyped before, few tries left)</translation>
    </message>
    <message>
        <source>Mã PIN của thiết bị (CHỈ CÒN MỘT LẦN THỬ trước khi bị khóa)</source>
        <translation>PIN of the token (ONE TRY LEFT before it locks)</translation>
    </message>
    <message>
        <source>Mã PIN của thiết bị</source>
        <translation>PIN of the token</translation>
    </message>
    <message>
        <source>Ký số cá nhân</source>
        <translation>Sign personally</translation>
    </message>
    <message>
        <source>Đã ký số cá nhân.</source>
        <translation>Signed personally.</translation>
    </message>
    <message>
        <source>Ký số cơ quan</source>
        <translation>Sign for the agency</translation>
    </message>
    <message>
        <source>Đã ký số cơ quan; văn bản chờ phát hành.</source>
        <translation>Signed for the agency; the document waits for dispatch.</translation>
    </message>
    <message>
        <source>Chứng thực &amp; tải</source>
        <translation>Certify &amp; download</translation>
    </message>
    <message>
        <source>Tệp</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Lưu bản chứng thực (báo cáo kiểm tra được lưu bên cạnh)</source>
        <translation>Save the certified file (its validation report is saved beside it)</translation>
    </message>
    <message>
        <source>Đã ký chứng thực. Bấm Chứng thực &amp; tải lần nữa để lưu, không cần ký lại.</source>
        <translation>Certified. Press Certify &amp; download again to save; no new signature is needed.</translation>
    </message>
    <message>
        <source>Đã lưu {name} và báo cáo {report}.</source>
        <translation>Saved {name} and the report {report}.</translation>
    </message>
    <message>
        <source>Văn bản</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Đang ký số các phụ lục…</source>
        <translation>Signing the annexes…</translation>
    </message>
    <message>
        <source>Cả góc dưới bên trái trang đầu đều có nội dung: chữ ký sẽ đè lên một phần.</source>
        <translation>All of page 1's bottom left holds content: the signature will cover some of it.</translation>
    </message>
    <message>
        <source>Góc dưới bên trái có nội dung; chữ ký dời đến cách mép trái {left} mm, mép dưới {bottom} mm.</source>
        <translation>The bottom left holds content; the signature moves to {left} mm from the left and {bottom} mm from the bottom.</translation>
    </message>
    <message>
        <source>Trang đầu được xoay; chữ ký đặt theo chiều đang xem.</source>
        <translation>Page 1 is turned; the signature stands as the page is shown.</translation>
    </message>
    <message>
        <source>Trang đầu bị cắt lề; chữ ký đặt trong phần đang xem.</source>
        <translation>Page 1 is cropped; the signature stands in what is shown.</translation>
    </message>
    <message>
        <source>Tệp đã có {count} chữ ký; các chữ ký đó được giữ nguyên giá trị.</source>
        <translation>The file has {count} signatures already; they keep their validity.</translation>
    </message>
    <message>
        <source>Không dùng chữ ký số cá nhân</source>
        <translation>No personal signatures</translation>
    </message>
    <message>
        <source>Lãnh đạo có thể ký, không bắt buộc</source>
        <translation>Leaders may sign, not required</translation>
    </message>
    <message>
        <source>Bắt buộc lãnh đạo ký trước khi cấp số</source>
        <translation>Leaders must sign before a number is given</translation>
    </message>
    <message>
        <source>Trùm khoảng một phần ba chữ ký cá nhân, về bên trái (NĐ 30/2020)</source>
        <translation>Over the left third of the personal signature (Decree 30/2020)</translation>
    </message>
    <message>
        <source>Bên trái chữ ký cá nhân, không trùm lên</source>
        <translation>Left of the personal signature, not over it</translation>
    </message>
    <message>
        <source>Bên phải chữ ký cá nhân</source>
        <translation>Right of the personal signature</translation>
    </message>
    <message>
        <source>Lề trái, ngang chữ ký cá nhân</source>
        <translation>Left edge, level with the personal signature</translation>
    </message>
    <message>
        <source>Góc trên bên phải trang đầu</source>
        <translation>Top right of page 1</translation>
    </message>
    <message>
        <source>Thiết bị ký báo lỗi hoặc vừa bị rút. Cắm lại rồi đọc lại.</source>
        <translation>The token reports a fault or was pulled out. Plug it in and read again.</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Phối hợp</source>
        <translation>Coordinating</translation>
    </message>
    <message>
        <source>Nhận để biết</source>
        <translation>For information</translation>
    </message>
    <message>
        <source>Chủ trì (bắt buộc)</source>
        <translation>Lead (required)</translation>
    </message>
    <message>
        <source>Gõ tên, có dấu hoặc không dấu</source>
        <translation>Type a name, with or without marks</translation>
    </message>
    <message>
        <source>Trình</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>Hạn, số ngày làm việc</source>
        <translation>Due, in working days</translation>
    </message>
    <message>
        <source>không đặt hạn</source>
        <translation>no deadline</translation>
    </message>
    <message>
        <source>Ý kiến chỉ đạo</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Ý kiến</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>đến {day}</source>
        <translation>until {day}</translation>
    </message>
    <message>
        <source>{name} · {open} đang làm, {late} quá hạn</source>
        <translation>{name} · {open} in hand, {late} late</translation>
    </message>
    <message>
        <source>Cần chọn đúng một người hoặc đơn vị chủ trì trong danh sách.</source>
        <translation>Choose exactly one person or unit from the list to lead.</translation>
    </message>
    <message>
        <source>Ý kiến chỉ đạo (bắt buộc)</source>
        <translation>Directing opinion (required)</translation>
    </message>
    <message>
        <source>Cần ghi tóm tắt bút phê bằng chữ.</source>
        <translation>Type a summary of the handwritten notes.</translation>
    </message>
</context>
<context>
    <name>BookScreen</name>
    <message>
        <source>Sổ văn bản đến</source>
        <translation>Incoming register</translation>
    </message>
    <message>
        <source>Sổ</source>
        <translation>Book</translation>
    </message>
    <message>
        <source>Sổ đăng ký</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Sổ theo dõi giải quyết</source>
        <translation>Follow-up register</translation>
    </message>
    <message>
        <source>Loại sổ</source>
        <translation>Kind of book</translation>
    </message>
    <message>
        <source>Năm</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Từ ngày</source>
        <translation>From day</translation>
    </message>
    <message>
        <source>Đến ngày</source>
        <translation>To day</translation>
    </message>
    <message>
        <source>Từ số</source>
        <translation>From number</translation>
    </message>
    <message>
        <source>Đến số</source>
        <translation>To number</translation>
    </message>
    <message>
        <source>Lưu PDF để in</source>
        <translation>Save PDF to print</translation>
    </message>
    <message>
        <source>Xuất Excel</source>
        <translation>Export to Excel</translation>
    </message>
    <message>
        <source>Nội dung sổ</source>
        <translation>Content of the book</translation>
    </message>
    <message>
        <source>{count} văn bản, từ số {first} đến số {last}</source>
        <translation>{count} documents, from number {first} to {last}</translation>
    </message>
    <message>
        <source>{count} số không có văn bản, ghi rõ trong sổ</source>
        <translation>{count} numbers have no document, as the book says</translation>
    </message>
    <message>
        <source>Màn hình hiện {count} dòng cuối</source>
        <translation>The screen shows the last {count} lines</translation>
    </message>
    <message>
        <source>Không có văn bản nào trong khoảng đã chọn.</source>
        <translation>There is no document in that range.</translation>
    </message>
    <message>
        <source>Lưu sổ</source>
        <translation>Save the book</translation>
    </message>
    <message>
        <source>Đã lưu {name}.</source>
        <translation>Saved {name}.</translation>
    </message>
</context>
<context>
    <name>DuplicateDialog</name>
    <message>
        <source>Số, ký hiệu này đã có trong sổ</source>
        <translation>This number and symbol stand in the book already</translation>
    </message>
    <message>
        <source>Đã vào sổ</source>
        <translation>In the book</translation>
    </message>
    <message>
        <source>Đang nhập</source>
        <translation>Being entered</translation>
    </message>
    <message>
        <source>Số đến</source>
        <translation>Arrival number</translation>
    </message>
    <message>
        <source>Ngày đến</source>
        <translation>Arrival date</translation>
    </message>
    <message>
        <source>Số, ký hiệu</source>
        <translation>Number and symbol</translation>
    </message>
    <message>
        <source>Cơ quan ban hành</source>
        <translation>Issuing agency</translation>
    </message>
    <message>
        <source>Ngày văn bản</source>
        <translation>Document date</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Xem lại</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Đây là một</source>
        <translation>They are one</translation>
    </message>
    <message>
        <source>Vẫn vào sổ</source>
        <translation>Register all the same</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Cơ quan ban hành</source>
        <translation>Issuing agency</translation>
    </message>
    <message>
        <source>Số, ký hiệu</source>
        <translation>Number and symbol</translation>
    </message>
    <message>
        <source>Ngày văn bản</source>
        <translation>Document date</translation>
    </message>
    <message>
        <source>Loại văn bản</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Độ khẩn</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Chức vụ</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Sổ văn bản đến</source>
        <translation>Incoming register</translation>
    </message>
    <message>
        <source>Hạn trả lời</source>
        <translation>Reply due</translation>
    </message>
    <message>
        <source>Số trang</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Thường</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Khẩn</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Thượng khẩn</source>
        <translation>Very urgent</translation>
    </message>
    <message>
        <source>Hỏa tốc</source>
        <translation>Express</translation>
    </message>
    <message>
        <source>Đọc từ văn bản, chắc {percent} %</source>
        <translation>Read from the document, {percent} % sure</translation>
    </message>
    <message>
        <source>Xem lại · {percent} %</source>
        <translation>Check · {percent} %</translation>
    </message>
    <message>
        <source>Đọc chưa chắc, hãy đối chiếu với trang</source>
        <translation>Not read surely: compare with the page</translation>
    </message>
    <message>
        <source>(mã cũ {code})</source>
        <translation>(old code {code})</translation>
    </message>
</context>
<context>
    <name>FollowUpScreen</name>
    <message>
        <source>Theo dõi giải quyết</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Văn bản theo hạn giải quyết</source>
        <translation>Documents by deadline</translation>
    </message>
    <message>
        <source>Số, ký hiệu</source>
        <translation>Number and symbol</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Chủ trì</source>
        <translation>Lead</translation>
    </message>
    <message>
        <source>Phối hợp</source>
        <translation>Coordinating</translation>
    </message>
    <message>
        <source>Hạn</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Tình hình</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Quá hạn</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Trong ba ngày làm việc</source>
        <translation>Within three working days</translation>
    </message>
    <message>
        <source>Còn thời gian</source>
        <translation>In time</translation>
    </message>
    <message>
        <source>Chưa đặt hạn</source>
        <translation>No deadline</translation>
    </message>
    <message>
        <source>{late} quá hạn, {soon} sắp đến hạn</source>
        <translation>{late} late, {soon} due soon</translation>
    </message>
    <message>
        <source>Quá hạn {days} ngày</source>
        <translation>{days} days late</translation>
    </message>
    <message>
        <source>Hạn hôm nay</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>Còn {days} ngày làm việc</source>
        <translation>{days} working days left</translation>
    </message>
</context>
<context>
    <name>IntakeScreen</name>
    <message>
        <source>Bỏ khỏi khay</source>
        <translation>Remove from the tray</translation>
    </message>
    <message>
        <source>Khay trống.</source>
        <translation>The tray is empty.</translation>
    </message>
    <message>
        <source>Thả tệp vào đây hoặc chọn thư mục của máy quét.</source>
        <translation>Drop files here or choose the folder of the scanner.</translation>
    </message>
    <message>
        <source>Chọn thư mục quét</source>
        <translation>Choose the scan folder</translation>
    </message>
    <message>
        <source>Thêm tệp</source>
        <translation>Add files</translation>
    </message>
    <message>
        <source>Văn bản này không có tệp.</source>
        <translation>This document has no file.</translation>
    </message>
    <message>
        <source>Tệp không có chữ ký số. Cân nhắc trước khi tiếp nhận.</source>
        <translation>The file has no signature. Think before you accept it.</translation>
    </message>
    <message>
        <source>Chữ ký số không hợp lệ ({names}). Nên từ chối tiếp nhận và nêu lý do.</source>
        <translation>The signature is not valid ({names}). Better refuse it and say why.</translation>
    </message>
    <message>
        <source>Từ chối</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Chữ ký số của {names}: nội dung còn nguyên, chưa xác minh được đầy đủ chứng thư.</source>
        <translation>Signature of {names}: the content is whole, the certificate could not be fully verified.</translation>
    </message>
    <message>
        <source>Chữ ký số của {names} hợp lệ, nội dung còn nguyên.</source>
        <translation>The signature of {names} is valid, the content is whole.</translation>
    </message>
    <message>
        <source>Chọn một mục trong khay.</source>
        <translation>Choose an entry of the tray.</translation>
    </message>
    <message>
        <source>Văn bản có dấu {mark}. Không đưa tài liệu bí mật nhà nước vào hệ thống này (Luật 117/2025/QH15); hãy xử lý theo đường văn thư mật, rồi bỏ tệp khỏi khay.</source>
        <translation>The document is marked {mark}. State secrets must not enter this system (Law 117/2025/QH15); handle it by the secret registry, then remove the file from the tray.</translation>
    </message>
    <message>
        <source>Máy này chưa có bộ nhận dạng chữ tiếng Việt (tesseract, gói vie): nhập tay bản quét.</source>
        <translation>This machine cannot recognise Vietnamese text (tesseract with vie): enter scans by hand.</translation>
    </message>
    <message>
        <source>Tệp này đã được vào sổ trước đây. Kiểm tra trước khi nhập.</source>
        <translation>This very file was registered before. Check before you enter it.</translation>
    </message>
    <message>
        <source>Tệp có chữ ký số; máy chủ kiểm tra khi vào sổ.</source>
        <translation>The file is signed; the server checks it at registration.</translation>
    </message>
    <message>
        <source>Đang vào sổ.</source>
        <translation>Registering.</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refuse to accept</translation>
    </message>
    <message>
        <source>Cần điền trước khi vào sổ.</source>
        <translation>Needed before it can be registered.</translation>
    </message>
    <message>
        <source>Ngày không đúng; viết ngày/tháng/năm, ví dụ 05/11/2026.</source>
        <translation>Not a date; write day/month/year, such as 05/11/2026.</translation>
    </message>
    <message>
        <source>Máy chủ từ chối vào sổ.</source>
        <translation>The server refused the entry.</translation>
    </message>
    <message>
        <source>Chưa vào sổ được mục nào; {left} mục cần xem lại.</source>
        <translation>None could be registered; {left} need a look.</translation>
    </message>
    <message>
        <source>Văn bản mật, chuyển văn thư mật.</source>
        <translation>Secret document, given to the secret registry.</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>không rõ người ký</source>
        <translation>unknown signer</translation>
    </message>
    <message>
        <source>Chữ ký số không hợp lệ ({names}): {why} Nên từ chối tiếp nhận và nêu lý do.</source>
        <translation>The digital signature is not valid ({names}): {why} Better refuse it and say why.</translation>
    </message>
    <message>
        <source>Chữ ký số của {names}: {why}</source>
        <translation>Digital signature of {names}: {why}</translation>
    </message>
    <message>
        <source>Chữ ký số không hợp lệ. {why}</source>
        <translation>The digital signature is not valid. {why}</translation>
    </message>
    <message>
        <source>Thư còn tệp không nhận được vào khay: {names}. Mở thư gốc để xử lý các tệp đó.</source>
        <translation>The e-mail holds files that the tray does not take: {names}. Open the e-mail itself to deal with them.</translation>
    </message>
</context>
<context>
    <name>_Many</name>
    <message>
        <source>Gõ tên rồi Enter</source>
        <translation>Type a name, then Enter</translation>
    </message>
    <message>
        <source>Bỏ {name}</source>
        <translation>Remove {name}</translation>
    </message>
</context>
<context>
    <name>tray</name>
    <message>
        <source>Thư mục quét</source>
        <translation>Scan folder</translation>
    </message>
    <message>
        <source>Thả vào</source>
        <translation>Dropped</translation>
    </message>
    <message>
        <source>Thư điện tử</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Máy quét</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Ghép trang</source>
        <translation>Joined pages</translation>
    </message>
    <message>
        <source>đang đọc</source>
        <translation>being read</translation>
    </message>
    <message>
        <source>đang nhận dạng chữ</source>
        <translation>recognising text</translation>
    </message>
    <message>
        <source>không đọc được</source>
        <translation>not readable</translation>
    </message>
    <message>
        <source>Khay văn bản chờ vào sổ</source>
        <translation>Tray of documents to be registered</translation>
    </message>
    <message>
        <source>{count} trang</source>
        <translation>{count} pages</translation>
    </message>
    <message>
        <source>có dấu MẬT</source>
        <translation>marked secret</translation>
    </message>
    <message>
        <source>đã vào sổ trước đây</source>
        <translation>registered before</translation>
    </message>
    <message>
        <source>kèm {count} tệp</source>
        <translation>with {count} files</translation>
    </message>
</context>
<context>
    <name>ApproveDialog</name>
    <message>
        <source>Ý kiến</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Phê duyệt phiếu trình?</source>
        <translation>Approve the slip?</translation>
    </message>
    <message>
        <source>Phê duyệt {count} phiếu trình?</source>
        <translation>Approve {count} slips?</translation>
    </message>
    <message>
        <source>{code} · Bản trình lần {count}</source>
        <translation>{code} · Submission {count}</translation>
    </message>
    <message>
        <source>Dự thảo: {name}</source>
        <translation>Draft: {name}</translation>
    </message>
    <message>
        <source>và {count} phiếu khác</source>
        <translation>and {count} more slips</translation>
    </message>
    <message>
        <source>Người phê duyệt: {name}</source>
        <translation>Approved by: {name}</translation>
    </message>
    <message>
        <source>Giữ để phê duyệt</source>
        <translation>Hold to approve</translation>
    </message>
    <message>
        <source>Giữ 0,6 giây, hoặc bấm Enter</source>
        <translation>Hold for 0.6 seconds, or press Enter</translation>
    </message>
    <message>
        <source>Thay mặt: {name}</source>
        <translation>On behalf of: {name}</translation>
    </message>
</context>
<context>
    <name>ChangesDialog</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Thay đổi so với lần trình trước</source>
        <translation>Changes since the submission before</translation>
    </message>
    <message>
        <source>Đang so sánh…</source>
        <translation>Comparing…</translation>
    </message>
    <message>
        <source>Đã xem thay đổi</source>
        <translation>Changes seen</translation>
    </message>
    <message>
        <source>Lời văn và tệp giống lần trình trước.</source>
        <translation>Text and files are as in the submission before.</translation>
    </message>
    <message>
        <source>So bản trình lần {count} với lần {number}.</source>
        <translation>Submission {count} compared with {number}.</translation>
    </message>
    <message>
        <source>Tệp mới: {name} ({role})</source>
        <translation>New file: {name} ({role})</translation>
    </message>
    <message>
        <source>Đã bỏ tệp: {name} ({role})</source>
        <translation>Removed file: {name} ({role})</translation>
    </message>
    <message>
        <source>Đã thay tệp: {name} ({role})</source>
        <translation>Replaced file: {name} ({role})</translation>
    </message>
    <message>
        <source>So lời văn hai bản</source>
        <translation>Compare the words</translation>
    </message>
    <message>
        <source>So lời văn hai bản: {name}</source>
        <translation>Compare the words: {name}</translation>
    </message>
    <message>
        <source>Hãy đọc toàn bộ hồ sơ của lần trình này rồi mới quyết định.</source>
        <translation>Read the whole dossier of this submission before deciding.</translation>
    </message>
    <message>
        <source>Lời văn của hai bản giống nhau.</source>
        <translation>The words of both versions are the same.</translation>
    </message>
</context>
<context>
    <name>EditorPage</name>
    <message>
        <source>Độ khẩn</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>Loại văn bản</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Trình</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>Vấn đề trình</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>Tóm tắt nội dung</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>Căn cứ</source>
        <translation>Grounds</translation>
    </message>
    <message>
        <source>Ý kiến của các đơn vị liên quan</source>
        <translation>Opinions of the units concerned</translation>
    </message>
    <message>
        <source>Đề xuất, kiến nghị</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>Kính gửi (bắt buộc)</source>
        <translation>To (required)</translation>
    </message>
    <message>
        <source>Gõ tên lãnh đạo</source>
        <translation>Type a leader's name</translation>
    </message>
    <message>
        <source>Hạn xin ý kiến</source>
        <translation>Decision due</translation>
    </message>
    <message>
        <source>Gõ loại văn bản</source>
        <translation>Type a kind of document</translation>
    </message>
    <message>
        <source>Chọn nơi nhận</source>
        <translation>Choose recipients</translation>
    </message>
    <message>
        <source>Bỏ bản soạn</source>
        <translation>Discard draft</translation>
    </message>
    <message>
        <source>Nơi nhận văn bản</source>
        <translation>Recipients of the document</translation>
    </message>
    <message>
        <source>Ghi nháp</source>
        <translation>Save draft</translation>
    </message>
    <message>
        <source>Phiếu trình mới</source>
        <translation>New slip</translation>
    </message>
    <message>
        <source>Phiếu trình {code}</source>
        <translation>Slip {code}</translation>
    </message>
    <message>
        <source>Trả lại bởi {name} lúc {time}</source>
        <translation>Returned by {name} at {time}</translation>
    </message>
    <message>
        <source>Trình lại (lần {count})</source>
        <translation>Resubmit (no. {count})</translation>
    </message>
    <message>
        <source>Phiếu này đã trình rồi.</source>
        <translation>This slip was submitted already.</translation>
    </message>
    <message>
        <source>{count} nơi nhận</source>
        <translation>{count} recipients</translation>
    </message>
</context>
<context>
    <name>EditorStart</name>
    <message>
        <source>Bỏ</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Bỏ {name}</source>
        <translation>Remove {name}</translation>
    </message>
    <message>
        <source>Soạn phiếu trình</source>
        <translation>Draft a slip</translation>
    </message>
    <message>
        <source>Phiếu trình mới</source>
        <translation>New slip</translation>
    </message>
    <message>
        <source>Đang soạn dở trên máy này</source>
        <translation>Unfinished on this device</translation>
    </message>
    <message>
        <source>(chưa ghi vấn đề trình)</source>
        <translation>(no matter yet)</translation>
    </message>
    <message>
        <source>Lưu lúc {time}</source>
        <translation>Kept at {time}</translation>
    </message>
    <message>
        <source>Soạn tiếp</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Soạn tiếp {name}</source>
        <translation>Go on with {name}</translation>
    </message>
    <message>
        <source>Từ phiếu trước</source>
        <translation>From an earlier slip</translation>
    </message>
    <message>
        <source>Từ mẫu</source>
        <translation>From a template</translation>
    </message>
    <message>
        <source>Chưa có gì để bắt đầu từ đây.</source>
        <translation>There is nothing to begin from yet.</translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>Thêm tệp</source>
        <translation>Add files</translation>
    </message>
    <message>
        <source>Bỏ {name}</source>
        <translation>Remove {name}</translation>
    </message>
    <message>
        <source>Kéo thả tệp vào đây, dán (Ctrl+V) hoặc bấm Thêm tệp. Tệp đầu tiên là dự thảo.</source>
        <translation>Drop files here, paste (Ctrl+V) or press Add files. The first file is the draft.</translation>
    </message>
    <message>
        <source>Hồ sơ trình</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Thêm tệp vào hồ sơ</source>
        <translation>Add files to the dossier</translation>
    </message>
    <message>
        <source>Văn bản (*.pdf *.docx *.odt *.doc *.rtf *.xlsx *.ods *.pptx *.odp);;Mọi tệp (*)</source>
        <translation>Documents (*.pdf *.docx *.odt *.doc *.rtf *.xlsx *.ods *.pptx *.odp);;All files (*)</translation>
    </message>
    <message>
        <source>đang mở để sửa; mỗi lần lưu thành một bản mới</source>
        <translation>open for editing; each save is a new version</translation>
    </message>
    <message>
        <source>Vai trò của {name}</source>
        <translation>Role of {name}</translation>
    </message>
    <message>
        <source>Mở {name}</source>
        <translation>Open {name}</translation>
    </message>
    <message>
        <source>So với bản trước: {name}</source>
        <translation>Compare with the version before: {name}</translation>
    </message>
    <message>
        <source>Thêm từ bản quét</source>
        <translation>Add from scans</translation>
    </message>
</context>
<context>
    <name>ManyDialog</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Chọn</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>Gõ tên để tìm, có dấu hoặc không dấu</source>
        <translation>Type a name to find, with or without marks</translation>
    </message>
    <message>
        <source>{count} đã chọn</source>
        <translation>{count} chosen</translation>
    </message>
</context>
<context>
    <name>PageWithPlaces</name>
    <message>
        <source>Trang văn bản và các vị trí</source>
        <translation>Page with its places</translation>
    </message>
</context>
<context>
    <name>PlacesSheet</name>
    <message>
        <source>Vị trí số, ngày, chữ ký</source>
        <translation>Places of number, date, signatures</translation>
    </message>
    <message>
        <source>Kéo ô đến đúng chỗ, hoặc chọn ô rồi dùng phím mũi tên (giữ Shift: bước dài).</source>
        <translation>Drag a box to its place, or choose one and use the arrow keys (hold Shift for long steps).</translation>
    </message>
    <message>
        <source>Vị trí đang chọn</source>
        <translation>Chosen place</translation>
    </message>
    <message>
        <source>Trang văn bản</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Đang tải trang văn bản…</source>
        <translation>Loading the page…</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Lưu vị trí</source>
        <translation>Save places</translation>
    </message>
    <message>
        <source>Chưa có vị trí nào thay đổi.</source>
        <translation>No place was moved yet.</translation>
    </message>
    <message>
        <source>{place} · trang {page}</source>
        <translation>{place} · page {page}</translation>
    </message>
    <message>
        <source>Có nội dung nằm dưới ô: {names}. Kéo ô ra chỗ trống để chữ không bị đè.</source>
        <translation>Content lies under: {names}. Drag the place to free room so that nothing is covered.</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Ở lãnh đạo</source>
        <translation>With leader</translation>
    </message>
    <message>
        <source>Phiếu chờ</source>
        <translation>Waiting slips</translation>
    </message>
    <message>
        <source>Cần hôm nay</source>
        <translation>Needed today</translation>
    </message>
    <message>
        <source>Thư ký {name} đã tiếp nhận</source>
        <translation>Received by secretary {name}</translation>
    </message>
    <message>
        <source>Chờ thư ký tiếp nhận</source>
        <translation>Waiting for the secretary</translation>
    </message>
    <message>
        <source>Trình lần {count}</source>
        <translation>Submission {count}</translation>
    </message>
    <message>
        <source>Thư ký: {text}</source>
        <translation>Secretary: {text}</translation>
    </message>
    <message>
        <source>Đến lượt xét</source>
        <translation>Your turn to review</translation>
    </message>
</context>
<context>
    <name>ReviewDesk</name>
    <message>
        <source>chờ gửi</source>
        <translation>to be sent</translation>
    </message>
    <message>
        <source>Thao tác khác</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Phiếu trước</source>
        <translation>Previous slip</translation>
    </message>
    <message>
        <source>Phiếu tiếp theo</source>
        <translation>Next slip</translation>
    </message>
    <message>
        <source>Danh sách phiếu chờ</source>
        <translation>List of waiting slips</translation>
    </message>
    <message>
        <source>Không còn phiếu nào chờ ở đây.</source>
        <translation>No slip is waiting here.</translation>
    </message>
    <message>
        <source>bản trình lần {count}</source>
        <translation>submission {count}</translation>
    </message>
    <message>
        <source>Ý kiến của thư ký {name} · {time}</source>
        <translation>Note of secretary {name} · {time}</translation>
    </message>
    <message>
        <source>{count} phiếu</source>
        <translation>{count} slips</translation>
    </message>
    <message>
        <source>{count} đã chọn</source>
        <translation>{count} chosen</translation>
    </message>
</context>
<context>
    <name>SecretaryDesk</name>
    <message>
        <source>Lãnh đạo</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Bàn thư ký</source>
        <translation>Secretary's desk</translation>
    </message>
    <message>
        <source>Đưa lên trước</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>Đưa xuống sau</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>Cần hôm nay</source>
        <translation>Needed today</translation>
    </message>
    <message>
        <source>Gộp cho một buổi làm việc</source>
        <translation>Bundle for one sitting</translation>
    </message>
    <message>
        <source>Tên buổi làm việc (để trống: bỏ gộp)</source>
        <translation>Name of the sitting (empty: unbundle)</translation>
    </message>
</context>
<context>
    <name>SlipEditor</name>
    <message>
        <source>Dự thảo</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Trình</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>Ảnh dán.png</source>
        <translation>Pasted picture.png</translation>
    </message>
    <message>
        <source>Chưa lưu được trên máy</source>
        <translation>Not kept on the device yet</translation>
    </message>
    <message>
        <source>Đã lưu trên máy lúc {time}</source>
        <translation>Kept on the device at {time}</translation>
    </message>
    <message>
        <source>Đã bỏ {name} khỏi hồ sơ.</source>
        <translation>{name} was taken out of the dossier.</translation>
    </message>
    <message>
        <source>Máy chưa có chương trình mở loại tệp này.</source>
        <translation>No program on this machine opens such a file.</translation>
    </message>
    <message>
        <source>Đã nhận bản mới của {name}.</source>
        <translation>A new version of {name} was taken in.</translation>
    </message>
    <message>
        <source>Đã ghi nháp</source>
        <translation>Draft saved</translation>
    </message>
    <message>
        <source>Đã ghi nháp, sẽ gửi ngay khi có mạng.</source>
        <translation>Draft saved; sent as soon as there is a network.</translation>
    </message>
    <message>
        <source>Đã trình, sẽ gửi ngay khi có mạng.</source>
        <translation>Submitted; sent as soon as there is a network.</translation>
    </message>
    <message>
        <source>Vấn đề trình</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>Luồng xét</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Tệp kèm theo</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>Trình phiếu?</source>
        <translation>Submit the slip?</translation>
    </message>
    <message>
        <source>Ngày nhập chưa đúng, cần dạng ngày/tháng/năm.</source>
        <translation>That is no date; write day/month/year.</translation>
    </message>
    <message>
        <source>Bỏ bản soạn</source>
        <translation>Discard draft</translation>
    </message>
    <message>
        <source>(chưa ghi)</source>
        <translation>(none yet)</translation>
    </message>
    <message>
        <source>Chỉ bỏ nội dung chưa ghi trên máy này; phiếu đã ghi vẫn như cũ.</source>
        <translation>Only what was not saved on this device is discarded; a saved slip stays as it is.</translation>
    </message>
    <message>
        <source>Bỏ bản đang soạn?</source>
        <translation>Discard what is being drafted?</translation>
    </message>
</context>
<context>
    <name>TaskDialog</name>
    <message>
        <source>Phối hợp</source>
        <translation>Coordinating</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đơn vị thực hiện (bắt buộc)</source>
        <translation>Unit that does it (required)</translation>
    </message>
    <message>
        <source>Gõ tên đơn vị</source>
        <translation>Type a unit's name</translation>
    </message>
    <message>
        <source>Chọn đơn vị phối hợp</source>
        <translation>Choose coordinating units</translation>
    </message>
    <message>
        <source>Hạn hoàn thành</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Nhiệm vụ (bắt buộc)</source>
        <translation>Task (required)</translation>
    </message>
    <message>
        <source>Nội dung, yêu cầu sản phẩm</source>
        <translation>Content, expected product</translation>
    </message>
    <message>
        <source>Nguồn giao</source>
        <translation>Given by</translation>
    </message>
    <message>
        <source>Ngày nhập chưa đúng, cần dạng ngày/tháng/năm.</source>
        <translation>That is no date; write day/month/year.</translation>
    </message>
    <message>
        <source>Đơn vị phối hợp</source>
        <translation>Coordinating units</translation>
    </message>
    <message>
        <source>{count} đơn vị phối hợp</source>
        <translation>{count} coordinating units</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>So với bản trước</source>
        <translation>Compared with the version before</translation>
    </message>
    <message>
        <source>Đang so sánh…</source>
        <translation>Comparing…</translation>
    </message>
    <message>
        <source>Lời văn của hai bản giống nhau.</source>
        <translation>The words of both versions are the same.</translation>
    </message>
</context>
<context>
    <name>tasks</name>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Bộ trưởng</source>
        <translation>The Minister</translation>
    </message>
    <message>
        <source>Thủ tướng Chính phủ</source>
        <translation>The Prime Minister</translation>
    </message>
    <message>
        <source>Chính phủ</source>
        <translation>The Government</translation>
    </message>
    <message>
        <source>Nhiệm vụ: đã ghi, sẽ gửi ngay khi có mạng.</source>
        <translation>Task saved; sent as soon as there is a network.</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Kiểm tra trước khi trình</source>
        <translation>Check before submitting</translation>
    </message>
    <message>
        <source>Đủ điều kiện để trình.</source>
        <translation>Ready to be submitted.</translation>
    </message>
    <message>
        <source>Tới ô</source>
        <translation>Go to field</translation>
    </message>
    <message>
        <source>Tới ô: {name}</source>
        <translation>Go to field: {name}</translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message>
        <source>Thay đổi</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>… {count} dòng không đổi …</source>
        <translation>… {count} lines unchanged …</translation>
    </message>
</context>
<context>
    <name>LeaderDesk</name>
    <message>
        <source>Bàn đọc</source>
        <translation>Reading desk</translation>
    </message>
    <message>
        <source>Phê duyệt các phiếu đã chọn</source>
        <translation>Approve the chosen slips</translation>
    </message>
    <message>
        <source>{count} phiếu không phê duyệt được lúc này. {text}</source>
        <translation>{count} slips cannot be approved now. {text}</translation>
    </message>
    <message>
        <source>Đã phê duyệt {count} phiếu, sẽ gửi ngay khi có mạng.</source>
        <translation>{count} slips approved; sent as soon as there is a network.</translation>
    </message>
    <message>
        <source>Bàn của ai</source>
        <translation>Whose desk</translation>
    </message>
    <message>
        <source>Thay mặt {name}</source>
        <translation>On behalf of {name}</translation>
    </message>
    <message>
        <source>Bàn của tôi</source>
        <translation>My desk</translation>
    </message>
    <message>
        <source>Đã phê duyệt {count} phiếu, gửi đi sau 10 giây.</source>
        <translation>{count} slips approved; they will be sent in 10 seconds.</translation>
    </message>
</context>
<context>
    <name>ReminderBell</name>
    <message>
        <source>Hôm nay có {count} việc đến hạn, {number} việc đã quá hạn.</source>
        <translation>Today {count} are due, {number} are late.</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Sắp đến hạn {time}: {name}</source>
        <translation>Due soon, {time}: {name}</translation>
    </message>
    <message>
        <source>Mở</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>RouteList</name>
    <message>
        <source>Luồng xét</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Thêm người xét</source>
        <translation>Add a reviewer</translation>
    </message>
    <message>
        <source>Thêm người xét: gõ tên</source>
        <translation>Add a reviewer: type a name</translation>
    </message>
    <message>
        <source>Đưa lên trước (Alt+↑)</source>
        <translation>Move up (Alt+↑)</translation>
    </message>
    <message>
        <source>Đưa xuống sau (Alt+↓)</source>
        <translation>Move down (Alt+↓)</translation>
    </message>
    <message>
        <source>Bỏ khỏi luồng (Delete)</source>
        <translation>Take out (Delete)</translation>
    </message>
    <message>
        <source>Luồng đề xuất theo cấu hình</source>
        <translation>Route proposed by configuration</translation>
    </message>
    <message>
        <source>Không có người xét: phiếu đi thẳng tới thư ký hoặc lãnh đạo.</source>
        <translation>No reviewer: the slip goes straight to secretary or leader.</translation>
    </message>
</context>
<context>
    <name>TextPart</name>
    <message>
        <source>Gạch đầu dòng</source>
        <translation>Bullets</translation>
    </message>
    <message>
        <source>Đánh số</source>
        <translation>Numbers</translation>
    </message>
</context>
<context>
    <name>slips</name>
    <message>
        <source>{name} hỏi: {text}</source>
        <translation>{name} asks: {text}</translation>
    </message>
    <message>
        <source>Hạn trả lời {time}.</source>
        <translation>Answer due {time}.</translation>
    </message>
    <message>
        <source>Bàn đọc</source>
        <translation>Reading desk</translation>
    </message>
    <message>
        <source>Bàn thư ký</source>
        <translation>Secretary's desk</translation>
    </message>
    <message>
        <source>Thư ký</source>
        <translation>Secretary</translation>
    </message>
    <message>
        <source>Soạn phiếu trình</source>
        <translation>Draft a slip</translation>
    </message>
    <message>
        <source>Soạn phiếu</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Soạn</source>
        <translation>Write</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Bỏ chọn</source>
        <translation>Clear the selection</translation>
    </message>
    <message>
        <source>Đã đánh dấu đã đọc {count} mục.</source>
        <translation>{count} items marked as read.</translation>
    </message>
    <message>
        <source>Đã đánh dấu chưa đọc {count} mục.</source>
        <translation>{count} items marked as unread.</translation>
    </message>
    <message>
        <source>Sẽ giữ tệp của {count} mục trên máy.</source>
        <translation>The files of {count} items will be kept on this device.</translation>
    </message>
    <message>
        <source>{count} đã chọn</source>
        <translation>{count} selected</translation>
    </message>
    <message>
        <source>Đánh dấu đã đọc</source>
        <translation>Mark as read</translation>
    </message>
    <message>
        <source>Đánh dấu chưa đọc</source>
        <translation>Mark as unread</translation>
    </message>
    <message>
        <source>Giữ tệp trên máy (đi công tác)</source>
        <translation>Keep files on this device (trip)</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>FilterShelf</name>
    <message>
        <source>Đã xóa bộ lọc «{name}».</source>
        <translation>The filter “{name}” was removed.</translation>
    </message>
    <message>
        <source>Cập nhật bộ lọc «{name}»</source>
        <translation>Update the filter “{name}”</translation>
    </message>
    <message>
        <source>Lưu thành bộ lọc mới</source>
        <translation>Save as a new filter</translation>
    </message>
    <message>
        <source>Bỏ thay đổi</source>
        <translation>Discard the changes</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Xóa bộ lọc</source>
        <translation>Remove this filter</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Lưu bộ lọc</source>
        <translation>Save this filter</translation>
    </message>
    <message>
        <source>Tên bộ lọc</source>
        <translation>Name of the filter</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>OperatorChips</name>
    <message>
        <source>Bỏ điều kiện {condition}</source>
        <translation>Drop the condition {condition}</translation>
    </message>
</context>
<context>
    <name>operators</name>
    <message>
        <source>Số</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Ký hiệu</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Nơi gửi</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Hạn</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Số đến hoặc số đi</source>
        <translation>Arrival or departure number</translation>
    </message>
    <message>
        <source>Một phần của số, ký hiệu</source>
        <translation>Part of the number and symbol</translation>
    </message>
    <message>
        <source>Cơ quan gửi hoặc nhận</source>
        <translation>Who sent or receives it</translation>
    </message>
    <message>
        <source>Tên người ký</source>
        <translation>Name of the signer</translation>
    </message>
    <message>
        <source>Một ngày, hoặc từ ngày đến ngày: 01/11-15/11</source>
        <translation>A day, or from day to day: 01/11-15/11</translation>
    </message>
    <message>
        <source>Đã quá hạn</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Đến hạn hôm nay</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>Đến hạn trong 7 ngày</source>
        <translation>Due within 7 days</translation>
    </message>
</context>
<context>
    <name>BellPanel</name>
    <message>
        <source>Thông báo</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Thông báo ({count})</source>
        <translation>Notifications ({count})</translation>
    </message>
    <message>
        <source>Hồ sơ cần xem</source>
        <translation>Records to look at</translation>
    </message>
    <message>
        <source>Cần chú ý</source>
        <translation>Needs attention</translation>
    </message>
    <message>
        <source>Không có gì mới cần xem. Việc gấp, bị trả lại, sắp đến hạn sẽ hiện ở đây.</source>
        <translation>Nothing new to look at. What is urgent, returned or nearly due appears here.</translation>
    </message>
    <message>
        <source>Máy chủ chưa nhận</source>
        <translation>Not accepted by the server</translation>
    </message>
    <message>
        <source>Khẩn, chưa đọc</source>
        <translation>Urgent, unread</translation>
    </message>
    <message>
        <source>Bị trả lại</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>Quá hạn</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Sắp đến hạn</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>Mới giao cho bạn</source>
        <translation>Newly given to you</translation>
    </message>
</context>
<context>
    <name>announcements</name>
    <message>
        <source>việc máy chủ chưa nhận</source>
        <translation>acts the server has not accepted</translation>
    </message>
    <message>
        <source>văn bản khẩn chưa đọc</source>
        <translation>urgent documents not read</translation>
    </message>
    <message>
        <source>phiếu bị trả lại</source>
        <translation>slips returned</translation>
    </message>
    <message>
        <source>việc mới giao</source>
        <translation>newly given</translation>
    </message>
    <message>
        <source>việc sắp đến hạn</source>
        <translation>nearly due</translation>
    </message>
</context>
<context>
    <name>Announcements</name>
    <message>
        <source>Có {what}.</source>
        <translation>There are {what}.</translation>
    </message>
</context>
<context>
    <name>NoticeCard</name>
    <message>
        <source>Thông báo</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Đóng cửa sổ thì chạy tiếp ở khay hệ thống</source>
        <translation>Closing the window keeps voffice in the system tray</translation>
    </message>
    <message>
        <source>Báo việc máy chủ chưa nhận</source>
        <translation>Tell of acts the server has not accepted</translation>
    </message>
    <message>
        <source>Báo văn bản khẩn mới đến</source>
        <translation>Tell of new urgent documents</translation>
    </message>
    <message>
        <source>Báo phiếu bị trả lại</source>
        <translation>Tell of returned slips</translation>
    </message>
    <message>
        <source>Báo việc mới giao</source>
        <translation>Tell of newly given work</translation>
    </message>
    <message>
        <source>Báo việc sắp đến hạn</source>
        <translation>Tell of what is nearly due</translation>
    </message>
    <message>
        <source>Hệ thống này không có khay: thông báo chỉ hiện trong cửa sổ.</source>
        <translation>This system has no tray: notifications show in the window alone.</translation>
    </message>
    <message>
        <source>Thông báo chỉ nêu số lượng, không nêu nội dung văn bản.</source>
        <translation>Notifications give numbers only, never the content of documents.</translation>
    </message>
    <message>
        <source>Mở voffice khi đăng nhập vào máy</source>
        <translation>Start voffice when signing in to the machine</translation>
    </message>
    <message>
        <source>Giờ yên lặng, từ</source>
        <translation>Quiet hours, from</translation>
    </message>
    <message>
        <source>Giờ yên lặng bắt đầu</source>
        <translation>Quiet hours begin</translation>
    </message>
    <message>
        <source>Giờ yên lặng kết thúc</source>
        <translation>Quiet hours end</translation>
    </message>
    <message>
        <source>đến</source>
        <translation>to</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Mở voffice</source>
        <translation>Open voffice</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Synchronise now</translation>
    </message>
    <message>
        <source>Thoát</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>voffice vẫn chạy ở khay hệ thống để nhận văn bản mới. Bấm biểu tượng để mở lại, hoặc chọn Thoát.</source>
        <translation>voffice goes on in the system tray to receive new documents. Click the icon to open it again, or choose Quit.</translation>
    </message>
    <message>
        <source>{count} hồ sơ cần xem</source>
        <translation>{count} records want an eye</translation>
    </message>
</context>
<context>
    <name>ScanSheet</name>
    <message>
        <source>Quét vào khay</source>
        <translation>Scan into the tray</translation>
    </message>
    <message>
        <source>Tìm lại máy quét</source>
        <translation>Look for scanners again</translation>
    </message>
    <message>
        <source>Máy quét</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Nguồn giấy</source>
        <translation>Paper source</translation>
    </message>
    <message>
        <source>Màu</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>Độ phân giải</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>Đang làm việc với máy quét</source>
        <translation>Working with the scanner</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Quét</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Máy này chưa có SANE. Nhờ quản trị cài gói sane-utils và trình điều khiển máy quét.</source>
        <translation>This machine has no SANE. Ask the administrator to install sane-utils and the scanner's driver.</translation>
    </message>
    <message>
        <source>Đang tìm máy quét</source>
        <translation>Looking for scanners</translation>
    </message>
    <message>
        <source>Không thấy máy quét nào. Kiểm tra nguồn điện và dây nối, rồi tìm lại.</source>
        <translation>No scanner found. Check power and cable, then look again.</translation>
    </message>
    <message>
        <source>Đang hỏi máy quét</source>
        <translation>Asking the scanner</translation>
    </message>
    <message>
        <source>Xám</source>
        <translation>Grey</translation>
    </message>
    <message>
        <source>Đen trắng</source>
        <translation>Black and white</translation>
    </message>
    <message>
        <source>Mặt kính</source>
        <translation>Glass</translation>
    </message>
    <message>
        <source>Khay nạp giấy, hai mặt</source>
        <translation>Feeder, both sides</translation>
    </message>
    <message>
        <source>Khay nạp giấy</source>
        <translation>Feeder</translation>
    </message>
    <message>
        <source>Đang quét</source>
        <translation>Scanning</translation>
    </message>
    <message>
        <source>Dừng, giữ các trang đã quét</source>
        <translation>Stop and keep what was scanned</translation>
    </message>
    <message>
        <source>Đã quét {count} trang</source>
        <translation>{count} pages scanned</translation>
    </message>
    <message>
        <source>Chưa quét được trang nào.</source>
        <translation>No page was scanned.</translation>
    </message>
    <message>
        <source>{count} trang đã vào khay.</source>
        <translation>{count} pages are in the tray.</translation>
    </message>
    <message>
        <source>{done} Đặt giấy tiếp rồi bấm Quét, hoặc đóng.</source>
        <translation>{done} Put in more paper and press Scan, or close.</translation>
    </message>
    <message>
        <source>Đang dừng máy quét</source>
        <translation>Stopping the scanner</translation>
    </message>
</context>
<context>
    <name>AnswerDialog</name>
    <message>
        <source>Gắn văn bản trả lời</source>
        <translation>Link the answer</translation>
    </message>
    <message>
        <source>Văn bản đi nào trả lời {symbol}?</source>
        <translation>Which outgoing document answers {symbol}?</translation>
    </message>
    <message>
        <source>Số, ký hiệu hoặc trích yếu</source>
        <translation>Number, symbol or subject</translation>
    </message>
    <message>
        <source>Tìm văn bản đi</source>
        <translation>Search outgoing documents</translation>
    </message>
    <message>
        <source>Văn bản đi</source>
        <translation>Outgoing documents</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Gắn</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Không có văn bản đi nào khớp.</source>
        <translation>No outgoing document matches.</translation>
    </message>
    <message>
        <source>Chưa có văn bản đi nào.</source>
        <translation>There is no outgoing document yet.</translation>
    </message>
    <message>
        <source>Chọn một văn bản đi.</source>
        <translation>Choose an outgoing document.</translation>
    </message>
</context>
<context>
    <name>DeskReader</name>
    <message>
        <source>Tệp của lần trình trước chỉ để đọc.</source>
        <translation>Files of an earlier submission can only be read.</translation>
    </message>
</context>
<context>
    <name>StandingBanner</name>
    <message>
        <source>Đang thay mặt {name} đến hết {time}.</source>
        <translation>Standing in for {name} to the end of {time}.</translation>
    </message>
    <message>
        <source>{name} đang thay mặt bạn đến hết {time}.</source>
        <translation>{name} stands in for you to the end of {time}.</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>View</translation>
    </message>
</context>
<context>
    <name>SubstitutesScreen</name>
    <message>
        <source>Ủy quyền, vắng mặt</source>
        <translation>Delegation and absence</translation>
    </message>
    <message>
        <source>Người được ủy quyền thấy bàn việc và xử lý thay trong thời hạn; mọi bước đều ghi rõ thay mặt ai. Ký số bằng khóa cá nhân không bao giờ ủy quyền được.</source>
        <translation>The substitute sees the desk and acts on it for the time given; every step says on whose behalf. Signing with a personal key can never be delegated.</translation>
    </message>
    <message>
        <source>Lập ủy quyền</source>
        <translation>New delegation</translation>
    </message>
    <message>
        <source>Người vắng mặt</source>
        <translation>Who is away</translation>
    </message>
    <message>
        <source>Người được ủy quyền</source>
        <translation>Substitute</translation>
    </message>
    <message>
        <source>Gõ tên để tìm</source>
        <translation>Type a name to search</translation>
    </message>
    <message>
        <source>Từ ngày</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Đến hết ngày</source>
        <translation>To the end of</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Công tác, nghỉ phép… (không bắt buộc)</source>
        <translation>On business, on leave… (optional)</translation>
    </message>
    <message>
        <source>đến hết</source>
        <translation>to the end of</translation>
    </message>
    <message>
        <source>Ủy quyền</source>
        <translation>Delegate</translation>
    </message>
    <message>
        <source>Chọn người được ủy quyền và thời hạn.</source>
        <translation>Choose a substitute and the days.</translation>
    </message>
    <message>
        <source>Chưa có ủy quyền nào.</source>
        <translation>No delegation yet.</translation>
    </message>
    <message>
        <source>{substitute} thay mặt {principal}</source>
        <translation>{substitute} on behalf of {principal}</translation>
    </message>
    <message>
        <source>Chưa đến hạn</source>
        <translation>Not begun</translation>
    </message>
    <message>
        <source>Đang hiệu lực</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>Đã hết hạn</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Đã thu hồi</source>
        <translation>Revoked</translation>
    </message>
    <message>
        <source>Thu hồi</source>
        <translation>Revoke</translation>
    </message>
    <message>
        <source>Thu hồi ủy quyền: {name}</source>
        <translation>Revoke the delegation: {name}</translation>
    </message>
    <message>
        <source>Đã lập ủy quyền.</source>
        <translation>The delegation is made.</translation>
    </message>
    <message>
        <source>Đã thu hồi ủy quyền.</source>
        <translation>The delegation is revoked.</translation>
    </message>
</context>
<context>
    <name>WorkingDaysScreen</name>
    <message>
        <source>Lịch làm việc</source>
        <translation>Working calendar</translation>
    </message>
    <message>
        <source>Năm</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Thêm</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Hạn xử lý, quá hạn và nhắc việc tính theo ngày làm việc của lịch này.</source>
        <translation>Deadlines, overdue marks and reminders count the working days of this calendar.</translation>
    </message>
    <message>
        <source>Quyết định</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Nghỉ thêm</source>
        <translation>Also off</translation>
    </message>
    <message>
        <source>Làm bù</source>
        <translation>Worked in exchange</translation>
    </message>
    <message>
        <source>Không nghỉ ngày lễ này</source>
        <translation>This holiday is worked</translation>
    </message>
    <message>
        <source>Ghi ngày trước.</source>
        <translation>Write the day first.</translation>
    </message>
    <message>
        <source>Nghỉ bù</source>
        <translation>Given for a holiday on a weekend</translation>
    </message>
    <message>
        <source>Bỏ quyết định</source>
        <translation>Drop the decision</translation>
    </message>
    <message>
        <source>Đã đổi lịch làm việc.</source>
        <translation>The working calendar is changed.</translation>
    </message>
</context>
<context>
    <name>holidays</name>
    <message>
        <source>Tết Dương lịch</source>
        <translation>New Year</translation>
    </message>
    <message>
        <source>Tết Nguyên đán</source>
        <translation>Tết (Lunar New Year)</translation>
    </message>
    <message>
        <source>Giỗ Tổ Hùng Vương</source>
        <translation>Hùng Kings' day</translation>
    </message>
    <message>
        <source>Ngày Chiến thắng</source>
        <translation>Victory day</translation>
    </message>
    <message>
        <source>Quốc tế Lao động</source>
        <translation>Labour day</translation>
    </message>
    <message>
        <source>Quốc khánh</source>
        <translation>National day</translation>
    </message>
</context>
<context>
    <name>weekdays</name>
    <message>
        <source>Thứ hai</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>Thứ ba</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>Thứ tư</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>Thứ năm</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>Thứ sáu</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>Thứ bảy</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Chủ nhật</source>
        <translation>Sunday</translation>
    </message>
</context>
<context>
    <name>ScansDialog</name>
    <message>
        <source>Thêm từ bản quét</source>
        <translation>Add from scans</translation>
    </message>
    <message>
        <source>Bản quét mới nhất</source>
        <translation>Newest scans</translation>
    </message>
    <message>
        <source>Thư mục khác…</source>
        <translation>Another folder…</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Thêm</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Chưa chọn thư mục của máy quét. Bấm Thư mục khác để chọn.</source>
        <translation>No scanner folder is chosen. Press Another folder to choose one.</translation>
    </message>
    <message>
        <source>Không đọc được thư mục {name}.</source>
        <translation>The folder {name} cannot be read.</translation>
    </message>
    <message>
        <source>Thư mục {name} chưa có bản quét nào.</source>
        <translation>The folder {name} holds no scans yet.</translation>
    </message>
    <message>
        <source>Đánh dấu ít nhất một bản quét.</source>
        <translation>Tick at least one scan.</translation>
    </message>
    <message>
        <source>Thư mục của máy quét</source>
        <translation>The scanner's folder</translation>
    </message>
</context>
<context>
    <name>SetupScreen</name>
    <message>
        <source>Cấu hình ký số, cấp số</source>
        <translation>Signing and numbering setup</translation>
    </message>
    <message>
        <source>Chính sách</source>
        <translation>Policy</translation>
    </message>
    <message>
        <source>Chữ ký số cá nhân của lãnh đạo</source>
        <translation>Leaders' personal signature</translation>
    </message>
    <message>
        <source>Cho phép chèn số lùi ngày có chữ cái (ví dụ 123a)</source>
        <translation>Allow back-dated numbers with a letter (such as 123a)</translation>
    </message>
    <message>
        <source>Lưu chính sách</source>
        <translation>Save policy</translation>
    </message>
    <message>
        <source>Chữ ký cơ quan của từng đơn vị</source>
        <translation>Agency signature of each unit</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Vị trí trên văn bản</source>
        <translation>Place on the document</translation>
    </message>
    <message>
        <source>Dời sang phải</source>
        <translation>Shift right</translation>
    </message>
    <message>
        <source>Dời xuống</source>
        <translation>Shift down</translation>
    </message>
    <message>
        <source>Đường kính con dấu</source>
        <translation>Diameter of the seal</translation>
    </message>
    <message>
        <source>Lưu vị trí</source>
        <translation>Save place</translation>
    </message>
    <message>
        <source>Áp dụng cho văn bản được duyệt từ nay về sau; văn bản đã duyệt giữ vị trí cũ.</source>
        <translation>Holds for documents approved from now on; approved ones keep their place.</translation>
    </message>
    <message>
        <source>Chọn ảnh con dấu (PNG)</source>
        <translation>Choose seal picture (PNG)</translation>
    </message>
    <message>
        <source>Ảnh chữ ký tay của lãnh đạo</source>
        <translation>Hand signatures of leaders</translation>
    </message>
    <message>
        <source>Lãnh đạo</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Chọn ảnh chữ ký (PNG)</source>
        <translation>Choose signature picture (PNG)</translation>
    </message>
    <message>
        <source>Ảnh được in màu xanh, con dấu màu đỏ. Ảnh chỉ gửi lên máy chủ, không ai tải lại được; bản đọc trên máy chỉ hiện ảnh thô có chữ BẢN XEM cắt qua.</source>
        <translation>Signatures are printed blue, seals red. Pictures only go to the server and nobody gets them back; reading copies show them coarse, cut by the words BẢN XEM.</translation>
    </message>
    <message>
        <source>Bỏ ảnh</source>
        <translation>Remove picture</translation>
    </message>
    <message>
        <source>Chọn ảnh PNG, nền trong suốt hoặc nền trắng</source>
        <translation>Choose a PNG, transparent or on white</translation>
    </message>
    <message>
        <source>Ảnh PNG (*.png)</source>
        <translation>PNG pictures (*.png)</translation>
    </message>
    <message>
        <source>Đã lưu.</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>Chưa có ảnh con dấu: chữ ký cơ quan hiện tên và giờ ký trong khung đỏ.</source>
        <translation>No seal picture: the agency's signature shows name and time in a red frame.</translation>
    </message>
    <message>
        <source>Đã có ảnh con dấu ({wide} × {high} điểm ảnh), in màu đỏ, đúng cỡ.</source>
        <translation>A seal picture is there ({wide} × {high} pixels), printed red in real size.</translation>
    </message>
    <message>
        <source>Chưa có ảnh chữ ký tay: chữ ký hiện tên và giờ ký.</source>
        <translation>No hand signature: the signature shows name and time.</translation>
    </message>
    <message>
        <source>Đã có ảnh chữ ký tay ({wide} × {high} điểm ảnh), in màu xanh.</source>
        <translation>A hand signature is there ({wide} × {high} pixels), printed blue.</translation>
    </message>
    <message>
        <source>Không có ảnh nào để bỏ.</source>
        <translation>There is no picture to remove.</translation>
    </message>
    <message>
        <source>Dời sang phải (mm)</source>
        <translation>Shift right (mm)</translation>
    </message>
    <message>
        <source>Dời xuống (mm)</source>
        <translation>Shift down (mm)</translation>
    </message>
    <message>
        <source>Đường kính con dấu (mm)</source>
        <translation>Diameter of the seal (mm)</translation>
    </message>
    <message>
        <source>Nhập số milimét: dời tối đa {most}, con dấu từ {low} đến {high}.</source>
        <translation>Type millimetres: a shift of at most {most}, a seal of {low} to {high}.</translation>
    </message>
    <message>
        <source>Theo chính sách chung</source>
        <translation>As the agency's policy says</translation>
    </message>
    <message>
        <source>Chữ ký số cá nhân của lãnh đạo đơn vị</source>
        <translation>Personal signature of the unit's leaders</translation>
    </message>
    <message>
        <source>Lưu cấu hình đơn vị</source>
        <translation>Save the unit's setup</translation>
    </message>
</context>
<context>
    <name>StampSheet</name>
    <message>
        <source>Vị trí dấu đến</source>
        <translation>Place of the arrival stamp</translation>
    </message>
    <message>
        <source>Trang văn bản</source>
        <translation>Page of the document</translation>
    </message>
    <message>
        <source>Kéo dấu hoặc dùng phím mũi tên (giữ Shift để đi xa). Tệp gốc không bị thay đổi.</source>
        <translation>Drag the stamp or use the arrow keys (Shift goes farther). The original file is not changed.</translation>
    </message>
    <message>
        <source>Trang trước</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Trang sau</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Lưu vị trí</source>
        <translation>Keep this place</translation>
    </message>
    <message>
        <source>Đang tải văn bản.</source>
        <translation>The document is being loaded.</translation>
    </message>
    <message>
        <source>Trang {page}/{pages}</source>
        <translation>Page {page}/{pages}</translation>
    </message>
    <message>
        <source>Đã lưu vị trí dấu đến.</source>
        <translation>The place of the arrival stamp is kept.</translation>
    </message>
</context>
<context>
    <name>TakingOut</name>
    <message>
        <source>Hãy trích dẫn bằng số hiệu.</source>
        <translation>Please cite its number instead.</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Trang {0} không in được.</source>
        <translation>Page {0} could not be printed.</translation>
    </message>
</context>
<context>
    <name>FullScreen</name>
    <message>
        <source>Thoát toàn màn hình</source>
        <translation>Leave full screen</translation>
    </message>
</context>
<context>
    <name>PrintSheet</name>
    <message>
        <source>Xem trước và in</source>
        <translation>Preview and print</translation>
    </message>
    <message>
        <source>Trang trước</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Trang sau</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>In văn bản</source>
        <translation>Print document</translation>
    </message>
    <message>
        <source>Tất cả {0} trang</source>
        <translation>All {0} pages</translation>
    </message>
    <message>
        <source>Trang đang xem ({0})</source>
        <translation>Present page ({0})</translation>
    </message>
    <message>
        <source>Chọn trang</source>
        <translation>Choose pages</translation>
    </message>
    <message>
        <source>Ví dụ: 1-3, 5</source>
        <translation>For example 1-3, 5</translation>
    </message>
    <message>
        <source>Trang</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Các trang</source>
        <translation>Page numbers</translation>
    </message>
    <message>
        <source>Số bản</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>In hai mặt</source>
        <translation>Print on both sides</translation>
    </message>
    <message>
        <source>Kèm bút phê</source>
        <translation>With pen notes</translation>
    </message>
    <message>
        <source>Kèm bút phê (tệp chưa có)</source>
        <translation>With pen notes (none yet)</translation>
    </message>
    <message>
        <source>Mỗi trang in mang dấu nhận diện {0}. Lần in này được ghi lại.</source>
        <translation>Every printed page carries the mark {0}. This printing is recorded.</translation>
    </message>
    <message>
        <source>Tiến độ in</source>
        <translation>Printing progress</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>In…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Ghi số trang từ 1 đến {0}, ví dụ 1-3, 5.</source>
        <translation>Write page numbers from 1 to {0}, for example 1-3, 5.</translation>
    </message>
    <message>
        <source>Chưa chọn trang nào.</source>
        <translation>No page is chosen yet.</translation>
    </message>
    <message>
        <source>Máy in không nhận lệnh in. Kiểm tra máy in rồi thử lại.</source>
        <translation>The printer does not take the job. Check it and try again.</translation>
    </message>
    <message>
        <source>Hủy in</source>
        <translation>Cancel printing</translation>
    </message>
    <message>
        <source>Máy này chưa cài máy in.</source>
        <translation>No printer is installed on this machine.</translation>
    </message>
    <message>
        <source>Trang {0} / {1}</source>
        <translation>Page {0} / {1}</translation>
    </message>
    <message>
        <source>Đã gửi {0} trang tới máy in.</source>
        <translation>{0} pages were sent to the printer.</translation>
    </message>
    <message>
        <source>Đã hủy in sau {0} trang.</source>
        <translation>Printing was cancelled after {0} pages.</translation>
    </message>
    <message>
        <source>Trang như khi in</source>
        <translation>Page as it will be printed</translation>
    </message>
    <message>
        <source>Bớt một bản</source>
        <translation>One copy less</translation>
    </message>
    <message>
        <source>Thêm một bản</source>
        <translation>One copy more</translation>
    </message>
    <message>
        <source>Không có trang nào để in.</source>
        <translation>There is no page to print.</translation>
    </message>
</context>
<context>
    <name>marks</name>
    <message>
        <source>{name} (thay mặt {other})</source>
        <translation>{name} (on behalf of {other})</translation>
    </message>
</context>
<context>
    <name>SlipSetupScreen</name>
    <message>
        <source>Mẫu phiếu trình</source>
        <translation>Slip form</translation>
    </message>
    <message>
        <source>Mẫu của một đơn vị dùng cho đơn vị đó và các đơn vị cấp dưới chưa có mẫu riêng. Phiếu đã trình giữ nguyên mẫu cũ.</source>
        <translation>A unit's form holds for that unit and for those below it that have none of their own. Submitted slips keep the old form.</translation>
    </message>
    <message>
        <source>Biểu mẫu in</source>
        <translation>Printed form</translation>
    </message>
    <message>
        <source>Các mục, theo thứ tự in</source>
        <translation>Sections, in printing order</translation>
    </message>
    <message>
        <source>Mục này phiếu nào cũng phải có.</source>
        <translation>Every slip must have this section.</translation>
    </message>
    <message>
        <source>Khung ý kiến theo cấp, theo thứ tự in</source>
        <translation>Boxes for opinions by level, in printing order</translation>
    </message>
    <message>
        <source>Lãnh đạo luôn cần chỗ ghi ý kiến.</source>
        <translation>The leader always needs room for an opinion.</translation>
    </message>
    <message>
        <source>Bản xem trước với nội dung mẫu</source>
        <translation>Preview with sample content</translation>
    </message>
    <message>
        <source>Lưu biểu mẫu</source>
        <translation>Save form</translation>
    </message>
    <message>
        <source>Bỏ mẫu riêng</source>
        <translation>Drop own form</translation>
    </message>
    <message>
        <source>Luồng xét đề xuất của đơn vị</source>
        <translation>Review route proposed by the unit</translation>
    </message>
    <message>
        <source>Người soạn phiếu của đơn vị này được đề xuất luồng sau và có thể đổi.</source>
        <translation>Drafters of this unit are proposed this route and may change it.</translation>
    </message>
    <message>
        <source>Theo thông lệ: trưởng phòng, rồi thủ trưởng đơn vị</source>
        <translation>As usual: heads of department, then the head of the unit</translation>
    </message>
    <message>
        <source>Lưu luồng xét</source>
        <translation>Save route</translation>
    </message>
    <message>
        <source>Tên phiếu</source>
        <translation>Slip title</translation>
    </message>
    <message>
        <source>Dòng dưới tên phiếu</source>
        <translation>Line below the title</translation>
    </message>
    <message>
        <source>Lời gửi</source>
        <translation>Addressed as</translation>
    </message>
    <message>
        <source>Dòng vấn đề trình</source>
        <translation>Line of the matter</translation>
    </message>
    <message>
        <source>Dòng đơn vị trình</source>
        <translation>Line of the unit</translation>
    </message>
    <message>
        <source>Dòng người trình</source>
        <translation>Line of the drafter</translation>
    </message>
    <message>
        <source>Dòng độ khẩn</source>
        <translation>Line of urgency</translation>
    </message>
    <message>
        <source>Dòng hạn xin ý kiến</source>
        <translation>Line of the due date</translation>
    </message>
    <message>
        <source>Khi mục để trống</source>
        <translation>Where a section is empty</translation>
    </message>
    <message>
        <source>Các trưởng phòng của đơn vị</source>
        <translation>Heads of department of the unit</translation>
    </message>
    <message>
        <source>Đơn vị đang dùng mẫu của cấp trên hoặc mẫu chung.</source>
        <translation>The unit uses the form of the unit above or the common one.</translation>
    </message>
    <message>
        <source>Đơn vị có mẫu riêng.</source>
        <translation>The unit has a form of its own.</translation>
    </message>
    <message>
        <source>Đơn vị chưa có mẫu riêng.</source>
        <translation>The unit has no form of its own.</translation>
    </message>
    <message>
        <source>Mã phiếu</source>
        <translation>Slip code</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Thủ trưởng đơn vị</source>
        <translation>Head of the unit</translation>
    </message>
    <message>
        <source>Đã lưu.</source>
        <translation>Saved.</translation>
    </message>
</context>
<context>
    <name>StartsCard</name>
    <message>
        <source>Văn bản mẫu để soạn phiếu</source>
        <translation>Texts to begin slips with</translation>
    </message>
    <message>
        <source>Chuyên viên chọn «Từ mẫu» khi soạn; mẫu của cấp trên dùng được ở mọi đơn vị cấp dưới.</source>
        <translation>Specialists choose “From a template” when they draft; texts of a unit above serve all units below it.</translation>
    </message>
    <message>
        <source>Mẫu</source>
        <translation>Template</translation>
    </message>
    <message>
        <source>Tên mẫu</source>
        <translation>Template name</translation>
    </message>
    <message>
        <source>Xóa mẫu</source>
        <translation>Delete template</translation>
    </message>
    <message>
        <source>Mẫu mới</source>
        <translation>New template</translation>
    </message>
    <message>
        <source>Đặt tên cho mẫu trước.</source>
        <translation>Name the template first.</translation>
    </message>
    <message>
        <source>Chọn một mẫu đã lưu.</source>
        <translation>Choose a saved template.</translation>
    </message>
    <message>
        <source>Lưu mẫu</source>
        <translation>Save template</translation>
    </message>
    <message>
        <source>Vấn đề trình</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>Tóm tắt nội dung</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>Căn cứ</source>
        <translation>Grounds</translation>
    </message>
    <message>
        <source>Ý kiến của các đơn vị liên quan</source>
        <translation>Opinions of the units concerned</translation>
    </message>
    <message>
        <source>Đề xuất, kiến nghị</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>Đã lưu.</source>
        <translation>Saved.</translation>
    </message>
</context>
<context>
    <name>_CaptionRow</name>
    <message>
        <source>In mục «{name}»</source>
        <translation>Print section “{name}”</translation>
    </message>
    <message>
        <source>Tên in của mục «{name}»</source>
        <translation>Printed caption of “{name}”</translation>
    </message>
    <message>
        <source>Đưa lên trước: {name}</source>
        <translation>Move up: {name}</translation>
    </message>
    <message>
        <source>Đưa xuống sau: {name}</source>
        <translation>Move down: {name}</translation>
    </message>
</context>
<context>
    <name>clock</name>
    <message>
        <source>{count} ngày</source>
        <translation>{count} days</translation>
    </message>
    <message>
        <source>{count} giờ</source>
        <translation>{count} hours</translation>
    </message>
    <message>
        <source>{count} phút</source>
        <translation>{count} minutes</translation>
    </message>
    <message>
        <source>Đồng hồ máy này nhanh {much} so với máy chủ; chỉnh lại ngày giờ của máy.</source>
        <translation>This machine's clock is {much} ahead of the server's; set its date and time.</translation>
    </message>
    <message>
        <source>Đồng hồ máy này chậm {much} so với máy chủ; chỉnh lại ngày giờ của máy.</source>
        <translation>This machine's clock is {much} behind the server's; set its date and time.</translation>
    </message>
</context>
</TS>
