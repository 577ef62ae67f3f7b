package io.lunbo.upload;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.media.MediaConfig;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.work.WorkOrders;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Takes the bytes of a file, piece by piece and in order, straight to the disk. */
@ApplicationScoped
class UploadReceiving {
    private static final int BUFFER = 64 * 1024;

    private final UploadRepository uploads;
    private final PartFiles files;
    private final UploadConfig config;
    private final MediaConfig media;
    private final WorkOrders orders;
    private final Clock clock;

    UploadReceiving(
            UploadRepository uploads,
            PartFiles files,
            UploadConfig config,
            MediaConfig media,
            WorkOrders orders,
            Clock clock) {
        this.uploads = uploads;
        this.files = files;
        this.config = config;
        this.media = media;
        this.orders = orders;
        this.clock = clock;
    }

    /** Makes room for a file; refused before its first byte where there is none. */
    @Transactional
    Upload begin(long length, UploadMetadata said, Account actor) throws IOException {
        if (length < 1) {
            throw Problem.of(ProblemType.EMPTY_FILE);
        }
        if (length > media.maxUploadBytes()) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
        long used = uploads.bytesOf(actor.unitId());
        if (used + length > config.unitQuotaBytes()) {
            long left = Math.max(0, config.unitQuotaBytes() - used);
            throw Problem.of(ProblemType.UPLOAD_QUOTA_EXCEEDED, megabytes(length), megabytes(left))
                    .with("quotaBytes", config.unitQuotaBytes())
                    .with("usedBytes", used);
        }
        if (uploads.open(actor.id()) >= config.openAtOnce()) {
            throw Problem.of(ProblemType.UPLOADS_TOO_MANY, config.openAtOnce());
        }
        if (files.usableBytes() - media.reserveBytes() - uploads.promisedBytes() < length) {
            throw Problem.of(ProblemType.STORAGE_FULL);
        }
        Upload upload = new Upload(said, length, actor, now());
        uploads.persistAndFlush(upload);
        return upload;
    }

    private static long megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }

    /** One's own upload; those of others are not there. */
    @Transactional
    Upload own(UUID id, Account actor) {
        return uploads.findByIdOptional(id)
                .filter(upload -> upload.operatorId().equals(actor.id()))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    @Transactional
    List<Upload> newest(Account actor, int atMost) {
        return uploads.of(actor.id(), atMost);
    }

    /**
     * Appends a piece. What was flushed counts even where the piece breaks off; of a piece with a checksum only the whole.
     *
     * @return the offset afterwards
     */
    long append(UUID id, long offset, PieceChecksum checksum, InputStream body, Account actor) throws IOException {
        own(id, actor);
        try (FileChannel channel = files.openForOne(id)) {
            Upload upload = own(id, actor); // as it is now that nobody else can go on with it
            if (upload.state() != Upload.State.OPEN || upload.received() != offset) {
                throw Problem.of(ProblemType.UPLOAD_OFFSET_WRONG, upload.received(), offset)
                        .with("offset", upload.received());
            }
            if (channel.size() < offset) {
                throw new IOException("The bytes of upload " + id + " are gone: " + channel.size() + " < " + offset);
            }
            channel.truncate(offset); // what was never counted may be anything
            channel.position(offset);
            return new Piece(upload, channel, checksum).receive(body);
        }
    }

    private final class Piece {
        private final Upload upload;
        private final FileChannel channel;
        private final PieceChecksum checksum;
        private long counted;

        private Piece(Upload upload, FileChannel channel, PieceChecksum checksum) {
            this.upload = upload;
            this.channel = channel;
            this.checksum = checksum;
            this.counted = upload.received();
        }

        private long receive(InputStream body) throws IOException {
            byte[] buffer = new byte[BUFFER];
            for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
                if (channel.position() + read > upload.length()) {
                    throw Problem.of(ProblemType.UPLOAD_TOO_LONG, upload.length());
                }
                checksum.update(buffer, read);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (!checksum.given() && channel.position() - counted >= config.flushedEvery()) {
                    requireRoom();
                    count();
                }
            }
            if (!checksum.matches()) {
                channel.truncate(counted);
                throw Problem.of(ProblemType.UPLOAD_CHECKSUM_MISMATCH);
            }
            count();
            return counted;
        }

        /** When the line breaks, what is here need not be sent again. */
        private int read(InputStream body, byte[] buffer) throws IOException {
            try {
                return body.read(buffer);
            } catch (IOException e) {
                if (!checksum.given()) {
                    count();
                }
                throw Problem.of(ProblemType.UPLOAD_CUT); // nobody is left to read it
            }
        }

        private void requireRoom() throws IOException {
            if (files.usableBytes() < media.reserveBytes()) {
                throw Problem.of(ProblemType.STORAGE_FULL);
            }
        }

        private void count() throws IOException {
            long reached = channel.position();
            if (reached == counted) {
                return;
            }
            channel.force(true);
            QuarkusTransaction.requiringNew().run(() -> {
                Upload row = uploads.locked(upload.id()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
                row.reach(reached, now());
                if (row.state() == Upload.State.RECEIVED) {
                    orders.order(IngestWork.KIND, row.id());
                }
            });
            counted = reached;
        }
    }

    /** Forgets an upload and its bytes; what has become a media stays one. */
    void end(UUID id, Account actor) throws IOException {
        Upload upload = own(id, actor);
        if (upload.state() == Upload.State.TAKEN) {
            forget(id);
            return;
        }
        FileChannel onlyOne = files.openForOne(id);
        try {
            forget(id);
        } finally {
            onlyOne.close();
        }
    }

    /** Row first: bytes without a row are swept, a row without bytes would promise what is gone. */
    private void forget(UUID id) throws IOException {
        QuarkusTransaction.requiringNew().run(() -> {
            orders.cancel(IngestWork.KIND, id);
            uploads.deleteById(id);
        });
        files.delete(id);
    }

    /** Forgets what nobody has gone on with, and bytes that belong to nothing any more. */
    int sweep() throws IOException {
        Instant before = clock.instant().minus(config.keptFor());
        List<UUID> abandoned = QuarkusTransaction.requiringNew()
                .call(() -> uploads.abandoned(before).stream().map(Upload::id).toList());
        for (UUID id : abandoned) {
            forget(id);
        }
        List<UUID> there = files.all();
        var needed = QuarkusTransaction.requiringNew().call(() -> uploads.needed(there));
        int removed = abandoned.size();
        for (UUID id : there) {
            if (!needed.contains(id)) {
                files.delete(id);
                removed++;
            }
        }
        return removed;
    }

    /** When an upload is forgotten unless somebody goes on with it. */
    Instant expiry(Upload upload) {
        return upload.touchedAt().plus(config.keptFor());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
