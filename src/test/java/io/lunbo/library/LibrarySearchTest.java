package io.lunbo.library;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.catalog.Cataloguing;
import io.lunbo.catalog.Rights;
import io.lunbo.catalog.Usability;
import io.lunbo.library.LibrarySearch.Found;
import io.lunbo.media.Media;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/** What people remember of a media finds it, whatever they type. */
@QuarkusTest
class LibrarySearchTest {
    @Inject
    LibrarySearch search;

    @Inject
    Cataloguing cataloguing;

    @Inject
    Usability usability;

    @Inject
    EntityManager entities;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Account submitter;
    private Account scheduler;

    @BeforeEach
    void register() {
        submitter = Someone.with(Role.SUBMITTER);
        scheduler = Someone.with(Role.SCHEDULER);
    }

    @Test
    void chineseIsFoundByAnyPartOfIt() {
        Media film = titled("尊重知识产权" + mark + "共享创新成果");

        assertThat(ids(q(mark + "共享创新"))).containsExactly(film.id());
        assertThat(ids(q("知识产权" + mark))).containsExactly(film.id());
        assertThat(ids(q("知识共享" + mark))).isEmpty();
    }

    @Test
    void signsOfPatternsAreNothingButSigns() {
        Media percent = titled("100%" + mark);
        Media underscore = titled("a_b" + mark);
        titled("axb" + mark);

        assertThat(ids(q("0%" + mark))).containsExactly(percent.id());
        assertThat(ids(q("%" + mark))).containsExactly(percent.id());
        assertThat(ids(q("a_b" + mark))).containsExactly(underscore.id());
        assertThat(ids(q("!" + mark))).isEmpty();
        assertThat(ids(q("\\" + mark))).isEmpty();
    }

    @Test
    void quotesAndEmojiAndEndlessTextsBreakNothing() {
        Media quoted = titled("it's \"" + mark + "\" -- ;");
        Media emoji = titled("🎬🏞️" + mark);

        assertThat(ids(q("it's \"" + mark))).containsExactly(quoted.id());
        assertThat(ids(q("🎬🏞️" + mark))).containsExactly(emoji.id());
        assertThat(ids(q("' or 1=1 -- " + mark))).isEmpty();
        assertThat(ids(q("字".repeat(300)))).isEmpty();
        assertThat(ids(q("%".repeat(300)))).isEmpty();
        assertThat(ids(q("\u0000"))).isEmpty();
        assertThat(ids(q("   "))).contains(emoji.id());
    }

    @Test
    void sloganIsFoundByItsTextTagByItsWordUnitByItsName() {
        Media slogan = AMedia.slogan(submitter);
        Media film = titled("标签" + mark);
        cataloguing.tag(film.id(), "宣传周" + mark, scheduler);

        assertThat(ids(q(slogan.text().substring(5)))).containsExactly(slogan.id());
        assertThat(ids(q("传周" + mark))).containsExactly(film.id());
        assertThat(ids(q(submitter.unitName()))).containsExactlyInAnyOrder(slogan.id(), film.id());
        LibraryQuery ofUnit =
                new LibraryQuery(null, null, AScreen.unitOf(submitter), null, null, false, null, LibrarySort.OLDEST);
        assertThat(ids(ofUnit)).containsExactlyInAnyOrder(slogan.id(), film.id());
    }

    @Test
    void tagIsExactAndKeepsItsCase() {
        Media one = titled("一" + mark);
        cataloguing.tag(one.id(), "IP" + mark, scheduler);

        assertThat(ids(tagged("IP" + mark))).containsExactly(one.id());
        assertThat(ids(tagged("ip" + mark))).isEmpty();
        assertThat(ids(tagged("I%" + mark))).isEmpty();
        assertThat(ids(q("ip" + mark))).containsExactly(one.id());
    }

    @Test
    void standingsAreCountedWhateverStandingIsAskedFor() {
        titled("甲" + mark);
        titled("乙" + mark);
        LibraryQuery open = new LibraryQuery(mark, null, null, Standing.OPEN, null, false, null, null);

        assertThat(search.counts(open)).containsOnly(java.util.Map.entry(Standing.NONE, 2L));
        assertThat(ids(open)).isEmpty();
    }

    @Test
    void pagesShowEachMediaOnceInEveryOrder() {
        for (int i = 0; i < 7; i++) {
            Media one = titled((i % 2 == 0 ? "同名" : "异名" + i) + mark);
            if (i % 3 == 0) {
                cataloguing.setRights(
                        one.id(), new Rights(null, null, usability.today().plusDays(i), null), 0, scheduler);
            }
        }
        for (LibrarySort sort : LibrarySort.values()) {
            List<UUID> seen = new ArrayList<>();
            String cursor = null;
            do {
                Found page = search.find(new LibraryQuery(mark, null, null, null, null, false, null, sort), cursor, 2);
                seen.addAll(page.ids());
                cursor = page.next();
            } while (cursor != null && seen.size() < 50);
            assertThat(seen).as(sort.name()).hasSize(7).doesNotHaveDuplicates();
        }
    }

    @Test
    void cursorThatNobodyGaveIsRefused() {
        for (String wrong : List.of("x", "!!!", "AAAA", "' or 1=1", "😀")) {
            assertRefused(ProblemType.INVALID_INPUT, () -> search.find(q(mark), wrong, 5));
        }
    }

    @Test
    void whatEndsSoonIsToldFromWhatIsOver() {
        LocalDate today = usability.today();
        Media soon = ending(today.plusDays(30));
        Media over = ending(today.minusDays(1));
        ending(today.plusDays(31));
        Media lastDay = ending(today);

        assertThat(ids(new LibraryQuery(mark, null, null, null, null, false, RightsEnd.SOON, LibrarySort.ENDING)))
                .containsExactly(lastDay.id(), soon.id());
        assertThat(ids(new LibraryQuery(mark, null, null, null, null, false, RightsEnd.OVER, null)))
                .containsExactly(over.id());
    }

    @Test
    void apiSaysTheSameAndRefusesWordsThatItDoesNotKnow() {
        Media film = titled("接口" + mark);
        SignedIn reader = SignedIn.as(Role.INSPECTOR);

        List<String> found = reader.api()
                .queryParam("q", "口" + mark)
                .get("/api/v1/library")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
        assertThat(found).containsExactly(film.id().toString());
        reader.api().get("/api/v1/library?cursor=x").then().statusCode(400);
        reader.api().get("/api/v1/library?limit=0").then().statusCode(400);
    }

    @Test
    void pageKeepsItsFiltersInItsAddressAndItsWordsInTheirPlace() {
        SignedIn reader = SignedIn.cookieAs(Role.INSPECTOR);
        titled("<script>alert(1)</script>" + mark);

        String page = reader.page()
                .queryParam("q", "\"><img src=x onerror=alert(1)>" + mark)
                .queryParam("kind", "")
                .queryParam("status", "")
                .get("/media")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page).contains("&lt;img src=x").doesNotContain("<img src=x");
        String found = reader.page()
                .queryParam("q", mark)
                .queryParam("view", "table")
                .get("/media")
                .asString();
        assertThat(found).contains("&lt;script&gt;").doesNotContain("<script>alert");
        assertThat(found).contains("/media?q=" + mark + "\"");
    }

    private Media ending(LocalDate day) {
        Media one = titled("到期" + mark);
        cataloguing.setRights(one.id(), new Rights("来源", null, day, null), 0, scheduler);
        return one;
    }

    private Media titled(String title) {
        Media one = AMedia.film(10, submitter);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update media set title = :title where id = :id")
                        .setParameter("title", title)
                        .setParameter("id", one.id())
                        .executeUpdate());
        return one;
    }

    private static LibraryQuery q(String words) {
        return new LibraryQuery(words, null, null, null, null, false, null, null);
    }

    private static LibraryQuery tagged(String tag) {
        return new LibraryQuery(null, tag, null, null, null, false, null, null);
    }

    private List<UUID> ids(LibraryQuery query) {
        return search.find(query, null, 200).ids();
    }
}
