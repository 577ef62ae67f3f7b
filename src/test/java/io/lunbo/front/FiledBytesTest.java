package io.lunbo.front;

import io.netty.channel.DefaultFileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FiledBytesTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: screen\r\n\r\n";
    private static final String LAST = "GET / HTTP/1.1\r\nHost: screen\r\nConnection: close\r\n\r\n";

    private final FiledBytes files = new FiledBytes();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyAnswerOfAPipelineIsWholeAlthoughTheScreenGetsOtherBytesMeanwhile(boolean nativeTransport)
            throws Exception {
        List<byte[]> bodies =
                IntStream.range(0, 200).mapToObj(seed -> bytes(seed, 28_000)).toList();
        AtomicInteger asked = new AtomicInteger();
        byte[] answers = askAll(nativeTransport, bodies.size(), request -> {
            int number = asked.getAndIncrement();
            request.response().end(files.keep(bodies.get(number)));
            if (number % 50 == 0) {
                System.gc(); // whatever nobody holds any more but the connection must stay until it was sent
            }
        });

        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < bodies.size(); i++) {
            String close = i == bodies.size() - 1 ? "connection: close\r\n" : "";
            expected.writeBytes(("HTTP/1.1 200 OK\r\n" + close + "content-length: 28000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            expected.writeBytes(bodies.get(i));
        }
        assertThat(Arrays.mismatch(answers, expected.toByteArray())).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, (4 << 20) - 1, 4 << 20, (4 << 20) + 1})
    void anyLengthIsSentAsItIs(int length) throws Exception {
        byte[] body = bytes(length, length);
        Buffer kept = files.keep(body);
        byte[] answers = askAll(true, 2, request -> request.response().end(kept));
        byte[] last = Arrays.copyOfRange(answers, answers.length - length, answers.length);
        assertThat(Arrays.equals(last, body)).isTrue();
    }

    @Test
    void onlyWholeIsSentFromTheFileAndAPartFromMemory() {
        byte[] body = bytes(7, 1000);
        Buffer kept = files.keep(body);
        EmbeddedChannel channel = new EmbeddedChannel(FiledSending.Exchange.ONE_FOR_ALL);
        channel.writeOutbound(buffer(kept), buffer(kept.slice(0, 999)), buffer(Buffer.buffer(body)));
        List<Object> written =
                Stream.generate(channel::<Object>readOutbound).limit(3).toList();
        assertThat(written.get(0)).isInstanceOf(DefaultFileRegion.class);
        assertThat(written.get(1)).isNotInstanceOf(DefaultFileRegion.class);
        assertThat(written.get(2)).isNotInstanceOf(DefaultFileRegion.class);
        assertThat(kept.getBytes()).isEqualTo(body);
    }

    @Test
    void bytesOfOneAreNotThoseOfTheNext() {
        List<byte[]> bodies =
                IntStream.range(0, 500).mapToObj(seed -> bytes(seed, 20_000)).toList();
        List<Buffer> kept = bodies.stream().map(files::keep).toList(); // ten million bytes: three files
        for (int i = 0; i < bodies.size(); i++) {
            assertThat(Arrays.equals(kept.get(i).getBytes(), bodies.get(i))).isTrue();
        }
    }

    @SuppressWarnings("deprecation") // the only public way to the bytes of a buffer in this version of Vert.x
    private static Object buffer(Buffer buffer) {
        return buffer.getByteBuf();
    }

    /** Asks so many times over one connection, without waiting for an answer before the next question. */
    private static byte[] askAll(
            boolean nativeWhereThereIsOne, int times, io.vertx.core.Handler<HttpServerRequest> handler)
            throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeWhereThereIsOne));
        try {
            HttpServer server = vertx.createHttpServer()
                    .connectionHandler(connection -> ((ConnectionBase) connection)
                            .channel()
                            .pipeline()
                            .addFirst(FiledSending.Exchange.ONE_FOR_ALL))
                    .requestHandler(handler)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
                socket.getOutputStream().write((GET.repeat(times - 1) + LAST).getBytes(StandardCharsets.US_ASCII));
                InputStream answers = socket.getInputStream();
                return answers.readAllBytes();
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
