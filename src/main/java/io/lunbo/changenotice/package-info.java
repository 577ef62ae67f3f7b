/**
 * Change notices (节目更改播出通知单): once a day is frozen, its sheet changes only with one.
 *
 * <p>Imports {@code signoff} for the hour of the freeze, {@code comparison} for what changes, {@code form} for the paper.
 */
package io.lunbo.changenotice;
