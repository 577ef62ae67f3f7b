package io.lunbo.chain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.media.MediaKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stages of a chain, in their order; stages are counted from 1.
 *
 * @param stages one to four of them, and one more in a marked period
 */
public record StagePlan(List<ChainStage> stages) {
    /** How many stages a unit may ask for. */
    public static final int MOST = 4;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Never empty: without a stage everything would be approved. */
    public StagePlan {
        stages = List.copyOf(stages);
        if (stages.isEmpty() || stages.size() > MOST + 1) {
            throw new IllegalArgumentException("A chain of " + stages.size() + " stages");
        }
    }

    /** 初审, 复审, 终审, with every question that can apply to the kind. */
    public static StagePlan usual(MediaKind kind) {
        List<CheckItem> checks = (kind == MediaKind.SLOGAN
                        ? Stream.of(CheckItem.TEXT, CheckItem.RIGHTS)
                        : CheckItem.KNOWN.stream())
                .map(CheckItem::known)
                .toList();
        return new StagePlan(Stream.of("初审", "复审", "终审")
                .map(name -> new ChainStage(name, null, List.of(), null, checks, false))
                .toList());
    }

    /** What was signed before there were chains: three stages without questions. */
    public static StagePlan before() {
        return new StagePlan(Stream.of("初审", "复审", "终审")
                .map(name -> new ChainStage(name, null, List.of(), null, List.of(), false))
                .toList());
    }

    /** The same with one more stage at the end; its questions are those of the last one. */
    StagePlan escalated(EscalationPeriod period) {
        List<ChainStage> more = new ArrayList<>(stages);
        ChainStage last = stages.get(stages.size() - 1);
        more.add(new ChainStage(period.stageName(), period.unitId(), List.of(), last.hours(), last.checks(), true));
        return new StagePlan(more);
    }

    /** How many stages there are. */
    @JsonIgnore
    public int size() {
        return stages.size();
    }

    /** A stage, counted from 1. */
    public ChainStage stage(int position) {
        return stages.get(position - 1);
    }

    /** As it is stored with a review. */
    public String json() {
        try {
            return JSON.writeValueAsString(stages);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan is plain values", e);
        }
    }

    /** What was stored. */
    public static StagePlan read(String json) {
        try {
            return new StagePlan(JSON.readValue(json, new TypeReference<List<ChainStage>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored chain cannot be read", e);
        }
    }

    /** What a signature binds itself to: a chain that was shortened afterwards is another chain. */
    public static String sha256(String json) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
