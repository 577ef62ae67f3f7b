/**
 * Building the sheets of many days and screens in one act: ordered, followed, stopped, gone on with.
 *
 * <p>Imports {@code schedule}, which builds one day, and {@code work}, which does it in the background.
 */
package io.lunbo.buildrun;
