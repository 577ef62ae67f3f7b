package io.lunbo.media;

import io.lunbo.media.MediaStore.Stored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MediaStoreTest {
    private static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path root;

    private MediaStore store;

    @BeforeEach
    void openStore() throws IOException {
        store = new MediaStore(root);
    }

    @Test
    void keepsAFileUnderItsHash() throws IOException {
        Stored stored = store.keep(store.receive(bytesOf("abc")));

        assertThat(stored).isEqualTo(new Stored(SHA_256_OF_ABC, 3));
        assertThat(store.find(SHA_256_OF_ABC))
                .contains(root.resolve("ba").resolve("78").resolve(SHA_256_OF_ABC));
        assertThat(store.find(SHA_256_OF_ABC).orElseThrow()).hasContent("abc");
    }

    @Test
    void sameBytesTwiceAreOneFile() throws IOException {
        store.keep(store.receive(bytesOf("abc")));
        store.keep(store.receive(bytesOf("abc")));

        assertThat(files()).containsExactly(SHA_256_OF_ABC);
    }

    @Test
    void sameBytesAtTheSameTimeAreOneFile() throws Exception {
        ExecutorService uploads = Executors.newFixedThreadPool(8);
        Callable<Stored> upload = () -> store.keep(store.receive(bytesOf("abc")));
        List<Future<Stored>> done =
                uploads.invokeAll(Stream.generate(() -> upload).limit(40).toList());
        uploads.shutdown();

        for (Future<Stored> stored : done) {
            assertThat(stored.get().sha256()).isEqualTo(SHA_256_OF_ABC);
        }
        assertThat(files()).containsExactly(SHA_256_OF_ABC);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() {
        InputStream breaking = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> store.receive(new SequenceInputStream(bytesOf("abc"), breaking)))
                .hasMessage("connection reset");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "../../etc/passwd",
                "incoming",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"
            })
    void findsNothingUnderWhatIsNoHash(String name) throws IOException {
        store.keep(store.receive(bytesOf("abc")));

        assertThat(store.find(name)).isEmpty();
    }

    @Test
    void findsNothingThatWasOnlyReceived() throws IOException {
        store.receive(bytesOf("abc"));

        assertThat(store.find(SHA_256_OF_ABC)).isEmpty();
    }

    private static InputStream bytesOf(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Set<String> files() {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
