package io.lunbo.front;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCountUtil;

/**
 * Has {@link FiledBytes} sent by the system from their file.
 *
 * <p>Sits below HTTP and TLS: what is to be encrypted never comes by here as it lies in the file. Netty finds this class by the
 * service loader, which {@code Main} switches on.
 */
public final class FiledSending extends ChannelInitializerExtension {
    /** For the service loader. */
    public FiledSending() {}

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        connection.pipeline().addFirst(Exchange.ONE_FOR_ALL);
    }

    /** Puts the file in the place of the memory. */
    @Sharable
    static final class Exchange extends ChannelOutboundHandlerAdapter {
        static final Exchange ONE_FOR_ALL = new Exchange();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            FileRegion file = message instanceof ByteBuf bytes ? FiledBytes.fileOf(bytes) : null;
            if (file == null) {
                context.write(message, promise);
            } else {
                ReferenceCountUtil.release(message);
                context.write(file, promise);
            }
        }
    }
}
