package io.lunbo.reviewdesk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;

/** Where a reviewer says how to be told what is late. */
@Path("/reviews/notices")
@RolesAllowed(Role.Names.REVIEWER)
@Produces(MediaType.TEXT_HTML)
public class NoticePages {
    private final NoticeAddresses addresses;
    private final NoticeConfig config;
    private final CurrentOperator operator;
    private final Language language;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance notices(String address, boolean sent, String error);
    }

    NoticePages(NoticeAddresses addresses, NoticeConfig config, CurrentOperator operator, Language language) {
        this.addresses = addresses;
        this.config = config;
        this.operator = operator;
        this.language = language;
    }

    /** The form. */
    @GET
    public TemplateInstance notices() {
        return Templates.notices(addresses.of(operator.id()).orElse(""), config.mail(), null);
    }

    /** Keeps the address. */
    @POST
    public Response keep(@RestForm String address) {
        try {
            addresses.keep(operator.id(), address);
            return Response.seeOther(URI.create("/reviews")).build();
        } catch (Problem refusal) {
            return Response.status(422)
                    .entity(Templates.notices(address, config.mail(), language.text("reviewdesk_address_wrong")))
                    .build();
        }
    }
}
