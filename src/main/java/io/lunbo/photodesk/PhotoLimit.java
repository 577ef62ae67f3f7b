package io.lunbo.photodesk;

import io.lunbo.picture.PictureReading;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NameBinding;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses photos that are too large before their first byte is read: the door for films is far wider. */
@Singleton
public class PhotoLimit {
    /** What a form has around its file. */
    private static final long FORM_BYTES = 256 * 1024;

    /** Marks endpoints that take a photo. */
    @NameBinding
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface TakesPhoto {}

    /** Refuses a body that is too large, or that does not say how large it is. */
    @TakesPhoto
    @ServerRequestFilter
    public void admit(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        if (length == null || Long.parseLong(length) > PictureReading.MAX_BYTES + FORM_BYTES) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
    }

    /** The bytes of a form's file, which is gone afterwards; null where the form has none. */
    public static byte[] bytes(FileUpload file) throws IOException {
        if (file == null) {
            return null;
        }
        try {
            boolean chosen = file.fileName() != null && !file.fileName().isEmpty() && file.size() > 0;
            if (chosen && file.size() > PictureReading.MAX_BYTES) {
                throw Problem.of(ProblemType.BODY_TOO_LARGE);
            }
            return chosen ? Files.readAllBytes(file.uploadedFile()) : null;
        } finally {
            Files.deleteIfExists(file.uploadedFile());
        }
    }
}
