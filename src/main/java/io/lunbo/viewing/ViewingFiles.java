package io.lunbo.viewing;

import io.lunbo.custody.FileOwner;
import io.lunbo.custody.FileQuery;
import io.lunbo.media.MediaRemoval.Removed;
import io.lunbo.work.WorkOrders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The copies that people watch: nobody signs them, so they are made anew where one is lost. */
@Singleton
class ViewingFiles implements FileOwner {
    private final FileQuery query;
    private final ViewingRepository viewings;
    private final WorkOrders orders;

    ViewingFiles(FileQuery query, ViewingRepository viewings, WorkOrders orders) {
        this.query = query;
        this.viewings = viewings;
        this.orders = orders;
    }

    void gone(@Observes Removed event) {
        orders.cancel(ViewingWork.KIND, event.media());
        viewings.deleteById(event.media());
    }

    @Override
    public String name() {
        return "VIEWING";
    }

    @Override
    public Set<String> owned(Collection<String> sha256s) {
        return query.owned("select sha256 from viewings where sha256 in (:hashes)", sha256s);
    }

    @Override
    public List<String> next(String after, int atMost) {
        return query.next(
                "select distinct sha256 from viewings where sha256 > :after order by sha256 limit :most",
                after,
                atMost);
    }

    @Override
    public boolean remake(String sha256) {
        List<Viewing> concerned = viewings.ofFile(sha256);
        concerned.forEach(one -> {
            orders.cancel(ViewingWork.KIND, one.mediaId());
            orders.order(ViewingWork.KIND, one.mediaId());
        });
        return !concerned.isEmpty();
    }
}
