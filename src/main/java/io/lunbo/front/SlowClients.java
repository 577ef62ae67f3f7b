package io.lunbo.front;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.smallrye.config.SmallRyeConfig;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Hangs up on clients that send a request, its head or its body, so slowly that they only hold a connection or a thread, and
 * on those that neither send nor take anything any more.
 *
 * <p>Judged below HTTP and TLS, by bytes for time, so that no way of being slow is forgotten. Netty finds this class by the
 * service loader, which {@link Main} switches on. The platform's own time-out for silence is off: it costs each answer more
 * than this does, and takes a film that is fetched over a poor line for silence.
 */
public final class SlowClients extends ChannelInitializerExtension {
    private static final Logger LOG = Logger.getLogger(SlowClients.class);

    /** For the service loader. */
    public SlowClients() {}

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        SlowClientsConfig config =
                ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(SlowClientsConfig.class);
        connection
                .pipeline()
                .addFirst(new Pace(
                        config.window().toNanos(),
                        config.bytesPerSecond(),
                        config.silence().toNanos()));
    }

    /** How fast one connection sends while nothing is answered. */
    static final class Pace extends ChannelDuplexHandler {
        // Who waits for an answer is silent too, and may then ask for something else on the same connection (HTTP/2).
        private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(5);

        private final long window;
        private final long bytesPerSecond;
        private final long silence;
        private boolean sending;
        private long last;
        private long spent;
        private long received;
        private long active;
        private long taken;
        private ScheduledFuture<?> watch;

        /**
         * @param window over how many nanoseconds who sends is judged
         * @param silence after how many nanoseconds without a byte in or out it is over
         */
        Pace(long window, long bytesPerSecond, long silence) {
            this.window = window;
            this.bytesPerSecond = bytesPerSecond;
            this.silence = silence;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) throws Exception {
            active = System.nanoTime();
            watchAgain(context, silence);
            super.channelActive(context);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            watch.cancel(false);
            super.channelInactive(context);
        }

        private void watchAgain(ChannelHandlerContext context, long afterNanos) {
            watch = context.executor().schedule(() -> watch(context), afterNanos, TimeUnit.NANOSECONDS);
        }

        private void watch(ChannelHandlerContext context) {
            long now = System.nanoTime();
            long still = stillBeing(left(context), now);
            if (still > 0) {
                watchAgain(context, still);
            } else {
                LOG.debugf("Closed for being silent: %s", context.channel().remoteAddress());
                context.close();
            }
        }

        /** For how long it may be silent yet, when so many bytes have not been taken by the other side. */
        long stillBeing(long bytesLeft, long now) {
            if (bytesLeft != taken) {
                taken = bytesLeft;
                active = now;
            }
            return silence - (now - active);
        }

        private static long left(ChannelHandlerContext context) {
            ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
            return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            long now = System.nanoTime();
            active = now;
            if (message instanceof ByteBuf bytes && tooSlow(bytes.readableBytes(), now)) {
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
            active = System.nanoTime();
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
