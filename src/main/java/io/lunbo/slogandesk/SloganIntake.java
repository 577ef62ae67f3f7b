package io.lunbo.slogandesk;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.film.MediaRefusal;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.media.MediaIntake.Taken;
import io.lunbo.media.MediaRepository;
import io.lunbo.slogan.SloganText;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes slogans from people: not by accident one that the unit has already in other punctuation, and many in one act. */
@ApplicationScoped
public class SloganIntake {
    private static final Logger LOG = Logger.getLogger(SloganIntake.class);
    private static final int MOST_ATTEMPTS = 5;

    private final MediaIntake intake;
    private final MediaRepository repository;
    private final EntityManager entities;

    SloganIntake(MediaIntake intake, MediaRepository repository, EntityManager entities) {
        this.intake = intake;
        this.repository = repository;
        this.entities = entities;
    }

    /** A slogan that another one is very like. */
    public record Alike(UUID id, String text, String href) {
        /** As others name it. */
        public static Alike of(Media media) {
            return new Alike(media.id(), media.text(), "/media/" + media.id());
        }
    }

    /** Takes one; refused where the actor's unit has one very like it, unless the person said that this is known. */
    public Media one(String text, boolean evenIfAlike, Account actor) {
        return take(text, evenIfAlike, actor).media();
    }

    Taken take(String text, boolean evenIfAlike, Account actor) {
        SloganText slogan = read(text);
        List<Alike> alike = evenIfAlike ? List.of() : alike(slogan, actor.unitId());
        if (!alike.isEmpty()) {
            throw Problem.of(
                            ProblemType.SLOGAN_ALIKE,
                            String.join(" / ", alike.stream().map(Alike::text).toList()))
                    .with("alike", alike);
        }
        return intake.takeSlogan(text, actor);
    }

    /** Slogans of a unit that differ from this one only in punctuation, spaces or width; none where it has this very one. */
    public List<Alike> alike(SloganText slogan, UUID unit) {
        List<Media> found = repository.alike(slogan.likeness().stream().toList(), unit);
        boolean known = found.stream().anyMatch(one -> one.text().equals(slogan.value()));
        return known ? List.of() : found.stream().map(Alike::of).toList();
    }

    /**
     * Takes many, all or none. What the actor has brought before is not brought again, so the same list sent twice, or
     * twice at once, is taken once.
     */
    public List<Media> all(List<String> texts, Account actor) {
        Set<SloganText> slogans =
                new LinkedHashSet<>(texts.stream().map(SloganIntake::read).toList());
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> write(slogans, actor));
            } catch (PersistenceException e) {
                // Somebody brings the same ones at this very moment: one of the two lists waits for the other.
                LOG.debug("a list of slogans is brought once more", e);
            }
        }
        return QuarkusTransaction.requiringNew().call(() -> write(slogans, actor));
    }

    private List<Media> write(Set<SloganText> slogans, Account actor) {
        // one list of a person after the other
        entities.createNativeQuery("select 1 from operators where id = :id for update")
                .setParameter("id", actor.id())
                .getResultList();
        return slogans.stream().map(slogan -> intake.writeOnce(slogan, actor)).toList();
    }

    private static SloganText read(String text) {
        try {
            return SloganText.of(text);
        } catch (MediaRefusal e) {
            throw e.problem();
        }
    }
}
