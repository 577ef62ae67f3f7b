package io.lunbo.rendition;

import io.lunbo.custody.Damages.Healed;
import io.lunbo.custody.FileOwner;
import io.lunbo.custody.FileQuery;
import io.lunbo.media.MediaRemoval.Removed;
import io.lunbo.work.WorkOrders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The files that players get. The same original gives the same bytes, so a lost one is made anew. */
@Singleton
class RenditionFiles implements FileOwner {
    private final FileQuery query;
    private final RenditionRepository renditions;
    private final WorkOrders orders;

    RenditionFiles(FileQuery query, RenditionRepository renditions, WorkOrders orders) {
        this.query = query;
        this.renditions = renditions;
        this.orders = orders;
    }

    void healed(@Observes Healed event) {
        renditions
                .list("originalSha256 = ?1 and madeAt is null", event.sha256())
                .forEach(one -> orders.orderAgain(RenditionWork.KIND, one.id()));
    }

    void gone(@Observes Removed event) {
        renditions.of(event.media()).forEach(one -> {
            orders.cancel(RenditionWork.KIND, one.id());
            renditions.delete(one);
        });
        renditions.flush();
    }

    @Override
    public String name() {
        return "DELIVERY";
    }

    @Override
    public Set<String> owned(Collection<String> sha256s) {
        return query.owned("select distinct sha256 from renditions where sha256 in (:hashes)", sha256s);
    }

    @Override
    public List<String> next(String after, int atMost) {
        return query.next(
                "select distinct sha256 from renditions where sha256 > :after order by sha256 limit :most",
                after,
                atMost);
    }

    @Override
    public boolean remake(String sha256) {
        List<Rendition> concerned = renditions.made(List.of(sha256));
        concerned.forEach(one -> {
            orders.cancel(RenditionWork.KIND, one.id());
            orders.order(RenditionWork.KIND, one.id());
        });
        return !concerned.isEmpty();
    }
}
