package io.lunbo.bench;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.library.LibraryQuery;
import io.lunbo.library.LibrarySearch;
import io.lunbo.library.LibrarySort;
import io.lunbo.library.Standing;
import io.lunbo.testsupport.Someone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long a search as one types takes among 50,000 media with as many reviews, tags and uploads. No test: it is run by its
 * name ({@code -Dtest=LibraryBenchmark}) and prints the times.
 */
@QuarkusTest
class LibraryBenchmark {
    private static final int MEDIA = Integer.getInteger("bench.media", 50_000);
    private static final int ROUNDS = 15;

    @Inject
    LibrarySearch search;

    @Inject
    EntityManager entities;

    @Test
    void searchAsOneTypes() {
        fill(Someone.with(Role.SUBMITTER));
        measure("everything, newest", query(null, null, LibrarySort.NEWEST));
        measure("a frequent word", query("知识产权", null, LibrarySort.NEWEST));
        measure("a rare word", query("第49998号", null, LibrarySort.NEWEST));
        measure("no such word", query("并不存在的词语", null, LibrarySort.NEWEST));
        measure("a tag's part", query("签17", null, LibrarySort.NEWEST));
        measure("a frequent word, by title", query("知识产权", null, LibrarySort.TITLE));
        measure("a frequent word, approved", query("知识产权", Standing.APPROVED, LibrarySort.ENDING));
    }

    private void fill(Account owner) {
        run("""
                insert into media (id, sha256, kind, title, mime_type, bytes, duration_ms, width_px, height_px, text,
                  created_at)
                select uuid(), sha2(concat('bench', seq), 256), elt(1 + seq % 3, 'VIDEO', 'IMAGE', 'SLOGAN'),
                  concat(elt(1 + seq % 5, '尊重知识产权', '拒绝侵权盗版', '保护创新成果', '知识产权宣传周', '共享美好生活'),
                    '第', seq, '号', elt(1 + seq % 7, '短片', '海报', '标语', '公益广告', '专题片', '动画', '访谈')),
                  'video/mp4', 1000000, 15000, 1920, 1080, if(seq % 3 = 2, concat('让知识产权转化为美好生活', seq), null),
                  now(3) from seq_1_to_""" + MEDIA);
        run("""
                insert into media_uploads (id, media_id, operator_id, unit_id, title, at)
                select uuid(), m.id, o.id, o.unit_id, m.title, now(3) from media m, operators o
                where o.username = '""" + owner.username() + "'");
        run("""
                insert into reviews (id, media_id, media_sha256, run_id, run_name, screen_kinds, valid_from, valid_until,
                  submitted_by, submitted_at, state, version, chain, verify_code)
                select uuid(), m.id, m.sha256, m.id, 'bench', 'LED_WALL', curdate(), curdate(), o.id, now(3),
                  elt(1 + crc32(m.id) % 4, 'OPEN', 'APPROVED', 'APPROVED', 'REJECTED'), 0, '', null
                from media m, operators o where o.username = '""" + owner.username() + "'");
        run("insert into media_tags (media_id, tag) select id, concat('标签', crc32(id) % 200) from media");
        run("""
                insert into catalog_entries (media_id, rights_until, version)
                select id, curdate() + interval crc32(id) % 400 day, 0 from media where crc32(id) % 2 = 0""");
    }

    private void run(String sql) {
        QuarkusTransaction.requiringNew()
                .timeout(600)
                .run(() -> entities.createNativeQuery(sql).executeUpdate());
    }

    private static LibraryQuery query(String q, Standing status, LibrarySort sort) {
        return new LibraryQuery(q, null, null, status, null, false, null, sort);
    }

    private void measure(String what, LibraryQuery query) {
        long[] page = new long[ROUNDS];
        long[] counts = new long[ROUNDS];
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            found = search.find(query, null, 24).ids().size();
            page[round] = System.nanoTime() - start;
            start = System.nanoTime();
            search.counts(query);
            counts[round] = System.nanoTime() - start;
        }
        System.out.printf(
                "%-28s %3d found, page %s ms, counts %s ms (median, worst)%n",
                what, found, figures(page), figures(counts));
    }

    private static List<Long> figures(long[] nanos) {
        Arrays.sort(nanos);
        return List.of(nanos[ROUNDS / 2] / 1_000_000, nanos[ROUNDS - 1] / 1_000_000);
    }
}
