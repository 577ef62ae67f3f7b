package io.lunbo.custody;

import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.work.WorkOrders;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What people have signed, or will, and a still picture of each. Only the picture can be made anew; an original is brought again. */
@Singleton
class MediaFiles implements FileOwner {
    private final FileQuery query;
    private final MediaRepository media;
    private final WorkOrders orders;

    MediaFiles(FileQuery query, MediaRepository media, WorkOrders orders) {
        this.query = query;
        this.media = media;
        this.orders = orders;
    }

    @Override
    public String name() {
        return "ORIGINAL";
    }

    @Override
    public Set<String> owned(Collection<String> sha256s) {
        return query.owned(
                "select sha256 from media where sha256 in (:hashes) and kind <> 'SLOGAN' "
                        + "union select poster_sha256 from media where poster_sha256 in (:hashes)",
                sha256s);
    }

    @Override
    public List<String> next(String after, int atMost) {
        return query.next(
                "(select sha256 as hash from media where sha256 > :after and kind <> 'SLOGAN' order by sha256 limit :most) "
                        + "union (select poster_sha256 from media where poster_sha256 > :after order by poster_sha256 "
                        + "limit :most) order by hash",
                after,
                atMost);
    }

    @Override
    public boolean remake(String sha256) {
        List<Media> concerned = media.list("posterSha256", sha256);
        concerned.forEach(one -> {
            orders.cancel(PosterWork.KIND, one.id());
            orders.order(PosterWork.KIND, one.id());
        });
        return !concerned.isEmpty();
    }
}
