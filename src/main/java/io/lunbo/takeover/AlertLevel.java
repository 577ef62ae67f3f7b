package io.lunbo.takeover;

import java.util.Locale;

/** How grave a warning is, the least first; each has its colour by law (突发事件应对法: 蓝、黄、橙、红). */
public enum AlertLevel {
    /** 四级. */
    BLUE,
    /** 三级. */
    YELLOW,
    /** 二级. */
    ORANGE,
    /** 一级. */
    RED;

    /** The key of its name. */
    public String key() {
        return "emergency_alert_" + name().toLowerCase(Locale.ROOT);
    }
}
