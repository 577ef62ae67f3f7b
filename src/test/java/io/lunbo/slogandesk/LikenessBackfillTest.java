package io.lunbo.slogandesk;

import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.slogan.SloganText;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.Someone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Slogans from before the likeness get it, others stay as they are. */
@QuarkusTest
class LikenessBackfillTest {
    @Inject
    DataSource source;

    @Inject
    MediaRepository repository;

    @Test
    void oldSlogansGetTheirLikenessOnceAndNothingElseChanges() throws SQLException {
        Media old = AMedia.slogan(Someone.with(Role.SUBMITTER));
        Media film = AMedia.film(5, Someone.with(Role.SUBMITTER));
        assertThat(old.likeness()).isNull();

        migrate();
        migrate();

        assertThat(now(old).likeness())
                .isEqualTo(new SloganText(old.text()).likeness().orElseThrow());
        assertThat(now(old).text()).isEqualTo(old.text());
        assertThat(now(film).likeness()).isNull();
    }

    private Media now(Media one) {
        return QuarkusTransaction.requiringNew().call(() -> repository.findById(one.id()));
    }

    private void migrate() throws SQLException {
        try (Connection connection = source.getConnection()) {
            new LikenessBackfill().migrate(new Context() {
                @Override
                public Configuration getConfiguration() {
                    return null;
                }

                @Override
                public Connection getConnection() {
                    return connection;
                }
            });
        }
    }
}
