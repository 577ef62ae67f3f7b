package io.lunbo.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.ledger.AuditLine;
import io.lunbo.web.Texts;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One entry as people read it.
 *
 * @param entry the entry
 * @param actor who did it; null for the system itself
 * @param deedKey the message key of the deed's name; null where it has none
 * @param differences what is otherwise since
 * @param details what else is said of it
 */
record AuditSight(
        AuditEntry entry, String actor, String deedKey, List<Difference> differences, List<Difference> details) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter READABLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(AuditSearch.HOUSE);

    /**
     * One value that is otherwise since.
     *
     * @param key the message key of its name; null where it has none
     * @param name its name in the trail
     * @param before how it was; null where it was not
     * @param after how it is; null where it is not any more
     */
    record Difference(String key, String name, String before, String after) {}

    static AuditSight of(AuditEntry entry, Map<String, String> names, Texts texts) {
        AuditLine line = entry.line();
        String known = line.actorName() != null ? line.actorName() : names.get(String.valueOf(line.actorId()));
        String key = deedKey(entry.deed());
        return new AuditSight(
                entry,
                known != null ? known : line.actorId(),
                texts.has(key) ? key : null,
                differences(entry, texts),
                details(entry, texts));
    }

    static String deedKey(String deed) {
        return "audit_deed_" + deed.replaceAll("[^a-z]", "_");
    }

    /** The entry's values as text. */
    public AuditLine line() {
        return entry.line();
    }

    /** The time for a page without scripts. */
    public String readableTime() {
        return READABLE.format(entry.at());
    }

    /** The person's roles. */
    public List<String> roleKeys() {
        String roles = line().roles();
        return roles == null
                ? List.of()
                : Stream.of(roles.split(","))
                        .map(role -> "audit_role_" + role.toLowerCase(Locale.ROOT))
                        .toList();
    }

    /** The message key of where it came from; null for what was written before that was kept. */
    public String doorKey() {
        String origin = line().origin();
        return origin == null ? null : Origin.Door.valueOf(origin).key();
    }

    private static List<Difference> differences(AuditEntry entry, Texts texts) {
        Map<String, Object> before = read(entry.before());
        Map<String, Object> after = read(entry.after());
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Difference> found = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                found.add(difference(name, before.get(name), after.get(name), texts));
            }
        }
        return found;
    }

    private static List<Difference> details(AuditEntry entry, Texts texts) {
        return read(entry.details()).entrySet().stream()
                .map(one -> difference(one.getKey(), null, one.getValue(), texts))
                .toList();
    }

    private static Difference difference(String name, Object before, Object after, Texts texts) {
        String key = "audit_field_" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return new Difference(texts.has(key) ? key : null, name, shown(before), shown(after));
    }

    private static String shown(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(AuditSight::shown).collect(Collectors.joining("、"));
        }
        return value instanceof Map<?, ?> ? write(value) : String.valueOf(value);
    }

    private static Map<String, Object> read(String json) {
        try {
            return json == null ? Map.of() : JSON.readValue(json, new TypeReference<TreeMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            // An entry that somebody has damaged must be shown, of all entries.
            return Map.of("?", json);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }
}
