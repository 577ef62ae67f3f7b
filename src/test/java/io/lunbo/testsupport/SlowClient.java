package io.lunbo.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A connection over which a request is sent in pieces of any size; nothing of it blocks. */
public final class SlowClient implements AutoCloseable {
    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer received = ByteBuffer.allocate(4096);
    private final StringBuilder answer = new StringBuilder();
    private boolean over;

    private SlowClient(SocketChannel channel, ByteBuffer request) {
        this.channel = channel;
        this.request = request;
    }

    /** Connects; nothing is sent yet. */
    public static SlowClient connect(PackagedLunbo lunbo, String request) throws IOException {
        int port = URI.create(lunbo.url()).getPort();
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        return new SlowClient(channel, ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The same after this much was sent at once. */
    public SlowClient after(int bytes) {
        send(bytes);
        return this;
    }

    /** Sends some more of the request; nothing where it is all sent, or the other side has hung up. */
    public void send(int bytes) {
        if (!goesOn() || !request.hasRemaining()) {
            return;
        }
        int end = request.limit();
        request.limit(Math.min(end, request.position() + bytes));
        try {
            channel.write(request);
        } catch (IOException e) {
            over = true; // hung up on between the look and the write
        } finally {
            request.limit(end);
        }
    }

    /** Whether neither an answer nor an end has come. */
    public boolean goesOn() {
        try {
            while (!over) {
                int bytes = channel.read(received.clear());
                if (bytes == 0) {
                    break;
                }
                over = bytes < 0;
                answer.append(StandardCharsets.UTF_8.decode(received.flip()));
            }
        } catch (IOException e) {
            over = true; // reset, which is an end too
        }
        return !over && answer.isEmpty();
    }

    /** What came back so far. */
    public String answer() {
        return answer.toString();
    }

    /** Sends the rest and waits for the answer's beginning. */
    public String awaitAnswer() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (goesOn()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no answer within 30 s");
            }
            send(Integer.MAX_VALUE - request.position());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // between two looks
        }
        return answer.toString();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
