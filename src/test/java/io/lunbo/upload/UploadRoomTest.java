package io.lunbo.upload;

import io.lunbo.access.Role;
import io.lunbo.media.MediaConfig;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.ProblemType;
import io.lunbo.work.WorkOrders;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/** Room for files: none is begun that will not fit, and places beyond 32 bits are counted right. */
@QuarkusTest
class UploadRoomTest {
    @TestHTTPResource("/")
    URI door;

    @Inject
    UploadRepository uploads;

    @Inject
    PartFiles files;

    @Inject
    UploadConfig config;

    @Inject
    MediaConfig media;

    @Inject
    WorkOrders orders;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @Test
    void diskWithoutRoomBeyondItsReserveTakesNotOneByte() throws IOException {
        long usable = files.usableBytes();
        UploadReceiving full = receiving(usable + (1L << 40));
        UploadReceiving empty = receiving(0);
        UploadMetadata said = UploadMetadata.read(TusClient.metadata("filename", "片.mp4"));
        var person = Someone.with(Role.SUBMITTER);

        assertRefused(
                ProblemType.STORAGE_FULL,
                () -> QuarkusTransaction.requiringNew().call(() -> full.begin(1, said, person)));
        assertThat(QuarkusTransaction.requiringNew().call(() -> uploads.of(person.id(), 10)))
                .isEmpty();
        UUID begun = QuarkusTransaction.requiringNew()
                .call(() -> empty.begin(1, said, person).id());
        assertThat(files.of(begun)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(longs = {(1L << 31) - 3, 1L << 31, (1L << 32) + 5, 19_999_999_000L})
    void placesBeyondThirtyTwoBitsAreCountedRight(long place) throws IOException {
        TusClient client = new TusClient(SignedIn.as(Role.SUBMITTER), door);
        UUID id = client.created(1000, "二十吉.mp4");
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update uploads set length = :length, received = :received where id = :id")
                        .setParameter("length", 20_000_000_000L)
                        .setParameter("received", place)
                        .setParameter("id", id)
                        .executeUpdate());
        try (FileChannel sparse = FileChannel.open(files.of(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            sparse.write(java.nio.ByteBuffer.allocate(1), place - 1);
        }
        assertThat(client.offset(id)).isEqualTo(place);
        assertThat(client.append(id, place - (1L << 31), new byte[] {1}).statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(client.append(id, place - 1, new byte[] {1}).statusCode()).isEqualTo(409);

        Response answer = client.append(id, place, "film".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(client.offset(id)).isEqualTo(place + 4);
        assertThat(Files.size(files.of(id))).isEqualTo(place + 4);
        client.person()
                .api()
                .header("Tus-Resumable", "1.0.0")
                .delete(TusClient.DOOR + "/" + id)
                .then()
                .statusCode(204);
        assertThat(files.of(id)).doesNotExist();
    }

    /** The same deeds on a disk of which more, or less, is set apart. */
    private UploadReceiving receiving(long reserve) {
        MediaConfig tight = (MediaConfig) Proxy.newProxyInstance(
                MediaConfig.class.getClassLoader(),
                new Class<?>[] {MediaConfig.class},
                (proxy, method, arguments) ->
                        method.getName().equals("reserveBytes") ? reserve : method.invoke(media, arguments));
        return new UploadReceiving(uploads, files, config, tight, orders, clock);
    }
}
