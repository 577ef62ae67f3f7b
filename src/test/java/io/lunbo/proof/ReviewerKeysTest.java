package io.lunbo.proof;

import io.lunbo.access.OperatorRegistration;
import io.lunbo.access.Role;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** A reviewer's key follows the reviewer's password and nobody else's word. */
@QuarkusTest
class ReviewerKeysTest {
    private static final String NEW_PASSWORD = "another long pass phrase";

    @Inject
    ReviewerKeys keys;

    @Inject
    OperatorRegistration registration;

    private final SignedIn reviewer = SignedIn.registered(false, Role.REVIEWER);

    @Test
    void keyStaysTheSameAndOpensWithThePasswordOnly() {
        String kid = unlock(reviewer.password()).kid();

        assertThat(unlock(reviewer.password()).kid()).isEqualTo(kid);
        assertRefused(ProblemType.SIGNING_PASSWORD_WRONG, () -> unlock("not the password"));
        assertRefused(ProblemType.SIGNING_PASSWORD_WRONG, () -> unlock(null));
    }

    @Test
    void guessingIsEnded() {
        unlock(reviewer.password());
        for (int i = 0; i < 8; i++) {
            assertRefused(ProblemType.SIGNING_PASSWORD_WRONG, () -> unlock("guess"));
        }
        assertRefused(ProblemType.TOO_MANY_ATTEMPTS, () -> unlock(reviewer.password()));
    }

    @Test
    void changedPasswordOpensTheSameKeyAndTheOldOneNoMore() {
        String kid = unlock(reviewer.password()).kid();
        registration.choosePassword(reviewer.account().id(), reviewer.password(), NEW_PASSWORD);

        assertThat(unlock(NEW_PASSWORD).kid()).isEqualTo(kid);
        assertRefused(ProblemType.SIGNING_PASSWORD_WRONG, () -> unlock(reviewer.password()));
    }

    @Test
    void resetMakesAnotherKeyThatTheFormerOneCanEndorse() {
        String former = unlock(reviewer.password()).kid();
        String once = registration.resetPassword(reviewer.account().id(), Someone.with(Role.ADMINISTRATOR));
        registration.choosePassword(reviewer.account().id(), once, NEW_PASSWORD);
        String present = unlock(NEW_PASSWORD).kid();
        assertThat(present).isNotEqualTo(former);
        assertRefused(ProblemType.SIGNING_PASSWORD_WRONG, () -> keys.endorse(reviewer.account(), "a guess"));

        String endorsement =
                keys.endorse(reviewer.account(), reviewer.password()).endorsement();

        SignedRecord record = SignedRecord.read(endorsement).orElseThrow();
        assertThat(record.kid()).isEqualTo(former);
        assertThat(record.payload().get("kid").textValue()).isEqualTo(present);
        String formerX = QuarkusTransaction.requiringNew()
                .call(() -> keys.findById(former).x());
        assertThat(SignedRecord.signedBy(endorsement, formerX)).isTrue();
    }

    @Test
    void serviceSignsForUnitsThatSaySo() {
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);
        administrator
                .api()
                .contentType("application/json")
                .body(Map.of("service", true))
                .put("/api/v1/reviewer-keys/units/" + reviewer.account().unitId())
                .then()
                .statusCode(204);

        ReviewerKeys.Signer signer = unlock(null);
        Map<String, String> decision = Map.of("decision", "APPROVE");
        String jws = signer.sign(decision);
        assertThat(proves(jws, decision, reviewer.account().id())).isTrue();
        assertThat(proves(jws, Map.of("decision", "REJECT"), reviewer.account().id()))
                .isFalse();
    }

    @Test
    void recordProvesOnlyForItsOwnerAndItsOwnWords() {
        Map<String, String> decision = Map.of("decision", "APPROVE", "media", "m");
        String jws = unlock(reviewer.password()).sign(decision);

        assertThat(proves(jws, decision, reviewer.account().id())).isTrue();
        assertThat(proves(jws, decision, UUID.randomUUID())).isFalse();
        assertThat(proves(
                        jws,
                        Map.of("decision", "APPROVE", "media", "n"),
                        reviewer.account().id()))
                .isFalse();
        assertThat(proves(
                        jws.substring(0, jws.length() - 4) + "AAAA",
                        decision,
                        reviewer.account().id()))
                .isFalse();
        assertThat(proves("a.b.c", decision, reviewer.account().id())).isFalse();
    }

    @Test
    void anybodyReadsTheRootAndItsCertificates() {
        unlock(reviewer.password());
        RestAssured.get("/.well-known/lunbo-reviewers.json")
                .then()
                .statusCode(200)
                .body("certificates", not(hasSize(0)));
    }

    @Test
    void offlineRootCertifiesWithAnyToolThatSignsEd25519() throws Exception {
        KeyPair offline = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        TrustRoot root = new TrustRoot(new Offline(Ed25519.x(offline.getPublic())), Path.of("unused"));
        String x = Ed25519.x(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        ReviewerKey key = new ReviewerKey(UUID.randomUUID(), x, "sealed", Instant.parse("2023-04-20T00:00:00Z"));
        assertThat(root.certificate(key)).as("the node alone").isEmpty();
        assertThat(root.certifies(key)).isFalse();

        String toBeSigned = root.toBeSigned(key);
        byte[] signature = Ed25519.sign(offline.getPrivate(), toBeSigned.getBytes(StandardCharsets.US_ASCII));
        key.certify(toBeSigned + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        assertThat(root.certifies(key)).isTrue();

        ReviewerKey other = new ReviewerKey(UUID.randomUUID(), x, "sealed", Instant.parse("2023-04-20T00:00:00Z"));
        other.certify(key.certificate());
        assertThat(root.certifies(other)).as("the same key in another's hand").isFalse();
    }

    private record Offline(String x) implements ProofConfig {
        @Override
        public Optional<Path> rootKey() {
            return Optional.empty();
        }

        @Override
        public Optional<String> rootPublic() {
            return Optional.of(x);
        }

        @Override
        public Optional<Path> ingestKey() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> serviceKey() {
            return Optional.empty();
        }

        @Override
        public int iterations() {
            return 10_000;
        }
    }

    private ReviewerKeys.Signer unlock(String password) {
        return keys.unlock(reviewer.account(), password);
    }

    private boolean proves(String jws, Map<String, ?> decision, UUID operatorId) {
        return QuarkusTransaction.requiringNew().call(() -> keys.proves(jws, decision, operatorId));
    }
}
