package io.lunbo.front;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.quarkus.logging.Log;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that are sent again and again, kept in files without a name besides the memory that shows them.
 *
 * <p>An answer that is written from memory is copied into the system once for every player that asks; what lies in a file is
 * sent from where it is. {@link FiledSending} puts the file in the place of the memory, below HTTP, and only where there is no
 * TLS: everybody else just sees a buffer.
 */
@Singleton
public class FiledBytes {
    /** How much lies in one file: it goes when the last of its pieces is forgotten. */
    private static final int FILE_BYTES = 4 << 20;

    private Shelf shelf;
    private boolean inMemoryOnly;

    /**
     * Keeps the bytes as long as somebody holds what is returned.
     *
     * @return a buffer that must not be written to; where no file can be written, one that is in memory only
     */
    @SuppressWarnings("deprecation") // the only public way to a buffer outside of the heap in this version of Vert.x
    public synchronized Buffer keep(byte[] bytes) {
        return Buffer.buffer(Unpooled.unreleasableBuffer(filed(bytes)));
    }

    private ByteBuf filed(byte[] bytes) {
        if (!inMemoryOnly && bytes.length > 0 && bytes.length <= FILE_BYTES) {
            try {
                if (shelf == null || shelf.left() < bytes.length) {
                    shelf = Shelf.open();
                }
                return shelf.put(bytes);
            } catch (IOException e) {
                inMemoryOnly = true;
                Log.warnf("No file for what is sent often, so it is sent from memory until the next start: %s", e);
            }
        }
        return Unpooled.wrappedBuffer(
                ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    /** The file in which the bytes of a message lie; null where they lie in none. */
    static FileRegion fileOf(ByteBuf message) {
        ByteBuf inner = message;
        for (ByteBuf within = inner.unwrap(); within != null; within = inner.unwrap()) {
            inner = within;
        }
        return inner instanceof Piece piece && message.readableBytes() == piece.capacity() ? new Region(piece) : null;
    }

    /** One file, filled from its beginning. Its name is gone as soon as it is open; the rest goes with the last reference. */
    private static final class Shelf {
        private final FileChannel file;
        private final MappedByteBuffer memory;
        private int used;

        private Shelf(FileChannel file, MappedByteBuffer memory) {
            this.file = file;
            this.memory = memory;
        }

        static Shelf open() throws IOException {
            Path path = Files.createTempFile("lunbo-sent", null);
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            // Every page is written before it is looked at: on a full disk that fails here, and not when it is sent.
            for (ByteBuffer empty = ByteBuffer.allocate(FILE_BYTES); empty.hasRemaining(); ) {
                file.write(empty);
            }
            return new Shelf(file, file.map(MapMode.READ_WRITE, 0, FILE_BYTES));
        }

        int left() {
            return FILE_BYTES - used;
        }

        Piece put(byte[] bytes) {
            memory.put(used, bytes);
            Piece piece = new Piece(this, used, bytes.length);
            used += bytes.length;
            return piece;
        }
    }

    /** A part of a file, seen as memory. */
    private static final class Piece extends UnpooledDirectByteBuf {
        private final Shelf shelf;
        private final int at;

        Piece(Shelf shelf, int at, int length) {
            super(UnpooledByteBufAllocator.DEFAULT, shelf.memory.slice(at, length), length);
            this.shelf = shelf;
            this.at = at;
        }
    }

    /** A part of a file on its way. */
    private static final class Region extends DefaultFileRegion {
        Region(Piece piece) {
            super(piece.shelf.file, piece.at, piece.capacity()); // who holds the channel keeps the file
        }

        /** Unlike the region that it is made of, it does not close the file: others lie in it. */
        @Override
        protected void deallocate() {}
    }
}
