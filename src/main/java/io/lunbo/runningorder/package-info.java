/**
 * A sheet on its way out of the house: the printable running order (串联单), a table, and standard A-SMIL.
 *
 * <p>Imports {@code signoff} for who signed, {@code form} for the paper.
 */
package io.lunbo.runningorder;
