package io.lunbo.lint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class LintTest {
    @ParameterizedTest
    @CsvSource({
        // text, rule, position in code points, what is there, repair
        "保護知识产权, TRADITIONAL, 1, 護, 护",
        "知識產權保护, TRADITIONAL, 1, 識產權, 识产权",
        "\uD83D\uDE00知識, TRADITIONAL, 2, 識, 识",
        "\uD840\uDC0B保護, TRADITIONAL, 2, 護, 护",
        "人民羣众, VARIANT, 2, 羣, 群",
        "勇攀高峯, VARIANT, 3, 峯, 峰",
        "'保护知识产权,我们在行动', MIXED_WIDTH, 6, ',', ，",
        "保护知识产权!, MIXED_WIDTH, 6, !, ！",
        "保护知识产权., MIXED_WIDTH, 6, ., 。",
        "知识产权(专利), MIXED_WIDTH, 4, (, （",
        "\uD83D\uDE00第２６届, MIXED_WIDTH, 2, ２６, 26",
        "ＬＥＤ大屏, MIXED_WIDTH, 0, ＬＥＤ, LED",
        "IP WEEK 2023, FOREIGN_ONLY, 0, IP WEEK 2023, ",
        "Неделя, FOREIGN_ONLY, 0, Неделя, ",
        "国家级品牌就在身边, SUPERLATIVE, 0, 国家级, ",
        "全市最佳服务, SUPERLATIVE, 2, 最佳, ",
        "本店最高级的享受, SUPERLATIVE, 2, 最高级, ",
        "销量第一的产品, SUPERLATIVE, 0, 销量第一, ",
        "品质最好, SUPERLATIVE, 2, 最好, ",
        "ＮＯ．１品牌, SUPERLATIVE, 0, ＮＯ．１, ",
        "海洛因, SENSITIVE, 0, 海洛因, ",
    })
    void hitNamesItsRulePlaceTextAndRepair(String text, Rule rule, int position, String there, String repair) {
        assertThat(Lint.of(text, List.of()))
                .filteredOn(hit -> hit.rule() == rule)
                .anySatisfy(hit -> {
                    assertThat(hit.position()).isEqualTo(position);
                    assertThat(hit.text()).isEqualTo(there);
                    assertThat(hit.repair()).isEqualTo(repair);
                    assertThat(hit.source()).isNotBlank();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // near misses of the superlatives
                "第一届职工运动会",
                "最高人民法院",
                "最高人民检察院工作报告",
                "最近天气转凉",
                "最后冲刺",
                "第一时间响应",
                "第一书记在行动",
                "科学技术是第一生产力",
                "创新是第一动力",
                "最大限度保护知识产权",
                "寻求最大公约数",
                "国家级非物质文化遗产夏布织造",
                "国家级经济技术开发区",
                "做最好的自己",
                "唱响奋进最强音",
                "最低生活保障",
                "最美家庭",
                "最多跑一次",
                "顶尖人才引进计划",
                // what campaigns are about
                "珍爱生命，远离毒品",
                "拒绝毒品，从我做起",
                "打击侵权假冒，维护公平竞争",
                "法治中国",
                "中国共产党万岁",
                "坚持和发展中国特色社会主义",
                "富强、民主、文明、和谐、自由、平等、公正、法治、爱国、敬业、诚信、友善",
                "人民广场",
                "政治协商会议",
                "人民解放军",
                "铸牢中华民族共同体意识",
                "防范电信网络诈骗",
                "扫黑除恶",
                // standard characters that are traditional elsewhere
                "乾坤朗朗",
                "著作权保护",
                "瞭望塔",
                "慰藉",
                "於先生",
                "镕基",
                // marks that are as they should be
                "上午9:00开始",
                "增长3.5%",
                "面积1,000平方米",
                "LED大屏",
                "4月26日，各镇街知识产权现场宣传活动",
                "“保护知识产权”主题活动（第二期）",
                "2023",
                "A",
                "IP周 Protect innovation",
                "\uD83D\uDE00",
                ""
            })
    void whatIsRightIsNoHit(String text) {
        assertThat(Lint.of(text, List.of())).isEmpty();
    }

    @Test
    void slogansOfTheFirstCampaignGiveNoFalseHit() throws Exception {
        String plan = Files.readString(Path.of("src/main/resources/demo/ip-week-2023.yaml"));
        List<String> texts = Pattern.compile(
                        "(?m)(?:^ {4}- |text: )([^{}\\[\\]\\n]*\\p{IsHan}[^{}\\[\\]\\n]*?)(?:,.*)?$")
                .matcher(plan.substring(plan.indexOf("slogans:")))
                .results()
                .map(result -> result.group(1).replace("}", ""))
                .toList();
        assertThat(texts).hasSizeGreaterThan(15);
        for (String text : texts) {
            assertThat(Lint.of(text, List.of())).as(text).isEmpty();
        }
    }

    @Test
    void wordsOfAListAreFoundInAnyCaseAndWidthTheLongestFirst() {
        List<ListedWord> listed = List.of(
                new ListedWord("旧馆", false, "已更名为新馆"),
                new ListedWord("旧馆大楼", true, "已拆除"),
                new ListedWord("Lunbo", false, "产品名"));

        List<Hit> hits = Lint.of("旧馆大楼与旧馆，ＬＵＮＢＯ", listed);

        assertThat(hits)
                .filteredOn(hit -> hit.rule() == Rule.LISTED)
                .extracting(Hit::text, Hit::position, Hit::forbidden, Hit::note)
                .containsExactly(
                        tuple("旧馆大楼", 0, true, "已拆除"),
                        tuple("旧馆", 5, false, "已更名为新馆"),
                        tuple("ＬＵＮＢＯ", 8, false, "产品名"));
        assertThat(hits.get(0).source()).contains("已拆除");
    }

    @Test
    void titlesMayBeForeignAndPlainlyMarked() {
        assertThat(Lint.ofTitle("IP week,final", List.of())).isEmpty();
        assertThat(Lint.ofTitle("知識产权宣传片", List.of())).hasSize(1);
        assertThat(Lint.ofTitle("全国第一宣传片", List.of())).hasSize(1);
    }

    @Test
    void hitsOfATextHaveCodesOfTheirOwn() {
        List<Hit> hits = Lint.of("最佳最佳,保護最佳.", List.of());
        assertThat(hits).extracting(Hit::code).doesNotHaveDuplicates().hasSameSizeAs(hits);
        assertThat(hits).isSortedAccordingTo(Comparator.comparingInt(Hit::position));
    }

    @Test
    void tenThousandCharactersTakeNoTime() {
        Lint.of("先读词表", List.of());
        String text = "加强知识产权法治保障,有力支持全面創新。毒品最佳".repeat(420);
        assertTimeout(
                Duration.ofMillis(500),
                () -> assertThat(Lint.of(text.substring(0, 10_000), List.of())).hasSizeGreaterThan(1000));
    }
}
