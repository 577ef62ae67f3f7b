package io.lunbo.schedule;

import io.lunbo.access.CurrentOperator.Account;
import java.time.Instant;
import java.util.List;

/** Something that must be so before drafts become what screens play; who demands it stands above the sheets. */
public interface SheetGate {
    /**
     * Refuses with a problem that names all that is missing of the whole set. Asked in the publishing transaction, while the
     * drafts are locked; what it writes is gone where the publication fails.
     */
    void admit(List<Sheet> drafts, Account actor, Instant now);
}
