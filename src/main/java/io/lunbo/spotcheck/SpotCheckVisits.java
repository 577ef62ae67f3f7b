package io.lunbo.spotcheck;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.evidence.NewPhoto;
import io.lunbo.evidence.PhotoTaking;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.UUID;

/** Somebody stands before a drawn screen: the photo is evidence like any other, and the entry names it. */
@ApplicationScoped
public class SpotCheckVisits {
    private final SpotChecks checks;
    private final SpotCheckRepository repository;
    private final PhotoTaking taking;
    private final ScreenRepository screens;

    /**
     * What was typed.
     *
     * @param entries how many entries of the stop the person had seen
     * @param photo null where there is none
     * @param about what is said of the photo; its remark is that of the entry, its screen and finding follow from the stop
     */
    public record Said(String finding, int entries, byte[] photo, NewPhoto about) {}

    SpotCheckVisits(SpotChecks checks, SpotCheckRepository repository, PhotoTaking taking, ScreenRepository screens) {
        this.checks = checks;
        this.repository = repository;
        this.taking = taking;
        this.screens = screens;
    }

    /** Takes the photo and enters what was found; refusals as of both. */
    public Entry enter(UUID checkId, UUID stopId, Said said, Account actor) throws IOException {
        checks.admit(checkId, stopId);
        Finding finding =
                Finding.of(said.finding()).orElseThrow(() -> SpotChecks.wrong("finding", "spotcheck_wrong_finding"));
        String remark = SpotChecks.remark(finding, said.about().remark(), said.photo() != null);
        UUID photo = said.photo() == null
                ? null
                : taking.take(said.photo(), about(stopId, finding, said.about()), actor)
                        .id();
        return checks.enter(checkId, stopId, new SpotChecks.Found(finding, remark, photo, said.entries()), actor);
    }

    private NewPhoto about(UUID stopId, Finding finding, NewPhoto said) {
        String screen = QuarkusTransaction.requiringNew()
                .call(() -> repository
                        .stop(stopId)
                        .map(stop -> screens.findById(stop.screenId()).code())
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
        return new NewPhoto(
                screen,
                finding.seen().name(),
                said.remark(),
                said.latitude(),
                said.longitude(),
                said.accuracy(),
                said.blur(),
                said.clear());
    }
}
