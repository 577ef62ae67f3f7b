package io.lunbo.ruling;

import io.lunbo.rules.Finding;
import io.lunbo.screen.Screen;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds what was overruled. */
@ApplicationScoped
public class OverruleRepository implements PanacheRepositoryBase<Overrule, UUID> {
    /** All of a screen, the newest first, those taken back included. */
    public List<Overrule> of(Screen screen) {
        return list("screenId = ?1 order by madeAt desc, id desc", screen.id());
    }

    /** Whether a finding on a screen was let be: for every campaign that breaks the rule there. */
    public boolean lets(Screen screen, Finding finding) {
        List<Overrule> made = finding.campaigns().isEmpty() ? List.of() : of(screen);
        return !finding.campaigns().isEmpty()
                && finding.campaigns().stream()
                        .allMatch(campaign -> made.stream().anyMatch(one -> one.lets(finding.rule(), campaign)));
    }
}
