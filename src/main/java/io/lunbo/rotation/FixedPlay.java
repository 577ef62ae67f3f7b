package io.lunbo.rotation;

import static java.util.Objects.requireNonNull;

/** A play of the spot {@code id} that must start at exactly {@code atMs}. It comes on top of what the spot's demand asks for. */
public record FixedPlay(String id, long atMs) {

    public FixedPlay {
        requireNonNull(id, "id is null");
    }
}
