package io.lunbo.upload;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.film.MediaRefusal;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.work.WorkOrders;
import io.lunbo.work.WorkStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How far one's uploads are. */
@ApplicationScoped
public class UploadListing {
    private static final int NEWEST = 50;

    /**
     * An upload as clients read it.
     *
     * @param received bytes that need not be sent again
     * @param percent how much of what has come in whole was looked at; null before and afterwards
     * @param sha256 of what came in; null until it was taken
     * @param problem why it is no media, as a type of problem; null where it may be one
     * @param sentence the same for people
     */
    public record UploadDocument(
            UUID id,
            String title,
            String fileName,
            long length,
            long received,
            Upload.State state,
            Integer percent,
            UUID media,
            String sha256,
            String problem,
            String sentence,
            Instant createdAt,
            Instant expiresAt) {
        static UploadDocument of(Upload upload, WorkStatus work, Instant expiresAt, Language language) {
            boolean open = upload.state() == Upload.State.OPEN;
            Problem problem = upload.state() == Upload.State.REFUSED ? problem(work) : null;
            return new UploadDocument(
                    upload.id(),
                    upload.title(),
                    upload.fileName(),
                    upload.length(),
                    upload.received(),
                    upload.state(),
                    upload.state() == Upload.State.RECEIVED && work != null ? work.percent() : null,
                    upload.mediaId(),
                    upload.sha256(),
                    problem == null ? null : problem.type().slug(),
                    problem == null ? null : problem.sentence(language),
                    upload.createdAt(),
                    open ? expiresAt : null);
        }

        private static Problem problem(WorkStatus work) {
            String reason = work == null ? "" : work.reason();
            for (MediaRefusal.Reason known : MediaRefusal.Reason.values()) {
                if (known.name().equals(reason)) {
                    return new MediaRefusal(known, work.detail()).problem();
                }
            }
            return Problem.of(
                    IngestWork.OTHER_BYTES.equals(reason)
                            ? ProblemType.UPLOAD_CHECKSUM_MISMATCH
                            : ProblemType.UPLOAD_FAILED);
        }
    }

    private final UploadReceiving receiving;
    private final WorkOrders orders;

    UploadListing(UploadReceiving receiving, WorkOrders orders) {
        this.receiving = receiving;
        this.orders = orders;
    }

    @Transactional
    List<UploadDocument> newest(Account actor, Language language) {
        List<Upload> uploads = receiving.newest(actor, NEWEST);
        Map<UUID, WorkStatus> works = orders.statuses(
                IngestWork.KIND, uploads.stream().map(Upload::id).toList());
        return uploads.stream()
                .map(one -> UploadDocument.of(one, works.get(one.id()), receiving.expiry(one), language))
                .toList();
    }

    @Transactional
    UploadDocument one(UUID id, Account actor, Language language) {
        Upload upload = receiving.own(id, actor);
        WorkStatus work = orders.status(IngestWork.KIND, id).orElse(null);
        return UploadDocument.of(upload, work, receiving.expiry(upload), language);
    }
}
