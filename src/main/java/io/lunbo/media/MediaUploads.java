package io.lunbo.media;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.annotations.UuidGenerator;

/** Who brought which media, when and under what name. */
@ApplicationScoped
public class MediaUploads implements PanacheRepositoryBase<MediaUploads.Upload, UUID> {
    /** One bringing of a media; the same bytes may be brought by many. */
    @Entity(name = "MediaUpload")
    @Table(name = "media_uploads")
    public static class Upload {
        @Id
        @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
        private UUID id;

        @Column(name = "media_id")
        private UUID mediaId;

        @Column(name = "operator_id")
        private UUID operatorId;

        @Column(name = "unit_id")
        private UUID unitId;

        private String title;

        @Column(name = "file_name")
        private String fileName;

        private Instant at;

        /** For Hibernate. */
        protected Upload() {}

        Upload(UUID mediaId, Naming naming, Account actor, Instant at) {
            this.mediaId = mediaId;
            this.title = naming.title();
            this.fileName = naming.fileName();
            this.operatorId = actor.id();
            this.unitId = actor.unitId();
            this.at = at;
        }
    }

    /**
     * One bringing as people read it.
     *
     * @param fileName as the client said it; null for a slogan
     */
    record Brought(String operator, String unit, String title, String fileName, Instant at) {}

    /**
     * What a file is brought under: both are data and never part of a path or a statement.
     *
     * @param title composed (NFC), 1 to 200 characters that can be read
     * @param fileName as the client said it; null where it said none
     */
    public record Naming(String title, String fileName) {
        private static final int LONGEST_TITLE = 200;
        /** As long as a name can be on any file system. */
        private static final int LONGEST_FILE_NAME = 255;

        private static final int ZERO_WIDTH_JOINER = 0x200d;
        private static final Pattern ENDING = Pattern.compile("\\.[^.]{1,5}$");

        /** Checks what the client said; a title that is null or blank becomes the file's name without its ending. */
        public static Naming of(String title, String fileName) {
            if (fileName != null && !isFileName(fileName)) {
                throw Problem.of(ProblemType.INVALID_INPUT).field("fileName", new Phrase("media_file_name_invalid"));
            }
            boolean untitled = title == null || title.isBlank();
            String named = fileName == null ? "" : ENDING.matcher(fileName).replaceFirst("");
            String readable =
                    Normalizer.normalize(untitled ? named : title, Form.NFC).strip();
            int length = readable.codePointCount(0, readable.length());
            if (length < 1 || length > LONGEST_TITLE || !readable.codePoints().allMatch(Naming::isReadable)) {
                throw Problem.of(ProblemType.INVALID_INPUT)
                        .field("title", new Phrase("media_title_invalid", LONGEST_TITLE));
            }
            return new Naming(readable, fileName);
        }

        /** No honest client sends a path, a control character, or a name that no file system holds. */
        private static boolean isFileName(String name) {
            return name.length() <= LONGEST_FILE_NAME
                    && name.indexOf('/') < 0
                    && name.indexOf('\\') < 0
                    && name.codePoints()
                            .mapToObj(Character::getType)
                            .noneMatch(type -> type == Character.CONTROL || type == Character.SURROGATE);
        }

        /** No controls, line ends, halves of pairs, and no marks that turn the direction of what is read. */
        private static boolean isReadable(int character) {
            return switch (Character.getType(character)) {
                case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    false;
                case Character.FORMAT -> character == ZERO_WIDTH_JOINER;
                default -> true;
            };
        }
    }

    /** Everyone who ever brought these bytes: none of them may sign for them. */
    public Set<UUID> uploaders(UUID mediaId) {
        return Set.copyOf(getEntityManager()
                .createQuery("select distinct operatorId from MediaUpload where mediaId = :media", UUID.class)
                .setParameter("media", mediaId)
                .getResultList());
    }

    /** Whether somebody has brought these bytes before. */
    boolean broughtBy(UUID mediaId, UUID operatorId) {
        return count("mediaId = ?1 and operatorId = ?2", mediaId, operatorId) > 0;
    }

    /** Every unit for which somebody brought these bytes. */
    public Set<UUID> units(UUID mediaId) {
        return Set.copyOf(getEntityManager()
                .createQuery("select distinct unitId from MediaUpload where mediaId = :media", UUID.class)
                .setParameter("media", mediaId)
                .getResultList());
    }

    /** Every time that a media was brought, the first one first. */
    List<Brought> of(UUID mediaId) {
        return getEntityManager()
                .createQuery("""
                        select new io.lunbo.media.MediaUploads$Brought(o.name, n.name, u.title, u.fileName, u.at)
                        from MediaUpload u
                        join Operator o on o.id = u.operatorId
                        join Unit n on n.id = u.unitId
                        where u.mediaId = :media
                        order by u.at, u.id
                        """, Brought.class)
                .setParameter("media", mediaId)
                .getResultList();
    }
}
