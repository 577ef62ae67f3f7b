package io.lunbo.slogandesk;

import io.lunbo.access.Role;
import io.lunbo.media.MediaUploads;
import io.lunbo.testsupport.BrowserForm;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Workbooks;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The bulk page as a browser without scripts uses it. */
@QuarkusTest
class BulkSloganPagesTest {
    private static final String DOOR = "/media/slogans/bulk";

    @Inject
    MediaUploads uploads;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private SignedIn submitter;

    @BeforeEach
    void signIn() {
        submitter = SignedIn.cookieAs(Role.SUBMITTER);
    }

    @Test
    void checkingSavesNothingAndTicksTheGoodOnes() throws Exception {
        String page = check("尊重知识" + mark + "\n\n守正•创新" + mark + "\n保護" + mark + "\n" + "字".repeat(201));

        assertThat(page)
                .contains("value=\"1\" id=\"l-1\" checked", "value=\"2\" id=\"l-2\" checked", "守正·创新" + mark)
                .contains("value=\"3\" id=\"l-3\" aria", "3:UNDISPLAYABLE", "護", "标语有 201 个字")
                .doesNotContain("id=\"l-4\"");
        assertThat(brought()).isZero();
    }

    @Test
    void goodOnesAreSavedInOneActAndTheOthersStayWithTheirReasons() throws Exception {
        String lines = "尊重知识" + mark + "\n守正•创新" + mark + "\n保護" + mark + "\n" + "字".repeat(201);

        String page = save(form(lines)
                .text("pick", "1")
                .text("pick", "2")
                .text("seen", "1:")
                .text("seen", "2:CHANGED")
                .text("seen", "3:UNDISPLAYABLE"));

        assertThat(page).contains("已保存 2 条标语", "尊重知识" + mark, "守正·创新" + mark, "没有保存的 2 行", "字".repeat(201), "護");
        assertThat(brought()).isEqualTo(2);
    }

    @Test
    void doubtThatNobodySawIsNotSaved() throws Exception {
        String lines = "保護" + mark;

        assertThat(save(form(lines).text("pick", "1").text("seen", "1:OVER"))).contains("没有保存", lines);
        assertThat(brought()).isZero();
        assertThat(save(form(lines).text("pick", "1").text("seen", "1:UNDISPLAYABLE")))
                .contains("已保存 1 条标语");
    }

    @Test
    void repairedLineIsSavedRepaired() throws Exception {
        String page = save(form("面积100㎡" + mark).text("repair", "1").text("seen", "1:UNDISPLAYABLE"));

        assertThat(page).contains("已保存 1 条标语", "面积100平方米" + mark);
    }

    @Test
    void whatReviewersWillStumbleOverIsSaidBeforeItIsSaved() throws Exception {
        assertThat(check("最佳服务")).contains("class=\"hit\"", "<bdi>最佳</bdi>");
        assertThat(check("尊重知识")).doesNotContain("class=\"hit\"");
    }

    @Test
    void formSentTwiceSavesOnceAndSaysTheSame() throws Exception {
        String lines = "甲" + mark + "\n乙" + mark;
        for (int round = 0; round < 2; round++) {
            assertThat(save(form(lines)
                            .text("pick", "1")
                            .text("pick", "2")
                            .text("seen", "1:")
                            .text("seen", "2:")))
                    .contains("已保存 2 条标语");
        }
        assertThat(brought()).isEqualTo(2);
    }

    @Test
    void filesAreReadBesideWhatWasPasted() throws Exception {
        byte[] csv = ("标语,备注\n甲" + mark + ",a\n").getBytes(Charset.forName("GB18030"));
        String page =
                answer(200, "/check", new BrowserForm().text("text", "乙" + mark).file("标语.csv", csv));
        assertThat(page).contains("乙" + mark, "甲" + mark, "读取了“标语”列", "其余列没有读取");

        byte[] workbook = Workbooks.of("丙" + mark);
        page = answer(200, "/check", new BrowserForm().text("text", "").file("标语.xlsx", workbook));
        assertThat(page).contains("丙" + mark, "读取了“A”列");
    }

    @Test
    void badFilesKeepWhatWasPasted() throws Exception {
        for (byte[] bad : new byte[][] {Workbooks.bomb(64), {0, 1, 2}, Workbooks.withEntities()}) {
            BrowserForm form = new BrowserForm().text("text", "乙" + mark).file("坏.xlsx", bad);
            assertThat(answer(422, "/check", form)).contains("乙" + mark, "不是可读取的 CSV");
        }
        answer(413, "/check", new BrowserForm().text("text", "乙").file("大.csv", new byte[3 << 20]));
    }

    @Test
    void listThatDoesNotSayHowLargeItIsIsNotRead() throws Exception {
        BrowserForm form = new BrowserForm().text("text", "乙" + mark);

        assertThat(form.sendInChunks(DOOR + "/check", submitter).statusCode()).isEqualTo(413);
    }

    @Test
    void markupInALineIsRefusedAndShownAsItStands() throws Exception {
        assertThat(check("<img src=x onerror=alert(1)>" + mark))
                .contains("&lt;img src=x", "网页代码")
                .doesNotContain("<img src=x");
    }

    @Test
    void pickedLinesThatDoNotExistAreNoHarm() throws Exception {
        assertThat(save(form("甲" + mark)
                        .text("pick", "7")
                        .text("pick", "x")
                        .text("seen", "no")
                        .text("seen", "99999999999:ALIKE")))
                .contains("甲" + mark, "没有保存");
        assertThat(brought()).isZero();
    }

    private long brought() {
        return uploads.count("operatorId", submitter.account().id());
    }

    private String check(String lines) throws Exception {
        return answer(200, "/check", new BrowserForm().text("text", lines));
    }

    private String save(BrowserForm form) throws Exception {
        return answer(200, "", form);
    }

    private String answer(int status, String path, BrowserForm form) throws Exception {
        HttpResponse<String> answer = form.send(DOOR + path, submitter);
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.body();
    }

    private static BrowserForm form(String lines) {
        return new BrowserForm().text("lines", lines);
    }
}
