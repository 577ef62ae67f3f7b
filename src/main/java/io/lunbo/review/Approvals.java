package io.lunbo.review;

import io.lunbo.proof.ReviewerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What may be shown. Building and publishing ask here; nothing else lets content through. */
@ApplicationScoped
public class Approvals {
    private static final int MOST_REMEMBERED = 20_000;

    private final ReviewRepository reviews;
    private final ReviewerKeys keys;
    // A record that fits what it is about stays fitting: the sum of both is its name.
    private final Map<String, Boolean> proven = new ConcurrentHashMap<>();

    /**
     * What a player is shown of an approval.
     *
     * @param records the signed decisions of every stage, by the hash of the media
     * @param certificates the root's words for the keys that signed them
     */
    public record Proofs(Map<String, List<String>> records, List<String> certificates) {}

    Approvals(ReviewRepository reviews, ReviewerKeys keys) {
        this.reviews = reviews;
        this.keys = keys;
    }

    /** All leaves to show of a run that hold on that day. */
    public List<Approval> covering(UUID runId, LocalDate date) {
        return reviews.validOn(runId, date).stream()
                .filter(this::proven)
                .flatMap(review -> Approval.of(review).stream())
                .toList();
    }

    /** Whether these bytes may be shown in that run, on that kind of screen, on that day. */
    public boolean covers(String sha256, UUID runId, String screenKind, LocalDate date) {
        return covering(runId, date).stream()
                .anyMatch(approval -> approval.sha256().equals(sha256) && approval.covers(screenKind, date));
    }

    /** Lets nobody withdraw an approval until the transaction ends: what is published from it is published before. */
    public void holdStill() {
        reviews.getEntityManager()
                .createNativeQuery("select id from release_gate where id = 1 lock in share mode")
                .getSingleResult();
    }

    /** The proofs of the leaves to show these media on that kind of screen on any of those days. */
    public Proofs proofs(Collection<String> sha256s, String screenKind, LocalDate from, LocalDate until) {
        Map<String, List<String>> records = new TreeMap<>();
        reviews.approvedOf(sha256s, from, until).stream()
                .filter(review -> review.scope().screenKinds().contains(screenKind))
                .filter(review -> Approval.of(review).isPresent() && proven(review))
                .forEach(review -> records.merge(
                        review.mediaSha256(),
                        review.signatures().stream().map(ReviewSignature::proof).toList(),
                        Approvals::both));
        return new Proofs(
                records,
                keys.certificatesOf(
                        records.values().stream().flatMap(List::stream).toList()));
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** Whether each of its signatures is a signed record of a reviewer whom the root knows, about exactly this. */
    private boolean proven(Review review) {
        return review.signatures().stream().allMatch(this::proven);
    }

    private boolean proven(ReviewSignature signature) {
        if (signature.proof() == null) {
            return false;
        }
        Map<String, Object> decided = signature.decided();
        String name = signature.proof() + decided;
        if (proven.containsKey(name)) {
            return true;
        }
        boolean fits = keys.proves(signature.proof(), decided, signature.operatorId());
        if (fits) {
            if (proven.size() > MOST_REMEMBERED) {
                proven.clear();
            }
            proven.put(name, true);
        }
        return fits;
    }
}
