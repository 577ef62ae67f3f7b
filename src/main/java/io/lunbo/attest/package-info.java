/**
 * Reports on what was played (监播报告): issued once, kept as issued, signed, and checked by anyone with a code.
 *
 * <p>The figures are those of the inspector's pages at that moment, as canonical JSON; paper, spreadsheet and table are made of
 * that JSON and of nothing else. The key that signs reports signs nothing else.
 */
package io.lunbo.attest;
