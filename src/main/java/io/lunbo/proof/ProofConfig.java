package io.lunbo.proof;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.Optional;

/** Whose word counts for the keys of reviewers. */
@ConfigMapping(prefix = "lunbo.proof")
public interface ProofConfig {
    /**
     * The root's Ed25519 private key (PKCS#8, PEM), which certifies the keys of reviewers. All nodes need the same one. Absent:
     * one is made in the data folder at the first start.
     */
    Optional<Path> rootKey();

    /**
     * The root's public key (JWK member {@code x}), where its private half is kept away from every node. New keys of reviewers
     * then wait for a certificate that an administrator brings.
     */
    Optional<@Pattern(regexp = "[A-Za-z0-9_-]{43}") String> rootPublic();

    /** The key that signs for units whose reviewers have none of their own. Absent: one is made in the data folder. */
    Optional<Path> serviceKey();

    /**
     * The key that states of which original a delivery file was made (PKCS#8, PEM); another one than the manifests'. All nodes that
     * make or publish files need the same one. Absent: one is made in the data folder.
     */
    Optional<Path> ingestKey();

    /** How often a password is hashed before it opens a key: what a guess costs. */
    @WithDefault("600000")
    @Min(10000)
    int iterations();
}
