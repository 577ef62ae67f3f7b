package io.lunbo.lint;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Traditional and variant characters, each run of them as one hit. */
final class Letterforms {
    /** Common ones of the characters that were given up; each is followed by the one that took its place. */
    private static final String GIVEN_UP = "峯峰羣群氾泛菸烟閒闲羶膻讐仇牀床脣唇廻回迴回佈布週周痺痹姪侄兇凶厠厕啓启喫吃嚥咽裏里恆恒嶽岳慾欲搥捶敍叙"
            + "旂旗枱台柺拐桿杆棃梨棊棋槀槁櫈凳欵款毘毗氷冰汎泛湼涅溼湿滙汇澂澄煖暖燻熏燮燮牐闸犂犁琱雕甎砖疎疏皁皂皷鼓盃杯砲炮碪砧祕秘秊年秌秋穉稚"
            + "筯箸綵彩緐繁繖伞罸罚耡锄肎肯胷胸葢盖蘂蕊虵蛇蝱虻衇脉裌夹覩睹詠咏譁哗豔艳賸剩趂趁踪踪躭耽亸亸輭软醖酝隄堤靱韧頫俯餧喂駡骂鬦斗鵞鹅麤粗勦剿";

    private static final Map<Integer, String> VARIANT = variants();
    private static final Map<Integer, String> TRADITIONAL = traditional();

    private Letterforms() {}

    static List<Hit> of(Characters text) {
        List<Hit> hits = new ArrayList<>(runs(text, Rule.TRADITIONAL, TRADITIONAL));
        hits.addAll(runs(text, Rule.VARIANT, VARIANT));
        return hits;
    }

    private static List<Hit> runs(Characters text, Rule rule, Map<Integer, String> forms) {
        List<Hit> hits = new ArrayList<>();
        int until;
        for (int at = 0; at < text.length(); at = until + 1) {
            until = at;
            StringBuilder repair = new StringBuilder();
            while (until < text.length() && forms.containsKey(text.at(until))) {
                repair.append(forms.get(text.at(until)));
                until++;
            }
            if (until > at) {
                hits.add(Hit.of(rule, at, text.text(at, until), repair.toString()));
            }
        }
        return hits;
    }

    /** What the table writes otherwise; but not what GB 2312 has, whose characters are standard in some sense at least. */
    private static Map<Integer, String> traditional() {
        CharsetEncoder standard = Charset.forName("GB2312").newEncoder();
        Map<Integer, String> forms = new HashMap<>();
        for (String line : Lists.lines("/data/dictionary/TSCharacters.txt")) {
            String[] parts = line.split("\t");
            List<String> simple = parts.length < 2 ? List.of() : List.of(parts[1].split(" "));
            int form = parts[0].codePointAt(0);
            boolean otherwise = !simple.isEmpty() && !simple.contains(parts[0]) && !VARIANT.containsKey(form);
            if (otherwise && !standard.canEncode(parts[0])) {
                forms.put(form, simple.get(0));
            }
        }
        return forms;
    }

    private static Map<Integer, String> variants() {
        CharsetEncoder standard = Charset.forName("GB2312").newEncoder();
        int[] pairs = GIVEN_UP.codePoints().toArray();
        Map<Integer, String> forms = new HashMap<>();
        IntStream.iterate(0, i -> i + 1 < pairs.length, i -> i + 2)
                .filter(i -> !standard.canEncode(Character.toString(pairs[i])))
                .forEach(i -> forms.put(pairs[i], Character.toString(pairs[i + 1])));
        return forms;
    }
}
