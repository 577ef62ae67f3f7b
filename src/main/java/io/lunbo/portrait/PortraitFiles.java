package io.lunbo.portrait;

import io.lunbo.custody.FileOwner;
import io.lunbo.custody.FileQuery;
import io.lunbo.media.MediaRemoval.Removed;
import io.lunbo.work.WorkOrders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Film strips and pictures of sounds: nobody signs them, so they are made anew where one is lost. */
@Singleton
class PortraitFiles implements FileOwner {
    private final FileQuery query;
    private final PortraitRepository portraits;
    private final WorkOrders orders;

    PortraitFiles(FileQuery query, PortraitRepository portraits, WorkOrders orders) {
        this.query = query;
        this.portraits = portraits;
        this.orders = orders;
    }

    void gone(@Observes Removed event) {
        orders.cancel(PortraitWork.KIND, event.media());
        portraits.deleteById(event.media());
    }

    @Override
    public String name() {
        return "PORTRAIT";
    }

    @Override
    public Set<String> owned(Collection<String> sha256s) {
        return query.owned(
                "select filmstrip_sha256 from portraits where filmstrip_sha256 in (:hashes) "
                        + "union select sound_sha256 from portraits where sound_sha256 in (:hashes)",
                sha256s);
    }

    @Override
    public List<String> next(String after, int atMost) {
        return query.next(
                "(select filmstrip_sha256 as hash from portraits where filmstrip_sha256 > :after order by filmstrip_sha256 "
                        + "limit :most) union (select sound_sha256 from portraits where sound_sha256 > :after "
                        + "order by sound_sha256 limit :most) order by hash",
                after,
                atMost);
    }

    @Override
    public boolean remake(String sha256) {
        List<Portrait> concerned = portraits.list("filmstripSha256 = ?1 or soundSha256 = ?1", sha256);
        concerned.forEach(one -> {
            orders.cancel(PortraitWork.KIND, one.mediaId());
            orders.orderForLater(PortraitWork.KIND, one.mediaId());
        });
        return !concerned.isEmpty();
    }
}
