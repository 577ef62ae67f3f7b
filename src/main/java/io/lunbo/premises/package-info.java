/**
 * Where screens stand, to which groups they belong, and on which dates they are open otherwise: what changes without the screen itself.
 *
 * <p>Imports {@code screen} and the floor.
 */
package io.lunbo.premises;
