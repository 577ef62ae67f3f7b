/**
 * The administrator's desk: who is let in, for which unit, in which roles.
 *
 * <p>Imports {@code access}, {@code audit} and {@code web}. It adds doors, no rules: what may be done to an account is
 * said in {@code access}, so that pages, API, demo and first start cannot differ. One-time passwords are shown in the
 * answer that makes them and kept nowhere.
 */
package io.lunbo.staff;
