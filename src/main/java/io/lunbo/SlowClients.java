package io.lunbo;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.smallrye.config.SmallRyeConfig;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Hangs up on clients that send a request, its head or its body, so slowly that they only hold a connection or a thread.
 *
 * <p>Judged below HTTP and TLS, by bytes for time, so that no way of being slow is forgotten. Netty finds this class by the
 * service loader, which {@link Main} switches on; the platform's own time-outs know only of clients that send nothing.
 */
public final class SlowClients extends ChannelInitializerExtension {
    private static final Logger LOG = Logger.getLogger(SlowClients.class);

    /** For the service loader. */
    public SlowClients() {}

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        SlowClientsConfig config =
                ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(SlowClientsConfig.class);
        connection.pipeline().addFirst(new Pace(config.window().toNanos(), config.bytesPerSecond()));
    }

    /** How fast one connection sends while nothing is answered. */
    static final class Pace extends ChannelDuplexHandler {
        // Who waits for an answer is silent too, and may then ask for something else on the same connection (HTTP/2).
        private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(5);

        private final long window;
        private final long bytesPerSecond;
        private boolean sending;
        private long last;
        private long spent;
        private long received;

        Pace(long window, long bytesPerSecond) {
            this.window = window;
            this.bytesPerSecond = bytesPerSecond;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof ByteBuf bytes && tooSlow(bytes.readableBytes(), System.nanoTime())) {
                LOG.debugf("Closed for being too slow: %s", context.channel().remoteAddress());
                ReferenceCountUtil.release(message);
                context.close();
                return;
            }
            super.channelRead(context, message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            sending = false;
            super.write(context, message, promise);
        }

        boolean tooSlow(int bytes, long now) {
            if (sending) {
                spent += Math.min(LONGEST_PAUSE, now - last);
            } else {
                begin();
            }
            last = now;
            received += bytes;
            if (spent < window) {
                return false;
            }
            boolean slow = received < bytesPerSecond * TimeUnit.NANOSECONDS.toSeconds(spent);
            begin();
            return slow;
        }

        private void begin() {
            sending = true;
            spent = 0;
            received = 0;
        }
    }
}
