package io.lunbo.evidence;

import io.lunbo.custody.FileOwner;
import io.lunbo.custody.FileQuery;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Photos and their small copies. None of them can be made again. */
@Singleton
class PhotoFiles implements FileOwner {
    private final FileQuery query;

    PhotoFiles(FileQuery query) {
        this.query = query;
    }

    @Override
    public String name() {
        return "PHOTO";
    }

    @Override
    public Set<String> owned(Collection<String> sha256s) {
        return query.owned(
                "select sha256 from photos where sha256 in (:hashes) "
                        + "union select thumb_sha256 from photos where thumb_sha256 in (:hashes)",
                sha256s);
    }

    @Override
    public List<String> next(String after, int atMost) {
        return query.next(
                "(select sha256 as hash from photos where sha256 > :after order by sha256 limit :most) union "
                        + "(select thumb_sha256 from photos where thumb_sha256 > :after order by thumb_sha256 "
                        + "limit :most) order by hash",
                after,
                atMost);
    }
}
