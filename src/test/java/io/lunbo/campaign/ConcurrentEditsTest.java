package io.lunbo.campaign;

import io.lunbo.access.Role;
import io.lunbo.amend.BookingUndo;
import io.lunbo.history.BookingState;
import io.lunbo.history.BookingStates;
import io.lunbo.history.BookingStates.Subject;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.AtOnce;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A thousand edits at once over few campaigns: each is in the history or was refused to its author, none is lost. */
@QuarkusTest
class ConcurrentEditsTest {
    private static final int EDITORS = 8;
    private static final int EDITS = 125;
    private static final int CAMPAIGNS = 4;

    @Inject
    CampaignBooking booking;

    @Inject
    CampaignRepository campaigns;

    @Inject
    BookingStates states;

    @Inject
    BookingUndo undo;

    private SignedIn scheduler;
    private Screen wall;

    @BeforeEach
    void signIn() {
        scheduler = SignedIn.as(Role.SCHEDULER);
        wall = AScreen.wall("08:00-22:00", scheduler.account());
    }

    @Test
    void aThousandEditsAtOnceAreKeptOrRefused() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < CAMPAIGNS; i++) {
            codes.add(booking.create(facts("e-" + UUID.randomUUID(), "0"), scheduler.account())
                    .code());
        }
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(EDITORS);
        List<CompletableFuture<String>> editors = new ArrayList<>();
        for (int editor = 0; editor < EDITORS; editor++) {
            int me = editor;
            editors.add(AtOnce.atOnce(start, () -> {
                for (int edit = 0; edit < EDITS; edit++) {
                    (edit(codes.get(edit % CAMPAIGNS), me + "/" + edit) ? accepted : refused).incrementAndGet();
                }
            }));
        }
        editors.forEach(editor -> assertThat(editor.join()).isEqualTo(AtOnce.DONE));
        assertThat(accepted.get() + refused.get()).isEqualTo(EDITORS * EDITS);
        int versions = 0;
        int remembered = 0;
        for (String code : codes) {
            Campaign campaign = known(code);
            versions += campaign.version();
            List<BookingState> history = history(campaign);
            remembered += history.size() - 1;
            assertThat(history).extracting(BookingState::version).doesNotHaveDuplicates();
            assertThat(history).anySatisfy(state -> {
                assertThat(state.version()).isEqualTo(campaign.version());
                assertThat(state.facts()).contains("\"" + campaign.name() + "\"");
            });
        }
        assertThat(accepted.get()).isPositive().isEqualTo(versions).isEqualTo(remembered);
    }

    @Test
    void theLastChangeIsTakenBackOnceAndOnlyTheLast() {
        String code = "u-" + UUID.randomUUID();
        booking.create(facts(code, "first"), scheduler.account());
        booking.change(code, facts(code, "second"), 0, scheduler.account());
        UUID last = undoable(code).get(0).id();
        booking.change(code, facts(code, "third"), 1, scheduler.account());
        assertThat(undoable(code)).hasSize(1).noneMatch(state -> state.id().equals(last));
        undo.undo(known(code), undoable(code).get(0).id(), scheduler.account());
        assertThat(known(code).name()).isEqualTo("second");
        assertThat(known(code).version()).isEqualTo(3);
    }

    private boolean edit(String code, String name) {
        int seen = known(code).version();
        String answer = refusalOf(() -> booking.change(code, facts(code, name), seen, scheduler.account()));
        assertThat(answer).isIn(AtOnce.DONE, "conflict");
        return answer.equals(AtOnce.DONE);
    }

    private static String refusalOf(Runnable deed) {
        return AtOnce.atOnce(new CyclicBarrier(1), deed).join();
    }

    private Campaign known(String code) {
        return QuarkusTransaction.requiringNew()
                .call(() -> campaigns.byCode(code).orElseThrow());
    }

    private List<BookingState> history(Campaign campaign) {
        return QuarkusTransaction.requiringNew().call(() -> states.of(new Subject(campaign.id(), null)));
    }

    private List<BookingState> undoable(String code) {
        return QuarkusTransaction.requiringNew().call(() -> undo.undoable(known(code)));
    }

    private CampaignFacts facts(String code, String name) {
        LocalDate from = LocalDate.parse("2023-04-20");
        return new CampaignFacts(code, name, null, null, from, from.plusDays(6), null, Set.of(wall.code()));
    }
}
