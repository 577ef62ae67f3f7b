package io.lunbo.terms;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * What a spot shows in place of its own media where another version of it suits the screen better, e.g. an upright cut or a slogan.
 *
 * @param where the screens that are meant
 * @param mediaId what they show
 */
public record Alternative(
        @NotNull @Valid Target where, @NotNull UUID mediaId) {}
