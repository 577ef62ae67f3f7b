package io.lunbo.attest;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds issued reports. */
@ApplicationScoped
class ReportRepository implements PanacheRepositoryBase<IssuedReport, UUID> {
    /** The report of a code. */
    Optional<IssuedReport> byCode(String code) {
        return find("verifyCode", code).firstResultOptional();
    }

    /** The newest ones. */
    List<IssuedReport> newest(int atMost) {
        return find("order by issuedAt desc, id desc").page(0, atMost).list();
    }
}
