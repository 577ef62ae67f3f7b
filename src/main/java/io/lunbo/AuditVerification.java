package io.lunbo;

import io.lunbo.ledger.AuditHead;
import io.lunbo.ledger.AuditHeads;
import io.lunbo.ledger.ChainCheck;
import io.lunbo.ledger.ExportedChain;
import io.lunbo.ledger.StoredChain;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies the audit trail without starting Lunbo, or beside it: {@code --verify-audit [file] [--head sequence:hash]}.
 *
 * <p>Ends with 0 where the chain is whole, with 1 where it is broken, with 2 where that could not be found out.
 */
final class AuditVerification {
    private static final String ASKED = "--verify-audit";
    private static final String HEAD = "--head";
    private static final int WHOLE = 0;
    private static final int BROKEN = 1;
    private static final int UNKNOWN = 2;

    private AuditVerification() {}

    static boolean asked(String... args) {
        return List.of(args).contains(ASKED);
    }

    static int run(String... args) {
        try {
            List<AuditHead> heads = new ArrayList<>();
            Path file = null;
            for (int i = 0; i < args.length; i++) {
                if (args[i].equals(HEAD) && i + 1 < args.length) {
                    heads.add(AuditHead.parse(args[++i]));
                } else if (!args[i].equals(ASKED)) {
                    file = Path.of(args[i]);
                }
            }
            ChainCheck.Finding finding =
                    file == null ? ofDatabase(StartSettings.read(), heads) : new ExportedChain(file).verify(heads);
            System.out.println(sentence(finding));
            return finding.intact() ? WHOLE : BROKEN;
        } catch (IOException | SQLException | IllegalArgumentException | EmbeddedMariaDb.StartException e) {
            System.err.println("The audit trail cannot be verified: " + e.getMessage());
            return UNKNOWN;
        }
    }

    private static ChainCheck.Finding ofDatabase(StartSettings settings, List<AuditHead> more)
            throws IOException, SQLException {
        List<AuditHead> heads = new ArrayList<>(new AuditHeads(settings.auditHeads()).all());
        heads.addAll(more);
        try (Connection connection = connect(settings)) {
            return new StoredChain(connection).verify(heads);
        }
    }

    private static Connection connect(StartSettings settings) throws IOException, SQLException {
        if (settings.outsideDatabase()) {
            return DriverManager.getConnection(
                    settings.databaseUrl(), settings.databaseUser(), settings.databasePassword());
        }
        var database = started(settings.embedded());
        var service = database.accounts().service();
        return DriverManager.getConnection(database.jdbcUrl(), service.user(), service.password());
    }

    private static EmbeddedMariaDb.Running started(EmbeddedMariaDb.Options options) throws IOException {
        Optional<EmbeddedMariaDb.Running> running = EmbeddedMariaDb.foundRunning(options);
        return running.isPresent() ? running.get() : EmbeddedMariaDb.start(options);
    }

    private static String sentence(ChainCheck.Finding finding) {
        if (finding.intact()) {
            return "The audit trail is whole: entries " + finding.first() + " to " + finding.last() + ", head "
                    + new AuditHead(finding.last(), finding.hash());
        }
        String entry = "The audit trail is broken at entry " + finding.brokenAt() + ": ";
        return entry
                + switch (finding.broken()) {
                    case CHANGED -> "it was changed after it was written.";
                    case REMOVED -> "it was removed; later ones are there.";
                    case INSERTED -> "it was inserted; Lunbo never wrote it.";
                    case REORDERED -> "another entry stands in its place.";
                    case CUT_OFF -> "it and all that followed were cut off.";
                    case REWRITTEN -> "it, or one before it, was written anew with everything after it.";
                };
    }
}
