package io.lunbo.spotimport;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses spreadsheets that are too large before their first byte is read: the door for films is far wider. */
@Singleton
public class ImportLimit {
    /** What a form has around its file. */
    private static final long FORM_BYTES = 256 * 1024;

    /** Marks endpoints that take a spreadsheet. */
    @NameBinding
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface TakesTable {}

    /** Refuses a body that is too large, or that does not say how large it is. */
    @TakesTable
    @ServerRequestFilter
    public void admit(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        if (length == null || Long.parseLong(length) > SpotTable.LARGEST + FORM_BYTES) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
    }
}
