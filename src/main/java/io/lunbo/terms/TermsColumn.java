package io.lunbo.terms;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Terms as a column keeps them: JSON without what nobody said; no text at all where nothing was said. */
public final class TermsColumn {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private TermsColumn() {}

    /** Of campaigns. */
    @Converter
    public static class OfCampaign implements AttributeConverter<CampaignTerms, String> {
        @Override
        public String convertToDatabaseColumn(CampaignTerms terms) {
            return terms == null || terms.equals(CampaignTerms.NONE) ? null : write(terms);
        }

        @Override
        public CampaignTerms convertToEntityAttribute(String json) {
            return json == null ? CampaignTerms.NONE : read(json, CampaignTerms.class);
        }
    }

    /** Of spots. */
    @Converter
    public static class OfSpot implements AttributeConverter<SpotTerms, String> {
        @Override
        public String convertToDatabaseColumn(SpotTerms terms) {
            return terms == null || terms.equals(SpotTerms.NONE) ? null : write(terms);
        }

        @Override
        public SpotTerms convertToEntityAttribute(String json) {
            return json == null ? SpotTerms.NONE : read(json, SpotTerms.class);
        }
    }

    /** Of screens that are meant, as {@link Target#toString} writes them. */
    @Converter
    public static class OfTarget implements AttributeConverter<Target, String> {
        @Override
        public String convertToDatabaseColumn(Target target) {
            return target == null ? null : target.toString();
        }

        @Override
        public Target convertToEntityAttribute(String written) {
            return written == null
                    ? null
                    : Target.parse(written)
                            .orElseThrow(() -> new IllegalStateException("a stored target cannot be read: " + written));
        }
    }

    /** The JSON of a record. */
    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("terms are plain values", e);
        }
    }

    /** The record of a JSON that {@link #write} made. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored terms cannot be read: " + json, e);
        }
    }
}
