package io.lunbo.custody;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What people have signed, or will, and a still picture of each. Whoever has the original brings it again. */
@Singleton
class MediaFiles implements FileOwner {
    private final FileQuery query;

    MediaFiles(FileQuery query) {
        this.query = query;
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
}
