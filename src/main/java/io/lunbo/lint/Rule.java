package io.lunbo.lint;

import java.util.Locale;

/** What a hit goes against, and who says so. */
public enum Rule {
    /** Traditional characters. */
    TRADITIONAL("《国家通用语言文字法》第十三条、第十四条（例外见第十七条）"),
    /** Characters that were given up for others. */
    VARIANT("《国家通用语言文字法》第十三条、第十四条（例外见第十七条）"),
    /** Half-width marks in Chinese, full-width letters and digits. */
    MIXED_WIDTH("GB/T 15834《标点符号用法》"),
    /** Foreign writing without Chinese. */
    FOREIGN_ONLY("《国家通用语言文字法》第十三条、第十四条"),
    /** A word of the common list. */
    SENSITIVE("敏感词表 sensitive-word 0.25.0"),
    /** A word that a unit has listed. */
    LISTED("单位词表"),
    /** A superlative that advertising must not use. */
    SUPERLATIVE("《广告法》第九条第（三）项");

    private final String source;

    Rule(String source) {
        this.source = source;
    }

    /** The law, standard or list, as it is cited. */
    public String source() {
        return source;
    }

    /** The message key of its name. */
    public String key() {
        return "lint_rule_" + name().toLowerCase(Locale.ROOT);
    }
}
