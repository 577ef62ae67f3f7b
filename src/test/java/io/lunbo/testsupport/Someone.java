package io.lunbo.testsupport;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;

/** Operators of their own for a test that calls deeds and signs nobody in. */
public final class Someone {
    private Someone() {}

    /** A fresh operator in a fresh unit. */
    public static Account with(Role... roles) {
        return SignedIn.registered(false, roles).account();
    }
}
